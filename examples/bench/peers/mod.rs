//! MaMamia beside its peers, from outside: each on a pty of its own, the same keys, the same run.

mod asked;
mod beside;
mod clock;
mod endings;
mod frames;
mod idle;
mod keys;
pub mod launch;
mod link;
mod page;
mod processes;
mod programs;
mod session;
mod slow;

use std::fs;
use std::io::{Write, stderr};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use mamamia::demo::{EmbeddedDirectory, Options};

use crate::table::Table;
use endings::{END_METHODS, EndResult};
use frames::{First, Form, Opened, Walk};
use idle::{Rest, Seat};
use keys::Keys;
use programs::{Program, Programs};
use slow::Waits;

/// Starts of each program, in turn.
const STARTS: usize = 15;
/// In how many of them the form is opened.
const FORMS: usize = 5;

/// All that was measured of a program.
struct Measured<'a> {
    program: &'a Program,
    /// `None` for one that draws nothing.
    opened: Option<Opened>,
    walk: Walk,
    keys: Keys,
    rest: Rest,
    endings: Vec<Option<EndResult>>,
    /// At 2400 bit/s.
    waits: Option<Waits>,
}

/// A run.
struct Run<'a> {
    programs: Vec<Measured<'a>>,
    /// The quickest start of the embedded directory.
    directory: Duration,
    absent: &'a [(&'static str, &'static str)],
}

impl<'a> Run<'a> {
    /// The keys of the one-byte echo, which comes last.
    fn limit(&self) -> Option<&Keys> {
        self.programs.last().map(|limit| &limit.keys)
    }

    fn ours(&self) -> impl Iterator<Item = &Measured<'a>> {
        self.programs.iter().filter(|measured| measured.program.is_ours())
    }
}

/// Prints the tables.
pub fn report(out: &mut dyn Write) -> anyhow::Result<()> {
    let programs = Programs::of_this_machine()?;
    for table in tables(&measure(&programs)?) {
        table.print(out)?;
    }
    Ok(())
}

/// Writes them into the page of the documentation.
pub fn write(path: &Path) -> anyhow::Result<()> {
    let programs = Programs::of_this_machine()?;
    let run = measure(&programs)?;
    let page = page::of(&run, &tables(&run));
    fs::write(path, page).with_context(|| path.display().to_string())
}

fn tables(run: &Run<'_>) -> Vec<Table> {
    vec![asked::table(run), beside::table(run), beside::endings(run)]
}

fn measure(programs: &Programs) -> anyhow::Result<Run<'_>> {
    let directory = start_of_the_embedded_directory()?;
    let all: Vec<&Program> = programs.all().collect();
    tell("premières images")?;
    let opened = openings(&all)?;
    tell("parcours")?;
    let walks = all.iter().map(|program| frames::walk(program)).collect::<Result<Vec<_>, _>>()?;
    tell("touches, à tour de rôle")?;
    let mut seats = Vec::new();
    for program in &all {
        seats.push(Seat { program, session: program.at_a_masked_field()? });
    }
    let keys = keys::measure(&mut seats)?;
    tell("repos")?;
    let rests = idle::measure(&mut seats)?;
    drop(seats);
    tell("fins")?;
    let mut endings = Vec::new();
    for program in &all {
        let ends = END_METHODS.iter().map(|(_, way)| endings::end(program, *way));
        endings.push(ends.collect::<Result<Vec<_>, _>>()?);
    }
    tell("ligne à 2400 bit/s")?;
    let waits = waits(&all, &opened)?;

    let (all, opened, walks) = (all.into_iter(), opened.into_iter(), walks.into_iter());
    let (keys, rests, endings) = (keys.into_iter(), rests.into_iter(), endings.into_iter());
    let measured: Vec<Measured<'_>> = all
        .zip(opened)
        .zip(walks.zip(keys))
        .zip(rests.zip(endings))
        .zip(waits)
        .map(|((((program, opened), (walk, keys)), (rest, endings)), waits)| Measured {
            program,
            opened,
            walk,
            keys,
            rest,
            endings,
            waits,
        })
        .collect();
    Ok(Run { programs: measured, directory, absent: &programs.absent })
}

/// Several starts of each, in turn: medians, and the largest of the images, which are drawn at random.
fn openings(programs: &[&Program]) -> anyhow::Result<Vec<Option<Opened>>> {
    let mut firsts: Vec<Vec<First>> = programs.iter().map(|_| Vec::new()).collect();
    let mut forms: Vec<Vec<Form>> = programs.iter().map(|_| Vec::new()).collect();
    for round in 0..STARTS {
        for ((program, firsts), forms) in programs.iter().zip(&mut firsts).zip(&mut forms) {
            if program.shows.is_empty() {
                continue;
            }
            let (session, first) = frames::first(program)?;
            firsts.push(first);
            if round < FORMS {
                forms.extend(frames::form(program, session)?);
            }
        }
    }
    Ok(firsts.iter().zip(&forms).map(|(firsts, forms)| opened(firsts, forms)).collect())
}

fn opened(firsts: &[First], forms: &[Form]) -> Option<Opened> {
    let bytes = median(firsts.iter().map(|first| first.bytes))?;
    Some(Opened {
        first_frame: median(firsts.iter().map(|first| first.after))?,
        quickest: firsts.iter().map(|first| first.after).min()?,
        first_bytes: bytes,
        form: median(forms.iter().map(|form| form.bytes)).unwrap_or(bytes),
        image: forms.iter().filter_map(|form| form.image).max(),
    })
}

fn median<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| values.swap_remove(middle))
}

/// For those that have a form.
fn waits(programs: &[&Program], opened: &[Option<Opened>]) -> anyhow::Result<Vec<Option<Waits>>> {
    let chosen: Vec<Option<(&Program, Opened)>> = programs
        .iter()
        .zip(opened)
        .map(|(program, opened)| {
            opened.filter(|_| slow::is_measured(program)).map(|opened| (*program, opened))
        })
        .collect();
    let forms: Vec<(&Program, Opened)> = chosen.iter().copied().flatten().collect();
    let mut measured = slow::measure(&forms)?.into_iter();
    Ok(chosen.iter().map(|chosen| chosen.and_then(|_| measured.next())).collect())
}

/// The quickest of several, in this process: what is left of a first frame without it is no smaller than it is.
fn start_of_the_embedded_directory() -> anyhow::Result<Duration> {
    let mut quickest = Duration::MAX;
    for _ in 0..STARTS {
        let runtime = crate::runtime()?;
        let started = Instant::now();
        let _directory = runtime.block_on(EmbeddedDirectory::start(Options::default()))?;
        quickest = quickest.min(started.elapsed());
    }
    Ok(quickest)
}

/// Reports the current step to the person who waits.
fn tell(what: &str) -> anyhow::Result<()> {
    Ok(writeln!(stderr(), "… {what}")?)
}
