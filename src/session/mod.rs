//! The loop of one session: events in, one frame out; effects run as tasks. A session has one of two faces, the
//! whole screen or questions and answers, over the same model.
//!
//! Knows its terminal as a [`Link`], so that a tty, a socket and an SSH channel are one and the same; a program,
//! which answers by whole lines, as a [`Pipe`].
//! Replies go before keys; what is ready is drained; then one frame is drawn, in one write, and only when
//! something happened. Nothing redraws on a clock.

mod canvas;
mod effects;
mod event_loop;
mod events;
mod padding;
mod plain;
mod screen;
mod strength_worker;
mod timers;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};

use crate::account::{Peer, Services};
use crate::app::{Effect, Exit, Message, Model, ServiceSettings, SessionSettings};
use crate::captcha::PictureForm;
use crate::i18n::{Catalogues, Language};
use crate::terminal::{InputLine, Link, Output, Pipe, Signal, TerminalInfo};
use crate::ui::{Appearance, ImageStyle};

use events::Source;
use plain::Dialogue;
use screen::Screen;

/// An escape sequence that does not go on within this time was the Escape key.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(30);
/// A key that comes within this time of one that was echoed spares its frame.
const FRAME_DELAY: Duration = Duration::from_millis(20);
/// ShownEstimates that may run at once in the whole process: an anonymous peer can hold down a key.
const MAX_CONCURRENT_ESTIMATES: usize = 2;
/// Replies that may wait; a session has far fewer under way.
const REPLY_QUEUE: usize = 64;

/// What the visits of one process share.
pub struct AppContext {
    /// The use cases.
    pub services: Arc<Services>,
    /// Settings that all sessions share.
    pub settings: Arc<ServiceSettings>,
    /// The words of every language.
    pub words: Catalogues,
    estimate_permits: Arc<Semaphore>,
}

impl AppContext {
    /// A app for any number of visits.
    #[must_use]
    pub fn new(services: Arc<Services>, settings: Arc<ServiceSettings>) -> Self {
        Self {
            services,
            settings,
            words: Catalogues::load(),
            estimate_permits: Arc::new(Semaphore::new(MAX_CONCURRENT_ESTIMATES)),
        }
    }
}

/// One session: who, and how it looks.
pub struct SessionConfig {
    /// Who sits there.
    pub peer: Peer,
    /// What the model knows of this session alone.
    pub settings: SessionSettings,
    /// Words, styles and glyphs.
    pub appearance: Appearance,
    /// What the terminal shows and obeys.
    pub terminal: TerminalInfo,
}

/// Why a session ended.
#[derive(Debug)]
pub enum SessionEnd {
    /// By its own means; what is still to be said, is said in the language of the session's end.
    Exit(Exit, Language),
    /// The process was told to end.
    Signal(Signal),
    /// Nobody is at the other end any more.
    Disconnected,
}

/// What a person sees, or hears, of a session, and how they answer.
trait Frontend {
    /// A message goes to the model through this frontend, which may have its own use of a key.
    fn handle(&mut self, model: &mut Model, message: Message, now: Duration) -> Vec<Effect>;

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

    /// A whole answer goes to the model. A frontend that reads keys is given none.
    fn take(&mut self, _model: &mut Model, _answer: InputLine, _now: Duration) -> Vec<Effect> {
        Vec::new()
    }

    /// Nobody takes what is said any more.
    fn hung_up(&self) -> SessionEnd {
        SessionEnd::Disconnected
    }

    /// The session ends: the last bytes, and what is still to be said once the terminal is restored.
    fn leave(&mut self, exit: Exit) -> (Vec<u8>, Exit) {
        (Vec::new(), exit)
    }

    /// The session is broken off by a signal: the last bytes.
    fn break_off(&mut self) -> Vec<u8> {
        Vec::new()
    }
}

/// Runs a session to its end, over the whole screen. The modes of the tty are the caller's; the alternate
/// screen is entered here and left by whoever restores the terminal.
///
/// # Errors
/// The line takes no more bytes.
pub async fn run(app: &AppContext, session: SessionConfig, line: &mut Link) -> io::Result<SessionEnd> {
    let screen = Screen::new(line.size, &session);
    event_loop::run(app, &session, Endpoint::of(line), screen, picture_form(&session.appearance)).await
}

/// Runs a session to its end, in questions and answers: no escape byte, nothing redrawn, no secret echoed. The
/// tty neither echoes nor edits (raw): all of it is done here.
///
/// # Errors
/// The line takes no more bytes.
pub async fn run_by_line(
    app: &AppContext,
    session: SessionConfig,
    line: &mut Link,
) -> io::Result<SessionEnd> {
    let conversation = Dialogue::by_keys(line.size.0, &session);
    event_loop::run(app, &session, Endpoint::of(line), conversation, PictureForm::Ascii).await
}

/// Runs a session to its end with a program, which gives one answer a line: the questions are those of
/// [`run_by_line`], each on a line of its own, and nothing is echoed. The exit code is that of the last request.
///
/// # Errors
/// The output fails; that its reader is gone is no error.
pub async fn run_over_pipe(
    app: &AppContext,
    session: SessionConfig,
    pipe: &mut Pipe,
) -> io::Result<SessionEnd> {
    let conversation = Dialogue::by_lines(pipe.columns, &session);
    let ends = Endpoint {
        size: (pipe.columns, 0),
        source: Source::Lines(&mut pipe.answers),
        signals: &mut pipe.signals,
        output: pipe.output.as_mut(),
    };
    event_loop::run(app, &session, ends, conversation, PictureForm::Ascii).await
}

/// Both ends of what a session goes over.
struct Endpoint<'line> {
    size: (u16, u16),
    source: Source<'line>,
    signals: &'line mut mpsc::Receiver<Signal>,
    output: &'line mut dyn Output,
}

impl<'line> Endpoint<'line> {
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
