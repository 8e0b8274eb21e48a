//! The house rules that a compiler does not hold: which room imports which (`docs/architecture.md`), which
//! library belongs to which room, how long a file may be, and that nothing prints past a `Write`.

// The whole file is a test: a failure to read the sources must fail it.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Lines of the longest source file, its tests included.
const LONGEST_FILE: usize = 400;

/// Each room, and what it may import of the crate. `room::part` opens that part only.
const ROOMS: &[(&str, &[&str])] = &[
    ("password", &[]),
    ("captcha", &[]),
    ("i18n", &[]),
    ("terminal", &[]),
    ("demo", &[]),
    ("identity", &["password"]),
    ("config", &["i18n", "identity", "password"]),
    ("telemetry", &["config", "i18n"]),
    ("directory", &["config", "identity", "password"]),
    ("account", &["captcha", "config", "directory", "i18n", "identity", "password"]),
    ("app", &["account", "captcha", "config", "i18n", "identity", "password"]),
    // Of the terminal, a view knows what it can show (colours, Unicode), never its bytes.
    (
        "ui",
        &["account", "app", "captcha", "config", "i18n", "identity", "password", "terminal::capabilities"],
    ),
    (
        "session",
        &[
            "account",
            "app",
            "captcha",
            "config",
            "directory",
            "i18n",
            "identity",
            "password",
            "terminal",
            "ui",
        ],
    ),
    ("cli", &["i18n"]),
    (
        "commands",
        &[
            "account",
            "app",
            "captcha",
            "cli",
            "config",
            "demo",
            "directory",
            "i18n",
            "identity",
            "password",
            "session",
            "telemetry",
            "terminal",
            "ui",
        ],
    ),
    ("main", &["cli", "commands", "i18n", "telemetry"]),
];

/// Libraries that belong to some rooms only. One that is not named here may be used anywhere.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("clap", &["cli", "commands"]),
    ("clap_complete", &["cli", "commands"]),
    ("clap_mangen", &["commands"]),
    ("crossterm", &["app", "commands", "session", "terminal", "ui"]),
    ("fluent_bundle", &["i18n"]),
    ("fontdue", &["captcha"]),
    ("ldap3", &["directory"]),
    ("ldap3_proto", &["demo"]),
    ("md4", &["password"]),
    ("mmap_guard", &["password"]),
    ("rand", &["account", "captcha", "demo", "directory", "password"]),
    ("ratatui", &["app", "session", "terminal", "ui"]),
    ("ring", &["account", "captcha", "demo", "directory", "password"]),
    ("rustls", &["commands", "demo", "directory"]),
    ("sha1", &["password"]),
    ("strsim", &["config", "password"]),
    ("termina", &["terminal"]),
    ("tokio", &["account", "commands", "demo", "directory", "main", "session", "terminal"]),
    ("tracing_subscriber", &["telemetry"]),
    ("tui_textarea", &["app", "ui"]),
    ("xorf", &["password"]),
    ("zeroizing_alloc", &["main"]),
    ("zxcvbn", &["password"]),
];

/// Macros that write past a `Write`: onto the screen of the person.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

/// A path of a source: `crate::i18n::Text` is `["crate", "i18n", "Text"]`.
struct Mention {
    line: usize,
    path: Vec<String>,
}

/// Every path and macro call that a source mentions; comments and texts are none.
fn mentions(source: &str) -> Vec<Mention> {
    let tokens: TokenStream = source.parse().expect("a source that compiles is made of tokens");
    let mut found = Vec::new();
    collect(tokens, &[], &mut found);
    found
}

