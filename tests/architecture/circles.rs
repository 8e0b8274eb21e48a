//! Which file of a room depends on which, and the circles of these dependencies.
//!
//! A file depends on the file that DEFINES what it names: a re-export is followed to its definition. So neither
//! `mod b;` nor `pub use b::X;` makes `mod.rs` depend on `b`, unless the code of `mod.rs` uses `X` itself. A module
//! that is imported is no dependency; what is named through it is one. What tests compile is left out.
//! Tokens have no types: a method, and a field, depend on nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{File, Tree, inner};

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
    for (from, file) in
        tree.files.iter().enumerate().filter(|(_, file)| !file.test && !file.room().is_empty())
    {
        for (on, line, path) in named_files(tree, file) {
            let target = &tree.files[on];
            if on != from && !target.test && target.room() == file.room() {
                let paths = found.entry((from, on)).or_default();
                let path = path.join("::");
                if !paths.iter().any(|known| known.ends_with(&format!(" {path}"))) {
                    paths.push(format!("{line} {path}"));
                }
            }
        }
    }
    found.into_iter().map(|((from, on), paths)| Dependency { from, on, paths }).collect()
}

/// The files that define what a file names, each with the line and the path.
fn named_files<'tree>(tree: &'tree Tree, file: &'tree File) -> Vec<(usize, usize, &'tree [String])> {
    let imports =
        file.source.imports.iter().filter(|import| !import.scope.test && !import.reexport).map(|import| {
            let module = inner(file, &import.scope);
            (tree.defining_file(&module, &import.path), import.line, import.path.as_slice())
        });
    let mentions = file.source.mentions.iter().filter(|mention| !mention.scope.test).map(|mention| {
        let module = inner(file, &mention.scope);
        let target = match mention.path.as_slice() {
            [name] if mention.is_macro => tree.file_of_macro(&module, name),
            // A word alone may be a variable, unless a `pub use` of this file gave it a meaning.
            [name] if !is_reexported(file, &module, name) => None,
            path => tree.defining_file(&module, path),
        };
        (target, mention.line, mention.path.as_slice())
    });
    imports.chain(mentions).filter_map(|(target, line, path)| Some((target?, line, path))).collect()
}

fn is_reexported(file: &File, module: &[String], name: &str) -> bool {
    file.source.imports.iter().any(|import| {
        import.reexport && !import.scope.test && import.alias == name && inner(file, &import.scope) == module
    })
}

/// The sets of files that depend on each other, be it through others.
pub fn circles(dependencies: &[Dependency]) -> Vec<BTreeSet<usize>> {
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
    let circle_of = |file: &usize| -> BTreeSet<usize> {
        reached.keys().filter(|other| reaches(file, other) && reaches(other, file)).copied().collect()
    };
    let found: BTreeSet<BTreeSet<usize>> =
        reached.keys().filter(|file| reaches(file, file)).map(circle_of).collect();
    found.into_iter().collect()
}

/// Every circle of a tree, each with the dependencies that make it.
pub fn describe(tree: &Tree) -> Vec<String> {
    let dependencies = dependencies(tree);
    let name = |file: usize| tree.files[file].path.as_str();
    circles(&dependencies)
        .iter()
        .map(|circle| {
            let files: Vec<&str> = circle.iter().map(|file| name(*file)).collect();
            let mut lines = vec![format!("a circle of {} files: {}", files.len(), files.join(", "))];
            for Dependency { from, on, paths } in &dependencies {
                if circle.contains(from) && circle.contains(on) {
                    lines.push(format!("  {} -> {}: {}", name(*from), name(*on), paths.join(", ")));
                }
            }
            lines.join("\n")
        })
        .collect()
}
