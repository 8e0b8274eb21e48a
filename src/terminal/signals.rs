//! The signals that end a session, and the one that resizes it.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{self, SignalKind};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::line::{Input, Signal};
use super::restorer::Restorer;
use super::tty;

/// How long a session may go on after an ending signal before the terminal is restored without it.
const GRACE: Duration = Duration::from_secs(3);

/// SIGINT, SIGTERM, SIGHUP and SIGQUIT, listened to from [`EndingSignals::listen`] on: none of them kills
/// the process any more.
pub struct EndingSignals {
    interrupt: unix::Signal,
    terminate: unix::Signal,
    hang_up: unix::Signal,
    quit: unix::Signal,
}

impl EndingSignals {
    /// Starts listening; needs a tokio runtime.
    ///
    /// # Errors
    /// The system refuses a handler.
    pub fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: unix::signal(SignalKind::interrupt())?,
            terminate: unix::signal(SignalKind::terminate())?,
            hang_up: unix::signal(SignalKind::hangup())?,
            quit: unix::signal(SignalKind::quit())?,
        })
    }

    /// Waits for the next of them. May be dropped and called again: no signal is lost.
    pub async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupt.recv() => Signal::Interrupt,
            _ = self.terminate.recv() => Signal::Terminate,
            _ = self.hang_up.recv() => Signal::HangUp,
            _ = self.quit.recv() => Signal::Quit,
        }
    }
}

/// Hands signals and sizes to the session until it ends.
pub(super) async fn forward(
    mut endings: EndingSignals,
    mut resizes: unix::Signal,
    restorer: Arc<Restorer>,
    signals: mpsc::Sender<Signal>,
    events: mpsc::Sender<Input>,
) {
    let mut resized = false;
    let mut overdue: Option<Instant> = None;
    loop {
        tokio::select! {
            signal = endings.next() => {
                // Another one was told before: that is enough.
                let _ = signals.try_send(signal);
                overdue = overdue.or(Some(Instant::now() + GRACE));
            }
            // A session that is stuck must not keep the terminal.
            () = async { sleep_until(overdue.unwrap_or_else(Instant::now)).await }, if overdue.is_some() => {
                restorer.restore();
                overdue = None;
            }
            _ = resizes.recv() => resized = true,
            // Many resizes are one, where the session has no time for them.
            Ok(place) = events.reserve(), if resized => {
                resized = false;
                if let Ok((columns, rows)) = tty::size(restorer.output()) {
                    place.send(Input::Resize(columns, rows));
                }
            }
            () = events.closed() => return,
        }
    }
}
