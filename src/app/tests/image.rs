//! The image: asked for, shown, too old, another one.

use super::*;

#[test]
fn late_image_is_dropped() {
    let mut session = ModelHarness::new().after("1");
    let first = session.asked_image().unwrap();
    session.press("Esc 1");
    let second = session.asked_image().unwrap();
    assert_ne!(first, second);
    session.send(image_reply(first, Some(challenge())));
    assert!(matches!(session.form().image, CaptchaImage::Pending));
    session.send(image_reply(second, Some(challenge())));
    assert!(matches!(session.form().image, CaptchaImage::Shown { .. }));
    let (timer, delay) = session.last_timer(TimerKind::CaptchaExpiry);
    assert_eq!((timer.generation, delay), (second, Duration::from_secs(180)));
    session.send(image_reply(second, None));
    assert!(matches!(session.form().image, CaptchaImage::Shown { .. }), "answered once");
}

#[test]
fn renewed_image_clears_copy() {
    let mut session = ModelHarness::change().after("Up Up Up");
    assert_eq!(session.focus(), Focus::Field(Captcha));
    for _ in 0..3 {
        session.type_text("AB").press("F5");
        assert_eq!((session.asked_image().is_some(), session.text(Captcha)), (true, ""));
        let asked = session.effects.len();
        session.press("Ctrl-N");
        assert_eq!(session.effects.len(), asked, "one is on its way");
        session.draw_image();
    }
}

#[test]
fn failed_image_gives_notice() {
    let mut session = ModelHarness::new().after("1");
    let generation = session.asked_image().unwrap();
    session.send(image_reply(generation, None));
    assert!(matches!(session.form().image, CaptchaImage::Failed));
    assert_eq!(session.notice(), Some(say(words::NOTICE_IMAGE_FAILED)));
    session.forget().press("F5");
    assert!(session.asked_image().is_some());
}

#[test]
fn expired_image_stays_until_field_reached() {
    let mut session = ModelHarness::change();
    session.on_timer(TimerKind::CaptchaExpiry);
    assert!(matches!(session.form().image, CaptchaImage::Shown { .. }) && session.asked_image().is_none());
    assert_eq!(session.notice(), None);
    session.press("Tab");
    assert!(session.asked_image().is_none());
    session.press("Tab Tab Tab");
    assert!(matches!(session.form().image, CaptchaImage::Pending) && session.asked_image().is_some());
}

#[test]
fn used_image_is_renewed_at_its_field() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT, NEW, NEW, "ACDEH"]).after("Ctrl-S");
    session.end(Outcome::NotIdentified);
    assert!(matches!(session.form().image, CaptchaImage::Expired) && session.asked_image().is_none());
    assert!(session.go_to(Focus::Field(Captcha)).asked_image().is_some());
}

#[test]
fn foreign_letters_are_told_before_sending() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT, NEW, NEW, "3DCT1"]).after("Ctrl-S");
    let told = |typed: &str| {
        let absent = "0, 1, 2, 4, 5, 7, 8, B, F, G, I, O, Q, S, V, Z";
        Some(said(&Text::from(words::FAULT_CAPTCHA_LETTERS).word("typed", typed).word("absent", absent)))
    };
    assert_eq!((session.fault(Captcha), session.text(Captcha)), (told("1"), "3DCT1"));
    assert!(session.submitted().is_none() && matches!(session.form().image, CaptchaImage::Shown { .. }));
    session.go_to(Focus::Field(Captcha)).press("Backspace").type_text("0o7").press("Tab");
    assert_eq!(session.fault(Captcha), told("0, O"));
}

#[test]
fn expired_copied_image_is_announced() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT, NEW, NEW]).after("A C");
    session.on_timer(TimerKind::CaptchaExpiry);
    assert!(matches!(session.form().image, CaptchaImage::Expired) && session.asked_image().is_none());
    assert_eq!((session.notice(), session.text(Captcha)), (Some(say(words::NOTICE_IMAGE_OLD)), "AC"));
    assert_eq!(session.press("Ctrl-S").fault(Captcha), Some(say(words::FAULT_CAPTCHA_RENEWED)));
    assert_eq!((session.text(Captcha), session.asked_image().is_some()), ("", true));
}

#[test]
fn older_image_expiry_is_ignored() {
    let mut session = ModelHarness::change();
    let (old, _) = session.last_timer(TimerKind::CaptchaExpiry);
    session.press("F5").draw_image().send(Message::Timer(old));
    assert!(matches!(session.form().image, CaptchaImage::Shown { .. }));
}

#[test]
fn slow_line_defers_image() {
    let mut session = ModelHarness::new();
    session.model.session.link = crate::app::LinkSpeed::Far;
    session.press("1");
    assert!(matches!(session.form().image, CaptchaImage::Deferred) && session.asked_image().is_none());
    session.press("Tab Tab Tab Tab");
    assert!(matches!(session.form().image, CaptchaImage::Pending) && session.asked_image().is_some());
    session.draw_image().press("Tab").on_timer(TimerKind::CaptchaExpiry);
    assert!(session.asked_image().is_none());
    assert!(session.press("Shift-Tab").asked_image().is_some());
}

#[rstest]
#[case::or_wait(true, words::IMAGE_ON_REQUEST)]
#[case::without_alternative(false, words::IMAGE_ON_REQUEST_ONLY)]
fn screen_reader_gets_image_on_request(#[case] or_wait: bool, #[case] said: TextKey) {
    let mut session = ModelHarness::with(|config| {
        if !or_wait {
            config.captcha.alternative = CaptchaAlternative::Nothing;
        }
    });
    session.model.session.screen_reader = true;
    session.press("1 Tab Tab Tab Tab");
    assert!(
        matches!(session.form().image, CaptchaImage::OnRequest { .. }) && session.asked_image().is_none()
    );
    assert_eq!(session.press("Ctrl-S").fault(Captcha), Some(say(said)));
    assert!(session.asked_image().is_none());
    session.press("F5").draw_image().on_timer(TimerKind::CaptchaExpiry);
    session.go_to(Focus::Field(Captcha));
    assert!(
        matches!(session.form().image, CaptchaImage::OnRequest { .. }) && session.asked_image().is_none()
    );
}
