//! Verifies a password by a bind, and keeps the connection for the change.

use async_trait::async_trait;

use super::connection::{Connection, PasswordWrite};
use super::write::{LdapWrite, WriteTarget, Writer, refuse_empty, refused};
use crate::directory::ldap::LdapDirectory;
use crate::directory::{
    DirectoryError, PasswordCheck, PasswordVerification, Person, RefusalReason, ServerAnswer,
    VerifiedConnection, Written,
};
use crate::password::SecretText;

impl LdapDirectory {
    /// Binds as the person, at the first server that can be reached.
    pub(in crate::directory) async fn verify_by_bind<'directory>(
        &'directory self,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordVerification<'directory>, DirectoryError> {
        if password.is_empty() {
            return Ok(unverified(PasswordCheck::Wrong, ServerAnswer::default()));
        }
        let (mut connection, dialect) = self.open().await?;
        let bound = connection.bind(person.entry.as_str(), password).await;
        let check = bound.as_ref().ok().and_then(|reply| dialect.password_check(reply));
        if let Some(check @ (PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable)) = check {
            let target = WriteTarget::new(self, dialect, person);
            return Ok(PasswordVerification {
                check,
                connection: Box::new(Proved { target, connection, check }),
            });
        }
        connection.close().await;
        let reply = bound?;
        match check {
            Some(check) => Ok(unverified(check, dialect.answer(&reply))),
            None => Err(dialect.refused(&reply)),
        }
    }
}

impl LdapDirectory {
    /// Asks as the service. Behind a balancer, another server may not know of the failure yet.
    pub(in crate::directory) async fn bears_failure_of(&self, person: &Person) -> bool {
        if self.service.is_none() || self.is_behind_balancer {
            return false;
        }
        let Ok((mut connection, dialect)) = self.open_as_service().await else { return false };
        let left = dialect.tries_left(&mut connection, person.entry.as_str()).await;
        connection.close().await;
        left.bear_one_more()
    }
}

fn unverified<'directory>(check: PasswordCheck, answer: ServerAnswer) -> PasswordVerification<'directory> {
    let is_locked = check == PasswordCheck::Locked;
    let reason = if is_locked { RefusalReason::Locked } else { RefusalReason::WrongCurrent };
    PasswordVerification { check, connection: Box::new(Unproved(reason, answer)) }
}

/// The connection of a bind that accepted the password, or found it right but expired.
struct Proved<'directory> {
    target: WriteTarget<'directory>,
    connection: Connection,
    check: PasswordCheck,
}

#[async_trait]
impl<'directory> VerifiedConnection<'directory> for Proved<'directory> {
    async fn change(self: Box<Self>, current: &SecretText, new: &SecretText) -> Written<'directory> {
        let Self { target, mut connection, check } = *self;
        if let Err(refusal) = refuse_empty(new) {
            return refusal;
        }
        // The server itself verifies the current password, and keeps its rules.
        let is_unusable = check == PasswordCheck::CorrectButUnusable;
        let writer = if is_unusable { Writer::Service } else { Writer::Person };
        if is_unusable && let Err(refusal) = target.become_service(&mut connection).await {
            return refusal;
        }
        let entry = target.entry.clone();
        let write = PasswordWrite { entry: entry.as_str(), current: Some(current), new };
        LdapWrite::send_in_turn(target, connection, write, writer).await
    }
}

/// A wrong password, or a locked account: there is nothing to write over.
struct Unproved(RefusalReason, ServerAnswer);

#[async_trait]
impl<'directory> VerifiedConnection<'directory> for Unproved {
    async fn change(self: Box<Self>, _current: &SecretText, _new: &SecretText) -> Written<'directory> {
        refused(self.0, self.1)
    }
}
