//! The gate between a server and ldap3: it lets whole, bounded, well-formed messages through, and nothing else.
//!
//! ldap3 holds one end of a socket pair, the task of the gate the other. Whatever a server sends is cut into messages
//! and examined (`frame.rs`) before ldap3 sees a byte of it. The first one that is refused ends the connection.

use std::io;
use std::os::unix::net::UnixStream as StdUnixStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::UnixStream;
use zeroize::{Zeroize, Zeroizing};

use super::frame::{self, Answer, Fit, Unreadable};
use super::tls::{ClientIdentity, fault_of_stream};
use crate::directory::{DirectoryError, TlsError};

/// Messages that answer one operation. A search asks for twenty entries at most.
const MAX_MESSAGES: usize = 64;
/// Bytes that answer one operation.
const MAX_BYTES: usize = 4 << 20;
/// Elements that answer one operation.
const MAX_ELEMENTS: usize = 4 * frame::MAX_ELEMENTS;
/// Bytes that are read at once.
const CHUNK: usize = 16 << 10;

/// The end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// By us: the unbind went out.
    Left,
    /// The server closed it, announced that it would, or the network failed.
    Lost,
    Tls(TlsError),
    /// The server sent what no directory sends.
    Refused(Unreadable),
}

/// The gate's record of one connection.
#[derive(Debug, Default)]
pub(in crate::directory) struct GateState {
    inner: Mutex<Inner>,
    /// Bytes that the system took to send them.
    sent: Arc<AtomicU64>,
}

#[derive(Debug, Default)]
struct Inner {
    pending: Vec<OpenRequest>,
    /// Whether an answer came.
    heard: bool,
    end: Option<End>,
}

/// A request without its last answer, and what it has cost so far.
#[derive(Debug)]
struct OpenRequest {
    id: u32,
    request: u8,
    messages: usize,
    bytes: usize,
    elements: usize,
}

impl GateState {
    pub fn new(sent: Arc<AtomicU64>) -> Self {
        Self { inner: Mutex::default(), sent }
    }

    /// The end of the connection; `None` while it holds.
    fn end(&self) -> Option<End> {
        self.lock().end
    }

    /// Bytes sent so far.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::SeqCst)
    }

    /// The error for which the connection ended, or will not answer.
    pub fn cause(&self) -> DirectoryError {
        match self.end() {
            Some(End::Tls(fault)) => DirectoryError::Tls(fault),
            Some(End::Refused(_)) => DirectoryError::Unreadable,
            Some(End::Left | End::Lost) | None => DirectoryError::Interrupted,
        }
    }

    /// Whether no byte left this machine since `sent` bytes had, and none will.
    pub fn nothing_sent_since(&self, sent: u64) -> bool {
        self.end().is_some() && self.sent() == sent
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a request that is about to be sent, so that its answers are admitted.
    fn open_request(&self, id: u32, request: u8) {
        let pending = OpenRequest { id, request, messages: 0, bytes: 0, elements: 0 };
        self.lock().pending.push(pending);
    }

    /// Charges an answer to its request.
    fn admit(&self, answer: &Answer, length: usize) -> Result<(), Unreadable> {
        let inner = &mut *self.lock();
        inner.heard = true;
        let found = inner.pending.iter().position(|pending| pending.id == answer.id);
        let at = found.ok_or(Unreadable::Unasked)?;
        let pending = inner.pending.get_mut(at).ok_or(Unreadable::Unasked)?;
        pending.messages += 1;
        pending.bytes += length;
        pending.elements += answer.elements;
        if pending.messages > MAX_MESSAGES {
            return Err(Unreadable::TooManyMessages);
        }
        if pending.bytes > MAX_BYTES || pending.elements > MAX_ELEMENTS {
            return Err(Unreadable::TooMuch);
        }
        match frame::fit(pending.request, answer.operation) {
            Fit::Part => {}
            Fit::Last => drop(inner.pending.swap_remove(at)),
            Fit::None => return Err(Unreadable::Unasked),
        }
        Ok(())
    }
}

/// Puts a gate before an open connection: the stream for ldap3.
pub(super) fn before<S>(
    server: S,
    state: Arc<GateState>,
    identity: Option<Arc<ClientIdentity>>,
) -> io::Result<StdUnixStream>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (client, ours) = StdUnixStream::pair()?;
    ours.set_nonblocking(true)?;
    let mut ours = UnixStream::from_std(ours)?;
    tokio::spawn(async move {
        let end = pump(server, &mut ours, &state, identity.as_deref()).await;
        if let End::Refused(reason) = end {
            tracing::warn!(?reason, "an answer of the server is refused");
        }
        state.lock().end = Some(end);
        // Only now does ldap3 see the end of its stream, so that whoever asks for the reason finds it.
        drop(ours);
    });
    Ok(client)
}

async fn pump<S>(
    server: S,
    client: &mut UnixStream,
    state: &GateState,
    identity: Option<&ClientIdentity>,
) -> End
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (from_server, to_server) = tokio::io::split(server);
    let (from_client, to_client) = client.split();
    let ended = tokio::select! {
        ended = up(from_client, to_server, state) => ended,
        ended = down(from_server, to_client, state) => ended,
    };
    match ended {
        Ok(end) => end,
        Err(error) => {
            let heard = state.lock().heard;
            fault_of_stream(&error, identity, heard).map_or(End::Lost, End::Tls)
        }
    }
}

/// Copies our requests to the server, each noted before its first byte goes out.
async fn up(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    state: &GateState,
) -> io::Result<End> {
    let mut buffer = Zeroizing::new(Vec::with_capacity(CHUNK));
    loop {
        if from.read_buf(&mut *buffer).await? == 0 {
            to.shutdown().await?;
            return Ok(End::Left);
        }
        let mut at = 0;
        while let Some(rest) = buffer.get(at..)
            && let Ok(Some(length)) = frame::length(rest)
            && let Some(message) = rest.get(..length)
        {
            let (id, operation) = frame::request(message).ok_or(io::ErrorKind::InvalidData)?;
            state.open_request(id, operation);
            to.write_all(message).await?;
            to.flush().await?;
            at += length;
        }
        if at == buffer.len() {
            buffer.zeroize();
        } else {
            buffer.drain(..at);
        }
    }
}

/// Copies the answers of the server to ldap3, each examined and charged first.
async fn down(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    state: &GateState,
) -> io::Result<End> {
    let mut buffer = Vec::with_capacity(CHUNK);
    loop {
        buffer.reserve(CHUNK);
        // A read of at most one chunk: the buffer holds one message and what came with its end.
        if (&mut from).take(CHUNK as u64).read_buf(&mut buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut at = 0;
        while let Some(rest) = buffer.get_mut(at..) {
            let length = match frame::length(rest) {
                Ok(Some(length)) => length,
                Ok(None) => break,
                Err(fault) => return Ok(End::Refused(fault)),
            };
            let Some(message) = rest.get_mut(..length) else { break };
            match frame::examine(message).and_then(|answer| {
                if answer.id == 0 { Ok(false) } else { state.admit(&answer, length).map(|()| true) }
            }) {
                Ok(true) => to.write_all(message).await?,
                Ok(false) => return Ok(End::Lost),
                Err(fault) => return Ok(End::Refused(fault)),
            }
            at += length;
        }
        buffer.drain(..at);
        if buffer.is_empty() {
            buffer.shrink_to(CHUNK);
        }
    }
}

#[cfg(test)]
mod tests;
