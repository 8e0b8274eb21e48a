//! The embedded directory of `mamamia demo`: an LDAP server on loopback, and its people.
//!
//! It answers as OpenLDAP 2.5 does with the ppolicy overlay and `ppolicy_use_lockout`: result codes, diagnostic texts and
//! password policy controls are the same bytes, so that the client of the real directories is the client of this one. It
//! is also the directory of the journey tests, with the rig in `testing`, which a release does not have.
//!
//! It has no TLS, no SASL, no ordering filters, does not write entries, and takes passwords by RFC 3062 only, as one
//! should with OpenLDAP, not by Modify.

mod access;
mod accounts;
mod clock;
mod credential;
mod dn;
mod entry;
mod filter;
mod handler;
mod ldif;
mod password_state;
mod policy;
mod schema;
mod server;
mod store;
#[cfg(any(test, feature = "test-support"))]
mod testing;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;

#[cfg(any(test, feature = "test-support"))]
pub use accounts::DemoAccount;
pub use accounts::accounts;
#[cfg(any(test, feature = "test-support"))]
pub use testing::{
    Fault, Faults, GARBAGE, Malformed, ManualClock, Moment, Operation, OperationCounts, Unavailability,
    load_ldif,
};

use access::SERVICE_DN;
use accounts::PEOPLE;
use clock::{Clock, SystemClock};
use ldif::LdifError;
use server::SharedServer;
use store::Store;

/// The start options of an embedded directory.
#[derive(Clone)]
pub struct Options {
    /// The entries, as LDIF; the first one is the base.
    pub ldif: Cow<'static, str>,
    pub clock: Arc<dyn Clock>,
}

impl Default for Options {
    /// The people of the demonstration, and the clock of the machine.
    fn default() -> Self {
        Self { ldif: Cow::Borrowed(PEOPLE), clock: Arc::new(SystemClock) }
    }
}

impl Options {
    /// The people of the demonstration, in a directory whose own rules are those of an administrator: these lengths in
    /// characters, and nothing else. Another rule would refuse what theirs accept.
    #[must_use]
    pub fn under_lengths(shortest: usize, longest: usize) -> Self {
        // Its lengths are bytes: of a character in UTF-8, four at most.
        let longest = longest.saturating_mul(4);
        let lines = PEOPLE.lines().map(|line| match line.split_once(": ") {
            Some(("pwdMinLength", _)) => format!("pwdMinLength: {shortest}\n"),
            Some(("pwdMaxLength", _)) => format!("pwdMaxLength: {longest}\n"),
            Some(("pwdCheckModule", _)) => String::new(),
            _ => format!("{line}\n"),
        });
        Self { ldif: Cow::Owned(lines.collect()), ..Self::default() }
    }
}

/// Whether the people of the demonstration may be searched by that attribute.
#[must_use]
pub fn has_attribute(name: &str) -> bool {
    schema::find(name).is_some()
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
    /// `InvalidData` holding an [`LdifError`] when the LDIF cannot be loaded; else the system refuses a port.
    pub async fn start(options: Options) -> io::Result<Self> {
        let invalid = |error: LdifError| io::Error::new(io::ErrorKind::InvalidData, error);
        let now = SharedServer::now(options.clock.as_ref());
        let store = Store::load(&options.ldif, now).map_err(invalid)?;
        let service_password = accounts::service_password(&options.ldif).map_err(invalid)?;
        let base = store.base().as_str().to_owned();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(SharedServer::new(store, options.clock));
        shared.listen(listener);
        Ok(Self { shared, address, base, service_password: service_password.unwrap_or_default() })
    }

    /// The URL, `ldap://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("ldap://{}", self.address)
    }

    /// The DN above every entry.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The DN of the service account.
    #[must_use]
    pub fn service_dn(&self) -> &str {
        SERVICE_DN
    }

    /// The password of the service account; empty when the LDIF has no such account.
    #[must_use]
    pub fn service_password(&self) -> &str {
        &self.service_password
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
