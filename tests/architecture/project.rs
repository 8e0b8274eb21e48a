//! Each dependency is used, no locked crate asks for a newer Rust than ours, the fuzz targets are the same everywhere,
//! and the count of `make test` is true.

use std::process::Command;

use rstest::rstest;
use serde_json::{Value, json};

use super::cases::tree_of;
use super::*;

/// The metadata that cargo gives of the package and of each locked crate of this platform. Others need not be downloaded.
fn metadata() -> Value {
    let version = output(Command::new("rustc").arg("-vV"));
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.args(["metadata", "--format-version", "1", "--offline", "--locked", "--all-features"]);
    serde_json::from_str(&output(command.args(["--filter-platform", host]))).expect("JSON")
}

fn output(command: &mut Command) -> String {
    let output = command.current_dir(ROOT).output().expect("a command");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn packages(metadata: &Value) -> &[Value] {
    metadata["packages"].as_array().expect("packages")
}

fn ours(metadata: &Value) -> &Value {
    packages(metadata).iter().find(|package| package["name"] == env!("CARGO_PKG_NAME")).expect("our package")
}

/// The dependencies of our package that no source uses. One that only tests use must be a development dependency, or
/// an optional one (which a feature for tests asks for).
fn unused(package: &Value, tree: &Tree) -> Vec<String> {
    let used = tree
        .files
        .iter()
        .flat_map(|file| rooms::uses(file).into_iter().map(|used| (used.library, used.test)));
    let used: BTreeSet<(String, bool)> = used.collect();
    let is_unused = |dependency: &&Value| {
        let name = dependency["rename"].as_str().or(dependency["name"].as_str()).expect("a name");
        let name = name.replace('-', "_");
        let for_tests = dependency["kind"] == "dev" || dependency["optional"] == true;
        !(used.contains(&(name.clone(), false)) || for_tests && used.contains(&(name, true)))
    };
    let dependencies = package["dependencies"].as_array().expect("dependencies").iter();
    dependencies.filter(is_unused).map(|dependency| dependency["name"].to_string()).collect()
}

/// Version numbers, compared as numbers: 1.9 comes before 1.89.
fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.parse().expect("a number")).chain([0, 0]).take(3).collect()
}

fn too_new(metadata: &Value) -> Vec<String> {
    let own = version(ours(metadata)["rust_version"].as_str().expect("our rust-version"));
    let asks = |package: &&Value| package["rust_version"].as_str().is_some_and(|asked| version(asked) > own);
    let name = |found: &Value| format!("{} {} {}", found["name"], found["version"], found["rust_version"]);
    packages(metadata).iter().filter(asks).map(name).collect()
}

#[test]
fn every_dependency_is_used() {
    let metadata = metadata();
    let dependencies = ours(&metadata)["dependencies"].as_array().expect("dependencies").len();
    assert!(dependencies > 40, "{dependencies} dependencies");
    let tree = Tree::of(tree::texts_below(Path::new(ROOT), &["src", "tests", "examples"]));
    assert_eq!(unused(ours(&metadata), &tree), [""; 0]);
}

#[test]
fn no_crate_asks_for_newer_rust() {
    let metadata = metadata();
    assert!(packages(&metadata).len() > 200, "the crates were not found");
    assert_eq!(too_new(&metadata), [""; 0]);
}

#[rstest]
#[case::path("let random = ring::rand::SystemRandom::new();", true)]
#[case::macro_("let text = ring::text!(1);", true)]
#[case::absolute("let x = ::ring::x();", true)]
#[case::import("use ring;", true)]
#[case::renamed("    pub use ring as other;", true)]
#[case::attribute("#[ring::main]", true)]
#[case::list("use {ring::hmac, url};", true)]
#[case::comment("    // ring::hmac is not used", false)]
#[case::doc_comment("/// See [`ring::hmac`].", false)]
#[case::local("ring.close(); let ring = 1;", false)]
#[case::own_module("use crate::ring::Key;", false)]
#[case::longer_name("use string::ring_buffer; bring::x();", false)]
fn use_is_told_from_name(#[case] source: &str, #[case] expected: bool) {
    let package = json!({ "dependencies": [{ "name": "ring" }] });
    let tree = tree_of([format!("src/a.rs: {source}").as_str()]);
    assert_eq!(unused(&package, &tree).is_empty(), expected);
}

#[rstest]
#[case::program(json!({"name": "a-b"}), true)]
#[case::in_room_test(json!({"name": "c"}), false)]
#[case::development(json!({"name": "c", "kind": "dev"}), true)]
#[case::test_file(json!({"name": "d", "kind": "dev"}), true)]
#[case::test_file_of_a_room(json!({"name": "e"}), false)]
#[case::optional(json!({"name": "d", "optional": true}), true)]
#[case::only_for_tests(json!({"name": "d", "optional": false}), false)]
#[case::renamed(json!({"name": "z", "rename": "a-b"}), true)]
#[case::nowhere(json!({"name": "z", "kind": "dev"}), false)]
fn dependency_is_used_where_it_counts(#[case] dependency: Value, #[case] is_used: bool) {
    let program = "src/a.rs: use a_b::x;\n#[cfg(test)]\nmod tests {\n    use c::x;\n}\n";
    let tree = tree_of([program, "src/room/tests/x.rs: use e::x;", "tests/x.rs: use d::x;"]);
    let expected = if is_used { vec![] } else { vec![dependency["name"].to_string()] };
    assert_eq!(unused(&json!({ "dependencies": [dependency] }), &tree), expected);
}

