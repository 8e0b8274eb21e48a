//! Measures the frames: first screen, form, image, move, paste, estimate. The bytes are those of one session,
//! the same in every one but for the image.

use std::time::Duration;

use anyhow::Context;

use super::programs::{IMAGE, Next, Program};
use super::session::Session;

const LOGIN: &str = "alice.smith";
/// Of equal length: nothing of it may be seen from the line.
const WEAK: &str = "aaaaaaaaaaaaaaaa";
const STRONG: &str = "pivot-Bruine8-la";
/// From the first field of MaMamia's form.
const MOVES_TO_THE_IMAGE: usize = 4;
/// Longest time to an estimate: the pause in typing and the work itself.
const ESTIMATE_TIME: Duration = Duration::from_secs(3);

/// Of several starts: the first screen, and the form.
#[derive(Clone, Copy)]
pub struct Opened {
    /// The median.
    pub first_frame: Duration,
    pub quickest: Duration,
    pub first_bytes: usize,
    /// Without its image.
    pub form: usize,
    /// The largest.
    pub image: Option<Image>,
}

/// The image of the form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Image {
    /// It comes after the form.
    ByItself(usize),
    /// It comes when its field is reached: with that move.
    WithItsField(usize),
}

impl Image {
    pub fn bytes(self) -> usize {
        match self {
            Self::ByItself(bytes) | Self::WithItsField(bytes) => bytes,
        }
    }
}

/// A first screen.
pub struct First {
    /// Since the program took the place of what launched it.
    pub after: Duration,
    pub bytes: usize,
}

/// A form that was opened.
pub struct Form {
    /// Without its image.
    pub bytes: usize,
    pub image: Option<Image>,
}

/// From the start of a program to its first screen.
pub fn first(program: &Program) -> anyhow::Result<(Session, First)> {
    let mut session = program.start(None)?;
    session.silence(Duration::from_millis(60))?;
    let after = session.last_since(0).context("a first screen")?.saturating_sub(session.started);
    let bytes = session.bytes_since(0);
    Ok((session, First { after, bytes }))
}

/// From the menu of MaMamia to its form; of the others, the first screen is the form.
pub fn form(program: &Program, mut session: Session) -> anyhow::Result<Option<Form>> {
    let Some(key) = program.opens else { return Ok(None) };
    let from = session.mark();
    session.write(key)?;
    session.expect("Confirmation")?;
    session.silence(Duration::from_millis(200))?;
    let (bytes, image) = session.split_at(from, IMAGE);
    let image = if image > 0 { Some(Image::ByItself(image)) } else { late_image(program, &mut session)? };
    Ok(Some(Form { bytes, image }))
}

/// All that is sent as the field of the image is reached.
fn late_image(program: &Program, session: &mut Session) -> anyhow::Result<Option<Image>> {
    for _ in 0..MOVES_TO_THE_IMAGE {
        let from = session.mark();
        program.to_the_next(session)?;
        session.silence(program.pause)?;
        if session.shows(IMAGE) {
            return Ok(Some(Image::WithItsField(session.bytes_since(from))));
        }
    }
    Ok(None)
}

/// Bytes of the keys of one session.
#[derive(Clone, Copy, Default)]
pub struct Walk {
    /// The dearest, in the menu.
    pub arrow: Option<usize>,
    /// The dearest but for the first of its field.
    pub login_key: Option<usize>,
    /// The dearest.
    pub field_move: Option<usize>,
    pub paste: Option<usize>,
    /// After a paste of 16, for a weak password and for a strong one.
    pub estimates: Option<(usize, usize)>,
}

pub fn walk(program: &Program) -> anyhow::Result<Walk> {
    let mut walk = Walk { arrow: arrow(program)?, ..Walk::default() };
    if program.next == Next::Never {
        return Ok(walk);
    }
    let mut session = program.at_the_form()?;
    let in_clear = program.masked > 0;
    if in_clear {
        walk.login_key = dearest(LOGIN, &mut session)?;
        session.silence(program.pause)?;
    }
    if program.is_ours() {
        walk.field_move = Some(moves(program, &mut session)?);
    } else {
        walk.field_move = Some(program.to_the_next(&mut session)?.bytes);
    }
    for _ in 1..program.masked {
        program.to_the_next(&mut session)?;
    }
    session.silence(program.pause)?;
    walk.paste = Some(session.paste(STRONG)?.bytes);
    empty(&mut session, program)?;
    if program.is_ours() {
        walk.estimates =
            Some((estimate(WEAK, &mut session, program)?, estimate(STRONG, &mut session, program)?));
    }
    Ok(walk)
}

/// Down the menu and up again.
fn arrow(program: &Program) -> anyhow::Result<Option<usize>> {
    let mut session = match (&program.menu, program.opens) {
        (Some(menu), _) => Session::start(menu, None)?,
        (None, Some(_)) => program.start(None)?,
        (None, None) => return Ok(None),
    };
    session.expect("modifier")?;
    session.silence(program.pause)?;
    let down = session.arrow('B')?.bytes;
    Ok(Some(down.max(session.arrow('A')?.bytes)))
}

/// The dearest, down the form to the image and up to the second field; what brings the image is no move.
fn moves(program: &Program, session: &mut Session) -> anyhow::Result<usize> {
    let mut dearest = 0;
    for number in 0..2 * MOVES_TO_THE_IMAGE - 1 {
        let (from, had_image) = (session.mark(), session.shows(IMAGE));
        if number < MOVES_TO_THE_IMAGE {
            program.to_the_next(session)?;
        } else {
            session.key(b"\x1b[Z")?;
        }
        session.silence(program.pause)?;
        if had_image == session.shows(IMAGE) {
            dearest = dearest.max(session.bytes_since(from));
        }
    }
    Ok(dearest)
}

/// The dearest key of a text; the first takes the place of an example.
fn dearest(text: &str, session: &mut Session) -> anyhow::Result<Option<usize>> {
    let mut strokes = Vec::new();
    for key in text.chars() {
        strokes.push(session.key(key.to_string().as_bytes())?.bytes);
    }
    Ok(strokes.into_iter().skip(1).max())
}

/// The frame after the echo of a paste.
fn estimate(password: &str, session: &mut Session, program: &Program) -> anyhow::Result<usize> {
    session.paste(password)?;
    let echoed = session.mark();
    session.frame(ESTIMATE_TIME)?;
    let bytes = session.bytes_since(echoed);
    empty(session, program)?;
    Ok(bytes)
}

/// Deletes what was typed, and lets what follows come.
pub fn empty(session: &mut Session, program: &Program) -> anyhow::Result<()> {
    session.write(&[0x7f; 32])?;
    session.silence(program.pause)
}
