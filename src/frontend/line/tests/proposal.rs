//! Proposals in the line mode: the one secret that is written, because the user asked for it.

use super::*;
use crate::password::SecretText;
use crate::password::generate::{Composition, Proposal, ProposalKind};

const PROPOSED: &str = "Gravier-7 :moulin";

impl LineHarness<'_> {
    /// « le modifier », up to the new password.
    fn to_the_new_password(appearance: &Appearance) -> LineHarness<'_> {
        let mut session =
            LineHarness::begin(appearance, config_with(|config| config.captcha.mode = CaptchaMode::Never));
        for answer in ["1", "jdupont", "Ancien-Mdp-2026"] {
            session.answer(answer);
        }
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
        let text = SecretText::from_text(PROPOSED).unwrap();
        let proposal = Some(Proposal { text, makeup, bits: 44 });
        self.send(Message::Reply(Reply::Proposed { generation, proposal }));
        kind
    }
}

#[test]
fn accepted_proposal_needs_no_confirmation() {
    let appearance = appearance();
    let mut session = LineHarness::to_the_new_password(&appearance);
    session
        .ends("Pour qu'un mot de passe soit proposé et affiché : ! puis Entrée.\r\nNouveau mot de passe : ");
    session.answer("!");
    // What is typed meanwhile waits, as it may be an answer to what comes.
    session.press("2");
    assert_eq!(session.draw(), ProposalKind::Phrase);
    session.press("Enter");
    assert_eq!(session.draw(), ProposalKind::Random, "another one is of another kind");
    session.ends(&format!(
        "Mot de passe proposé, sur la ligne suivante :\r\n{PROPOSED}\r\n\
         12 signes tirés au sort parmi 64 : 44 bits. Notez-le.\r\n1 : prendre ce mot de passe\r\n\
         2 : en proposer un autre, d'un autre genre\r\n3 : saisir le mien\r\nVotre choix : "
    ));
    session.answer("1");
    assert!(session.transcript().contains("Ce mot de passe est retenu, sans confirmation à saisir."));
    session.ends("3 : abandonner\r\nVotre choix (Entrée : 1) : ");
    for id in [FieldId::New, FieldId::Confirmation] {
        assert_eq!(session.text(id), PROPOSED);
    }
}

#[test]
fn own_password_replaces_proposal() {
    let appearance = appearance();
    let mut session = LineHarness::to_the_new_password(&appearance);
    session.type_text("pivot");
    session.press("F4");
    session.draw();
    session.answer("3");
    session.ends("Votre choix : 3\r\nNouveau mot de passe : ");
    let before = session.transcript().matches(PROPOSED).count();
    session.answer("pivot-Bruine8-lampadaire");
    session.estimate_and_draw(&challenge());
    session.ends("Confirmation du nouveau mot de passe : ");
    assert_eq!(session.transcript().matches(PROPOSED).count(), before);
}

#[test]
fn proposal_needs_new_password_field() {
    let appearance = appearance();
    let mut session = LineHarness::begin(&appearance, config());
    session.press("F4");
    session.answer("1");
    session.press("F4");
    session.answer("jdupont");
    session.answer("!");
    assert!(!session.effects.iter().any(|effect| matches!(effect, Effect::Propose { .. })));
    assert!(
        session.transcript().contains("Mot de passe actuel : \r\n1 caractère saisi."),
        "{}",
        session.transcript()
    );
}
