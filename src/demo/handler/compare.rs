//! Comparison: how the service checks a proof that it cannot read.

use ldap3_proto::proto::{LdapCompareRequest, LdapResultCode};

use super::{Outcome, Session, restriction};
use crate::demo::access::{self, Level};
use crate::demo::dn::Dn;
use crate::demo::schema;
use crate::demo::store::Store;

pub(super) fn compare(store: &Store, session: &Session, request: &LdapCompareRequest) -> Outcome {
    let Some(dn) = Dn::parse(&request.dn) else { return Outcome::invalid_dn() };
    let Some(kind) = schema::find(&request.atype) else {
        return Outcome::new(LdapResultCode::UndefinedAttributeType, "");
    };
    let Some(wanted) = kind.rule.normalize(&request.val) else {
        let text = "value does not conform to assertion syntax";
        return Outcome::new(LdapResultCode::InvalidAttributeSyntax, text);
    };
    if let Some(outcome) = restriction(session) {
        return outcome;
    }
    let identity = session.identity();
    let Some(entry) = store.get(&dn) else { return Outcome::no_such_object(store, session, &dn) };
    if !access::may_disclose(identity, entry) {
        return Outcome::new(LdapResultCode::NoSuchObject, "");
    }
    if access::level(identity, entry, kind) < Level::Compare {
        return Outcome::insufficient_access("");
    }
    let values = entry.values(kind);
    if values.is_empty() {
        return Outcome::new(LdapResultCode::NoSuchAttribute, "");
    }
    let holds = values.iter().any(|value| kind.rule.normalize(value).as_ref() == Some(&wanted));
    Outcome::new(if holds { LdapResultCode::CompareTrue } else { LdapResultCode::CompareFalse }, "")
}
