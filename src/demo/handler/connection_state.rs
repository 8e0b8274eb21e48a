//! The state of a connection between two operations.

use std::sync::Arc;

use super::operation_result::OperationResult;
use crate::demo::dn::Dn;

/// The identity that a connection is bound as.
#[derive(Debug, Default)]
pub(in crate::demo) struct ConnectionState {
    /// `None` for an anonymous connection.
    pub(super) identity: Option<Arc<Dn>>,
    /// The password of this identity must be changed before any other operation.
    pub(super) must_change: bool,
}

impl ConnectionState {
    pub(super) fn identity(&self) -> Option<&Dn> {
        self.identity.as_deref()
    }

    /// The refusal of every operation but a bind, an unbind and a password change, while the password must be changed.
    /// OpenLDAP adds the policy's error to a modify, and to nothing else.
    pub(super) fn restriction(&self) -> Option<OperationResult> {
        const TEXT: &str = "Operations are restricted to bind/unbind/abandon/StartTLS/modify password";
        self.must_change.then(|| OperationResult::insufficient_access(TEXT))
    }
}
