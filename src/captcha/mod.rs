//! Draw and check a captcha.
