//! Whole journeys over a real slapd: what they cost an account, and what is said when the answer to a write is late or
//! lost.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../support/mod.rs"]
mod support;

mod costs;
mod lost_answers;
mod reminders;

use std::sync::Arc;

use mamamia::account::{Caller, Outcome, Request, Services};
use support::slapd::Slapd;
use support::tools::{ADMINISTRATOR, done, modify, search};
use support::{BASE, reset, services};

pub const NEW: &str = "pivot-Bruine8-lampadaire";

pub async fn submit(services: &Arc<Services>, request: Request) -> Outcome {
    services.submit(request, &services.open_session("test"), Caller::default()).await.outcome
}

/// A reset of one of the people of the tests, `essai01` and on, with their own proofs.
pub fn redefine(uid: &str) -> Request {
    reset(uid, &format!("75E80000{}JKL", &uid[5..]), "19830303", NEW)
}

pub fn dn(uid: &str) -> String {
    format!("uid={uid},ou=personnels,{BASE}")
}

/// Puts people under another policy, as the administrator.
pub fn put_under(slapd: &Slapd, policy: &str, people: &[&str]) {
    let change = |uid: &&str| {
        let policy = format!("cn={policy},ou=politiques,{BASE}");
        format!(
            "dn: {}\nchangetype: modify\nreplace: pwdPolicySubentry\npwdPolicySubentry: {policy}\n\n",
            dn(uid)
        )
    };
    let ldif: String = people.iter().map(change).collect();
    done(&modify(slapd, ADMINISTRATOR, &ldif));
}

/// The number of values of an operational attribute of a person.
pub fn values(slapd: &Slapd, uid: &str, attribute: &str) -> usize {
    let found = search(slapd, ADMINISTRATOR, &format!("(uid={uid})"), &[attribute]);
    let prefix = format!("{attribute}: ");
    found.lines().filter(|line| line.starts_with(&prefix)).count()
}
