//! [`Link`]: the connection to a terminal, the same for the local tty, an SSH channel or a socket.

use std::io;
use std::task::{Context, Poll};

use async_trait::async_trait;
use futures::FutureExt;
use futures::stream::{BoxStream, StreamExt, poll_fn};
use tokio::sync::mpsc;
use zeroize::Zeroizing;

/// A connected terminal: its input and its output.
pub struct Link {
    /// Columns and rows at the start, 0 when unknown; [`Input::Resize`] reports changes.
    pub size: (u16, u16),
    pub events: InputStream,
    /// The signal that asks the session to end. Apart from the events, because a flood of keys delays those.
    pub signals: mpsc::Receiver<Signal>,
    pub output: Box<dyn Output>,
}

/// The input of a terminal, in order. The task that awaits it reads the descriptor itself where it can: a key then wakes
/// that task alone.
pub struct InputStream(BoxStream<'static, Input>);

impl InputStream {
    /// The stream of a polled source, which ends with `None`.
    pub(super) fn of(source: impl FnMut(&mut Context<'_>) -> Poll<Option<Input>> + Send + 'static) -> Self {
        Self(poll_fn(source).boxed())
    }

    /// Waits for the next input, [`Input::Closed`] at the end. May be dropped and called again.
    pub async fn next(&mut self) -> Input {
        self.0.next().await.unwrap_or(Input::Closed)
    }

    /// The next input, if it has arrived already.
    pub fn ready(&mut self) -> Option<Input> {
        self.next().now_or_never()
    }
}

impl From<mpsc::Receiver<Input>> for InputStream {
    fn from(mut channel: mpsc::Receiver<Input>) -> Self {
        Self::of(move |context| channel.poll_recv(context))
    }
}

/// An event of a terminal. No `Debug`: the bytes may be part of a password.
pub enum Input {
    /// Bytes of one read, for the decoder; wiped once dropped.
    Bytes(Zeroizing<Vec<u8>>),
    /// New size, in columns and rows.
    Resize(u16, u16),
    /// The process continues after a stop: it has taken the terminal again, whose screen is empty. The size, in columns
    /// and rows.
    Resumed(u16, u16),
    /// The terminal is gone: no input follows.
    Closed,
}

/// The signals that end a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Signal {
    Interrupt,
    Terminate,
    HangUp,
    Quit,
}

/// The output of a link: it takes the frames of a session.
#[async_trait]
pub trait Output: Send {
    /// Sends one frame, in one write where the system allows it. Resolves when the terminal has taken all of it: on a
    /// slow line, the moment to draw the next one. Dropping the future does not cut the frame: its rest goes out before
    /// the next.
    ///
    /// # Errors
    /// The terminal is gone, or refuses bytes.
    async fn write(&mut self, frame: &[u8]) -> io::Result<()>;
}
