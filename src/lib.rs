//! MaMamia: change (« le modifier ») or redefine (« le redéfinir ») one's password of an academic
//! directory, in a terminal.
//!
//! The modules at the top are called rooms. A room imports only the rooms below it (`docs/architecture.md`, checked by
//! `tests/architecture`).
//!
//! The rooms are private, so that rustc reports unused code. The feature `test-support` makes them public for tests and
//! benches; a release never has it.

#[cfg(all(test, not(feature = "test-support")))]
compile_error!("the tests need a feature: `make test`, or `cargo test --features test-support`");

// Every room has tests that are tables.
#[cfg(test)]
#[macro_use]
extern crate rstest;

cfg_if::cfg_if! {
    if #[cfg(not(feature = "test-support"))] {
        mod account;
        mod app;
        mod assembly;
        mod captcha;
        mod cli;
        mod commands;
        mod config;
        #[cfg(feature = "demo")]
        mod demo;
        mod directory;
        mod frontend;
        mod i18n;
        mod identity;
        mod password;
        mod session;
        mod telemetry;
        mod terminal;
        mod ui;
    } else {
        pub mod account;
        pub mod app;
        pub mod assembly;
        pub mod captcha;
        pub mod cli;
        pub mod commands;
        pub mod config;
        #[cfg(feature = "demo")]
        pub mod demo;
        pub mod directory;
        pub mod frontend;
        pub mod i18n;
        pub mod identity;
        pub mod password;
        pub mod session;
        pub mod telemetry;
        pub mod terminal;
        pub mod ui;
    }
}

pub use commands::run;
