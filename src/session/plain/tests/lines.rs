//! Whole lines, as a program gives them.

use super::*;
use crate::terminal::LONGEST_ANSWER;

fn text(line: &str) -> InputLine {
    InputLine::Complete(Zeroizing::new(line.to_owned()))
}

impl<'appearance> Talk<'appearance> {
    fn by_lines(appearance: &'appearance Appearance) -> Self {
        Self::begin_with(appearance, settings(), InputMode::Lines)
    }

    /// Gives an answer, as the loop does: where it has its question.
    fn line(&mut self, answer: InputLine) {
        assert!(self.face.listens(), "{}", self.transcript);
        self.effects.extend(self.face.take(&mut self.model, answer, self.now));
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
    let mut talk = Talk::by_lines(&appearance);
    for line in ["1", "jdupont", "Ancien-Mdp-2026", "azerty"] {
        talk.line(text(line));
    }
    assert!(!talk.face.listens(), "the judgement decides what is asked next");
    talk.serve(&challenge);
    talk.ends("Nouveau mot de passe :\r\n");
    talk.line(text("pivot-Bruine8-lampadaire"));
    talk.serve(&challenge);
    talk.line(text("pivot-Bruine8-lampadaire"));
    talk.serve(&challenge);
    talk.line(text("1"));
    talk.line(text(""));
    assert!(!talk.face.listens(), "a request is under way");
    let generation = talk.effects.iter().find_map(|effect| match effect {
        Effect::Submit { generation, .. } => Some(*generation),
        _ => None,
    });
    let reference = Reference::random(&mut system_rng().unwrap());
    let response = Response { outcome: Outcome::NotIdentified, reference };
    talk.send(Message::Reply(Reply::Response { generation: generation.unwrap(), response }));
    talk.ends("Identifiant (Entrée : garder) :\r\n");
    assert!(talk.face.listens());
    talk.line(InputLine::End);
    let exit = talk.effects.iter().find_map(|effect| match effect {
        Effect::Exit(exit) => Some(exit.clone()),
        _ => None,
    });
    assert_eq!(talk.face.leave(exit.unwrap()).1, Exit { exit_code: 1, message: None });
}

#[test]
fn a_question_is_asked_once_however_much_happens_meanwhile() {
    let appearance = appearance();
    let mut talk = Talk::by_lines(&appearance);
    for line in ["1", "jdupont", "Ancien-Mdp-2026"] {
        talk.line(text(line));
    }
    let asked = talk.transcript.clone();
    talk.serve(&challenge());
    talk.send(Message::Resized(60, 20));
    assert_eq!(talk.transcript, asked);
}

#[test]
fn what_a_field_cannot_hold_is_said_each_time() {
    let appearance = appearance();
    let mut talk = Talk::by_lines(&appearance);
    talk.line(text("1"));
    for _ in 0..2 {
        talk.line(text(&"a".repeat(LONGEST_ANSWER)));
        talk.line(text("ab\u{7}cd"));
    }
    assert_eq!(talk.transcript.matches("Ce texte est trop long pour ce champ").count(), 2);
    assert_eq!(talk.transcript.matches("Un caractère invisible s'y trouve").count(), 2);
    assert_eq!(talk.transcript.matches("Identifiant :\r\n").count(), 5, "{}", talk.transcript);
}

#[test]
fn the_longest_secret_is_the_longest_answer() {
    assert_eq!(LONGEST_ANSWER, crate::password::secret::CAPACITY);
}

#[test]
fn no_password_is_proposed() {
    let appearance = appearance();
    let mut talk = Talk::by_lines(&appearance);
    for line in ["1", "jdupont", "Ancien-Mdp-2026", "!"] {
        talk.line(text(line));
    }
    assert!(!talk.transcript.contains("proposé"));
    assert!(!talk.effects.iter().any(|effect| matches!(effect, Effect::Propose { .. })));
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
        let mut talk = Talk::by_lines(&appearance);
        for answer in answers {
            match answer {
                Some(line) if talk.face.listens() => talk.line(text(line)),
                _ => talk.serve(&challenge),
            }
            if talk.effects.iter().any(|effect| matches!(effect, Effect::Exit(_))) {
                break;
            }
            prop_assert!(talk.face.listens() || talk.is_under_way(), "{}", talk.transcript);
            for said in [SECRET, "jdupont", "16E9912345ABC", "14071975"] {
                prop_assert!(!talk.transcript.contains(said), "{}", talk.transcript);
            }
            let odd = talk.transcript.chars().find(|c| c.is_control() && !"\r\n".contains(*c));
            prop_assert_eq!(odd, None);
        }
    }
}
