//! A page that one would print: a bar as tall as what it says, the sentence first, what to do, whom to call, one button.

use crate::account::{Outcome, Response};
use crate::app::form::{CaptchaImage, Form, Submission};
use crate::i18n::keys::{form as texts, screens};
use crate::i18n::{Text, TextKey};
use crate::ui::caret::Caret;
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, wrap};
use crate::ui::theme::Role;

use super::chrome;
use super::scene::Scene;

/// Cells of the bar of a count.
const COUNT: u16 = 40;

/// The words of a page, and the looks of its bar.
struct Page {
    title: TextKey,
    bar: Role,
    sign: Option<&'static str>,
    sentence: String,
    /// Paragraphs, each with the room that it needs to be said.
    rest: Vec<(String, Needs)>,
    button: Option<String>,
    /// The key of the row of keys.
    keys: Vec<(String, String)>,
}

/// The room below which a paragraph is left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    /// In any window.
    Nothing,
    /// Left out in the smallest windows.
    SomeRows,
    /// Left out unless there is room for all.
    ManyRows,
}

/// A page in the place of a form.
#[derive(Clone, Copy)]
pub(super) enum PageOverForm {
    /// The response that refused the request, until the next key.
    Refused,
    /// The request is on its way, or held.
    Sending(Submission),
}

/// The page in the place of this form, if there is one.
pub(super) fn over(form: &Form) -> Option<PageOverForm> {
    match form.sending() {
        Some(sending) if sending.slow || sending.delay_left.is_some() || sending.answer_left.is_some() => {
            Some(PageOverForm::Sending(sending))
        }
        Some(_) => None,
        None => form.refusal_is_unread().then_some(PageOverForm::Refused),
    }
}

/// Draws the response to a request.
pub(super) fn draw_outcome(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    response: &Response,
    may_retry: bool,
) -> Caret {
    let button = if may_retry { texts::DO_RETRY } else { texts::DO_END };
    let page = of_response(scene, response, capitalised(&scene.words.get(button)), chrome::keys(scene));
    draw(painter, scene, &page, None)
}

/// Draws a page in the place of the form.
pub(super) fn draw_over_form(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    form: &Form,
    page: PageOverForm,
) -> Caret {
    let words = scene.words;
    match (page, form.refused()) {
        (PageOverForm::Refused, Some(response)) => {
            let button = capitalised(&words.get(texts::DO_MEND));
            draw(painter, scene, &of_response(scene, response, button, chrome::keys(scene)), None)
        }
        (PageOverForm::Sending(sending), _) => draw_sending(painter, scene, form, sending),
        (PageOverForm::Refused, None) => Caret::default(),
    }
}

fn of_response(scene: &Scene<'_>, response: &Response, button: String, keys: Vec<(String, String)>) -> Page {
    let (words, theme, glyphs) = (scene.words, scene.theme(), scene.glyphs());
    let (bar, sign) = match response.outcome {
        Outcome::Done(_) => (theme.good, glyphs.met),
        _ => (theme.bad, glyphs.fault),
    };
    let reference = Text::from(screens::REFERENCE)
        .word("reference", response.reference.to_string())
        .word("code", format!("MDP-{}", response.outcome.code()));
    let settings = &scene.model.settings;
    let done = response.outcome.is_done();
    let after = settings.line_after(&response.outcome, words).filter(|_| done);
    let mut rest = vec![(words.format(&response.advice()), Needs::SomeRows)];
    rest.extend(response.reminder.map(|reminder| (words.format(&reminder.text()), Needs::Nothing)));
    rest.extend(after.map(|text| (text, Needs::SomeRows)));
    rest.push((words.format(&reference), Needs::Nothing));
    if !done {
        rest.push((words.get(screens::REFERENCE_EXPLAINED).into_owned(), Needs::ManyRows));
    }
    rest.extend(settings.support_line(words).map(|text| (text, Needs::SomeRows)));
    let title = names::title(scene.model).unwrap_or(screens::PROGRAM);
    Page {
        title,
        bar,
        sign: Some(sign),
        sentence: words.format(&response.text()),
        rest,
        button: Some(button),
        keys,
    }
}

