//! How a request ended: what happened, what to do, the reference.

use ratatui::layout::{Position, Rect};

use crate::account::{Outcome, Response};
use crate::app::Model;
use crate::i18n::Text;
use crate::i18n::keys::screens;
use crate::ui::layout::MARGIN;
use crate::ui::look::Look;
use crate::ui::pen::{Pen, wrap};
use crate::ui::theme::Role;

/// Draws the response; the cursor goes to the sentence, which a screen reader then reads.
pub(in crate::ui) fn draw(
    pen: &mut Pen<'_>,
    body: Rect,
    model: &Model,
    response: &Response,
    look: &Look,
) -> Option<Position> {
    let mut pen = pen.within(body);
    let lines = fitting(body, model, response, look);
    let (sign, role) = sign(response, look);
    let first = lines.iter().position(|(text, _)| !text.is_empty()).unwrap_or(0);
    for (y, (text, role)) in (0..body.height).zip(&lines) {
        pen.put(MARGIN, y, text, *role);
    }
    let y = u16::try_from(first).unwrap_or(0);
    pen.put(1, y, sign, role);
    Some(pen.position(MARGIN, y))
}

/// Whether a screen is so small that header and line must give their rows to what must be read.
pub(in crate::ui) fn needs_the_screen(body: Rect, model: &Model, response: &Response, look: &Look) -> bool {
    lines(body.width, model, response, look, Room::Least).len() > usize::from(body.height)
}

/// How much is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    /// All of it, with blank rows between.
    Airy,
    /// All of it.
    Tight,
    /// What the person must know.
    Least,
}

fn fitting(body: Rect, model: &Model, response: &Response, look: &Look) -> Vec<(String, Role)> {
    let of = |room| lines(body.width, model, response, look, room);
    let fits = |lines: &Vec<(String, Role)>| lines.len() <= usize::from(body.height);
    [Room::Airy, Room::Tight].into_iter().map(of).find(fits).unwrap_or_else(|| of(Room::Least))
}

fn lines(width: u16, model: &Model, response: &Response, look: &Look, room: Room) -> Vec<(String, Role)> {
    let words = look.words(model.language);
    let plain = look.theme.subtitle;
    let reference = Text::from(screens::REFERENCE)
        .word("reference", response.reference.to_string())
        .word("code", format!("MDP-{}", response.outcome.code()));
    let mut paragraphs = vec![
        (words.say(&response.outcome.text()), sign(response, look).1),
        (words.say(&response.outcome.advice()), plain),
    ];
    if matches!(&response.outcome, Outcome::Done(done) if done.head_office) {
        paragraphs.push((words.get(screens::HEAD_OFFICE_TOO).into_owned(), plain));
    }
    paragraphs.push((words.say(&reference), look.theme.heading));
    if room != Room::Least {
        paragraphs.push((words.get(screens::REFERENCE_EXPLAINED).into_owned(), plain));
    }
    let mut lines = Vec::new();
    for (text, role) in paragraphs {
        if room == Room::Airy {
            lines.push((String::new(), plain));
        }
        lines.extend(wrap(&text, width.saturating_sub(MARGIN + 1)).into_iter().map(|line| (line, role)));
    }
    lines
}

fn sign(response: &Response, look: &Look) -> (&'static str, Role) {
    match response.outcome {
        Outcome::Done(_) => (look.signs.success, look.theme.success),
        _ => (look.signs.fault, look.theme.fault),
    }
}
