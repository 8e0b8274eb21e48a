//! One file a screen, of the same name as in `app`.

pub(super) mod form;
pub(super) mod help;
pub(super) mod menu;
pub(super) mod outcome;
