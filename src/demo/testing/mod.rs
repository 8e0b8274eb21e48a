//! The test rig of the embedded directory: a clock that tests move, scripted faults, counted operations, a port that
//! closes and opens again. A release has none of it.

mod clock;
mod faults;
mod malformed;
mod operation;
mod rig;

use std::net::SocketAddr;
use std::sync::PoisonError;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

pub use clock::ManualClock;
pub use faults::{Fault, Faults, GARBAGE, Moment, Unavailability};
pub use malformed::Malformed;
pub use operation::{Operation, OperationCounts};

pub(super) use rig::{TestRig, intercept};

use super::EmbeddedDirectory;
use super::dn::Dn;
use super::ldif::LdifError;
use super::store::Store;

/// Between two tries to open the port, or to see it closed.
const RETRY: Duration = Duration::from_millis(2);

/// Loads a directory from LDIF, and tells how many entries it has.
///
/// # Errors
/// The first line that cannot be loaded.
pub fn load_ldif(text: &str) -> Result<usize, LdifError> {
    Store::load(text, jiff::Timestamp::UNIX_EPOCH).map(|store| store.entries().len())
}

impl EmbeddedDirectory {
    /// The address on which it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The script of faults, which may be changed while the directory runs.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.shared.rig.faults
    }

    /// The number of operations that it received since it started.
    #[must_use]
    pub fn operations(&self) -> OperationCounts {
        *self.shared.rig.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether `password` is now the password of the entry `dn`. Not an operation: it is not counted, and no failure is
    /// recorded.
    #[must_use]
    pub fn holds_password(&self, dn: &str, password: &str) -> bool {
        let Some(dn) = Dn::parse(dn) else { return false };
        self.shared.with_store(|store| store.get(&dn).is_some_and(|entry| entry.password.verifies(password)))
    }

    /// Cuts every connection; the port still accepts new ones.
    pub fn cut_connections(&self) {
        self.shared.rig.cut.notify_waiters();
    }

    /// Cuts every connection and closes the port; returns once it refuses connections.
    pub async fn stop_listening(&self) {
        self.shared.stop();
        while TcpStream::connect(self.address).await.is_ok() {
            sleep(RETRY).await;
        }
    }

    /// Opens the same port again, with the entries as they are; returns once it accepts connections.
    pub async fn listen_again(&self) {
        while !self.shared.is_listening() {
            match TcpListener::bind(self.address).await {
                Ok(listener) => self.shared.listen(listener),
                Err(_) => sleep(RETRY).await,
            }
        }
    }
}
