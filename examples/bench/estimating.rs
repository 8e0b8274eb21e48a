//! Estimating one password, and drawing one image.

use std::io::Write;
use std::time::{Duration, Instant};

use mamamia::captcha::{CaptchaPainter, PictureForm, system_rng};
use mamamia::password::SecretText;
use mamamia::password::strength::{self, Context};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::means::{Durations, milliseconds, ms};
use crate::table::{Table, held};

/// Every symbol that zxcvbn undoes: `4` for a, `(` for c…
pub const DENSE: &str = "4@8({[<3690!1|7+$5%2";

const WORDS: [&str; 24] = [
    "soleil",
    "rentree",
    "Toulouse",
    "cheval",
    "lampadaire",
    "bruine",
    "pivot",
    "socle",
    "doudou",
    "camille",
    "professeur",
    "vacances",
    "printemps",
    "motdepasse",
    "bonjour",
    "marseille",
    "chouette",
    "montagne",
    "violette",
    "pommier",
    "tableau",
    "craie",
    "cartable",
    "récréation",
];
const ORDINARY: usize = 2000;

pub fn report(out: &mut dyn Write) -> anyhow::Result<()> {
    let context = Context::default().with_login("jdupont").with_name("Académie de Toulouse");
    let ordinary = ordinary_passwords(&mut StdRng::seed_from_u64(2026));
    // The first estimate builds tables.
    let first = estimate(&["azertyuiop".to_owned()], &context)?.longest();
    let ordinary = estimate(&ordinary, &context)?;

    let mut table = Table::new(
        "Estimating a password (on a worker: no key waits for it)",
        &["", "asked", "measured", "held"],
    );
    table.row(["the first of a process".to_owned(), String::new(), ms(first), String::new()]);
    let bounds = [("median", ordinary.median(), 1.0), ("p99", ordinary.p99(), 5.0)];
    for (what, measured, bound) in bounds {
        table.row([
            format!("{} ordinary ones up to 64 characters, {what}", ordinary.count()),
            format!("< {bound} ms"),
            ms(measured),
            held(milliseconds(measured), bound).to_owned(),
        ]);
    }
    let mut worst = ("", Duration::ZERO);
    for (what, password) in hostile_passwords() {
        let median = estimate(&vec![password; 5], &context)?.median();
        if median > worst.1 {
            worst = (what, median);
        }
        table.row([format!("hostile: {what}"), String::new(), ms(median), String::new()]);
    }
    table.row([
        format!("the worst: {}", worst.0),
        "< 300 ms".to_owned(),
        ms(worst.1),
        held(milliseconds(worst.1), 300.0).to_owned(),
    ]);
    table.print(out)?;
    images(out)
}

fn estimate(passwords: &[String], context: &Context) -> anyhow::Result<Durations> {
    let mut durations = Vec::with_capacity(passwords.len());
    for password in passwords {
        let password = SecretText::from_text(password).map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
        let started = Instant::now();
        std::hint::black_box(strength::estimate(&password, context));
        durations.push(started.elapsed());
    }
    Ok(Durations::new(durations))
}

/// Passwords as people and generators make them; the same in every run.
fn ordinary_passwords(rng: &mut StdRng) -> Vec<String> {
    let mut passwords = Vec::with_capacity(ORDINARY);
    while passwords.len() < ORDINARY {
        let mut word = || WORDS.choose(rng).copied().unwrap_or_default();
        let (one, two, three, four, five) = (word(), word(), word(), word(), word());
        let (number, kind) = (rng.random_range(0..2100), rng.random_range(0..6));
        let password = match kind {
            0 => format!("{one}{number}!"),
            1 => format!("{one}-{two}.{number}"),
            2 => format!("{one} {two} {three} {four} {number}?"),
            3 => format!("{one}-{two}-{three}-{four}-{five}-{number}A!"),
            4 => random(rng, 12, 20),
            _ => random(rng, 20, 64),
        };
        passwords.push(password.chars().take(64).collect());
    }
    passwords
}

fn random(rng: &mut StdRng, least: usize, most: usize) -> String {
    let length = rng.random_range(least..=most);
    (0..length).map(|_| char::from(rng.random_range(b'!'..=b'~'))).collect()
}

fn hostile_passwords() -> Vec<(&'static str, String)> {
    let mut rng = StdRng::seed_from_u64(7);
    let symbols: Vec<char> = DENSE.chars().collect();
    let scattered = (0..100).filter_map(|_| symbols.choose(&mut rng)).collect();
    vec![
        ("32 symbols that stand for letters, repeated", DENSE.repeat(5).chars().take(32).collect()),
        ("100 of them", DENSE.repeat(5)),
        ("128 of them", DENSE.repeat(7).chars().take(128).collect()),
        ("100 of them at random", scattered),
        ("128 times a", "a".repeat(128)),
        ("64 times ab", "ab".repeat(64)),
        ("128 digits", "1234567890".repeat(13).chars().take(128).collect()),
    ]
}

fn images(out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = Table::new("Drawing an image (on a worker)", &["", "median", "p99", "longest"]);
    let started = Instant::now();
    let painter = CaptchaPainter::new()?;
    let prepared = started.elapsed();
    let mut rng = system_rng()?;
    for (name, form) in [("quadrants", PictureForm::Quadrants), ("ASCII", PictureForm::Ascii)] {
        let mut durations = Vec::new();
        for _ in 0..300 {
            let started = Instant::now();
            std::hint::black_box(painter.draw(form, &mut rng));
            durations.push(started.elapsed());
        }
        let durations = Durations::new(durations);
        table.row([name.to_owned(), ms(durations.median()), ms(durations.p99()), ms(durations.longest())]);
    }
    table.note(format!("The painter is prepared once a process: {}.", ms(prepared)));
    table.print(out)?;
    Ok(())
}
