//! The wait for the answer to a write: what the person is told of it, and how they end it.

use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use super::delay_queue::Delay;

/// News for a person while their request runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The request waits instead of a captcha, for so long.
    Delayed(Delay),
    /// The directory has not told yet what became of the password; it is waited for so long at most.
    AwaitingAnswer { at_most: Duration },
}

/// The side of a session that waits for a request.
#[derive(Debug, Default)]
pub struct Caller {
    /// Gives up a request that is delayed, or the wait for the answer to a write. At any other time it does nothing.
    pub cancel: CancellationToken,
    /// The receiver of progress, if there is one.
    pub progress: Option<mpsc::UnboundedSender<Progress>>,
}

/// The same, as the request sees it.
pub(super) struct Waiting {
    pub cancelled: CancellationToken,
    progress: Option<mpsc::UnboundedSender<Progress>>,
    /// Whether the answer to a write is awaited, which the person may give up.
    awaited: watch::Sender<bool>,
    /// The process is ending.
    closing: CancellationToken,
}

impl Waiting {
    pub(super) fn new(caller: Caller, closing: CancellationToken) -> Self {
        let awaited = watch::Sender::new(false);
        Self { cancelled: caller.cancel, progress: caller.progress, awaited, closing }
    }

    /// Tells the person how the request goes on.
    pub(super) fn announce(&self, news: Progress) {
        if matches!(news, Progress::AwaitingAnswer { .. }) {
            self.awaited.send_replace(true);
        }
        if let Some(progress) = &self.progress {
            // The session may be gone.
            let _ = progress.send(news);
        }
    }

    /// Returns once the person no longer waits for the answer to the write.
    pub(super) async fn given_up(&self) {
        self.cancelled.cancelled().await;
        let mut awaited = self.awaited.subscribe();
        // The sender is `self`, so that it cannot be gone.
        let _ = awaited.wait_for(|awaited| *awaited).await;
    }

    /// Returns once nobody waits any more and the process is ending: what became of the write can then interest the
    /// audit only.
    pub(super) async fn abandoned(&self) {
        self.cancelled.cancelled().await;
        self.closing.cancelled().await;
    }
}
