//! Whole lines, as a program gives them.

use super::*;
use crate::terminal::LONGEST_ANSWER;

pub(super) fn text(line: &str) -> InputLine {
    InputLine::Complete(Zeroizing::new(line.to_owned()))
}

impl LineHarness {
    pub(super) fn by_lines() -> Self {
        Self::begin(&config(), InputMode::Lines)
    }

    fn wants_line(&self) -> bool {
        self.driver.dialogue.wants_line()
    }

    /// Gives a line, as the loop does: once its question is asked.
    pub(super) fn line(&mut self, line: InputLine) {
        assert!(self.wants_line(), "{}", self.transcript());
        let effects = self.driver.handle_batch(&mut self.model, Batch::Line(line), self.now);
        self.collect(effects);
    }

    pub(super) fn lines(&mut self, lines: &[&str]) -> &mut Self {
        lines.iter().for_each(|line| self.line(text(line)));
        self
    }

    /// Whether something is under way that brings the next question.
    fn is_under_way(&self) -> bool {
        use Effect::{DrawCaptcha, Estimate, Submit};
        self.effects
            .iter()
            .any(|effect| matches!(effect, Estimate { .. } | DrawCaptcha { .. } | Submit { .. }))
    }
}

#[test]
fn line_waits_for_its_question() {
    let mut session = LineHarness::by_lines();
    session.lines(TO_NEW).lines(&["azerty"]);
    assert!(!session.wants_line(), "the estimate decides the next question");
    session.serve_all().ends("Nouveau mot de passe :\r\n");
    session.lines(&[GOOD]).serve_all().lines(&[GOOD]).serve_all().lines(&["1", ""]);
    assert!(!session.wants_line(), "a request is under way");
    session.end(Outcome::NotIdentified).ends("4 : aucune\r\nRefusé (MDP-420). Votre choix :\r\n");
    assert!(session.wants_line());
    session.line(InputLine::End);
    let exit = session.exit().unwrap().clone();
    let (_, exit) = session.driver.dialogue.finish(EndCause::Exit(exit));
    assert_eq!(exit, Some(Exit { code: ExitCode::Failure, message: None }));
}

#[test]
fn events_repeat_no_question() {
    let mut session = LineHarness::by_lines();
    let asked = session.lines(TO_NEW).transcript().to_owned();
    session.serve_all().send(Message::Resized(60, 20));
    assert_eq!(session.transcript(), asked);
}

#[test]
fn refused_line_is_announced_each_time() {
    let mut session = LineHarness::by_lines();
    let long = "a".repeat(LONGEST_ANSWER);
    session.lines(&["1", &long, "ab\u{7}cd", &long, "ab\u{7}cd"]);
    session.shows("Ce texte est trop long pour ce champ", 2);
    session.shows("Un caractère invisible (U+0007) s’y trouve", 2);
    session.shows("Identifiant :\r\n", 5);
}

#[test]
fn carriage_return_in_new_secret_is_refused() {
    let mut session = LineHarness::by_lines();
    session.lines(TO_NEW).lines(&["Pivot-Bruine8-lampadaire\rX9"]).serve_all();
    session.shows("Un caractère invisible (U+000D) s’y trouve", 1);
    session.ends("Nouveau mot de passe :\r\n");
    session.lines(&[GOOD]).serve_all().lines(&["pivot-Bruine8-lampadaire\r"]);
    session.shows("Un caractère invisible (U+000D) s’y trouve", 2);
    session.ends("Confirmation :\r\n");
    assert_eq!(session.text(FieldId::New), GOOD);
}

#[test]
fn current_secret_keeps_carriage_return() {
    let mut session = LineHarness::by_lines();
    session.lines(&["1", "jdupont", "Ancien\rMdp\r"]);
    assert_eq!(session.text(FieldId::Current), "Ancien\rMdp\r");
}

#[test]
fn longest_line_holds_longest_secret() {
    assert_eq!(LONGEST_ANSWER, crate::password::secret::CAPACITY);
}

#[test]
fn program_gets_no_proposal() {
    let mut session = LineHarness::by_lines();
    session.lines(TO_NEW).lines(&["!"]).shows("proposé", 0);
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
    fn lines_stay_unechoed_and_answered(answers in prop::collection::vec(answer(), 1..60)) {
        let mut session = LineHarness::by_lines();
        for answer in answers {
            match answer {
                Some(line) if session.wants_line() => session.line(text(line)),
                _ => _ = session.serve_all(),
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
