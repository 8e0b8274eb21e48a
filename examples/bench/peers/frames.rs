//! What is drawn: the first screen, the form, its image, a move, a paste, a judgement. Bytes are those of one visit,
//! the same in every one but for the image.

use std::time::Duration;

use anyhow::Context;

use super::programs::{IMAGE, Next, Program};
use super::session::Session;

const LOGIN: &str = "alice.smith";
/// Of equal length: nothing of it may be seen from the line.
const WEAK: &str = "aaaaaaaaaaaaaaaa";
const STRONG: &str = "pivot-Bruine8-la";
/// How long a judgement may take: a pause in typing and the work itself.
const JUDGED: Duration = Duration::from_secs(3);

/// The first screen, and the form with its image.
#[derive(Clone, Copy, Default)]
pub struct Opened {
    pub first_frame: Duration,
    pub first_bytes: usize,
    pub form: usize,
    /// Where it comes by itself, or with the field that it belongs to.
    pub image: Option<usize>,
}

/// From the start of a program to its form; nothing for one that draws nothing.
pub fn open(program: &Program) -> anyhow::Result<Option<Opened>> {
    if program.shows.is_empty() {
        return Ok(None);
    }
    let mut session = program.start(None)?;
    session.silence(Duration::from_millis(100))?;
    let first_bytes = session.bytes_since(0);
    let first_frame = session.last_since(0).context("a first frame")? - session.started;
    let opened = Opened { first_frame, first_bytes, form: first_bytes, image: None };
    let Some(key) = program.opens else { return Ok(Some(opened)) };
    let from = session.mark();
    session.write(key)?;
    session.expect("Confirmation")?;
    session.silence(Duration::from_millis(200))?;
    let (form, image) = session.split_at(from, IMAGE);
    Ok(Some(Opened { form, image: (image > 0).then_some(image), ..opened }))
}

/// What the keys of a visit cost.
#[derive(Clone, Copy, Default)]
pub struct Walk {
    /// The dearest, in the menu.
    pub arrow: Option<usize>,
    /// The dearest but for the first of its field.
    pub login_key: Option<usize>,
    /// The dearest.
    pub field_move: Option<usize>,
    /// The image, where it comes with its field.
    pub late_image: Option<usize>,
    pub paste: Option<usize>,
    /// After a paste of 16, for a weak password and for a strong one.
    pub judgements: Option<(usize, usize)>,
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
        let (dearest, image) = moves(program, &mut session)?;
        (walk.field_move, walk.late_image) = (Some(dearest), image);
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
        walk.judgements =
            Some((judgement(WEAK, &mut session, program)?, judgement(STRONG, &mut session, program)?));
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

/// Down the form to the image and up to the second field; the image itself is no move.
fn moves(program: &Program, session: &mut Session) -> anyhow::Result<(usize, Option<usize>)> {
    let (mut dearest, mut image) = (0, None);
    for number in 0..7 {
        let (from, had_image) = (session.mark(), session.shows(IMAGE));
        if number < 4 {
            program.to_the_next(session)?;
        } else {
            session.key(b"\x1b[Z")?;
        }
        session.silence(Duration::from_millis(200))?;
        let all = session.bytes_since(from);
        if !had_image && let (alone, late @ 1..) = session.split_at(from, IMAGE) {
            image = Some(late);
            dearest = dearest.max(alone);
        } else {
            dearest = dearest.max(all);
        }
    }
    Ok((dearest, image))
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
fn judgement(password: &str, session: &mut Session, program: &Program) -> anyhow::Result<usize> {
    session.paste(password)?;
    let echoed = session.mark();
    session.frame(JUDGED)?;
    let bytes = session.bytes_since(echoed);
    empty(session, program)?;
    Ok(bytes)
}

/// Deletes what was typed, and lets what follows come.
pub fn empty(session: &mut Session, program: &Program) -> anyhow::Result<()> {
    session.write(&[0x7f; 32])?;
    session.silence(program.pause)
}