/// A request on its way: held, sent, or slow.
fn draw_sending(painter: &mut TextPainter<'_>, scene: &Scene<'_>, form: &Form, sending: Submission) -> Caret {
    let words = scene.words;
    let mut keys = chrome::keys(scene);
    let escape = |does: TextKey| (words.get(texts::KEY_ESCAPE).into_owned(), words.get(does).into_owned());
    let seconds = |left| Text::from(screens::SECONDS_LEFT).number("seconds", names::seconds(left));
    let mut page = Page {
        title: names::title(scene.model).unwrap_or(screens::PROGRAM),
        bar: scene.theme().accent,
        sign: None,
        sentence: words.get(screens::SAVING).into_owned(),
        rest: vec![(words.get(texts::NOTICE_SENDING).into_owned(), Needs::SomeRows)],
        button: None,
        keys: Vec::new(),
    };
    let mut count = None;
    if let (Some(left), CaptchaImage::Skipped { delay }) = (sending.delay_left, form.image()) {
        let held = Text::from(texts::WITHOUT_IMAGE_SENT).number("seconds", names::seconds(delay.lasts));
        let held = held.number("left", delay.left);
        page.sentence = words.format(&held);
        page.rest = vec![(words.get(screens::HELD_NOTHING_SENT).into_owned(), Needs::SomeRows)];
        keys.insert(0, escape(texts::DO_CANCEL));
        let whole = delay.lasts.as_millis().max(1);
        let gone = delay.lasts.saturating_sub(left).as_millis() * u128::from(COUNT) / whole;
        count = Some((words.format(&seconds(left)), u16::try_from(gone).unwrap_or(COUNT)));
    } else if let Some(left) = sending.answer_left {
        let slow = Text::from(screens::SLOW_ANSWER).number("seconds", names::seconds(left));
        page.rest = vec![(words.format(&slow), Needs::Nothing)];
        keys.insert(0, escape(texts::DO_STOP_WAITING));
    }
    page.keys = keys;
    draw(painter, scene, &page, count.as_ref())
}

/// Draws a page; the cursor is at the beginning of its sentence, where it is read first.
fn draw(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    page: &Page,
    count: Option<&(String, u16)>,
) -> Caret {
    let grid = scene.grid;
    let top = if grid.is_whole { grid.top + 1 } else { 2 };
    let after = 2 * u16::from(page.button.is_some() || count.is_some());
    let lines = fitting(scene, page, grid.keys().saturating_sub(top + after));
    // In a window of few rows all of them are for what is said.
    let top = if lines.len() > usize::from(grid.keys().saturating_sub(top + after)) { 1 } else { top };
    let (words, sentence) = (grid.left + 2, grid.left + 2 + 2 * u16::from(page.sign.is_some()));
    let mut y = top;
    for (text, is_sentence) in &lines {
        painter.put(grid.left, y, scene.glyphs().right_bar, page.bar);
        let (x, role) = if *is_sentence { (sentence, scene.strong()) } else { (words, scene.ink()) };
        painter.put(x, y, text, role);
        y += 1;
    }
    if let Some(sign) = page.sign {
        painter.put(words, top, sign, page.bar.bold());
    }
    if let Some((text, gone)) = count {
        let x = painter.put(words, y + 1, text, scene.strong()) + 3;
        let cells = COUNT.min(grid.right().saturating_sub(x));
        let gone = gone * cells / COUNT;
        for cell in 0..cells {
            let (glyph, role) = if cell < gone {
                (scene.glyphs().full, page.bar)
            } else {
                (scene.glyphs().empty, scene.theme().rest)
            };
            painter.put(x + cell, y + 1, glyph, role);
        }
    }
    if let Some(button) = page.button.as_ref().filter(|_| y + 1 < grid.keys()) {
        scene.button(painter, words + 1, y + 1, button, true);
    }
    chrome::header(painter, scene, page.title);
    chrome::footer(painter, scene, page.keys.clone());
    chrome::state(painter, scene);
    painter.position(sentence, top).into()
}

/// The lines of a page in so many rows: with blank rows between paragraphs, without, then without what may be left out.
fn fitting(scene: &Scene<'_>, page: &Page, rows: u16) -> Vec<(String, bool)> {
    let width = scene.grid.text().saturating_sub(2);
    let of = |airy: bool, most: Needs| {
        let mut lines: Vec<_> =
            wrap(&page.sentence, width.saturating_sub(2)).into_iter().map(|l| (l, true)).collect();
        for (text, _) in page.rest.iter().filter(|(_, needs)| *needs <= most) {
            if airy {
                lines.push((String::new(), false));
            }
            lines.extend(wrap(text, width).into_iter().map(|line| (line, false)));
        }
        lines
    };
    let tries = [(true, Needs::ManyRows), (false, Needs::ManyRows), (false, Needs::SomeRows)];
    let mut tried = tries.into_iter().map(|(airy, most)| of(airy, most));
    tried.find(|lines| lines.len() <= rows.into()).unwrap_or_else(|| of(false, Needs::Nothing))
}

/// The verb of a key as the label of a button.
fn capitalised(verb: &str) -> String {
    let mut letters = verb.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
