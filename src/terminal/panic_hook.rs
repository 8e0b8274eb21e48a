//! Restores the terminal when the session panics.

use std::io::{self, Write};
use std::{panic, thread};

use tokio::task;

/// From here on, a panic of the calling thread, outside any task, runs `restore`, then writes `sentence` to standard
/// error. The payload, which may quote typed characters, is written nowhere. A panic of a task or of another thread
/// writes nothing: the code that awaits it reports it, and the session goes on.
pub(super) fn install(sentence: String, restore: impl Fn() + Send + Sync + 'static) {
    let session = thread::current().id();
    panic::set_hook(Box::new(move |_| {
        if thread::current().id() == session && task::try_id().is_none() {
            restore();
            // Without standard error there is no way to report this failure.
            let _ = io::stderr().write_all(format!("{sentence}\n").as_bytes());
        }
    }));
}
