//! The digits, symbols and capitals that people add to a word.

use rand::RngExt;
use rand::rngs::StdRng;

use crate::attack::with_first_capital;

/// Symbols, and how many of a hundred take each. The rest takes any other.
const SYMBOLS: [(&str, u32); 19] = [
    ("!", 40),
    (".", 9),
    ("*", 8),
    ("?", 7),
    ("@", 6),
    ("$", 6),
    ("-", 3),
    ("_", 3),
    ("#", 3),
    ("+", 2),
    ("&", 2),
    ("/", 1),
    ("=", 1),
    ("%", 1),
    (";", 1),
    (",", 1),
    ("!!", 2),
    ("**", 1),
    ("..", 1),
];
const OTHERS: &[u8] = b"\"'()<>[]{}|~^:`\\";
const SEPARATORS: [&str; 9] = ["-", "_", ".", "-", "&", "+", "@", "/", "*"];
const USUAL_RUNS: [(&str, u32); 14] = [
    ("123", 12),
    ("1234", 6),
    ("12345", 3),
    ("1", 5),
    ("01", 4),
    ("12", 3),
    ("123456", 2),
    ("007", 1),
    ("2", 2),
    ("00", 2),
    ("69", 1),
    ("111", 1),
    ("000", 1),
    ("321", 1),
];

pub fn symbol(rng: &mut StdRng) -> String {
    let drawn = rng.random_range(0..100);
    match of_hundred(&SYMBOLS, drawn) {
        Some(symbol) => symbol.to_owned(),
        None => char::from(OTHERS[rng.random_range(0..OTHERS.len())]).to_string(),
    }
}

fn of_hundred<'text>(shares: &[(&'text str, u32)], mut drawn: u32) -> Option<&'text str> {
    let found = shares.iter().find(|(_, share)| match drawn.checked_sub(*share) {
        None => true,
        Some(rest) => {
            drawn = rest;
            false
        }
    });
    found.map(|(text, _)| *text)
}

/// A sign between two words, or nothing, with that share.
pub fn separator(rng: &mut StdRng, share_of_none: f64) -> &'static str {
    if rng.random_bool(share_of_none) { "" } else { SEPARATORS[rng.random_range(0..SEPARATORS.len())] }
}

pub fn year(rng: &mut StdRng) -> String {
    if rng.random_bool(0.5) { rng.random_range(2015..=2026) } else { rng.random_range(1950..=2012) }
        .to_string()
}

/// A birth date or another day.
pub fn date(rng: &mut StdRng) -> String {
    let (day, month, year) =
        (rng.random_range(1..=28), rng.random_range(1..=12), rng.random_range(1955..=2018));
    match rng.random_range(0..10) {
        0..4 => format!("{day:02}{month:02}"),
        4..7 => format!("{day:02}{month:02}{:02}", year % 100),
        _ => format!("{day:02}{month:02}{year}"),
    }
}

pub fn digits(rng: &mut StdRng) -> String {
    match rng.random_range(0..100) {
        0..30 => year(rng),
        30..45 => format!("{:02}", rng.random_range(1..=95)),
        45..56 => date(rng),
        56..90 => {
            let drawn = rng.random_range(0..44);
            of_hundred(&USUAL_RUNS, drawn).unwrap_or("1").to_owned()
        }
        _ => {
            let length = rng.random_range(1..=5);
            (0..length).map(|_| char::from(rng.random_range(b'0'..=b'9'))).collect()
        }
    }
}

/// Few digits, after two words.
pub fn few_digits(rng: &mut StdRng) -> String {
    match rng.random_range(0..10) {
        0..4 => rng.random_range(1..=9).to_string(),
        4..7 => format!("{:02}", rng.random_range(1..=99)),
        _ => digits(rng),
    }
}

/// 86 of a hundred begin with a capital.
pub fn capital(word: &str, rng: &mut StdRng) -> String {
    let at = |place: usize| {
        let mut text = word.to_owned();
        if let Some(letter) = text.get_mut(place..=place) {
            letter.make_ascii_uppercase();
        }
        text
    };
    match rng.random_range(0..100) {
        0..86 => with_first_capital(word),
        86..91 => at(word.len() - 1),
        91..96 => at(rng.random_range(0..word.len())),
        _ => word.chars().map(|c| if rng.random_bool(0.4) { c.to_ascii_uppercase() } else { c }).collect(),
    }
}

/// Two of three give a later word a capital too.
pub fn second_capital(word: &str, rng: &mut StdRng) -> String {
    if rng.random_bool(0.67) { with_first_capital(word) } else { word.to_owned() }
}

/// Fills a password that is too short as people do: the last sign again, a run of digits, or one sign after another.
pub fn padded(mut password: String, length: usize, rng: &mut StdRng) -> String {
    let missing = length.saturating_sub(password.len());
    let last = password.chars().last().unwrap_or('1');
    match rng.random_range(0..10) {
        _ if missing == 0 => (),
        0..4 => password.extend(std::iter::repeat_n(last, missing)),
        4..8 => password.extend("1234567890".chars().cycle().take(missing)),
        _ => {
            while password.len() < length {
                password += &symbol(rng);
            }
        }
    }
    password
}
