//! Typing in fields: dates, faults on leaving, masks, refusals.

use rstest::rstest;

use super::*;

/// The date field after these keys; `<` is Backspace.
fn date(keys: &str) -> String {
    let mut visit = Visit::reset();
    visit.press("Tab Tab");
    for key in keys.chars() {
        match key {
            '<' => visit.press("Backspace"),
            other => visit.type_text(&other.to_string()),
        }
    }
    visit.text(FieldId::BirthDate).to_owned()
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
fn slashes_come_by_themselves(#[case] keys: &str, #[case] expected: &str) {
    assert_eq!(date(keys), expected);
}

#[test]
fn within_a_date_nothing_comes_by_itself() {
    let mut visit = Visit::reset();
    visit.press("Tab Tab");
    visit.type_text("14071975");
    visit.press("Home Right Backspace");
    visit.type_text("2");
    assert_eq!(visit.text(FieldId::BirthDate), "24/07/1975");
    visit.press("Right Right Delete");
    assert_eq!(visit.text(FieldId::BirthDate), "24/7/1975");
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
fn a_fault_is_said_on_leaving_and_goes_with_the_next_change(
    #[case] id: FieldId,
    #[case] typed: &str,
    #[case] fault: crate::i18n::TextKey,
) {
    let mut visit = Visit::reset();
    while visit.form().focus != Focus::Field(id) {
        visit.press("Tab");
    }
    visit.type_text(typed);
    assert_eq!(visit.fault(id), None, "nothing is said while it is typed");
    visit.press("Tab");
    assert_eq!(visit.fault(id), Some(say(fault)));
    visit.press("Shift-Tab Left");
    assert_eq!(visit.fault(id), Some(say(fault)), "moving in the field mends nothing");
    visit.type_text("1");
    assert_eq!(visit.fault(id), None);
}

#[test]
fn faults_tell_the_place() {
    let mut visit = Visit::reset();
    visit.type_text("jdu*pont");
    visit.press("Tab");
    assert!(visit.fault(FieldId::Login).unwrap().contains("« * »"));
    visit.type_text("16E9912O45ABC");
    visit.press("Tab");
    assert!(visit.fault(FieldId::Number).unwrap().contains("caractère 8"));
    visit.press("Shift-Tab Ctrl-U");
    visit.type_text("16E991234ABC");
    visit.press("Tab");
    assert!(visit.fault(FieldId::Number).unwrap().contains("vous en avez saisi 12"));
}

#[test]
fn an_empty_field_is_no_fault_yet() {
    let mut visit = Visit::reset();
    visit.press("Tab Tab Tab Tab Tab Tab");
    assert!(visit.form().fields.iter().all(|field| field.fault.is_none()));
}

#[test]
fn passwords_that_depend_on_each_other_are_looked_at_again() {
    let mut visit = Visit::change();
    visit.fill(&[LOGIN, NEW, NEW, "autre"]);
    assert_eq!(visit.fault(FieldId::New), Some(say(words::FAULT_SAME_AS_CURRENT)));
    assert_eq!(visit.fault(FieldId::Confirmation), Some(say(words::FAULT_CONFIRMATION_DIFFERENT)));
    visit.press("Up Up Up"); // the current password
    visit.type_text("x");
    let close = said(&Text::from(words::FAULT_MIN_CHANGES).number("count", 4));
    assert_eq!(visit.fault(FieldId::New), Some(close));
    visit.type_text("yzt");
    assert_eq!(visit.fault(FieldId::New), None);
    visit.press("Tab Ctrl-U");
    visit.type_text("autre");
    assert_eq!(visit.fault(FieldId::Confirmation), None);
}

#[test]
fn a_secret_is_shown_for_five_seconds() {
    let mut visit = Visit::change();
    visit.press("F2");
    assert_eq!(visit.notice(), Some(say(words::NOTICE_PLAIN)));
    visit.press("Tab");
    visit.type_text(CURRENT);
    visit.press("F2");
    assert!(visit.field(FieldId::Current).revealed);
    let (first, delay) = visit.last_timer(TimerKind::Mask).unwrap();
    assert_eq!(delay, Duration::from_secs(5));
    visit.press("Ctrl-R");
    assert!(!visit.field(FieldId::Current).revealed, "the same key masks again");
    visit.press("F2");
    visit.send(Message::Timer(first));
    assert!(visit.field(FieldId::Current).revealed, "the timer of the first time is late");
    visit.on_timer(TimerKind::Mask);
    assert!(!visit.field(FieldId::Current).revealed);
    visit.press("F2 Tab");
    assert!(!visit.field(FieldId::Current).revealed, "leaving masks");
}

#[rstest]
#[case("²", words::NOTICE_UNSTABLE)]
#[case("\u{200b}", words::NOTICE_INVISIBLE)]
#[case("\u{7}", words::NOTICE_INVISIBLE)]
fn a_character_that_is_refused_is_said(#[case] typed: &str, #[case] notice: crate::i18n::TextKey) {
    let mut visit = Visit::change();
    for id in [FieldId::Login, FieldId::New] {
        visit.type_text("a");
        visit.type_text(typed);
        assert_eq!((visit.text(id), visit.notice()), ("a", Some(say(notice))));
        visit.press("Tab Tab");
    }
}

#[test]
fn every_field_is_edited_in_the_same_way() {
    let mut visit = Visit::change();
    for id in [FieldId::Login, FieldId::Current] {
        visit.type_text("abcd");
        visit.press("Left Backspace Home Delete Right");
        visit.type_text("é");
        visit.press("End Left Left");
        visit.type_text("1");
        assert_eq!(visit.text(id), "b1éd", "{id:?}");
        visit.press("Ctrl-U");
        assert!(visit.field(id).is_empty());
        visit.press("Backspace Delete Left Right");
        assert!(visit.field(id).is_empty());
        visit.press("Tab");
    }
}
