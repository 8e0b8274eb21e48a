//! Every screen, at every size that is promised, in both languages: read the snapshots as a person would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/model_harness.rs"]
mod model_harness;

use std::collections::HashSet;
use std::time::Duration;

use crossterm::event::KeyCode::{self, Char, Enter, F};
use mamamia::account::RefusalReason::{self, *};
use mamamia::account::{Closed, Done, Outcome, Reminder, Target};
use mamamia::app::{FieldId, Message, TimerKind};
use mamamia::assembly::{SessionOptions, testing};
use mamamia::i18n::{Catalogue, Language};
use mamamia::terminal::Charset;
use model_harness::{LONGEST_PHRASE, ModelHarness, REFERENCE};
use rstest::rstest;

use Step::{Await, Ctrl, End, EndReminding, Fill, Fire, Key, Write};

const USUAL: (u16, u16) = (80, 24);
const SIZES: [(u16, u16); 6] = [USUAL, (100, 30), (120, 40), (200, 60), (60, 18), (40, 12)];
const CHANGE: [&str; 4] =
    ["jdupont", "Ancien-Mdp-2026", "pivot-Bruine8-lampadaire", "pivot-Bruine8-lampadaire"];
const RESET: [&str; 5] = ["jdupont", "16E9912345ABC", "14071975", "Vert-pivot", "Vert"];
const FAULTS: [&str; 5] = ["@ac", "16E991234ABC", "31021975", "abc", "abd"];
const BROKEN: [&str; 4] = ["jdupont", "16E9912345ABC", "14071975", "dupont1975"];

fn done_with(after_connection_loss: bool) -> Outcome {
    Outcome::Done(Done {
        targets: vec![Target { name: Target::DIRECTORY, after_connection_loss }],
        must_change: false,
        effective_within: Duration::from_secs(1800),
    })
}

enum Step {
    Key(KeyCode),
    Ctrl(char),
    Fill(&'static [&'static str]),
    Write(&'static str),
    Fire(TimerKind),
    /// The directory is slow.
    Await,
    End(Outcome),
    EndReminding(Outcome, Reminder),
}

fn follow(harness: &mut ModelHarness, steps: &[Step]) {
    for step in steps {
        match step {
            Key(code) => harness.press(*code),
            Ctrl(letter) => harness.ctrl(*letter),
            Fill(texts) => harness.fill(texts),
            Write(text) => harness.write(text),
            Fire(timer) => harness.fire(|kind| kind == *timer),
            Await => harness.awaits_answer(Duration::from_secs(57)),
            End(outcome) => harness.end(outcome.clone()),
            EndReminding(outcome, reminder) => harness.end_reminding(outcome.clone(), Some(*reminder)),
        };
    }
}

fn after(language: Language, size: (u16, u16), steps: &[Step]) -> ModelHarness {
    let mut harness = ModelHarness::new(language, size);
    follow(&mut harness, steps);
    harness
}

fn sent(next: Step) -> Vec<Step> {
    vec![Key(Char('1')), Fill(&CHANGE), Write("ACDEF"), Ctrl('s'), next]
}

fn without_image(next: Vec<Step>) -> Vec<Step> {
    [vec![Key(Char('1')), Fill(&CHANGE), Key(F(6))], next].into_iter().flatten().collect()
}

fn half_copied() -> Vec<Step> {
    vec![Key(Enter), Fill(&CHANGE), Write("AC")]
}

