//! Frames that show what was judged of a password are all of one size: whoever counts the bytes of an encrypted
//! line must learn nothing of what was typed.

use crate::app::FieldId;
use crate::app::{Message, Model, Reply, Screen};
use crate::password::{Rule, Strength, StrengthLabel};
use crate::terminal::{LeanBackend, TerminalInfo, TerminalLevel};

use super::SessionConfig;

/// Bytes of a frame that shows one judgement, at most: the cursor saved and restored (4), moved to the gauge (5),
/// the bar (10) but for its colour, what separates it (1), `NN% ` and the longest label (17).
const GAUGE: usize = 37;
/// Back to the style of words, where that is the terminal's own.
const PLAIN_AGAIN: usize = 3;
/// What the way back of the cursor takes over that of a terminal that has saved it, but for the style.
const HOME: usize = 4;
/// One tick, and the way to it.
const TICK: usize = 7;
/// The way to the confirmation, and whether it is the same.
const COMPARED: usize = 24;
/// A proposal is as long as chance has it, and is shown with what is said of it.
const PROPOSAL: usize = 4;

/// The size of such frames in one session; `tests/bytes.rs` holds that no judgement takes more.
pub(super) struct FrameSize {
    gauge: usize,
}

impl FrameSize {
    pub(super) fn of(session: &SessionConfig) -> Self {
        let SessionConfig { appearance, terminal: TerminalInfo { depth, level, .. }, .. } = session;
        let depth = *depth;
        use StrengthLabel::{Good, Strong, VeryStrong, VeryWeak, Weak};
        let ground = [VeryWeak, Weak, Good, Strong, VeryStrong]
            .map(|label| LeanBackend::sgr_cost(appearance.theme.gauge_ground(label), depth))
            .into_iter()
            .max()
            .unwrap_or_default();
        // With `0;` before it, where it is not the terminal's own.
        let words = match LeanBackend::sgr_cost(appearance.theme.label.into(), depth) {
            0 => PLAIN_AGAIN,
            cost => cost + 2,
        };
        let home = if *level < TerminalLevel::Vt100 { HOME + words } else { 0 };
        Self { gauge: GAUGE + ground + words + home }
    }

    /// Bytes of a frame that shows one judgement. Depends on nothing but what everybody sees: how many rules there
    /// are, and whether a confirmation is typed.
    pub(super) fn bytes(&self, model: &Model) -> usize {
        let Screen::Form(form) = &model.screen else { return self.gauge };
        let ticks = form.ticks.len() * TICK;
        let is_confirmed = form.field(FieldId::Confirmation).is_some_and(|field| !field.is_empty());
        let is_confirming = form.focused().is_some_and(|field| field.id == FieldId::Confirmation);
        self.gauge
            + match (is_confirmed, is_confirming) {
                (false, _) => ticks,
                // While the confirmation is typed, no rule comes to hold or to break.
                (true, true) => ticks.max(COMPARED),
                (true, false) => ticks + COMPARED,
            }
    }
}

/// What a form shows of judgements.
pub(super) struct ShownEstimates {
    gauges: Vec<Option<Strength>>,
    ticks: Vec<(Rule, bool)>,
    identical: Option<bool>,
}

impl ShownEstimates {
    /// Nothing where no form is on the screen.
    pub(super) fn of(model: &Model) -> Option<Self> {
        let Screen::Form(form) = &model.screen else { return None };
        Some(Self {
            gauges: form.fields.iter().map(|field| field.strength).collect(),
            ticks: form.ticks.clone(),
            identical: form.identical,
        })
    }

    /// Whether a form is on the screen that says the same.
    pub(super) fn are_those_of(&self, model: &Model) -> bool {
        let Screen::Form(form) = &model.screen else { return false };
        let gauges = form.fields.iter().map(|field| field.strength);
        gauges.eq(self.gauges.iter().copied()) && form.ticks == self.ticks && form.identical == self.identical
    }

    /// Takes them out of the form, as if nothing had been judged yet; nothing where nothing was.
    pub(super) fn take(model: &mut Model) -> Option<Self> {
        let judged = Self::of(model).filter(Self::say_anything)?;
        let nothing = Self {
            gauges: judged.gauges.iter().map(|_| None).collect(),
            ticks: judged.ticks.iter().map(|(rule, _)| (*rule, false)).collect(),
            identical: None,
        };
        nothing.put_back(model);
        Some(judged)
    }

    /// Puts them into the form that they were taken out of.
    pub(super) fn put_back(self, model: &mut Model) {
        let Screen::Form(form) = &mut model.screen else { return };
        for (field, strength) in form.fields.iter_mut().zip(self.gauges) {
            field.strength = strength;
        }
        form.ticks = self.ticks;
        form.identical = self.identical;
    }

    /// Whether anything was judged.
    pub(super) fn say_anything(&self) -> bool {
        self.gauges.iter().any(Option::is_some) || self.ticks.iter().any(|(_, met)| *met)
    }
}

/// ShownEstimates that a form shows at most: one a password.
pub(super) const MOST: usize = 3;

/// How many judgements this message brings, be they the same as before: the size of the frame says so, too.
pub(super) fn brought_by(message: &Message) -> usize {
    match message {
        Message::Reply(Reply::Estimated { .. }) => 1,
        Message::Reply(Reply::Proposed { .. }) => PROPOSAL,
        _ => 0,
    }
}
