//! The word lists of the strength estimator, as finite state maps that the program reads in place (`docs/word-lists.md`).
//!
//! A list is a text: blanks separate words, a hyphen within a word stands for what may be between its parts, a line that
//! begins with `#` is a remark, one that begins with `@` begins the next band of frequency. A word costs an attacker the
//! middle rank of its band. In `phrases.txt` each line is one phrase. A commune is followed by its departments.

#[path = "../src/password/known/fold.rs"]
mod fold;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Where the lists stand.
const FOLDER: &str = "src/password/strength/words";
/// The words of proposed passwords, which an attacker has.
const PROPOSED: &str = "src/password/generate/words.txt";
const LANGUAGES: [&str; 8] =
    ["english", "spanish", "portuguese", "italian", "german", "arabic", "turkish", "regional"];
/// The lists of French words.
const FRENCH: [&str; 5] = ["small", "school", "culture", "nouns", "others"];

/// Steps of a decade in the costs of the maps.
const STEPS: f64 = 16.0;
/// The place of the source, above the cost of seven bits.
const COST_BITS: u32 = 7;
/// The place of the cost of a commune, above its department of seven bits.
const DEPARTMENT_BITS: u32 = 7;
/// Decades that a word of another language costs on top of its rank.
const OTHER_LANGUAGE: f64 = 0.5;
/// Phrases are tried after the usual passwords.
const FIRST_PHRASE: usize = 50;

/// The sources of a word in `words.fst`, as `ListKind::source` of the program reads them.
const PASSWORD: u64 = 0;
const WORD: u64 = 1;
const PHRASE: u64 = 2;

type Words = BTreeMap<Vec<u8>, u64>;

/// Writes `first_names.fst`, `surnames.fst`, `communes.fst` and `words.fst`.
pub fn write() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed={PROPOSED}");
    println!("cargo::rerun-if-changed=src/password/known/fold.rs");
    for name in ["first_names", "surnames"] {
        let mut names = Words::new();
        for (rank, word) in ranked(&read(name)?) {
            add(&mut names, key(&word), cost(rank));
        }
        save(name, &names)?;
    }
    save("communes", &communes(&read("communes")?)?)?;
    save("words", &words()?)
}

fn words() -> Result<Words, Box<dyn Error>> {
    let mut words = Words::new();
    let mut add_list = |list: &str, source: u64, handicap: f64| {
        for (rank, word) in ranked(list) {
            add(&mut words, key(&word), cost(rank * 10f64.powf(handicap)) | source << COST_BITS);
        }
    };
    add_list(&read("passwords")?, PASSWORD, 0.0);
    for name in FRENCH {
        add_list(&read(name)?, WORD, 0.0);
    }
    for language in LANGUAGES {
        add_list(&read(language)?, WORD, OTHER_LANGUAGE);
    }
    // A proposal draws each with the same chance.
    let proposed = ranked(&fs::read_to_string(PROPOSED)?);
    let count = proposed.len() as f64;
    for (_, word) in proposed {
        add(&mut words, key(&word), cost(count) | WORD << COST_BITS);
    }
    let phrases = read("phrases")?;
    let lines = phrases.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    for (rank, phrase) in (FIRST_PHRASE..).zip(lines) {
        add(&mut words, key(&phrase.replace(' ', "-")), cost(rank as f64) | PHRASE << COST_BITS);
    }
    Ok(words)
}

/// The most populated communes, and the next ones: finer ranks would make the map larger by a tenth.
const COMMUNE_RANKS: [f64; 4] = [40.0, 300.0, 3000.0, f64::INFINITY];

/// Each commune with its cost and the first of its departments; its others are keys of their own, after a zero byte.
fn communes(list: &str) -> Result<Words, Box<dyn Error>> {
    let mut communes = Words::new();
    let all = ranked(list);
    let middle = |rank: f64| {
        let last =
            COMMUNE_RANKS.iter().find(|last| rank <= **last).map_or(0.0, |last| last.min(all.len() as f64));
        last / 2.0
    };
    for (rank, commune) in &all {
        let (name, departments) = commune.split_once(':').ok_or("a commune without department")?;
        let mut departments = departments.split(',').map(|department| department.parse::<u64>());
        let first = departments.next().ok_or("a commune without department")??;
        // The part that differs most stands lowest, where it takes one byte.
        communes.insert(key(name), first | cost(middle(*rank)) << DEPARTMENT_BITS);
        for department in departments {
            let mut key = key(name);
            key.extend([0, u8::try_from(department?)?]);
            communes.insert(key, 0);
        }
    }
    Ok(communes)
}

fn read(name: &str) -> Result<String, Box<dyn Error>> {
    let path = Path::new(FOLDER).join(name).with_extension("txt");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// The words of a list, each with the middle rank of its band. A list without bands is ranked word by word.
fn ranked(list: &str) -> Vec<(f64, String)> {
    let is_in_bands = list.lines().any(|line| line.starts_with('@'));
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let mut bands: Vec<Vec<&str>> = vec![Vec::new()];
    for word in lines.flat_map(str::split_whitespace) {
        if !is_in_bands || word.starts_with('@') {
            bands.push(Vec::new());
        }
        if !word.starts_with('@')
            && let Some(band) = bands.last_mut()
        {
            band.push(word);
        }
    }
    let mut before = 0.0;
    let mut found = Vec::new();
    for words in bands {
        let middle = before + (1.0 + words.len() as f64) / 2.0;
        before += words.len() as f64;
        found.extend(words.into_iter().map(|word| (middle, word.to_owned())));
    }
    found
}

/// Small letters and digits without accents; a blank stands between the parts.
fn key(word: &str) -> Vec<u8> {
    let letters = word.chars().flat_map(fold::fold);
    let spelt: String =
        letters.map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    spelt.split_whitespace().collect::<Vec<_>>().join(" ").into_bytes()
}

/// Sixteenths of a decade; the highest for a rank beyond all lists.
fn cost(rank: f64) -> u64 {
    ((rank.log10() * STEPS).round() as u64).min((1 << COST_BITS) - 1)
}

/// Of two entries with one key, the cheaper stays.
fn add(words: &mut Words, key: Vec<u8>, value: u64) {
    let cost = |value: u64| value & ((1 << COST_BITS) - 1);
    if key.len() > 1 {
        let known = words.entry(key).or_insert(value);
        if cost(value) < cost(*known) {
            *known = value;
        }
    }
}

fn save(name: &str, words: &Words) -> Result<(), Box<dyn Error>> {
    let map = fst::Map::from_iter(words.iter().map(|(key, value)| (key, *value)))?;
    let path = Path::new(&env::var("OUT_DIR")?).join(name).with_extension("fst");
    Ok(fs::write(path, map.as_fst().as_bytes())?)
}
