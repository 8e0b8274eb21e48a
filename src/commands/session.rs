//! `mamamia`: a session at this terminal.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::app::ExitCode;
use crate::assembly::{self, Assembly, SessionOptions, SessionOrigin};
use crate::cli::GlobalOptions;
use crate::config::{Config, InterfaceSection};
use crate::i18n::Text;
use crate::i18n::keys::command_line as texts;
use crate::session::{self, AppContext, SessionConfig, SessionEnd};
use crate::terminal::{
    Capabilities, Charset, Pipe, Restorer, SessionMode, Signal, Stream, Streams, TerminalMode, Tty, TtyError,
};

use super::failure::Failure;

/// Time for which an idle worker thread is kept, longer than any session: the end of a thread would wake an idle process.
const THREAD_KEEP_ALIVE: Duration = Duration::from_secs(24 * 3600);

/// Opens the menu over the directory of the configuration.
pub(super) fn run(
    config: &Config,
    common: &GlobalOptions,
    capabilities: &Capabilities,
) -> Result<ExitCode, Failure> {
    let directory = assembly::directory_and_audit(config)?;
    let app = Assembly::of(config, Arc::new(directory)).app()?;
    at_this_terminal(runtime()?, &app, &config.interface, common, capabilities)
}

/// The runtime of one session. One thread reads the keyboard, runs the event loop and writes the frames, so that a key
/// waits for no other thread; long computations run on worker threads.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_current_thread().enable_all().thread_keep_alive(THREAD_KEEP_ALIVE).build()?)
}

/// Runs a session over standard input and output, then restores the terminal, if it is one.
pub(super) fn at_this_terminal(
    runtime: Runtime,
    app: &AppContext,
    interface: &InterfaceSection,
    common: &GlobalOptions,
    capabilities: &Capabilities,
) -> Result<ExitCode, Failure> {
    let display = &common.display;
    let options = SessionOptions { language: common.lang, theme: display.theme.clone(), lean: display.lean };
    let origin = SessionOrigin::of_this_process(capabilities);
    let session = assembly::open_session(app, interface, &origin, &options)?;
    let (charset, language) = (session.terminal.charset, session.settings.language);
    let mode = Streams::of_the_process().mode(display.plain || capabilities.line_mode);
    let panic_message = charset.spell(&app.words.of(language).get(texts::PANIC)).into_owned();
    let finished = runtime.block_on(async {
        let finished = match mode {
            SessionMode::Terminal(mode) => run_at_tty(app, session, mode, panic_message).await?,
            SessionMode::Pipe => run_over_pipe(app, session, panic_message).await?,
        };
        // Requests under way continue to their end, verification and audit included.
        app.services.drain().await;
        Ok::<_, Failure>(finished)
    });
    // A running estimate is abandoned: its session is over.
    runtime.shutdown_background();
    let FinishedSession { end, restorer } = finished?;
    Ok(leave(end?, restorer.as_deref(), app, charset))
}

/// A session that ran, to its end or to an error of its terminal.
struct FinishedSession {
    end: io::Result<SessionEnd>,
    /// The restorer of its terminal, which is restored by then; `None` for a pipe.
    restorer: Option<Arc<Restorer>>,
}

async fn run_at_tty(
    app: &AppContext,
    session: SessionConfig,
    mode: TerminalMode,
    panic_message: String,
) -> Result<FinishedSession, Failure> {
    let (tty, mut link) = Tty::open(mode).map_err(tty_fault)?;
    tty.restore_on_panic(panic_message);
    let end = match mode {
        TerminalMode::FullScreen => session::run(app, session, &mut link).await,
        TerminalMode::LineByLine => session::run_by_line(app, session, &mut link).await,
    };
    Ok(FinishedSession { end, restorer: Some(tty.restorer()) })
}

async fn run_over_pipe(
    app: &AppContext,
    session: SessionConfig,
    panic_message: String,
) -> Result<FinishedSession, Failure> {
    let mut pipe = Pipe::open(session.terminal.input)?;
    pipe.write_on_panic(panic_message);
    Ok(FinishedSession { end: session::run_over_pipe(app, session, &mut pipe).await, restorer: None })
}

/// Writes the exit message on the ordinary screen; returns the exit code.
fn leave(end: SessionEnd, restorer: Option<&Restorer>, app: &AppContext, charset: Charset) -> ExitCode {
    match end {
        SessionEnd::Exit(exit, language) => {
            // At a pipe, the exit code is enough for the program that reads it.
            if let (Some(text), Some(restorer)) = (exit.message, restorer) {
                let words = app.words.of(language);
                let lines = [words.format(&text)].into_iter().chain(app.settings.support_line(words));
                let message: String = lines.map(|line| line + "\n").collect();
                restorer.write_last(&charset.spell(&message));
            }
            exit.code
        }
        SessionEnd::Signal(signal) => ExitCode::Signal(signal_number(signal)),
        SessionEnd::Disconnected => ExitCode::Failure,
    }
}

pub(super) fn signal_number(signal: Signal) -> u8 {
    match signal {
        Signal::HangUp => 1,
        Signal::Interrupt => 2,
        Signal::Quit => 3,
        Signal::Terminate => 15,
    }
}

pub(super) fn tty_fault(fault: TtyError) -> Failure {
    match fault {
        TtyError::NotATty(Stream::Input | Stream::Output) => Failure::usage(texts::NO_TERMINAL),
        TtyError::Echoes => Failure::failed(Text::from(texts::ECHO_STAYS)),
        TtyError::Io(fault) => fault.into(),
    }
}
