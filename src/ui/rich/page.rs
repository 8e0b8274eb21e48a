//! A page that one would print: a bar as tall as what it says, the sentence first, what to do, whom to call, one button.

use crate::account::{Outcome, Response};
use crate::app::Screen;
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
    /// Paragraphs, each with its rank.
    rest: Vec<(String, Rank)>,
    button: Option<String>,
    /// The key of the row of keys.
    keys: Vec<(String, String)>,
}

/// The rank of a paragraph in a window that does not hold them all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Right after the sentence.
    First,
    /// In its place.
    Usual,
    /// Left out.
    Spare,
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
    draw(painter, scene, &of_response(scene, response, button), None)
}

/// The scroll that shows the last line of a response; `None` unless its page is shown.
pub(super) fn end(scene: &Scene<'_>) -> Option<u16> {
    let response = match scene.model.screen() {
        Screen::Outcome { response, .. } => response,
        Screen::Form(form) => form.refused().filter(|_| matches!(over(form), Some(PageOverForm::Refused)))?,
        Screen::Menu(_) => return None,
    };
    Some(part(scene, &of_response(scene, response, texts::DO_END), false).last)
}

/// Draws a page in the place of the form.
pub(super) fn draw_over_form(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    form: &Form,
    page: PageOverForm,
) -> Caret {
    match (page, form.refused()) {
        (PageOverForm::Refused, Some(response)) => {
            draw(painter, scene, &of_response(scene, response, texts::DO_MEND), None)
        }
        (PageOverForm::Sending(sending), _) => draw_sending(painter, scene, form, sending),
        (PageOverForm::Refused, None) => Caret::default(),
    }
}

