//! The modules of a crate, and the file that defines the item of a path.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::source::{Kind, Mark, Source};

/// Steps from one re-export to the next, so that two that name each other end.
const MOST_STEPS: usize = 16;

pub struct File {
    /// From the root of the package: `src/app/mod.rs`.
    pub path: String,
    /// `["app", "form"]` for `src/app/form/mod.rs`; none for `src/lib.rs`.
    pub module: Vec<String>,
    pub source: Source,
    /// Whether only tests compile it.
    pub test: bool,
}

impl File {
    pub fn room(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }

    /// The module of a mark: that of the file, and the inline modules around it.
    pub fn module_of(&self, mark: &Mark) -> Vec<String> {
        [self.module.as_slice(), &mark.modules].concat()
    }
}

/// Every file below `src`, in the order of their paths.
pub struct Tree {
    pub files: Vec<File>,
    /// The modules of production, inline modules included.
    modules: BTreeMap<Vec<String>, Module>,
}

#[derive(Default)]
struct Module {
    file: usize,
    items: BTreeSet<String>,
    /// Aliases and paths.
    imports: Vec<(String, Vec<String>)>,
}

/// The end of a path.
enum Target {
    Module(Vec<String>),
    ItemOf(usize),
}

impl Tree {
    pub fn read(root: &Path) -> Self {
        Self::of(paths_below(root, "src").into_iter().map(|path| {
            let text = fs::read_to_string(root.join(&path)).expect("a source");
            (path, text)
        }))
    }

    pub fn of(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let read = |(path, text): (String, String)| {
            let (module, source, test) = (module_of(&path), Source::read(&text), is_for_tests(&path));
            File { path, module, source, test }
        };
        let mut files: Vec<File> = texts.into_iter().map(read).collect();
        let declared = files.iter().flat_map(|file| file.source.marks.iter().map(move |mark| (file, mark)));
        let declared = declared.filter(|(_, mark)| mark.test && mark.kind == Kind::DeclaredModule);
        let for_tests: Vec<_> = declared.map(|(file, mark)| child(file.module_of(mark), mark)).collect();
        for file in &mut files {
            file.test |= for_tests.iter().any(|module| file.module.starts_with(module));
        }
        let modules = modules(&files);
        Self { files, modules }
    }

    /// The file that defines what a path of production names, if it is in this crate. Re-exports are followed; a name
    /// that no token defines (a macro makes it) belongs to the file of its module.
    pub fn defining_file(&self, from: &[String], path: &[String]) -> Option<usize> {
        match self.locate(from, path, MOST_STEPS)? {
            Target::Module(_) => None,
            Target::ItemOf(file) => Some(file),
        }
    }

    /// The file with the macro of this name that a module sees without a path: its own, or one above it.
    pub fn file_of_macro(&self, from: &[String], name: &str) -> Option<usize> {
        let above = (0..=from.len()).rev().filter_map(|depth| self.modules.get(&from[..depth]));
        above.into_iter().find(|module| module.items.contains(name)).map(|module| module.file)
    }

    fn locate(&self, from: &[String], path: &[String], steps: usize) -> Option<Target> {
        let steps = steps.checked_sub(1)?;
        match absolute(from, path) {
            Some((base, rest)) => self.within(&base, rest, steps),
            None => self.descend(from, path, steps),
        }
    }

    /// Follows a path downwards from a module, which has the name itself if no token defines it.
    fn within(&self, module: &[String], path: &[String], steps: usize) -> Option<Target> {
        let target = self.descend(module, path, steps);
        target.or_else(|| self.modules.get(module).map(|module| Target::ItemOf(module.file)))
    }

    fn descend(&self, module: &[String], path: &[String], steps: usize) -> Option<Target> {
        let Some((name, rest)) = path.split_first() else { return Some(Target::Module(module.to_vec())) };
        let child = [module, std::slice::from_ref(name)].concat();
        let is_module = self.modules.contains_key(&child);
        if is_module && !rest.is_empty() {
            return self.within(&child, rest, steps);
        }
        let known = self.modules.get(module);
        if let Some(known) = known.filter(|known| known.items.contains(name)) {
            return Some(Target::ItemOf(known.file));
        }
        let follow = |alias: &str, path: &[String]| {
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

fn child(mut module: Vec<String>, mark: &Mark) -> Vec<String> {
    module.extend_from_slice(&mark.path);
    module
}

fn modules(files: &[File]) -> BTreeMap<Vec<String>, Module> {
    let mut modules: BTreeMap<Vec<String>, Module> = BTreeMap::new();
    for (number, file) in files.iter().enumerate().filter(|(_, file)| !file.test) {
        modules.entry(file.module.clone()).or_default().file = number;
        for mark in file.source.marks.iter().filter(|mark| !mark.test) {
            let name = file.module_of(mark);
            if mark.kind == Kind::InlineModule {
                modules.entry(child(name, mark)).or_default().file = number;
                continue;
            }
            let module = modules.entry(name).or_default();
            match &mark.kind {
                Kind::Item => module.items.extend(mark.path.iter().cloned()),
                Kind::Import(alias) | Kind::Reexport(alias) => {
                    module.imports.push((alias.clone(), mark.path.clone()));
                }
                _ => {}
            }
        }
    }
    modules
}

/// The module that a path starts from, and the rest of the path; none for a path that starts from a name.
pub fn absolute<'path>(from: &[String], path: &'path [String]) -> Option<(Vec<String>, &'path [String])> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    match path.first()?.as_str() {
        "crate" => Some((Vec::new(), &path[1..])),
        // The binary names its library.
        "mamamia" if from.first().is_some_and(|room| room == "main") => Some((Vec::new(), &path[1..])),
        "super" => Some((from[..from.len().checked_sub(supers)?].to_vec(), &path[supers..])),
        "self" if path.get(1).is_some_and(|part| part == "super") => absolute(from, &path[1..]),
        "self" => Some((from.to_vec(), &path[1..])),
        _ => None,
    }
}

fn module_of(path: &str) -> Vec<String> {
    let mut module: Vec<String> =
        path.trim_end_matches(".rs").split('/').skip(1).map(ToOwned::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod" || (last == "lib" && module.len() == 1)) {
        module.pop();
    }
    module
}

/// Whether a file is a test or a support of tests, by its name.
fn is_for_tests(path: &str) -> bool {
    let mut parts = path.trim_end_matches(".rs").split('/');
    parts.any(|part| matches!(part, "testing" | "tests") || part.ends_with("_tests"))
}

/// Every Rust file below a folder, by its path from the root.
pub fn paths_below(root: &Path, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(folder)).expect("a folder of sources") {
        let entry = entry.expect("an entry");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(paths_below(root, &path));
        } else if path.ends_with(".rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
