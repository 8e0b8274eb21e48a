//! The modules of a crate, and the file that defines the item of a path.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::source::{Import, Scope, Source};

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
}

/// Every file below `src`, in the order of their paths.
pub struct Tree {
    pub files: Vec<File>,
    /// The file that holds each module of production, inline modules included.
    modules: BTreeMap<Vec<String>, usize>,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq)]
enum Place {
    Module(Vec<String>),
    ItemOf(usize),
}

impl Tree {
    pub fn read(root: &Path) -> Self {
        let texts = paths_below(root, "src").into_iter().map(|path| {
            let text = fs::read_to_string(root.join(&path)).expect("a source");
            (path, text)
        });
        Self::of(texts)
    }

    pub fn of(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files: Vec<File> = texts
            .into_iter()
            .map(|(path, text)| {
                let (module, source, test) = (module_of(&path), Source::read(&text), is_for_tests(&path));
                File { path, module, source, test }
            })
            .collect();
        let declared_for_tests: Vec<Vec<String>> = files
            .iter()
            .flat_map(|file| file.source.declared.iter().map(move |name| (file, name)))
            .filter(|(_, name)| name.scope.test)
            .map(|(file, name)| [inner(file, &name.scope), vec![name.name.clone()]].concat())
            .collect();
        for file in &mut files {
            file.test |= declared_for_tests.iter().any(|module| file.module.starts_with(module));
        }
        let mut modules = BTreeMap::new();
        for (number, file) in files.iter().enumerate().filter(|(_, file)| !file.test) {
            modules.insert(file.module.clone(), number);
            for name in file.source.inline.iter().filter(|name| !name.scope.test) {
                modules.insert([inner(file, &name.scope), vec![name.name.clone()]].concat(), number);
            }
        }
        Self { files, modules }
    }

    /// The file that defines what a path of production names, if it is in this crate. Re-exports are followed; a
    /// name that no token defines (a macro makes it) belongs to the file of its module.
    pub fn defining_file(&self, from: &[String], path: &[String]) -> Option<usize> {
        match self.locate(from, path, MOST_STEPS)? {
            Place::Module(_) => None,
            Place::ItemOf(file) => Some(file),
        }
    }

    /// The file with the macro of this name that a module sees without a path: its own, or one above it.
    pub fn file_of_macro(&self, from: &[String], name: &str) -> Option<usize> {
        (0..=from.len()).rev().find_map(|depth| self.defined_in(&from[..depth], name))
    }

    fn locate(&self, from: &[String], path: &[String], steps: usize) -> Option<Place> {
        let steps = steps.checked_sub(1)?;
        let Some(absolute) = absolute(from, path) else { return self.descend(from, path, steps) };
        let (base, rest) = absolute;
        self.descend(&base, rest, steps).or_else(|| self.item_of(&base))
    }

    /// Follows a path downwards from a module.
    fn descend(&self, module: &[String], path: &[String], steps: usize) -> Option<Place> {
        let Some((name, rest)) = path.split_first() else { return Some(Place::Module(module.to_vec())) };
        let child = [module, std::slice::from_ref(name)].concat();
        let is_module = self.modules.contains_key(&child);
        if is_module && !rest.is_empty() {
            return self.descend(&child, rest, steps).or_else(|| self.item_of(&child));
        }
        if let Some(file) = self.defined_in(module, name) {
            return Some(Place::ItemOf(file));
        }
        let imported = self.imports_of(module).filter(|import| import.alias == *name).find_map(|import| {
            match self.locate(module, &import.path, steps)? {
                Place::Module(other) if rest.is_empty() => Some(Place::Module(other)),
                Place::Module(other) => self.descend(&other, rest, steps).or_else(|| self.item_of(&other)),
                item => Some(item),
            }
        });
        imported
            .or_else(|| is_module.then_some(Place::Module(child)))
            .or_else(|| self.descend_globs(module, path, steps))
    }

    fn descend_globs(&self, module: &[String], path: &[String], steps: usize) -> Option<Place> {
        self.imports_of(module).filter(|import| import.alias == "*").find_map(|import| {
            match self.locate(module, &import.path, steps)? {
                Place::Module(other) if other != module => self.descend(&other, path, steps.checked_sub(1)?),
                _ => None,
            }
        })
    }

    fn item_of(&self, module: &[String]) -> Option<Place> {
        self.modules.get(module).copied().map(Place::ItemOf)
    }

    fn defined_in(&self, module: &[String], name: &str) -> Option<usize> {
        let number = *self.modules.get(module)?;
        let file = self.files.get(number)?;
        let defines = |known: &super::source::Name| {
            known.name == name && !known.scope.test && inner(file, &known.scope) == module
        };
        file.source.defined.iter().any(defines).then_some(number)
    }

    fn imports_of(&self, module: &[String]) -> impl Iterator<Item = &Import> {
        let file = self.modules.get(module).and_then(|number| self.files.get(*number));
        file.into_iter().flat_map(move |file| {
            file.source
                .imports
                .iter()
                .filter(move |import| !import.scope.test && inner(file, &import.scope) == module)
        })
    }
}

/// The module of a token: that of its file, and the inline modules around it.
pub fn inner(file: &File, scope: &Scope) -> Vec<String> {
    [file.module.as_slice(), scope.modules.as_slice()].concat()
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
pub fn is_for_tests(path: &str) -> bool {
    path.trim_end_matches(".rs")
        .split('/')
        .any(|part| matches!(part, "testing" | "tests") || part.ends_with("_tests"))
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