/// Adds the paths of a group of tokens. `prefix` is what stands before a brace of `use a::{b, c}`.
fn collect(tokens: TokenStream, prefix: &[String], found: &mut Vec<Mention>) {
    let mut path: Vec<String> = prefix.to_vec();
    let (mut line, mut colons, mut glued) = (0, 0, !prefix.is_empty());
    let mut imported = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                // A word continues a path after `::`, else begins another.
                if colons < 2 && !glued {
                    push(&mut path, line, found);
                }
                line = ident.span().start().line;
                path.push(ident.to_string());
                (colons, glued) = (0, false);
                // `use library;` and `use library as other;` mention all of it.
                if std::mem::replace(&mut imported, ident == "use") && path.len() == 1 {
                    found.push(Mention { line, path: vec![ident.to_string(), "self".to_owned()] });
                }
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
            TokenTree::Punct(sign) => {
                if sign.as_char() == '!' && !path.is_empty() {
                    path.push("!".to_owned());
                }
                push(&mut path, line, found);
                path = prefix.to_vec();
                (colons, glued) = (0, !prefix.is_empty() && sign.as_char() == ',');
            }
            TokenTree::Group(group) => {
                let list = group.delimiter() == Delimiter::Brace && colons == 2;
                let inner = if list { path.clone() } else { Vec::new() };
                if !list {
                    push(&mut path, line, found);
                }
                collect(group.stream(), &inner, found);
                path = Vec::new();
                (colons, glued) = (0, false);
            }
            TokenTree::Literal(_) => {
                push(&mut path, line, found);
                (colons, glued) = (0, false);
            }
        }
    }
    push(&mut path, line, found);
}

fn push(path: &mut Vec<String>, line: usize, found: &mut Vec<Mention>) {
    let path = std::mem::take(path);
    if line > 0 && !path.is_empty() {
        found.push(Mention { line, path });
    }
}

/// The room of a file, and how deep its module lies below the crate: `src/i18n/keys/form.rs` is `i18n`, 3.
fn place_of(file: &Path) -> (String, usize) {
    let mut parts: Vec<String> =
        file.with_extension("").iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    (parts[0].clone(), parts.len())
}

/// What a path names within the crate, if it does: `crate::a::b`, `super::super::a::b` from high enough, and
/// `mamamia::a::b` in the binary.
fn within_crate(path: &[String], room: &str, depth: usize) -> Option<String> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    let rest = match path.first()?.as_str() {
        "crate" => &path[1..],
        "mamamia" if room == "main" => &path[1..],
        "super" if supers >= depth => &path[supers..],
        _ => return None,
    };
    let known = |name: &String| ROOMS.iter().any(|(room, _)| room == name);
    rest.first().filter(|name| known(name)).map(|_| rest.join("::"))
}

/// A file of tests may use any library: a real client against the embedded server, for one.
fn is_for_tests(file: &Path) -> bool {
    file.iter().any(|part| part == "tests")
        || file.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
}

/// Every breach of the rules in one file, as `file:line: what`.
fn breaches(file: &Path, source: &str) -> Vec<String> {
    let (room, depth) = place_of(file);
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{}: the room {room} is not in the table", file.display())];
    };
    let mut found = Vec::new();
    let lines = source.lines().count();
    if lines > LONGEST_FILE {
        found.push(format!("{}: {lines} lines, {LONGEST_FILE} at most", file.display()));
    }
    for Mention { line, path } in mentions(source) {
        let mut breach = |what: String| found.push(format!("{}:{line}: {what}", file.display()));
        if let Some(target) = within_crate(&path, &room, depth) {
            let opened = |open: &str| target == open || target.starts_with(&format!("{open}::"));
            if !target.starts_with(&format!("{room}::"))
                && target != room
                && !allowed.iter().any(|open| opened(open))
            {
                breach(format!("{room} may not import {target}"));
            }
        }
        if let Some((library, rooms)) = LIBRARIES.iter().find(|(name, _)| path.len() > 1 && path[0] == *name)
            && path[1] != "!"
            && !rooms.contains(&room.as_str())
            && !is_for_tests(file)
        {
            breach(format!("{room} may not use {library}"));
        }
        if let [.., name, sign] = path.as_slice()
            && sign == "!"
            && PRINTING.contains(&name.as_str())
        {
            breach(format!("{name}! writes past a Write"));
        }
    }
    found
}

fn sources() -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    found
}

