//! The faults that a test scripts.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ldap3_proto::proto::LdapResultCode;

use super::malformed::Malformed;
use super::operation::Operation;

/// When a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The operation has no effect.
    BeforeApplying,
    /// The operation has its effect, and the answer is lost.
    AfterApplying,
}

/// The result code of a refusal without effect: `Busy`, `Unavailable` or `UnwillingToPerform` (51 to 53).
pub type Unavailability = LdapResultCode;

/// The fault of one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The connection is closed.
    Cut(Moment),
    /// The port and every connection are closed, until
    /// [`listen_again`](crate::demo::EmbeddedDirectory::listen_again).
    Die(Moment),
    /// No answer comes; the connection stays open.
    Silence(Moment),
    /// A refusal; the operation has no effect.
    Refuse(Unavailability),
    /// These bytes come as the answer, such as [`GARBAGE`]; the operation has no effect.
    InvalidInput(Vec<u8>),
    /// An answer that only looks like LDAP; the operation has no effect.
    Malformed(Malformed),
    /// A Notice of Disconnection (RFC 4511 §4.4.1), then the connection is closed; the operation has no effect.
    Disconnect,
}

/// Bytes of a captive portal, which are not LDAP. A BER reader takes `HT` for a tag and a length of 84 bytes: they are
/// longer than that, so that it finds out.
pub const GARBAGE: &[u8] = b"HTTP/1.1 302 Found\r\nLocation: http://portail.example/connexion\r\n\
    Content-Length: 0\r\nConnection: close\r\n\r\n";

/// The scripted faults, which a test may change at any time.
#[derive(Default)]
pub struct Faults {
    script: Mutex<FaultPlan>,
}

#[derive(Default)]
struct FaultPlan {
    /// Each with whether it strikes once.
    faults: Vec<(Operation, Fault, bool)>,
    delays: Vec<(Operation, Duration)>,
}

impl Faults {
    /// `fault` strikes the next operation of this kind, and no other.
    pub fn once(&self, operation: Operation, fault: Fault) {
        self.with(|script| script.faults.push((operation, fault, true)));
    }

    /// `fault` strikes every operation of this kind, until [`clear`](Self::clear).
    pub fn always(&self, operation: Operation, fault: Fault) {
        self.with(|script| script.faults.push((operation, fault, false)));
    }

    /// Operations of this kind wait `delay` before anything else happens to them.
    pub fn delay(&self, operation: Operation, delay: Duration) {
        self.with(|script| {
            script.delays.retain(|(kind, _)| *kind != operation);
            script.delays.push((operation, delay));
        });
    }

    /// Removes every fault and every delay.
    pub fn clear(&self) {
        self.with(|script| *script = FaultPlan::default());
    }

    pub(super) fn delay_of(&self, operation: Operation) -> Duration {
        self.with(|script| script.delays.iter().find(|(kind, _)| *kind == operation).map(|(_, delay)| *delay))
            .unwrap_or_default()
    }

    /// The fault that strikes this operation; the script moves on.
    pub(super) fn strike(&self, operation: Operation) -> Option<Fault> {
        self.with(|script| {
            let at = script.faults.iter().position(|(kind, ..)| *kind == operation)?;
            let (_, fault, once) = script.faults.get(at)?.clone();
            if once {
                script.faults.remove(at);
            }
            Some(fault)
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut FaultPlan) -> T) -> T {
        act(&mut self.script.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_strike_in_turn() {
        let faults = Faults::default();
        let cut = Fault::Cut(Moment::AfterApplying);
        faults.once(Operation::Write, cut.clone());
        faults.always(Operation::Write, Fault::Refuse(Unavailability::Busy));
        assert_eq!(faults.strike(Operation::Bind), None);
        assert_eq!(faults.strike(Operation::Write), Some(cut));
        for _ in 0..2 {
            assert_eq!(faults.strike(Operation::Write), Some(Fault::Refuse(Unavailability::Busy)));
        }
        faults.delay(Operation::Bind, Duration::from_secs(2));
        assert_eq!(faults.delay_of(Operation::Bind), Duration::from_secs(2));
        faults.clear();
        assert_eq!(faults.strike(Operation::Write), None);
        assert_eq!(faults.delay_of(Operation::Bind), Duration::ZERO);
    }
}
