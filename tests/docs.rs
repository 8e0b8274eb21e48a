//! The documents of `docs/` that the program makes of itself are those that it would make now.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "../examples/pictures/main.rs"]
#[allow(dead_code, reason = "the example writes, the test compares")]
mod pictures;

use std::fs;
use std::path::Path;

use mamamia::cli::Page;
use mamamia::commands::docs;

fn checked_in(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap_or_default()
}

#[test]
fn the_reference_of_the_configuration_is_up_to_date() {
    let mut page = Vec::new();
    docs::write(Page::Config, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    if checked_in("configuration.md") != page {
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("configuration.md");
        fs::write(&fresh, &page).unwrap();
        panic!("docs/configuration.md has drifted; run `make docs`, or copy {}", fresh.display());
    }
}

#[test]
fn the_pictures_of_the_screens_are_up_to_date() {
    let drifted: Vec<_> = pictures::all()
        .into_iter()
        .filter(|(name, picture)| checked_in(&format!("pictures/{name}.svg")) != *picture)
        .map(|(name, _)| name)
        .collect();
    assert!(drifted.is_empty(), "docs/pictures has drifted; run `make pictures`, and look at {drifted:?}");
}
