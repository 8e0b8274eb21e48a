//! Typing in fields: dates, faults on leaving, masks, refusals.

use rstest::rstest;

use super::*;

/// The date field after these keys; `<` is Backspace.
fn date(keys: &str) -> String {
    let mut session = ModelHarness::reset();
    session.press("Tab Tab");
    for key in keys.chars() {
        match key {
            '<' => session.press("Backspace"),
            other => session.type_text(&other.to_string()),
        }
    }
    session.text(FieldId::BirthDate).to_owned()
}

#[rstest]
#[case("1", "1")]
#[case("14", "14")]
#[case("140", "14/0")]
#[case("14071975", "14/07/1975")]
#[case("14/07/1975", "14/07/1975")]
#[case("14-07-1975", "14-07-1975")]
#[case("14.07.1975", "14.07.1975")]
#[case("1/7/1975", "1/7/1975")]
#[case("1975-07-14", "1975-07-14")]
#[case("2005-07-14", "2005-07-14")]
#[case("1407/1975", "14/07/1975")]
#[case("140<", "14")]
#[case("140<<", "1")]
#[case("140<7", "14/7")]
#[case("1407<<<8", "18")]
#[case("14071<", "14/07")]
#[case("14071975<<<<<<<<", "")]
#[case("1/7<", "1/")]
#[case("1/7<8", "1/8")]
#[case("140719755", "14/07/19755")]
fn date_gets_its_slashes(#[case] keys: &str, #[case] expected: &str) {
    assert_eq!(date(keys), expected);
}

#[test]
fn edited_date_gets_no_slash() {
    let mut session = ModelHarness::reset();
    session.press("Tab Tab");
    session.type_text("14071975");
    session.press("Home Right Backspace");
    session.type_text("2");
    assert_eq!(session.text(FieldId::BirthDate), "24/07/1975");
    session.press("Right Right Delete");
    assert_eq!(session.text(FieldId::BirthDate), "24/7/1975");
}

#[rstest]
#[case(FieldId::Login, "jdupont@ac-exemple.fr", words::FAULT_LOGIN_MAIL)]
#[case(FieldId::Login, "j", words::FAULT_LOGIN_LENGTH)]
#[case(FieldId::Number, "abc", words::FAULT_NUMBER_SHAPE)]
#[case(FieldId::BirthDate, "31021975", words::FAULT_DATE_NO_SUCH_DAY)]
#[case(FieldId::BirthDate, "140775", words::FAULT_DATE_SHORT_YEAR)]
#[case(FieldId::BirthDate, "14 juillet", words::FAULT_DATE_SHAPE)]
#[case(FieldId::BirthDate, "14072075", words::FAULT_DATE_IMPLAUSIBLE)]
#[case(FieldId::New, "aaaaaaaaaaaaaaa", words::FAULT_UPPER)]
fn left_field_shows_fault_until_change(
    #[case] id: FieldId,
    #[case] typed: &str,
    #[case] fault: crate::i18n::TextKey,
) {
    let mut session = ModelHarness::reset();
    while session.form().focus != Focus::Field(id) {
        session.press("Tab");
    }
    session.type_text(typed);
    assert_eq!(session.fault(id), None, "nothing is said while it is typed");
    session.press("Tab");
    assert_eq!(session.fault(id), Some(say(fault)));
    session.press("Shift-Tab Left");
    assert_eq!(session.fault(id), Some(say(fault)), "moving in the field mends nothing");
    session.type_text("1");
    assert_eq!(session.fault(id), None);
}

#[test]
fn fault_names_the_place() {
    let mut session = ModelHarness::reset();
    session.type_text("jdu*pont");
    session.press("Tab");
    assert!(session.fault(FieldId::Login).unwrap().contains("« * »"));
    session.type_text("16E9912O45ABC");
    session.press("Tab");
    assert!(session.fault(FieldId::Number).unwrap().contains("caractère 8"));
    session.press("Shift-Tab Ctrl-U");
    session.type_text("16E991234ABC");
    session.press("Tab");
    assert!(session.fault(FieldId::Number).unwrap().contains("vous en avez saisi 12"));
}

#[test]
fn empty_field_shows_no_fault() {
    let mut session = ModelHarness::reset();
    session.press("Tab Tab Tab Tab Tab Tab");
    assert!(session.form().fields.iter().all(|field| field.fault.is_none()));
}

#[test]
fn dependent_passwords_are_checked_again() {
    let mut session = ModelHarness::change();
    session.fill(&[LOGIN, NEW, NEW, "autre"]);
    assert_eq!(session.fault(FieldId::New), Some(say(words::FAULT_SAME_AS_CURRENT)));
    assert_eq!(session.fault(FieldId::Confirmation), Some(say(words::FAULT_CONFIRMATION_DIFFERENT)));
    session.press("Up Up Up"); // the current password
    session.type_text("x");
    let close = said(&Text::from(words::FAULT_MIN_CHANGES).number("count", 4));
    assert_eq!(session.fault(FieldId::New), Some(close));
    session.type_text("yzt");
    assert_eq!(session.fault(FieldId::New), None);
    session.press("Tab Ctrl-U");
    session.type_text("autre");
    assert_eq!(session.fault(FieldId::Confirmation), None);
}

#[test]
fn revealed_secret_masks_after_five_seconds() {
    let mut session = ModelHarness::change();
    session.press("F2");
    assert_eq!(session.notice(), Some(say(words::NOTICE_PLAIN)));
    session.press("Tab");
    session.type_text(CURRENT);
    session.press("F2");
    assert!(session.field(FieldId::Current).revealed);
    let (first, delay) = session.last_timer(TimerKind::Mask).unwrap();
    assert_eq!(delay, Duration::from_secs(5));
    session.press("Ctrl-R");
    assert!(!session.field(FieldId::Current).revealed, "the same key masks again");
    session.press("F2");
    session.send(Message::Timer(first));
    assert!(session.field(FieldId::Current).revealed, "the timer of the first time is late");
    session.on_timer(TimerKind::Mask);
    assert!(!session.field(FieldId::Current).revealed);
    session.press("F2 Tab");
    assert!(!session.field(FieldId::Current).revealed, "leaving masks");
}

#[rstest]
#[case("²", words::NOTICE_UNSTABLE)]
#[case("\u{200b}", words::NOTICE_INVISIBLE)]
#[case("\u{7}", words::NOTICE_INVISIBLE)]
fn refused_character_gives_notice(#[case] typed: &str, #[case] notice: crate::i18n::TextKey) {
    let mut session = ModelHarness::change();
    for id in [FieldId::Login, FieldId::New] {
        session.type_text("a");
        session.type_text(typed);
        assert_eq!((session.text(id), session.notice()), ("a", Some(say(notice))));
        session.press("Tab Tab");
    }
}

#[test]
fn plain_and_secret_edit_alike() {
    let mut session = ModelHarness::change();
    for id in [FieldId::Login, FieldId::Current] {
        session.type_text("abcd");
        session.press("Left Backspace Home Delete Right");
        session.type_text("é");
        session.press("End Left Left");
        session.type_text("1");
        assert_eq!(session.text(id), "b1éd", "{id:?}");
        session.press("Ctrl-U");
        assert!(session.field(id).is_empty());
        session.press("Backspace Delete Left Right");
        assert!(session.field(id).is_empty());
        session.press("Tab");
    }
}
