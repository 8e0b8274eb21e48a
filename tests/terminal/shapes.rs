//! Any size, any locale, any kind of terminal.

use std::io::Write;

use super::*;

const TOO_SMALL: &str = "Fenêtre trop petite";

fn at((columns, rows): (u16, u16)) -> Program {
    PtyHarness::sized(columns, rows).run(&["demo", "--show-captcha"])
}

#[rstest]
fn tiny_size_keeps_the_session(#[values((1, 1), (1, 24), (80, 1))] size: (u16, u16)) {
    let mut program = at(size);
    program.sent(b"\x1b[?1049h");
    program.send(b"1\x07\x07\t\x1b[200~abc\x1b[201~");
    // The bell tells that the first key came before the new size.
    program.sent(b"\x07");
    program.resize(80, 24);
    // Keys pressed unseen did nothing.
    program.expect(MENU);
    program.resize(size.0, size.1);
    program.leave();
}

#[rstest]
fn too_small_size_is_reported(#[values((39, 11), (39, 12), (40, 11))] size: (u16, u16)) {
    let program = at(size);
    program.expect_all(&[TOO_SMALL, "12 lignes"]);
    assert!(!program.screen().contains("modifier"), "{}", program.screen());
    program.leave();
}

#[rstest]
fn sufficient_size_shows_the_form(#[values((40, 12), (80, 24), (300, 100))] size: (u16, u16)) {
    let mut program = at(size);
    program.open_change();
    program.reach(b"jdupont", "jdupont");
    assert!(!program.screen().contains(TOO_SMALL));
    program.leave();
}

/// The last frame is that of a program that always had the last size.
#[rstest]
fn many_resizes_end_on_right_screen(#[values((80, 24), (120, 40), (40, 12))] size: (u16, u16)) {
    let (columns, rows) = size;
    let installation = Installation::new();
    let file = installation.configuration();
    let start = |columns, rows| {
        let mut program = PtyHarness::sized(columns, rows).run(&["--config", &file]);
        program.open_change();
        program
    };
    let mut shaken = start(80, 24);
    let shake = |program: &Program, turn: u16, least: (u16, u16)| {
        program.resize(least.0 + turn * 37 % 140, least.1 + turn * 17 % 58);
    };
    for (turn, key) in (0..).zip(b"jdupont") {
        shake(&shaken, turn, (40, 12));
        shaken.send(&[*key]);
    }
    // A window that is too small takes no keys: those above are taken first, the next one comes afterwards.
    shaken.expect("jdupont");
    (7..200).for_each(|turn| shake(&shaken, turn, (1, 1)));
    shaken.resize(columns, rows);
    shaken.expect("Identifiant");
    shaken.send(b"\t");
    let mut calm = start(columns, rows);
    calm.reach(b"jdupont\t", "jdupont");
    calm.expect("Mot de passe actuel");
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

/// A session over a few screens: menu, help, form with its image, a wrong entry, the last message.
fn tour(terminal: PtyHarness, arguments: &[&str]) -> Vec<u8> {
    let mut program = terminal.run(arguments);
    program.expect("mot de passe");
    program.reach(b"\x07", "responsable");
    program.reach(b"\x07", "modifier");
    program.reach(b"1", "Confirmation");
    // Ctrl-N has the image drawn, which a slow line leaves out until its field has the focus.
    program.send(b"\x0e");
    program.captcha();
    program.fill("jdupont");
    program.send("é«€".as_bytes());
    program.reach(b"\x13", "odifier mon");
    program.rest();
    program.send(b"\x03");
    let end = program.end();
    end.restored(&[]).code(0);
    assert!(end.said().starts_with("Vous avez quitt"), "{}", end.said());
    end.bytes
}

#[rstest]
#[case("LC_ALL", "C", &[])]
#[case("LC_ALL", "POSIX", &[])]
#[case("LANG", "fr_FR.ISO-8859-1", &[])]
#[case("LANG", "", &[])]
#[case::option("LANG", "fr_FR.UTF-8", &["--ascii"])]
fn restricted_terminal_receives_ascii(#[case] variable: &str, #[case] value: &str, #[case] option: &[&str]) {
    let arguments = [option, &["demo", "--show-captcha"]].concat();
    assert_is_ascii(&tour(PtyHarness::new().with(variable, value), &arguments));
}

#[rstest]
#[case("--motdepasse")]
#[case("--config /nulle/part.toml")]
#[case("--theme inconnu demo")]
#[case("--help")]
#[case("demo --accounts")]
fn printed_text_is_ascii_too(#[case] arguments: &str) {
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let end = PtyHarness::new().with("LC_ALL", "C").run(&arguments).end();
    assert_is_ascii(&end.bytes);
    assert!(end.bytes.len() > 60);
}

fn assert_is_ascii(bytes: &[u8]) {
    let beyond = bytes.split(|byte| *byte == b'\n').find(|line| !line.is_ascii());
    assert_eq!(beyond.map(String::from_utf8_lossy), None);
}

fn styles(bytes: &[u8]) -> Vec<String> {
    let sequences = Regex::new(r"\x1b\[([0-9;]*)m").unwrap();
    sequences.captures_iter(&String::from_utf8_lossy(bytes)).map(|found| found[1].to_owned()).collect()
}

fn is_colour(style: &str) -> bool {
    let numbers = style.split(';').map(|number| number.parse().unwrap_or(0));
    numbers.into_iter().any(|number: u32| matches!(number, 30..=49 | 90..=107))
}

#[rstest]
#[case("linux", &[], ColourDepth::Sixteen)]
#[case("vt100", &[], ColourDepth::None)]
#[case("xterm", &[], ColourDepth::Sixteen)]
#[case("xterm-256color", &[], ColourDepth::TwoFiftySix)]
#[case("xterm-256color", &[("COLORTERM", "truecolor")], ColourDepth::TrueColour)]
#[case("xterm-256color", &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], ColourDepth::None)]
fn colours_fit_the_terminal(#[case] term: &str, #[case] more: &[(&str, &str)], #[case] depth: ColourDepth) {
    let terminal = PtyHarness::new().with("TERM", term);
    let terminal = more.iter().fold(terminal, |terminal, (name, value)| terminal.with(name, value));
    let mut theme = tempfile::NamedTempFile::new().unwrap();
    theme.write_all(b"accent = { fg = \"#5f87ff\" }\n").unwrap();
    let bytes = tour(terminal, &["--theme", theme.path().to_str().unwrap(), "demo", "--show-captcha"]);
    let styles = styles(&bytes);
    let has = |part: &str| styles.iter().any(|style| style.contains(part));
    let seen = if has("38;2;") || has("48;2;") {
        ColourDepth::TrueColour
    } else if has("38;5;") || has("48;5;") {
        ColourDepth::TwoFiftySix
    } else if styles.iter().any(|style| is_colour(style)) {
        ColourDepth::Sixteen
    } else {
        ColourDepth::None
    };
    assert_eq!(seen, depth, "{styles:?}");
    assert!(!styles.is_empty(), "no style at all");
    if term == "linux" {
        assert!(!contains(&bytes, "✓".as_bytes()) && contains(&bytes, "é".as_bytes()));
    }
}
