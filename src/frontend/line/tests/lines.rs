//! Whole lines, as a program gives them.

use super::*;
use crate::terminal::LONGEST_ANSWER;

fn text(line: &str) -> InputLine {
    InputLine::Complete(Zeroizing::new(line.to_owned()))
}

impl<'appearance> LineHarness<'appearance> {
    fn by_lines(appearance: &'appearance Appearance) -> Self {
        Self::begin_with(appearance, config(), InputMode::Lines)
    }

    fn wants_line(&self) -> bool {
        self.driver.dialogue.wants_line()
    }

    /// Gives a line, as the loop does: once its question is asked.
    fn line(&mut self, line: InputLine) {
        assert!(self.wants_line(), "{}", self.transcript());
        let effects = self.driver.handle_batch(&mut self.model, Batch::Line(line), self.now);
        self.collect(effects);
    }

    fn lines(&mut self, lines: &[&str]) {
        lines.iter().for_each(|line| self.line(text(line)));
    }

    /// Whether something is under way that brings the next question.
    fn is_under_way(&self) -> bool {
        self.effects.iter().any(|effect| {
            matches!(effect, Effect::Estimate { .. } | Effect::DrawCaptcha { .. } | Effect::Submit { .. })
        })
    }
}

#[test]
fn line_waits_for_its_question() {
    let appearance = appearance();
    let challenge = challenge();
    let mut session = LineHarness::by_lines(&appearance);
    session.lines(&["1", "jdupont", "Ancien-Mdp-2026", "azerty"]);
    assert!(!session.wants_line(), "the estimate decides the next question");
    session.estimate_and_draw(&challenge);
    session.ends("Nouveau mot de passe :\r\n");
    session.line(text("pivot-Bruine8-lampadaire"));
    session.estimate_and_draw(&challenge);
    session.line(text("pivot-Bruine8-lampadaire"));
    session.estimate_and_draw(&challenge);
    session.line(text("1"));
    session.line(text(""));
    assert!(!session.wants_line(), "a request is under way");
    session.end(Outcome::NotIdentified);
    session.ends("Identifiant (Entrée : garder) :\r\n");
    assert!(session.wants_line());
    session.line(InputLine::End);
    let exit = session.exit().unwrap().clone();
    let (_, exit) = session.driver.dialogue.finish(EndCause::Exit(exit));
    assert_eq!(exit, Some(Exit { code: ExitCode::Failure, message: None }));
}

#[test]
fn events_repeat_no_question() {
    let appearance = appearance();
    let mut session = LineHarness::by_lines(&appearance);
    session.lines(&["1", "jdupont", "Ancien-Mdp-2026"]);
    let asked = session.transcript().to_owned();
    session.estimate_and_draw(&challenge());
    session.send(Message::Resized(60, 20));
    assert_eq!(session.transcript(), asked);
}

#[test]
fn refused_line_is_announced_each_time() {
    let appearance = appearance();
    let mut session = LineHarness::by_lines(&appearance);
    session.line(text("1"));
    for _ in 0..2 {
        session.line(text(&"a".repeat(LONGEST_ANSWER)));
        session.line(text("ab\u{7}cd"));
    }
    assert_eq!(session.transcript().matches("Ce texte est trop long pour ce champ").count(), 2);
    assert_eq!(session.transcript().matches("Un caractère invisible s'y trouve").count(), 2);
    assert_eq!(session.transcript().matches("Identifiant :\r\n").count(), 5, "{}", session.transcript());
}

#[test]
fn longest_line_holds_longest_secret() {
    assert_eq!(LONGEST_ANSWER, crate::password::secret::CAPACITY);
}

#[test]
fn program_gets_no_proposal() {
    let appearance = appearance();
    let mut session = LineHarness::by_lines(&appearance);
    session.lines(&["1", "jdupont", "Ancien-Mdp-2026", "!"]);
    assert!(!session.transcript().contains("proposé"));
    assert!(!session.effects.iter().any(|effect| matches!(effect, Effect::Propose { .. })));
}

fn answer() -> impl Strategy<Value = Option<&'static str>> {
    let lines = ["", "1", "2", "3", "4", "?", "!", "jdupont", "16E9912345ABC", "14071975", SECRET, SECRET];
    prop_oneof![4 => prop::sample::select(lines.to_vec()).prop_map(Some), 1 => Just(None)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Also where a line comes for another question than its program meant.
    #[test]
    fn lines_stay_unechoed_and_answered(
        answers in prop::collection::vec(answer(), 1..60)
    ) {
        let appearance = appearance();
        let challenge = challenge();
        let mut session = LineHarness::by_lines(&appearance);
        for answer in answers {
            match answer {
                Some(line) if session.wants_line() => session.line(text(line)),
                _ => session.estimate_and_draw(&challenge),
            }
            if session.is_over() {
                break;
            }
            prop_assert!(session.wants_line() || session.is_under_way(), "{}", session.transcript());
            for said in [SECRET, "jdupont", "16E9912345ABC", "14071975"] {
                prop_assert!(!session.transcript().contains(said), "{}", session.transcript());
            }
            let odd = session.transcript().chars().find(|c| c.is_control() && !"\r\n".contains(*c));
            prop_assert_eq!(odd, None);
        }
    }
}
