//! Whole lines, as a program gives them.

use super::*;
use crate::app::ExitCode;
use crate::terminal::LONGEST_ANSWER;

fn text(line: &str) -> InputLine {
    InputLine::Complete(Zeroizing::new(line.to_owned()))
}

impl<'appearance> Talk<'appearance> {
    fn by_lines(appearance: &'appearance Appearance) -> Self {
        Self::begin_with(appearance, config(), InputMode::Lines)
    }

    /// Gives an answer, as the loop does: where it has its question.
    fn line(&mut self, answer: InputLine) {
        assert!(self.frontend.listens(), "{}", self.transcript);
        self.effects.extend(self.frontend.take(&mut self.model, answer, self.now));
        self.listen();
    }

    /// Whether something is under way that brings the next question.
    fn is_under_way(&self) -> bool {
        self.effects.iter().any(|effect| {
            matches!(effect, Effect::Estimate { .. } | Effect::DrawCaptcha { .. } | Effect::Submit { .. })
        })
    }
}

#[test]
fn an_answer_waits_for_what_its_question_depends_on() {
    let appearance = appearance();
    let challenge = challenge();
    let mut dialogue = Talk::by_lines(&appearance);
    for line in ["1", "jdupont", "Ancien-Mdp-2026", "azerty"] {
        dialogue.line(text(line));
    }
    assert!(!dialogue.frontend.listens(), "the judgement decides what is asked next");
    dialogue.serve(&challenge);
    dialogue.ends("Nouveau mot de passe :\r\n");
    dialogue.line(text("pivot-Bruine8-lampadaire"));
    dialogue.serve(&challenge);
    dialogue.line(text("pivot-Bruine8-lampadaire"));
    dialogue.serve(&challenge);
    dialogue.line(text("1"));
    dialogue.line(text(""));
    assert!(!dialogue.frontend.listens(), "a request is under way");
    let generation = dialogue.effects.iter().find_map(|effect| match effect {
        Effect::Submit { generation, .. } => Some(*generation),
        _ => None,
    });
    let reference = Reference::random(&mut system_rng().unwrap());
    let response = Response { outcome: Outcome::NotIdentified, reference };
    dialogue.send(Message::Reply(Reply::Response { generation: generation.unwrap(), response }));
    dialogue.ends("Identifiant (Entrée : garder) :\r\n");
    assert!(dialogue.frontend.listens());
    dialogue.line(InputLine::End);
    let exit = dialogue.effects.iter().find_map(|effect| match effect {
        Effect::Exit(exit) => Some(exit.clone()),
        _ => None,
    });
    assert_eq!(dialogue.frontend.leave(exit.unwrap()).1, Exit { code: ExitCode::Failure, message: None });
}

#[test]
fn a_question_is_asked_once_however_much_happens_meanwhile() {
    let appearance = appearance();
    let mut dialogue = Talk::by_lines(&appearance);
    for line in ["1", "jdupont", "Ancien-Mdp-2026"] {
        dialogue.line(text(line));
    }
    let asked = dialogue.transcript.clone();
    dialogue.serve(&challenge());
    dialogue.send(Message::Resized(60, 20));
    assert_eq!(dialogue.transcript, asked);
}

#[test]
fn what_a_field_cannot_hold_is_said_each_time() {
    let appearance = appearance();
    let mut dialogue = Talk::by_lines(&appearance);
    dialogue.line(text("1"));
    for _ in 0..2 {
        dialogue.line(text(&"a".repeat(LONGEST_ANSWER)));
        dialogue.line(text("ab\u{7}cd"));
    }
    assert_eq!(dialogue.transcript.matches("Ce texte est trop long pour ce champ").count(), 2);
    assert_eq!(dialogue.transcript.matches("Un caractère invisible s'y trouve").count(), 2);
    assert_eq!(dialogue.transcript.matches("Identifiant :\r\n").count(), 5, "{}", dialogue.transcript);
}

#[test]
fn the_longest_secret_is_the_longest_answer() {
    assert_eq!(LONGEST_ANSWER, crate::password::secret::CAPACITY);
}

#[test]
fn no_password_is_proposed() {
    let appearance = appearance();
    let mut dialogue = Talk::by_lines(&appearance);
    for line in ["1", "jdupont", "Ancien-Mdp-2026", "!"] {
        dialogue.line(text(line));
    }
    assert!(!dialogue.transcript.contains("proposé"));
    assert!(!dialogue.effects.iter().any(|effect| matches!(effect, Effect::Propose { .. })));
}

fn answer() -> impl Strategy<Value = Option<&'static str>> {
    let lines = ["", "1", "2", "3", "4", "?", "!", "jdupont", "16E9912345ABC", "14071975", SECRET, SECRET];
    prop_oneof![4 => prop::sample::select(lines.to_vec()).prop_map(Some), 1 => Just(None)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Also where a line comes for another question than its program meant.
    #[test]
    fn whatever_is_answered_it_is_not_said_again_and_the_visit_goes_on(
        answers in prop::collection::vec(answer(), 1..60)
    ) {
        let appearance = appearance();
        let challenge = challenge();
        let mut dialogue = Talk::by_lines(&appearance);
        for answer in answers {
            match answer {
                Some(line) if dialogue.frontend.listens() => dialogue.line(text(line)),
                _ => dialogue.serve(&challenge),
            }
            if dialogue.effects.iter().any(|effect| matches!(effect, Effect::Exit(_))) {
                break;
            }
            prop_assert!(dialogue.frontend.listens() || dialogue.is_under_way(), "{}", dialogue.transcript);
            for said in [SECRET, "jdupont", "16E9912345ABC", "14071975"] {
                prop_assert!(!dialogue.transcript.contains(said), "{}", dialogue.transcript);
            }
            let odd = dialogue.transcript.chars().find(|c| c.is_control() && !"\r\n".contains(*c));
            prop_assert_eq!(odd, None);
        }
    }
}
