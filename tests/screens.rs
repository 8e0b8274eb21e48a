//! Every screen, at every size that is promised, in both languages: read the snapshots as a person would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/stage.rs"]
mod stage;

use std::collections::HashSet;
use std::time::Duration;

use crossterm::event::KeyCode;
use mamamia::account::{Done, Outcome, Target};
use mamamia::app::{FieldId, Message, TimerKind};
use mamamia::assembly::{SessionOptions, testing};
use mamamia::i18n::Language;
use mamamia::terminal::Charset;
use stage::{LONGEST_PHRASE, Stage};

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (60, 18), (40, 12)];
const CHANGE: [&str; 4] =
    ["jdupont", "Ancien-Mdp-2026", "pivot-Bruine8-lampadaire", "pivot-Bruine8-lampadaire"];
const RESET: [&str; 5] = ["jdupont", "16E9912345ABC", "14071975", "Vert-pivot", "Vert"];

fn done_with(after_connection_loss: bool) -> Outcome {
    Outcome::Done(Done {
        targets: vec![Target { name: Target::DIRECTORY, after_connection_loss }],
        head_office: true,
        effective_within: Duration::from_secs(1800),
    })
}

/// One snapshot a screen: all sizes, both languages.
fn snapshot(name: &str, act: impl Fn(&mut Stage)) {
    let mut all = String::new();
    for language in Language::ALL {
        for size in SIZES {
            let mut stage = Stage::new(language, size);
            act(&mut stage);
            all.push_str(&format!("== {language:?} {}x{} {}\n", size.0, size.1, stage.screen()));
        }
    }
    insta::assert_snapshot!(name, all);
}

fn sent(stage: &mut Stage) -> &mut Stage {
    stage.press(KeyCode::Char('1')).fill(&CHANGE).write("ACDEF").ctrl('s')
}

/// Every field is filled, and the image copied by half.
fn half_copied(stage: &mut Stage) {
    stage.press(KeyCode::Enter).fill(&CHANGE).write("AC");
}

#[test]
fn menu() {
    snapshot("menu", |_| {});
}

#[test]
fn change_empty() {
    snapshot("change_empty", |stage| {
        stage.press(KeyCode::Enter);
    });
}

#[test]
fn change_filled() {
    snapshot("change_filled", |stage| {
        stage.press(KeyCode::Enter).fill(&CHANGE[..3]).write("pivot");
    });
}

#[test]
fn change_captcha() {
    snapshot("change_captcha", half_copied);
}

#[test]
fn proposal() {
    snapshot("proposal", |stage| {
        stage.press(KeyCode::Enter).fill(&CHANGE[..2]).press(KeyCode::F(4));
    });
}

#[test]
fn proposal_of_characters() {
    snapshot("proposal_characters", |stage| {
        stage.press(KeyCode::Char('2')).fill(&RESET[..3]).press(KeyCode::F(4)).ctrl('p');
    });
}

#[test]
fn every_broken_rule() {
    snapshot("every_broken_rule", |stage| {
        stage.press(KeyCode::Char('2')).fill(&["jdupont", "16E9912345ABC", "14071975", "dupont1975"]);
    });
}

/// Whatever is drawn, at every size, all of a proposal is there.
#[test]
fn a_proposal_is_shown_whole() {
    for size in SIZES {
        let mut stage = Stage::new(Language::French, size);
        stage.press(KeyCode::Enter).fill(&CHANGE[..2]).press(KeyCode::F(4));
        let screen: String = stage.screen().split_whitespace().collect();
        assert!(screen.contains(LONGEST_PHRASE), "{}", stage.screen());
        assert!(screen.contains("58bits"), "{}", stage.screen());
    }
}

#[test]
fn reset_filled() {
    snapshot("reset_filled", |stage| {
        stage.press(KeyCode::Char('2')).fill(&RESET[..3]).write("Vert-pivot");
    });
}

#[test]
fn reset_with_faults() {
    snapshot("reset_faults", |stage| {
        stage
            .press(KeyCode::Char('2'))
            .fill(&["jdupont@ac", "16E991234ABC", "31021975", "abc", "abd"])
            .ctrl('s');
    });
}

#[test]
fn sending() {
    snapshot("sending", |stage| {
        sent(stage).run_out(|kind| kind == TimerKind::SlowNotice);
    });
}

fn without_image(stage: &mut Stage) -> &mut Stage {
    stage.press(KeyCode::Char('1')).fill(&CHANGE).press(KeyCode::F(6))
}