fn of_response(scene: &Scene<'_>, response: &Response, button: TextKey) -> Page {
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
    let mut rest = vec![(words.format(&response.advice()), Rank::Usual)];
    rest.extend(response.reminder.map(|reminder| (words.format(&reminder.text()), Rank::First)));
    rest.extend(after.map(|text| (text, Rank::Usual)));
    rest.push((words.format(&reference), Rank::First));
    if !done {
        rest.push((words.get(screens::REFERENCE_EXPLAINED).into_owned(), Rank::Spare));
    }
    rest.extend(settings.support_line(words).map(|text| (text, Rank::Usual)));
    let title = names::title(scene.model).unwrap_or(screens::PROGRAM);
    Page {
        title,
        bar,
        sign: Some(sign),
        sentence: words.format(&response.text()),
        rest,
        button: Some(capitalised(&words.get(button))),
        keys: chrome::keys(scene),
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
        rest: vec![(words.get(texts::NOTICE_SENDING).into_owned(), Rank::Usual)],
        button: None,
        keys: Vec::new(),
    };
    let mut count = None;
    if let (Some(left), CaptchaImage::Skipped { delay }) = (sending.delay_left, form.image()) {
        let held = Text::from(texts::WITHOUT_IMAGE_SENT).number("seconds", names::seconds(delay.lasts));
        let held = held.number("left", delay.left);
        page.sentence = words.format(&held);
        page.rest = vec![(words.get(screens::HELD_NOTHING_SENT).into_owned(), Rank::Usual)];
        keys.insert(0, escape(texts::DO_CANCEL));
        let whole = delay.lasts.as_millis().max(1);
        let gone = delay.lasts.saturating_sub(left).as_millis() * u128::from(COUNT) / whole;
        count = Some((words.format(&seconds(left)), u16::try_from(gone).unwrap_or(COUNT)));
    } else if let Some(left) = sending.answer_left {
        let slow = Text::from(screens::SLOW_ANSWER).number("seconds", names::seconds(left));
        page.rest = vec![(words.format(&slow), Rank::Usual)];
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
    let Part { lines, top, first, last, .. } = part(scene, page, count.is_some());
    let (words, sentence) = (grid.left + 2, grid.left + 2 + 2 * u16::from(page.sign.is_some()));
    let mut y = top;
    for (text, is_sentence) in &lines {
        painter.put(grid.left, y, scene.glyphs().right_bar, page.bar);
        let (x, role) = if *is_sentence { (sentence, scene.strong()) } else { (words, scene.ink()) };
        painter.put(x, y, text, role);
        y += 1;
    }
    if let Some(sign) = page.sign.filter(|_| first == 0) {
        painter.put(words, top, sign, page.bar.bold());
    }
    if let Some(count) = count {
        draw_count(painter, scene, page, count, y + 1);
    }
    let button = (y + 1).min(grid.state());
    if first < last {
        let more = Text::from(screens::HELP_MORE).word("key", scene.words.get(texts::KEY_DOWN));
        painter.put(words, y, &scene.words.format(&more), scene.strong());
    } else if let Some(label) = page.button.as_ref().filter(|_| y <= button) {
        scene.button(painter, words + 1, button, label, true);
    }
    chrome::header(painter, scene, page.title);
    chrome::footer(painter, scene, page.keys.clone());
    chrome::state(painter, scene, top);
    let is_sentence = lines.first().is_some_and(|(_, is_sentence)| *is_sentence);
    painter.position(if is_sentence { sentence } else { words }, top).into()
}

/// Draws how much of a wait is gone.
fn draw_count(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    page: &Page,
    (text, gone): &(String, u16),
    y: u16,
) {
    let x = painter.put(scene.grid.left + 2, y, text, scene.strong()) + 3;
    let cells = COUNT.min(scene.grid.right().saturating_sub(x));
    let gone = gone * cells / COUNT;
    for cell in 0..cells {
        let (glyph, role) = if cell < gone {
            (scene.glyphs().full, page.bar)
        } else {
            (scene.glyphs().empty, scene.theme().rest)
        };
        painter.put(x + cell, y, glyph, role);
    }
}

/// The part of a page that the window shows.
struct Part {
    /// Each line, and whether it belongs to the sentence.
    lines: Vec<(String, bool)>,
    /// The row of the first one.
    top: u16,
    /// Lines above the window, and those above the last windowful; 0 if all fit.
    first: u16,
    last: u16,
}

/// All lines with blank rows between paragraphs, or without; else as many of the others as the window has.
fn part(scene: &Scene<'_>, page: &Page, counts: bool) -> Part {
    let grid = scene.grid;
    let top = if grid.is_whole { grid.top + 1 } else { 2 };
    let rows = grid.keys().saturating_sub(top + 2 * u16::from(page.button.is_some() || counts));
    let paragraphs = |most: Rank| page.rest.iter().filter(move |(_, rank)| *rank <= most);
    let mut tried = [(true, Rank::Spare), (false, Rank::Spare), (false, Rank::Usual)]
        .into_iter()
        .map(|(is_airy, most)| lines(scene, page, paragraphs(most), is_airy));
    if let Some(lines) = tried.find(|lines| lines.len() <= rows.into()) {
        return Part { lines, top, first: 0, last: 0 };
    }
    // All rows but one, for the button, or for the key that shows more.
    let (top, rows) = (1, grid.state().saturating_sub(1));
    let rest = paragraphs(Rank::Usual).filter(|(_, rank)| *rank == Rank::Usual);
    let lines = lines(scene, page, paragraphs(Rank::First).chain(rest), false);
    let last = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_sub(rows);
    let last = if page.button.is_some() { last } else { 0 };
    let first = scene.model.scroll().first.min(last);
    let shown = lines.into_iter().skip(first.into()).take(rows.into()).collect();
    Part { lines: shown, top, first, last }
}

fn lines<'page>(
    scene: &Scene<'_>,
    page: &'page Page,
    paragraphs: impl Iterator<Item = &'page (String, Rank)>,
    is_airy: bool,
) -> Vec<(String, bool)> {
    let grid = scene.grid;
    // A narrow window has no columns to leave free.
    let columns = if grid.stacks_labels { grid.right().saturating_sub(grid.left) } else { grid.text() };
    let width = columns.saturating_sub(2);
    let sentence = wrap(&page.sentence, width.saturating_sub(2)).into_iter().map(|line| (line, true));
    let mut lines: Vec<_> = sentence.collect();
    for (text, _) in paragraphs {
        if is_airy {
            lines.push((String::new(), false));
        }
        lines.extend(wrap(text, width).into_iter().map(|line| (line, false)));
    }
    lines
}

/// The verb of a key as the label of a button.
fn capitalised(verb: &str) -> String {
    let mut letters = verb.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
