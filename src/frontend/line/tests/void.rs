//! A secret answer in which something was lost is asked for again; a program that gives nothing usable is stopped.

use super::lines::text;
use super::*;
use crate::app::form::Loss;
use crate::frontend::line::lines::MOST_REFUSALS;
use crate::terminal::InputLoss;

const AGAIN: &str = "Cette réponse n’est pas prise : retapez-la.";
const ASKED: &str = "Mot de passe actuel :";

impl LineHarness {
    /// The words written so far, without the ends of lines.
    fn reading(&self) -> String {
        self.transcript().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn reads(&self, end: &str) {
        assert!(self.reading().ends_with(end), "{}", self.transcript());
    }

    #[track_caller]
    fn said(&self, text: &str, times: usize) {
        assert_eq!(self.reading().matches(text).count(), times, "{}", self.transcript());
    }
}

fn at_current() -> LineHarness {
    let mut session = LineHarness::by_keys();
    session.answer(&["1", "jdupont"]);
    session
}

#[rstest]
#[case::bytes(Message::InputLost(Loss::NotUtf8), "Une lettre accentuée est arrivée illisible.")]
#[case::disagreement(Message::InputLost(Loss::OtherEncoding), "Une lettre accentuée est douteuse.")]
#[case::alt_sign(Message::Key(crate::app::testing::key("Alt-x")), "Une touche n’a pas été comprise")]
#[case::moved_back(Message::Key(crate::app::testing::key("Left")), "Une touche n’a pas été comprise")]
fn void_answer_is_asked_again(#[case] lost: Message, #[case] said: &str) {
    let mut session = at_current();
    session.type_text("Ancien").send(lost).type_text("-Mdp").said(said, 0);
    session.press("Enter").said(said, 1);
    session.said(AGAIN, 1);
    session.reads(ASKED);
    session.answer(&["Ancien-Mdp-2026"]).said("15 caractères saisis.", 1);
}

#[test]
fn loss_before_first_sign_counts() {
    let mut session = at_current();
    session.send(Message::InputLost(Loss::NotUtf8)).answer(&["ncien-Mdp-2026"]).said(AGAIN, 1);
    session.reads(ASKED);
}

#[test]
fn lost_paste_is_said_at_once() {
    let mut session = at_current();
    session.send(Message::InputLost(Loss::Paste));
    session.reads("et n’est pas pris. Ctrl-U, puis recommencez. Mot de passe actuel :");
    session.answer(&["Ancien-Mdp-2026"]).said("15 caractères saisis.", 1);
}

#[test]
fn clearing_key_asks_again_after_lost_paste() {
    let mut session = at_current();
    (0..2).for_each(|_| _ = session.send(Message::InputLost(Loss::Paste)));
    session.said("et n’est pas pris.", 2);
    session.said("Mot de passe actuel :", 3);
    session.press("Ctrl-U").said("Mot de passe actuel :", 4);
}

#[test]
fn secret_paste_of_several_lines_is_refused() {
    let mut session = at_current();
    session.paste("Ancien-Mdp\r2026");
    session.reads(
        "Seule la première ligne a été collée. Le texte collé n’est pas arrivé en entier, et n’est pas pris. Ctrl-U, \
         puis recommencez. Mot de passe actuel :",
    );
    session.paste("Ancien-Mdp-2026").press("Enter").said("15 caractères saisis.", 1);
}

#[test]
fn loss_in_visible_answer_is_said_at_once() {
    let mut session = LineHarness::by_keys();
    session.answer(&["1"]).type_text("jdu").send(Message::InputLost(Loss::NotUtf8));
    session.reads("réglé sur UTF-8. Identifiant : jdu");
}

#[test]
fn loss_typed_ahead_keeps_its_place() {
    let mut session = LineHarness::by_keys();
    session.answer(TO_NEW).answer(&[GOOD]).type_text("pivot").send(Message::InputLost(Loss::Key));
    session.type_text("-Bruine8-lampadaire").press("Enter").said("Une touche", 0);
    session.serve_all().said("Une touche n’a pas été comprise", 1);
    session.reads("Confirmation :");
}

#[test]
fn flood_typed_ahead_makes_answer_void() {
    let mut session = LineHarness::by_keys();
    session.answer(TO_NEW).answer(&[GOOD]).type_text(&"x".repeat(3000)).serve_all();
    session.press("Enter").said("Une touche n’a pas été comprise", 1);
}

#[rstest]
#[case(InputLoss::NotUtf8, "Cette ligne n’est pas en UTF-8 : elle n’est pas prise.")]
#[case(
    InputLoss::OtherEncoding,
    "Cette ligne n’est pas écrite comme le système le dit (LANG) : elle n’est pas prise."
)]
fn line_of_another_encoding_is_refused(#[case] loss: InputLoss, #[case] said: &str) {
    let mut session = LineHarness::by_lines();
    session.lines(&["1", "jdupont"]).line(InputLine::NotText(loss));
    session.reads(&format!("{said} Mot de passe actuel :"));
}

fn last_words(session: &mut LineHarness) -> (String, Option<Exit>) {
    let exit = session.exit().expect("the session goes on").clone();
    let (bytes, exit) = session.driver.dialogue.finish(EndCause::Exit(exit));
    (String::from_utf8(bytes).unwrap(), exit)
}

#[test]
fn endless_line_ends_visit() {
    let mut session = LineHarness::by_lines();
    session.lines(&["1", "jdupont"]).line(InputLine::Endless);
    let (said, exit) = last_words(&mut session);
    assert!(said.starts_with("Une ligne a dépassé 64 Kio : la visite est terminée."), "{said}");
    assert_eq!(exit.unwrap().code, ExitCode::Failure);
}

#[rstest]
#[case::no_choice("9", &[])]
#[case::help("?", &[])]
#[case::empty_login("", &["1"])]
#[case::invisible("a\u{200b}b", &["1"])]
fn flood_of_refusals_ends_visit(#[case] refused: &str, #[case] before: &[&str]) {
    let mut session = LineHarness::by_lines();
    session.lines(before);
    (0..MOST_REFUSALS).for_each(|_| session.line(text(refused)));
    assert!(session.exit().is_none(), "one too early");
    session.line(text(refused));
    let (said, exit) = last_words(&mut session);
    assert!(said.starts_with("Trop de réponses n’ont pas pu être prises"), "{said}");
    assert_eq!(exit.unwrap().code, ExitCode::Failure);
}

#[test]
fn person_may_err_more_often() {
    let mut session = LineHarness::by_keys();
    (0..=MOST_REFUSALS).for_each(|_| _ = session.answer(&["9"]));
    assert!(session.exit().is_none());
}

#[rstest]
#[case::program(InputMode::Lines, false, 0, 0)]
#[case::ssh_without_terminal(InputMode::Lines, true, 0, 1)]
#[case::terminal(InputMode::Keys, false, 1, 0)]
#[case::ssh(InputMode::Keys, true, 1, 0)]
fn echo_is_promised_where_it_is_ours(
    #[case] input: InputMode,
    #[case] is_remote: bool,
    #[case] promises: usize,
    #[case] warnings: usize,
) {
    let mut session = LineHarness::begin(&config(), input);
    session.model.session.is_remote = is_remote;
    match input {
        InputMode::Keys => _ = session.answer(&["1"]),
        InputMode::Lines => _ = session.lines(&["1"]),
    }
    session.said("Les réponses secrètes ne s’affichent pas pendant la saisie.", promises);
    session.said("ce que vous tapez peut s’afficher, mots de passe compris", warnings);
}
