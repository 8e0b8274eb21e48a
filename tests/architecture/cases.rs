//! The rules can fail: over small sources, each with its breaches or circles.

use super::*;

const CIRCLES: &str = "
imports                | a: use super::b::B; | b: use super::a::A; => a b
one way                | a: use super::b::B; | b: struct B; =>
one file               | a: use super::a::A; use self::B; =>
a function's body      | a: fn f() { crate::r::b::g() } | b: fn g() -> super::a::A {} => a b
an attribute           | a: #[x(super::b::B)] struct A; | b: use super::a::A; => a b
others between         | a: use super::b::B; | b: use super::c::C; | c: use super::{d, a::A}; | d: struct D; => a b c
two circles            | a: use super::b::B; | b: use super::{a::A, c::C}; | c: use super::d::D; | d: use super::c::C; => a b, c d
super::super           | a/mod: pub mod x; | a/x: use super::super::b::B; | b: use super::a::x::X; => a/x b
an inline module       | a: pub mod x { use super::super::b::B; } | b: fn f() { super::a::x::g() } => a b
a renamed item         | a: use super::b::B as C; | b: use super::a::A as D; => a b
a module and its item  | a: use super::b; fn f() { b::g() } | b: use super::a::A; => a b
a renamed module       | a: use super::b as c; fn f() { c::g() } | b: use super::a::A; => a b
a module alone         | a: use super::b; | b: use super::a::A; =>
module and function    | mod: mod a; use a::a; fn f() {} | a: fn a() { super::f() } => a mod
a variant              | a: fn f() { super::b::E::One } | b: use super::a::A; enum E { One } => a b
siblings by the parent | mod: pub use a::A; pub use b::B; | a: use super::B; struct A; | b: use super::A; struct B; => a b
no use by the parent   | mod: mod a; pub use a::A; pub const C: u8 = 3; | a: use super::C; pub struct A; =>
use by the parent      | mod: mod a; pub(crate) use a::A; pub const C: A = 3; | a: use super::C; pub struct A; => a mod
a parent's own import  | mod: mod a; use a::A; pub const C: A = 3; | a: use super::C; pub struct A; => a mod
a method and a field   | mod: pub use a::f; fn g(x: X) { x.f(); X { f: 3 } } | a: use super::g; pub fn f() {} =>
twice, and renamed     | mod: pub use b::F as E; | b/mod: pub use c::G as F; | b/c: use crate::r::a::A; pub struct G; | a: use super::E; struct A; => a b/c
a glob                 | mod: pub use b::*; | a: use super::B; struct A; | b: use super::a::A; pub struct B; => a b
a list with self       | a: use super::b::{self, c}; fn f() { b::g(); c::h() } | b/mod: fn g() {} | b/c: use crate::r::a::A; => a b/c
each other             | a: pub use super::b::X; fn f(x: X) {} | b: pub use super::a::X; =>
a test module          | a: use super::b::B; | b: #[cfg(test)] mod tests { use super::super::a::A; use super::*; } =>
a test function        | a: use super::b::B; | b: impl B { #[cfg(test)] fn f() { super::a::g() } } =>
files of tests         | a: #[cfg(test)] mod rig; pub fn f(x: rig::X) {} | a/rig: use super::f; | a/tests: use super::f; =>
";

const BREACHES: &str = r#"
src/directory/ldap/connect.rs: use crate::account::Ending; => 1: directory may not import account::Ending
src/directory/mod.rs: \nfn f() { crate::app::update(); } => 2: directory may not import app::update
src/account/mod.rs: use crate::{directory::Person, ui, password::{self, Rule}}; => 1: account may not import ui
src/account/a.rs: use crate::{\n directory::Person,\n app::{form::Field, Model},\n}; => 3: account may not import app::form::Field, 3: account may not import app::Model
src/account/a.rs: use super::super::ui::view; => 1: account may not import ui::view
src/account/a.rs: use super::ui::view; =>
src/account/a.rs: mod b { use super::super::ui::view; } =>
src/account/a.rs: mod b { use super::super::super::ui::*; } => 1: account may not import ui
src/account/a.rs: mod b;\nfn f() { b::g::<crate::ui::Look>() } => 2: account may not import ui::Look
src/account/a.rs: #[derive(crate::ui::Drawn)]\nstruct A; => 1: account may not import ui::Drawn
src/ui/mod.rs: use crate::terminal::{capabilities::Colours, backend::Backend}; => 1: ui may not import terminal::capabilities::Colours, 1: ui may not import terminal::backend::Backend
src/app/mod.rs: mod tests { fn f() { vec![tokio::spawn(a)]; } } => 1: app may not use tokio
src/app/mod.rs: use ldap3 as x;\nfn f() { let ring = 3; } => 1: app may not use ldap3
src/app/mod.rs: use ldap3; => 1: app may not use ldap3
src/demo/tests/bind.rs: use ldap3::Ldap; =>
src/demo/mod.rs: #[cfg(test)]\nmod tests { use ldap3::Ldap; } =>
src/demo/mod.rs: use ldap3::Ldap; => 1: demo may not use ldap3
src/app/tests.rs: use ldap3::Ldap; => 1: app may not use ldap3
src/demo/tests.rs: use crate::ui; => 1: demo may not import ui
src/session/mod.rs: use crate::config::Captcha; => 1: session may not import config::Captcha
src/session/tests.rs: use crate::config::Captcha; =>
src/session/mod.rs: #[cfg(test)]\nuse crate::config::Captcha; =>
src/app/mod.rs: // use crate::ui;\n/// [`crate::ui::view`]\nfn f() -> &'static str { "crate::ui" } =>
src/ui/mod.rs: fn f() { println!("a"); } => 1: println! writes past a Write
src/ui/mod.rs: fn f() { std::eprint!("a"); } => 1: eprint! writes past a Write
src/ui/mod.rs: fn f() { let println = 3; if !println {} } =>
src/attic/mod.rs:  => the room attic is not in the table
src/main.rs: use mamamia::session::run; => 1: main may not import session::run
"#;

/// A source with one `a::b` of production, and the lines of its tests.
const TEST_LINES: &str = r#"
#[cfg(test)]\nmod tests {\n}\nfn f() { a::b() } => 1..=3
/// A text.\n#[cfg(test)]\n#[allow(x)]\npub(crate) mod tests;\nfn f() { a::b() } => 1..=4
#[cfg(test)]\nuse c::{d, e};\nfn f() { a::b() } => 1..=2
#[cfg(test)]\nconst A: [B; 2] = [B { c }, D {}];\nfn f() { a::b() } => 1..=2
#[cfg(test)]\nconst fn g() {}\nfn f() { a::b() } => 1..=2
struct S {\n#[cfg(test)]\nc: u8,\nd: a::b } => 2..=3
impl S {\n#[cfg(test)]\npub fn c<D, E>(&self) {\n}\nfn f() { a::b() } } => 2..=4
fn f() {\n#[cfg(test)]\nlet c = D { e };\na::b() } => 2..=3
#[cfg(any(test, feature = "test-support"))]\nmod c {\n}\nuse a::b; => 1..=3
#[cfg(feature = "test-support")]\nmod c;\nuse a::b; => 1..=2
#[cfg(not(test))]\nuse a::b; =>
#[cfg(feature = "demo")]\nuse a::b; =>
#![allow(test)]\n#[cfg_attr(test, allow(x))]\nuse a::b; =>
"#;

fn cases(table: &str) -> impl Iterator<Item = (String, &str)> {
    let cases = table.lines().filter_map(|line| line.rsplit_once(" =>"));
    cases.map(|(case, expected)| (case.replace("\\n", "\n"), expected.trim()))
}

/// The tree of these files, each as `path: text`.
pub fn tree_of<'file>(files: impl IntoIterator<Item = &'file str>) -> Tree {
    let files = files.into_iter().map(|file| file.split_once(": ").expect("a path and a text"));
    Tree::of(files.map(|(path, text)| (path.to_owned(), text.to_owned())))
}

#[test]
fn hidden_circles_are_found() {
    for (case, expected) in cases(CIRCLES) {
        let files = case.split(" | ").skip(1);
        let mut files: Vec<String> =
            files.map(|file| format!("src/r/{}", file.replacen(": ", ".rs: ", 1))).collect();
        if !case.contains("| mod: ") {
            files.push("src/r/mod.rs: ".to_owned());
        }
        files.sort_unstable();
        let tree = tree_of(files.iter().map(String::as_str));
        let name = |file: &usize| tree.files[*file].path["src/r/".len()..].trim_end_matches(".rs").to_owned();
        let circles = circles::circles(&circles::dependencies(&tree));
        let found: Vec<_> =
            circles.iter().map(|files| files.iter().map(name).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(found.join(", "), expected, "{case}");
    }
}

#[test]
fn dependencies_end_at_the_room() {
    let files =
        ["src/r/a.rs: use crate::s::b::B;", "src/s/b.rs: use crate::r::a::A;", "src/lib.rs: mod r; mod s;"];
    assert!(circles::dependencies(&tree_of(files)).is_empty());
}

#[test]
fn circle_is_described_by_its_paths() {
    let first = "src/r/a.rs: use super::b;\n\nfn f() { b::g(); b::h(); b::g() }";
    assert_eq!(
        circles::describe(&tree_of([first, "src/r/b.rs: use super::a::A;", "src/r/mod.rs: "])),
        ["a circle of 2 files: src/r/a.rs, src/r/b.rs\n  \
          src/r/a.rs -> src/r/b.rs: 3 b::g, 3 b::h\n  \
          src/r/b.rs -> src/r/a.rs: 1 super::a::A"]
    );
}

#[test]
fn hidden_breaches_are_found() {
    for (case, expected) in cases(BREACHES) {
        let tree = tree_of([case.as_str()]);
        let prefix = format!("{}:", tree.files[0].path);
        let found = rooms::breaches(&tree.files[0]).join(", ").replace(&prefix, "");
        assert_eq!(found.trim(), expected, "{case}");
    }
}

#[test]
fn part_of_a_room_opens_alone() {
    let file = "src/ui/mod.rs: use crate::terminal::{colours, colours::Depth, coloursets, backend::Backend};";
    assert!(rooms::unused(&tree_of([file]), "ui: terminal::colours", "", false).is_empty());
    let unused = rooms::unused(&tree_of([file]), "ui: terminal::colour", "", false);
    assert_eq!(unused, ["ui may import terminal::colour, and does not"]);
}

#[test]
fn unused_allowances_are_found() {
    let files = [
        "src/session/mod.rs: use crate::ui::Look;\n#[cfg(test)]\nmod tests { use crate::config; tokio::spawn(a); }",
        "src/session/tests.rs: use crate::captcha;\nuse ldap3::Ldap;",
        "src/terminal/mod.rs: fn f() { tokio::spawn(a); }",
    ];
    let rooms = "session: ui config captcha i18n\nterminal: ui";
    let libraries = "tokio: session terminal\nldap3: session";
    let found = |tests| {
        rooms::unused(&tree_of(files), rooms, libraries, tests).join("; ").replace(", and does not", "")
    };
    assert_eq!(
        found(false),
        "session may import config; session may import captcha; session may import i18n; \
         terminal may import ui; session may use tokio; session may use ldap3"
    );
    assert_eq!(
        found(true).replace("the tests of ", ""),
        "session may import ui; session may import i18n; terminal may import ui; terminal may use tokio"
    );
    assert!(!rooms::unused(&tree_of([]), ROOMS, LIBRARIES, false).is_empty());
}

#[test]
fn test_items_end_before_production() {
    for (text, expected) in cases(TEST_LINES) {
        let source = Source::read(&text);
        let lines: Vec<String> = source.test_lines.iter().map(|lines| format!("{lines:?}")).collect();
        assert_eq!(lines.join(", "), expected, "{text}");
        let production = source.long_paths().filter(|mark| mark.path == "a::b" && !mark.test).count();
        assert_eq!(production, 1, "{text}");
    }
}

#[test]
fn tests_are_known_by_attribute() {
    let source = Source::read(
        "#[test]\nfn a() {}\nfn b() {}\n#[tokio::test(start_paused = true)]\nasync fn c() {}\n\
         #[rstest]\n#[case(1)]\nfn d(#[case] e: u8) {}\nproptest! { #[test]\nfn g(h in 0..3) {} }",
    );
    let tests = source.functions.iter().filter(|function| function.is_test);
    assert_eq!(tests.map(|function| function.name.as_str()).collect::<Vec<_>>(), ["a", "c", "d", "g"]);
}

#[test]
fn files_of_tests_are_known() {
    let parent =
        "src/a/mod.rs: #[cfg(test)]\npub(crate) mod rig;\nmod b;\n#[cfg(feature = \"demo\")]\nmod c;";
    let names = "b c contests load_tests rig/mod rig/deep testing tests/b";
    let files: Vec<String> = names.split(' ').map(|name| format!("src/a/{name}.rs: ")).collect();
    let tree = tree_of([parent].into_iter().chain(files.iter().map(String::as_str)));
    let production = tree.files.iter().filter(|file| !file.test).map(|file| file.path.as_str());
    let expected = ["src/a/mod.rs", "src/a/b.rs", "src/a/c.rs", "src/a/contests.rs"];
    assert_eq!(production.collect::<Vec<_>>(), expected);
}

#[test]
fn long_files_and_functions_are_found() {
    assert_eq!(excesses("src/a.rs", &"//\n".repeat(LONGEST_FILE + 1)), ["src/a.rs: 401 lines, 400 at most"]);
    assert!(excesses("src/a.rs", &"//\n".repeat(LONGEST_FILE)).is_empty());
    let function =
        |lines: usize| format!("\nimpl A {{\n    fn long(a: u8) -> u8 {{{}}}\n}}", "\n".repeat(lines - 1));
    assert_eq!(excesses("src/a.rs", &function(61)), ["src/a.rs:3: long has 61 lines, 60 at most"]);
    assert!(excesses("src/a.rs", &function(60)).is_empty());
}
