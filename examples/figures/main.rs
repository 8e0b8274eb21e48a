//! The figures of the project: circles, lines, the longest file and function, short comments, names of tests, and where
//! the product is assembled. `make figures` prints them, `make figures ARGS=--list` also what is to be mended.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a tool of the project: it stops where it cannot go on"
)]

#[path = "../../tests/architecture/circles.rs"]
mod circles;
#[path = "../../tests/architecture/rooms.rs"]
mod rooms;
#[path = "../../tests/architecture/source.rs"]
mod source;
#[path = "../../tests/architecture/tree.rs"]
mod tree;

mod literals;

use std::io::{self, Write};
use std::path::Path;

use rooms::{LIBRARIES, LIBRARIES_OF_TESTS, ROOMS, ROOMS_OF_TESTS};
use source::{Function, Kind as Mark, Source};
use tree::Tree;

/// The types that make up the product (`Services` is made by its `new`), and the room that assembles it.
const PRODUCT: [&str; 5] =
    ["ServiceRules", "ServiceSettings", "SessionSettings", "SessionConfig", "Services"];
const ASSEMBLY: &str = "src/assembly";

/// A doc comment of at most so many words repeats the name that it stands on.
const SHORT_DOC: usize = 4;
/// A test name of more words than that is listed.
const LONG_NAME: usize = 6;

/// The purpose of a file.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Production,
    Tests,
    Examples,
}

/// A Rust file of the package.
struct RustFile {
    path: String,
    text: String,
    source: Source,
    kind: Kind,
}

/// A comment, a function or a literal, and how long it is.
struct Finding {
    /// `src/app/mod.rs:12: name`.
    place: String,
    /// Words of a comment or of a name, lines of a function.
    size: usize,
}

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = Tree::of(tree::texts_below(root, &["src"]));
    let files = files(root, &tree);
    let list = std::env::args().any(|argument| argument == "--list");
    let mut out = io::stdout().lock();
    write_architecture(&mut out, &tree)?;
    write_lines(&mut out, &files)?;
    write_docs(&mut out, &files, list)?;
    write_names(&mut out, &files, list)?;
    write_literals(&mut out, &files, list)
}

fn files(root: &Path, tree: &Tree) -> Vec<RustFile> {
    let kind_of = |path: &str| match path.split('/').next() {
        Some("src") if tree.files.iter().any(|file| file.path == path && !file.test) => Kind::Production,
        Some("examples") => Kind::Examples,
        _ => Kind::Tests,
    };
    let texts = tree::texts_below(root, &["src", "tests", "examples"]);
    let files = texts.into_iter().map(|(path, text)| {
        let (source, kind) = (Source::read(&text), kind_of(&path));
        RustFile { path, text, source, kind }
    });
    files.collect()
}

impl RustFile {
    /// All lines, and those of items that only tests compile.
    fn lines(&self) -> (usize, usize) {
        (self.text.lines().count(), self.source.test_lines.iter().cloned().map(Iterator::count).sum())
    }

