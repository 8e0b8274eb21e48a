//! Reading the file, and every fault of it at once.
//!
//! Each value is judged alone, by serde, in a document that is otherwise known to be good; so one fault
//! never hides another. What is good is then put together, and examined for contradictions.

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
use super::schema::{self, KeyDoc, Presence, SectionDoc, TABLES};
use crate::i18n::{Text, keys::command_line as words};

/// Where the configuration is when nothing says otherwise.
pub const DEFAULT_PATH: &str = "/etc/mamamia/mamamia.toml";

/// The variable that names another file.
pub const ENVIRONMENT_VARIABLE: &str = "MAMAMIA_CONFIG";

/// Bytes of the longest file that is read.
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
        // Whoever writes this file says to whom the service's password is sent.
        if config.directory.service.is_some() && !is_guarded(&metadata) {
            return Err(whole_file(words::CONFIG_UNGUARDED.into()));
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

/// The text of a file, and whose it is: of what was opened, so that nothing can be swapped in between.
fn read(path: &Path) -> Result<(String, Metadata), Text> {
    let mut bytes = Vec::new();
    let reading = File::open(path).and_then(|file| {
        let metadata = file.metadata()?;
        file.take(LONGEST_FILE + 1).read_to_end(&mut bytes).map(|count| (count, metadata))
    });
    let metadata = match reading.map_err(|error| error.kind()) {
        Err(io::ErrorKind::NotFound) => return Err(words::CONFIG_NOT_FOUND.into()),
        Err(io::ErrorKind::PermissionDenied) => return Err(words::CONFIG_NOT_PERMITTED.into()),
        Err(other) => return Err(Text::from(words::CONFIG_UNREADABLE).word("cause", other.to_string())),
        Ok((count, _)) if count as u64 > LONGEST_FILE => return Err(words::CONFIG_TOO_LONG.into()),
        Ok((_, metadata)) => metadata,
    };
    let text = String::from_utf8(bytes).map_err(|_| Text::from(words::CONFIG_NOT_UTF8))?;
    Ok((text, metadata))
}

/// Whether nobody but root and the one who runs the program may have written the file.
fn is_guarded(metadata: &Metadata) -> bool {
    const WRITING_BY_OTHERS: u32 = 0o022;
    metadata.is_file()
        && metadata.mode() & WRITING_BY_OTHERS == 0
        && [0, geteuid().as_raw()].contains(&metadata.uid())
}

/// A file being read.
struct ConfigReader<'s> {
    source: &'s str,
    file: &'s Path,
    faults: Vec<ConfigError>,
    /// The line of each table and key that stands in the file.
    lines: BTreeMap<String, usize>,
    /// The TOML of each value that is good.
    good: BTreeMap<String, &'s str>,
    /// Keys that are known to be faulty: nothing more is said of them.
    faulty: BTreeSet<String>,
    /// Lines with a fault of syntax: nothing more is said of them.
    askew: BTreeSet<usize>,
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
            askew: BTreeSet::new(),
        };
        let (root, errors) = DeTable::parse_recoverable(source);
        for error in &errors {
            let line = error.span().map_or(1, |span| reading.line_at(span.start));
            if reading.askew.insert(line) {
                let reason = Text::from(words::CONFIG_SYNTAX).word("detail", error.message());
                reading.fault(Some(line), "", reason, None);
            }
        }
        reading.walk("", root.get_ref());
        // After a fault of syntax, what seems to be missing may only have been misread.
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
            if schema::table(&path).is_some() {
                match value.get_ref().as_table() {
                    Some(inner) => self.walk(&path, inner),
                    None => self.refuse(
                        line,
                        path,
                        words::CONFIG_WRONG_VALUE.into(),
                        Some(words::EXPECTED_TABLE.into()),
                    ),
                }
            } else if let Some(key) = schema::table(parent).and_then(|table| table.key(name.get_ref())) {
                self.check(key, path, value);
            } else if !parent.is_empty() || self.askew.is_empty() {
                // (A key out of any table may only be below a header that was misread.)
                let reason = match nearest(parent, name.get_ref()) {
                    Some(near) => Text::from(words::CONFIG_UNKNOWN_KEY_NEAR).word("near", near),
                    None => words::CONFIG_UNKNOWN_KEY.into(),
                };
                self.refuse(line, path, reason, None);
            }
        }
    }

    /// Judges one value, in a document where all the rest is good.
    fn check(&mut self, key: &KeyDoc, path: String, value: &Spanned<DeValue<'_>>) {
        let literal = self.source.get(value.span()).unwrap_or_default();
        let prefix = format!("{path} = ");
        let document = format!("{prefix}{literal}\n{}", examples_without(&path));
        let at = match toml::from_str::<Config>(&document) {
            Ok(_) if key.expected.accepts(value.get_ref()) => {
                self.good.insert(path, literal);
                return;
            }
            Ok(_) => value.span().start,
            // Within a list of many lines, the line of the faulty element.
            Err(error) => {
                let offset = error.span().and_then(|span| span.start.checked_sub(prefix.len())).unwrap_or(0);
                value.span().start + offset.min(literal.len())
            }
        };
        self.refuse(self.line_at(at), path, words::CONFIG_WRONG_VALUE.into(), Some(key.expected.text()));
    }

    fn look_for_missing(&mut self) {
        for (table, key, _) in required().filter(|(table, ..)| self.needs(table)).collect::<Vec<_>>() {
            let path = table.path_of(key.name);
            if !self.lines.contains_key(&path) && !self.faulty.contains(table.path) {
                let line = self.lines.get(table.path).copied();
                self.fault(line, &path, words::CONFIG_MISSING_KEY.into(), Some(key.expected.text()));
                self.faulty.insert(path);
            }
        }
    }

    /// Whether the file must hold the required keys of the table.
    fn needs(&self, table: &SectionDoc) -> bool {
        table.path == "directory" || self.lines.contains_key(table.path)
    }

    /// Puts together what is good, with an example in the place of what is required and faulty.
    fn finish(&mut self) -> Option<Config> {
        let mut document = String::new();
        for (path, literal) in &self.good {
            document.push_str(&format!("{path} = {literal}\n"));
        }
        for (table, key, example) in required().filter(|(table, ..)| self.needs(table)) {
            let path = table.path_of(key.name);
            if !self.good.contains_key(&path) {
                document.push_str(&format!("{path} = {example}\n"));
            }
        }
        match toml::from_str::<Config>(&document) {
            Ok(config) => {
                if self.askew.is_empty() {
                    self.look_for_contradictions(&config);
                }
                Some(config)
            }
            Err(error) => {
                self.fault(None, "", Text::from(words::CONFIG_SYNTAX).word("detail", error.message()), None);
                None
            }
        }
    }

    fn look_for_contradictions(&mut self, config: &Config) {
        for found in contradictions(config) {
            if found.keys.iter().any(|key| self.faulty.contains(*key)) {
                continue;
            }
            // Shown at the first of the keys that stands in the file: the others have their default.
            let Some(key) = found.keys.iter().find(|key| self.lines.contains_key(**key)) else { continue };
            self.fault(self.lines.get(*key).copied(), key, found.reason, Some(found.expected));
        }
    }

    fn refuse(&mut self, line: usize, path: String, reason: Text, expected: Option<Text>) {
        if !self.askew.contains(&line) {
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

/// Every required key, with its table and an example of its value.
fn required() -> impl Iterator<Item = (&'static SectionDoc, &'static KeyDoc, &'static str)> {
    TABLES.iter().flat_map(|table| {
        table.keys.iter().filter_map(move |key| match key.presence {
            Presence::Required(example) => Some((table, key, example)),
            Presence::Absent(_) | Presence::Defaulted => None,
        })
    })
}

fn examples_without(judged: &str) -> String {
    required()
        .map(|(table, key, example)| (table.path_of(key.name), example))
        .filter(|(path, _)| path != judged)
        .map(|(path, example)| format!("{path} = {example}\n"))
        .collect()
}

/// What was meant by an unknown name: the same key of another table, or the closest name around.
fn nearest(parent: &str, name: &str) -> Option<String> {
    const CLOSE: f64 = 0.85;
    if let Some(elsewhere) = TABLES.iter().find(|table| table.path != parent && table.key(name).is_some()) {
        return Some(elsewhere.path_of(name));
    }
    let keys = schema::table(parent).into_iter().flat_map(|table| table.keys).map(|key| key.name);
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
