//! Reaches a server: every address of its name, staggered (RFC 8305), each with TLS before it counts as reached.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::os::unix::net::UnixStream as StdUnixStream;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpStream, UnixStream, lookup_host};
use tokio::time::{Instant, sleep, timeout_at};
use tokio_rustls::client::TlsStream;

use super::gate::{self, GateState};
use super::setup::{Server, Transport};
use super::tls::{self, TlsClient};
use crate::directory::DirectoryError;

/// Pause before the next address is tried beside the one that does not answer (RFC 8305 §5).
const STAGGER: Duration = Duration::from_millis(250);
/// Addresses of one name that are tried. A name server may send thousands.
const MAX_ADDRESSES: usize = 8;

/// An open stream to a server, encrypted unless it stays on this machine.
enum Opened {
    Tcp(Metered<TcpStream>),
    Tls(Box<TlsStream<Metered<TcpStream>>>),
    Unix(Metered<UnixStream>),
}

/// A reached server, behind its gate: the stream for ldap3, and what the gate knows.
pub(super) struct Reached {
    pub stream: StdUnixStream,
    pub gate: Arc<GateState>,
}

/// Opens a connection to a server, within `limit`.
pub(super) async fn reach(
    server: &Server,
    tls: Option<&TlsClient>,
    limit: Duration,
) -> Result<Reached, DirectoryError> {
    let sent = Arc::default();
    let connected = AtomicBool::new(false);
    let opening = async {
        match server.transport {
            Transport::Socket => open_socket(server, Arc::clone(&sent)).await,
            _ => {
                let addresses = addresses(server).await?;
                open_first(server, tls, addresses, limit, &connected, &sent).await
            }
        }
    };
    let opened = match timeout_at(Instant::now() + limit, opening).await {
        Ok(opened) => opened?,
        Err(_) if connected.load(Ordering::SeqCst) => return Err(DirectoryError::Timeout),
        Err(_) => return Err(DirectoryError::Unreachable),
    };
    // The handshake is over: from here on, what counts is our requests.
    let gate = Arc::new(GateState::new(sent));
    let identity = tls.map(|tls| Arc::clone(&tls.identity));
    let stream = match opened {
        Opened::Tcp(stream) => gate::before(stream, Arc::clone(&gate), None),
        Opened::Tls(stream) => gate::before(stream, Arc::clone(&gate), identity),
        Opened::Unix(stream) => gate::before(stream, Arc::clone(&gate), None),
    };
    let stream = stream.map_err(|_| DirectoryError::Unreachable)?;
    Ok(Reached { stream, gate })
}

async fn open_socket(server: &Server, sent: Arc<AtomicU64>) -> Result<Opened, DirectoryError> {
    let stream = UnixStream::connect(Path::new(&server.host)).await.map_err(|error| {
        tracing::warn!(server = %server.url, %error, "no connection");
        DirectoryError::Unreachable
    })?;
    Ok(Opened::Unix(Metered { stream, sent }))
}

/// The addresses of the name of a server, in the order in which they are tried.
async fn addresses(server: &Server) -> Result<Vec<SocketAddr>, DirectoryError> {
    let resolved = lookup_host((server.host.as_str(), server.port)).await.map_err(|error| {
        tracing::warn!(server = %server.url, %error, "the name has no address");
        DirectoryError::Unreachable
    })?;
    Ok(in_turn(resolved))
}

/// The first address that is reached and trusted; else the most severe error.
async fn open_first(
    server: &Server,
    tls: Option<&TlsClient>,
    addresses: Vec<SocketAddr>,
    limit: Duration,
    connected: &AtomicBool,
    sent: &Arc<AtomicU64>,
) -> Result<Opened, DirectoryError> {
    let share = limit / u32::try_from(addresses.len() + 1).unwrap_or(u32::MAX);
    let attempts = addresses.into_iter().map(|address| open_at(server, address, tls, connected, sent));
    first_of(attempts, STAGGER.min(share)).await
}

