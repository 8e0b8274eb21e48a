//! The dependencies among the files of a room, and their circles.
//!
//! A file depends on the file that DEFINES what it names: a re-export is followed to its definition. So neither
//! `mod b;` nor `pub use b::X;` makes `mod.rs` depend on `b`, unless the code of `mod.rs` uses `X` itself. A module
//! that is imported is no dependency; a name reached through it is one. Code of tests is left out. Tokens have no types:
//! a method, and a field, depend on nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Kind, Mark};
use super::tree::{File, Tree};

/// One file that names items of another: `from` and `on` count the files of the tree.
#[derive(Debug)]
pub struct Dependency {
    pub from: usize,
    pub on: usize,
    /// Each path with its line: `12 super::Model`.
    pub paths: Vec<String>,
}

/// The dependencies between the files of each room, one for each pair.
pub fn dependencies(tree: &Tree) -> Vec<Dependency> {
    let mut found: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    let files = tree.files.iter().enumerate().filter(|(_, file)| !file.test && !file.room().is_empty());
    for (from, file) in files {
        for mark in file.source.marks.iter().filter(|mark| !mark.test) {
            let Some(on) = named_file(tree, file, mark) else { continue };
            let target = &tree.files[on];
            if on != from && !target.test && target.room() == file.room() {
                let paths = found.entry((from, on)).or_default();
                if !paths.iter().any(|known| known.ends_with(&format!(" {}", mark.path))) {
                    paths.push(format!("{} {}", mark.line, mark.path));
                }
            }
        }
    }
    found.into_iter().map(|((from, on), paths)| Dependency { from, on, paths }).collect()
}

fn named_file(tree: &Tree, file: &File, mark: &Mark) -> Option<usize> {
    let (module, path) = (file.module_of(mark), &mark.path);
    let is_reexported = || {
        let mut marks = file.source.marks.iter().filter(|mark| !mark.test && file.module_of(mark) == module);
        marks.any(|mark| matches!(&mark.kind, Kind::Reexport(alias) if alias == path))
    };
    match mark.kind {
        // A word alone may be a variable, unless a `pub use` of this file gave it a meaning.
        Kind::Mention | Kind::Macro if !path.contains("::") && !is_reexported() => None,
        Kind::Mention | Kind::Macro | Kind::Import(_) => tree.defining_file(&module, path),
        Kind::DeclaredModule | Kind::InlineModule | Kind::Item | Kind::Reexport(_) => None,
    }
}

/// The sets of files that depend on each other, directly or through others.
pub fn circles(dependencies: &[Dependency]) -> BTreeSet<BTreeSet<usize>> {
    let mut reached: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for start in dependencies.iter().map(|dependency| dependency.from) {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![start];
        while let Some(file) = waiting.pop() {
            let next = dependencies.iter().filter(|dependency| dependency.from == file);
            waiting.extend(next.map(|dependency| dependency.on).filter(|on| seen.insert(*on)));
        }
        reached.insert(start, seen);
    }
    let reaches = |from: &usize, on: &usize| reached.get(from).is_some_and(|seen| seen.contains(on));
    let circle_of =
        |file| reached.keys().filter(|on| reaches(file, on) && reaches(on, file)).copied().collect();
    reached.keys().filter(|file| reaches(file, file)).map(circle_of).collect()
}

/// Every circle of a tree, each with the dependencies that make it.
pub fn describe(tree: &Tree) -> Vec<String> {
    let dependencies = dependencies(tree);
    let name = |file: &usize| tree.files[*file].path.as_str();
    let describe = |circle: &BTreeSet<usize>| {
        let files: Vec<&str> = circle.iter().map(name).collect();
        let mut lines = vec![format!("a circle of {} files: {}", files.len(), files.join(", "))];
        for Dependency { from, on, paths } in &dependencies {
            if circle.contains(from) && circle.contains(on) {
                lines.push(format!("  {} -> {}: {}", name(from), name(on), paths.join(", ")));
            }
        }
        lines.join("\n")
    };
    circles(&dependencies).iter().map(describe).collect()
}
