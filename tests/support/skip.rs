//! The one way for a test to say that it cannot run here.

use std::io::Write;

/// Reports the current test as skipped: `SKIPPED name: why`, which `tests/count.sh` counts. The test then returns.
pub fn skip(why: &str) {
    let test = std::thread::current();
    let line = format!("SKIPPED {}: {why}\n", test.name().unwrap_or("test"));
    // libtest hides what a passing test prints by macro, not what it writes. One write keeps the line whole.
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}
