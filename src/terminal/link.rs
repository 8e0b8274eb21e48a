//! [`Link`]: the shape in which any terminal reaches a session, be it the local tty, the channel of an
//! SSH client or a socket.

use std::io;
use std::task::{Context, Poll};

use async_trait::async_trait;
use futures::FutureExt;
use futures::stream::{BoxStream, StreamExt, poll_fn};
use tokio::sync::mpsc;
use zeroize::Zeroizing;

/// A terminal at the other end: what comes from it, and where frames go.
pub struct Link {
    /// Columns and rows at the start; [`Input::Resize`] tells the changes. 0 is « unknown ».
    pub size: (u16, u16),
    /// What happens at the terminal.
    pub events: InputStream,
    /// The session is asked to end. Apart from the events, which a flood of keys may hold up.
    pub signals: mpsc::Receiver<Signal>,
    /// Where the bytes of a frame go.
    pub output: Box<dyn Output>,
}

/// What happens at a terminal, in order. Where its bytes can be awaited, whoever listens reads them: a key then
/// wakes one task, and is handed to no other.
pub struct InputStream(BoxStream<'static, Input>);

impl InputStream {
    /// Those of a source that is polled; it has ended once it gives nothing.
    pub(super) fn of(source: impl FnMut(&mut Context<'_>) -> Poll<Option<Input>> + Send + 'static) -> Self {
        Self(poll_fn(source).boxed())
    }

    /// Waits for the next one: [`Input::Closed`] at the end. May be dropped and called again.
    pub async fn next(&mut self) -> Input {
        self.0.next().await.unwrap_or(Input::Closed)
    }

    /// The next one, if it is there already.
    pub fn ready(&mut self) -> Option<Input> {
        self.next().now_or_never()
    }
}

impl From<mpsc::Receiver<Input>> for InputStream {
    fn from(mut channel: mpsc::Receiver<Input>) -> Self {
        Self::of(move |context| channel.poll_recv(context))
    }
}

/// What comes from a terminal. No `Debug`: the bytes are what people type.
pub enum Input {
    /// Bytes of one read, for the decoder; wiped once dropped.
    Bytes(Zeroizing<Vec<u8>>),
    /// New size, in columns and rows.
    Resize(u16, u16),
    /// The process goes on after it was stopped: the terminal was taken again, its screen is empty; its size, in
    /// columns and rows.
    Resumed(u16, u16),
    /// Nothing more will come: the terminal is gone.
    Closed,
}

/// Why a session is asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Signal {
    /// SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
    /// SIGHUP.
    HangUp,
    /// SIGQUIT.
    Quit,
}

/// Where the frames of a session go.
#[async_trait]
pub trait Output: Send {
    /// Sends one frame, whole and in one write where the system allows it; resolves when the terminal
    /// has taken all of it, which on a slow line is the moment to draw the next one. Dropping the
    /// future does not cut the frame: what was begun is sent before the next.
    ///
    /// # Errors
    /// The terminal is gone, or refuses bytes.
    async fn write(&mut self, frame: &[u8]) -> io::Result<()>;
}
