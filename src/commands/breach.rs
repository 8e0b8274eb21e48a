//! `mamamia breach`: builds and checks the file of breached passwords, from a list that the administrator has.
//! The program fetches no list itself.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use jiff::Timestamp;

use crate::assembly::breach_error_text;
use crate::cli::{BreachAction, ListKind};
use crate::i18n::keys::breach as texts;
use crate::i18n::{Catalogue, Text, TextKey};
use crate::password::BreachFilter;
use crate::password::breach::{
    self, BreachError, BreachFacts, BuildError, BuildOptions, BuildProgress, HashKind, LineError, ListError,
};

use super::failure::Failure;

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";
/// Lines between two reports of progress, where the length of the list is unknown.
const MANY_LINES: u64 = 1_000_000;
/// Columns for the name of a step.
const STEP_COLUMNS: usize = 12;
const BAR_COLUMNS: usize = 30;

/// Carries out the action; the facts of the file, a line each.
pub(super) fn run(action: &BreachAction, words: &Catalogue) -> Result<String, Failure> {
    let facts = match action {
        BreachAction::Build { list, out, kind, min_count } => {
            let options = BuildOptions {
                out,
                kind: kind.map(hash_kind),
                min_count: *min_count,
                built: Timestamp::now().round(jiff::Unit::Second).unwrap_or_default(),
            };
            fact_texts(&build(list, &options, words)?, out, options.built)
        }
        BreachAction::Check { file } => {
            let facts = check(file).map_err(|fault| Failure::failed(breach_error_text(fault, file)))?;
            let mut texts = fact_texts(&facts, file, Timestamp::now());
            texts.push(self::texts::VERIFIED.into());
            texts
        }
    };
    Ok(facts.iter().map(|text| words.format(text) + "\n").collect())
}

fn build(list: &Path, options: &BuildOptions<'_>, words: &Catalogue) -> Result<BreachFacts, Failure> {
    refuse_to_replace_other_file(options.out)?;
    let (reader, length): (Box<dyn Read>, Option<u64>) = if list == Path::new(STANDARD_INPUT) {
        (Box::new(io::stdin().lock()), None)
    } else {
        let open = || File::open(list).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
        let (file, metadata) = open().map_err(|error| build_failure(unreadable(&error), list, options))?;
        (Box::new(file), metadata.is_file().then_some(metadata.len()))
    };
    let terminal = io::stderr().is_terminal();
    let mut meter = Meter { out: io::stderr(), words, terminal, length, shown: None };
    let built = breach::build(reader, options, &mut |progress| meter.update(progress));
    meter.end();
    built.map_err(|fault| build_failure(fault, list, options))
}

/// Arguments in the wrong order would destroy the list.
fn refuse_to_replace_other_file(out: &Path) -> Result<(), Failure> {
    let Ok(existing) = fs::metadata(out) else { return Ok(()) };
    if !existing.is_file() || BreachFilter::open(out).err() == Some(BreachError::NotAFilter) {
        return Err(Failure::usage(Text::from(texts::WOULD_REPLACE).word("file", path(out))));
    }
    Ok(())
}

/// Reads the whole file, verifies its checksum and returns its facts.
pub(super) fn check(file: &Path) -> Result<BreachFacts, BreachError> {
    let breached = BreachFilter::open(file)?;
    breached.verify()?;
    Ok(breached.facts().clone())
}

/// The facts of a filter file, one text each. `now` gives its age.
fn fact_texts(facts: &BreachFacts, file: &Path, now: Timestamp) -> Vec<Text> {
    vec![
        Text::from(texts::FACT_FILE).word("file", path(file)).word("bytes", grouped(facts.file_bytes)),
        Text::from(texts::FACT_ENTRIES)
            .word("entries", grouped(facts.entries))
            .word("kind", facts.kind.name())
            .word("count", grouped(facts.min_count)),
        Text::from(texts::FACT_BUILT)
            .word("date", facts.built.strftime("%Y-%m-%d").to_string())
            .number("days", usize::try_from(facts.age_in_days(now)).unwrap_or(usize::MAX)),
        Text::from(texts::FACT_SOURCE)
            .word("bytes", grouped(facts.source_bytes))
            .word("digest", hexadecimal(&facts.source_digest)),
    ]
}

fn build_failure(fault: BuildError, list: &Path, options: &BuildOptions<'_>) -> Failure {
    let of_list = |key: TextKey| Text::from(key).word("list", path(list));
    let text = match fault {
        BuildError::List(ListError::Unreadable(kind)) => {
            of_list(texts::LIST_UNREADABLE).word("cause", kind.to_string())
        }
        BuildError::List(ListError::Line(line, fault)) => {
            let (key, digits) = line_fault(fault);
            let text = of_list(key).word("line", grouped(line));
            match digits {
                Some(found) => text.number("found", found),
                None => text,
            }
        }
        BuildError::Nothing => of_list(texts::LIST_GIVES_NOTHING).word("count", grouped(options.min_count)),
        BuildError::Unwritable(kind) => {
            Text::from(texts::UNWRITABLE).word("file", path(options.out)).word("cause", kind.to_string())
        }
        BuildError::Filter => texts::FILTER_FAILED.into(),
    };
    Failure::failed(text).and(texts::NOTHING_WRITTEN.into())
}