#[test]
fn image_waived() {
    snapshot("image_waived", |stage| {
        without_image(stage);
    });
}

#[test]
fn held() {
    snapshot("held", |stage| {
        without_image(stage).ctrl('s').run_out(|kind| kind == TimerKind::DelayTick);
    });
}

#[test]
fn too_many_waits() {
    snapshot("too_many_waits", |stage| {
        without_image(stage).ctrl('s').end(Outcome::TooManyDelays);
    });
}

#[test]
fn not_identified() {
    snapshot("not_identified", |stage| {
        sent(stage).end(Outcome::NotIdentified);
    });
}

#[test]
fn wrong_captcha() {
    snapshot("wrong_captcha", |stage| {
        sent(stage).end(Outcome::WrongCaptcha);
    });
}

#[test]
fn done() {
    snapshot("done", |stage| {
        sent(stage).end(done_with(false));
    });
}

#[test]
fn failed() {
    snapshot("failed", |stage| {
        sent(stage).end(Outcome::ConnectionLostUnknown);
    });
}

#[test]
fn help() {
    snapshot("help", |stage| {
        stage.press(KeyCode::Enter).press(KeyCode::F(1));
    });
}

#[test]
fn ascii() {
    let mut all = String::new();
    for act in [|_: &mut Stage| {}, half_copied] {
        let mut origin = testing::origin();
        origin.terminal.charset = Charset::Ascii;
        let mut stage = Stage::with(&testing::config(), &origin, &SessionOptions::default(), (80, 24));
        act(&mut stage);
        all.push_str(&stage.screen());
    }
    insta::assert_snapshot!("ascii", all);
}

#[test]
fn lean() {
    let mut all = String::new();
    for size in SIZES {
        for act in [
            |_: &mut Stage| {},
            |stage: &mut Stage| {
                stage.press(KeyCode::Char('2'));
            },
            half_copied,
            |stage: &mut Stage| {
                sent(stage).end(done_with(false));
            },
            |stage: &mut Stage| {
                sent(stage).end(Outcome::WrongCaptcha);
            },
        ] {
            let mut stage = Stage::lean(Language::French, size);
            act(&mut stage);
            all.push_str(&format!("== {}x{} {}\n", size.0, size.1, stage.screen()));
        }
    }
    insta::assert_snapshot!("lean", all);
}

#[test]
fn redefining_that_is_not_offered_says_so() {
    let closed = testing::config_with(|config| config.directory.service = None);
    let screen = Stage::with(&closed, &testing::origin(), &SessionOptions::default(), (80, 24)).screen();
    assert!(screen.contains("Non proposé ici"), "{screen}");
}

#[test]
fn nothing_is_cut_at_80_by_24() {
    let mut stage = Stage::new(Language::French, (80, 24));
    stage.press(KeyCode::Char('2'));
    let screen = stage.screen();
    for text in [
        "Identifiant",
        "Numen ou nº extérieur",
        "Date de naissance",
        "Nouveau mot de passe",
        "Confirmation",
        "Recopiez le texte qui apparaît sur l'image",
        "[ Enregistrer ]",
        "Je connais mon mot de passe",
        "12 caractères",
        "caractère spécial",
        "aide",
        "F6 sans image",
    ] {
        assert!(screen.contains(text), "« {text} » is missing:\n{screen}");
    }
}

#[test]
fn the_cursor_is_on_the_focus() {
    let mut stage = Stage::new(Language::French, (80, 24));
    stage.press(KeyCode::Char('1'));
    let mut seen = HashSet::new();
    for _ in 0..7 {
        let screen = stage.screen();
        let row = screen.lines().skip(1).position(|row| row.contains('▸')).unwrap();
        let (_, cursor) = stage.draw();
        assert_eq!(usize::from(cursor.y), row, "{screen}");
        assert!(seen.insert(cursor), "the cursor did not move:\n{screen}");
        stage.press(KeyCode::Tab);
    }
}

#[test]
fn a_masked_secret_is_not_in_the_buffer_and_a_revealed_one_is() {
    let mut stage = Stage::new(Language::French, (80, 24));
    stage.press(KeyCode::Char('2')).fill(&RESET);
    stage.focus(FieldId::Number);
    for secret in [RESET[1], RESET[2], "14/07/1975", RESET[3], RESET[4]] {
        assert!(!stage.screen().contains(secret));
    }
    stage.press(KeyCode::F(2));
    assert!(stage.screen().contains("16E9912345ABC") && !stage.screen().contains("Vert"));
    stage.run_out(|kind| kind == TimerKind::Mask);
    assert!(!stage.screen().contains("16E9912345ABC"));
}

