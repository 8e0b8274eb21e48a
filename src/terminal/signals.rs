//! The signals that end a session; [`SignalThread`] hears them for a terminal, and those that resize or stop.

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

/// How long a session may go on after an ending signal before the terminal is restored without it.
const GRACE: Duration = Duration::from_secs(3);
/// After this time a process that was to be stopped runs still: the system has nobody who could make it go on.
const STOPPED_BY_THEN: Duration = Duration::from_millis(100);
/// A shell that goes away tells its stopped jobs to end and to go on: both have come within this time.
const BOTH: Duration = Duration::from_millis(20);

/// SIGINT, SIGTERM, SIGHUP and SIGQUIT, listened to from [`TerminationSignals::listen`] on: none of them kills
/// the process any more.
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

/// What listens to signals for a terminal, on a thread of its own: a session that is stuck is restored and stopped
/// all the same.
pub(super) struct SignalThread {
    runtime: Runtime,
    ears: SignalListener,
    restorer: Arc<Restorer>,
    told: mpsc::Sender<Signal>,
    events: mpsc::Sender<Input>,
}

struct SignalListener {
    endings: TerminationSignals,
    resizes: unix::Signal,
    stops: unix::Signal,
    resumptions: unix::Signal,
}

/// What the session is still to be told of its terminal, in one word however much it was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PendingNotice {
    Resized,
    Resumed,
}

impl SignalThread {
    /// From here on, no signal takes the process by surprise.
    pub(super) fn listen(
        restorer: Arc<Restorer>,
        told: mpsc::Sender<Signal>,
        events: mpsc::Sender<Input>,
    ) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let entered = runtime.enter();
        let ears = SignalListener {
            endings: TerminationSignals::listen()?,
            resizes: unix::signal(SignalKind::window_change())?,
            stops: unix::signal(SignalKind::from_raw(process::Signal::TSTP.as_raw()))?,
            resumptions: unix::signal(SignalKind::from_raw(process::Signal::CONT.as_raw()))?,
        };
        drop(entered);
        Ok(Self { runtime, ears, restorer, told, events })
    }

    /// Hands signals and sizes to the session until it ends.
    pub(super) fn start(self) -> io::Result<()> {
        let Self { runtime, mut ears, restorer, told, events } = self;
        let forward = move || runtime.block_on(ears.forward(&restorer, &told, &events));
        thread::Builder::new().name("tty-signals".to_owned()).spawn(forward)?;
        Ok(())
    }
}

impl SignalListener {
    async fn forward(
        &mut self,
        restorer: &Restorer,
        told: &mpsc::Sender<Signal>,
        events: &mpsc::Sender<Input>,
    ) {
        let mut news = None;
        let mut overdue: Option<Instant> = None;
        loop {
            let ending = tokio::select! {
                signal = self.endings.next() => Some(signal),
                _ = self.stops.recv() => match restorer.suspend() {
                    Some(loan) => {
                        self.stop().await;
                        news = Some(PendingNotice::Resumed);
                        self.come_back(restorer, loan).await
                    }
                    None => None,
                },
                _ = self.resumptions.recv() => match restorer.was_suspended() {
                    Some(loan) => {
                        news = Some(PendingNotice::Resumed);
                        self.come_back(restorer, loan).await
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
                    news = news.or(Some(PendingNotice::Resized));
                    None
                }
                // Many resizes are one, where the session has no time for them.
                Ok(place) = events.reserve(), if news.is_some() => {
                    if let Ok((columns, rows)) = restorer.size() {
                        place.send(match news {
                            Some(PendingNotice::Resumed) => Input::Resumed(columns, rows),
                            _ => Input::Resize(columns, rows),
                        });
                    }
                    news = None;
                    None
                }
                () = events.closed() => return,
            };
            if let Some(signal) = ending {
                // Another one was told before: that is enough.
                let _ = told.try_send(signal);
                overdue = overdue.or(Some(Instant::now() + GRACE));
            }
        }
    }

    /// Stops the process, and comes back when it goes on. The signal is one that nobody listens to, so that
    /// it is the system's to decide: it does not stop a process that nobody could make go on.
    async fn stop(&mut self) {
        let before = std::future::ready(());
        tokio::select! {
            biased;
            _ = self.resumptions.recv() => {}
            () = before => {}
        }
        let _ = kill_process(getpid(), process::Signal::TTOU);
        let _ = timeout(STOPPED_BY_THEN, self.resumptions.recv()).await;
    }

    /// The terminal is taken again once it works for this process; what ends the session, if it is told to end.
    async fn come_back(&mut self, restorer: &Restorer, loan: Suspension<'_>) -> Option<Signal> {
        loop {
            if let Ok(signal) = timeout(BOTH, self.endings.next()).await {
                loan.abandon();
                return Some(signal);
            }
            if restorer.is_in_foreground() {
                // What can no longer be had as it was is gone.
                return loan.take_again().err().map(|_| Signal::HangUp);
            }
            self.stop().await;
        }
    }
}
