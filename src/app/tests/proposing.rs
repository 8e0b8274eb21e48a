//! A password that is proposed: shown until the next key, taken or refused.

use rstest::rstest;

use super::*;

fn kinds(session: &ModelHarness) -> Vec<ProposalKind> {
    let asked = |effect: &Effect| match effect {
        Effect::Propose { kind, .. } => Some(*kind),
        _ => None,
    };
    session.effects.iter().filter_map(asked).collect()
}

/// « le modifier », a password proposed from its first field.
fn proposing() -> ModelHarness {
    let mut session = ModelHarness::change();
    session.fill(&[LOGIN, CURRENT]);
    session.propose();
    session
}

fn shown(session: &ModelHarness) -> Option<&str> {
    session.form().proposal.as_ref().map(|proposal| proposal.text.expose())
}

#[test]
fn proposal_shows_at_new_password() {
    let mut session = ModelHarness::reset();
    session.fill(&[LOGIN, NUMEN]);
    session.press("Ctrl-P");
    assert_eq!(session.form().focus, Focus::Field(FieldId::New));
    let context: Vec<FieldId> = session
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Propose { context, .. } => Some(context.iter().map(|(id, _)| *id)),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(context, [FieldId::Login, FieldId::Number], "it is not made of them");
    assert_eq!(shown(&session), None);
    let generation = session.asked_for_proposal().unwrap();
    session.send(proposed(generation, Some(proposal(PROPOSED))));
    assert_eq!(shown(&session), Some(PROPOSED));
    assert!(session.field(FieldId::New).is_empty(), "nothing is taken yet");
}

#[test]
fn enter_accepts_proposal_twice() {
    let mut session = proposing();
    session.press("Enter");
    assert_eq!((session.text(FieldId::New), session.text(FieldId::Confirmation)), (PROPOSED, PROPOSED));
    assert_eq!(session.form().focus, Focus::Field(FieldId::Captcha));
    assert_eq!(shown(&session), None);
    assert!(!session.field(FieldId::New).revealed && !session.field(FieldId::Confirmation).revealed);
    assert_eq!(session.notice(), Some(say(words::NOTICE_PROPOSAL_TAKEN)));
    session.estimate(92);
    assert_eq!(session.form().identical, Some(true));
    assert_eq!(session.field(FieldId::New).strength, Some(strength(92)));
    session.type_text(ANSWER);
    session.press("Ctrl-S");
    match session.submitted() {
        Some((_, Request::Change(request))) => assert_eq!(request.new.expose(), PROPOSED),
        other => panic!("{other:?}"),
    }
}

#[test]
fn repeated_proposal_alternates_kinds() {
    let mut session = proposing();
    session.press("F4");
    let generation = session.asked_for_proposal().unwrap();
    let random = Proposal { makeup: Composition::Characters(16), ..proposal("vR7!mQz4-tYb9Kxx") };
    session.send(proposed(generation, Some(random)));
    assert_eq!(shown(&session), Some("vR7!mQz4-tYb9Kxx"));
    session.press("F4");
    assert_eq!(kinds(&session), [ProposalKind::Phrase, ProposalKind::Random, ProposalKind::Phrase]);
    session.press("F4 F4 F4");
    assert_eq!(kinds(&session).len(), 3, "one at a time");
}

/// What was typed is there once the key was pressed: nothing is lost of it.
#[rstest]
#[case("Esc", FieldId::New, "")]
#[case("a", FieldId::New, "a")]
#[case("Tab", FieldId::Confirmation, "")]
#[case("Up", FieldId::Current, "")]
#[case("F9", FieldId::New, "")]
#[case("F7", FieldId::New, "")]
fn other_key_refuses_proposal(#[case] name: &str, #[case] focus: FieldId, #[case] typed: &str) {
    let mut session = proposing();
    session.press(name);
    assert_eq!(shown(&session), None);
    assert_eq!(session.form().focus, Focus::Field(focus), "Escape does not leave the form");
    assert_eq!(session.text(FieldId::New), typed);
    assert!(session.field(FieldId::Confirmation).is_empty());
}

#[test]
fn paste_refuses_proposal() {
    let mut session = proposing();
    session.paste("Mien");
    assert_eq!((shown(&session), session.text(FieldId::New)), (None, "Mien"));
}

#[test]
fn refused_proposal_keeps_typed_text() {
    let mut session = ModelHarness::change();
    session.fill(&[LOGIN, CURRENT]);
    session.type_text(NEW);
    session.propose();
    session.press("Esc");
    assert_eq!(session.text(FieldId::New), NEW);
    session.propose();
    session.press("Enter");
    assert_eq!(session.text(FieldId::New), PROPOSED);
}

#[test]
fn late_proposal_is_dropped() {
    let mut session = ModelHarness::change();
    session.press("F4");
    let generation = session.asked_for_proposal().unwrap();
    session.type_text("a");
    session.send(proposed(generation, Some(proposal(PROPOSED))));
    assert_eq!(shown(&session), None, "the person types their own");
    session.press("F4");
    session.send(proposed(generation, Some(proposal(PROPOSED))));
    assert_eq!(shown(&session), None, "an older number");
    session.press("Esc Esc");
    session.send(proposed(session.model.generation, Some(proposal(PROPOSED))));
    assert!(session.is_menu());
}

#[test]
fn failed_proposal_gives_notice() {
    let mut session = ModelHarness::change();
    session.press("F4");
    let generation = session.asked_for_proposal().unwrap();
    session.send(proposed(generation, None));
    assert_eq!(session.notice(), Some(say(words::NOTICE_NO_PROPOSAL)));
    session.press("F4");
    assert_eq!(kinds(&session).len(), 2, "it may be tried again");
}

#[test]
fn sending_form_proposes_nothing() {
    let mut session = ModelHarness::sent();
    session.press("F4 Ctrl-P");
    assert_eq!(kinds(&session), []);
}

#[test]
fn leaving_form_wipes_proposal() {
    let mut session = proposing();
    session.press("Ctrl-C");
    assert!(session.is_menu());
}
