//! A password that is proposed in the line mode: the one secret that is said, to whoever asked for it.

use super::*;
use crate::password::SecretText;
use crate::password::generate::{Composition, Proposal, ProposalKind};

const PROPOSED: &str = "Gravier-7 :moulin";

impl Talk<'_> {
    /// « le modifier », up to the new password.
    fn to_the_new_password(appearance: &Appearance) -> Talk<'_> {
        let mut dialogue =
            Talk::begin(appearance, config_with(|config| config.captcha.mode = CaptchaMode::Never));
        for answer in ["1", "jdupont", "Ancien-Mdp-2026"] {
            dialogue.answer(answer);
        }
        dialogue
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
fn it_is_shown_as_it_is_taken_and_needs_no_confirmation() {
    let appearance = appearance();
    let mut dialogue = Talk::to_the_new_password(&appearance);
    dialogue
        .ends("Pour qu'un mot de passe soit proposé et affiché : ! puis Entrée.\r\nNouveau mot de passe : ");
    dialogue.answer("!");
    // What is typed meanwhile waits, as it may be an answer to what comes.
    dialogue.key(KeyCode::Char('2'));
    assert_eq!(dialogue.draw(), ProposalKind::Phrase);
    dialogue.key(KeyCode::Enter);
    assert_eq!(dialogue.draw(), ProposalKind::Random, "another one is of another kind");
    dialogue.ends(&format!(
        "Mot de passe proposé, sur la ligne suivante :\r\n{PROPOSED}\r\n\
         12 signes tirés au sort parmi 64 : 44 bits. Notez-le.\r\n1 : prendre ce mot de passe\r\n\
         2 : en proposer un autre, d'un autre genre\r\n3 : saisir le mien\r\nVotre choix : "
    ));
    dialogue.answer("1");
    assert!(dialogue.transcript.contains("Ce mot de passe est retenu, sans confirmation à saisir."));
    dialogue.ends("3 : abandonner\r\nVotre choix (Entrée : 1) : ");
    let form = match &dialogue.model.screen {
        Screen::Form(form) => form,
        _ => panic!("no form"),
    };
    for id in [FieldId::New, FieldId::Confirmation] {
        assert_eq!(form.field(id).unwrap().secret().unwrap().expose(), PROPOSED);
    }
}

#[test]
fn it_is_put_aside_for_ones_own() {
    let appearance = appearance();
    let mut dialogue = Talk::to_the_new_password(&appearance);
    dialogue.type_in("pivot");
    dialogue.key(KeyCode::F(4));
    dialogue.draw();
    dialogue.answer("3");
    dialogue.ends("Votre choix : 3\r\nNouveau mot de passe : ");
    let before = dialogue.transcript.matches(PROPOSED).count();
    dialogue.answer("pivot-Bruine8-lampadaire");
    dialogue.serve(&challenge());
    dialogue.ends("Confirmation du nouveau mot de passe : ");
    assert_eq!(dialogue.transcript.matches(PROPOSED).count(), before);
}

#[test]
fn it_is_for_the_new_password_alone() {
    let appearance = appearance();
    let mut dialogue = Talk::begin(&appearance, config());
    dialogue.key(KeyCode::F(4));
    dialogue.answer("1");
    dialogue.key(KeyCode::F(4));
    dialogue.answer("jdupont");
    dialogue.answer("!");
    assert!(!dialogue.effects.iter().any(|effect| matches!(effect, Effect::Propose { .. })));
    assert!(
        dialogue.transcript.contains("Mot de passe actuel : \r\n1 caractère saisi."),
        "{}",
        dialogue.transcript
    );
}
