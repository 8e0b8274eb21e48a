//! The documents agree with the program: those that it writes, and what the others say of codes, causes, keys, settings
//! and files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "../examples/pictures/main.rs"]
#[allow(dead_code, reason = "the example writes, the test compares")]
mod pictures;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use mamamia::cli::Page;
use mamamia::commands::docs;
use mamamia::config::Config;
use regex::Regex;

const PAGES: &str = "README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md docs/administration.md \
    docs/architecture.md docs/configuration.md docs/guide-utilisateur.md docs/performance.md \
    docs/release-checklist.md docs/strength.md docs/word-lists.md";
const WORD_LISTS: &str = "src/password/strength/words";

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default()
}

fn checked_in(name: &str) -> String {
    read(&format!("docs/{name}"))
}

/// The page that the program writes.
fn written(page: Page) -> String {
    let mut text = Vec::new();
    docs::write(page, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// The first group of `pattern`, everywhere in `text`.
fn all<'text>(pattern: &str, text: &'text str) -> BTreeSet<&'text str> {
    let pattern = Regex::new(pattern).unwrap();
    pattern.captures_iter(text).map(|found| found.get(1).unwrap().as_str()).collect()
}

#[test]
fn configuration_reference_is_current() {
    let page = written(Page::Config);
    if checked_in("configuration.md") != page {
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("configuration.md");
        fs::write(&fresh, &page).unwrap();
        panic!("docs/configuration.md has drifted; run `make docs`, or copy {}", fresh.display());
    }
}

#[test]
fn pictures_are_current() {
    let drifted: Vec<_> = pictures::all()
        .into_iter()
        .filter(|(name, picture)| checked_in(&format!("pictures/{name}.svg")) != *picture)
        .map(|(name, _)| name)
        .collect();
    assert!(drifted.is_empty(), "docs/pictures has drifted; run `make pictures`, and look at {drifted:?}");
}

#[test]
fn guide_explains_every_code() {
    let pairs = |pattern: &str, text: String| -> BTreeMap<String, String> {
        let found = Regex::new(pattern).unwrap();
        let found = found.captures_iter(&text).map(|found| found.extract().1);
        found.map(|[code, sentence]| (code.to_owned(), sentence.to_owned())).collect()
    };
    let told = pairs(r"(?m)^# MDP-(\d{3})\n[a-z-]+ = (.*)$", read("src/i18n/fr/outcomes.ftl"));
    let guide = checked_in("guide-utilisateur.md");
    let explained = pairs(r"(?m)^\| MDP-(\d{3}) \| (.*?) \| .+ \|$", guide);
    assert!(told.len() > 20);
    assert_eq!(explained, told);
}

#[test]
fn guide_explains_every_audit_cause() {
    let source = read("src/account/audited_outcome.rs");
    let guide = checked_in("administration.md");
    let (_, table) = guide.split_once("| `cause` | Sens |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let causes: String = table.lines().filter_map(|row| row.split('|').nth(1)).collect();
    let written = all(r#"=> "([a-z0-9-]+)","#, &source);
    assert!(written.len() > 15);
    assert_eq!(all("`([a-z0-9-]+)`", &causes), written);
}

#[test]
fn performance_page_has_every_row() {
    let page = checked_in("performance.md");
    for name in ["asked", "beside"] {
        let source = read(&format!("examples/bench/peers/{name}.rs"));
        let rows = all(r#"row\(\s*"([^"]+)""#, &source);
        assert!(rows.len() > 10, "{name}: {rows:?}");
        let missing: Vec<_> = rows.iter().filter(|row| !page.contains(&format!("\n| {row} |"))).collect();
        assert!(missing.is_empty(), "run `make performance`: {missing:?}");
    }
}

#[test]
fn guide_names_existing_keys() {
    let page = written(Page::Keys);
    let keys: BTreeSet<_> = page.split(['|', ',']).map(str::trim).collect();
    let guide = checked_in("guide-utilisateur.md");
    let (_, table) = guide.split_once("## Les touches").unwrap();
    let (table, _) = table.split_once("\n\nSans").unwrap();
    let named = all(r"\*\*([^*]+)\*\*", table);
    assert!(named.len() > 12);
    assert!(named.is_subset(&keys), "{:?}", named.difference(&keys));
}

#[test]
fn configuration_examples_are_valid() {
    for name in PAGES.split(' ') {
        let text = read(name);
        for block in text.split("```toml\n").skip(1) {
            let (example, _) = block.split_once("```").unwrap();
            if let Err(faults) = Config::parse(example, name.as_ref()) {
                panic!("{name}: {faults:?}");
            }
        }
    }
}

#[test]
fn word_lists_are_counted_in_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(WORD_LISTS);
    let mut counted = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let list = read(&format!("{WORD_LISTS}/{name}"));
        let lines = list.lines().filter(|line| !line.starts_with(['#', '@']) && !line.is_empty());
        let count = match name.as_str() {
            "phrases.txt" => lines.count(),
            _ => lines.flat_map(str::split_whitespace).count(),
        };
        counted.insert(format!("`{name}` | {count}"));
    }
    assert!(counted.len() > 15);
    let page = checked_in("word-lists.md");
    let told: BTreeSet<_> =
        all(r"(?m)^\| (`\w+\.txt` \| \d+) \|", &page).into_iter().map(str::to_owned).collect();
    assert_eq!(told, counted);
}

/// The licences of the lists of names ask for their source word for word.
#[test]
fn notice_carries_every_attribution() {
    let in_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for list in ["first_names", "surnames", "communes"] {
        let head = read(&format!("{WORD_LISTS}/{list}.txt"));
        let head: Vec<_> = head.lines().skip(1).map_while(|line| line.strip_prefix("# ")).collect();
        let attribution = in_one_line(&head.join(" "));
        assert!(attribution.contains("Licence Ouverte"), "{list}");
        for name in ["NOTICE", "docs/word-lists.md"] {
            assert!(in_one_line(&read(name).replace("\n> ", "\n")).contains(&attribution), "{name}: {list}");
        }
    }
}

#[test]
fn links_have_a_target() {
    for name in PAGES.split(' ') {
        let text = read(name);
        assert!(!text.is_empty(), "{name}");
        let folder = Path::new(name).parent().unwrap();
        for link in all(r"\]\(([^)\s]+)\)", &text) {
            if link.contains("://") {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let path = if path.is_empty() { Path::new(name).to_owned() } else { folder.join(path) };
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path).exists(), "{name}: {link}");
            let anchors = anchors(&read(path.to_str().unwrap()));
            assert!(heading.is_empty() || anchors.contains(heading), "{name}: {link} among {anchors:?}");
        }
    }
}

/// The names of the headings in links, as the forges make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let kept = |c: char| c.is_alphanumeric() || c == ' ' || c == '-' || c == '_';
    all(r"(?m)^#+ (.+)$", text)
        .into_iter()
        .map(|heading| heading.to_lowercase().chars().filter(|c| kept(*c)).collect::<String>())
        .map(|heading| heading.replace(' ', "-"))
        .collect()
}
