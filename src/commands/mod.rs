//! One file a subcommand: parse, call, exit code.

pub mod docs;
