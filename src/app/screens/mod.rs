//! The state and the update of one screen a file.

pub mod form;
pub mod help;
pub mod menu;
pub mod outcome;
