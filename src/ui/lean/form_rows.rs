//! The rows of a form, in order. The screen shows a window of them.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::layout::Rect;
use zeroize::Zeroizing;

use crate::app::FieldId;
use crate::app::form::check::chance_text;
use crate::app::form::wording;
use crate::app::form::{CaptchaImage, Field, Focus, Form, Submission};
use crate::i18n::keys::{form as form_texts, screens};
use crate::i18n::{Catalogue, Text};
use crate::password::Tick;
use crate::password::generate::Proposal;
use crate::ui::appearance::Appearance;
use crate::ui::names;
use crate::ui::text_painter::{columns, wrap};
use crate::ui::view_options::Estimates;

use super::layout::{Columns, ComparisonPlace, MARGIN};
use super::signs::FAULT;
use crate::ui::widgets::captcha_art;
use crate::ui::widgets::secret_line::cut;

/// One row of the form.
pub(super) enum Row<'form> {
    Blank,
    /// A sentence of a fault or a refusal.
    Sentence {
        text: String,
        indent: u16,
        fault: bool,
    },
    /// Label, value, and the gauge if there is room.
    Field(&'form Field),
    /// A gauge with a row of its own.
    Gauge(&'form Field),
    /// A proposed password, or a piece of it; the cursor is at the beginning of the first.
    Proposal {
        text: Zeroizing<String>,
        /// Whether it is the first piece.
        first: bool,
    },
    /// Rules of the new password, each with its tick.
    Rules(Vec<(String, Tick)>),
    /// A row of the image, or words in its place.
    Image(Cow<'form, str>),
    /// « Enregistrer » and the way to the other form, side by side or on two rows.
    Buttons {
        /// Whether this row has « Enregistrer ».
        save: bool,
        /// Whether this row has the way to the other form.
        other: bool,
    },
}

/// The rows, and the range that must be visible.
pub(super) struct Rows<'form> {
    pub(super) rows: Vec<Row<'form>>,
    pub(super) focus: Range<usize>,
}

/// The rows of a form, as many as possible in the size of `pane`. The words beside the button take `told` columns.
pub(super) fn of<'form>(
    form: &'form Form,
    pane: Rect,
    appearance: &Appearance,
    words: &Catalogue,
    estimates: Estimates,
    told: u16,
) -> Rows<'form> {
    let Rect { width, height, .. } = pane;
    let builder = RowBuilder {
        form,
        estimates,
        width,
        height,
        layout: Columns::of(width),
        appearance,
        words,
        told,
        brief: false,
    };
    let whole = builder.fitting();
    if whole.focus.len() <= usize::from(height) {
        return whole;
    }
    // The field to correct must be visible: the refusal loses its advice.
    RowBuilder { brief: true, ..builder }.fitting()
}

/// The way to show the image.
#[derive(Clone, Copy)]
enum ImageRows {
    Drawn(u16),
    /// As words in one row.
    Announced,
}

struct RowBuilder<'form, 'appearance> {
    form: &'form Form,
    estimates: Estimates,
    width: u16,
    height: u16,
    layout: Columns,
    appearance: &'appearance Appearance,
    words: &'appearance Catalogue,
    /// Columns of the words beside the button.
    told: u16,
    /// Whether a refusal is shown without its advice.
    brief: bool,
}

