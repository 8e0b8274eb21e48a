//! The documents of `docs/` that the program makes of itself are those that it would make now.

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
