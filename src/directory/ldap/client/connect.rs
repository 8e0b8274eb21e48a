//! Opens connections: the servers in order, each within its own limit, trusted before the first request.

use std::io;
use std::net::TcpStream as StdTcpStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, LdapError, StdStream};
use rustls::{CertificateError, ClientConfig};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};

use super::connection::Connection;
use super::setup::{self, Server, SetupError, Tls, Transport};
use crate::config;
use crate::directory::{DirectoryError, ServerId, TlsError};

/// For how long a server that failed comes after the others, so that one change waits for a dead server once, not
/// at each of its connections.
const FAILED_SERVER_BACKOFF: Duration = Duration::from_secs(30);

pub(in crate::directory) struct Servers {
    list: Vec<Server>,
    tls: Option<Tls>,
    connect_timeout: Duration,
    operation_timeout: Duration,
    /// When each server last failed.
    failed: Mutex<Vec<Option<Instant>>>,
}

impl Servers {
    pub fn new(settings: &config::DirectorySection) -> Result<Self, SetupError> {
        let list = setup::servers(settings)?;
        let encrypted = list.iter().any(|s| matches!(s.transport, Transport::Tls | Transport::StartTls));
        Ok(Self {
            tls: if encrypted { Some(setup::tls(settings)?) } else { None },
            connect_timeout: settings.connect_timeout,
            operation_timeout: settings.operation_timeout,
            failed: Mutex::new(vec![None; list.len()]),
            list,
        })
    }

    /// Connects to the first server that can be reached and trusted.
    ///
    /// # Errors
    /// When none can: the most severe error (a certificate before a timeout, a timeout before an absent server).
    pub async fn open(&self) -> Result<Connection, DirectoryError> {
        let mut fault = DirectoryError::Unreachable;
        for index in self.order() {
            let Some(server) = self.list.get(index) else { continue };
            let opened = self.open_one(server, self.tls.as_ref().map(|tls| &tls.client)).await;
            self.note(index, opened.is_ok());
            match opened {
                Ok(connection) => return Ok(connection),
                Err(error) => {
                    tracing::warn!(server = %server.url, %error, "this server is left for the next one");
                    if severity(&error) > severity(&fault) {
                        fault = error;
                    }
                }
            }
        }
        Err(fault)
    }

    /// Connects to one server, as configured.
    pub async fn open_at(&self, id: ServerId) -> Result<Connection, DirectoryError> {
        let server = self.list.get(id.0).ok_or(DirectoryError::Unreachable)?;
        self.open_one(server, self.tls.as_ref().map(|tls| &tls.client)).await
    }

    /// Connects to one server, with another TLS configuration.
    pub async fn open_one(
        &self,
        server: &Server,
        tls: Option<&Arc<ClientConfig>>,
    ) -> Result<Connection, DirectoryError> {
        let end = Instant::now() + self.connect_timeout;
        let mut settings = LdapConnSettings::new().set_starttls(server.transport == Transport::StartTls);
        if let Some(config) = tls {
            settings = settings.set_config(Arc::clone(config));
        }
        if server.transport != Transport::Socket {
            let stream = timeout_at(end, reach(server)).await.map_err(|_| DirectoryError::Unreachable)?;
            settings = settings.set_std_stream(StdStream::Tcp(stream?));
        }
        let url = Arc::clone(&server.url);
        // In a task, because ldap3 may panic on the answer to StartTLS.
        let task = tokio::spawn(async move { LdapConnAsync::with_settings(settings, &url).await });
        let running = task.abort_handle();
        match timeout_at(end, task).await {
            Ok(Ok(opened)) => self.opened(server, opened),
            Ok(Err(_panic)) => Err(DirectoryError::Broken),
            Err(_elapsed) => {
                running.abort();
                Err(DirectoryError::Timeout)
            }
        }
    }

    /// In the order of the configuration.
    pub fn list(&self) -> &[Server] {
        &self.list
    }

    /// TLS as configured, when one of the servers uses it.
    pub fn tls(&self) -> Option<&Tls> {
        self.tls.as_ref()
    }

    fn opened(
        &self,
        server: &Server,
        opened: Result<(LdapConnAsync, Ldap), LdapError>,
    ) -> Result<Connection, DirectoryError> {
        match opened {
            Ok(opened) => Ok(Connection::new(opened, self.operation_timeout, server)),
            Err(error) => {
                // An I/O error is about the network or a certificate; it holds no text of an answer.
                if let LdapError::Io { source } = &error {
                    tracing::warn!(server = %server.url, cause = %source, "no connection");
                }
                Err(fault(&error, server.transport))
            }
        }
    }

    /// In the order of the configuration, with the servers that failed lately at the end.
    fn order(&self) -> Vec<usize> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = |index: &usize| {
            failed.get(*index).copied().flatten().is_some_and(|at| at.elapsed() < FAILED_SERVER_BACKOFF)
        };
        let (aside, ready): (Vec<_>, Vec<_>) = (0..self.list.len()).partition(lately);
        ready.into_iter().chain(aside).collect()
    }

    fn note(&self, index: usize, answered: bool) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mark) = failed.get_mut(index) {
            *mark = if answered { None } else { Some(Instant::now()) };
        }
    }
}

/// Opens the TCP stream, because ldap3 leaves Nagle's algorithm on, which costs 40 ms at each exchange.
async fn reach(server: &Server) -> Result<StdTcpStream, DirectoryError> {
    let host = server.host.trim_start_matches('[').trim_end_matches(']');
    let stream = TcpStream::connect((host, server.port)).await.map_err(|error| {
        tracing::warn!(server = %server.url, %error, "no connection");
        DirectoryError::Unreachable
    })?;
    let prepared = stream.set_nodelay(true).and_then(|()| stream.peer_addr());
    let peer = prepared.map_err(|_| DirectoryError::Unreachable)?;
    // `localhost` may resolve to another machine.
    if server.transport == Transport::Loopback && !peer.ip().is_loopback() {
        tracing::error!(server = %server.url, "clear text beyond loopback is refused");
        return Err(DirectoryError::Unreachable);
    }
    stream.into_std().map_err(|_| DirectoryError::Unreachable)
}

/// Which error to report when all servers fail: the highest.
fn severity(error: &DirectoryError) -> u8 {
    match error {
        DirectoryError::Unreachable => 0,
        DirectoryError::Timeout => 1,
        DirectoryError::Interrupted => 2,
        _ => 3,
    }
}

/// Why ldap3 could not open a connection over an open stream.
fn fault(error: &LdapError, transport: Transport) -> DirectoryError {
    match error {
        LdapError::Io { .. } if transport == Transport::Socket => DirectoryError::Unreachable,
        LdapError::Io { source } => DirectoryError::Tls(tls_fault(source)),
        LdapError::Rustls { source } => DirectoryError::Tls(of_rustls(source)),
        LdapError::LdapResult { .. } => DirectoryError::Tls(TlsError::StartTlsRefused),
        LdapError::DNSName { .. } => DirectoryError::Tls(TlsError::WrongHost),
        _ => DirectoryError::Interrupted,
    }
}

fn tls_fault(error: &io::Error) -> TlsError {
    error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>())
        .map_or(TlsError::Handshake, of_rustls)
}

fn of_rustls(error: &rustls::Error) -> TlsError {
    let rustls::Error::InvalidCertificate(reason) = error else { return TlsError::Handshake };
    match reason {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => TlsError::UnknownAuthority,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsError::WrongHost
        }
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => TlsError::Expired,
        _ => TlsError::Handshake,
    }
}
