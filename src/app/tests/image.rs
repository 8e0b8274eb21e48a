//! The image: asked for, shown, too old, another one.

use super::*;

#[test]
fn a_late_or_foreign_image_is_dropped() {
    let mut visit = Visit::new();
    visit.press("1");
    let (first, _) = visit.asked_image().unwrap();
    visit.press("Esc 1");
    let (second, _) = visit.asked_image().unwrap();
    assert_ne!(first, second);
    visit.send(image_reply(first, Some(challenge())));
    assert!(matches!(visit.form().image, CaptchaImage::Pending));
    visit.send(image_reply(second, Some(challenge())));
    assert!(matches!(visit.form().image, CaptchaImage::Shown { .. }));
    let (timer, delay) = visit.last_timer(TimerKind::CaptchaExpiry).unwrap();
    assert_eq!((timer.generation, delay), (second, Duration::from_secs(180)));
    visit.send(image_reply(second, None));
    assert!(matches!(visit.form().image, CaptchaImage::Shown { .. }), "answered once");
}

#[test]
fn another_image_clears_what_was_copied_and_gets_easier() {
    let mut visit = Visit::change();
    visit.press("Up Up Up"); // the captcha
    assert_eq!(visit.form().focus, Focus::Field(FieldId::Captcha));
    for expected in [Design::Crossed, Design::Warped, Design::Warped] {
        visit.type_text("AB");
        visit.press("F5");
        assert_eq!(visit.asked_image().unwrap().1, expected);
        assert_eq!(visit.text(FieldId::Captcha), "");
        let asked = visit.effects.len();
        visit.press("Ctrl-N");
        assert_eq!(visit.effects.len(), asked, "one is on its way");
        visit.draw_image();
    }
}

#[test]
fn an_image_that_could_not_be_drawn_is_said() {
    let mut visit = Visit::new();
    visit.press("1");
    let (generation, _) = visit.asked_image().unwrap();
    visit.send(image_reply(generation, None));
    assert!(matches!(visit.form().image, CaptchaImage::Failed));
    assert_eq!(visit.notice(), Some(say(words::NOTICE_IMAGE_FAILED)));
    visit.take();
    visit.press("F5");
    assert_eq!(visit.asked_image().unwrap().1, Design::Crossed);
}

#[test]
fn an_old_image_is_replaced_where_nobody_copies_it() {
    let mut visit = Visit::change();
    visit.on_timer(TimerKind::CaptchaExpiry);
    assert!(matches!(visit.form().image, CaptchaImage::Pending) && visit.asked_image().is_some());
    assert_eq!(visit.notice(), None);
}

#[test]
fn an_old_image_that_is_being_copied_is_announced() {
    let mut visit = Visit::change();
    visit.press("Up Up Up");
    visit.type_text("AB");
    visit.on_timer(TimerKind::CaptchaExpiry);
    assert!(matches!(visit.form().image, CaptchaImage::Expired) && visit.asked_image().is_none());
    assert_eq!(visit.notice(), Some(say(words::NOTICE_IMAGE_OLD)));
    assert_eq!(visit.text(FieldId::Captcha), "AB");
    visit.press("Ctrl-S");
    assert_eq!(visit.fault(FieldId::Captcha), Some(say(words::FAULT_CAPTCHA_RENEWED)));
    assert_eq!((visit.text(FieldId::Captcha), visit.asked_image().is_some()), ("", true));
}

#[test]
fn the_age_of_an_image_before_does_not_count() {
    let mut visit = Visit::change();
    let (old, _) = visit.last_timer(TimerKind::CaptchaExpiry).unwrap();
    visit.press("F5");
    visit.draw_image();
    visit.send(Message::Timer(old));
    assert!(matches!(visit.form().image, CaptchaImage::Shown { .. }));
}

#[test]
fn on_a_slow_line_the_image_waits_for_its_field() {
    let mut visit = Visit::new();
    visit.model.session.link = crate::app::LinkSpeed::Far;
    visit.press("1");
    assert!(matches!(visit.form().image, CaptchaImage::Deferred) && visit.asked_image().is_none());
    visit.press("Tab Tab Tab Tab");
    assert!(matches!(visit.form().image, CaptchaImage::Pending) && visit.asked_image().is_some());
    visit.draw_image();
    visit.press("Tab");
    visit.on_timer(TimerKind::CaptchaExpiry);
    assert!(matches!(visit.form().image, CaptchaImage::Expired) && visit.asked_image().is_none());
    visit.press("Shift-Tab");
    assert!(visit.asked_image().is_some());
}