    fn is_below(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// The doc comments of production, each with its words.
    fn docs(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        let mut last = 0;
        for (number, line) in (1..).zip(self.text.lines().map(str::trim)) {
            let Some(text) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else { continue };
            if self.kind != Kind::Production
                || self.source.test_lines.iter().any(|lines| lines.contains(&number))
            {
                continue;
            }
            if last + 1 != number || found.is_empty() {
                found.push(Finding { place: format!("{}:{number}: {line}", self.path), size: 0 });
            }
            last = number;
            found.last_mut().expect("a block").size += text.split_whitespace().count();
        }
        found
    }

    fn functions(&self) -> impl Iterator<Item = (&Function, Finding)> {
        self.source.functions.iter().map(|function| {
            let place = format!("{}:{}: {}", self.path, function.lines.start(), function.name);
            (function, Finding { place, size: function.lines.clone().count() })
        })
    }
}

fn write_architecture(out: &mut impl Write, tree: &Tree) -> io::Result<()> {
    let circles = circles::describe(tree);
    let breaches = tree.files.iter().filter(|file| !file.room().is_empty()).flat_map(rooms::breaches);
    let unused = rooms::unused(tree, ROOMS, LIBRARIES, false).len()
        + rooms::unused(tree, ROOMS_OF_TESTS, LIBRARIES_OF_TESTS, true).len();
    writeln!(
        out,
        "circles of files inside rooms   {} (cargo test --test architecture lists them)",
        circles.len()
    )?;
    writeln!(out, "forbidden imports               {}", breaches.count())?;
    writeln!(out, "unused allowances               {unused}")
}

fn write_lines(out: &mut impl Write, files: &[RustFile]) -> io::Result<()> {
    let of = |kind| files.iter().filter(move |file| file.kind == kind).map(RustFile::lines);
    let inside: usize = of(Kind::Production).map(|(_, tests)| tests).sum();
    let all = |kind| of(kind).map(|(lines, _)| lines).sum::<usize>();
    writeln!(out, "lines of production             {}", all(Kind::Production) - inside)?;
    writeln!(out, "lines of tests                  {}", all(Kind::Tests) + inside)?;
    writeln!(out, "lines of examples               {}", all(Kind::Examples))?;
    for folder in ["src", "tests", "examples"] {
        let files = || files.iter().filter(|file| file.is_below(folder));
        let longest_file = files().map(|file| (file.lines().0, &file.path)).max();
        let longest_function =
            files().flat_map(RustFile::functions).map(|(_, found)| (found.size, found.place)).max();
        if let (Some((lines, path)), Some((size, place))) = (longest_file, longest_function) {
            writeln!(out, "longest file of {folder:<8}        {lines} {path}")?;
            writeln!(out, "longest function of {folder:<8}    {size} {place}")?;
        }
    }
    Ok(())
}

fn write_docs(out: &mut impl Write, files: &[RustFile], list: bool) -> io::Result<()> {
    let docs: Vec<Finding> = files.iter().flat_map(RustFile::docs).collect();
    let (short, _): (Vec<&Finding>, Vec<_>) = docs.iter().partition(|doc| doc.size <= SHORT_DOC);
    let permille = 1000 * short.len() / docs.len().max(1);
    let (percent, tenth) = (permille / 10, permille % 10);
    writeln!(
        out,
        "doc comments                    {} of {} have {SHORT_DOC} words or fewer: {percent}.{tenth} %",
        short.len(),
        docs.len()
    )?;
    write_list(out, list, short.into_iter())
}

fn write_names(out: &mut impl Write, files: &[RustFile], list: bool) -> io::Result<()> {
    let tests = files.iter().flat_map(RustFile::functions).filter(|(function, _)| function.is_test);
    let mut names: Vec<Finding> =
        tests.map(|(function, found)| Finding { size: function.name.split('_').count(), ..found }).collect();
    names.sort_by_key(|name| name.size);
    let words = |at: usize| names.get(at).map_or(0, |name| name.size);
    let (median, most) = (words(names.len() / 2), words(names.len().saturating_sub(1)));
    writeln!(out, "words of {} test names         {median} median, {most} most", names.len())?;
    write_list(out, list, names.iter().rev().filter(|name| name.size > LONG_NAME))
}

fn write_literals(out: &mut impl Write, files: &[RustFile], list: bool) -> io::Result<()> {
    let found: Vec<Finding> = files
        .iter()
        .filter(|file| !file.is_below(ASSEMBLY))
        .flat_map(|file| {
            // A type of the same name that a file has for itself is not the product's.
            let own = |name: &&str| {
                file.source.marks.iter().any(|mark| mark.kind == Mark::Item && mark.path == *name)
            };
            let names: Vec<&str> = PRODUCT.into_iter().filter(|name| !own(name)).collect();
            let found = literals::of(&file.text, &names);
            found
                .into_iter()
                .map(|(name, line)| Finding { place: format!("{}:{line}: {name}", file.path), size: 1 })
        })
        .collect();
    writeln!(out, "literals outside {ASSEMBLY}   {} of {}", found.len(), PRODUCT.join(", "))?;
    write_list(out, list, found.iter())
}

fn write_list<'finding>(
    out: &mut impl Write,
    list: bool,
    findings: impl Iterator<Item = &'finding Finding>,
) -> io::Result<()> {
    for finding in findings.filter(|_| list) {
        writeln!(out, "    {}", finding.place)?;
    }
    Ok(())
}
