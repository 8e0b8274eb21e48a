//! What the project promises of itself: each dependency is used, no locked crate asks for a newer Rust than ours, and
//! the count of `make test` is true.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use rstest::rstest;
use serde_json::{Value, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What cargo knows of the package and of each locked crate of this platform. Others need not be downloaded.
fn metadata() -> Value {
    let version = output(Command::new("rustc").arg("-vV"));
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version", "1", "--offline", "--locked", "--all-features"]);
    serde_json::from_str(&output(command.args(["--filter-platform", host]))).unwrap()
}

fn output(command: &mut Command) -> String {
    let output = command.current_dir(ROOT).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn packages(metadata: &Value) -> &[Value] {
    metadata["packages"].as_array().expect("packages")
}

fn ours(metadata: &Value) -> &Value {
    packages(metadata).iter().find(|package| package["name"] == env!("CARGO_PKG_NAME")).expect("our package")
}

/// The sources of the program, and those of its tests and examples.
struct Sources {
    program: String,
    tests: String,
}

impl Sources {
    fn read() -> Self {
        let mut sources = Self { program: String::new(), tests: String::new() };
        for folder in ["src", "tests", "examples"] {
            for file in rust_files(&Path::new(ROOT).join(folder)) {
                sources.add(file.strip_prefix(ROOT).unwrap(), &fs::read_to_string(&file).unwrap());
            }
        }
        sources
    }

    /// In a file of the program, what follows `mod tests {` is a test.
    fn add(&mut self, file: &Path, text: &str) {
        let name = file.to_str().unwrap();
        let is_program = name.starts_with("src/") && !name.contains("/tests/") && !name.ends_with("tests.rs");
        let (program, tests) = match text.split_once("#[cfg(test)]\nmod tests {") {
            _ if !is_program => ("", text),
            Some(parts) => parts,
            None => (text, ""),
        };
        self.program.push_str(program);
        self.tests.push_str(tests);
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Whether a source uses a crate: `name::`, or `use name;`. A comment, a field or a module of that name is no use.
fn uses(source: &str, name: &str) -> bool {
    let path = Regex::new(&format!(r"(^|[^\w:.])(::)?{name}::|\buse {name}( as \w+)?;")).unwrap();
    source.lines().any(|line| !line.trim_start().starts_with("//") && path.is_match(line))
}

/// The dependencies of our package that no source uses. One that only tests use must be a development dependency, or
/// an optional one (which a feature for tests asks for).
fn unused(package: &Value, sources: &Sources) -> Vec<String> {
    let is_unused = |dependency: &&Value| {
        let name = dependency["rename"].as_str().or(dependency["name"].as_str()).expect("a name");
        let name = name.replace('-', "_");
        let for_tests = dependency["kind"] == "dev" || dependency["optional"] == true;
        !(uses(&sources.program, &name) || for_tests && uses(&sources.tests, &name))
    };
    let dependencies = package["dependencies"].as_array().expect("dependencies").iter();
    dependencies.filter(is_unused).map(|dependency| dependency["name"].to_string()).collect()
}

/// Version numbers, compared as numbers: 1.9 comes before 1.89.
fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.parse().expect("a number")).chain([0, 0]).take(3).collect()
}

/// The crates that ask for a newer Rust than our package does.
fn too_new(metadata: &Value) -> Vec<String> {
    let own = version(ours(metadata)["rust_version"].as_str().expect("our rust-version"));
    let asks = |package: &&Value| package["rust_version"].as_str().is_some_and(|asked| version(asked) > own);
    let found = packages(metadata).iter().filter(asks);
    found
        .map(|package| format!("{} {} {}", package["name"], package["version"], package["rust_version"]))
        .collect()
}

#[test]
fn every_dependency_is_used() {
    let metadata = metadata();
    let dependencies = ours(&metadata)["dependencies"].as_array().expect("dependencies").len();
    assert!(dependencies > 40, "{dependencies} dependencies");
    assert_eq!(unused(ours(&metadata), &Sources::read()), [""; 0]);
}

#[test]
fn no_crate_asks_for_newer_rust() {
    let metadata = metadata();
    assert!(packages(&metadata).len() > 200, "the crates were not found");
    assert_eq!(too_new(&metadata), [""; 0]);
}

#[rstest]
#[case::path("let random = ring::rand::SystemRandom::new();", true)]
#[case::macro_("let text = ring::text!(1);", true)]
#[case::absolute("let x = ::ring::x();", true)]
#[case::import("use ring;", true)]
#[case::renamed("    pub use ring as other;", true)]
#[case::attribute("#[ring::main]", true)]
#[case::list("use {ring::hmac, url};", true)]
#[case::comment("    // ring::hmac is not used", false)]
#[case::doc_comment("/// See [`ring::hmac`].", false)]
#[case::local("ring.close(); let ring = 1;", false)]
#[case::own_module("use crate::ring::Key;", false)]
#[case::longer_name("use string::ring_buffer; bring::x();", false)]
fn use_is_told_from_name(#[case] source: &str, #[case] expected: bool) {
    assert_eq!(uses(source, "ring"), expected);
}

#[rstest]
#[case::program(json!({"name": "a-b"}), true)]
#[case::in_room_test(json!({"name": "c"}), false)]
#[case::development(json!({"name": "c", "kind": "dev"}), true)]
#[case::test_file(json!({"name": "d", "kind": "dev"}), true)]
#[case::test_file_of_a_room(json!({"name": "e"}), false)]
#[case::optional(json!({"name": "d", "optional": true}), true)]
#[case::only_for_tests(json!({"name": "d", "optional": false}), false)]
#[case::renamed(json!({"name": "z", "rename": "a-b"}), true)]
#[case::nowhere(json!({"name": "z", "kind": "dev"}), false)]
fn dependency_is_used_where_it_counts(#[case] dependency: Value, #[case] is_used: bool) {
    let mut sources = Sources { program: String::new(), tests: String::new() };
    sources.add(Path::new("src/a.rs"), "use a_b::x;\n#[cfg(test)]\nmod tests {\n    use c::x;\n}\n");
    sources.add(Path::new("src/room/tests/x.rs"), "use e::x;\n");
    sources.add(Path::new("tests/x.rs"), "use d::x;\n");
    let expected = if is_used { vec![] } else { vec![dependency["name"].to_string()] };
    assert_eq!(unused(&json!({ "dependencies": [dependency] }), &sources), expected);
}

#[rstest]
#[case::older(json!("1.9"), false)]
#[case::same(json!("1.89.0"), false)]
#[case::newer_patch(json!("1.89.1"), true)]
#[case::newer(json!("1.100"), true)]
#[case::unknown(Value::Null, false)]
fn newer_rust_is_refused(#[case] asked: Value, #[case] refused: bool) {
    let metadata = json!({ "packages": [
        { "name": "mamamia", "version": "0.1.0", "rust_version": "1.89" },
        { "name": "other", "version": "2.0.0", "rust_version": asked },
    ]});
    assert_eq!(too_new(&metadata).len(), usize::from(refused));
}

#[rstest]
#[case::passed(
    "test result: ok. 5 passed; 0 failed;\ntest result: ok. 2 passed; 0 failed;",
    0,
    "7 passed, 0 failed, 0 skipped",
    0
)]
#[case::failed(
    "test result: FAILED. 1 passed; 3 failed;\nerror: 1 target failed:",
    101,
    "1 passed, 3 failed, 0 skipped",
    101
)]
#[case::died(
    "test result: FAILED. 1 passed; 3 failed;\nerror: 2 targets failed:",
    101,
    "1 passed, 4 failed, 0 skipped",
    101
)]
#[case::not_built("error: could not compile", 101, "0 passed, 1 failed, 0 skipped", 101)]
#[case::skipped(
    "SKIPPED a: no b\ntest result: ok. 5 passed; 0 failed;",
    0,
    "4 passed, 0 failed, 1 skipped",
    0
)]
#[case::one_thread(
    "test c::d ... SKIPPED a: no b\nok\ntest result: ok. 1 passed; 0 failed;",
    0,
    "0 passed, 0 failed, 1 skipped",
    0
)]
fn tests_are_counted(#[case] printed: &str, #[case] status: i32, #[case] last: &str, #[case] expected: i32) {
    assert_eq!(counted(printed, status, ""), (last.to_owned(), Some(expected)));
}

#[test]
fn skipped_test_fails_the_continuous_integration() {
    let printed = "SKIPPED a: no b\ntest result: ok. 5 passed; 0 failed;";
    assert_eq!(counted(printed, 0, "true"), ("4 passed, 0 failed, 1 skipped".to_owned(), Some(1)));
}

/// The last line and the exit status of `tests/count.sh` for a command that prints this and exits so.
fn counted(printed: &str, status: i32, ci: &str) -> (String, Option<i32>) {
    let mut command = Command::new(Path::new(ROOT).join("tests/count.sh"));
    command.args(["sh", "-c", "printf '%s\\n' \"$0\"; exit $1", printed, &status.to_string()]);
    let output = command.env("CI", ci).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (text.lines().last().unwrap_or_default().to_owned(), output.status.code())
}
