//! [`DirectWriter`]: an output whose descriptor does not block.

use std::io;
use std::sync::Arc;

use async_trait::async_trait;
use tokio::net::unix::pipe::Sender;
use zeroize::Zeroizing;

use super::super::link::Output;
use super::super::restorer::Restorer;

/// Writes on the session's own thread: first the bytes that the terminal takes at once, then the rest.
pub(super) struct DirectWriter {
    terminal: Arc<Restorer>,
    /// The bytes of the last frame that the terminal has not taken yet.
    begun: Zeroizing<Vec<u8>>,
}

impl DirectWriter {
    pub(super) fn to(terminal: Arc<Restorer>) -> Self {
        Self { terminal, begun: Zeroizing::default() }
    }

    async fn finish(&mut self) -> io::Result<()> {
        if self.begun.is_empty() {
            return Ok(());
        }
        // Registered only while waiting: else every byte that leaves the terminal would wake the program.
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
