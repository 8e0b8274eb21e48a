//! At the end of a serial line of 2400 bit/s.

use std::thread;
use std::time::Duration;

use anyhow::Context;

use super::clock::now;
use super::frames::{Image, Opened};
use super::programs::{Next, Program};

pub const BITS: u32 = 2400;
/// More than the line takes for what it is given at once.
const QUIET: Duration = Duration::from_millis(120);
const KEYS: &[u8] = b"lampe";

/// The waits of a person on a slow link.
#[derive(Clone, Copy)]
pub struct Waits {
    /// Until the form is there, without its image.
    pub form: Duration,
    /// Until its image is there, where it comes by itself.
    pub image: Option<Duration>,
    pub field_move: Duration,
    /// The median.
    pub key: Duration,
}

/// All at once, each on a line of its own: what they do there is to wait.
pub fn measure(programs: &[(&Program, Opened)]) -> anyhow::Result<Vec<Waits>> {
    thread::scope(|scope| {
        let threads: Vec<_> =
            programs.iter().map(|(program, opened)| scope.spawn(|| waits(program, opened))).collect();
        threads.into_iter().map(|thread| thread.join().ok().context("a thread that ended")?).collect()
    })
}

pub fn is_measured(program: &Program) -> bool {
    program.next != Next::Never && program.masked > 0
}

fn waits(program: &Program, opened: &Opened) -> anyhow::Result<Waits> {
    let mut session = program.start(Some(BITS))?;
    session.silence(QUIET)?;
    let (mut asked, mut from) = (session.started, 0);
    if let Some(key) = program.opens {
        (asked, from) = (now(), session.mark());
        session.write(key)?;
        session.expect("Confirmation")?;
        session.silence(QUIET)?;
    }
    let at = session.arrival_of(from, opened.form).or_else(|| session.last_since(from));
    let form = at.context("a form")?.saturating_sub(asked);
    let by_itself = matches!(opened.image, Some(Image::ByItself(_)));
    let image = by_itself.then(|| session.last_since(from)).flatten().map(|at| at.saturating_sub(asked));

    let mut field_move = Duration::ZERO;
    for _ in 0..program.masked {
        field_move = field_move.max(program.to_the_next(&mut session)?.latency.unwrap_or_default());
    }
    session.silence(QUIET)?;
    let mut keys = Vec::new();
    for key in KEYS {
        keys.extend(session.key(&[*key])?.latency);
    }
    keys.sort_unstable();
    let key = keys.get(keys.len() / 2).copied().unwrap_or_default();
    Ok(Waits { form, image, field_move, key })
}
