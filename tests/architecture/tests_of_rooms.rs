//! The tables of rooms and libraries can fail: over small sources.

use super::rooms::{LIBRARIES, ROOMS, Row, breaches, unused};
use super::tree_of;

/// A file, its text, and the breaches in it.
type Case = (&'static str, &'static str, &'static [&'static str]);

const HIDDEN: &[Case] = &[
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
    ("src/account/a.rs", "mod b { use super::super::ui::view; }", &[]),
    ("src/account/a.rs", "mod b { use super::super::super::ui::*; }", &["1: account may not import ui"]),
    (
        "src/account/a.rs",
        "mod b;\nfn f() { b::g::<crate::ui::Look>() }",
        &["2: account may not import ui::Look"],
    ),
    ("src/account/a.rs", "#[derive(crate::ui::Drawn)]\nstruct A;", &["1: account may not import ui::Drawn"]),
    (
        "src/ui/mod.rs",
        "use crate::terminal::{capabilities::Colours, backend::Backend};",
        &[
            "1: ui may not import terminal::capabilities::Colours",
            "1: ui may not import terminal::backend::Backend",
        ],
    ),
    ("src/app/mod.rs", "mod tests { fn f() { vec![tokio::spawn(a)]; } }", &["1: app may not use tokio"]),
    ("src/app/mod.rs", "use ldap3 as x;\nfn f() { let ring = 3; }", &["1: app may not use ldap3"]),
    ("src/app/mod.rs", "use ldap3;", &["1: app may not use ldap3"]),
    ("src/demo/tests/bind.rs", "use ldap3::Ldap;", &[]),
    ("src/demo/mod.rs", "#[cfg(test)]\nmod tests { use ldap3::Ldap; }", &[]),
    ("src/demo/mod.rs", "use ldap3::Ldap;", &["1: demo may not use ldap3"]),
    ("src/app/tests.rs", "use ldap3::Ldap;", &["1: app may not use ldap3"]),
    ("src/demo/tests.rs", "use crate::ui;", &["1: demo may not import ui"]),
    ("src/session/mod.rs", "use crate::config::Captcha;", &["1: session may not import config::Captcha"]),
    ("src/session/tests.rs", "use crate::config::Captcha;", &[]),
    ("src/session/mod.rs", "#[cfg(test)]\nuse crate::config::Captcha;", &[]),
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

#[test]
fn breaches_are_found_wherever_they_hide() {
    for (path, text, expected) in HIDDEN {
        let found: Vec<String> = breaches(&tree_of(&[(path, text)]).files[0])
            .iter()
            .map(|breach| breach.strip_prefix(&format!("{path}:")).unwrap_or(breach).to_owned())
            .collect();
        assert_eq!(found, *expected, "{path}: {text}");
    }
}

#[test]
fn a_part_of_a_room_opens_alone() {
    let files =
        [("src/ui/mod.rs", "use crate::terminal::{colours, colours::Depth, coloursets, backend::Backend};")];
    let rooms: &[Row] = &[("ui", &["terminal::colours"])];
    assert!(unused(&tree_of(&files), rooms, &[], false).is_empty());
    let rooms: &[Row] = &[("ui", &["terminal::colour"])];
    assert_eq!(unused(&tree_of(&files), rooms, &[], false), ["ui may import terminal::colour, and does not"]);
}

#[test]
fn unused_allowances_are_found() {
    let files = [
        (
            "src/session/mod.rs",
            "use crate::ui::Look;\n#[cfg(test)]\nmod tests { use crate::config; tokio::spawn(a); }",
        ),
        ("src/session/tests.rs", "use crate::captcha;\nuse ldap3::Ldap;"),
        ("src/terminal/mod.rs", "fn f() { tokio::spawn(a); }"),
    ];
    let rooms: &[Row] = &[("session", &["ui", "config", "captcha", "i18n"]), ("terminal", &["ui"])];
    let libraries: &[Row] = &[("tokio", &["session", "terminal"]), ("ldap3", &["session"])];
    assert_eq!(
        unused(&tree_of(&files), rooms, libraries, false),
        [
            "session may import config, and does not",
            "session may import captcha, and does not",
            "session may import i18n, and does not",
            "terminal may import ui, and does not",
            "session may use tokio, and does not",
            "session may use ldap3, and does not",
        ]
    );
    assert_eq!(
        unused(&tree_of(&files), rooms, libraries, true),
        [
            "the tests of session may import ui, and does not",
            "the tests of session may import i18n, and does not",
            "the tests of terminal may import ui, and does not",
            "the tests of terminal may use tokio, and does not",
        ]
    );
    assert!(!unused(&tree_of(&[]), ROOMS, LIBRARIES, false).is_empty());
}
