//! MaMamia: change (« le modifier ») or redefine (« le redéfinir ») one's password of an academic
//! directory, in a terminal.
//!
//! The house, from the street to the cellar (`docs/architecture.md`, held by
//! `tests/architecture`): an import goes down, never up.
//!
//! The rooms are closed, so that rustc reports what the program does not use. The feature `test-support` opens them to
//! tests and measures; a release never has it.

#[cfg(all(test, not(feature = "test-support")))]
compile_error!("the tests need a feature: `make test`, or `cargo test --features test-support`");

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
