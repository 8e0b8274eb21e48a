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
#[case(Login, "@ac-exemple.fr", words::FAULT_LOGIN_MAIL)]
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
    session.fill(&["jdupont", "16E9912O45ABC"]);
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
#[case("²", "« ² » serait lu autrement par certains services : prenez un autre caractère.")]
#[case("´", "« ´ » serait lu autrement par certains services : prenez un autre caractère.")]
#[case("\u{a0}", "Un espace insécable s’y trouve : rien n’a été ajouté. Tapez un espace ordinaire.")]
#[case("\u{3000}", "Un espace spécial (U+3000) s’y trouve : rien n’a été ajouté. Tapez un espace ordinaire.")]
#[case(
    "\u{200b}",
    "Un caractère invisible (U+200B) s’y trouve : rien n’a été ajouté. Saisissez ce texte au clavier."
)]
#[case(
    "\u{7}",
    "Un caractère invisible (U+0007) s’y trouve : rien n’a été ajouté. Saisissez ce texte au clavier."
)]
fn refused_character_is_named(#[case] typed: &str, #[case] notice: &str) {
    let mut session = ModelHarness::change().after("Tab Tab");
    session.press("a").type_text(typed);
    assert_eq!((session.text(New), session.notice().as_deref()), ("a", Some(notice)));
}

#[test]
fn field_takes_what_directory_may_hold() {
    let mut session = ModelHarness::change();
    session.type_text("²é d’o\u{200b}");
    assert_eq!(
        (session.text(Login), session.notice().is_some()),
        ("²é d’o", true),
        "invisible ones are refused"
    );
    session.press("Tab").type_text("²\u{200d}❤\u{fe0f}");
    assert_eq!((session.text(Current), session.notice()), ("²\u{200d}❤\u{fe0f}", None));
}

#[rstest]
#[case("jdupont@ac-exemple.fr", "jdupont")]
#[case("jdupont@", "jdupont")]
fn mail_address_is_cut_in_sight(#[case] typed: &str, #[case] left: &str) {
    let mut session = ModelHarness::change();
    session.type_text(typed).press("Tab");
    assert_eq!((session.text(Login), session.fault(Login)), (left, None));
    assert_eq!(session.notice(), Some(say(words::NOTICE_MAIL_CUT)));
    assert_eq!(session.press("Shift-Tab Tab").notice(), None, "once");
}

#[test]
fn mail_login_is_kept_whole() {
    let mut session =
        ModelHarness::with(|config| config.directory.login_attribute = "mail".to_owned()).after("1");
    session.type_text("Anne.Durand@ac-exemple.fr").press("Tab");
    assert_eq!((session.text(Login), session.fault(Login)), ("Anne.Durand@ac-exemple.fr", None));
    assert_eq!(session.notice(), None);
}

#[test]
fn login_pattern_is_told() {
    let pattern = Some("[0-9]{8}".to_owned());
    let mut session = ModelHarness::with(|config| config.directory.login_pattern = pattern).after("1");
    session.type_text("jdupont").press("Tab");
    assert_eq!(session.fault(Login), Some(say(words::FAULT_LOGIN_SHAPE)));
    session.press("Shift-Tab Ctrl-U").type_text("21904567").press("Tab");
    assert_eq!(session.fault(Login), None);
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
