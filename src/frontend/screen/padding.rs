//! Gives all frames that show the estimate of a password the same size: an observer who counts the bytes of an encrypted
//! link must learn nothing about the password.

use std::time::Duration;

use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use zeroize::Zeroizing;

use crate::app::form::Edit;
use crate::app::keymap::Action;
use crate::app::{Effect, FieldId, FormKind, Message, Model, Presentation, Reply, update};
use crate::i18n::Language;
use crate::password::generate;
use crate::password::{Rule, Strength, StrengthLabel, Tick};
use crate::terminal::LeanBackend;
use crate::ui::{self, Appearance, Estimates, View, ViewOptions};

/// Most estimates that a form shows: one a password.
pub(super) const MOST_ESTIMATES: usize = 3;
/// Bytes that a frame with a proposal may take beyond the longest sample: its letters are drawn by chance, and a cell
/// that happens to stay the same costs more to skip than to write.
const PROPOSAL_MARGIN: usize = 32;

/// Bytes for the name of the rule of the least length, which both samples meet, in a rich form that is so narrow that it
/// names the rules that are not met.
const LENGTH_RULE_MARGIN: usize = 16;

/// Bytes that the section on the new password takes at most in a frame of the help.
pub(super) const TOLD_JUDGEMENT: usize = 640;

/// The secrets that a frame shows: they decide its padding.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Padding {
    /// Estimates that are shown anew. An unchanged one counts, or the size of the frame would show that it did not
    /// change.
    pub estimates: usize,
    /// Whether a proposal comes: its length is that of a secret.
    pub proposal: bool,
}

impl Padding {
    pub(super) fn of(message: &Message) -> Self {
        let estimates = usize::from(matches!(message, Message::Reply(Reply::Estimated { .. })));
        Self { estimates, proposal: matches!(message, Message::Reply(Reply::Proposed { .. })) }
    }

    /// Whether the frame shows nothing of a secret.
    pub(super) fn is_none(self) -> bool {
        self.estimates == 0 && !self.proposal
    }

    pub(super) fn add(&mut self, other: Self) {
        self.estimates += other.estimates;
        self.proposal |= other.proposal;
    }
}

/// The estimates that a form shows.
pub(super) struct ShownEstimates {
    /// One a field, in the order of the form.
    gauges: Vec<Option<Strength>>,
    /// Each rule, and its tick.
    ticks: Vec<(Rule, Tick)>,
    /// Whether the confirmation is the same; `None` before it is compared.
    identical: Option<bool>,
}

impl ShownEstimates {
    /// `None` if no form is on the screen.
    pub(super) fn of(model: &Model) -> Option<Self> {
        let form = ui::drawn_form(model)?;
        Some(Self {
            gauges: form.fields().iter().map(|field| field.strength()).collect(),
            ticks: form.ticks().to_vec(),
            identical: form.identical(),
        })
    }

    /// Whether a form is on the screen that shows the same estimates.
    pub(super) fn are_those_of(&self, model: &Model) -> bool {
        ui::drawn_form(model).is_some_and(|form| {
            let gauges = form.fields().iter().map(|field| field.strength());
            gauges.eq(self.gauges.iter().copied())
                && form.ticks() == self.ticks
                && form.identical() == self.identical
        })
    }

    /// Whether any password was estimated.
    pub(super) fn has_any(&self) -> bool {
        self.gauges.iter().any(Option::is_some) || self.ticks.iter().any(|(_, tick)| *tick != Tick::Unmet)
    }
}

/// The sizes of frames that show one estimate, measured on the longest frames when first needed, and again for another
/// language or width.
#[derive(Default)]
pub(super) struct FrameSizes {
    /// The last sizes, and the frames that they are for.
    measured: Option<(MeasuredFor, Sizes)>,
}

/// The language, the presentation, and the size of the window.
type MeasuredFor = (Language, Presentation, (u16, u16));

/// Bytes of the longest frame in each state of the form that an observer knows anyway.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    /// The confirmation has no text.
    alone: usize,
    /// The confirmation has the focus.
    confirming: usize,
    /// The confirmation is typed, and does not have the focus.
    compared: usize,
    /// A proposal comes, or another one in its place.
    proposal: usize,
}