/// Takes the families in turn, as the resolver ordered each: a family that leads nowhere costs one pause.
fn in_turn(addresses: impl Iterator<Item = SocketAddr>) -> Vec<SocketAddr> {
    let (mut first, mut second) = (VecDeque::new(), VecDeque::new());
    let mut leading = None;
    for address in addresses {
        let is_leading = address.is_ipv6() == *leading.get_or_insert(address.is_ipv6());
        let family = if is_leading { &mut first } else { &mut second };
        if !family.contains(&address) {
            family.push_back(address);
        }
    }
    let mut addresses = Vec::new();
    while addresses.len() < MAX_ADDRESSES && !(first.is_empty() && second.is_empty()) {
        addresses.extend(first.pop_front().into_iter().chain(second.pop_front()));
    }
    addresses.truncate(MAX_ADDRESSES);
    addresses
}

/// Starts an attempt at each pause, or when one has failed; the first that succeeds ends the others.
async fn first_of<T, F>(mut attempts: impl Iterator<Item = F>, pause: Duration) -> Result<T, DirectoryError>
where
    F: Future<Output = Result<T, DirectoryError>>,
{
    let mut running = FuturesUnordered::new();
    let mut fault = DirectoryError::Unreachable;
    loop {
        let started = attempts.next().map(|attempt| running.push(attempt)).is_some();
        if running.is_empty() {
            return Err(fault);
        }
        tokio::select! {
            Some(ended) = running.next() => match ended {
                Ok(opened) => return Ok(opened),
                Err(error) => fault = worst(fault, error),
            },
            () = sleep(pause), if started => {}
        }
    }
}

async fn open_at(
    server: &Server,
    address: SocketAddr,
    tls: Option<&TlsClient>,
    connected: &AtomicBool,
    sent: &Arc<AtomicU64>,
) -> Result<Opened, DirectoryError> {
    // `localhost` may resolve to another machine.
    if server.transport == Transport::Loopback && !address.ip().is_loopback() {
        tracing::error!(server = %server.url, "clear text beyond loopback is refused");
        return Err(DirectoryError::Unreachable);
    }
    let opened = TcpStream::connect(address).await.and_then(|stream| {
        // Nagle's algorithm would cost 40 ms at each exchange.
        stream.set_nodelay(true)?;
        Ok(stream)
    });
    let stream = opened.map_err(|error| {
        tracing::warn!(server = %server.url, %address, %error, "no connection");
        DirectoryError::Unreachable
    })?;
    connected.store(true, Ordering::SeqCst);
    let stream = Metered { stream, sent: Arc::clone(sent) };
    match (server.transport, tls, &server.name) {
        (Transport::Tls | Transport::StartTls, Some(tls), Some(name)) => {
            let by_starttls = server.transport == Transport::StartTls;
            tls::encrypt(stream, name.clone(), tls, by_starttls)
                .await
                .map(|stream| Opened::Tls(Box::new(stream)))
        }
        (Transport::Loopback, ..) => Ok(Opened::Tcp(stream)),
        _ => Err(DirectoryError::Tls(crate::directory::TlsError::Handshake)),
    }
}

/// The error to report when several attempts fail: a certificate before a timeout, a timeout before an absent server.
pub(super) fn worst(one: DirectoryError, other: DirectoryError) -> DirectoryError {
    let severity = |error: &DirectoryError| match error {
        DirectoryError::Unreachable => 0,
        DirectoryError::Timeout => 1,
        DirectoryError::Interrupted => 2,
        _ => 3,
    };
    if severity(&other) > severity(&one) { other } else { one }
}

/// A stream that counts the bytes which the system took to send them.
struct Metered<S> {
    stream: S,
    sent: Arc<AtomicU64>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Metered<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Metered<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if let Poll::Ready(Ok(count)) = &written {
            self.sent.fetch_add(u64::try_from(*count).unwrap_or(u64::MAX), Ordering::SeqCst);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests;
