//! Opens connections: the servers in order, each within its own limit, trusted before the first request.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ldap3::{LdapConnAsync, LdapConnSettings, StdStream};
use tokio::time::Instant;

use super::connection::Connection;
use super::reach::{Reached, reach, worst};
use super::setup::{self, Server, SetupError, Tls, Transport};
use super::tls::TlsClient;
use crate::config;
use crate::directory::{DirectoryError, ServerId};

/// For how long a server that failed comes after the others, so that one change waits for a dead server once, not
/// at each of its connections.
const FAILED_SERVER_BACKOFF: Duration = Duration::from_secs(30);

/// ldap3 asks for an address even though the stream is open: this kind takes a socket.
const GATE: &str = "ldapi://gate";

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
        let mut list = setup::servers(settings)?;
        let is_encrypted = |server: &Server| matches!(server.transport, Transport::Tls | Transport::StartTls);
        let tls = if list.iter().any(is_encrypted) { Some(setup::tls(settings)?) } else { None };
        if let Some(tls) = &tls {
            for server in list.iter_mut().filter(|server| is_encrypted(server)) {
                server.tls = Some(tls.client()?);
            }
        }
        Ok(Self {
            tls,
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
            let opened = self.open_one(server, server.tls.as_ref()).await;
            self.note(index, opened.is_ok());
            match opened {
                Ok(connection) => return Ok(connection),
                Err(error) => {
                    tracing::warn!(server = %server.url, %error, "this server is left for the next one");
                    fault = worst(fault, error);
                }
            }
        }
        Err(fault)
    }

    /// Connects to the first server that is none of these.
    pub async fn open_beside(&self, tried: &[ServerId]) -> Option<Connection> {
        for index in self.order() {
            if !tried.contains(&ServerId(index))
                && let Ok(connection) = self.open_at(ServerId(index)).await
            {
                return Some(connection);
            }
        }
        None
    }

    /// Has a server come after the others for a while, since it does not do what is asked.
    pub fn put_aside(&self, id: ServerId) {
        self.note(id.0, false);
    }

    /// Connects to one server, as configured.
    pub async fn open_at(&self, id: ServerId) -> Result<Connection, DirectoryError> {
        let server = self.list.get(id.0).ok_or(DirectoryError::Unreachable)?;
        self.open_one(server, server.tls.as_ref()).await
    }

    /// Connects to one server, with another TLS configuration.
    pub async fn open_one(
        &self,
        server: &Server,
        tls: Option<&TlsClient>,
    ) -> Result<Connection, DirectoryError> {
        let Reached { stream, gate } = reach(server, tls, self.connect_timeout).await?;
        let settings = LdapConnSettings::new().set_std_stream(StdStream::Unix(stream));
        let opened =
            LdapConnAsync::with_settings(settings, GATE).await.map_err(|_| DirectoryError::Broken)?;
        Ok(Connection::new(opened, gate, self.operation_timeout, server))
    }

    pub fn connect_timeout(&self) -> Duration {
        self.connect_timeout
    }

    /// In the order of the configuration.
    pub fn list(&self) -> &[Server] {
        &self.list
    }

    /// TLS as configured, when one of the servers uses it.
    pub fn tls(&self) -> Option<&Tls> {
        self.tls.as_ref()
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
