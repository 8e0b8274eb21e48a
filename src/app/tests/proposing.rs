//! A password that is proposed: shown until the next key, taken or refused.

use rstest::rstest;

use super::*;

fn kinds(visit: &Visit) -> Vec<ProposalKind> {
    let asked = |effect: &Effect| match effect {
        Effect::Propose { kind, .. } => Some(*kind),
        _ => None,
    };
    visit.effects.iter().filter_map(asked).collect()
}

/// « le modifier », a password proposed from its first field.
fn proposing() -> Visit {
    let mut visit = Visit::change();
    visit.fill(&[LOGIN, CURRENT]);
    visit.propose();
    visit
}

fn shown(visit: &Visit) -> Option<&str> {
    visit.form().proposal.as_ref().map(|proposal| proposal.text.expose())
}

#[test]
fn it_is_asked_for_and_shown_in_the_new_password() {
    let mut visit = Visit::reset();
    visit.fill(&[LOGIN, NUMEN]);
    visit.press("Ctrl-P");
    assert_eq!(visit.form().focus, Focus::Field(FieldId::New));
    let context: Vec<FieldId> = visit
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Propose { context, .. } => Some(context.iter().map(|(id, _)| *id)),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(context, [FieldId::Login, FieldId::Number], "it is not made of them");
    assert_eq!(shown(&visit), None);
    let generation = visit.asked_for_proposal().unwrap();
    visit.send(proposed(generation, Some(proposal(PROPOSED))));
    assert_eq!(shown(&visit), Some(PROPOSED));
    assert!(visit.field(FieldId::New).is_empty(), "nothing is taken yet");
}

#[test]
fn enter_takes_it_into_both_fields() {
    let mut visit = proposing();
    visit.press("Enter");
    assert_eq!((visit.text(FieldId::New), visit.text(FieldId::Confirmation)), (PROPOSED, PROPOSED));
    assert_eq!(visit.form().focus, Focus::Field(FieldId::Captcha));
    assert_eq!(shown(&visit), None);
    assert!(!visit.field(FieldId::New).revealed && !visit.field(FieldId::Confirmation).revealed);
    assert_eq!(visit.notice(), Some(say(words::NOTICE_PROPOSAL_TAKEN)));
    visit.judge(92);
    assert_eq!(visit.form().identical, Some(true));
    assert_eq!(visit.field(FieldId::New).strength, Some(strength(92)));
    visit.type_text(ANSWER);
    visit.press("Ctrl-S");
    match visit.submitted() {
        Some((_, Request::Change(request))) => assert_eq!(request.new.expose(), PROPOSED),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_second_press_draws_characters_and_the_third_words() {
    let mut visit = proposing();
    visit.press("F4");
    let generation = visit.asked_for_proposal().unwrap();
    let random = Proposal { makeup: Composition::Characters(16), ..proposal("vR7!mQz4-tYb9Kxx") };
    visit.send(proposed(generation, Some(random)));
    assert_eq!(shown(&visit), Some("vR7!mQz4-tYb9Kxx"));
    visit.press("F4");
    assert_eq!(kinds(&visit), [ProposalKind::Phrase, ProposalKind::Random, ProposalKind::Phrase]);
    visit.press("F4 F4 F4");
    assert_eq!(kinds(&visit).len(), 3, "one at a time");
}

/// What was typed is there once the key was pressed: nothing is lost of it.
#[rstest]
#[case("Esc", FieldId::New, "")]
#[case("a", FieldId::New, "a")]
#[case("Tab", FieldId::Confirmation, "")]
#[case("Up", FieldId::Current, "")]
#[case("F9", FieldId::New, "")]
#[case("F7", FieldId::New, "")]
fn any_other_key_refuses_it(#[case] name: &str, #[case] focus: FieldId, #[case] typed: &str) {
    let mut visit = proposing();
    visit.press(name);
    assert_eq!(shown(&visit), None);
    assert_eq!(visit.form().focus, Focus::Field(focus), "Escape does not leave the form");
    assert_eq!(visit.text(FieldId::New), typed);
    assert!(visit.field(FieldId::Confirmation).is_empty());
}

#[test]
fn a_paste_refuses_it_too() {
    let mut visit = proposing();
    visit.paste("Mien");
    assert_eq!((shown(&visit), visit.text(FieldId::New)), (None, "Mien"));
}

#[test]
fn what_was_typed_before_is_kept_unless_it_is_taken() {
    let mut visit = Visit::change();
    visit.fill(&[LOGIN, CURRENT]);
    visit.type_text(NEW);
    visit.propose();
    visit.press("Esc");
    assert_eq!(visit.text(FieldId::New), NEW);
    visit.propose();
    visit.press("Enter");
    assert_eq!(visit.text(FieldId::New), PROPOSED);
}

#[test]
fn a_late_one_is_dropped() {
    let mut visit = Visit::change();
    visit.press("F4");
    let generation = visit.asked_for_proposal().unwrap();
    visit.type_text("a");
    visit.send(proposed(generation, Some(proposal(PROPOSED))));
    assert_eq!(shown(&visit), None, "the person types their own");
    visit.press("F4");
    visit.send(proposed(generation, Some(proposal(PROPOSED))));
    assert_eq!(shown(&visit), None, "an older number");
    visit.press("Esc Esc");
    visit.send(proposed(visit.model.generation, Some(proposal(PROPOSED))));
    assert!(visit.is_menu());
}

#[test]
fn a_failure_is_told() {
    let mut visit = Visit::change();
    visit.press("F4");
    let generation = visit.asked_for_proposal().unwrap();
    visit.send(proposed(generation, None));
    assert_eq!(visit.notice(), Some(say(words::NOTICE_NO_PROPOSAL)));
    visit.press("F4");
    assert_eq!(kinds(&visit).len(), 2, "it may be tried again");
}

#[test]
fn nothing_is_proposed_while_a_request_is_on_its_way() {
    let mut visit = Visit::sent();
    visit.press("F4 Ctrl-P");
    assert_eq!(kinds(&visit), []);
}

#[test]
fn nothing_of_it_is_left_once_the_form_is_left() {
    let mut visit = proposing();
    visit.press("Ctrl-C");
    assert!(visit.is_menu());
}
