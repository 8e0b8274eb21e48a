//! Any size, any locale, any kind of terminal.

use rstest::rstest;

use crate::installation::Installation;
use crate::pty::{MENU, Program, PtyHarness, contains};
use crate::{DONE, NEW, OLD};

const TOO_SMALL: &str = "Fenêtre trop petite";

fn at((columns, rows): (u16, u16)) -> Program {
    PtyHarness::sized(columns, rows).run(&["demo", "--show-captcha"])
}

/// Leaves any screen.
fn leave(mut program: Program) {
    program.send(b"\x03");
    program.wait_for_its_end();
}

#[rstest]
fn tiny_size_keeps_the_session(#[values((1, 1), (1, 24), (80, 1))] size: (u16, u16)) {
    let mut program = at(size);
    program.sent(b"\x1b[?1049h");
    program.send(b"1\x07\x07\t\x1b[200~abc\x1b[201~");
    program.resize(80, 24);
    program.expect("Mot de passe actuel");
    program.resize(size.0, size.1);
    leave(program);
}

#[rstest]
fn too_small_size_is_reported(#[values((39, 11), (39, 12), (40, 11))] size: (u16, u16)) {
    let program = at(size);
    program.expect_all(&[TOO_SMALL, "12 lignes"]);
    assert!(!program.screen().contains("modifier"), "{}", program.screen());
    leave(program);
}

#[rstest]
fn sufficient_size_shows_the_form(#[values((40, 12), (80, 24), (300, 100))] size: (u16, u16)) {
    let mut program = at(size);
    program.open_change();
    program.press(b"jdupont", "jdupont");
    assert!(!program.screen().contains(TOO_SMALL));
    leave(program);
}

/// The last frame is that of a program that always had the last size.
#[rstest]
fn many_resizes_end_on_right_screen(#[values((80, 24), (120, 40), (40, 12))] size: (u16, u16)) {
    let installation = Installation::new();
    let file = installation.configuration();
    let start = |(columns, rows)| {
        let mut program = PtyHarness::sized(columns, rows).run(&["--config", &file]);
        program.open_change();
        program
    };
    let mut shaken = start((80, 24));
    for (turn, key) in (0..200_u16).zip(b"jdupont".iter().map(Some).chain(std::iter::repeat(None))) {
        shaken.resize(1 + turn * 37 % 180, 1 + turn * 17 % 70);
        if let Some(key) = key {
            shaken.send(&[*key]);
        }
    }
    shaken.send(b"\t");
    shaken.resize(size.0, size.1);
    let mut calm = start(size);
    calm.send(b"jdupont\t");
    calm.expect_all(&["jdupont", "▸ Mot de passe actuel"]);
    shaken.expect_screen_of(&calm);
    shaken.send(b"\x03");
    shaken.end().given_back().code(0);
}

/// A person drags the corner of the window from the first field to the outcome.
#[test]
fn change_succeeds_during_resizes() {
    let installation = Installation::new();
    let mut program = PtyHarness::new().run(&["--config", &installation.configuration()]);
    let shake = |program: &Program, seed: u16| {
        for turn in 0..20 {
            program.resize(1 + (seed + turn) * 31 % 170, 1 + (seed + turn) * 13 % 60);
        }
    };
    program.expect(MENU);
    program.send(b"1");
    shake(&program, 7);
    for field in ["jdupont", OLD, NEW, NEW] {
        program.fill(field);
        shake(&program, 11);
    }
    program.send(b"\x13");
    shake(&program, 23);
    program.resize(100, 30);
    program.expect(DONE);
    program.resize(80, 24);
    program.expect("30 minutes");
    program.send(b"\r");
    program.end().given_back().code(0);
}

