//! `mamamia`: a visit at this terminal.

use std::io::{self, Write};
use std::sync::Arc;

use rustix::process::getuid;
use tokio::runtime::{Builder, Runtime};

use crate::cli::Common;
use crate::i18n::keys::command_line as words;
use crate::i18n::{Catalogue, Key, Language, Text};
use crate::session::{self, Ended, House, Visit};
use crate::telemetry;
use crate::terminal::{Capabilities, Charset, Manner, Signal, Stream, Tty, TtyError};
use crate::ui::{Look, Signs, Theme, ThemeFault};

use super::failure::Failure;
use super::setup;

/// Threads of the runtime: the loop, and what it waits for.
const THREADS: usize = 2;

/// Opens the menu over the directory of the configuration.
pub(super) fn run(common: &Common, capabilities: &Capabilities) -> Result<u8, Failure> {
    needs_a_terminal()?;
    let config = setup::configuration(common)?;
    telemetry::install(&config.audit).map_err(|fault| Failure::usage(fault.text()))?;
    let directory = setup::directory_for_a_visit(&config)?;
    let house = setup::house(Arc::new(directory), &config, false, false)?;
    let look = Looks { language: config.interface.language, theme: &config.interface.theme };
    at_this_terminal(&runtime()?, &house, common, capabilities, &look)
}

/// What the configuration says of the look; the command line may say otherwise.
pub(super) struct Looks<'config> {
    pub(super) language: Language,
    pub(super) theme: &'config str,
}

/// Told before anything else: nothing can be typed into a pipe.
pub(super) fn needs_a_terminal() -> Result<(), Failure> {
    use std::io::IsTerminal;
    if io::stdin().is_terminal() && io::stdout().is_terminal() { Ok(()) } else { Err(no_terminal()) }
}

pub(super) fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_multi_thread().worker_threads(THREADS).enable_all().build()?)
}

/// Runs a visit at the terminal of standard input and output, and gives the terminal back.
pub(super) fn at_this_terminal(
    runtime: &Runtime,
    house: &House,
    common: &Common,
    capabilities: &Capabilities,
    looks: &Looks<'_>,
) -> Result<u8, Failure> {
    let charset = if common.ascii { Charset::Ascii } else { capabilities.charset };
    let language = common.lang.unwrap_or(looks.language);
    let theme =
        Theme::load(common.theme.as_deref().unwrap_or(looks.theme)).map_err(|fault| theme_fault(&fault))?;
    let visit = Visit {
        visitor: house.services.welcome(&format!("uid={}", getuid().as_raw())),
        language,
        look: Look::new(theme, signs(charset)),
        depth: capabilities.depth,
        charset,
    };
    let words = Catalogue::of(language);
    let ended = runtime.block_on(async {
        let (tty, mut line) = Tty::open(Manner::FullScreen).map_err(tty_fault)?;
        tty.restore_on_panic(words.get(words::PANIC).into_owned());
        let ended = session::run(house, visit, &mut line).await;
        drop(tty);
        // What was asked of the directory goes to its end, proof and audit included.
        house.services.settle().await;
        Ok::<_, Failure>(ended?)
    })?;
    Ok(leave(ended, &words))
}

/// The last words, on the ordinary screen, and the exit code.
fn leave(ended: Ended, words: &Catalogue) -> u8 {
    match ended {
        Ended::Farewell(farewell) => {
            if let Some(text) = farewell.last_words {
                // The person may be gone: nobody is left to be told.
                let _ = writeln!(io::stdout(), "{}", words.say(&text));
            }
            farewell.exit_code
        }
        // As a shell counts them: 128 and the number of the signal.
        Ended::Signal(signal) => 128 + signal_number(signal),
        Ended::LineClosed => 1,
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

fn signs(charset: Charset) -> Signs {
    match charset {
        Charset::Unicode => Signs::UNICODE,
        Charset::Cp437 => Signs::CONSOLE,
        Charset::Ascii => Signs::ASCII,
    }
}

fn no_terminal() -> Failure {
    Failure::usage(words::NO_TERMINAL)
}

pub(super) fn tty_fault(fault: TtyError) -> Failure {
    match fault {
        TtyError::NotATty(Stream::Input | Stream::Output) => no_terminal(),
        TtyError::Io(fault) => fault.into(),
    }
}

fn theme_fault(fault: &ThemeFault) -> Failure {
    let key: Key = match fault {
        ThemeFault::Unknown(_) => words::THEME_UNKNOWN,
        ThemeFault::Unreadable(..) | ThemeFault::Faulty(..) => words::THEME_FAULTY,
    };
    let names = Theme::names().collect::<Vec<_>>().join(", ");
    Failure::usage(Text::from(key).word("cause", fault.to_string()).word("names", names))
}