/// The sentence for a faulty line, and the number of digits of its hash where that is the fault.
fn line_fault(fault: LineError) -> (TextKey, Option<usize>) {
    match fault {
        LineError::Shape => (texts::LINE_SHAPE, None),
        LineError::Digits { found, kind: None } => (texts::LINE_DIGITS, Some(found)),
        LineError::Digits { found, kind: Some(HashKind::Sha1) } => (texts::LINE_DIGITS_SHA1, Some(found)),
        LineError::Digits { found, kind: Some(HashKind::Ntlm) } => (texts::LINE_DIGITS_NTLM, Some(found)),
        LineError::Hexadecimal => (texts::LINE_HEXADECIMAL, None),
        LineError::Count => (texts::LINE_COUNT, None),
    }
}

fn unreadable(error: &io::Error) -> BuildError {
    BuildError::List(ListError::Unreadable(error.kind()))
}

fn hash_kind(kind: ListKind) -> HashKind {
    match kind {
        ListKind::Sha1 => HashKind::Sha1,
        ListKind::Ntlm => HashKind::Ntlm,
    }
}

/// Reports progress: on a terminal a bar that is drawn over itself, else a line from time to time.
struct Meter<'w, W> {
    out: W,
    words: &'w Catalogue,
    terminal: bool,
    length: Option<u64>,
    /// The step and its progress when they were last shown.
    shown: Option<(TextKey, u64)>,
}

impl<W: Write> Meter<'_, W> {
    fn update(&mut self, progress: BuildProgress) {
        let (step, percent) = match progress {
            BuildProgress::Reading { bytes, .. } => {
                (texts::READING, self.length.map(|length| (100 * bytes).checked_div(length).unwrap_or(100)))
            }
            BuildProgress::Building { done, of } => {
                (texts::BUILDING, (100 * done as u64).checked_div(of as u64))
            }
        };
        let mark = match (progress, percent) {
            (_, Some(percent)) if self.terminal => percent,
            (_, Some(percent)) => percent / 10,
            (BuildProgress::Reading { lines, .. }, None) => lines / MANY_LINES,
            (BuildProgress::Building { done, .. }, None) => done as u64,
        };
        if self.shown != Some((step, mark)) {
            let is_new_step = self.shown.is_some_and(|(shown, _)| shown != step);
            self.shown = Some((step, mark));
            self.show(step, percent, progress, is_new_step);
        }
    }

    fn show(&mut self, step: TextKey, percent: Option<u64>, progress: BuildProgress, is_new_step: bool) {
        let mut line = format!("{:<STEP_COLUMNS$}", self.words.get(step));
        if let Some(percent) = percent {
            if self.terminal {
                let full = (percent as usize * BAR_COLUMNS / 100).min(BAR_COLUMNS);
                line.push_str(&format!("  [{}{}]", "#".repeat(full), ".".repeat(BAR_COLUMNS - full)));
            }
            line.push_str(&format!("  {percent:>3} %"));
        }
        if let BuildProgress::Reading { lines, .. } = progress {
            let count = Text::from(texts::LINES).word("lines", grouped(lines));
            line.push_str(&format!("  {}", self.words.format(&count)));
        }
        let (before, after) = match (self.terminal, is_new_step) {
            (true, true) => ("\n\r", ""),
            (true, false) => ("\r", ""),
            (false, _) => ("", "\n"),
        };
        // A progress that cannot be shown is no reason to stop.
        let _ = write!(self.out, "{before}{line}{after}").and_then(|()| self.out.flush());
    }

    fn end(&mut self) {
        if self.terminal && self.shown.is_some() {
            let _ = writeln!(self.out);
        }
    }
}

fn path(path: &Path) -> String {
    path.display().to_string()
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Digits by three: `10 000 000`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!([0, 999, 1000, 10_000_000].map(grouped), ["0", "999", "1 000", "10 000 000"]);
    }

    fn said(terminal: bool, length: Option<u64>, progress: &[BuildProgress]) -> String {
        let words = Catalogue::of(Language::French);
        let mut out = Vec::new();
        let mut meter = Meter { out: &mut out, words: &words, terminal, length, shown: None };
        progress.iter().for_each(|progress| meter.update(*progress));
        meter.end();
        String::from_utf8(out).unwrap()
    }

    const STEPS: [BuildProgress; 6] = [
        BuildProgress::Reading { bytes: 50, lines: 65_536 },
        BuildProgress::Reading { bytes: 51, lines: 131_072 },
        BuildProgress::Reading { bytes: 100, lines: 2_000_000 },
        BuildProgress::Building { done: 1, of: 256 },
        BuildProgress::Building { done: 2, of: 256 },
        BuildProgress::Building { done: 256, of: 256 },
    ];

    #[test]
    fn terminal_has_bar_and_file_lines() {
        let bar = said(true, Some(100), &STEPS);
        assert!(bar.starts_with("\rLecture") && bar.ends_with('\n'), "{bar:?}");
        assert_eq!(bar.matches('\n').count(), 2, "{bar:?}");
        assert!(bar.contains("[###############...............]   50 %  65 536 lignes"), "{bar}");
        assert!(bar.split(['\r', '\n']).all(|line| line.chars().count() < 80), "{bar}");
        let lines = said(false, Some(100), &STEPS);
        assert!(!lines.contains('\r') && lines.lines().count() == 4, "{lines}");
        assert!(lines.ends_with("100 %\n"), "{lines}");
    }

    #[test]
    fn piped_list_is_counted() {
        let lines = said(false, None, &STEPS);
        assert!(lines.contains("2 000 000 lignes"), "{lines}");
        assert!(!lines.lines().next().unwrap().contains('%'), "{lines}");
    }
}