#[rstest]
#[case::menu("menu", vec![])]
#[case::change_empty("change_empty", vec![Key(Enter)])]
#[case::change_filled("change_filled", vec![Key(Enter), Fill(&CHANGE[..3]), Write("pivot")])]
#[case::change_captcha("change_captcha", half_copied())]
#[case::proposal("proposal", vec![Key(Enter), Fill(&CHANGE[..2]), Key(F(4))])]
#[case::characters("proposal_characters", vec![Key(Char('2')), Fill(&RESET[..3]), Key(F(4)), Ctrl('p')])]
#[case::every_broken_rule("every_broken_rule", vec![Key(Char('2')), Fill(&BROKEN)])]
#[case::reset_filled("reset_filled", vec![Key(Char('2')), Fill(&RESET[..3]), Write("Vert-pivot")])]
#[case::reset_faults("reset_faults", vec![Key(Char('2')), Fill(&FAULTS), Ctrl('s')])]
#[case::sending("sending", sent(Fire(TimerKind::SlowNotice)))]
#[case::image_waived("image_waived", without_image(vec![]))]
#[case::awaited("awaited", sent(Await))]
#[case::held("held", without_image(vec![Ctrl('s'), Fire(TimerKind::DelayTick)]))]
#[case::too_many_waits("too_many_waits", without_image(vec![Ctrl('s'), End(Outcome::TooManyDelays { free_in: Duration::from_secs(720) })]))]
#[case::not_identified("not_identified", sent(End(Outcome::NotIdentified)))]
#[case::wrong_captcha("wrong_captcha", sent(End(Outcome::WrongCaptcha)))]
#[case::done("done", sent(End(done_with(false))))]
#[case::failed("failed", sent(End(Outcome::AcceptedUnverified)))]
#[case::grace("grace", sent(EndReminding(Outcome::RefusedByDirectory(InHistory), Reminder::UsesLeft(2))))]
#[case::help("help", vec![Key(Enter), Key(F(1))])]
fn screen_matches_its_snapshot(#[case] name: &str, #[case] steps: Vec<Step>) {
    let mut all = String::new();
    for language in Language::ALL {
        for size in SIZES {
            let screen = after(language, size, &steps).screen();
            all.push_str(&format!("== {language:?} {}x{} {screen}\n", size.0, size.1));
        }
    }
    insta::assert_snapshot!(name, all);
}

fn after_at(charset: Charset, lean: bool, size: (u16, u16), steps: &[Step]) -> ModelHarness {
    let mut origin = testing::origin();
    origin.terminal.charset = charset;
    let options = SessionOptions { lean, ..SessionOptions::default() };
    let mut harness = ModelHarness::with(&testing::config(), &origin, &options, size);
    follow(&mut harness, steps);
    harness
}

#[test]
fn ascii_screens_match_their_snapshot() {
    let screens =
        [vec![], half_copied()].map(|steps| after_at(Charset::Ascii, false, USUAL, &steps).screen());
    insta::assert_snapshot!("ascii", screens.concat());
}

#[test]
fn lean_screens_match_their_snapshot() {
    let mut all = String::new();
    for size in SIZES {
        let outcomes = [done_with(false), Outcome::WrongCaptcha].map(|outcome| sent(End(outcome)));
        for steps in [vec![], vec![Key(Char('2'))], half_copied()].into_iter().chain(outcomes) {
            let screen = after_at(Charset::Unicode, true, size, &steps).screen();
            all.push_str(&format!("== {}x{} {screen}\n", size.0, size.1));
        }
    }
    insta::assert_snapshot!("lean", all);
}

#[test]
fn key_of_menu_switches_presentation() {
    let menu = |lean, steps: &[Step]| after_at(Charset::Unicode, lean, USUAL, steps).screen();
    assert_eq!(menu(false, &[Key(F(8))]), menu(true, &[]));
    assert_eq!(menu(true, &[Key(F(8))]), menu(false, &[]));
    assert_eq!(menu(false, &[Ctrl('y'), Ctrl('y')]), menu(false, &[]));
}

#[test]
fn proposal_is_shown_whole() {
    for size in SIZES {
        let harness = after(Language::French, size, &[Key(Enter), Fill(&CHANGE[..2]), Key(F(4))]);
        let screen = without_blanks(&harness.screen());
        assert!(screen.contains(LONGEST_PHRASE), "{}", harness.screen());
        assert!(screen.contains("58bits"), "{}", harness.screen());
    }
}

