//! The menu, the focus, the help, the language, the ways out.

use crate::app::ExitCode;
use rstest::rstest;

use super::*;

#[rstest]
#[case("Enter", FormKind::Change)]
#[case("1", FormKind::Change)]
#[case("2", FormKind::Reset)]
#[case("Down Enter", FormKind::Reset)]
#[case("Up Enter", FormKind::Reset)]
#[case("Down Down Space", FormKind::Change)]
#[case("Tab Shift-Tab Enter", FormKind::Change)]
fn the_menu_opens_a_form(#[case] keys: &str, #[case] choice: FormKind) {
    let mut visit = Visit::new();
    visit.press(keys);
    assert_eq!(visit.form().kind, choice);
    assert_eq!(visit.form().focus, Focus::Field(FieldId::Login));
    assert!(matches!(visit.form().image, CaptchaImage::Pending));
    assert_eq!(visit.asked_image().unwrap().1, Design::Crossed);
    visit.press("Esc");
    assert!(matches!(visit.model.screen, Screen::Menu(back) if back == choice));
}

#[test]
fn what_is_not_offered_is_said_in_the_menu_and_in_the_form() {
    let mut visit = Visit::with(|config| config.directory.service = None);
    visit.press("2");
    assert!(visit.is_menu());
    assert_eq!(visit.notice(), Some(say(words::NOTICE_RESET_NOT_OFFERED)));
    visit.press("1");
    assert_eq!(visit.notice(), None);
    visit.type_text(LOGIN);
    visit.press("Shift-Tab Enter");
    assert_eq!(visit.notice(), Some(say(words::NOTICE_RESET_NOT_OFFERED)));
    assert_eq!((visit.form().kind, visit.text(FieldId::Login)), (FormKind::Change, LOGIN));
}

#[test]
fn the_focus_goes_round_both_ways() {
    let stops = [
        Focus::Field(FieldId::Login),
        Focus::Field(FieldId::Number),
        Focus::Field(FieldId::BirthDate),
        Focus::Field(FieldId::New),
        Focus::Field(FieldId::Confirmation),
        Focus::Field(FieldId::Captcha),
        Focus::Save,
        Focus::OtherForm,
    ];
    for (forward, back) in [("Tab", "Shift-Tab"), ("Down", "Up")] {
        let mut visit = Visit::reset();
        for stop in stops.iter().chain(&stops) {
            assert_eq!(visit.form().focus, *stop);
            visit.press(forward);
        }
        for stop in stops.iter().rev() {
            visit.press(back);
            assert_eq!(visit.form().focus, *stop);
        }
    }
    let mut visit = Visit::reset();
    for stop in &stops[..7] {
        assert_eq!(visit.form().focus, *stop, "Enter goes from field to field, up to the button");
        visit.press("Enter");
    }
}

#[test]
fn the_link_keeps_the_login_and_the_image() {
    let mut visit = Visit::change();
    visit.fill(&[LOGIN, CURRENT]);
    visit.take();
    visit.press("Up Up Up Enter");
    assert_eq!((visit.form().kind, visit.text(FieldId::Login)), (FormKind::Reset, LOGIN));
    assert_eq!(visit.form().focus, Focus::Field(FieldId::Number), "the login is there already");
    assert!(matches!(visit.form().image, CaptchaImage::Shown { .. }) && visit.asked_image().is_none());
    visit.press("Up Up Enter");
    assert_eq!((visit.form().kind, visit.text(FieldId::Login)), (FormKind::Change, LOGIN));
    assert!(visit.field(FieldId::Current).is_empty(), "secrets are not kept");
}

#[test]
fn help_opens_over_anything_and_loses_nothing() {
    let mut visit = Visit::change();
    visit.type_text(LOGIN);
    visit.press("F1");
    assert!(visit.model.help.open);
    visit.paste("xyz");
    visit.press("a 1 Ctrl-S");
    assert_eq!((visit.text(FieldId::Login), visit.effects.len()), (LOGIN, 0));
    visit.press("Esc");
    assert!(!visit.model.help.open);
    assert_eq!(visit.text(FieldId::Login), LOGIN);
}

#[rstest]
#[case("Down Down", 2)]
#[case("Up", 0)]
#[case("PgDn", 16)]
#[case("PgDn PgDn PgDn Up", 39)]
#[case("End", 40)]
#[case("End PgUp", 24)]
#[case("End Home Down", 1)]
fn help_scrolls_and_stops_at_its_ends(#[case] keys: &str, #[case] scroll: u16) {
    let mut visit = Visit::new();
    visit.press("?");
    visit.send(Message::HelpScrollLimit(40));
    visit.press(keys);
    assert_eq!(visit.model.help.scroll, scroll);
    visit.send(Message::HelpScrollLimit(5));
    assert!(visit.model.help.scroll <= 5, "a larger screen shows more");
    visit.press("? ?");
    assert_eq!(visit.model.help.scroll, 0);
}

#[test]
fn the_language_changes_anywhere_and_nothing_typed_is_lost() {
    let mut visit = Visit::complete();
    for (key, language) in [("F9", Language::English), ("Ctrl-L", Language::French)] {
        visit.press(key);
        assert_eq!(visit.model.language, language);
    }
    assert_eq!(visit.text(FieldId::Current), CURRENT);
    visit.press("F9 Ctrl-S");
    assert!(visit.submitted().is_some());
    visit.press("F9");
    assert_eq!(visit.model.language, Language::French);
}

#[test]
fn another_size_changes_nothing_else() {
    let mut visit = Visit::complete();
    visit.send(Message::Resized(1, 1));
    assert_eq!(visit.model.size, (1, 1));
    assert_eq!(visit.text(FieldId::Captcha), ANSWER);
    visit.press("Ctrl-S");
    assert!(visit.submitted().is_some(), "keys work in the smallest terminal");
}

#[rstest]
#[case("Esc", None)]
#[case("Ctrl-C", None)]
#[case("1 Ctrl-C", Some(words::FAREWELL_LEFT))]
#[case("1 Esc Esc", None)]
#[case("F1 Ctrl-C", None)]
fn every_way_out_ends(#[case] keys: &str, #[case] said: Option<crate::i18n::TextKey>) {
    let mut visit = Visit::new();
    visit.press(keys);
    assert_eq!(visit.exit(), Some(&Exit { code: ExitCode::Success, message: said.map(Text::from) }));
}

#[rstest]
#[case("Esc")]
#[case("Ctrl-C")]
fn every_way_out_of_a_form_wipes(#[case] keys: &str) {
    let mut visit = Visit::complete();
    visit.press(keys);
    assert!(visit.is_menu());
    visit.press("1");
    for id in [FieldId::Login, FieldId::Current, FieldId::New, FieldId::Confirmation, FieldId::Captcha] {
        assert!(visit.field(id).is_empty(), "{id:?}");
    }
}

#[test]
fn a_notice_goes_with_the_next_key() {
    let mut visit = Visit::change();
    visit.send(Message::InvalidInput);
    assert_eq!(visit.notice(), Some(say(words::NOTICE_GARBAGE)));
    visit.press("a");
    assert_eq!(visit.notice(), None);
}