impl FrameSizes {
    /// Bytes to which a frame is padded; 0 if it shows nothing of a password.
    pub(super) fn padded(
        &mut self,
        padding: Padding,
        model: &Model,
        appearance: &Appearance,
        backend: &LeanBackend,
    ) -> usize {
        if padding.is_none() {
            return 0;
        }
        let key = (model.language(), model.presentation(), model.size());
        let sizes = match self.measured {
            Some((measured_for, sizes)) if measured_for == key => sizes,
            _ => Sizes::measure(model, appearance, backend),
        };
        self.measured = Some((key, sizes));
        let estimate = sizes.estimate(model);
        // A proposal takes the place of the rules, whose ticks come with the estimates.
        padding.estimates * estimate + if padding.proposal { sizes.proposal.max(estimate) } else { 0 }
    }
}

impl Sizes {
    /// Bytes of a frame that shows one estimate on the form of `model`.
    fn estimate(&self, model: &Model) -> usize {
        let Some(form) = model.form() else { return self.alone };
        let is_confirmed = form.field(FieldId::Confirmation).is_some_and(|field| !field.is_empty());
        let is_confirming = form.focused().is_some_and(|field| field.id() == FieldId::Confirmation);
        match (is_confirmed, is_confirming) {
            (false, _) => self.alone,
            (true, true) => self.confirming,
            (true, false) => self.compared,
        }
    }

    /// Measures each state on a sample form: neither `model` nor the terminal changes.
    fn measure(model: &Model, appearance: &Appearance, backend: &LeanBackend) -> Self {
        let longest = |prepare: &dyn Fn(&mut Sample<'_>)| {
            let sizes = sample_lengths(model).map(|length| {
                let mut sample = Sample::new(model, appearance, backend, length);
                prepare(&mut sample);
                sample.longest(backend)
            });
            sizes.max().unwrap_or(0)
        };
        let is_narrow = model.presentation() == Presentation::Rich && model.size().0 < ui::GAUGE_BESIDE_FROM;
        let margin = if is_narrow { LENGTH_RULE_MARGIN } else { 0 };
        let alone = longest(&|sample| {
            sample.view_estimates(FieldId::New);
            sample.type_bad_password();
            sample.view_estimates(FieldId::New);
        }) + margin;
        let confirming = longest(&|sample| {
            sample.confirm();
            sample.view_comparisons(FieldId::Confirmation);
        });
        let compared = longest(&|sample| {
            sample.confirm();
            sample.act(Action::Previous);
            sample.view_comparisons(FieldId::New);
            sample.type_bad_password();
            sample.view_estimates(FieldId::New);
        }) + margin;
        let proposal = longest(&|sample| sample.view_proposals()) + PROPOSAL_MARGIN;
        Self { alone, confirming: confirming.max(alone), compared: compared.max(alone), proposal }
    }
}

/// The lengths of the samples: one that needs every class of characters, and a phrase where the policy knows any.
fn sample_lengths(model: &Model) -> impl Iterator<Item = usize> + use<> {
    let policy = model.settings.judge.policy();
    let (usual, phrase) = (policy.min_length.max(4), policy.passphrase_length);
    [usual].into_iter().chain((phrase > usual).then_some(phrase))
}

/// A form that is drawn to be measured, and never shown.
struct Sample<'a> {
    model: Model,
    appearance: &'a Appearance,
    /// Characters of its passwords.
    length: usize,
    /// Each drawn frame.
    views: Vec<(Buffer, View)>,
}

impl<'a> Sample<'a> {
    /// The form « le modifier », with a new password typed.
    fn new(model: &Model, appearance: &'a Appearance, backend: &LeanBackend, length: usize) -> Self {
        let Ok(Size { width, height }) = backend.size();
        let mut sample = Self { model: model.fresh((width, height)), appearance, length, views: Vec::new() };
        for action in [Action::OpenForm(FormKind::Change), Action::Next, Action::Next] {
            sample.act(action);
        }
        sample.type_password();
        sample
    }

    /// Types the same password in the confirmation.
    fn confirm(&mut self) {
        self.act(Action::Next);
        self.type_password();
    }

    /// Types a password that meets every rule that has a tick.
    fn type_password(&mut self) {
        self.send(Message::Paste(Zeroizing::new("aA1!".chars().cycle().take(self.length).collect())));
        self.act(Action::Edit(Edit::Home));
    }

    /// Types a password of the same length that has no class of characters: other rules are met, and no mask moves.
    fn type_bad_password(&mut self) {
        self.act(Action::Edit(Edit::Clear));
        self.send(Message::Paste(Zeroizing::new("é".repeat(self.length))));
        self.act(Action::Edit(Edit::Home));
    }

