//! The use cases: change, reset, captcha desk, outcome catalogue, audit. The only room that may write a password.
