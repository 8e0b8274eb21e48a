//! Which room may import which, and which library belongs to which room: the tables, and what breaks them.

use super::tree::{File, Tree, absolute, inner};

/// A name, and the names that belong to it.
pub type Row = (&'static str, &'static [&'static str]);

/// Each room, and what its production code imports. `room::part` opens that part only.
pub const ROOMS: &[Row] = &[
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
    ("ui", &["account", "app", "captcha", "i18n", "password"]),
    ("session", &["account", "app", "captcha", "i18n", "password", "terminal", "ui"]),
    (
        "assembly",
        &[
            "account",
            "app",
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
    ("cli", &["i18n"]),
    (
        "commands",
        &[
            "app",
            "assembly",
            "cli",
            "config",
            "demo",
            "directory",
            "i18n",
            "password",
            "session",
            "telemetry",
            "terminal",
            "ui",
        ],
    ),
    ("main", &[]),
];

/// What the tests inside a room import besides. Only `assembly` lies above: they test the product that ships.
pub const ROOMS_OF_TESTS: &[Row] =
    &[("account", &["assembly"]), ("app", &["assembly"]), ("session", &["assembly", "config"])];

/// The rooms whose production code uses a library. A library without a row may be used anywhere.
pub const LIBRARIES: &[Row] = &[
    ("clap", &["cli", "commands"]),
    ("clap_complete", &["cli", "commands"]),
    ("clap_mangen", &["commands"]),
    ("crossterm", &["app", "commands", "session", "terminal"]),
    ("fluent_bundle", &["i18n"]),
    ("fontdue", &["captcha"]),
    ("ldap3", &["directory"]),
    ("ldap3_proto", &["demo"]),
    ("md4", &["password"]),
    ("mmap_guard", &["password"]),
    ("rand", &["account", "captcha", "demo", "directory", "password"]),
    ("ratatui", &["session", "terminal", "ui"]),
    ("ring", &["account", "captcha", "demo", "password"]),
    ("rustls", &["directory"]),
    ("sha1", &["password"]),
    ("strsim", &["config", "password"]),
    ("termina", &["terminal"]),
    ("tokio", &["account", "commands", "demo", "directory", "session", "terminal"]),
    ("tracing_subscriber", &["telemetry"]),
    ("tui_textarea", &["app"]),
    ("xorf", &["password"]),
    ("zeroizing_alloc", &["main"]),
    ("zxcvbn", &["password"]),
];

/// The rooms whose tests use a library besides.
pub const LIBRARIES_OF_TESTS: &[Row] = &[
    // A real client speaks with the embedded server.
    ("ldap3", &["demo"]),
    ("tracing_subscriber", &["account"]),
];

/// Macros that write to the terminal without a `Write`: such a line would stand in the middle of a screen.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

/// One use of another room or of a library.
struct Use {
    /// `account::Outcome`, or the name of a library.
    target: String,
    line: usize,
    test: bool,
}

/// Every breach of the tables in one file, as `file:line: what`.
pub fn breaches(file: &File) -> Vec<String> {
    let (room, path) = (file.room(), &file.path);
    if names(ROOMS, room).is_none() {
        return vec![format!("{path}: the room {room} is not in the table")];
    }
    let mut found = Vec::new();
    for Use { target, line, test } in imports(file) {
        let opens = |rooms| names(rooms, room).into_iter().flatten().any(|open| is_within(&target, open));
        if !(opens(ROOMS) || (test && opens(ROOMS_OF_TESTS))) {
            found.push(format!("{path}:{line}: {room} may not import {target}"));
        }
    }
    for Use { target, line, test } in libraries(file) {
        let opens = |rooms| names(rooms, &target).is_some_and(|rooms| rooms.contains(&room));
        if names(LIBRARIES, &target).is_some() && !(opens(LIBRARIES) || (test && opens(LIBRARIES_OF_TESTS))) {
            found.push(format!("{path}:{line}: {room} may not use {target}"));
        }
    }
    for mention in file.source.mentions.iter().filter(|mention| mention.is_macro) {
        if let Some(name) = mention.path.last().filter(|name| PRINTING.contains(&name.as_str())) {
            found.push(format!("{path}:{}: {name}! writes past a Write", mention.line));
        }
    }
    found
}

/// The allowances of two tables, of rooms and of libraries, that no code of this kind uses.
pub fn unused(tree: &Tree, rooms: &[Row], libraries: &[Row], tests: bool) -> Vec<String> {
    let uses = |room: &str, of: fn(&File) -> Vec<Use>, matches: &dyn Fn(&str) -> bool| {
        let files = tree.files.iter().filter(|file| file.room() == room);
        files.flat_map(of).any(|import| import.test == tests && matches(&import.target))
    };
    let kind = if tests { "the tests of " } else { "" };
    let mut found = Vec::new();
    for (room, allowed) in rooms {
        for open in allowed.iter().filter(|open| !uses(room, imports, &|target| is_within(target, open))) {
            found.push(format!("{kind}{room} may import {open}, and does not"));
        }
    }
    for (library, allowed) in libraries {
        for room in allowed.iter().filter(|room| !uses(room, self::libraries, &|target| target == *library)) {
            found.push(format!("{kind}{room} may use {library}, and does not"));
        }
    }
    found
}

/// What a row allows, if the table has a row of this name.
fn names(table: &[Row], name: &str) -> Option<&'static [&'static str]> {
    table.iter().find(|(known, _)| *known == name).map(|(_, names)| *names)
}

fn is_within(target: &str, open: &str) -> bool {
    target.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Every path into another room.
fn imports(file: &File) -> Vec<Use> {
    let paths = file.source.paths().filter_map(|(path, line, scope)| {
        let (base, rest) = absolute(&inner(file, scope), path)?;
        let target = [base.as_slice(), rest].concat();
        let other = target.first().filter(|other| *other != file.room())?;
        names(ROOMS, other)?;
        Some(Use { target: target.join("::"), line, test: file.test || scope.test })
    });
    paths.collect()
}

/// The first word of every other path: a library, or a name of the file itself.
fn libraries(file: &File) -> Vec<Use> {
    let paths = file.source.paths().filter_map(|(path, line, scope)| {
        Some(Use { target: path.first()?.clone(), line, test: file.test || scope.test })
    });
    paths.collect()
}
