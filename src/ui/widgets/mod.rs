//! Parts of both presentations.

pub(super) mod captcha_art;
pub(super) mod secret_line;
