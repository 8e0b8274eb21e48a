//! [`WriterThread`]: an output whose descriptor may block.

use std::io;
use std::thread;

use async_trait::async_trait;
use tokio::sync::{mpsc, oneshot};
use zeroize::Zeroizing;

use super::link::Output;

/// Writes on a thread of its own: a descriptor that takes no byte must not block the session.
pub(super) struct WriterThread {
    frames: mpsc::Sender<QueuedFrame>,
}

struct QueuedFrame {
    bytes: Zeroizing<Vec<u8>>,
    /// Receives the result of the write.
    written: oneshot::Sender<io::Result<()>>,
}

impl WriterThread {
    /// Starts the thread, which calls `write` for each frame.
    ///
    /// # Errors
    /// The system refuses a thread.
    pub(super) fn start(write: impl Fn(&[u8]) -> io::Result<()> + Send + 'static) -> io::Result<Self> {
        let (frames, mut receiver) = mpsc::channel::<QueuedFrame>(1);
        thread::Builder::new().name("tty-writer".to_owned()).spawn(move || {
            while let Some(frame) = receiver.blocking_recv() {
                // A session that no longer waits for the frame does not need the result.
                let _ = frame.written.send(write(&frame.bytes));
            }
        })?;
        Ok(Self { frames })
    }
}

#[async_trait]
impl Output for WriterThread {
    async fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        if frame.is_empty() {
            return Ok(());
        }
        let (written, result) = oneshot::channel();
        let frame = QueuedFrame { bytes: Zeroizing::new(frame.to_vec()), written };
        let thread_is_gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        self.frames.send(frame).await.map_err(|_| thread_is_gone())?;
        result.await.map_err(|_| thread_is_gone())?
    }
}

/// A frame without its carriage returns. Sessions end lines with CR LF, as a raw terminal needs; a pipe, a file or a
/// terminal in its ordinary mode needs LF alone.
pub(super) fn unix_lines(frame: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(frame.iter().copied().filter(|byte| *byte != b'\r').collect())
}
