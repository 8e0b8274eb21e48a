//! What the tests of several rooms begin with.

mod harness;

use std::time::Duration;

use crate::config::CaptchaMode;
use crate::identity::ExternalShape;
use crate::password::Policy;

use super::Settings;

pub use harness::*;

/// An academy that asks for an image, and offers all that can be offered.
pub fn settings() -> Settings {
    Settings {
        organisation: "Académie".into(),
        policy: Policy::default(),
        external_shape: ExternalShape::new("[0-9A-Z-]{4,20}").unwrap(),
        offers_reset: true,
        captcha: CaptchaMode::Always,
        captcha_ttl: Duration::from_secs(180),
        delay_instead: Some(Duration::from_secs(60)),
        effective_within: Duration::from_secs(1800),
        idle_timeout: Duration::from_secs(120),
        absolute_timeout: Duration::from_secs(900),
        today: jiff::civil::date(2026, 11, 24),
        typing_pause: Duration::from_millis(150),
        slow_line: false,
    }
}
