//! How a request ended: what happened, what to do, the reference.

use ratatui::layout::{Position, Rect};

use crate::account::{Ending, Outcome};
use crate::app::Model;
use crate::i18n::Text;
use crate::i18n::keys::screens;
use crate::ui::layout::MARGIN;
use crate::ui::look::Look;
use crate::ui::pen::{Pen, wrap};
use crate::ui::theme::Role;

/// Draws the ending; the cursor goes to the sentence, which a screen reader then reads.
pub(in crate::ui) fn draw(
    pen: &mut Pen<'_>,
    body: Rect,
    model: &Model,
    ending: &Ending,
    look: &Look,
) -> Option<Position> {
    let words = look.words(model.language);
    let mut pen = pen.within(body);
    let (sign, role) = match ending.outcome {
        Outcome::Done(_) => (look.signs.met, look.theme.success),
        _ => (look.signs.unmet, look.theme.fault),
    };
    let reference = Text::from(screens::REFERENCE)
        .word("reference", ending.reference.to_string())
        .word("code", format!("MDP-{}", ending.outcome.code()));
    let airy = u16::from(body.height >= 10);
    let mut y = airy;
    pen.put(1, y, sign, role);
    let cursor = pen.position(MARGIN, y);
    let mut paragraph = |text: &str, role: Role| {
        for line in wrap(text, pen.width().saturating_sub(MARGIN + 1)) {
            pen.put(MARGIN, y, &line, role);
            y += 1;
        }
        y += airy;
    };
    paragraph(&words.say(&ending.outcome.text()), role);
    paragraph(&words.say(&ending.outcome.advice()), look.theme.subtitle);
    if matches!(&ending.outcome, Outcome::Done(done) if done.head_office) {
        paragraph(&words.get(screens::HEAD_OFFICE_TOO), look.theme.subtitle);
    }
    paragraph(&words.say(&reference), look.theme.heading);
    paragraph(&words.get(screens::REFERENCE_EXPLAINED), look.theme.subtitle);
    Some(cursor)
}