    fn send(&mut self, message: Message) {
        // Drops the effects: `view_estimates` sends the estimates itself.
        let _ = update(&mut self.model, message, Duration::ZERO);
    }

    fn act(&mut self, action: Action) {
        self.send(Message::Act(action));
    }

    fn ground(&self) -> Style {
        self.appearance.ground(self.model.presentation())
    }

    fn view(&mut self, estimates: Estimates) {
        let (columns, rows) = self.model.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let view = ui::view(&self.model, self.appearance, ViewOptions { estimates }, &mut buffer);
        self.views.push((buffer, view));
    }

    /// Draws the field without an estimate, then with every label: a full gauge, and digits that differ from those of the
    /// other labels.
    fn view_estimates(&mut self, field: FieldId) {
        self.view(Estimates::Hidden);
        use StrengthLabel::{Good, Strong, VeryStrong, VeryWeak, Weak};
        let labels = [(VeryWeak, 11), (Weak, 22), (Good, 44), (Strong, 77), (VeryStrong, 99)];
        for (label, percent) in labels.into_iter().chain(labels.map(|(label, _)| (label, 100))) {
            let generation =
                self.model.form().and_then(|form| form.field(field)).map_or(0, |field| field.generation());
            let estimate = Some(Strength { percent, label }.into());
            self.send(Message::Reply(Reply::Estimated { field, generation, estimate }));
            self.view(Estimates::Shown);
        }
    }

    /// The same, while both passwords are the same, and while one character differs.
    fn view_comparisons(&mut self, field: FieldId) {
        for first in ['a', 'b'] {
            self.act(Action::Edit(Edit::Home));
            self.act(Action::Edit(Edit::DeleteAfter));
            self.act(Action::Insert(first));
            self.act(Action::Edit(Edit::Home));
            self.view_estimates(field);
        }
    }

    /// Draws the rules, with a password and without, then the proposals in their place.
    fn view_proposals(&mut self) {
        self.view(Estimates::Shown);
        self.view_estimates(FieldId::New);
        self.act(Action::Edit(Edit::Clear));
        self.view(Estimates::Shown);
        for proposal in generate::samples(&self.model.settings.judge.policy().clone()) {
            let asked = update(&mut self.model, Message::Act(Action::Propose), Duration::ZERO);
            let asked = asked.into_iter().find_map(|effect| match effect {
                Effect::Propose { generation, .. } => Some(generation),
                _ => None,
            });
            let reply = Reply::Proposed { generation: asked.unwrap_or_default(), proposal: Some(proposal) };
            self.send(Message::Reply(reply));
            self.view(Estimates::Shown);
        }
    }

    /// Bytes of the longest frame that shows one of the views: after any other one, and when every cell that differs
    /// between any two of them changes at once. Neither is always the longer one: a cell that stays the same costs more
    /// to skip than to write.
    fn longest(&self, backend: &LeanBackend) -> usize {
        let Some(((first, View { caret, input, .. }), others)) = self.views.split_first() else { return 0 };
        let differs = |index: &usize| {
            others.iter().any(|(view, _)| view.content.get(*index) != first.content.get(*index))
        };
        let differing: Vec<usize> = (0..first.content.len()).filter(differs).collect();
        let mut filled = first.clone();
        for index in &differing {
            if let Some(cell) = filled.content.get_mut(*index) {
                *cell = Cell::new("#");
                cell.set_style(self.ground());
            }
        }
        let mut empty = backend.of_same_kind(self.model.size());
        empty.enter();
        empty.expect_next(*input);
        let mut blank = Buffer::empty(first.area);
        blank.set_style(first.area, self.ground());
        let mut longest = 0;
        for before in self.views.iter().map(|(view, _)| view).chain([&filled]) {
            let mut shown = empty.clone();
            shown.draw_changes(blank.diff(before).into_iter(), before);
            let Ok(()) = shown.show_cursor();
            let Ok(()) = shown.set_cursor_position(caret.at);
            shown.take_output();
            for (after, _) in &self.views {
                let changed = differing.iter().filter_map(|index| {
                    let (old, new) = (before.content.get(*index)?, after.content.get(*index)?);
                    let (x, y) = after.pos_of(*index);
                    (old != new).then_some((x, y, new))
                });
                let mut terminal = shown.clone();
                terminal.draw_changes(changed, after);
                longest = longest.max(terminal.take_padded(1, after).len());
            }
        }
        longest
    }
}
