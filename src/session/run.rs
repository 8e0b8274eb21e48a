//! The three ways to run a session: over the whole screen, line by line, over a pipe.

use std::io;

use crate::captcha::PictureForm;
use crate::frontend::{Dialogue, InputMode, Screen};
use crate::terminal::{LeanBackend, Link, Pipe, TerminalInfo};

use super::events::{Endpoint, Source};
use super::{AppContext, SessionConfig, SessionEnd, event_loop};

/// Runs a session to its end, over the whole screen. It enters the alternate screen. The caller sets the modes of the
/// tty, and restores the terminal afterwards.
///
/// # Errors
/// The link takes no more bytes.
pub async fn run(app: &AppContext, session: SessionConfig, link: &mut Link) -> io::Result<SessionEnd> {
    let SessionConfig { appearance, terminal, .. } = &session;
    let TerminalInfo { depth, charset, level, erases_in_colour, .. } = *terminal;
    let backend = LeanBackend::new(link.size, depth)
        .with_charset(charset)
        .with_level(level)
        .with_erasing_in_colour(erases_in_colour);
    let screen = Screen::new(backend, appearance, session.settings.presentation);
    event_loop::run(app, &session, Endpoint::of(link), screen, appearance.glyphs.picture).await
}

/// Runs a session to its end, in questions and answers: no escape byte, nothing redrawn, no secret echoed. The
/// tty is raw: the session echoes and edits.
///
/// # Errors
/// The link takes no more bytes.
pub async fn run_by_line(
    app: &AppContext,
    session: SessionConfig,
    link: &mut Link,
) -> io::Result<SessionEnd> {
    let dialogue = dialogue(InputMode::Keys, link.size.0, &session);
    event_loop::run(app, &session, Endpoint::of(link), dialogue, PictureForm::Ascii).await
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
    let dialogue = dialogue(InputMode::Lines, pipe.columns, &session);
    let endpoint = Endpoint {
        size: (pipe.columns, 0),
        source: Source::Lines(&mut pipe.answers),
        signals: &mut pipe.signals,
        output: pipe.output.as_mut(),
    };
    event_loop::run(app, &session, endpoint, dialogue, PictureForm::Ascii).await
}

fn dialogue(input: InputMode, columns: u16, session: &SessionConfig) -> Dialogue<'_> {
    let SessionConfig { settings, appearance, terminal, .. } = session;
    Dialogue::new(input, columns, terminal.charset, settings.language, appearance)
}
