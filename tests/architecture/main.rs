//! The rules of the project that the compiler does not check (`docs/architecture.md`): which room imports which, which
//! library belongs to which room, that no files of a room depend on each other in a circle, how long a file and a
//! function may be, and that nothing prints past a `Write`.

// The whole program is a test: a failure to read the sources must fail it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod cases;
mod circles;
mod project;
mod rooms;
mod source;
mod tree;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use rooms::{LIBRARIES, LIBRARIES_OF_TESTS, ROOMS, ROOMS_OF_TESTS, allowed, pairs, rows};
use source::Source;
use tree::Tree;

/// Lines of the longest file, of the sources and of the tests.
const LONGEST_FILE: usize = 400;
/// Lines of the longest function, from its `fn` to its last brace.
const LONGEST_FUNCTION: usize = 60;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::of(tree::texts_below(Path::new(ROOT), &["src"])));

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
    assert!(TREE.files.len() > 20, "the sources were not found");
    let breaches: Vec<String> =
        TREE.files.iter().filter(|file| !file.room().is_empty()).flat_map(rooms::breaches).collect();
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_allowance_is_used() {
    let mut unused = rooms::unused(&TREE, ROOMS, LIBRARIES, false);
    unused.extend(rooms::unused(&TREE, ROOMS_OF_TESTS, LIBRARIES_OF_TESTS, true));
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

#[test]
fn files_of_a_room_form_no_circle() {
    let circles = circles::describe(&TREE);
    assert!(circles.is_empty(), "{} circles of files\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn files_and_functions_are_short() {
    let texts = tree::texts_below(Path::new(ROOT), &["src", "tests"]);
    let excesses: Vec<String> = texts.iter().flat_map(|(path, text)| excesses(path, text)).collect();
    assert!(excesses.is_empty(), "{}", excesses.join("\n"));
}

#[test]
fn tables_name_every_room_once() {
    let rooms: BTreeSet<&str> =
        TREE.files.iter().map(tree::File::room).filter(|room| !room.is_empty()).collect();
    let listed: Vec<&str> = rows(ROOMS).map(|(room, _)| room).collect();
    assert_eq!(listed.len(), rooms.len(), "a room stands twice");
    assert_eq!(rooms, listed.into_iter().collect());
}

/// An allowance for tests that production has too would say the same twice.
#[test]
fn tests_have_only_their_own_allowances() {
    for (production, tests) in [(ROOMS, ROOMS_OF_TESTS), (LIBRARIES, LIBRARIES_OF_TESTS)] {
        let repeated: Vec<_> =
            pairs(tests).filter(|pair| pairs(production).any(|other| other == *pair)).collect();
        assert!(repeated.is_empty(), "{repeated:?}");
    }
}

/// Two rooms that import each other, directly or not, would be one. Only tests may reach up to `assembly`.
#[test]
fn rooms_form_no_circle() {
    let mut settled: Vec<&str> = Vec::new();
    while settled.len() < rows(ROOMS).count() {
        let next = rows(ROOMS).map(|(room, _)| room).find(|room| {
            let of_tests = allowed(ROOMS_OF_TESTS, room).filter(|open| *open != "assembly");
            let mut rooms = allowed(ROOMS, room).chain(of_tests).filter_map(|open| open.split("::").next());
            !settled.contains(room) && rooms.all(|room| settled.contains(&room))
        });
        settled.push(next.expect("a room that imports only settled ones"));
    }
}
