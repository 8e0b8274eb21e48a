//! The keys of the texts: one module for each file of `src/i18n/fr`, one constant for each message. A message whose name
//! begins with that of its file (`plain-delayed` of `plain.ftl`) has a constant without it (`plain::DELAYED`).

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Each language, and the name of the list of its texts.
const LANGUAGES: [(&str, &str); 2] = [("fr", "FRENCH"), ("en", "ENGLISH")];

/// Writes `keys.rs`.
pub fn write() -> Result<(), Box<dyn Error>> {
    let texts = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src/i18n");
    let mut code = String::new();
    let mut subjects = String::new();
    for path in ftl_files(&texts.join("fr"))? {
        let subject = path.file_stem().unwrap_or_default().to_string_lossy();
        write_module(&subject, &fs::read_to_string(&path)?, &mut code);
        subjects.push_str(&format!("({subject:?}, {subject}::ALL),"));
    }
    code.push_str("/// Every subject, and its keys.\n#[cfg(test)]\n");
    code.push_str(&format!(
        "pub const SUBJECTS: &[(&str, &[(&str, crate::i18n::TextKey)])] = &[{subjects}];\n"
    ));
    for (language, list) in LANGUAGES {
        let folder = texts.join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        code.push_str(&format!("/// The texts of `{language}/`.\npub const {list}: &[&str] = &[\n"));
        for path in ftl_files(&folder)? {
            code.push_str(&format!("    include_str!({:?}),\n", path.display().to_string()));
        }
        code.push_str("];\n");
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("keys.rs"), code)?;
    Ok(())
}

/// The `.ftl` files of a folder, in the order of their names.
fn ftl_files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Appends the module of one file to `code`. The documentation of a key is its French text.
fn write_module(subject: &str, source: &str, code: &mut String) {
    let summary = source.lines().find_map(|line| line.strip_prefix("### ")).unwrap_or(subject);
    code.push_str(&format!("/// {summary}\npub mod {subject} {{\n    use crate::i18n::TextKey;\n"));
    let mut all_keys = String::new();
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(id) = message_id(line) else { continue };
        code.push_str(&format!("    /// ```text\n    /// {line}\n"));
        // A message continues on lines that are indented, or that close a choice.
        while let Some(continuation) = lines.next_if(|next| next.starts_with([' ', '}'])) {
            code.push_str(&format!("    /// {continuation}\n"));
        }
        let constant = id.strip_prefix(&format!("{subject}-")).unwrap_or(id);
        let constant = constant.to_uppercase().replace('-', "_");
        code.push_str(&format!("    /// ```\n    pub const {constant}: TextKey = TextKey::of({id:?});\n"));
        all_keys.push_str(&format!("({constant:?}, {constant}),"));
    }
    code.push_str("    /// Every key of this subject, after the name of its constant.\n    #[cfg(test)]\n");
    code.push_str(&format!("    pub const ALL: &[(&str, TextKey)] = &[{all_keys}];\n}}\n"));
}

/// The name of the message that begins on this line.
fn message_id(line: &str) -> Option<&str> {
    let (id, _) = line.split_once(" =")?;
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '-';
    (!id.is_empty() && id.chars().all(is_name)).then_some(id)
}