/// A session over a few screens: menu, help, form with its image, a wrong entry, the farewell.
fn tour(terminal: PtyHarness, arguments: &[&str]) -> Vec<u8> {
    let mut program = terminal.run(arguments);
    for (screen, key) in [("mot de passe", b"\x07"), ("rectorat", b"\x07"), ("modifier", b"1")] {
        program.expect(screen);
        program.send(key);
    }
    program.expect("Confirmation");
    // On a slow line the image is drawn only on request.
    program.send(b"\x0e");
    program.captcha();
    program.fill("jdupont");
    program.send("é«€".as_bytes());
    program.press(b"\x13", "odifier mon");
    program.rest();
    program.send(b"\x03");
    let end = program.end();
    end.restored(&[]).code(0);
    assert!(end.said().starts_with("Vous avez quitt"), "{}", end.said());
    end.bytes
}

#[rstest]
fn terminal_without_utf8_receives_ascii(
    #[values("LC_ALL=C", "LC_ALL=POSIX", "LANG=fr_FR.ISO-8859-1", "LANG=")] variable: &str,
) {
    let locale = variable.split_once('=').unwrap();
    assert_is_ascii(&tour(PtyHarness::new().with(locale.0, locale.1), &["demo", "--show-captcha"]));
}

#[test]
fn ascii_option_restricts_to_ascii() {
    assert_is_ascii(&tour(PtyHarness::new(), &["--ascii", "demo", "--show-captcha"]));
}

#[rstest]
#[case(&["--motdepasse"])]
#[case(&["--config", "/nulle/part.toml"])]
#[case(&["--theme", "inconnu", "demo"])]
#[case(&["--help"])]
#[case(&["demo", "--accounts"])]
fn printed_text_is_ascii_too(#[case] arguments: &[&str]) {
    let end = PtyHarness::new().with("LC_ALL", "C").run(arguments).end();
    assert_is_ascii(&end.bytes);
    assert!(end.bytes.len() > 60);
}

fn assert_is_ascii(bytes: &[u8]) {
    let beyond = bytes.iter().position(|byte| !byte.is_ascii());
    let around = beyond.map(|at| &bytes[at.saturating_sub(80)..bytes.len().min(at + 80)]);
    assert_eq!(around.map(String::from_utf8_lossy), None);
}

/// Parameters of every SGR of a stream.
fn styles(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let parameters = text.split("\x1b[").skip(1).filter_map(|sequence| Some(sequence.split_once('m')?.0));
    let is_sgr = |text: &&str| text.chars().all(|sign| sign.is_ascii_digit() || sign == ';');
    parameters.filter(is_sgr).map(str::to_owned).collect()
}

fn is_colour(style: &str) -> bool {
    let numbers = style.split(';').map(|number| number.parse().unwrap_or(0));
    numbers.into_iter().any(|number: u32| matches!(number, 30..=49 | 90..=107))
}

#[rstest]
#[case("linux", &[], Some("16"))]
#[case("vt100", &[], None)]
#[case("xterm", &[], Some("16"))]
#[case("xterm-256color", &[], Some("256"))]
#[case("xterm-256color", &[("COLORTERM", "truecolor")], Some("24 bits"))]
#[case("xterm-256color", &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], None)]
fn colours_fit_the_terminal(#[case] term: &str, #[case] more: &[(&str, &str)], #[case] depth: Option<&str>) {
    let mut terminal = PtyHarness::new().with("TERM", term);
    for (name, value) in more {
        terminal = terminal.with(name, value);
    }
    // A theme of 24 bits.
    let bytes = tour(terminal, &["--theme", "sombre", "demo", "--show-captcha"]);
    let styles = styles(&bytes);
    let has = |parts: [&str; 2]| styles.iter().any(|style| parts.iter().any(|part| style.contains(part)));
    let seen =
        [has(["38;2;", "48;2;"]), has(["38;5;", "48;5;"]), styles.iter().any(|style| is_colour(style))];
    let richest = seen.iter().position(|seen| *seen);
    assert_eq!(richest.map(|at| ["24 bits", "256", "16"][at]), depth, "{styles:?}");
    assert!(!styles.is_empty(), "no style at all");
    if term == "linux" {
        assert!(!contains(&bytes, "✓".as_bytes()) && contains(&bytes, "é".as_bytes()));
    }
}
