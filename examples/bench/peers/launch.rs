//! Starts a program on a pty; also the smallest program, an echo, as the lower bound of a key.

use std::io::{Read, Write, stderr, stdin, stdout};
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::Context;
use rustix::process::{ioctl_tiocsctty, setsid};
use rustix::stdio::dup2_stderr;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{self, SignalKind};

use super::clock::now;

/// The argument of the bench itself that starts a program in the terminal that is its standard input.
pub const LAUNCH: &str = "launch";
/// The argument of the bench itself that echoes one byte at a time: the limit of any program.
pub const ECHO: &str = "echo-one-byte";
/// The first output of the echo, once it is ready.
pub const READY: &str = "prêt ?";

/// Takes the terminal, says when (to what listens to its standard error), and becomes the program.
pub fn become_program(words: &[String]) -> anyhow::Result<()> {
    let (program, arguments) = words.split_first().context("a program to start")?;
    setsid()?;
    ioctl_tiocsctty(stdin())?;
    let _handled = handled_signals()?;
    let mut command = Command::new(program);
    command.args(arguments);
    stderr().write_all(now().as_nanos().to_string().as_bytes())?;
    dup2_stderr(stdout())?;
    Err(command.exec().into())
}

/// A signal that was ignored (by `nohup`, by a shell for what it runs aside) stays so in the program; one that is
/// handled here does what it does by itself there.
fn handled_signals() -> anyhow::Result<(Runtime, Vec<unix::Signal>)> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let kinds = [SignalKind::interrupt(), SignalKind::hangup(), SignalKind::quit(), SignalKind::terminate()];
    let entered = runtime.enter();
    let handled = kinds.into_iter().map(unix::signal).collect::<Result<_, _>>()?;
    drop(entered);
    Ok((runtime, handled))
}

/// Raw mode; reads one byte, writes it, until the terminal is gone.
pub fn echo_one_byte() -> anyhow::Result<()> {
    let mut attributes = tcgetattr(stdin())?;
    attributes.make_raw();
    tcsetattr(stdin(), OptionalActions::Now, &attributes)?;
    let (mut keyboard, mut screen) = (stdin().lock(), stdout().lock());
    screen.write_all(READY.as_bytes())?;
    screen.flush()?;
    let mut byte = [0];
    while keyboard.read(&mut byte)? == 1 {
        screen.write_all(&byte)?;
        screen.flush()?;
    }
    Ok(())
}
