//! The targets: each reader of bytes that somebody else wrote. A target returns a word on how it read them; bytes that
//! give a new word are worth keeping.

use std::path::Path;

use mamamia::config::Config;
use mamamia::demo::load_ldif;
use mamamia::directory::ldap::fuzzing;
use mamamia::password::breach::{read_header, seal_again};
use mamamia::terminal::{Decoder, InputEvent};
use mamamia::ui::Theme;

pub type Target = fn(&[u8]) -> String;

pub const TARGETS: &[(&str, Target)] = &[
    ("decoder", decoder),
    ("gate", fuzzing::gate),
    ("ppolicy", fuzzing::policy),
    ("ldif", ldif),
    ("config", config),
    ("theme", theme),
    ("breach", breach),
];

/// The bytes of a terminal, in one read and in two: the events are the same.
pub fn decoder(bytes: &[u8]) -> String {
    let whole = events(&[bytes]);
    let cut = bytes.first().map_or(0, |at| usize::from(*at) % (bytes.len() + 1));
    let halves = bytes.split_at(cut);
    let split = events(&[halves.0, halves.1]);
    // A read with bytes without a meaning reports it once, two reads may do so twice.
    let keys = |events: &str| events.replace('?', "");
    assert_eq!(keys(&whole), keys(&split), "a read that ends elsewhere gives other events");
    whole.chars().take(24).collect()
}

fn events(reads: &[&[u8]]) -> String {
    let mut decoder = Decoder::default();
    let mut events: Vec<_> = reads.iter().flat_map(|read| decoder.feed(read)).collect();
    while decoder.pending().is_some() {
        events.extend(decoder.expire());
    }
    events.iter().map(kind).collect()
}

fn kind(event: &InputEvent) -> char {
    match event {
        InputEvent::Key(key) if key.code.as_char().is_some() => 'c',
        InputEvent::Key(_) => 'k',
        InputEvent::Paste(text) if text.is_empty() => 'e',
        InputEvent::Paste(_) => 'p',
        _ => '?',
    }
}

pub fn ldif(bytes: &[u8]) -> String {
    match load_ldif(&String::from_utf8_lossy(bytes)) {
        Ok(entries) => format!("{}", entries.min(9)),
        Err(error) => format!("{} {:?}", error.line.min(40), error.fault),
    }
}

pub fn config(bytes: &[u8]) -> String {
    match Config::parse(&String::from_utf8_lossy(bytes), Path::new("fuzz.toml")) {
        Ok(_) => "accepted".into(),
        Err(faults) => faults.iter().take(3).map(|fault| format!("{} ", fault.key)).collect(),
    }
}

pub fn theme(bytes: &[u8]) -> String {
    match Theme::parse("fuzz", &String::from_utf8_lossy(bytes)) {
        Ok(_) => "accepted".into(),
        Err(fault) => fault.to_string().chars().filter(|sign| !sign.is_numeric()).take(40).collect(),
    }
}

/// As they are, then with the digest that they should have.
pub fn breach(bytes: &[u8]) -> String {
    let mut sealed = bytes.to_vec();
    seal_again(&mut sealed);
    let word = |file: &[u8]| match read_header(file) {
        Ok(facts) => format!("{:?}", facts.kind),
        Err(error) => format!("{error:?}").chars().take(10).collect(),
    };
    format!("{} {}", word(bytes), word(&sealed))
}
