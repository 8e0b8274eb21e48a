//! Announcements: what changed in the model, then the question of the moment.

use crate::app::FieldId;
use crate::app::form::{CaptchaImage, Edit, Focus, Form};
use crate::app::keymap::Action;
use crate::app::{ExitCode, Model, Screen};
use crate::i18n::Text;
use crate::i18n::keys::{form as form_texts, plain as texts, screens};

use super::dialogue::{Announced, Answered, ShownScreen};
use super::exchange::Exchange;
use super::prompt;
use super::question::{self, Question};
use super::sentences;

impl Exchange<'_, '_> {
    /// Announces what changed, then asks the question of the moment.
    pub(super) fn announce_changes(&mut self) {
        self.dialogue.language = self.model.language();
        self.announce_screen();
        self.announce_refusal();
        self.announce_notice();
        self.comment_answer();
        self.announce_wait();
        self.draw();
        let is_waiting = self.is_waiting();
        if !is_waiting {
            self.ask();
        }
        self.dialogue.wants_line = !is_waiting && self.dialogue.asked != Question::Sending;
    }

    fn announce_screen(&mut self) {
        let shown = ShownScreen::of(self.model);
        let before = self.dialogue.shown.replace(shown);
        if before == Some(shown) {
            return;
        }
        if let Screen::Outcome { response, .. } = self.model.screen() {
            self.dialogue.last_request = Some(ExitCode::from(&response.outcome));
        }
        let words = self.words();
        let sentences = match (self.model.screen(), before) {
            (Screen::Menu(_), None) => sentences::welcome(self.model, self.dialogue.input, words),
            (Screen::Menu(_), Some(_)) => vec![words.get(texts::BACK_AT_MENU).into_owned()],
            // Back in the form, only the image is asked for.
            (Screen::Form(_), Some(ShownScreen::Outcome)) => Vec::new(),
            (Screen::Form(form), _) => sentences::opening(self.model, form, self.dialogue.input, words),
            (Screen::Outcome { response, .. }, _) => sentences::response(response, self.model, words),
        };
        self.write_all(sentences);
        self.dialogue.announced =
            Announced { notice: self.dialogue.announced.notice.take(), ..Announced::default() };
        (self.dialogue.answered, self.dialogue.empty, self.dialogue.reviews) = (None, None, false);
        (self.dialogue.drawn, self.dialogue.draws) = (None, false);
        self.dialogue.anew = true;
    }

    fn announce_refusal(&mut self) {
        let Some(response) = self.form().and_then(|form| form.refused().cloned()) else { return };
        if self.dialogue.announced.refusal.as_ref() != Some(&response.reference) {
            self.write_all(sentences::response(&response, self.model, self.words()));
            self.dialogue.last_request = Some(ExitCode::from(&response.outcome));
            // Any of the proofs may be the wrong one: only the person knows which.
            self.dialogue.reviews = FieldId::to_correct(&response.outcome) == Some(FieldId::Login);
            self.dialogue.announced.refusal = Some(response.reference);
        }
    }

    fn announce_notice(&mut self) {
        let Some(notice) = self.dialogue.announced.notice.take() else { return };
        // An image that was not drawn expires without a word.
        if notice.key != form_texts::NOTICE_IMAGE_OLD || self.dialogue.drawn.is_some() {
            let sentence = sentences::notice(&notice, self.words());
            self.dialogue.writer.write(&sentence);
        }
    }

    /// Comments on an answer once its estimate is there, and asks a wrong one again.
    fn comment_answer(&mut self) {
        if self.is_waiting() {
            return;
        }
        let Some(Answered { field: id, kept }) = self.dialogue.answered.take() else { return };
        let Some(form) = self.form() else { return };
        let is_good = form.field(id).is_none_or(|field| field.fault().is_none());
        if !(kept && is_good) {
            self.write_all(sentences::after_answer(form, id, self.dialogue.input, self.words()));
        }
        if !is_good {
            self.count_refusal();
            self.go_back_to(Focus::Field(id));
        }
        if !is_good && id == FieldId::Confirmation {
            // Either of the two may be mistyped: both are asked again.
            self.act(Action::Edit(Edit::Clear));
            self.go_back_to(Focus::Field(FieldId::New));
        }
        if is_good {
            self.pass_kept_answers();
        }
    }

    /// Goes on to the first field without a good answer.
    fn pass_kept_answers(&mut self) {
        while let Some(form) = self.form()
            && let Focus::Field(id) = form.focus()
            && question::may_keep(form, id)
        {
            self.act(Action::Next);
        }
    }

    fn announce_wait(&mut self) {
        let sending = self.form().and_then(|form| form.sending());
        let left = sending.and_then(|sending| sending.delay_left);
        let before = std::mem::replace(&mut self.dialogue.announced.delay_left, left);
        if let Some(left) = left.filter(|_| left != before) {
            let sentence = sentences::delay(left, before.is_none(), self.dialogue.input, self.words());
            self.dialogue.writer.write(&sentence);
        }
        let left = sending.and_then(|sending| sending.answer_left);
        let before = std::mem::replace(&mut self.dialogue.announced.answer_left, left);
        if let Some(left) = left.filter(|_| left != before) {
            let sentence = sentences::awaited(left, before.is_none(), self.dialogue.input, self.words());
            self.dialogue.writer.write(&sentence);
        }
        let is_long = sending.is_some_and(|sending| sending.slow);
        if is_long && !std::mem::replace(&mut self.dialogue.announced.wait, is_long) {
            self.write(screens::SAVING);
        }
        self.dialogue.announced.wait = is_long;
    }