#[test]
fn imports_go_down_files_are_short_and_nothing_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = sources();
    assert!(files.len() > 20, "the sources were not found");
    let breaches: Vec<String> = files
        .iter()
        .filter(|file| !file.ends_with("lib.rs"))
        .flat_map(|file| {
            let source = fs::read_to_string(file).expect("a source");
            breaches(file.strip_prefix(root).expect("below the root"), &source)
        })
        .collect();
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_room_of_the_library_is_in_the_table_and_the_other_way_round() {
    let library =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let mut declared: Vec<&str> = library
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .chain(["main"])
        .collect();
    let mut listed: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    declared.sort_unstable();
    listed.sort_unstable();
    assert_eq!(declared, listed);
}

/// Going down never leads back up: otherwise two rooms would be one.
#[test]
fn the_table_has_no_circle() {
    let mut settled: Vec<&str> = Vec::new();
    while settled.len() < ROOMS.len() {
        let next = ROOMS.iter().find(|(room, allowed)| {
            !settled.contains(room)
                && allowed.iter().all(|open| settled.contains(&open.split("::").next().unwrap()))
        });
        settled.push(next.expect("a room that imports only settled ones").0);
    }
}

#[test]
fn a_breach_is_found_wherever_it_hides() {
    let table: &[(&str, &str, &[&str])] = &[
        (
            "src/directory/ldap/connect.rs",
            "use crate::account::Ending;",
            &["1: directory may not import account::Ending"],
        ),
        (
            "src/directory/mod.rs",
            "\nfn f() { crate::app::update(); }",
            &["2: directory may not import app::update"],
        ),
        (
            "src/account/mod.rs",
            "use crate::{directory::Person, ui, password::{self, Rule}};",
            &["1: account may not import ui"],
        ),
        (
            "src/account/a.rs",
            "use crate::{\n  directory::Person,\n  app::{form::Field, Model},\n};",
            &["3: account may not import app::form::Field", "3: account may not import app::Model"],
        ),
        ("src/account/a.rs", "use super::super::ui::view;", &["1: account may not import ui::view"]),
        ("src/account/a.rs", "use super::ui::view;", &[]),
        ("src/ui/mod.rs", "use crate::terminal::capabilities::Colours;", &[]),
        (
            "src/ui/mod.rs",
            "use crate::terminal::{capabilities::Colours, backend::Backend};",
            &["1: ui may not import terminal::backend::Backend"],
        ),
        ("src/app/mod.rs", "mod tests { fn f() { vec![tokio::spawn(a)]; } }", &["1: app may not use tokio"]),
        ("src/app/mod.rs", "use ldap3 as x;\nfn f() { let ring = 3; }", &["1: app may not use ldap3"]),
        ("src/demo/tests/bind.rs", "use ldap3::Ldap;", &[]),
        ("src/demo/tests.rs", "use crate::ui;", &["1: demo may not import ui"]),
        (
            "src/app/mod.rs",
            "// use crate::ui;\n/// [`crate::ui::view`]\nfn f() -> &'static str { \"crate::ui\" }",
            &[],
        ),
        ("src/ui/mod.rs", "fn f() { println!(\"a\"); }", &["1: println! writes past a Write"]),
        ("src/ui/mod.rs", "fn f() { std::eprint!(\"a\"); }", &["1: eprint! writes past a Write"]),
        ("src/ui/mod.rs", "fn f() { let println = 3; if !println {} }", &[]),
        ("src/attic/mod.rs", "", &[" the room attic is not in the table"]),
        ("src/main.rs", "use mamamia::session::run;", &["1: main may not import session::run"]),
    ];
    for (file, source, expected) in table {
        let found: Vec<String> = breaches(Path::new(file), source)
            .iter()
            .map(|breach| breach.strip_prefix(&format!("{file}:")).unwrap_or(breach).to_owned())
            .collect();
        assert_eq!(found, *expected, "{file}: {source}");
    }
    let long = "//\n".repeat(LONGEST_FILE + 1);
    assert_eq!(breaches(Path::new("src/ui/mod.rs"), &long).len(), 1);
}
