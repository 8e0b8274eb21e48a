//! The kinds of operations that faults and counters distinguish.

use ldap3_proto::proto::{LdapOp, OID_PASSWORD_MODIFY};

/// A kind of operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    Bind,
    /// A search, the root DSE's included.
    Search,
    Compare,
    /// A password modification (RFC 3062), modify, add, delete or rename.
    Write,
    /// Any other extended operation: whoami…
    Extended,
}

impl Operation {
    /// The kind of `request`; `None` for a request without an answer (unbind, abandon).
    pub(super) fn of(request: &LdapOp) -> Option<Self> {
        match request {
            LdapOp::BindRequest(_) => Some(Self::Bind),
            LdapOp::SearchRequest(_) => Some(Self::Search),
            LdapOp::CompareRequest(_) => Some(Self::Compare),
            LdapOp::ModifyRequest(_)
            | LdapOp::AddRequest(_)
            | LdapOp::DelRequest(_)
            | LdapOp::ModifyDNRequest(_) => Some(Self::Write),
            LdapOp::ExtendedRequest(request) if request.name == OID_PASSWORD_MODIFY => Some(Self::Write),
            LdapOp::ExtendedRequest(_) => Some(Self::Extended),
            _ => None,
        }
    }
}

/// The number of operations that the directory received since it started, faults included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OperationCounts {
    pub binds: u64,
    pub searches: u64,
    pub compares: u64,
    pub writes: u64,
}

impl OperationCounts {
    pub(super) fn add(&mut self, operation: Operation) {
        match operation {
            Operation::Bind => self.binds += 1,
            Operation::Search => self.searches += 1,
            Operation::Compare => self.compares += 1,
            Operation::Write => self.writes += 1,
            Operation::Extended => {}
        }
    }
}
