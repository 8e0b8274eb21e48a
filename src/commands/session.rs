//! `mamamia`: a visit at this terminal.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::app::ExitCode;
use crate::assembly::{self, Assembly, SessionOptions, SessionOrigin};
use crate::cli::GlobalOptions;
use crate::config::{Config, InterfaceSection};
use crate::i18n::Text;
use crate::i18n::keys::command_line as words;
use crate::session::{self, AppContext, SessionConfig, SessionEnd};
use crate::terminal::{
    Capabilities, Charset, Pipe, Restorer, SessionMode, Signal, Stream, Streams, TerminalMode, Tty, TtyError,
};

use super::failure::Failure;

/// How long a thread that judged waits for more. Longer than a visit: its end would wake a process that is idle.
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

/// The runtime of one visit: one thread hears the keyboard, runs the loop and writes its frames, so that a key
/// waits for no other thread; what computes for long is done beside it.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_current_thread().enable_all().thread_keep_alive(THREAD_KEEP_ALIVE).build()?)
}

/// Runs a visit over standard input and output, and gives the terminal back, if it is one.
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
    let visit = assembly::open_session(app, interface, &origin, &options)?;
    let (charset, language) = (visit.terminal.charset, visit.settings.language);
    let way = Streams::of_the_process().mode(display.plain || capabilities.line_mode);
    let broken = charset.spell(&app.words.of(language).get(words::PANIC)).into_owned();
    let attended = runtime.block_on(async {
        let attended = match way {
            SessionMode::Terminal(mode) => at_a_tty(app, visit, mode, broken).await?,
            SessionMode::Pipe => over_a_pipe(app, visit, broken).await?,
        };
        // What was asked of the directory goes to its end, proof and audit included.
        app.services.drain().await;
        Ok::<_, Failure>(attended)
    });
    // Nobody waits for a judgement any more.
    runtime.shutdown_background();
    let FinishedSession { ended, terminal } = attended?;
    Ok(leave(ended?, terminal.as_deref(), app, charset))
}

/// A visit that had begun.
struct FinishedSession {
    ended: io::Result<SessionEnd>,
    /// Where it was; given back.
    terminal: Option<Arc<Restorer>>,
}

async fn at_a_tty(
    app: &AppContext,
    visit: SessionConfig,
    mode: TerminalMode,
    broken: String,
) -> Result<FinishedSession, Failure> {
    let (tty, mut line) = Tty::open(mode).map_err(tty_fault)?;
    tty.restore_on_panic(broken);
    let ended = match mode {
        TerminalMode::FullScreen => session::run(app, visit, &mut line).await,
        TerminalMode::LineByLine => session::run_by_line(app, visit, &mut line).await,
    };
    Ok(FinishedSession { ended, terminal: Some(tty.restorer()) })
}

async fn over_a_pipe(
    app: &AppContext,
    visit: SessionConfig,
    broken: String,
) -> Result<FinishedSession, Failure> {
    let mut pipe = Pipe::open()?;
    pipe.say_on_panic(broken);
    Ok(FinishedSession { ended: session::run_over_pipe(app, visit, &mut pipe).await, terminal: None })
}

/// The last words, on the ordinary screen, and the exit code.
fn leave(ended: SessionEnd, terminal: Option<&Restorer>, app: &AppContext, charset: Charset) -> ExitCode {
    match ended {
        SessionEnd::Exit(exit, language) => {
            // A program reads the exit code.
            if let (Some(text), Some(terminal)) = (exit.message, terminal) {
                let words = charset.spell(&app.words.of(language).say(&text)).into_owned();
                terminal.say_last(&(words + "\n"));
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
        TtyError::NotATty(Stream::Input | Stream::Output) => Failure::usage(words::NO_TERMINAL),
        TtyError::Echoes => Failure::failed(Text::from(words::ECHO_STAYS)),
        TtyError::Io(fault) => fault.into(),
    }
}
