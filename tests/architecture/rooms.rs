//! The tables of the rooms: the imports that each may have, the libraries that belong to it, and the breaches of both.

use super::source::{Kind, Mark};
use super::tree::{File, Tree, absolute, is_within};

/// Each room, and what its production code imports. `room::part` opens that part only.
pub const ROOMS: &str = "
password:
captcha:
i18n:
terminal:
demo:
identity: password
config: i18n identity password
telemetry: config i18n
directory: config identity password
account: captcha config directory i18n identity password
app: account captcha config i18n identity password
ui: account app captcha i18n password
frontend: account app captcha i18n password terminal ui
session: account app captcha frontend i18n password terminal ui
assembly: account app config demo directory i18n identity password session telemetry terminal ui
cli: i18n
commands: account app assembly cli config demo directory i18n identity password session telemetry terminal ui
main:
";

/// The rooms that the tests inside a room import besides. Only `assembly` lies above: they test the product that ships.
pub const ROOMS_OF_TESTS: &str = "
account: assembly
app: assembly
frontend: assembly config
session: assembly config
";

/// The rooms whose production code uses a library. A library without a row may be used anywhere.
pub const LIBRARIES: &str = "
clap: cli commands
clap_complete: cli commands
clap_mangen: commands
crossterm: app commands terminal
fluent_bundle: i18n
fontdue: captcha
fst: password
ldap3: directory
ldap3_proto: demo
md4: password
mmap_guard: password
rand: account captcha demo directory password
ratatui: frontend terminal ui
ring: account captcha demo password
rustls: directory
sha1: password
strsim: config password
termina: terminal
tokio_rustls: directory
tokio: account commands demo directory session terminal
tracing_subscriber: telemetry
tui_textarea: app
xorf: password
zeroizing_alloc: main
zxcvbn: password
";

/// The rooms whose tests use a library besides: in `demo`, a real client speaks with the embedded server.
pub const LIBRARIES_OF_TESTS: &str = "
ldap3: demo
tracing_subscriber: account
";

/// Macros that write to the terminal without a `Write`: such a line would stand in the middle of a screen.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

/// One path into another room, or perhaps into a library.
pub struct Use {
    /// `account::Outcome`.
    target: Option<String>,
    pub library: String,
    line: usize,
    pub test: bool,
}

/// Every breach of the tables in one file, as `file:line: what`.
pub fn breaches(file: &File) -> Vec<String> {
    let (room, path) = (file.room(), &file.path);
    if !rows(ROOMS).any(|(known, _)| known == room) {
        return vec![format!("{path}: the room {room} is not in the table")];
    }
    let mut found = Vec::new();
    for Use { target, library, line, test } in uses(file) {
        let opens = |table, target: &str| allowed(table, room).any(|open| is_within(target, open));
        if let Some(target) = target.filter(|target| !opens(ROOMS, target))
            && !(test && opens(ROOMS_OF_TESTS, &target))
        {
            found.push(format!("{path}:{line}: {room} may not import {target}"));
        }
        let opens = |table| allowed(table, &library).any(|open| open == room);
        let has_row = rows(LIBRARIES).any(|(known, _)| known == library);
        if has_row && !opens(LIBRARIES) && !(test && opens(LIBRARIES_OF_TESTS)) {
            found.push(format!("{path}:{line}: {room} may not use {library}"));
        }
    }
    for used in file.source.marks.iter().filter(|used| used.kind == Kind::Macro) {
        if let Some(name) = used.path.rsplit("::").next().filter(|name| PRINTING.contains(name)) {
            found.push(format!("{path}:{}: {name}! writes past a Write", used.line));
        }
    }
    found
}

/// The allowances of two tables, of rooms and of libraries, that no code of this kind uses.
pub fn unused(tree: &Tree, rooms: &'static str, libraries: &'static str, tests: bool) -> Vec<String> {
    let used = tree.files.iter().flat_map(|file| uses(file).into_iter().map(|used| (file.room(), used)));
    let used: Vec<(&str, Use)> = used.filter(|(_, used)| used.test == tests).collect();
    let is_used = |room: &str, matches: &dyn Fn(&Use) -> bool| {
        used.iter().any(|(known, used)| *known == room && matches(used))
    };
    let kind = if tests { "the tests of " } else { "" };
    let mut found = Vec::new();
    for (room, open) in pairs(rooms) {
        if !is_used(room, &|used| used.target.as_ref().is_some_and(|target| is_within(target, open))) {
            found.push(format!("{kind}{room} may import {open}, and does not"));
        }
    }
    for (library, room) in pairs(libraries) {
        if !is_used(room, &|used| used.library == library) {
            found.push(format!("{kind}{room} may use {library}, and does not"));
        }
    }
    found
}

/// The rows of a table: a name, and the names that belong to it.
pub fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter_map(|row| row.split_once(':'))
}

pub fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(table).flat_map(|(name, allowed)| allowed.split_whitespace().map(move |other| (name, other)))
}

pub fn allowed(table: &'static str, name: &str) -> impl Iterator<Item = &'static str> {
    let row = rows(table).find(|(known, _)| *known == name);
    row.into_iter().flat_map(|(_, allowed)| allowed.split_whitespace())
}

pub fn uses(file: &File) -> Vec<Use> {
    let target = |mark: &Mark| {
        let target = absolute(&file.module_of(mark), &mark.path)?;
        let other = target.split("::").next().filter(|other| *other != file.room())?;
        rows(ROOMS).any(|(known, _)| known == other).then_some(target)
    };
    let uses = file.source.long_paths().map(|mark| Use {
        target: target(mark),
        library: mark.path.split("::").next().unwrap_or("").to_owned(),
        line: mark.line,
        test: file.test || mark.test,
    });
    uses.collect()
}
