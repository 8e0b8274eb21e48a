//! The modules of a crate, and the file that defines the item of a path.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::source::{Kind, Mark, Source, join};

/// Steps from one re-export to the next, so that two that name each other end.
const MOST_STEPS: usize = 16;

pub struct File {
    /// From the root of the package: `src/app/mod.rs`.
    pub path: String,
    /// `app::form` for `src/app/form/mod.rs`; empty for `src/lib.rs`.
    module: String,
    pub source: Source,
    /// Whether only tests compile it.
    pub test: bool,
}

impl File {
    pub fn room(&self) -> &str {
        self.module.split("::").next().unwrap_or("")
    }

    /// The module of a mark: that of the file, and the inline modules around it.
    pub fn module_of(&self, mark: &Mark) -> String {
        join(&self.module, &mark.module)
    }
}

/// Every file below `src`, in the order of their paths.
pub struct Tree {
    pub files: Vec<File>,
    /// The modules of production, inline modules included.
    modules: BTreeMap<String, Module>,
}

#[derive(Default)]
struct Module {
    file: usize,
    items: BTreeSet<String>,
    imports: Vec<(String, String)>,
}

enum Target {
    Module(String),
    ItemOf(usize),
}

impl Tree {
    pub fn of(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let read = |(path, text): (String, String)| {
            let (module, source, test) = (module_of(&path), Source::read(&text), is_for_tests(&path));
            File { path, module, source, test }
        };
        let mut files: Vec<File> = texts.into_iter().map(read).collect();
        let marks = files.iter().flat_map(|file| file.source.marks.iter().map(move |mark| (file, mark)));
        let declared = marks.filter(|(_, mark)| mark.test && mark.kind == Kind::DeclaredModule);
        let for_tests: Vec<_> =
            declared.map(|(file, mark)| join(&file.module_of(mark), &mark.path)).collect();
        for file in &mut files {
            file.test |= for_tests.iter().any(|module| is_within(&file.module, module));
        }
        let mut modules: BTreeMap<String, Module> = BTreeMap::new();
        for (number, file) in files.iter().enumerate().filter(|(_, file)| !file.test) {
            modules.entry(file.module.clone()).or_default().file = number;
            for mark in file.source.marks.iter().filter(|mark| !mark.test) {
                let name = file.module_of(mark);
                match &mark.kind {
                    Kind::InlineModule => modules.entry(join(&name, &mark.path)).or_default().file = number,
                    Kind::Item => _ = modules.entry(name).or_default().items.insert(mark.path.clone()),
                    Kind::Import(alias) | Kind::Reexport(alias) => {
                        let import = (alias.clone(), mark.path.clone());
                        modules.entry(name).or_default().imports.push(import);
                    }
                    Kind::DeclaredModule | Kind::Mention | Kind::Macro => {}
                }
            }
        }
        Self { files, modules }
    }

    /// The file that defines what a path of production names, if it is in this crate. Re-exports are followed; a name
    /// that no token defines (a macro makes it) belongs to the file of its module.
    pub fn defining_file(&self, from: &str, path: &str) -> Option<usize> {
        match self.locate(from, path, MOST_STEPS)? {
            Target::Module(_) => None,
            Target::ItemOf(file) => Some(file),
        }
    }

    fn locate(&self, from: &str, path: &str, steps: usize) -> Option<Target> {
        let steps = steps.checked_sub(1)?;
        match absolute(from, path) {
            Some(path) => self.descend("", &path, steps),
            None => self.descend(from, path, steps),
        }
    }

    /// Follows a path downwards from a module, which has the name itself if no token defines it.
    fn within(&self, module: &str, path: &str, steps: usize) -> Option<Target> {
        let target = self.descend(module, path, steps);
        target.or_else(|| self.modules.get(module).map(|module| Target::ItemOf(module.file)))
    }

    fn descend(&self, module: &str, path: &str, steps: usize) -> Option<Target> {
        if path.is_empty() {
            return Some(Target::Module(module.to_owned()));
        }
        let (name, rest) = path.split_once("::").unwrap_or((path, ""));
        let child = join(module, name);
        let is_module = self.modules.contains_key(&child);
        if is_module && !rest.is_empty() {
            return self.within(&child, rest, steps);
        }
        let known = self.modules.get(module);
        if let Some(known) = known.filter(|known| known.items.contains(name)) {
            return Some(Target::ItemOf(known.file));
        }
        let follow = |alias: &str, path: &str| {
            let imports = known.into_iter().flat_map(|known| &known.imports);
            imports.filter(|import| import.0 == alias).find_map(|(_, import)| {
                match self.locate(module, import, steps)? {
                    Target::Module(other) if alias != "*" => self.within(&other, path, steps),
                    Target::Module(other) if other != module => self.descend(&other, path, steps),
                    item => Some(item).filter(|_| alias != "*"),
                }
            })
        };
        let item = follow(name, rest).or_else(|| is_module.then_some(Target::Module(child)));
        item.or_else(|| follow("*", path))
    }
}

/// Whether a path begins with the whole path `open`.
pub fn is_within(path: &str, open: &str) -> bool {
    open.is_empty() || path.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The path from the root of the crate; none for a path that starts from a name.
pub fn absolute(from: &str, path: &str) -> Option<String> {
    let (first, rest) = path.split_once("::").unwrap_or((path, ""));
    match first {
        "crate" => Some(rest.to_owned()),
        // The binary names its library.
        "mamamia" if is_within(from, "main") => Some(rest.to_owned()),
        "self" => absolute(from, rest).or_else(|| Some(join(from, rest))),
        "super" if from.is_empty() => None,
        "super" => {
            let parent = from.rsplit_once("::").map_or("", |(parent, _)| parent);
            absolute(parent, rest).or_else(|| Some(join(parent, rest)))
        }
        _ => None,
    }
}

fn module_of(path: &str) -> String {
    let module = path.trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::");
    let module = module.strip_suffix("::mod").unwrap_or(&module);
    if module == "lib" { String::new() } else { module.to_owned() }
}

/// Whether a file is a test, a support of tests or an example, by its name.
fn is_for_tests(path: &str) -> bool {
    let mut parts = path.trim_end_matches(".rs").split('/');
    parts.any(|part| matches!(part, "examples" | "testing" | "tests") || part.ends_with("_tests"))
}

/// Every Rust file below these folders: its path from the root, and its text.
pub fn texts_below(root: &Path, folders: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(root.join(folder)).expect("a folder of sources") {
            let entry = entry.expect("an entry");
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                found.extend(texts_below(root, &[&path]));
            } else if path.ends_with(".rs") {
                found.push((path, fs::read_to_string(entry.path()).expect("a source")));
            }
        }
    }
    found.sort();
    found
}
