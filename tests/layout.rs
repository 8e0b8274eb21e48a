//! Screens of any size show the advice, the keys, the fields to mend, and only words that are true.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/model_harness.rs"]
mod model_harness;

use crossterm::event::KeyCode::{self, BackTab, Char, Down, Enter, Esc, F, Tab};
use mamamia::account::{Closed, Outcome, RefusalReason};
use mamamia::app::form::Focus;
use mamamia::app::{FieldId, Message, Reply, Screen};
use mamamia::assembly::{SessionOptions, testing};
use mamamia::captcha::{CaptchaPainter, Challenge, PictureForm};
use mamamia::i18n::{Catalogue, Language};
use model_harness::{ModelHarness, REFERENCE};
use rand::{SeedableRng, rngs::StdRng};
use rstest::rstest;

const SMALL: (u16, u16) = (40, 12);
const SIZES: [(u16, u16); 6] = [SMALL, (60, 18), (80, 24), (100, 30), (120, 40), (200, 60)];
const CHANGE: [&str; 4] =
    ["jdupont", "Ancien-Mdp-2026", "pivot-Bruine8-lampadaire", "pivot-Bruine8-lampadaire"];
const RESET: [&str; 5] = ["jdupont", "16E9912345ABC", "14071975", CHANGE[2], CHANGE[3]];
const SUPPORT: &str = "05 36 25 70 00, du lundi au vendredi";

fn at(size: (u16, u16), language: Language, lean: bool) -> ModelHarness {
    let config = testing::config_with(|config| config.interface.support = Some(SUPPORT.parse().unwrap()));
    let options = SessionOptions { language: Some(language), lean, ..SessionOptions::default() };
    ModelHarness::with(&config, &testing::origin(), &options, size)
}

fn rich(size: (u16, u16)) -> ModelHarness {
    at(size, Language::French, false)
}

/// A form that was sent, and its answer.
fn answered(mut harness: ModelHarness, form: char, outcome: Outcome) -> ModelHarness {
    harness.press(Char(form)).fill(if form == '1' { &CHANGE } else { &RESET }).write("ACDEF");
    harness.ctrl('s').end(outcome);
    harness
}

fn rows(harness: &ModelHarness) -> Vec<String> {
    harness.screen().lines().skip(1).map(str::to_owned).collect()
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect::<String>().replace(['▐', '▌', '’', '\''], "")
}

/// All that the person reads while they scroll down: the first screen, then the last text row of each.
fn read_whole(harness: &mut ModelHarness) -> String {
    let mut read = vec![rows(harness)];
    loop {
        let before = harness.model.scroll().first;
        harness.press(Down);
        if harness.model.scroll().first == before {
            break;
        }
        read.push(rows(harness));
    }
    let more = ["(suite : ↓)", "(more: ↓)"];
    let is_button = |row: &String| row.trim_start().starts_with('▐');
    let text = |rows: &Vec<String>| -> Vec<String> {
        let end = rows.iter().position(|row| is_button(row) || more.iter().any(|more| row.contains(more)));
        rows[1..end.unwrap_or(rows.len() - 1)].to_vec()
    };
    let mut whole = text(&read[0]);
    whole.extend(
        read[1..].iter().filter_map(|rows| text(rows).into_iter().rfind(|row| !row.trim().is_empty())),
    );
    without_blanks(&whole.join(" "))
}

#[rstest]
#[case::not_identified('1', Outcome::NotIdentified)]
#[case::not_identified_by_proofs('2', Outcome::NotIdentified)]
#[case::too_simple('1', Outcome::RefusedByDirectory(RefusalReason::QualityOrNames))]
#[case::not_verified('1', Outcome::AcceptedUnverified)]
#[case::closed('1', Outcome::AccountClosed(Closed::OutsideItsDates))]
#[case::untrusted('1', Outcome::Untrusted)]
fn advice_is_read_whole(
    #[case] form: char,
    #[case] outcome: Outcome,
    #[values(false, true)] lean: bool,
    #[values(Language::French, Language::English)] language: Language,
) {
    for size in SIZES {
        let mut harness = answered(at(size, language, lean), form, outcome.clone());
        let in_form = lean && harness.model.form().is_some();
        if in_form && size == SMALL {
            // The help begins with it.
            harness.press(F(1));
        } else {
            assert!(harness.screen().contains(REFERENCE), "{}", harness.screen());
        }
        let words = Catalogue::of(language);
        let response = match harness.model.screen() {
            Screen::Outcome { response, .. } => response.clone(),
            _ => harness.model.form().unwrap().refused().unwrap().clone(),
        };
        let screen = harness.screen();
        let read = if in_form && size != SMALL { without_blanks(&screen) } else { read_whole(&mut harness) };
        let said = words.format(&response.advice());
        assert!(read.contains(&without_blanks(&said)), "{size:?} {said}\n{read}\n{screen}");
        if !in_form || size == SMALL {
            assert!(read.contains(&without_blanks(SUPPORT)), "{size:?}\n{read}\n{screen}");
        }
    }
}

