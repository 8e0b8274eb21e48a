//! The embedded directory of `mamamia demo`: an LDAP server on loopback, and its people.
//!
//! It answers as OpenLDAP 2.5 does with the ppolicy overlay and `ppolicy_use_lockout`: result codes,
//! diagnostic texts and password policy controls are the same bytes, so that the client of the real
//! directories is the client of this one. It is also the directory of the journey tests: time is
//! injected ([`ManualClock`]), faults are scripted ([`Faults`]), operations are counted.
//!
//! What it does not do: TLS, SASL, writing entries, `userPassword` by Modify (RFC 3062 only, as one
//! should with OpenLDAP), ordering filters.

mod access;
mod accounts;
mod clock;
mod credential;
mod dn;
mod entry;
mod faults;
mod filter;
mod handler;
mod ldif;
mod malformed;
mod password_state;
mod policy;
mod schema;
mod server;
mod store;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;

pub use access::SERVICE_DN;
pub use accounts::{DemoAccount, accounts};
pub use clock::{Clock, ManualClock, SystemClock};
pub use faults::{Fault, Faults, GARBAGE, Moment, Operation, Unavailability};
pub use ldif::{LdifError, LdifErrorKind};
pub use malformed::Malformed;
pub use server::OperationCounts;

use dn::Dn;
use server::SharedServer;
use store::Store;

/// The people of the demonstration.
pub const PEOPLE: &str = include_str!("people.ldif");

/// How an embedded directory starts.
#[derive(Clone)]
pub struct Options {
    /// Its content, as LDIF; the first entry is the base.
    pub ldif: Cow<'static, str>,
    /// Where it reads the time.
    pub clock: Arc<dyn Clock>,
    /// What goes wrong.
    pub faults: Faults,
}

impl Default for Options {
    /// The people of the demonstration, the time of the machine, nothing wrong.
    fn default() -> Self {
        Self { ldif: Cow::Borrowed(PEOPLE), clock: Arc::new(SystemClock), faults: Faults::default() }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The LDIF holds passwords.
        f.debug_struct("Options").field("faults", &self.faults).finish_non_exhaustive()
    }
}

/// A running directory; dropping it stops it.
pub struct EmbeddedDirectory {
    shared: Arc<SharedServer>,
    address: SocketAddr,
    base: String,
    service_password: String,
}

impl EmbeddedDirectory {
    /// Starts a directory on a free port of 127.0.0.1, served by tasks of the current tokio runtime.
    ///
    /// # Errors
    /// `InvalidData` holding an [`LdifError`] when the LDIF cannot be loaded; else what the system says
    /// of the port.
    pub async fn start(options: Options) -> io::Result<Self> {
        let invalid = |error: LdifError| io::Error::new(io::ErrorKind::InvalidData, error);
        let now = SharedServer::now(options.clock.as_ref());
        let store = Store::load(&options.ldif, now).map_err(invalid)?;
        let service_password = accounts::service_password(&options.ldif).map_err(invalid)?;
        let base = store.base().as_str().to_owned();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(SharedServer::new(store, options.clock, options.faults));
        tokio::spawn(server::listen(Arc::clone(&shared), listener, address));
        Ok(Self { shared, address, base, service_password: service_password.unwrap_or_default() })
    }

    /// `ldap://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("ldap://{}", self.address)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The name under which every entry is.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The name of the service account.
    #[must_use]
    pub fn service_dn(&self) -> &str {
        SERVICE_DN
    }

    /// The password of the service account; empty when the LDIF has no such account.
    #[must_use]
    pub fn service_password(&self) -> &str {
        &self.service_password
    }

    /// The script of what goes wrong, to be changed while it runs.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        self.shared.faults()
    }

    /// How many operations it received.
    #[must_use]
    pub fn operations(&self) -> OperationCounts {
        self.shared.counts()
    }

    /// Whether the entry `dn` has this password now. Not an operation: nothing is counted or remembered.
    #[must_use]
    pub fn holds_password(&self, dn: &str, password: &str) -> bool {
        let Some(dn) = Dn::parse(dn) else { return false };
        self.shared.with_store(|store| store.get(&dn).is_some_and(|entry| entry.password.verifies(password)))
    }

    /// Cuts every connection; new ones are welcome.
    pub fn cut_connections(&self) {
        self.shared.cut_connections();
    }

    /// Cuts every connection and stops listening: once done, the port refuses.
    pub async fn stop_listening(&self) {
        self.shared.go_down().await;
    }

    /// Listens again on the same port, with what was there: once done, the port accepts.
    pub async fn listen_again(&self) {
        self.shared.come_up().await;
    }
}

impl Drop for EmbeddedDirectory {
    fn drop(&mut self) {
        self.shared.stop();
    }
}

impl fmt::Debug for EmbeddedDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddedDirectory").field("address", &self.address).finish_non_exhaustive()
    }
}
