//! Frames that show what was judged of a password are all of one size: whoever counts the bytes of an encrypted
//! line must learn nothing of what was typed.

use crate::app::{Message, Model, Reply, Screen};
use crate::password::{Rule, Strength};
use crate::terminal::ColourDepth;

/// Such a frame is filled up to a multiple of so many bytes: more than what gauge, ticks and equality ever make
/// (`tests/bytes.rs` counts them). 144 take 0.6 s at 2400 bit/s; the longer names of more colours are for
/// terminals that are on faster lines.
pub(super) fn frame_size(depth: ColourDepth) -> usize {
    match depth {
        ColourDepth::None | ColourDepth::Sixteen => 144,
        ColourDepth::TwoFiftySix => 160,
        ColourDepth::TrueColour => 192,
    }
}

/// What a form shows of judgements.
#[derive(PartialEq)]
pub(super) struct Judgements {
    gauges: Vec<Option<Strength>>,
    ticks: Vec<(Rule, bool)>,
    identical: Option<bool>,
}

impl Judgements {
    /// Nothing where no form is on the screen.
    pub(super) fn of(model: &Model) -> Option<Self> {
        let Screen::Form(form) = &model.screen else { return None };
        Some(Self {
            gauges: form.fields.iter().map(|field| field.strength).collect(),
            ticks: form.ticks.clone(),
            identical: form.identical,
        })
    }
}

/// Whether this message brings a judgement, be it the same as before: then the frame says so by its size, too.
pub(super) fn is_in(message: &Message) -> bool {
    matches!(message, Message::Reply(Reply::Judged { .. } | Reply::Proposed { .. }))
}

/// Whether a form that stays on the screen shows other judgements: a field that is emptied loses its own.
pub(super) fn differ(before: Option<&Judgements>, after: Option<&Judgements>) -> bool {
    before.zip(after).is_some_and(|(before, after)| before != after)
}
