//! `mamamia breach`: makes and checks the file of breached passwords. It reads a list that the administrator has;
//! nothing is fetched.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use jiff::Timestamp;

use crate::app::ExitCode;
use crate::assembly::breach_error_text;
use crate::cli::{BreachAction, ListKind};
use crate::i18n::keys::breach as words;
use crate::i18n::{Catalogue, Text, TextKey};
use crate::password::BreachFilter;
use crate::password::breach::{
    self, BreachError, BreachFacts, BuildError, BuildOptions, BuildProgress, HashKind, LineError, ListError,
};

use super::failure::Failure;

/// What the command line says instead of a list's path.
const STANDARD_INPUT: &str = "-";
/// LinkSpeed between two words, where the length of the list is not known.
const MANY_LINES: u64 = 1_000_000;
/// Columns of the name of a step.
const STEP: usize = 12;
/// GlyphSet of a whole bar.
const BAR: usize = 30;

/// Carries out the subcommand; what it says goes through `say`.
pub(super) fn run(
    action: &BreachAction,
    words: &Catalogue,
    say: impl Fn(&str) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    match action {
        BreachAction::Build { list, out, kind, min_count } => {
            let order = BuildOptions {
                out,
                kind: kind.map(hash_kind),
                min_count: *min_count,
                built: Timestamp::now().round(jiff::Unit::Second).unwrap_or_default(),
            };
            let facts = build(list, &order, words)?;
            say(&lines(&told(&facts, out, order.built), words))
        }
        BreachAction::Check { file } => {
            let facts = check(file).map_err(|fault| Failure::failed(breach_error_text(fault, file)))?;
            let mut told = told(&facts, file, Timestamp::now());
            told.push(self::words::VERIFIED.into());
            say(&lines(&told, words))
        }
    }
}

fn build(list: &Path, order: &BuildOptions<'_>, words: &Catalogue) -> Result<BreachFacts, Failure> {
    refuse_to_replace_what_is_no_filter(order.out)?;
    let (reader, length): (Box<dyn Read>, Option<u64>) = if list == Path::new(STANDARD_INPUT) {
        (Box::new(io::stdin().lock()), None)
    } else {
        let open = || File::open(list).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
        let (file, metadata) = open().map_err(|error| build_failure(unreadable(&error), list, order))?;
        (Box::new(file), metadata.is_file().then_some(metadata.len()))
    };
    let terminal = io::stderr().is_terminal();
    let mut meter = Meter { out: io::stderr(), words, terminal, length, said: None };
    let built = breach::build(reader, order, &mut |progress| meter.tell(progress));
    meter.end();
    built.map_err(|fault| build_failure(fault, list, order))
}

/// Arguments in the wrong order would destroy the list.
fn refuse_to_replace_what_is_no_filter(out: &Path) -> Result<(), Failure> {
    let Ok(there) = fs::metadata(out) else { return Ok(()) };
    if !there.is_file() || BreachFilter::open(out).err() == Some(BreachError::NotAFilter) {
        return Err(Failure::usage(Text::from(words::WOULD_REPLACE).word("file", path(out))));
    }
    Ok(())
}

/// The facts of a file whose every byte is as it was written.
pub(super) fn check(file: &Path) -> Result<BreachFacts, BreachError> {
    let breached = BreachFilter::open(file)?;
    breached.verify()?;
    Ok(breached.facts().clone())
}

/// What a filter file holds, a line a fact; its age as of `now`.
fn told(facts: &BreachFacts, file: &Path, now: Timestamp) -> Vec<Text> {
    vec![
        Text::from(words::FACT_FILE).word("file", path(file)).word("bytes", grouped(facts.file_bytes)),
        Text::from(words::FACT_ENTRIES)
            .word("entries", grouped(facts.entries))
            .word("kind", facts.kind.name())
            .word("count", grouped(facts.min_count)),
        Text::from(words::FACT_BUILT)
            .word("date", facts.built.strftime("%Y-%m-%d").to_string())
            .number("days", usize::try_from(facts.age_in_days(now)).unwrap_or(usize::MAX)),
        Text::from(words::FACT_SOURCE)
            .word("bytes", grouped(facts.source_bytes))
            .word("digest", hexadecimal(&facts.source_digest)),
    ]
}

fn build_failure(fault: BuildError, list: &Path, order: &BuildOptions<'_>) -> Failure {
    let of_list = |key: TextKey| Text::from(key).word("list", path(list));
    let text = match fault {
        BuildError::List(ListError::Unreadable(kind)) => {
            of_list(words::LIST_UNREADABLE).word("cause", kind.to_string())
        }
        BuildError::List(ListError::Line(line, fault)) => {
            let (key, digits) = line_fault(fault);
            let text = of_list(key).word("line", grouped(line));
            match digits {
                Some(found) => text.number("found", found),
                None => text,
            }
        }
        BuildError::Nothing => of_list(words::LIST_GIVES_NOTHING).word("count", grouped(order.min_count)),
        BuildError::Unwritable(kind) => {
            Text::from(words::UNWRITABLE).word("file", path(order.out)).word("cause", kind.to_string())
        }
        BuildError::Filter => words::FILTER_FAILED.into(),
    };
    Failure::failed(text).and(words::NOTHING_WRITTEN.into())
}