    /// Draws the image that the user asked for, once it is there.
    fn draw(&mut self) {
        let Some(CaptchaImage::Shown { challenge, .. }) = self.form().map(Form::image) else { return };
        let (id, width) = (challenge.id, challenge.picture.width());
        let lines = sentences::lines_of_picture(&challenge.picture);
        if !std::mem::take(&mut self.dialogue.draws) {
            return;
        }
        if width > usize::from(self.dialogue.writer.width()) {
            self.write(screens::IMAGE_TOO_WIDE);
            return;
        }
        self.write(Text::from(texts::IMAGE_FOLLOWS).number("count", lines.len()));
        for line in lines {
            self.dialogue.writer.write(&line);
        }
        self.dialogue.drawn = Some(id);
    }

    fn ask(&mut self) {
        let question = self.question();
        let anew = std::mem::take(&mut self.dialogue.anew) || question != self.dialogue.asked;
        self.dialogue.asked = question;
        if anew {
            self.dialogue.untouched = true;
            self.clear_choice();
            self.introduce(question);
        }
        if question == Question::Sending {
            self.dialogue.writer.close_prompt();
            return;
        }
        let goes_on = {
            let answer = shown_answer(question, &self.dialogue.choice, self.model, self.dialogue.untouched);
            self.dialogue.writer.can_echo(answer)
        };
        if anew || !goes_on {
            let begun = !self.dialogue.untouched;
            let asked = prompt::prompt(question, begun, self.dialogue.input, self.model, self.words());
            self.ask_by(&asked);
        }
        self.echo(question);
    }

    fn introduce(&mut self, question: Question) {
        let mut sentences = question::introduction(question, self.dialogue.input, self.model, self.words());
        if let (Question::Field(id), Some(form)) = (question, self.form()) {
            let refused = form.refused().and_then(|response| FieldId::to_correct(&response.outcome));
            sentences.extend(prompt::kept_text(form, id, self.dialogue.input, self.words()));
            let has_fault = form.field(id).is_some_and(|field| field.fault().is_some());
            if has_fault && refused != Some(id) {
                sentences.push(sentences::fault(form, id, self.words()));
            }
            if id == FieldId::New && !self.dialogue.announced.rules {
                sentences.push(sentences::rules(&self.model.settings, self.words()));
                sentences
                    .extend(self.may_propose(id).then(|| self.words().get(texts::MAY_PROPOSE).into_owned()));
                self.dialogue.announced.rules = true;
            }
        }
        self.show_proposal();
        self.write_all(sentences);
    }

    /// Writes the proposed password in clear, on a line of its own: the user asked for it.
    fn show_proposal(&mut self) {
        let Screen::Form(form) = self.model.screen() else { return };
        if let Some(proposal) = form.proposal() {
            let announced = self.words().get(texts::PROPOSED).into_owned();
            self.dialogue.writer.write(&announced);
            self.dialogue.writer.write(proposal.text.expose());
        }
    }

    /// Echoes the answer under way.
    fn echo(&mut self, question: Question) {
        self.dialogue.writer.echo(shown_answer(
            question,
            &self.dialogue.choice,
            self.model,
            self.dialogue.untouched,
        ));
    }

    fn question(&self) -> Question {
        let form = match self.model.screen() {
            Screen::Menu(_) => return Question::Menu,
            Screen::Outcome { .. } => return Question::Outcome,
            Screen::Form(form) => form,
        };
        match form.focus() {
            _ if form.sending().is_some() => Question::Sending,
            _ if self.dialogue.reviews => Question::Review,
            Focus::Field(FieldId::Captcha) if !self.is_before_their_eyes(form) => Question::Image,
            _ if form.proposal().is_some() => Question::Proposal,
            Focus::Field(id) if self.dialogue.empty == Some(id) => Question::Empty(id),
            Focus::Field(id) => Question::Field(id),
            Focus::Save | Focus::OtherForm => Question::Save,
        }
    }

    fn is_before_their_eyes(&self, form: &Form) -> bool {
        matches!(form.image(), CaptchaImage::Shown { challenge, .. } if self.dialogue.drawn == Some(challenge.id))
    }

    /// Whether the next question depends on an estimate or an image that is on its way.
    pub(super) fn is_waiting(&self) -> bool {
        let Some(form) = self.form().filter(|form| form.sending().is_none()) else { return false };
        if form.awaits_proposal() {
            return true;
        }
        match self.dialogue.answered {
            Some(Answered { field: FieldId::New, .. }) => {
                form.field(FieldId::New).is_some_and(|field| field.awaits_estimate())
            }
            Some(_) => false,
            None => {
                form.focus() == Focus::Field(FieldId::Captcha)
                    && matches!(form.image(), CaptchaImage::Pending)
            }
        }
    }
}

/// The answer under way, as far as it may be seen.
fn shown_answer<'a>(question: Question, choice: &'a str, model: &'a Model, untouched: bool) -> &'a str {
    match (question, model.form()) {
        (Question::Field(id), Some(form)) if !untouched => form.field(id).map_or("", |field| field.seen()),
        (Question::Field(_), _) => "",
        _ => choice,
    }
}
