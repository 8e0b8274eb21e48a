//! One file a subcommand: each carries out a command and gives its exit code.

mod breach;
mod configuration;
#[cfg(feature = "demo")]
mod demo;
pub mod docs;
mod doctor;
mod failure;
mod login_shell;
mod policy;
mod session;

use std::cell::LazyCell;
use std::ffi::OsString;
use std::io::{self, Write};

use crate::app::ExitCode;
use crate::cli::{self, Cli, Command, ParseError, PolicyAction};
use crate::config::ENVIRONMENT_VARIABLE;
use crate::i18n::keys::command_line as texts;
use crate::i18n::{Catalogue, Language};
use crate::terminal::{Capabilities, Charset, TerminalInfo};

use configuration::{Loaded, language};
use failure::Failure;
use login_shell::OtherCommand;

/// Runs the command of the arguments (the program's name first).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> std::process::ExitCode {
    let mut capabilities = Capabilities::detect(|name| std::env::var(name).ok());
    let locale = capabilities.language;
    let original = std::env::var_os("SSH_ORIGINAL_COMMAND");
    let arguments = arguments.into_iter().collect();
    let arguments = match login_shell::without_own_command(arguments, original.as_deref()) {
        Ok(arguments) => arguments,
        Err(OtherCommand) => {
            let refused = Err(Failure::usage(texts::NO_COMMAND));
            return ended(refused, language(None, None, locale), capabilities.charset);
        }
    };
    let (language, result) = match cli::parse(arguments) {
        Ok(mut cli) => {
            if cli.common.ascii {
                capabilities.charset = Charset::Ascii;
            }
            let loaded = configuration::load(&cli, std::env::var_os(ENVIRONMENT_VARIABLE));
            let language = language(cli.common.lang, loaded.as_ref(), locale);
            // From here on, the session and its failures speak this language.
            cli.common.lang = Some(language);
            (language, dispatch(&cli, loaded, &capabilities, language))
        }
        Err(ParseError::HelpRequested(text)) => {
            let written = write_out(&text, capabilities.charset);
            (language(None, None, locale), written.map(|()| ExitCode::Success))
        }
        Err(ParseError::Misuse(text, asked)) => {
            (language(asked, None, locale), Err(Failure::usage(text).and(texts::USAGE_SEE_HELP.into())))
        }
    };
    ended(result, language, capabilities.charset)
}

/// Reports a failure; the exit code.
fn ended(result: Result<ExitCode, Failure>, language: Language, charset: Charset) -> std::process::ExitCode {
    match result {
        Ok(code) => code.into(),
        Err(failure) => {
            let text = failure.report(&Catalogue::of(language));
            // If standard error is closed, the exit code still reports the failure.
            let _ = io::stderr().write_all(charset.spell(&text).as_bytes());
            failure.exit_code.into()
        }
    }
}

fn dispatch(
    cli: &Cli,
    loaded: Option<Loaded>,
    capabilities: &Capabilities,
    language: Language,
) -> Result<ExitCode, Failure> {
    // Reading the texts takes as long as opening the form, which has its own.
    let words = LazyCell::new(|| Catalogue::of(language));
    let charset = match &cli.command {
        // JSON and documents are UTF-8, wherever they go.
        Some(
            Command::Doctor { json: true, .. }
            | Command::Policy(PolicyAction::Try { json: true, .. })
            | Command::Docs(_),
        ) => Charset::Unicode,
        _ => capabilities.charset,
    };
    let (text, code) = match &cli.command {
        None => {
            let (_, config) = loaded.ok_or_else(Failure::not_configured)?;
            return session::run(&config?, &cli.common, capabilities);
        }
        #[cfg(not(feature = "demo"))]
        Some(Command::Demo { .. }) => return Err(Failure::usage(self::texts::DEMO_ABSENT)),
        #[cfg(feature = "demo")]
        Some(Command::Demo { accounts: false, show_captcha, .. }) => {
            let config = loaded.map(|(_, config)| config).transpose()?;
            return demo::run(config, &cli.common, capabilities, *show_captcha);
        }
        #[cfg(feature = "demo")]
        Some(Command::Demo { accounts: true, .. }) => (demo::accounts(&words, language)?, ExitCode::Success),
        Some(Command::Policy(PolicyAction::Try { file, json })) => {
            let config = loaded.map(|(_, config)| config).transpose()?;
            let terminal = TerminalInfo { charset, ..capabilities.terminal() };
            policy::run(config.as_ref(), file.as_deref(), *json, terminal, &words)?
        }
        Some(Command::Breach(action)) => (breach::run(action, &words)?, ExitCode::Success),
        Some(Command::Doctor { login, password_file, ssh_user, json }) => {
            let options = doctor::Options {
                login: login.as_deref(),
                password_file: password_file.as_deref(),
                ssh_user: ssh_user.as_deref(),
                json: *json,
                columns: columns_of_output(),
            };
            doctor::run(loaded, &options, &words)?
        }
        Some(Command::Docs(page)) => {
            let mut text = Vec::new();
            docs::write(*page, &mut text)?;
            (String::from_utf8_lossy(&text).into_owned(), ExitCode::Success)
        }
    };
    write_out(&text, charset)?;
    Ok(code)
}

/// The width of the terminal that standard output is, if it is one.
fn columns_of_output() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0).then_some(size.ws_col.into())
}

/// To standard output, in characters of `charset`; a reader that has read enough (`| head`) is no failure.
fn write_out(text: &str, charset: Charset) -> Result<(), Failure> {
    match io::stdout().write_all(charset.spell(text).as_bytes()) {
        Err(fault) if fault.kind() != io::ErrorKind::BrokenPipe => Err(fault.into()),
        _ => Ok(()),
    }
}
