//! Pasting: one line, nothing lost, nothing silently altered.

use super::*;

/// The text of the focused field after a paste, and the notice.
fn pasted_into<'a>(session: &'a mut ModelHarness, id: FieldId, pasted: &str) -> (&'a str, Option<String>) {
    session.paste(pasted);
    (session.text(id), session.notice())
}

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
#[case("jdu\tpont", "", Some(words::NOTICE_TAB))]
fn pasted_login_is_one_line(#[case] pasted: &str, #[case] text: &str, #[case] notice: Option<TextKey>) {
    let mut session = ModelHarness::change();
    assert_eq!(pasted_into(&mut session, Login, pasted), (text, notice.map(say)));
    assert_eq!(session.focus(), Focus::Field(Login), "a line's end presses nothing");
}

#[rstest]
#[case("Ancien-Mdp-2026\n", CURRENT, None)]
#[case(" Ancien-Mdp-2026", " Ancien-Mdp-2026", Some(words::NOTICE_BLANKS))]
#[case("Ancien-Mdp-2026 \n", "Ancien-Mdp-2026 ", Some(words::NOTICE_BLANKS))]
fn pasted_password_keeps_blanks(#[case] pasted: &str, #[case] text: &str, #[case] notice: Option<TextKey>) {
    let mut session = ModelHarness::change();
    for id in [Current, New, Confirmation] {
        session.press("Tab");
        assert_eq!(pasted_into(&mut session, id, pasted), (text, notice.map(say)));
    }
}

#[rstest]
fn paste_of_several_lines_makes_secret_void(
    #[values(Current, New, Confirmation)] id: FieldId,
    #[values("Ancien\nMdp", "Ancien\rMdp", "\r\nAncien\r\nMdp\r\n", "Ancien \nMdp", " \nMdp")] pasted: &str,
) {
    let mut session = ModelHarness::complete();
    session.go_to(Focus::Field(id)).press("Ctrl-U").paste(pasted);
    assert_eq!(
        (session.field(id).loss(), session.notice()),
        (Some(Loss::Paste), Some(say(words::NOTICE_FIRST_LINE)))
    );
    session.press("Ctrl-S");
    assert!(session.submitted().is_none());
    session.press("Ctrl-U").paste("Ancien\r\n");
    assert_eq!((session.field(id).loss(), session.text(id)), (None, "Ancien"));
}

#[rstest]
#[case(Number, "16E9912345ABC\nx")]
#[case(BirthDate, "14071975\r2")]
fn paste_of_several_lines_makes_proof_void(#[case] id: FieldId, #[case] pasted: &str) {
    let mut session = ModelHarness::reset();
    session.go_to(Focus::Field(id)).paste(pasted);
    assert_eq!(session.field(id).loss(), Some(Loss::Paste));
}

/// A current password was set elsewhere, and may hold any character but NUL.
#[rstest]
#[case(Current, "Pivot\rX9", "Pivot\rX9")]
#[case(Current, "Pivot\r", "Pivot\r")]
#[case(Current, "\rPivot", "\rPivot")]
#[case(New, "Pivot\rX9", "")]
#[case(New, "Pivot\r", "")]
#[case(Confirmation, "\rPivot", "")]
#[case(Login, "jdu\rpont", "")]
fn line_is_taken_whole_or_refused(#[case] id: FieldId, #[case] line: &str, #[case] text: &str) {
    let mut session = ModelHarness::change();
    session.go_to(Focus::Field(id)).send(Message::Line(line.to_owned().into()));
    assert_eq!(session.text(id), text);
    if text.is_empty() {
        assert!(session.notice().unwrap().contains("U+000D"), "{:?}", session.notice());
    }
}

#[test]
fn current_password_accepts_unstable_characters() {
    let mut session = ModelHarness::change().after("Tab");
    assert_eq!(pasted_into(&mut session, Current, "m²"), ("m²", None));
    session.press("Tab");
    let (text, notice) = pasted_into(&mut session, New, "m²");
    assert_eq!((text, notice.is_some_and(|notice| notice.contains("« ² »"))), ("", true));
}

#[rstest]
fn pasted_date_is_accepted(#[values("14/07/1975", "14-07-1975 ", " 1975-07-14\n", "14071975")] pasted: &str) {
    let mut session = ModelHarness::reset().after("Tab Tab");
    session.paste(pasted).press("Tab");
    assert_eq!((session.text(BirthDate), session.fault(BirthDate)), (pasted.trim(), None));
}

#[test]
fn overlong_paste_loses_nothing() {
    let too_long = Some(say(words::NOTICE_TOO_LONG));
    let mut session = ModelHarness::change().after("j d");
    assert_eq!(pasted_into(&mut session, Login, &"x".repeat(600)), ("jd", too_long.clone()));
    session.press("Tab a b c");
    assert_eq!(pasted_into(&mut session, Current, &"x".repeat(2000)), ("abc", too_long));
    session.send(Message::PasteTooLong);
    let notice = Some(say(words::NOTICE_PASTE_TOO_LONG));
    assert_eq!((session.text(Current), session.notice()), ("abc", notice));
}

#[test]
fn overlong_login_is_not_cut() {
    let mut session = ModelHarness::change();
    session.paste(&"x".repeat(300)).press("Tab");
    let fault = Some("Cet identifiant est trop long : 256 caractères au plus.".to_owned());
    assert_eq!((session.text(Login).len(), session.fault(Login)), (300, fault));
}

#[rstest]
#[case(ModelHarness::new(), "2\n")]
#[case(ModelHarness::sent(), "x")]
fn paste_outside_fields_is_ignored(#[case] mut session: ModelHarness, #[case] pasted: &str) {
    let before = session.is_menu();
    session.forget().paste(pasted);
    assert_eq!((session.is_menu(), session.effects.len()), (before, 0));
}