#[test]
fn scrolled_page_is_closed_by_its_keys() {
    let mut harness = answered(rich(SMALL), '1', Outcome::NotIdentified);
    harness.press(Down).press(Down).press(KeyCode::Up);
    assert_eq!(harness.model.scroll().first, 1);
    assert!(harness.model.form().unwrap().refusal_is_unread());
    harness.press(KeyCode::PageDown).press(KeyCode::PageDown).press(KeyCode::PageDown);
    assert!(harness.screen().contains("▐  Corriger  ▌"), "{}", harness.screen());
    harness.press(Enter);
    assert!(!harness.model.form().unwrap().refusal_is_unread());
    let mut whole = answered(rich((80, 24)), '1', Outcome::NotIdentified);
    whole.press(Down);
    assert!(!whole.model.form().unwrap().refusal_is_unread(), "there is nothing to scroll");
}

/// The key of the help, which names the others, whatever is said.
#[rstest]
fn small_window_names_the_help(#[values(false, true)] lean: bool) {
    let question: &[KeyCode] = &[Char('1'), Char('a'), Esc];
    let no_image: &[KeyCode] = &[Char('1'), F(6)];
    let faults: &[KeyCode] = &[Char('1'), KeyCode::BackTab, KeyCode::BackTab, Enter];
    for keys in [&[][..], &[Char('1')], &[Char('2')], question, no_image, faults] {
        let mut harness = at(SMALL, Language::French, lean);
        for key in keys {
            harness.press(*key);
            let last = rows(&harness).pop().unwrap();
            assert!(last.contains("F1 aide"), "{keys:?}\n{}", harness.screen());
        }
    }
}

#[rstest]
#[case(SMALL)]
#[case((60, 18))]
#[case((80, 24))]
fn image_has_its_keys_beside(#[case] size: (u16, u16)) {
    let mut harness = rich(size);
    harness.press(Enter).fill(&CHANGE).write("AC");
    let screen = harness.screen();
    for key in ["F5 autre image", "F6 sans image", "F1 aide"] {
        assert!(screen.contains(key), "{key}\n{screen}");
    }
    harness.ctrl('s');
    let screen = harness.screen();
    assert!(screen.contains("image à recopier ✗") || size != SMALL, "{screen}");
    assert!(screen.contains("F1 aide"), "{screen}");
}

/// A notice covers neither the cursor nor the keys.
#[test]
fn notice_leaves_cursor_and_keys() {
    for focus in 0..6 {
        let mut harness = rich(SMALL);
        harness.press(Char('1')).write("jdupont");
        (0..focus).for_each(|_| _ = harness.press(Tab));
        harness.press(Esc);
        let (rows, screen) = (rows(&harness), harness.screen());
        let (_, cursor) = harness.draw();
        let told = rows.iter().position(|row| row.contains("! Tout effacer")).expect(&screen);
        assert!(rows.last().unwrap().contains("F1 aide"), "{screen}");
        assert!(usize::from(cursor.y) < told, "{screen}");
    }
}

/// A row says one thing: no words are drawn over others.
#[test]
fn help_and_notice_share_no_row() {
    let mut harness = rich((80, 24));
    harness.draws_images = false;
    harness.press(Char('1'));
    let (painter, mut chance) = (CaptchaPainter::new().unwrap(), StdRng::seed_from_u64(1));
    let (challenge, _) = Challenge::draw(&painter, PictureForm::Quadrants, &mut chance);
    let disclosed = Some("ACDEF".to_owned());
    let generation = harness.image_asked.take().unwrap();
    harness.send(Message::Reply(Reply::Captcha { generation, challenge: Some(challenge), disclosed }));
    assert!(harness.screen().contains("Démonstration, captcha : ACDEF"), "{}", harness.screen());
    harness.press(F(1));
    assert!(rows(&harness)[22].ends_with("(suite : ↓)"), "{}", harness.screen());
}

#[rstest]
#[case((80, 24))]
#[case((100, 30))]
#[case((120, 40))]
#[case((200, 60))]
fn proposal_and_its_note_are_aligned(#[case] size: (u16, u16)) {
    let mut harness = rich(size);
    harness.press(Enter).fill(&CHANGE[..2]).press(F(4));
    let (_, cursor) = harness.draw();
    let rows = rows(&harness);
    let note = rows[usize::from(cursor.y) + 1].chars().position(|sign| sign != ' ');
    assert_eq!(note, Some(usize::from(cursor.x)), "{}", harness.screen());
}

