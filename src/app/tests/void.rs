//! A secret that lost something is void: its own line says so, and nothing sends it until it is emptied.

use super::*;
use crate::app::form::wording;
use crate::password::Tick;

const LOSSES: [Loss; 5] = [Loss::NotUtf8, Loss::OtherEncoding, Loss::Key, Loss::Refused, Loss::Paste];

fn fault_of(loss: Loss) -> Option<String> {
    Some(say(wording::loss(loss).fault))
}

fn lose(session: &mut ModelHarness, loss: Loss) -> &mut ModelHarness {
    session.send(Message::InputLost(loss))
}

#[rstest]
fn loss_makes_secret_void(
    #[values(Loss::NotUtf8, Loss::OtherEncoding, Loss::Key, Loss::Refused, Loss::Paste)] loss: Loss,
    #[values(Current, New, Confirmation)] id: FieldId,
) {
    let mut session = ModelHarness::complete();
    session.go_to(Focus::Field(id)).forget();
    lose(&mut session, loss);
    assert_eq!((session.field(id).loss(), session.fault(id)), (Some(loss), fault_of(loss)));
    assert!(session.field(id).secret().is_none() && session.field(id).strength().is_none());
    // The next key wipes no mark, and makes nothing whole.
    session.type_text("x").press("Home Delete").estimate(99);
    assert_eq!((session.fault(id), session.field(id).strength()), (fault_of(loss), None));
    assert_eq!(session.form().identical(), if id == Current { Some(true) } else { None });
    session.press("Ctrl-S");
    assert!(session.submitted().is_none());
    assert_eq!((session.focus(), session.fault(id)), (Focus::Field(id), fault_of(loss)));
    assert!(session.notice().unwrap().starts_with("Rien n’a été envoyé"));
}

#[rstest]
fn void_proof_of_identity_is_not_sent(#[values(Number, BirthDate)] id: FieldId) {
    let mut session = ModelHarness::reset();
    session.fill(&[LOGIN, NUMEN, "14071975", NEW, NEW, ANSWER]).go_to(Focus::Field(id));
    lose(&mut session, Loss::Key).press("Ctrl-S");
    assert!(session.submitted().is_none());
    assert_eq!(session.fault(id), fault_of(Loss::Key));
    let text = if id == Number { NUMEN } else { "14071975" };
    session.press("Ctrl-U").type_text(text).press("Ctrl-S");
    assert!(session.submitted().is_some());
}

#[rstest]
#[case::cleared("Ctrl-U")]
#[case::deleted("Backspace Backspace Backspace")]
#[case::deleted_ahead("Home Delete Delete Delete")]
fn emptied_secret_is_whole(#[case] keys: &str) {
    let mut session = ModelHarness::change().after("Tab a b c");
    lose(&mut session, Loss::Key).press(keys);
    assert_eq!(
        (session.field(Current).loss(), session.fault(Current), session.text(Current)),
        (None, None, "")
    );
    assert_eq!(session.type_text("d").text(Current), "d");
    assert_eq!(session.field(Current).secret().map(|secret| secret.expose()), Some("d"));
}

#[rstest]
#[case::cleared("Ctrl-U")]
#[case::backspace("Backspace")]
fn loss_in_empty_secret_counts(#[case] key: &str) {
    let mut session = ModelHarness::change().after("Tab");
    lose(&mut session, Loss::NotUtf8);
    assert_eq!(session.fault(Current), fault_of(Loss::NotUtf8));
    assert_eq!((session.press(key).fault(Current), session.field(Current).loss()), (None, None));
}

#[test]
fn retyped_secret_is_sent() {
    let mut session = ModelHarness::complete();
    session.go_to(Focus::Field(New));
    lose(&mut session, Loss::NotUtf8).press("Ctrl-U").type_text(NEW).press("Ctrl-S").estimate(99);
    assert!(session.submitted().is_some(), "{:?}", session.fault(New));
}