#[test]
fn unavailable_reset_is_reported() {
    let closed = testing::config_with(|config| config.directory.service = None);
    let options = SessionOptions::default();
    let screen = ModelHarness::with(&closed, &testing::origin(), &options, USUAL).screen();
    assert!(screen.contains("Non proposé ici"), "{screen}");
}

#[test]
fn usual_size_cuts_nothing() {
    let screen = after(Language::French, USUAL, &[Key(Char('2'))]).screen();
    let expected = "Identifiant|Numen (ou Numéro de|personne extérieure)|Date de naissance|Nouveau mot de passe|\
        Confirmation du nouveau|mot de passe|Recopiez le texte qui|apparaît sur l’image|Enregistrer|\
        Je connais mon mot de passe|12 caractères|spécial|aide|F4 proposer|F5 autre image|F6 sans image";
    for text in expected.split('|') {
        assert!(screen.contains(text), "« {text} » is missing:\n{screen}");
    }
}

/// Whether the cursor stands between the two bars of the focus.
fn is_between_bars(harness: &ModelHarness) -> bool {
    let (buffer, cursor) = harness.draw();
    let bars = |columns: std::ops::Range<u16>, bar| {
        columns.into_iter().any(|x| buffer[(x, cursor.y)].symbol() == bar)
    };
    bars(0..cursor.x, "▐") && bars(cursor.x..buffer.area.width, "▌")
}

#[test]
fn cursor_follows_the_focus() {
    let mut harness = after(Language::French, USUAL, &[Key(Char('1'))]);
    let mut seen = HashSet::new();
    for _ in 0..7 {
        let screen = harness.screen();
        let (_, cursor) = harness.draw();
        assert!(is_between_bars(&harness), "{screen}");
        assert!(seen.insert(cursor), "the cursor did not move:\n{screen}");
        harness.press(KeyCode::Tab);
    }
}

#[test]
fn only_a_revealed_secret_is_drawn() {
    let mut harness = after(Language::French, USUAL, &[Key(Char('2')), Fill(&RESET)]);
    harness.focus(FieldId::New);
    assert!([RESET[1], "14/07/1975"].iter().all(|proof| harness.screen().contains(proof)));
    assert!([RESET[3], RESET[4]].iter().all(|secret| !harness.screen().contains(secret)));
    harness.press(F(2));
    assert!(harness.screen().contains(RESET[3]));
    harness.fire(|kind| kind == TimerKind::Mask);
    assert!(!harness.screen().contains(RESET[3]));
}

#[test]
fn revealed_proposal_replaces_its_gauge() {
    for size in [USUAL, (120, 40)] {
        let steps = [Key(Enter), Fill(&CHANGE[..2]), Key(F(4)), Key(Enter)];
        let mut harness = after(Language::French, size, &steps);
        harness.focus(FieldId::New);
        let masked = harness.screen();
        harness.press(F(2));
        assert!(harness.screen().contains(LONGEST_PHRASE), "{}", harness.screen());
        harness.fire(|kind| kind == TimerKind::Mask);
        assert_eq!(harness.screen(), masked);
    }
}

#[test]
fn every_size_can_be_drawn() {
    for steps in [
        vec![],
        vec![Key(Char('2')), Fill(&RESET), Write("AC")],
        sent(End(Outcome::NotIdentified)),
        without_image(vec![Ctrl('s')]),
    ] {
        let mut harness = after(Language::French, USUAL, &steps);
        for columns in (1..=200).step_by(3) {
            for rows in [1, 2, 3, 5, 8, 11, 12, 13, 17, 18, 24, 30, 60] {
                harness.send(Message::Resized(columns, rows));
                let (_, cursor) = harness.draw();
                assert!(cursor.x < columns && cursor.y < rows, "{columns}x{rows}");
            }
        }
    }
}

#[test]
fn too_small_size_is_reported() {
    for size in [(39, 24), (80, 11), (20, 4)] {
        let screen = ModelHarness::new(Language::French, size).screen();
        assert!(screen.replace('\n', " ").contains("trop petite"));
    }
}

