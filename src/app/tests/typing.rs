//! Typing in fields: dates, faults on leaving, masks, refusals.

use super::*;

/// `<` is Backspace.
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
    let mut session = ModelHarness::reset().after("Tab Tab");
    for key in keys.chars() {
        session.press(if key == '<' { "Backspace".to_owned() } else { key.to_string() }.as_str());
    }
    assert_eq!(session.text(BirthDate), expected);
}

#[test]
fn edited_date_gets_no_slash() {
    let mut session = ModelHarness::reset().after("Tab Tab");
    session.type_text("14071975").press("Home Right Backspace 2");
    assert_eq!(session.text(BirthDate), "24/07/1975");
    assert_eq!(session.press("Right Right Delete").text(BirthDate), "24/7/1975");
}

#[rstest]
#[case(Login, "jdupont@ac-exemple.fr", words::FAULT_LOGIN_MAIL)]
#[case(Login, "j", words::FAULT_LOGIN_LENGTH)]
#[case(Number, "abc", words::FAULT_NUMBER_SHAPE)]
#[case(BirthDate, "31021975", words::FAULT_DATE_NO_SUCH_DAY)]
#[case(BirthDate, "140775", words::FAULT_DATE_SHORT_YEAR)]
#[case(BirthDate, "14 juillet", words::FAULT_DATE_SHAPE)]
#[case(BirthDate, "14072075", words::FAULT_DATE_IMPLAUSIBLE)]
#[case(New, "aaaaaaaaaaaaaaa", words::FAULT_UPPER)]
fn left_field_shows_fault_until_change(#[case] id: FieldId, #[case] typed: &str, #[case] fault: TextKey) {
    let mut session = ModelHarness::reset();
    session.go_to(Focus::Field(id)).type_text(typed);
    assert_eq!(session.fault(id), None, "nothing is said while it is typed");
    assert_eq!(session.press("Tab").fault(id), Some(say(fault)));
    session.press("Shift-Tab Left");
    assert_eq!(session.fault(id), Some(say(fault)), "moving in the field mends nothing");
    session.type_text("1");
    assert_eq!(session.fault(id), None);
}

#[test]
fn fault_names_the_place() {
    let mut session = ModelHarness::reset();
    session.fill(&["jdu*pont"]);
    assert!(session.fault(Login).unwrap().contains("« * »"));
    session.fill(&["16E9912O45ABC"]);
    assert!(session.fault(Number).unwrap().contains("caractère 8"));
    session.press("Shift-Tab Ctrl-U").fill(&["16E991234ABC"]);
    assert!(session.fault(Number).unwrap().contains("vous en avez saisi 12"));
}

#[test]
fn empty_field_shows_no_fault() {
    let session = ModelHarness::reset().after("Tab Tab Tab Tab Tab Tab");
    assert!(session.form().fields.iter().all(|field| field.fault.is_none()));
}

#[test]
fn dependent_passwords_are_checked_again() {
    let mut session = ModelHarness::filled(&[LOGIN, NEW, NEW, "autre"]);
    assert_eq!(session.fault(New), Some(say(words::FAULT_SAME_AS_CURRENT)));
    assert_eq!(session.fault(Confirmation), Some(say(words::FAULT_CONFIRMATION_DIFFERENT)));
    session.press("Up Up Up x");
    let close = said(&Text::from(words::FAULT_MIN_CHANGES).number("count", 4));
    assert_eq!(session.fault(New), Some(close));
    session.type_text("yzt");
    assert_eq!(session.fault(New), None);
    session.press("Tab Ctrl-U").type_text("autre");
    assert_eq!(session.fault(Confirmation), None);
}

#[test]
fn revealed_secret_masks_after_five_seconds() {
    let mut session = ModelHarness::change().after("F2");
    assert_eq!(session.notice(), Some(say(words::NOTICE_PLAIN)));
    session.press("Tab").type_text(CURRENT).press("F2");
    let (first, delay) = session.last_timer(TimerKind::Mask);
    assert_eq!((session.field(Current).revealed, delay), (true, Duration::from_secs(5)));
    assert!(!session.press("Ctrl-R").field(Current).revealed, "the same key masks again");
    session.press("F2").send(Message::Timer(first));
    assert!(session.field(Current).revealed, "the timer of the first time is late");
    session.on_timer(TimerKind::Mask);
    assert!(!session.field(Current).revealed);
    assert!(!session.press("F2 Tab").field(Current).revealed, "leaving masks");
}

#[rstest]
#[case("²", words::NOTICE_UNSTABLE)]
#[case("\u{200b}", words::NOTICE_INVISIBLE)]
#[case("\u{7}", words::NOTICE_INVISIBLE)]
fn refused_character_gives_notice(#[case] typed: &str, #[case] notice: TextKey) {
    let mut session = ModelHarness::change();
    for id in [Login, New] {
        session.press("a").type_text(typed);
        assert_eq!((session.text(id), session.notice()), ("a", Some(say(notice))));
        session.press("Tab Tab");
    }
}

#[test]
fn plain_and_secret_edit_alike() {
    let mut session = ModelHarness::change();
    for id in [Login, Current] {
        session.press("a b c d Left Backspace Home Delete Right é End Left Left 1");
        assert_eq!(session.text(id), "b1éd", "{id:?}");
        assert!(session.press("Ctrl-U").field(id).is_empty());
        assert!(session.press("Backspace Delete Left Right").field(id).is_empty());
        session.press("Tab");
    }
}
