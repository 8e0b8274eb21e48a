//! Proposals in the line mode: the one secret that is written, because the user asked for it.

use super::*;
use crate::app::testing::{proposal, proposed};
use crate::password::generate::{Composition, Proposal, ProposalKind};

const PROPOSED: &str = "Gravier-7 :moulin";

impl LineHarness {
    /// « le modifier », up to the new password.
    fn to_the_new_password() -> Self {
        let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
        let mut session = Self::begin(&config, InputMode::Keys);
        session.answer(TO_NEW);
        session
    }

    /// Draws what was asked for; which kind it was.
    fn draw(&mut self) -> ProposalKind {
        let at = self.effects.iter().position(|effect| matches!(effect, Effect::Propose { .. })).unwrap();
        let Effect::Propose { generation, kind, .. } = self.effects.remove(at) else { panic!() };
        let makeup = match kind {
            ProposalKind::Phrase => Composition::Words(4),
            ProposalKind::Random => Composition::Characters(12),
        };
        self.send(proposed(generation, Some(Proposal { makeup, bits: 44, ..proposal(PROPOSED) })));
        kind
    }
}

#[test]
fn accepted_proposal_needs_no_confirmation() {
    let mut session = LineHarness::to_the_new_password();
    session
        .ends("Pour qu’un mot de passe soit proposé et affiché : ! puis Entrée.\r\nNouveau mot de passe : ");
    session.answer(&["!"]);
    assert_eq!(session.draw(), ProposalKind::Phrase);
    session.answer(&["2"]);
    assert_eq!(session.draw(), ProposalKind::Random, "another one is of another kind");
    session.ends(&format!(
        "Mot de passe proposé, sur la ligne suivante :\r\n{PROPOSED}\r\n\
         Notez-le : 12 signes tirés au sort, très difficile à deviner (44 bits).\r\n1 : prendre ce mot de passe\r\n\
         2 : en proposer un autre, d’un autre genre\r\n3 : saisir le mien\r\nVotre choix (Entrée : 1) "
    ));
    session.answer(&[""]).shows("Ce mot de passe est retenu, sans confirmation à saisir.", 1);
    session.ends("3 : abandonner\r\nVotre choix (Entrée : 1) ");
    assert_eq!([FieldId::New, FieldId::Confirmation].map(|id| session.text(id)), [PROPOSED; 2]);
}

#[test]
fn command_of_a_proposal_is_no_password() {
    let mut session = LineHarness::to_the_new_password();
    session.answer(&["!"]).draw();
    session.answer(&["3"]).ends("\r\nNouveau mot de passe : ");
    assert_eq!(session.text(FieldId::New), "");
}

#[test]
fn own_password_replaces_proposal() {
    let mut session = LineHarness::to_the_new_password();
    session.type_text("pivot").press("F4").draw();
    session.answer(&["3"]).ends("Votre choix (Entrée : 1) 3\r\nNouveau mot de passe : ");
    let before = session.transcript().matches(PROPOSED).count();
    session.answer(&[GOOD]).serve_all().ends("Confirmation : ");
    session.shows(PROPOSED, before);
}

#[test]
fn proposal_needs_new_password_field() {
    let mut session = LineHarness::by_keys();
    session.press("F4").answer(&["1"]).press("F4").answer(&["jdupont", "!"]);
    assert!(!session.effects.iter().any(|effect| matches!(effect, Effect::Propose { .. })));
    session.shows("Mot de passe actuel : \r\n1 caractère saisi.", 1);
}

/// Keys typed before the proposal is shown accept nothing: the person has not read it yet.
#[rstest]
#[case::enter("Enter")]
#[case::number("1 Enter")]
fn key_typed_ahead_takes_no_proposal(#[case] keys: &str) {
    let mut session = LineHarness::to_the_new_password();
    session.answer(&["!"]).press(keys).draw();
    session.ends("3 : saisir le mien\r\nVotre choix (Entrée : 1) ");
    assert_eq!(session.text(FieldId::Confirmation), "");
    session.press("Enter").shows("Ce mot de passe est retenu", 1);
}
