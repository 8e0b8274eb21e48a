//! The search for circles can fail: over small rooms, each with the circles that it has.

use super::circles::{circles, dependencies, describe};
use super::tree::Tree;
use super::tree_of;

/// One room a line: what it shows, its files, each as `path: text`, and its circles.
const HIDDEN: &str = "
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
a macro                | mod: macro_rules! m { () => {} } mod a; fn f() { a::g() } | a: m!(); => a mod
a variant              | a: fn f() { super::b::E::One } | b: use super::a::A; enum E { One } => a b
";

const REEXPORTED: &str = "
siblings by the parent | mod: pub use a::A; pub use b::B; | a: use super::B; struct A; | b: use super::A; struct B; => a b
no use by the parent   | mod: mod a; pub use a::A; pub const C: u8 = 3; | a: use super::C; pub struct A; =>
use by the parent      | mod: mod a; pub(crate) use a::A; pub const C: A = 3; | a: use super::C; pub struct A; => a mod
a parent's own import  | mod: mod a; use a::A; pub const C: A = 3; | a: use super::C; pub struct A; => a mod
a method and a field   | mod: pub use a::f; fn g(x: X) { x.f(); X { f: 3 } } | a: use super::g; pub fn f() {} =>
twice, and renamed     | mod: pub use b::F as E; | b/mod: pub use c::G as F; | b/c: use crate::r::a::A; pub struct G; | a: use super::E; struct A; => a b/c
a glob                 | mod: pub use b::*; | a: use super::B; struct A; | b: use super::a::A; pub struct B; => a b
a list with self       | a: use super::b::{self, c}; fn f() { b::g(); c::h() } | b/mod: fn g() {} | b/c: use crate::r::a::A; => a b/c
each other             | a: pub use super::b::X; fn f(x: X) {} | b: pub use super::a::X; =>
";

const TESTS: &str = "
a test module          | a: use super::b::B; | b: #[cfg(test)] mod tests { use super::super::a::A; use super::*; } =>
a test function        | a: use super::b::B; | b: impl B { #[cfg(test)] fn f() { super::a::g() } } =>
files of tests         | a: #[cfg(test)] mod rig; pub fn f(x: rig::X) {} | a/rig: use super::f; | a/tests: use super::f; =>
";

#[test]
fn circles_are_found_wherever_they_hide() {
    for case in [HIDDEN, REEXPORTED, TESTS].into_iter().flat_map(str::lines).filter(|line| !line.is_empty()) {
        let (room, expected) = case.rsplit_once(" =>").expect("the circles of a case");
        let mut files: Vec<(&str, &str)> = room
            .split(" | ")
            .skip(1)
            .map(|file| file.split_once(": ").expect("the text of a file"))
            .collect();
        if !files.iter().any(|(path, _)| *path == "mod") {
            files.push(("mod", ""));
        }
        files.sort_unstable();
        let tree =
            Tree::of(files.iter().map(|(path, text)| (format!("src/r/{path}.rs"), (*text).to_owned())));
        let circles = circles(&dependencies(&tree));
        let name = |file: &usize| files[*file].0;
        let found: Vec<String> =
            circles.iter().map(|circle| circle.iter().map(name).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(found.join(", "), expected.trim(), "{case}");
    }
}

#[test]
fn other_rooms_are_left_out() {
    let tree = tree_of(&[
        ("src/r/a.rs", "use crate::s::b::B;"),
        ("src/s/b.rs", "use crate::r::a::A;"),
        ("src/lib.rs", "mod r; mod s;"),
    ]);
    assert!(dependencies(&tree).is_empty());
}

#[test]
fn a_circle_is_described_by_its_paths() {
    let tree = tree_of(&[
        ("src/r/a.rs", "use super::b;\n\nfn f() { b::g(); b::h(); b::g() }"),
        ("src/r/b.rs", "use super::a::A;"),
    ]);
    assert_eq!(
        describe(&tree),
        ["a circle of 2 files: src/r/a.rs, src/r/b.rs\n  \
          src/r/a.rs -> src/r/b.rs: 3 b::g, 3 b::h\n  \
          src/r/b.rs -> src/r/a.rs: 1 super::a::A"]
    );
}
