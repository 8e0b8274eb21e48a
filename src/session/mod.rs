//! The loop of one visit: events in, one frame out; effects run as tasks.
//!
//! Knows its terminal as a [`Line`], so that a tty, a socket and an SSH channel are one and the same.
//! Replies go before keys; what is ready is drained; then one frame is drawn, in one write, and only when
//! something happened. Nothing redraws on a clock.

mod batch;
mod effects;
mod judgements;
mod strength_worker;

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use tokio::sync::{Semaphore, mpsc};

use crate::account::{Services, Visitor};
use crate::app::{Farewell, Message, Model, Settings, update};
use crate::captcha::PictureForm;
use crate::i18n::Language;
use crate::terminal::{Charset, ColourDepth, LeanBackend, Line, Signal};
use crate::ui::{self, Look, Picture};

use batch::{Ears, Heard};
use effects::Effects;
use judgements::Judgements;

/// An escape sequence that does not go on within this time was the Escape key.
const ESCAPE_PAUSE: Duration = Duration::from_millis(30);
/// Judgements that may run at once in the whole process: an anonymous visitor can hold down a key.
const JUDGES: usize = 2;
/// Replies that may wait; a visit has far fewer under way.
const REPLIES: usize = 64;

/// What the visits of one process share.
pub struct House {
    /// The use cases.
    pub services: Arc<Services>,
    /// What does not change during a visit.
    pub settings: Settings,
    judges: Arc<Semaphore>,
}

impl House {
    /// A house for any number of visits.
    #[must_use]
    pub fn new(services: Arc<Services>, settings: Settings) -> Self {
        Self { services, settings, judges: Arc::new(Semaphore::new(JUDGES)) }
    }
}

/// One visit: who, and how it looks.
pub struct Visit {
    /// Who sits there.
    pub visitor: Visitor,
    /// First language.
    pub language: Language,
    /// Words, styles and signs.
    pub look: Look,
    /// Colours of the terminal.
    pub depth: ColourDepth,
    /// Characters of the terminal.
    pub charset: Charset,
}

/// Why a visit ended.
#[derive(Debug)]
pub enum Ended {
    /// By its own means.
    Farewell(Farewell),
    /// The process was told to end.
    Signal(Signal),
    /// Nobody is at the other end any more.
    LineClosed,
}

/// Runs a visit to its end, over the whole screen. The modes of the tty are the caller's; the alternate
/// screen is entered here and left by whoever restores the terminal.
///
/// # Errors
/// The line takes no more bytes.
pub async fn run(house: &House, visit: Visit, line: &mut Line) -> io::Result<Ended> {
    let started = Instant::now();
    let (sender, replies) = mpsc::channel(REPLIES);
    let mut screen = Screen::new(line.size, &visit);
    let (mut model, wanted) = Model::new(house.settings.clone(), visit.language, line.size);
    let mut effects = Effects::new(house, &visit, picture_form(&visit.look), sender);
    let mut ears = Ears::new(replies, &mut line.events, &mut line.signals);

    // Nothing that is wanted at the start ends the visit.
    let _ = effects.perform(wanted);
    let mut judged = false;
    loop {
        let frame = screen.frame(&model, judged);
        tokio::select! {
            biased;
            written = line.output.write(&frame) => written?,
            // A terminal that takes nothing does not hold a process that is told to end.
            signal = ears.signal() => return Ok(Ended::Signal(signal)),
        }
        if let Some(last) = ui::help_end(&model, &visit.look) {
            let _ = update(&mut model, Message::HelpEnd(last), started.elapsed());
        }
        let messages = match ears.listen().await {
            Heard::Messages(messages) => messages,
            Heard::Signal(signal) => return Ok(Ended::Signal(signal)),
            Heard::Closed => return Ok(Ended::LineClosed),
        };
        let before = Judgements::of(&model);
        judged = judgements::are_in(&messages);
        for message in messages {
            if let Message::Resized(columns, rows) = message {
                screen.resize(columns, rows);
            }
            let wanted = update(&mut model, message, started.elapsed());
            if let Some(farewell) = effects.perform(wanted) {
                return Ok(Ended::Farewell(farewell));
            }
        }
        judged |= judgements::differ(before.as_ref(), Judgements::of(&model).as_ref());
    }
}

/// What the terminal shows, and how the next frame differs.
struct Screen<'visit> {
    terminal: Terminal<LeanBackend>,
    look: &'visit Look,
    /// Bytes of a frame that shows a judgement.
    judgement_frame: usize,
}

impl<'visit> Screen<'visit> {
    fn new(size: (u16, u16), visit: &'visit Visit) -> Self {
        let mut backend = LeanBackend::new(size, visit.depth).with_charset(visit.charset);
        backend.enter();
        let Ok(terminal) = Terminal::new(backend);
        Self { terminal, look: &visit.look, judgement_frame: judgements::frame_size(visit.depth) }
    }

    /// The terminal has another size, and may have lost what it showed.
    fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        let Ok(()) = self.terminal.clear();
    }

    /// The bytes of one frame; none where nothing changed.
    fn frame(&mut self, model: &Model, judged: bool) -> Vec<u8> {
        // It writes into memory: nothing can fail.
        let Ok(_) = self.terminal.draw(|frame| ui::view(model, self.look, frame));
        let backend = self.terminal.backend_mut();
        if judged { backend.take_padded(self.judgement_frame) } else { backend.take_output() }
    }
}

fn picture_form(look: &Look) -> PictureForm {
    match look.signs.picture {
        Picture::Blocks | Picture::HalfBlocks => PictureForm::HalfBlocks,
        Picture::Ascii => PictureForm::Ascii,
    }
}
