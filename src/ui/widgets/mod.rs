//! Parts that several screens share.

pub(super) mod captcha_art;
pub(super) mod chrome;
pub(super) mod form_rows;
pub(super) mod secret_line;
pub(super) mod strength_gauge;
