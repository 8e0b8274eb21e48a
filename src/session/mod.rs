//! One session: events in, frames out, effects as tasks. It runs over a [`Link`](crate::terminal::Link), whether a
//! tty, a socket or an SSH channel, or over a [`Pipe`](crate::terminal::Pipe) to a program. The user sees it through a
//! [`Frontend`](crate::frontend::Frontend).
//!
//! The loop takes replies before keys, drains what is ready, then sends one frame in one write, and only if something
//! happened. Nothing redraws on a clock.

mod effects;
mod event_loop;
mod events;
mod run;
mod strength_worker;
mod timers;
mod waits;

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::account::{Peer, Services};
use crate::app::{Exit, ServiceSettings, SessionSettings};
use crate::i18n::{Catalogues, Language};
use crate::terminal::{Signal, TerminalInfo};
use crate::ui::Appearance;

pub use events::loss_of;
pub use run::{run, run_by_line, run_over_pipe};

/// Estimates that may run at once in the whole process: an anonymous peer can hold down a key.
const MAX_CONCURRENT_ESTIMATES: usize = 2;

/// The services, settings and texts that the sessions of one process share.
pub struct AppContext {
    pub services: Arc<Services>,
    /// Settings that all sessions share.
    pub settings: Arc<ServiceSettings>,
    /// The words of every language.
    pub words: Catalogues,
    estimate_permits: Arc<Semaphore>,
}

impl AppContext {
    /// A context for any number of sessions.
    #[must_use]
    pub fn new(services: Arc<Services>, settings: Arc<ServiceSettings>) -> Self {
        Self {
            services,
            settings,
            words: Catalogues::load(),
            estimate_permits: Arc::new(Semaphore::new(MAX_CONCURRENT_ESTIMATES)),
        }
    }
}

/// The peer, the settings and the terminal of one session.
pub struct SessionConfig {
    pub peer: Peer,
    /// The settings of the model for this session alone.
    pub settings: SessionSettings,
    pub appearance: Appearance,
    pub terminal: TerminalInfo,
}

#[derive(Debug)]
pub enum SessionEnd {
    /// The model ended it; the language is that of its message.
    Exit(Exit, Language),
    /// A termination signal of the process.
    Signal(Signal),
    /// The other end is gone.
    Disconnected,
}
