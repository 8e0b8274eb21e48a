//! The loop of one visit: events in, one frame out; effects run as tasks. A visit has one of two faces, the
//! whole screen or questions and answers, over the same model.
//!
//! Knows its terminal as a [`Link`], so that a tty, a socket and an SSH channel are one and the same; a program,
//! which answers by whole lines, as a [`Pipe`].
//! Replies go before keys; what is ready is drained; then one frame is drawn, in one write, and only when
//! something happened. Nothing redraws on a clock.

mod attend;
mod batch;
mod canvas;
mod effects;
mod judgements;
mod plain;
mod screen;
mod strength_worker;
mod timers;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};

use crate::account::{Peer, Services};
use crate::app::{Effect, Exit, Message, Model, Settings};
use crate::captcha::PictureForm;
use crate::i18n::{Language, Words};
use crate::terminal::{Charset, ColourDepth, InputLine, Link, Output, Pipe, Signal, TerminalLevel};
use crate::ui::{Appearance, ImageStyle};

use attend::attend;
use batch::Source;
use plain::Conversation;
use screen::Screen;

/// An escape sequence that does not go on within this time was the Escape key.
const ESCAPE_PAUSE: Duration = Duration::from_millis(30);
/// A key that comes within this time of one that was echoed spares its frame.
const MOMENT: Duration = Duration::from_millis(20);
/// Judgements that may run at once in the whole process: an anonymous peer can hold down a key.
const JUDGES: usize = 2;
/// Replies that may wait; a visit has far fewer under way.
const REPLIES: usize = 64;

/// What the visits of one process share.
pub struct House {
    /// The use cases.
    pub services: Arc<Services>,
    /// What does not change during a visit.
    pub settings: Settings,
    /// The words of every language.
    pub words: Words,
    judges: Arc<Semaphore>,
}

impl House {
    /// A house for any number of visits.
    #[must_use]
    pub fn new(services: Arc<Services>, settings: Settings) -> Self {
        Self { services, settings, words: Words::load(), judges: Arc::new(Semaphore::new(JUDGES)) }
    }
}

/// One visit: who, and how it looks.
pub struct Visit {
    /// Who sits there.
    pub peer: Peer,
    /// First language.
    pub language: Language,
    /// Words, styles and glyphs.
    pub appearance: Appearance,
    /// Colours of the terminal.
    pub depth: ColourDepth,
    /// Characters of the terminal.
    pub charset: Charset,
    /// What the terminal obeys.
    pub level: TerminalLevel,
}

/// Why a visit ended.
#[derive(Debug)]
pub enum Ended {
    /// By its own means; what is still to be said, is said in the language of the visit's end.
    Exit(Exit, Language),
    /// The process was told to end.
    Signal(Signal),
    /// Nobody is at the other end any more.
    LineClosed,
}

/// What a person sees, or hears, of a visit, and how they answer.
trait Face {
    /// A message goes to the model through this face, which may have its own use of a key.
    fn pass_on(&mut self, model: &mut Model, message: Message, now: Duration) -> Vec<Effect>;

    /// The byte of a key that, as far as one can tell, changed nothing else: it goes before all that the key brings
    /// about, and before its frame, which says the same.
    fn echo(&mut self) -> Option<u8> {
        None
    }

    /// The bytes that tell what changed since the last ones.
    fn show(&mut self, model: &mut Model, now: Duration) -> Vec<u8>;

    /// They are on their way: what can be done before the next ones is done now.
    fn shown(&mut self) {}

    /// Whether an answer has its question: until then it is left where it is.
    fn listens(&self) -> bool {
        true
    }

    /// A whole answer goes to the model. A face that reads keys is given none.
    fn take(&mut self, _model: &mut Model, _answer: InputLine, _now: Duration) -> Vec<Effect> {
        Vec::new()
    }

    /// Nobody takes what is said any more.
    fn hung_up(&self) -> Ended {
        Ended::LineClosed
    }

    /// The visit ends: the last bytes, and what is still to be said once the terminal is restored.
    fn leave(&mut self, exit: Exit) -> (Vec<u8>, Exit) {
        (Vec::new(), exit)
    }

    /// The visit is broken off by a signal: the last bytes.
    fn break_off(&mut self) -> Vec<u8> {
        Vec::new()
    }
}

/// Runs a visit to its end, over the whole screen. The modes of the tty are the caller's; the alternate
/// screen is entered here and left by whoever restores the terminal.
///
/// # Errors
/// The line takes no more bytes.
pub async fn run(house: &House, visit: Visit, line: &mut Link) -> io::Result<Ended> {
    let screen = Screen::new(line.size, &visit);
    attend(house, &visit, Ends::of(line), screen, picture_form(&visit.appearance)).await
}

/// Runs a visit to its end, in questions and answers: no escape byte, nothing redrawn, no secret echoed. The
/// tty neither echoes nor edits (raw): all of it is done here.
///
/// # Errors
/// The line takes no more bytes.
pub async fn run_by_line(house: &House, visit: Visit, line: &mut Link) -> io::Result<Ended> {
    let conversation = Conversation::by_keys(line.size.0, &visit);
    attend(house, &visit, Ends::of(line), conversation, PictureForm::Ascii).await
}

/// Runs a visit to its end with a program, which gives one answer a line: the questions are those of
/// [`run_by_line`], each on a line of its own, and nothing is echoed. The exit code is that of the last request.
///
/// # Errors
/// The output fails; that its reader is gone is no error.
pub async fn run_over_pipe(house: &House, visit: Visit, pipe: &mut Pipe) -> io::Result<Ended> {
    let conversation = Conversation::by_lines(pipe.columns, &visit);
    let ends = Ends {
        size: (pipe.columns, 0),
        source: Source::Lines(&mut pipe.answers),
        signals: &mut pipe.signals,
        output: pipe.output.as_mut(),
    };
    attend(house, &visit, ends, conversation, PictureForm::Ascii).await
}

/// Both ends of what a visit goes over.
struct Ends<'line> {
    size: (u16, u16),
    source: Source<'line>,
    signals: &'line mut mpsc::Receiver<Signal>,
    output: &'line mut dyn Output,
}

impl<'line> Ends<'line> {
    fn of(line: &'line mut Link) -> Self {
        Self {
            size: line.size,
            source: Source::Keys(&mut line.events),
            signals: &mut line.signals,
            output: line.output.as_mut(),
        }
    }
}

fn picture_form(appearance: &Appearance) -> PictureForm {
    match appearance.glyphs.picture {
        ImageStyle::Blocks => PictureForm::HalfBlocks,
        ImageStyle::Quadrants | ImageStyle::Ascii => PictureForm::Ascii,
    }
}