/// A proposal in the place of a refused password shows no fault and no gauge of that password.
#[rstest]
fn proposal_replaces_refused_password(
    #[values((40, 12), (60, 20), (80, 24), (120, 40))] size: (u16, u16),
    #[values(false, true)] lean: bool,
) {
    let mut harness = at(size, Language::French, lean);
    harness.press(Enter).fill(&["jdupont", CHANGE[1], "Camille2026"]).press(Tab).press(BackTab).press(F(4));
    let (screen, sample) =
        (without_blanks(&harness.screen()), harness.model.form().unwrap().proposal().unwrap());
    // The lean form keeps the row of what was typed, with its gauge.
    let of_the_row = if lean { "Ilfaut" } else { "TrèsFaible" };
    for untrue in ["Ilfaut", "facileàdeviner", of_the_row, "✗"] {
        assert!(!screen.contains(untrue), "{untrue}\n{}", harness.screen());
    }
    assert!(screen.contains(&without_blanks(sample.text.expose())), "{}", harness.screen());
    assert!(screen.contains("trèsdifficile"), "{}", harness.screen());
}

/// A sentence that is cut ends on a word.
#[test]
fn cut_fault_ends_on_a_word() {
    let mut harness = rich((60, 18));
    harness.press(Char('2')).fill(&["jdupont", "16E991234ABC"]);
    assert!(harness.screen().contains("Un Numen compte 13 caractères…"), "{}", harness.screen());
}

/// After a refusal of the proofs, each of them has its mark and its reason until it is changed.
#[rstest]
#[case('1', &[FieldId::Login, FieldId::Current])]
#[case('2', &[FieldId::Login, FieldId::Number, FieldId::BirthDate])]
fn every_proof_is_marked(
    #[case] form: char,
    #[case] proofs: &[FieldId],
    #[values(Language::French, Language::English)] language: Language,
) {
    let reason = match language {
        Language::French => "Peut-être inexact : à vérifier.",
        Language::English => "May be wrong: to be checked.",
    };
    for size in SIZES {
        let mut harness = answered(at(size, language, false), form, Outcome::NotIdentified);
        harness.press(Enter);
        for (at, proof) in proofs.iter().enumerate() {
            harness.focus(*proof);
            let (screen, (_, cursor)) = (harness.screen(), harness.draw());
            let row = &rows(&harness)[usize::from(cursor.y)];
            assert!(row.contains('✗'), "{proof:?}\n{screen}");
            let marks = screen.matches(['✗']).count();
            if size.1 > 18 {
                assert_eq!(screen.matches(reason).count(), proofs.len() - at, "{size:?}\n{screen}");
                assert!(
                    marks >= proofs.len() - at,
                    "{size:?}
{screen}"
                );
            } else {
                assert!(without_blanks(&screen).contains(&without_blanks(reason)), "{screen}");
            }
            harness.press(Char('7'));
            assert!(!rows(&harness)[usize::from(cursor.y)].contains('✗'), "{}", harness.screen());
        }
    }
}

#[rstest]
#[case('1', 2)]
#[case('2', 3)]
fn lean_form_marks_every_proof(#[case] form: char, #[case] proofs: usize) {
    let harness = answered(at((80, 24), Language::French, true), form, Outcome::NotIdentified);
    let marked = rows(&harness).iter().filter(|row| row.chars().nth(2) == Some('!')).count();
    assert_eq!(marked, proofs, "{}", harness.screen());
    assert_eq!(harness.screen().matches("à vérifier.").count(), proofs - 1, "{}", harness.screen());
}

#[test]
fn lean_screens_name_their_keys() {
    let lean = || at((80, 24), Language::French, true);
    let menu = rows(&lean()).pop().unwrap();
    for key in ["↑ ↓ choisir", "Entrée ouvrir", "F1 aide", "F9 English", "Échap quitter", "F8 vue complète"]
    {
        assert!(menu.contains(key), "{key}: {menu}");
    }
    let form = rows(lean().press(Char('1'))).pop().unwrap();
    for key in ["Ctrl-S enregistrer", "Échap retour", "F1 aide", "F2 voir", "F4 proposer"] {
        assert!(form.contains(key), "{key}: {form}");
    }
}

#[test]
fn lean_words_leave_the_link() {
    for size in SIZES {
        let mut harness = at(size, Language::French, true);
        harness.press(Char('1')).fill(&CHANGE);
        while harness.model.form().unwrap().focus() != Focus::Save {
            harness.press(Tab);
        }
        for key in [F(6), Esc] {
            harness.press(key);
            let screen = harness.screen();
            let told = if key == Esc { "Entrée : tout effacer" } else { "sans image" };
            let (_, cursor) = harness.draw();
            assert!(rows(&harness)[usize::from(cursor.y)].contains(told), "{screen}");
            assert!(screen.contains("Je ne connais pas mon mot de passe"), "{size:?}\n{screen}");
        }
    }
}

/// An image that comes with its field is not there yet: no word says that it is.
#[rstest]
fn no_word_promises_an_image(#[values(false, true)] lean: bool) {
    let mut harness = at((80, 24), Language::French, lean);
    harness.press(Char('1')).fill(&["", "x", "y", "z"]);
    harness.ctrl('s');
    let screen = harness.screen();
    assert!(!screen.contains("nouvelle image"), "{screen}");
}
