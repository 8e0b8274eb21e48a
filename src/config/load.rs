//! Reads the file, and reports all its faults at once.
//!
//! Each value is checked alone, by serde, in a document of its own, so that one fault never hides another. The good values
//! are then put together and checked for contradictions.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::process::geteuid;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use super::contradictions::contradictions;
use super::fault::ConfigError;
use super::schema::{KeyDoc, Presence, SectionDoc};
use super::sections::{self, TABLES};
use crate::i18n::{Text, keys::command_line as texts};

/// The configuration file, unless the command line or the environment names another.
pub const DEFAULT_PATH: &str = "/etc/mamamia/mamamia.toml";

/// The variable that names another file.
pub const ENVIRONMENT_VARIABLE: &str = "MAMAMIA_CONFIG";

/// Bytes of the longest accepted file.
const LONGEST_FILE: u64 = 1 << 20;

/// The file to read: the one of the command line, else of the environment, else [`DEFAULT_PATH`].
#[must_use]
pub fn path_in_use(argument: Option<&Path>, environment: Option<OsString>) -> PathBuf {
    match (argument, environment.filter(|named| !named.is_empty())) {
        (Some(path), _) => path.to_owned(),
        (None, Some(named)) => named.into(),
        (None, None) => DEFAULT_PATH.into(),
    }
}

impl Config {
    /// Reads the file whole.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines.
    pub fn load(path: &Path) -> Result<Self, Vec<ConfigError>> {
        let whole_file = |reason| {
            vec![ConfigError {
                file: path.to_owned(),
                line: None,
                key: String::new(),
                reason,
                expected: None,
            }]
        };
        let (source, metadata) = read(path).map_err(whole_file)?;
        let config = Self::parse(&source, path)?;
        // A person who can write this file chooses the server that receives the service's password.
        if config.directory.service.is_some() && !is_guarded(&metadata) {
            return Err(whole_file(texts::CONFIG_UNGUARDED.into()));
        }
        Ok(config)
    }

    /// Reads the text of a file; `file` is named in the faults.
    ///
    /// # Errors
    /// See [`Config::load`].
    pub fn parse(source: &str, file: &Path) -> Result<Self, Vec<ConfigError>> {
        let mut reading = ConfigReader::of(source, file);
        match reading.finish() {
            Some(config) if reading.faults.is_empty() => Ok(config),
            _ => {
                reading.faults.sort_by_key(|fault| fault.line);
                Err(reading.faults)
            }
        }
    }
}

/// The text of a file, and the owner and mode of the opened file, so that no other file can take its place in between.
fn read(path: &Path) -> Result<(String, Metadata), Text> {
    let mut bytes = Vec::new();
    let reading = File::open(path).and_then(|file| {
        let metadata = file.metadata()?;
        file.take(LONGEST_FILE + 1).read_to_end(&mut bytes).map(|count| (count, metadata))
    });
    let metadata = match reading.map_err(|error| error.kind()) {
        Err(io::ErrorKind::NotFound) => return Err(texts::CONFIG_NOT_FOUND.into()),
        Err(io::ErrorKind::PermissionDenied) => return Err(texts::CONFIG_NOT_PERMITTED.into()),
        Err(other) => return Err(Text::from(texts::CONFIG_UNREADABLE).word("cause", other.to_string())),
        Ok((count, _)) if count as u64 > LONGEST_FILE => return Err(texts::CONFIG_TOO_LONG.into()),
        Ok((_, metadata)) => metadata,
    };
    let text = String::from_utf8(bytes).map_err(|_| Text::from(texts::CONFIG_NOT_UTF8))?;
    Ok((text, metadata))
}

/// Whether only root and the account that runs the program may write the file.
fn is_guarded(metadata: &Metadata) -> bool {
    const WRITING_BY_OTHERS: u32 = 0o022;
    metadata.is_file()
        && metadata.mode() & WRITING_BY_OTHERS == 0
        && [0, geteuid().as_raw()].contains(&metadata.uid())
}

/// The state of the reading of one file.
struct ConfigReader<'s> {
    source: &'s str,
    file: &'s Path,
    faults: Vec<ConfigError>,
    /// The line of each table and key that stands in the file.
    lines: BTreeMap<String, usize>,
    /// The TOML of each good value.
    good: BTreeMap<String, &'s str>,
    /// Keys with a reported fault: they get no second report.
    faulty: BTreeSet<String>,
    /// Lines with a fault of syntax: they get no second report.
    broken_lines: BTreeSet<usize>,
}

impl<'s> ConfigReader<'s> {
    fn of(source: &'s str, file: &'s Path) -> Self {
        let mut reading = Self {
            source,
            file,
            faults: Vec::new(),
            lines: BTreeMap::new(),
            good: BTreeMap::new(),
            faulty: BTreeSet::new(),
            broken_lines: BTreeSet::new(),
        };
        let (root, errors) = DeTable::parse_recoverable(source);
        for error in &errors {
            let line = error.span().map_or(1, |span| reading.line_at(span.start));
            if reading.broken_lines.insert(line) {
                let reason = Text::from(texts::CONFIG_SYNTAX).word("detail", error.message());
                reading.fault(Some(line), "", reason, None);
            }
        }
        reading.walk("", root.get_ref());
        // After a fault of syntax, a key that seems to be missing may stand in a line that was misread.
        if errors.is_empty() {
            reading.look_for_missing();
        }
        reading
    }

