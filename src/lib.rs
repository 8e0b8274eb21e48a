//! MaMamia: change (« le modifier ») or redefine (« le redéfinir ») one's password of an academic
//! directory, in a terminal.
//!
//! The house, from the street to the cellar (`docs/architecture.md`, held by
//! `tests/architecture`): an import goes down, never up.

#[cfg(all(test, not(feature = "test-support")))]
compile_error!("the tests need a feature: `make test`, or `cargo test --features test-support`");

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
