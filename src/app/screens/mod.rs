//! The update of each screen, one file a screen.

pub mod form;
pub mod help;
pub mod menu;
pub mod outcome;
pub mod scroll;
