//! Pasting: one line, nothing lost, nothing silently altered.

use rstest::rstest;

use super::*;

#[rstest]
#[case("jdupont", "jdupont", None)]
#[case("jdupont\n", "jdupont", None)]
#[case("jdupont\r\n", "jdupont", None)]
#[case("\njdupont", "jdupont", None)]
#[case("  jdupont  ", "jdupont", None)]
#[case("jdupont\nMdp", "jdupont", Some(words::NOTICE_FIRST_LINE))]
#[case("jdupont\rMdp", "jdupont", Some(words::NOTICE_FIRST_LINE))]
#[case("", "", None)]
#[case("\n\n", "", None)]
#[case("jdu\u{1b}[2Jpont", "", Some(words::NOTICE_INVISIBLE))]
#[case("jdu\tpont", "", Some(words::NOTICE_INVISIBLE))]
fn pasted_login_is_one_line(
    #[case] pasted: &str,
    #[case] text: &str,
    #[case] notice: Option<crate::i18n::TextKey>,
) {
    let mut session = ModelHarness::change();
    session.paste(pasted);
    assert_eq!((session.text(FieldId::Login), session.notice()), (text, notice.map(say)));
    assert_eq!(session.form().focus, Focus::Field(FieldId::Login), "a line's end presses nothing");
}

#[rstest]
#[case("Ancien-Mdp-2026\n", CURRENT, None)]
#[case(" Ancien-Mdp-2026", " Ancien-Mdp-2026", Some(words::NOTICE_BLANKS))]
#[case("Ancien-Mdp-2026 \n", "Ancien-Mdp-2026 ", Some(words::NOTICE_BLANKS))]
#[case("Ancien\nMdp", "Ancien", Some(words::NOTICE_FIRST_LINE))]
#[case("a\u{200b}b ", "", Some(words::NOTICE_INVISIBLE))]
fn pasted_password_keeps_blanks(
    #[case] pasted: &str,
    #[case] text: &str,
    #[case] notice: Option<crate::i18n::TextKey>,
) {
    let mut session = ModelHarness::change();
    for id in [FieldId::Current, FieldId::New, FieldId::Confirmation] {
        session.press("Tab");
        session.paste(pasted);
        assert_eq!((session.text(id), session.notice()), (text, notice.map(say)));
    }
}

#[test]
fn current_password_accepts_unstable_characters() {
    let mut session = ModelHarness::change();
    session.press("Tab");
    session.paste("m²");
    assert_eq!((session.text(FieldId::Current), session.notice()), ("m²", None));
    session.press("Tab");
    session.paste("m²");
    assert_eq!((session.text(FieldId::New), session.notice()), ("", Some(say(words::NOTICE_UNSTABLE))));
}

#[rstest]
#[case("14/07/1975")]
#[case("14-07-1975 ")]
#[case(" 1975-07-14\n")]
#[case("14071975")]
fn pasted_date_is_accepted(#[case] pasted: &str) {
    let mut session = ModelHarness::reset();
    session.press("Tab Tab");
    session.paste(pasted);
    session.press("Tab");
    assert_eq!((session.text(FieldId::BirthDate), session.fault(FieldId::BirthDate)), (pasted.trim(), None));
}

#[test]
fn overlong_paste_loses_nothing() {
    let mut session = ModelHarness::change();
    session.type_text("jd");
    session.paste(&"x".repeat(200));
    assert_eq!((session.text(FieldId::Login), session.notice()), ("jd", Some(say(words::NOTICE_TOO_LONG))));
    session.press("Tab");
    session.type_text("abc");
    session.paste(&"x".repeat(2000));
    assert_eq!(
        (session.text(FieldId::Current), session.notice()),
        ("abc", Some(say(words::NOTICE_TOO_LONG)))
    );
    session.send(Message::PasteTooLong);
    assert_eq!(session.text(FieldId::Current), "abc");
    assert_eq!(session.notice(), Some(say(words::NOTICE_PASTE_TOO_LONG)));
}

#[test]
fn overlong_login_is_not_cut() {
    let mut session = ModelHarness::change();
    session.paste(&"x".repeat(100));
    session.press("Tab");
    assert_eq!(session.fault(FieldId::Login), Some(say(words::FAULT_LOGIN_LENGTH)));
    assert_eq!(session.text(FieldId::Login).len(), 100);
}

#[rstest]
#[case(ModelHarness::new(), "2\n")]
#[case(ModelHarness::sent(), "x")]
fn paste_outside_fields_is_ignored(#[case] mut session: ModelHarness, #[case] pasted: &str) {
    let before = session.is_menu();
    session.take();
    session.paste(pasted);
    assert_eq!((session.is_menu(), session.effects.len()), (before, 0));
}