#[rstest]
#[case::older(json!("1.9"), false)]
#[case::same(json!("1.89.0"), false)]
#[case::newer_patch(json!("1.89.1"), true)]
#[case::newer(json!("1.100"), true)]
#[case::unknown(Value::Null, false)]
fn newer_rust_is_refused(#[case] asked: Value, #[case] refused: bool) {
    let ours = json!({ "name": "mamamia", "version": "0.1.0", "rust_version": "1.89" });
    let other = json!({ "name": "other", "version": "2.0.0", "rust_version": asked });
    assert_eq!(too_new(&json!({ "packages": [ours, other] })).len(), usize::from(refused));
}

/// The first text between quotes of each line that begins so.
fn quoted_after(text: &str, beginning: &str) -> BTreeSet<String> {
    let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix(beginning));
    lines.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// `make fuzz` runs each target, with coverage and without.
#[test]
fn fuzz_targets_are_the_same_everywhere() {
    let read = |file: &str| std::fs::read_to_string(Path::new(ROOT).join(file)).expect("a file");
    let makefile = read("Makefile");
    let asked = makefile.lines().find_map(|line| line.strip_prefix("FUZZ ?= ")).expect("targets");
    let asked: BTreeSet<String> = asked.split_whitespace().map(str::to_owned).collect();
    let manifest = read("fuzz/Cargo.toml");
    let (_, binaries) = manifest.split_once("[[bin]]").expect("binaries");
    let sources = std::fs::read_dir(Path::new(ROOT).join("fuzz/fuzz_targets")).expect("a folder");
    let sources: BTreeSet<String> = sources
        .map(|source| format!("fuzz_targets/{}", source.expect("a file").file_name().to_string_lossy()))
        .collect();
    assert!(asked.contains("gate"), "{asked:?}");
    assert_eq!(quoted_after(&read("examples/fuzz/targets.rs"), "(\""), asked);
    assert_eq!(quoted_after(binaries, "name = \""), asked);
    assert_eq!(quoted_after(binaries, "path = \""), sources);
    assert_eq!(sources, asked.iter().map(|target| format!("fuzz_targets/{target}.rs")).collect());
}

/// The counts of tests that passed, failed and were skipped; `RESULT` stands for the mark of libtest.
#[rstest]
#[case::passed("RESULT: ok. 5 passed; 0 failed;\nRESULT: ok. 2 passed; 0 failed;", 0, [7, 0, 0])]
#[case::failed("RESULT: FAILED. 1 passed; 3 failed;\nerror: 1 target failed:", 101, [1, 3, 0])]
#[case::died("RESULT: FAILED. 1 passed; 3 failed;\nerror: 2 targets failed:", 101, [1, 4, 0])]
#[case::not_built("error: could not compile", 101, [0, 1, 0])]
#[case::skipped("SKIPPED a: no b\nRESULT: ok. 5 passed; 0 failed;", 0, [4, 0, 1])]
#[case::one_thread("test c::d ... SKIPPED a: no b\nok\nRESULT: ok. 1 passed; 0 failed;", 0, [0, 0, 1])]
fn tests_are_counted(#[case] printed: &str, #[case] status: i32, #[case] counts: [u8; 3]) {
    assert_eq!(counted(printed, status, ""), (counts, Some(status)));
}

#[test]
fn skipped_test_fails_the_continuous_integration() {
    let printed = "SKIPPED a: no b\nRESULT: ok. 5 passed; 0 failed;";
    assert_eq!(counted(printed, 0, "true"), ([4, 0, 1], Some(1)));
}

/// The counts and the exit status of `tests/count.sh` for a command that prints this and exits so.
fn counted(printed: &str, status: i32, ci: &str) -> ([u8; 3], Option<i32>) {
    let mut command = Command::new(Path::new(ROOT).join("tests/count.sh"));
    let (printed, status) = (printed.replace("RESULT", "test result"), status.to_string());
    command.args(["sh", "-c", "printf '%s\\n' \"$0\"; exit $1", &printed, &status]);
    let output = command.env("CI", ci).output().expect("a shell");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let words: Vec<&str> = text.lines().last().unwrap_or_default().split(' ').collect();
    let [passed, "passed,", failed, "failed,", skipped, "skipped"] = words[..] else { panic!("{text}") };
    ([passed, failed, skipped].map(|count| count.parse().expect("a count")), output.status.code())
}