impl<'form> RowBuilder<'form, '_> {
    /// As much as fits into the available rows.
    fn fitting(&self) -> Rows<'form> {
        let rows = |image| self.build(image);
        let whole = self.appearance.glyphs.picture.rows();
        let tight = rows(ImageRows::Drawn(whole));
        let wanted = tight.rows.len();
        let spare = usize::from(self.height).checked_sub(wanted);
        match spare {
            Some(_) => tight,
            None => {
                let over = u16::try_from(wanted).unwrap_or(u16::MAX).saturating_sub(self.height);
                if over <= 2 {
                    // The margin of the image goes before anything scrolls.
                    rows(ImageRows::Drawn(whole - over))
                } else if self.form.focus() == Focus::Field(FieldId::Captcha) {
                    let cut =
                        u16::try_from(tight.focus.len()).unwrap_or(u16::MAX).saturating_sub(self.height);
                    rows(ImageRows::Drawn(whole.saturating_sub(cut).max(1)))
                } else if self.form.focused().is_none() && tight.focus.len() <= usize::from(self.height) {
                    tight
                } else {
                    // Half an image is of no use: it is drawn when its field has the focus.
                    rows(ImageRows::Announced)
                }
            }
        }
    }

    fn build(&self, image: ImageRows) -> Rows<'form> {
        let mut rows = Vec::new();
        let mut focus = 0..0;
        let (mut last_refusal, mut last_field) = (0, 0);
        let at_fault = self.form.refused().and_then(|response| FieldId::to_correct(&response.outcome));
        if at_fault.is_none() {
            self.refusal(&mut rows);
        }
        for field in self.form.fields() {
            let start = rows.len();
            if at_fault == Some(field.id()) {
                self.refusal(&mut rows);
            }
            (last_refusal, last_field) = (start, rows.len());
            self.field(field, image, &mut rows);
            if self.form.focus() == Focus::Field(field.id()) {
                focus = start..rows.len();
            }
        }
        let buttons = rows.len();
        self.buttons(&mut rows);
        let with_buttons = last_refusal..rows.len();
        match (self.form.focus(), image) {
            // Image and button are visible together, and nothing moves between them.
            (Focus::Field(FieldId::Captcha), _) if with_buttons.len() <= usize::from(self.height) => {
                focus = with_buttons;
            }
            (Focus::Field(_), _) => {}
            (Focus::Save | Focus::OtherForm, ImageRows::Drawn(_)) => focus = last_field..rows.len(),
            (Focus::Save | Focus::OtherForm, ImageRows::Announced) => focus = buttons..rows.len(),
        }
        Rows { rows, focus }
    }

    /// A refusal: its sentence, its advice, its reference.
    fn refusal(&self, rows: &mut Vec<Row<'form>>) {
        let Some(response) = self.form.refused() else { return };
        let sentence = format!("{FAULT} {}", self.words.format(&response.text()));
        self.sentence(&sentence, 1, true, rows);
        if !self.brief {
            self.sentence(&self.words.format(&response.advice()), MARGIN, false, rows);
        }
        if let Some(reminder) = response.reminder {
            self.sentence(&self.words.format(&reminder.text()), MARGIN, false, rows);
        }
        let code = Text::from(screens::REFERENCE)
            .word("reference", response.reference.to_string())
            .word("code", format!("MDP-{}", response.outcome.code()));
        self.sentence(&self.words.format(&code), MARGIN, false, rows);
    }

    fn field(&self, field: &'form Field, image: ImageRows, rows: &mut Vec<Row<'form>>) {
        if let (FieldId::Captcha, CaptchaImage::Skipped { delay }) = (field.id(), self.form.image()) {
            let sent = self.form.sending().is_some();
            let key = if sent { form_texts::WITHOUT_IMAGE_SENT } else { form_texts::WITHOUT_IMAGE };
            let sentence =
                Text::from(key).number("seconds", names::seconds(delay.lasts)).number("left", delay.left);
            return self.sentence(&self.words.format(&sentence), MARGIN, false, rows);
        }
        rows.push(Row::Field(field));
        // A proposal stands in the place of what was typed, and of its faults.
        let is_proposed = field.id() == FieldId::New && self.form.proposal().is_some();
        for fault in field.faults().filter(|_| !is_proposed) {
            let sentence = format!("{} {}", FAULT, self.words.format(fault));
            self.sentence(&sentence, MARGIN + 2, true, rows);
        }
        // The login has the refusal itself above it.
        if field.is_in_doubt() && field.fault().is_none() && field.id() != FieldId::Login {
            let sentence = format!("{} {}", FAULT, self.words.get(form_texts::FAULT_IN_DOUBT));
            self.sentence(&sentence, MARGIN + 2, true, rows);
        }
        let has_gauge = matches!(field.id(), FieldId::Current | FieldId::New | FieldId::Confirmation);
        if has_gauge && self.layout.gauge.is_none() {
            rows.push(Row::Gauge(field));
        }
        match field.id() {
            FieldId::New => match self.form.proposal() {
                Some(proposal) => self.proposal(proposal, rows),
                None => self.rules(rows),
            },
            FieldId::Confirmation if self.layout.verdict == ComparisonPlace::Below => {
                rows.push(Row::Rules(self.verdict()));
            }
            FieldId::Captcha => self.image(image, rows),
            _ => {}
        }
    }

    /// The proposal in place of the rules, which it meets, and how much chance is in it.
    fn proposal(&self, proposal: &Proposal, rows: &mut Vec<Row<'form>>) {
        let width = usize::from(self.width.saturating_sub(MARGIN + 3)).max(1);
        let mut rest = proposal.text.expose();
        let mut first = true;
        while !rest.is_empty() {
            let (piece, after) = cut(rest, width);
            rows.push(Row::Proposal { text: Zeroizing::new(piece.to_owned()), first });
            (rest, first) = (after, false);
        }
        self.sentence(&self.words.format(&chance_text(proposal)), MARGIN + 2, false, rows);
    }

    /// The rules, as many as fit in each row.
    fn rules(&self, rows: &mut Vec<Row<'form>>) {
        let indent = MARGIN + 2;
        let mut row = Vec::new();
        let mut used = indent;
        for (rule, tick) in self.estimates.ticks(self.form) {
            let text = self.words.format(&wording::rule(rule).tick);
            let wide = columns(&text) + 4;
            if used + wide > self.width && !row.is_empty() {
                rows.push(Row::Rules(std::mem::take(&mut row)));
                used = indent;
            }
            used += wide;
            row.push((text, tick));
        }
        if !row.is_empty() {
            rows.push(Row::Rules(row));
        }
    }

    /// « identique » or « différent » in a row of its own, which stays blank before.
    fn verdict(&self) -> Vec<(String, Tick)> {
        let verdict = self.estimates.identical(self.form).map(|same| {
            (self.words.get(names::verdict(same)).into_owned(), if same { Tick::Met } else { Tick::Unmet })
        });
        verdict.into_iter().collect()
    }

    /// The image. Its rows stay blank before it comes, so that nothing moves then.
    fn image(&self, image: ImageRows, rows: &mut Vec<Row<'form>>) {
        let height = match image {
            ImageRows::Drawn(height) => height,
            ImageRows::Announced => 1,
        };
        let drawn = match (self.form.image(), image) {
            (CaptchaImage::NotRequired | CaptchaImage::Skipped { .. }, _) => return,
            // It comes with its field: a slow line gets no words about it before.
            (CaptchaImage::Deferred, ImageRows::Drawn(_)) => Ok(Vec::new()),
            (CaptchaImage::Deferred, _) => Err(screens::IMAGE_BELOW),
            (CaptchaImage::OnRequest { or_wait }, _) => Err(wording::image_on_request(*or_wait)),
            (CaptchaImage::Pending, _) => Err(screens::IMAGE_COMING),
            (CaptchaImage::Expired, _) if self.form.focus() != Focus::Field(FieldId::Captcha) => {
                Err(screens::IMAGE_BELOW)
            }
            (CaptchaImage::Expired, _) => Err(screens::IMAGE_STALE),
            (CaptchaImage::Failed, _) => Err(screens::IMAGE_FAILED),
            (CaptchaImage::Shown { .. }, ImageRows::Announced) => Err(screens::IMAGE_BELOW),
            (CaptchaImage::Shown { challenge, .. }, ImageRows::Drawn(_)) => {
                captcha_art::rows(&challenge.picture, self.width, height).ok_or(screens::IMAGE_TOO_WIDE)
            }
        };
        let start = rows.len();
        match drawn {
            Ok(drawn) => rows.extend(drawn.into_iter().map(Row::Image)),
            Err(key) => self.sentence(&self.words.get(key), MARGIN + 2, false, rows),
        }
        while rows.len() < start + usize::from(height) {
            rows.push(Row::Blank);
        }
    }

    fn buttons(&self, rows: &mut Vec<Row<'form>>) {
        if let Some(Submission { answer_left: Some(left), .. }) = self.form.sending() {
            let sentence = Text::from(screens::SLOW_ANSWER).number("seconds", names::seconds(left));
            self.sentence(&self.words.format(&sentence), MARGIN, false, rows);
        }
        let side_by_side = columns(&save_label(self.form, self.words))
            + columns(&self.words.get(self.form.link()))
            + if self.told > 0 { self.told + 1 } else { 0 }
            + 4 * MARGIN;
        if side_by_side <= self.width {
            rows.push(Row::Buttons { save: true, other: true });
        } else {
            rows.push(Row::Buttons { save: true, other: false });
            rows.push(Row::Buttons { save: false, other: true });
        }
    }

    fn sentence(&self, text: &str, indent: u16, fault: bool, rows: &mut Vec<Row<'form>>) {
        for (line, text) in wrap(text, self.width.saturating_sub(indent + 3)).into_iter().enumerate() {
            // The next line of a sentence with a glyph is aligned with its words.
            let indent = if fault && line > 0 { indent + 2 } else { indent };
            rows.push(Row::Sentence { text, indent, fault });
        }
    }
}

/// The label of the button; of a slow or delayed request, its progress.
pub(super) fn save_label(form: &Form, words: &Catalogue) -> String {
    match form.sending() {
        Some(Submission { delay_left: Some(left), .. }) => {
            words.format(&Text::from(screens::DELAYED).number("seconds", names::seconds(left)))
        }
        Some(Submission { answer_left: Some(left), .. }) => {
            words.format(&Text::from(screens::AWAITED).number("seconds", names::seconds(left)))
        }
        Some(Submission { slow: true, .. }) => words.get(screens::SAVING).into_owned(),
        _ => format!("[ {} ]", words.get(form_texts::BUTTON_SAVE)),
    }
}
