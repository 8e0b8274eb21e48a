//! The signals that end a session. [`SignalThread`] listens to them for a terminal, and to those that resize or stop.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::process::{self, getpid, kill_process};
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{self, SignalKind};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout};

use super::link::{Input, Signal};
use super::restorer::{Restorer, Suspension};

/// Longest time of a session after a termination signal before the terminal is restored without it.
const GRACE: Duration = Duration::from_secs(3);
/// Longest delay of a stop. A process that still runs then belongs to an orphaned group: the system
/// does not stop it, because no shell could continue it.
const STOP_TIMEOUT: Duration = Duration::from_millis(100);
/// A shell that exits sends SIGHUP and SIGCONT to its stopped jobs: both have come within this time.
const EXIT_WINDOW: Duration = Duration::from_millis(20);

/// SIGINT, SIGTERM, SIGHUP and SIGQUIT. From [`TerminationSignals::listen`] on, none of them kills the process.
pub struct TerminationSignals {
    interrupt: unix::Signal,
    terminate: unix::Signal,
    hang_up: unix::Signal,
    quit: unix::Signal,
}

impl TerminationSignals {
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

/// Listens to signals on a thread of its own: it restores the terminal of a session that is stuck, and stops it.
pub(super) struct SignalThread {
    runtime: Runtime,
    listener: SignalListener,
    restorer: Arc<Restorer>,
    signals: mpsc::Sender<Signal>,
    events: mpsc::Sender<Input>,
}

struct SignalListener {
    terminations: TerminationSignals,
    resizes: unix::Signal,
    stops: unix::Signal,
    continues: unix::Signal,
}

/// The one event that the session is still to receive; a resume stands for the resizes before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PendingNotice {
    Resized,
    Resumed,
}

impl SignalThread {
    /// Sets the handlers: from here on, no signal kills or stops the process by itself.
    pub(super) fn listen(
        restorer: Arc<Restorer>,
        signals: mpsc::Sender<Signal>,
        events: mpsc::Sender<Input>,
    ) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let entered = runtime.enter();
        let listener = SignalListener {
            terminations: TerminationSignals::listen()?,
            resizes: unix::signal(SignalKind::window_change())?,
            stops: unix::signal(SignalKind::from_raw(process::Signal::TSTP.as_raw()))?,
            continues: unix::signal(SignalKind::from_raw(process::Signal::CONT.as_raw()))?,
        };
        drop(entered);
        Ok(Self { runtime, listener, restorer, signals, events })
    }

    /// Starts the thread, which hands signals and sizes to the session until it ends.
    pub(super) fn start(self) -> io::Result<()> {
        let Self { runtime, mut listener, restorer, signals, events } = self;
        let forward = move || runtime.block_on(listener.forward(&restorer, &signals, &events));
        thread::Builder::new().name("tty-signals".to_owned()).spawn(forward)?;
        Ok(())
    }
}

impl SignalListener {
    async fn forward(
        &mut self,
        restorer: &Restorer,
        signals: &mpsc::Sender<Signal>,
        events: &mpsc::Sender<Input>,
    ) {
        let mut notice = None;
        let mut overdue: Option<Instant> = None;
        loop {
            let termination = tokio::select! {
                signal = self.terminations.next() => Some(signal),
                _ = self.stops.recv() => match restorer.suspend() {
                    Some(suspension) => {
                        self.stop().await;
                        notice = Some(PendingNotice::Resumed);
                        self.resume(restorer, suspension).await
                    }
                    None => None,
                },
                _ = self.continues.recv() => match restorer.adopt() {
                    Some(suspension) => {
                        notice = Some(PendingNotice::Resumed);
                        self.resume(restorer, suspension).await
                    }
                    None => None,
                },
                // A session that is stuck must not keep the terminal.
                () = async { sleep_until(overdue.unwrap_or_else(Instant::now)).await }, if overdue.is_some() => {
                    restorer.restore();
                    overdue = None;
                    None
                }
                _ = self.resizes.recv() => {
                    notice = notice.or(Some(PendingNotice::Resized));
                    None
                }
                // A session that is busy receives one event for several resizes.
                Ok(place) = events.reserve(), if notice.is_some() => {
                    if let Ok((columns, rows)) = restorer.size() {
                        place.send(match notice {
                            Some(PendingNotice::Resumed) => Input::Resumed(columns, rows),
                            _ => Input::Resize(columns, rows),
                        });
                    }
                    notice = None;
                    None
                }
                () = events.closed() => return,
            };
            if let Some(signal) = termination {
                // The channel is full while an earlier signal waits: that one is enough.
                let _ = signals.try_send(signal);
                overdue = overdue.or(Some(Instant::now() + GRACE));
            }
        }
    }

    /// Stops the process, and returns once it is continued. Sends SIGTTOU, which has no handler here: the system then
    /// decides, and does not stop a process that no shell could continue.
    async fn stop(&mut self) {
        let before = std::future::ready(());
        tokio::select! {
            biased;
            _ = self.continues.recv() => {}
            () = before => {}
        }
        let _ = kill_process(getpid(), process::Signal::TTOU);
        let _ = timeout(STOP_TIMEOUT, self.continues.recv()).await;
    }

    /// Takes the terminal again once this process is in the foreground. Returns the signal that ends the session, if one
    /// came meanwhile.
    async fn resume(&mut self, restorer: &Restorer, suspension: Suspension<'_>) -> Option<Signal> {
        loop {
            if let Ok(signal) = timeout(EXIT_WINDOW, self.terminations.next()).await {
                suspension.abandon();
                return Some(signal);
            }
            if restorer.is_foreground() {
                // A failed resume counts as a hang-up.
                return suspension.resume().err().map(|_| Signal::HangUp);
            }
            self.stop().await;
        }
    }
}
