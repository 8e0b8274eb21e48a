//! The test rig of the embedded directory: a clock that tests move, scripted faults, counted operations, a port that
//! closes and opens again. A release has none of it.

mod clock;
mod faults;
mod malformed;
mod operation;
mod rig;

use std::net::SocketAddr;

pub use clock::ManualClock;
pub use faults::{Fault, Faults, GARBAGE, Moment, Unavailability};
pub use malformed::Malformed;
pub use operation::{Operation, OperationCounts};

pub(super) use rig::{TestRig, intercept};

use super::EmbeddedDirectory;
use super::dn::Dn;

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

    /// How many operations it received since it started.
    #[must_use]
    pub fn operations(&self) -> OperationCounts {
        self.shared.rig.counts()
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
        self.shared.rig.cut_connections();
    }

    /// Cuts every connection and closes the port; returns once it refuses connections.
    pub async fn stop_listening(&self) {
        rig::stop_listening(&self.shared, self.address).await;
    }

    /// Opens the same port again, with the entries as they are; returns once it accepts connections.
    pub async fn listen_again(&self) {
        rig::listen_again(&self.shared, self.address).await;
    }
}