#[test]
fn focus_move_changes_four_cells() {
    let mut harness = after(Language::French, USUAL, &[Key(Char('1'))]);
    for _ in 0..6 {
        let (before, _) = harness.draw();
        harness.press(KeyCode::Tab);
        let (after, _) = harness.draw();
        assert_eq!(before.diff(&after).len(), 4, "two bars leave one row and come to another");
    }
}

/// The screen of each outcome of a sent form, in both languages and at every size.
fn for_each_ending(refusals: &[RefusalReason], others: &[Outcome], check: impl Fn(&mut ModelHarness, &str)) {
    for outcome in refusals.iter().cloned().map(Outcome::RefusedByDirectory).chain(others.iter().cloned()) {
        for language in Language::ALL {
            for size in SIZES {
                let mut harness = after(language, size, &sent(End(outcome.clone())));
                let screen = harness.screen();
                check(&mut harness, &format!("{outcome:?} {language:?} {size:?}:\n{screen}"));
            }
        }
    }
}

#[test]
fn final_screen_is_never_cut() {
    let closed = Outcome::AccountClosed(Closed::OutsideItsDates);
    let ended = [done_with(false), done_with(true), closed, Outcome::NotVerified];
    let lost = [Outcome::ConnectionLostUnchanged, Outcome::AcceptedUnverified, Outcome::Unreachable];
    let refused = [Outcome::TooSlow, Outcome::Untrusted, Outcome::ServiceRefused, Outcome::ResetUnavailable];
    let others = [&ended[..], &lost, &refused, &[Outcome::DirectoryFault, Outcome::Internal]].concat();
    for_each_ending(&[TooYoung, Forbidden, Locked, Rights, Confidentiality], &others, |_, case| {
        assert!(case.contains(REFERENCE), "{case}");
    });
}

#[test]
fn field_to_mend_has_the_cursor() {
    let refusals = [TooShort, TooLong, Quality, InHistory, Unchanged, Unexplained, WrongCurrent];
    let others = [Outcome::NotIdentified, Outcome::WrongCaptcha, Outcome::ExpiredCaptcha];
    for_each_ending(&refusals, &others, |harness, case| {
        harness.press(Enter);
        assert!(is_between_bars(harness), "{case}");
    });
}

/// Beside the reference, in the form and on the final screen.
#[test]
fn reminder_is_never_cut() {
    let refusals = [TooShort, TooLong, Quality, QualityOrNames, InHistory, Unchanged, Unexplained];
    let lasting = [TooYoung, Forbidden, Rights, Confidentiality];
    let refusals = refusals.iter().chain(&lasting).cloned().map(Outcome::RefusedByDirectory);
    let others = [done_with(false), done_with(true), Outcome::ConnectionLostUnchanged, Outcome::Unreachable];
    let faults = [Outcome::Untrusted, Outcome::DirectoryBusy, Outcome::DirectoryFault, Outcome::Internal];
    let reminders =
        [Reminder::UsesLeft(0), Reminder::UsesLeft(12), Reminder::Unusable, Reminder::MustChange].into_iter();
    for (outcome, reminder) in refusals.chain(others).chain(faults).zip(reminders.cycle()) {
        for (language, size) in
            Language::ALL.into_iter().flat_map(|of| [USUAL, (40, 12)].map(|size| (of, size)))
        {
            let screen = after(language, size, &sent(EndReminding(outcome.clone(), reminder))).screen();
            let case = format!("{outcome:?} {reminder:?} {language:?} {size:?}:\n{screen}");
            let said = Catalogue::of(language).format(&reminder.text());
            assert!(without_blanks(&screen).contains(&without_blanks(&said)), "{case}");
            assert!(screen.contains(REFERENCE), "{case}");
        }
    }
}

/// Without bars either.
fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect::<String>().replace(['▐', '▌'], "")
}