    fn walk(&mut self, parent: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let path = if parent.is_empty() {
                name.get_ref().to_string()
            } else {
                format!("{parent}.{}", name.get_ref())
            };
            let line = self.line_at(name.span().start);
            self.lines.insert(path.clone(), line);
            if sections::table(&path).is_some() {
                match value.get_ref().as_table() {
                    Some(inner) => self.walk(&path, inner),
                    None => self.refuse(
                        line,
                        path,
                        texts::CONFIG_WRONG_VALUE.into(),
                        Some(texts::EXPECTED_TABLE.into()),
                    ),
                }
            } else if let Some(key) = sections::table(parent).and_then(|table| table.key(name.get_ref())) {
                self.check(key, path, value);
            } else if !parent.is_empty() || self.broken_lines.is_empty() {
                // After a fault of syntax, a key outside any table may stand below a header that was misread.
                let reason = match nearest(parent, name.get_ref()) {
                    Some(near) => Text::from(texts::CONFIG_UNKNOWN_KEY_NEAR).word("near", near),
                    None => texts::CONFIG_UNKNOWN_KEY.into(),
                };
                self.refuse(line, path, reason, None);
            }
        }
    }

    /// Checks one value, in a document of its own.
    fn check(&mut self, key: &KeyDoc, path: String, value: &Spanned<DeValue<'_>>) {
        let literal = self.source.get(value.span()).unwrap_or_default();
        let prefix = format!("{path} = ");
        let at = match toml::from_str::<Config>(&format!("{prefix}{literal}\n")) {
            Ok(_) if key.expected.accepts(value.get_ref()) => {
                self.good.insert(path, literal);
                return;
            }
            Ok(_) => value.span().start,
            // In a list of many lines: the line of the faulty element.
            Err(error) => {
                let offset = error.span().and_then(|span| span.start.checked_sub(prefix.len())).unwrap_or(0);
                value.span().start + offset.min(literal.len())
            }
        };
        self.refuse(self.line_at(at), path, texts::CONFIG_WRONG_VALUE.into(), Some(key.expected.text()));
    }

    fn look_for_missing(&mut self) {
        for (table, key) in required() {
            let path = table.path_of(key.name);
            let is_needed = table.path == "directory" || self.lines.contains_key(table.path);
            if is_needed && !self.lines.contains_key(&path) && !self.faulty.contains(table.path) {
                let line = self.lines.get(table.path).copied();
                self.fault(line, &path, texts::CONFIG_MISSING_KEY.into(), Some(key.expected.text()));
                self.faulty.insert(path);
            }
        }
    }

    /// The configuration of the good values, with the default in the place of a faulty one.
    fn finish(&mut self) -> Option<Config> {
        let document: String =
            self.good.iter().map(|(path, literal)| format!("{path} = {literal}\n")).collect();
        match toml::from_str::<Config>(&document) {
            Ok(config) => {
                if self.broken_lines.is_empty() {
                    self.look_for_contradictions(&config);
                }
                Some(config)
            }
            Err(error) => {
                self.fault(None, "", Text::from(texts::CONFIG_SYNTAX).word("detail", error.message()), None);
                None
            }
        }
    }

    fn look_for_contradictions(&mut self, config: &Config) {
        for found in contradictions(config) {
            if found.keys.iter().any(|key| self.faulty.contains(*key)) {
                continue;
            }
            // Reported at the first of the keys that stands in the file: the others have their default.
            let Some(key) = found.keys.iter().find(|key| self.lines.contains_key(**key)) else { continue };
            self.fault(self.lines.get(*key).copied(), key, found.reason, Some(found.expected));
        }
    }

    fn refuse(&mut self, line: usize, path: String, reason: Text, expected: Option<Text>) {
        if !self.broken_lines.contains(&line) {
            self.fault(Some(line), &path, reason, expected);
        }
        self.faulty.insert(path);
    }

    fn fault(&mut self, line: Option<usize>, key: &str, reason: Text, expected: Option<Text>) {
        self.faults.push(ConfigError {
            file: self.file.to_owned(),
            line,
            key: key.to_owned(),
            reason,
            expected,
        });
    }

    fn line_at(&self, offset: usize) -> usize {
        self.source.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// Every required key, with its table.
fn required() -> impl Iterator<Item = (&'static SectionDoc, &'static KeyDoc)> {
    let keys = TABLES.iter().flat_map(|table| table.keys.iter().map(move |key| (table, key)));
    keys.filter(|(_, key)| matches!(key.presence, Presence::Required(_)))
}

/// The likely meaning of an unknown name: the same key of another table, or the closest name of this table.
fn nearest(parent: &str, name: &str) -> Option<String> {
    const CLOSE: f64 = 0.85;
    if let Some(elsewhere) = TABLES.iter().find(|table| table.path != parent && table.key(name).is_some()) {
        return Some(elsewhere.path_of(name));
    }
    let keys = sections::table(parent).into_iter().flat_map(|table| table.keys).map(|key| key.name);
    let tables = TABLES.iter().filter_map(|table| match table.path.rsplit_once('.') {
        Some((within, last)) => (within == parent).then_some(last),
        None => parent.is_empty().then_some(table.path),
    });
    keys.chain(tables)
        .map(|known| (known, strsim::jaro_winkler(known, name)))
        .filter(|(_, closeness)| *closeness >= CLOSE)
        .max_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(known, _)| known.to_owned())
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
