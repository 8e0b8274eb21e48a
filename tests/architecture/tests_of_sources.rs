//! What is read of a source, where a mistake would hide a breach.

use super::source::Source;
use super::tree_of;

#[test]
fn test_items_end_where_production_goes_on() {
    let table = [
        ("#[cfg(test)]\nmod tests {\n}\nfn f() { a::b() }", vec![1..=3]),
        ("/// A text.\n#[cfg(test)]\n#[allow(x)]\npub(crate) mod tests;\nfn f() { a::b() }", vec![1..=4]),
        ("#[cfg(test)]\nuse c::{d, e};\nfn f() { a::b() }", vec![1..=2]),
        ("#[cfg(test)]\nconst A: [B; 2] = [B { c }, D {}];\nfn f() { a::b() }", vec![1..=2]),
        ("#[cfg(test)]\nconst fn g() {}\nfn f() { a::b() }", vec![1..=2]),
        ("struct S {\n#[cfg(test)]\nc: u8,\nd: a::b }", vec![2..=3]),
        ("impl S {\n#[cfg(test)]\npub fn c<D, E>(&self) {\n}\nfn f() { a::b() } }", vec![2..=4]),
        ("fn f() {\n#[cfg(test)]\nlet c = D { e };\na::b() }", vec![2..=3]),
        ("#[cfg(any(test, feature = \"test-support\"))]\nmod c {\n}\nuse a::b;", vec![1..=3]),
        ("#[cfg(feature = \"test-support\")]\nmod c;\nuse a::b;", vec![1..=2]),
        ("#[cfg(not(test))]\nuse a::b;", vec![]),
        ("#[cfg(feature = \"demo\")]\nuse a::b;", vec![]),
        ("#![allow(test)]\n#[cfg_attr(test, allow(x))]\nuse a::b;", vec![]),
    ];
    for (text, lines) in table {
        let source = Source::read(text);
        assert_eq!(source.test_lines, lines, "{text}");
        let production = source.paths().filter(|(path, _, scope)| *path == ["a", "b"] && !scope.test).count();
        assert_eq!(production, 1, "{text}");
    }
}

#[test]
fn tests_are_known_by_their_attribute() {
    let source = Source::read(
        "#[test]\nfn a() {}\nfn b() {}\n#[tokio::test(start_paused = true)]\nasync fn c() {}\n\
         #[rstest]\n#[case(1)]\nfn d(#[case] e: u8) {}\nproptest! { #[test]\nfn g(h in 0..3) {} }",
    );
    let tests: Vec<&str> = source
        .functions
        .iter()
        .filter(|function| function.is_test)
        .map(|function| function.name.as_str())
        .collect();
    assert_eq!(tests, ["a", "c", "d", "g"]);
}

#[test]
fn test_files_are_known_by_name_or_declaration() {
    let tree = tree_of(&[
        ("src/a/mod.rs", "#[cfg(test)]\npub(crate) mod rig;\nmod b;\n#[cfg(feature = \"demo\")]\nmod c;"),
        ("src/a/b.rs", ""),
        ("src/a/c.rs", ""),
        ("src/a/contests.rs", ""),
        ("src/a/load_tests.rs", ""),
        ("src/a/rig/mod.rs", ""),
        ("src/a/rig/deep.rs", ""),
        ("src/a/testing.rs", ""),
        ("src/a/tests/b.rs", ""),
    ]);
    let production: Vec<&str> =
        tree.files.iter().filter(|file| !file.test).map(|file| file.path.as_str()).collect();
    assert_eq!(production, ["src/a/mod.rs", "src/a/b.rs", "src/a/c.rs", "src/a/contests.rs"]);
}
