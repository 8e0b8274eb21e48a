//! From the session to the screen.

use std::io;
use std::sync::Arc;
use std::thread;

use async_trait::async_trait;
use tokio::net::unix::pipe::Sender;
use tokio::sync::{mpsc, oneshot};
use zeroize::Zeroizing;

use super::super::link::Output;
use super::super::restorer::Restorer;

/// Writes by itself: what the terminal takes at once, then the rest as it takes it.
pub(super) struct DirectWriter {
    terminal: Arc<Restorer>,
    /// The rest of a frame that was begun.
    begun: Zeroizing<Vec<u8>>,
}

impl DirectWriter {
    /// To a terminal whose output does not block.
    pub(super) fn to(terminal: Arc<Restorer>) -> Self {
        Self { terminal, begun: Zeroizing::default() }
    }

    async fn finish(&mut self) -> io::Result<()> {
        if self.begun.is_empty() {
            return Ok(());
        }
        // Only for as long as it is waited for: else every byte that leaves the terminal would wake us.
        let room = Sender::from_owned_fd_unchecked(self.terminal.output().try_clone()?)?;
        while !self.begun.is_empty() {
            room.writable().await?;
            match room.try_io(|| self.terminal.write_some(&self.begun)) {
                Ok(written) => drop(self.begun.drain(..written)),
                Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Output for DirectWriter {
    async fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        if frame.is_empty() {
            return Ok(());
        }
        self.finish().await?;
        let written = match self.terminal.write_some(frame) {
            Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => 0,
            written => written?,
        };
        self.begun = Zeroizing::new(frame.get(written..).unwrap_or_default().to_vec());
        self.finish().await
    }
}

/// The writer: a thread of its own, because whoever takes the bytes may stop and the session must not.
pub(in super::super) struct WriterThread {
    frames: mpsc::Sender<QueuedFrame>,
}

struct QueuedFrame {
    bytes: Zeroizing<Vec<u8>>,
    written: oneshot::Sender<io::Result<()>>,
}

impl WriterThread {
    pub(in super::super) fn start(
        write: impl Fn(&[u8]) -> io::Result<()> + Send + 'static,
    ) -> io::Result<Self> {
        let (frames, mut receiver) = mpsc::channel::<QueuedFrame>(1);
        thread::Builder::new().name("tty-writer".to_owned()).spawn(move || {
            while let Some(frame) = receiver.blocking_recv() {
                // A session that no longer waits for the frame does not need the answer.
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
        let (written, answer) = oneshot::channel();
        let frame = QueuedFrame { bytes: Zeroizing::new(frame.to_vec()), written };
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        self.frames.send(frame).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}
