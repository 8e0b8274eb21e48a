//! A password that is proposed: shown until the next key, taken or refused.

use super::*;

fn kinds(session: &ModelHarness) -> Vec<ProposalKind> {
    session.asked(|effect| if let Effect::Propose { kind, .. } = effect { Some(*kind) } else { None })
}

/// « le modifier », a password proposed from its first field.
fn proposing() -> ModelHarness {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT]);
    session.propose();
    session
}

fn shown(session: &ModelHarness) -> Option<&str> {
    session.form().proposal.as_ref().map(|proposal| proposal.text.expose())
}

#[test]
fn proposal_shows_at_new_password() {
    let mut session = ModelHarness::reset();
    session.fill(&[LOGIN, NUMEN]).press("Ctrl-P");
    assert_eq!(session.focus(), Focus::Field(New));
    let context = session
        .asked(|effect| if let Effect::Propose { context, .. } = effect { Some(context) } else { None });
    let fields: Vec<FieldId> = context.into_iter().flatten().map(|(id, _)| *id).collect();
    assert_eq!(fields, [Login, Number], "it is not made of them");
    assert_eq!(shown(&session), None);
    session.answer_proposal(Some(proposal(PROPOSED)));
    assert_eq!(shown(&session), Some(PROPOSED));
    assert!(session.field(New).is_empty(), "nothing is taken yet");
}

#[test]
fn enter_accepts_proposal_twice() {
    let mut session = proposing().after("Enter");
    assert_eq!((session.text(New), session.text(Confirmation)), (PROPOSED, PROPOSED));
    assert_eq!((session.focus(), shown(&session)), (Focus::Field(Captcha), None));
    assert!(!session.field(New).revealed && !session.field(Confirmation).revealed);
    assert_eq!(session.notice(), Some(say(words::NOTICE_PROPOSAL_TAKEN)));
    session.estimate(92);
    assert_eq!((session.form().identical, session.field(New).strength()), (Some(true), Some(strength(92))));
    session.type_text(ANSWER).press("Ctrl-S");
    let Some((_, Request::Change(request))) = session.submitted() else { panic!("nothing is sent") };
    assert_eq!(request.new.expose(), PROPOSED);
}

#[test]
fn repeated_proposal_alternates_kinds() {
    let mut session = proposing().after("F4");
    let random = Proposal { makeup: Composition::Characters(16), ..proposal("vR7!mQz4-tYb9Kxx") };
    session.answer_proposal(Some(random));
    assert_eq!(shown(&session), Some("vR7!mQz4-tYb9Kxx"));
    session.press("F4");
    assert_eq!(kinds(&session), [ProposalKind::Phrase, ProposalKind::Random, ProposalKind::Phrase]);
    session.press("F4 F4 F4");
    assert_eq!(kinds(&session).len(), 3, "one at a time");
}

/// The form takes the key at once: nothing that was typed is lost.
#[rstest]
#[case("Esc", New, "")]
#[case("a", New, "a")]
#[case("Tab", Confirmation, "")]
#[case("Up", Current, "")]
#[case("F9", New, "")]
#[case("F7", New, "")]
fn other_key_refuses_proposal(#[case] name: &str, #[case] focus: FieldId, #[case] typed: &str) {
    let session = proposing().after(name);
    assert_eq!(shown(&session), None);
    assert_eq!(session.focus(), Focus::Field(focus), "Escape does not leave the form");
    assert_eq!((session.text(New), session.text(Confirmation)), (typed, ""));
}

#[test]
fn paste_refuses_proposal() {
    let mut session = proposing();
    session.paste("Mien");
    assert_eq!((shown(&session), session.text(New)), (None, "Mien"));
}

#[test]
fn refused_proposal_keeps_typed_text() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT]);
    session.type_text(NEW).propose().press("Esc");
    assert_eq!(session.text(New), NEW);
    session.propose().press("Enter");
    assert_eq!(session.text(New), PROPOSED);
}

#[test]
fn late_proposal_is_dropped() {
    let mut session = ModelHarness::change().after("F4");
    let late = |generation| proposed(generation, Some(proposal(PROPOSED)));
    let generation = session.asked_proposal().unwrap();
    session.type_text("a").send(late(generation));
    assert_eq!(shown(&session), None, "the person types their own");
    session.press("F4").send(late(generation));
    assert_eq!(shown(&session), None, "an older number");
    session.press("Esc Enter");
    assert!(session.send(late(session.model.generation)).is_menu());
}

#[test]
fn failed_proposal_gives_notice() {
    let mut session = ModelHarness::change().after("F4");
    session.answer_proposal(None);
    assert_eq!(session.notice(), Some(say(words::NOTICE_NO_PROPOSAL)));
    session.press("F4");
    assert_eq!(kinds(&session).len(), 2, "it may be tried again");
}

#[test]
fn sending_form_proposes_nothing() {
    assert_eq!(kinds(&ModelHarness::sent().after("F4 Ctrl-P")), []);
}

#[test]
fn leaving_form_wipes_proposal() {
    assert!(proposing().after("Ctrl-C").is_menu());
}
