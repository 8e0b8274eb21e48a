//! The menu, the focus, the help, the language, the ways out.

use super::*;

#[rstest]
#[case("Enter", FormKind::Change)]
#[case("1", FormKind::Change)]
#[case("2", FormKind::Reset)]
#[case("Down Enter", FormKind::Reset)]
#[case("Up Enter", FormKind::Reset)]
#[case("Down Down Space", FormKind::Change)]
#[case("Tab Shift-Tab Enter", FormKind::Change)]
fn menu_opens_form(#[case] keys: &str, #[case] choice: FormKind) {
    let mut session = ModelHarness::new().after(keys);
    assert_eq!((session.form().kind, session.focus()), (choice, Focus::Field(Login)));
    assert!(matches!(session.form().image, CaptchaImage::Pending));
    assert!(session.asked_image().is_some());
    session.press("Esc");
    assert!(matches!(session.model.screen, Screen::Menu(back) if back == choice));
}

#[test]
fn closed_reset_gives_notice() {
    let mut session = ModelHarness::with(|config| config.directory.service = None);
    session.press("2");
    let refused = Some(say(words::NOTICE_RESET_NOT_OFFERED));
    assert_eq!((session.is_menu(), session.notice()), (true, refused.clone()));
    assert_eq!(session.press("1").notice(), None);
    session.type_text(LOGIN).press("Shift-Tab Enter");
    assert_eq!(session.notice(), refused);
    assert_eq!((session.form().kind, session.text(Login)), (FormKind::Change, LOGIN));
}

#[test]
fn focus_goes_round_both_ways() {
    let mut stops = [Login, Number, BirthDate, New, Confirmation, Captcha].map(Focus::Field).to_vec();
    stops.extend([Focus::Save, Focus::OtherForm]);
    for (forward, back) in [("Tab", "Shift-Tab"), ("Down", "Up")] {
        let mut session = ModelHarness::reset();
        for stop in stops.iter().chain(&stops) {
            assert_eq!(session.focus(), *stop);
            session.press(forward);
        }
        for stop in stops.iter().rev() {
            session.press(back);
            assert_eq!(session.focus(), *stop);
        }
    }
    let mut session = ModelHarness::reset();
    for stop in &stops[..7] {
        assert_eq!(session.focus(), *stop, "Enter goes from field to field, up to the button");
        session.press("Enter");
    }
}

#[test]
fn link_keeps_login_and_image() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT]);
    session.go_to(Focus::Field(Captcha)).type_text("AB").forget().press("Down Down Enter o");
    assert_eq!((session.form().kind, session.text(Login)), (FormKind::Reset, LOGIN));
    assert_eq!(session.focus(), Focus::Field(Number), "the login is there already");
    assert!(matches!(session.form().image, CaptchaImage::Shown { .. }) && session.asked_image().is_none());
    session.press("Up Up Enter");
    assert_eq!((session.form().kind, session.text(Login)), (FormKind::Change, LOGIN));
    assert_eq!(session.text(Captcha), "AB", "its image is there still");
    assert!(session.field(Current).is_empty(), "secrets are not kept");
}

#[test]
fn help_loses_nothing() {
    let mut session = ModelHarness::change();
    session.type_text(LOGIN).press("F1");
    assert!(session.model.help_open);
    session.paste("xyz").press("a 1 Ctrl-S");
    assert_eq!((session.text(Login), session.effects.len()), (LOGIN, 0));
    session.press("Esc");
    assert_eq!((session.model.help_open, session.text(Login)), (false, LOGIN));
}

#[rstest]
#[case("Down Down", 2)]
#[case("Up", 0)]
#[case("PgDn", 16)]
#[case("PgDn PgDn PgDn Up", 39)]
#[case("End", 40)]
#[case("End PgUp", 24)]
#[case("End Home Down", 1)]
fn help_scroll_stops_at_ends(#[case] keys: &str, #[case] scroll: u16) {
    let mut session = ModelHarness::new().after("?");
    session.send(Message::ScrollLimit(40)).press(keys);
    assert_eq!(session.model.scroll.first, scroll);
    session.send(Message::ScrollLimit(5));
    assert!(session.model.scroll.first <= 5, "a larger screen shows more");
    assert_eq!(session.press("? ?").model.scroll.first, 0);
}

#[test]
fn language_change_keeps_typed_text() {
    let mut session = ModelHarness::complete();
    for (key, language) in [("F9", Language::English), ("Ctrl-L", Language::French)] {
        session.press(key);
        assert_eq!(session.model.language, language);
    }
    assert_eq!(session.text(Current), CURRENT);
    assert!(session.press("F9 Ctrl-S").submitted().is_some());
    assert_eq!(session.press("F9").model.language, Language::French);
}

#[test]
fn resize_changes_nothing_else() {
    let mut session = ModelHarness::complete();
    session.send(Message::Resized(1, 1));
    assert_eq!((session.model.size, session.text(Captcha)), ((1, 1), ANSWER));
    assert!(session.press("Ctrl-S").submitted().is_some(), "keys work in the smallest terminal");
}

#[rstest]
#[case("Esc", None)]
#[case("Ctrl-C", None)]
#[case("1 Ctrl-C", Some(words::EXIT_LEFT))]
#[case("1 Esc Esc", None)]
#[case("F1 Ctrl-C", None)]
fn ways_out_end_session(#[case] keys: &str, #[case] said: Option<TextKey>) {
    let session = ModelHarness::new().after(keys);
    assert_eq!(session.exit(), Some(&Exit { code: ExitCode::Success, message: said.map(Text::from) }));
}

#[rstest]
fn ways_out_wipe_form(#[values("Esc Enter", "Ctrl-C")] keys: &str) {
    let mut session = ModelHarness::complete().after(keys);
    assert!(session.is_menu());
    session.press("1");
    for id in [Login, Current, New, Confirmation, Captcha] {
        assert!(session.field(id).is_empty(), "{id:?}");
    }
}

#[test]
fn next_key_clears_notice() {
    let mut session = ModelHarness::change();
    session.send(Message::InputLost(Loss::NotUtf8));
    assert_eq!(session.notice(), Some(say(words::NOTICE_INVALID_INPUT)));
    assert_eq!(session.press("a").notice(), None);
}