/// Whoever took a proposal and asks to see it, sees it.
#[test]
fn a_password_that_is_shown_takes_the_place_of_its_gauge() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = Stage::new(Language::French, size);
        stage.press(KeyCode::Enter).fill(&CHANGE[..2]).press(KeyCode::F(4)).press(KeyCode::Enter);
        stage.focus(FieldId::New);
        let masked = stage.screen();
        stage.press(KeyCode::F(2));
        assert!(stage.screen().contains(LONGEST_PHRASE), "{}", stage.screen());
        stage.run_out(|kind| kind == TimerKind::Mask);
        assert_eq!(stage.screen(), masked);
    }
}

#[test]
fn no_size_breaks_the_drawing() {
    let acts: [fn(&mut Stage); 4] = [
        |_| {},
        |stage| {
            stage.press(KeyCode::Char('2')).fill(&RESET).write("AC");
        },
        |stage| {
            sent(stage).end(Outcome::NotIdentified);
        },
        |stage| {
            without_image(stage).ctrl('s');
        },
    ];
    for act in acts {
        let mut stage = Stage::new(Language::French, (80, 24));
        act(&mut stage);
        for columns in (1..=200).step_by(3) {
            for rows in [1, 2, 3, 5, 8, 11, 12, 13, 17, 18, 24, 30, 60] {
                stage.send(Message::Resized(columns, rows));
                let (_, cursor) = stage.draw();
                assert!(cursor.x < columns && cursor.y < rows, "{columns}x{rows}");
            }
        }
    }
}

#[test]
fn below_the_smallest_size_one_sentence_says_so() {
    for size in [(39, 24), (80, 11), (20, 4)] {
        assert!(Stage::new(Language::French, size).screen().replace('\n', " ").contains("trop petite"));
    }
}

#[test]
fn moving_the_focus_changes_few_cells() {
    let mut stage = Stage::new(Language::French, (80, 24));
    stage.press(KeyCode::Char('1'));
    for _ in 0..6 {
        let (before, _) = stage.draw();
        stage.press(KeyCode::Tab);
        let (after, _) = stage.draw();
        assert_eq!(before.diff(&after).len(), 2, "the mark leaves one row and comes to another");
    }
}

#[test]
fn an_ending_is_never_cut() {
    use mamamia::account::RefusalReason::*;
    let refusals = [TooYoung, Forbidden, Locked, Rights, Confidentiality].map(Outcome::RefusedByDirectory);
    let others = [
        done_with(false),
        done_with(true),
        Outcome::LockedByAdministrator,
        Outcome::ConnectionLostUnchanged,
        Outcome::ConnectionLostUnknown,
        Outcome::NotVerified,
        Outcome::Unreachable,
        Outcome::TooSlow,
        Outcome::Untrusted,
        Outcome::ServiceRefused,
        Outcome::ResetUnavailable,
        Outcome::DirectoryFault,
        Outcome::Internal,
    ];
    let mut cut = Vec::new();
    for outcome in refusals.into_iter().chain(others) {
        for language in Language::ALL {
            for size in SIZES {
                let mut stage = Stage::new(language, size);
                let screen = sent(&mut stage).end(outcome.clone()).screen();
                if !screen.contains("K7M4-QXR") {
                    cut.push(format!("{outcome:?} {language:?} {size:?}:\n{screen}"));
                }
            }
        }
    }
    assert!(cut.is_empty(), "{}", cut.join("\n"));
}

#[test]
fn after_a_refusal_the_field_to_mend_is_seen_with_the_cursor_on_it() {
    use mamamia::account::RefusalReason::*;
    let refusals = [TooShort, TooLong, Quality, InHistory, Unchanged, Unexplained, WrongCurrent];
    let refusals = refusals.map(Outcome::RefusedByDirectory).into_iter();
    for outcome in refusals.chain([Outcome::NotIdentified, Outcome::WrongCaptcha, Outcome::ExpiredCaptcha]) {
        for language in Language::ALL {
            for size in SIZES {
                let mut stage = Stage::new(language, size);
                let screen = sent(&mut stage).end(outcome.clone()).screen();
                let focus = screen.lines().skip(1).position(|row| row.contains('▸'));
                let (_, cursor) = stage.draw();
                let row = Some(usize::from(cursor.y));
                assert_eq!(row, focus, "{outcome:?} {language:?} {size:?}:\n{screen}");
            }
        }
    }
}