/// What is wrong with a line, and the digits of its hash where they are what is wrong.
fn line_fault(fault: LineError) -> (TextKey, Option<usize>) {
    match fault {
        LineError::Shape => (words::LINE_SHAPE, None),
        LineError::Digits { found, kind: None } => (words::LINE_DIGITS, Some(found)),
        LineError::Digits { found, kind: Some(HashKind::Sha1) } => (words::LINE_DIGITS_SHA1, Some(found)),
        LineError::Digits { found, kind: Some(HashKind::Ntlm) } => (words::LINE_DIGITS_NTLM, Some(found)),
        LineError::Hexadecimal => (words::LINE_HEXADECIMAL, None),
        LineError::Count => (words::LINE_COUNT, None),
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

/// Says how far it is: a bar that is drawn over itself on a terminal, else a line now and then.
struct Meter<'w, W> {
    out: W,
    words: &'w Catalogue,
    terminal: bool,
    length: Option<u64>,
    /// The step and how far it was when something was last said.
    said: Option<(TextKey, u64)>,
}

impl<W: Write> Meter<'_, W> {
    fn tell(&mut self, progress: BuildProgress) {
        let (step, percent) = match progress {
            BuildProgress::Reading { bytes, .. } => {
                (words::READING, self.length.map(|length| (100 * bytes).checked_div(length).unwrap_or(100)))
            }
            BuildProgress::Building { done, of } => {
                (words::BUILDING, (100 * done as u64).checked_div(of as u64))
            }
        };
        let mark = match (progress, percent) {
            (_, Some(percent)) if self.terminal => percent,
            (_, Some(percent)) => percent / 10,
            (BuildProgress::Reading { lines, .. }, None) => lines / MANY_LINES,
            (BuildProgress::Building { done, .. }, None) => done as u64,
        };
        if self.said != Some((step, mark)) {
            let another_step = self.said.is_some_and(|(said, _)| said != step);
            self.said = Some((step, mark));
            self.say(step, percent, progress, another_step);
        }
    }

    fn say(&mut self, step: TextKey, percent: Option<u64>, progress: BuildProgress, another_step: bool) {
        let mut line = format!("{:<STEP$}", self.words.get(step));
        if let Some(percent) = percent {
            if self.terminal {
                let full = (percent as usize * BAR / 100).min(BAR);
                line.push_str(&format!("  [{}{}]", "#".repeat(full), ".".repeat(BAR - full)));
            }
            line.push_str(&format!("  {percent:>3} %"));
        }
        if let BuildProgress::Reading { lines, .. } = progress {
            let count = Text::from(words::LINES).word("lines", grouped(lines));
            line.push_str(&format!("  {}", self.words.say(&count)));
        }
        let (before, after) = match (self.terminal, another_step) {
            (true, true) => ("\n\r", ""),
            (true, false) => ("\r", ""),
            (false, _) => ("", "\n"),
        };
        // A progress that cannot be shown is no reason to stop.
        let _ = write!(self.out, "{before}{line}{after}").and_then(|()| self.out.flush());
    }

    /// Leaves the line of the bar.
    fn end(&mut self) {
        if self.terminal && self.said.is_some() {
            let _ = writeln!(self.out);
        }
    }
}

fn lines(texts: &[Text], words: &Catalogue) -> String {
    texts.iter().map(|text| words.say(text) + "\n").collect()
}

/// What was typed may hold anything: the terminal is not to obey it.
fn path(path: &Path) -> String {
    path.display().to_string().replace(char::is_control, "\u{fffd}")
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
    use rstest::rstest;

    #[rstest]
    #[case(0, "0")]
    #[case(999, "999")]
    #[case(1000, "1 000")]
    #[case(10_000_000, "10 000 000")]
    fn numbers_are_grouped(#[case] number: u64, #[case] expected: &str) {
        assert_eq!(grouped(number), expected);
    }

    fn said(terminal: bool, length: Option<u64>, progress: &[BuildProgress]) -> String {
        let words = Catalogue::of(Language::French);
        let mut out = Vec::new();
        let mut meter = Meter { out: &mut out, words: &words, terminal, length, said: None };
        progress.iter().for_each(|progress| meter.tell(*progress));
        meter.end();
        String::from_utf8(out).unwrap()
    }

    const COURSE: [BuildProgress; 6] = [
        BuildProgress::Reading { bytes: 50, lines: 65_536 },
        BuildProgress::Reading { bytes: 51, lines: 131_072 },
        BuildProgress::Reading { bytes: 100, lines: 2_000_000 },
        BuildProgress::Building { done: 1, of: 256 },
        BuildProgress::Building { done: 2, of: 256 },
        BuildProgress::Building { done: 256, of: 256 },
    ];

    #[test]
    fn a_terminal_has_a_bar_and_a_file_has_lines() {
        let bar = said(true, Some(100), &COURSE);
        assert!(
            bar.starts_with("\rLecture") && bar.ends_with('\n') && bar.matches('\n').count() == 2,
            "{bar:?}"
        );
        assert!(bar.contains("[###############...............]   50 %  65 536 lignes"), "{bar}");
        assert!(bar.split(['\r', '\n']).all(|line| line.chars().count() < 80), "{bar}");

        let lines = said(false, Some(100), &COURSE);
        assert!(!lines.contains('\r') && lines.lines().count() == 4, "{lines}");
        assert!(lines.ends_with("100 %\n"), "{lines}");
    }

    #[test]
    fn what_comes_through_a_pipe_is_counted() {
        let lines = said(false, None, &COURSE);
        assert!(
            lines.contains("2 000 000 lignes") && !lines.lines().next().unwrap().contains('%'),
            "{lines}"
        );
    }
}
