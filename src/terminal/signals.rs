//! The signals that end a session, and the one that resizes it.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{self, SignalKind};
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::line::{Input, Signal};
use super::restorer::Restorer;
use super::tty;

/// How long a session may leave an ending signal unread before the terminal is restored without it.
const GRACE: Duration = Duration::from_secs(1);

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
    events: mpsc::Sender<Input>,
) {
    loop {
        tokio::select! {
            signal = endings.next() => {
                // A session that is stuck must not keep the terminal.
                if timeout(GRACE, events.send(Input::Signal(signal))).await.is_err() {
                    restorer.restore();
                }
            }
            _ = resizes.recv() => {
                if let Ok((columns, rows)) = tty::size(restorer.output()) {
                    // A receiver that is gone ends the loop below.
                    let _ = events.send(Input::Resize(columns, rows)).await;
                }
            }
            () = events.closed() => return,
        }
    }
}
