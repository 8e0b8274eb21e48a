//! The rules of the house that a compiler does not hold (`docs/architecture.md`): which room imports which, which
//! library belongs to which room, that no files of a room depend on each other in a circle, how long a file and a
//! function may be, and that nothing prints past a `Write`.

// The whole program is a test: a failure to read the sources must fail it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod circles;
mod rooms;
mod source;
mod tree;

mod tests_of_circles;
mod tests_of_rooms;
mod tests_of_sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rooms::{LIBRARIES, LIBRARIES_OF_TESTS, ROOMS, ROOMS_OF_TESTS, Row};
use source::Source;
use tree::Tree;

/// Lines of the longest file, of the sources and of the tests.
const LONGEST_FILE: usize = 400;
/// Lines of the longest function, from its `fn` to its last brace.
const LONGEST_FUNCTION: usize = 60;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The tree of these files, each with its text.
fn tree_of(files: &[(&str, &str)]) -> Tree {
    Tree::of(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
}

/// What is too long in a file.
fn excesses(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    let file = (lines > LONGEST_FILE).then(|| format!("{path}: {lines} lines, {LONGEST_FILE} at most"));
    let functions = Source::read(text).functions.into_iter().filter_map(|function| {
        let (first, lines) = (function.lines.start(), function.lines.clone().count());
        let name = function.name;
        (lines > LONGEST_FUNCTION)
            .then(|| format!("{path}:{first}: {name} has {lines} lines, {LONGEST_FUNCTION} at most"))
    });
    file.into_iter().chain(functions).collect()
}

#[test]
fn imports_go_down_and_nothing_prints() {
    let tree = Tree::read(root());
    assert!(tree.files.len() > 20, "the sources were not found");
    let breaches: Vec<String> =
        tree.files.iter().filter(|file| !file.room().is_empty()).flat_map(rooms::breaches).collect();
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_allowance_is_used() {
    let tree = Tree::read(root());
    let mut unused = rooms::unused(&tree, ROOMS, LIBRARIES, false);
    unused.extend(rooms::unused(&tree, ROOMS_OF_TESTS, LIBRARIES_OF_TESTS, true));
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

#[test]
#[ignore = "until the circles are cut"]
fn files_of_a_room_form_no_circle() {
    let circles = circles::describe(&Tree::read(root()));
    assert!(circles.is_empty(), "{} circles of files\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn files_and_functions_are_short() {
    let paths = ["src", "tests"].into_iter().flat_map(|folder| tree::paths_below(root(), folder));
    let excesses: Vec<String> = paths
        .flat_map(|path| excesses(&path, &fs::read_to_string(root().join(&path)).expect("a source")))
        .collect();
    assert!(excesses.is_empty(), "{}", excesses.join("\n"));
}

#[test]
fn tables_name_every_room_once() {
    let tree = Tree::read(root());
    let rooms: BTreeSet<&str> =
        tree.files.iter().map(tree::File::room).filter(|room| !room.is_empty()).collect();
    let listed: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    assert_eq!(listed.len(), listed.iter().collect::<BTreeSet<_>>().len(), "a room stands twice");
    assert_eq!(rooms, listed.into_iter().collect());
}

/// An allowance for tests that production has too would say the same twice.
#[test]
fn tests_are_allowed_only_what_production_is_not() {
    for (production, tests) in [(ROOMS, ROOMS_OF_TESTS), (LIBRARIES, LIBRARIES_OF_TESTS)] {
        for (name, allowed) in tests {
            let open = allowed_by(production, name);
            assert!(allowed.iter().all(|other| !open.contains(other)), "{name} {allowed:?}");
        }
    }
}

/// Two rooms that import each other, be it through others or in tests, would be one. Tests may reach up to `assembly`.
#[test]
fn rooms_form_no_circle() {
    let mut settled: Vec<&str> = Vec::new();
    while settled.len() < ROOMS.len() {
        let next = ROOMS.iter().find(|(room, allowed)| {
            let for_tests = allowed_by(ROOMS_OF_TESTS, room).iter().filter(|open| **open != "assembly");
            let allowed = allowed.iter().chain(for_tests);
            !settled.contains(room)
                && allowed
                    .map(|open| open.split("::").next())
                    .all(|open| open.is_some_and(|open| settled.contains(&open)))
        });
        settled.push(next.expect("a room that imports only settled ones").0);
    }
}

fn allowed_by(table: &[Row], name: &str) -> &'static [&'static str] {
    table.iter().find(|(known, _)| *known == name).map_or(&[], |(_, allowed)| allowed)
}

#[test]
fn long_files_and_functions_are_found() {
    let long_file = "//\n".repeat(LONGEST_FILE + 1);
    assert_eq!(excesses("src/a.rs", &long_file), ["src/a.rs: 401 lines, 400 at most"]);
    assert!(excesses("src/a.rs", &"//\n".repeat(LONGEST_FILE)).is_empty());
    let function =
        |lines: usize| format!("\nimpl A {{\n    fn long(a: u8) -> u8 {{{}}}\n}}", "\n".repeat(lines - 1));
    assert_eq!(excesses("src/a.rs", &function(61)), ["src/a.rs:3: long has 61 lines, 60 at most"]);
    assert!(excesses("src/a.rs", &function(60)).is_empty());
}