#[test]
fn void_secret_meets_no_rule() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT, NEW]);
    session.go_to(Focus::Field(New)).pause(New).estimate(80);
    assert!(session.form().ticks().iter().any(|(_, tick)| *tick == Tick::Met));
    lose(&mut session, Loss::Key);
    assert!(session.form().ticks().iter().all(|(_, tick)| *tick != Tick::Met));
    assert!(!session.field(New).awaits_estimate());
}

#[test]
fn proposal_replaces_void_secret() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT, "a"]);
    session.go_to(Focus::Field(New));
    lose(&mut session, Loss::Key);
    session.propose().press("Enter");
    assert_eq!((session.field(New).loss(), session.text(New)), (None, PROPOSED));
}

#[rstest]
#[case::alt_sign("Alt-x", Loss::Key)]
#[case::control("Ctrl-B", Loss::Key)]
fn unknown_key_makes_typed_secret_void(#[case] key: &str, #[case] loss: Loss) {
    let mut session = ModelHarness::change().after("Tab a");
    assert_eq!(session.press(key).field(Current).loss(), Some(loss));
}

/// Only Alt and a sign may begin a text; F3 and Page Up stand for no part of one, and Ctrl-V gets its answer.
#[rstest]
#[case("Tab Alt-x", Some(Loss::Key))]
#[case("Tab Ctrl-B", None)]
#[case("Tab a F3 PgUp F12", None)]
#[case("Tab a Ctrl-V", None)]
#[case("Tab a F1 x Alt-y F1", None)]
fn other_key_makes_nothing_void(#[case] keys: &str, #[case] loss: Option<Loss>) {
    assert_eq!(ModelHarness::change().after(keys).field(Current).loss(), loss);
}

#[test]
fn ctrl_v_tells_how_to_paste() {
    let session = ModelHarness::change().after("Tab Ctrl-V");
    assert_eq!(session.notice(), Some(say(words::NOTICE_HOW_TO_PASTE)));
}

#[test]
fn refused_sign_makes_secret_void() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT]);
    session.type_text("m²");
    assert_eq!(session.field(New).loss(), Some(Loss::Refused));
    assert!(session.notice().unwrap().starts_with("« ² »"), "{:?}", session.notice());
}

#[rstest]
#[case::all_of_it("", None)]
#[case::a_part_of_it("ab", Some(Loss::Refused))]
fn refused_paste_is_missing_beside_other_text(#[case] typed: &str, #[case] loss: Option<Loss>) {
    for paste in [Message::PasteTooLong, Message::Paste("m\u{200b}x".to_owned().into())] {
        let mut session = ModelHarness::filled(&[LOGIN, CURRENT]);
        session.type_text(typed).send(paste);
        assert_eq!((session.field(New).loss(), session.text(New)), (loss, typed));
    }
}

#[test]
fn paste_again_replaces_lost_paste() {
    let mut session = ModelHarness::filled(&[LOGIN]);
    lose(&mut session, Loss::Paste).paste(CURRENT);
    assert_eq!((session.field(Current).loss(), session.text(Current)), (None, CURRENT));
    // Beside what was typed before, nobody knows where the lost one was meant to be.
    lose(&mut session, Loss::Paste).paste("x");
    assert_eq!(session.field(Current).loss(), Some(Loss::Paste));
}

#[rstest]
#[case::in_login(ModelHarness::change())]
#[case::at_menu(ModelHarness::new())]
#[case::while_sending(ModelHarness::sent())]
#[case::under_help(ModelHarness::change().after("Tab F1"))]
fn loss_elsewhere_is_only_told(#[case] mut session: ModelHarness) {
    for loss in LOSSES {
        lose(&mut session, loss);
        assert_eq!(session.notice(), Some(say(wording::loss(loss).notice)));
    }
    assert!(session.model.form().is_none_or(|form| form.fields().iter().all(|field| field.loss().is_none())));
}
