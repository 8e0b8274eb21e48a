//! Writing a password: the only requests of this client that change anything.
//!
//! RFC 3062 only: by a plain Modify, OpenLDAP would keep the password in clear, and an addition would leave the
//! old one valid beside the new one. A new password is never empty: 389-DS would choose one itself.

use super::LdapDirectory;
use super::classify::{self, ServerReply, code};
use super::connection::{Connection, OperationError, PasswordModifyResult};
use super::kind::ServerKind;
use super::locate::NO_ATTRIBUTE;
use crate::directory::{
    DirectoryError, PasswordCheck, Person, Refusal, RefusalReason, ServerAnswer, ServerId, WriteError,
};
use crate::password::SecretText;

impl LdapDirectory {
    /// As the person, on one connection: bind, then change.
    pub(super) async fn change_password(
        &self,
        person: &Person,
        check: PasswordCheck,
        current: &SecretText,
        new: &SecretText,
    ) -> Result<(), WriteError> {
        refuse_empty(new, RefusalReason::TooShort)?;
        refuse_empty(current, RefusalReason::WrongCurrent)?;
        if check == PasswordCheck::CorrectButUnusable {
            return self.change_as_service(person, current, new).await;
        }
        let (mut connection, kind) = self.open().await.map_err(WriteError::NotSent)?;
        let bound = connection.bind(person.entry.as_str(), current).await.map_err(not_sent)?;
        match classify::password_check(kind, &bound) {
            Some(PasswordCheck::Accepted(_)) => {
                let written = connection.modify_password(None, Some(current), new).await;
                let server = connection.server();
                connection.close().await;
                outcome(kind, server, written).map_err(current_is_known_to_be_right)
            }
            // The last grace use was spent by the check itself, or the password expired in between.
            Some(PasswordCheck::CorrectButUnusable) => {
                connection.close().await;
                self.change_as_service(person, current, new).await
            }
            Some(PasswordCheck::Wrong) => Err(refused(RefusalReason::WrongCurrent, bound.answer(kind))),
            Some(PasswordCheck::Locked) => Err(refused(RefusalReason::Locked, bound.answer(kind))),
            None => Err(WriteError::NotSent(DirectoryError::Refused(bound.answer(kind)))),
        }
    }

    /// For who knows a password that opens nothing any more: the service gives both, so that the server itself
    /// checks the old one and keeps its rules.
    async fn change_as_service(
        &self,
        person: &Person,
        current: &SecretText,
        new: &SecretText,
    ) -> Result<(), WriteError> {
        let (mut connection, kind) = self.open_to_write().await?;
        let written = connection.modify_password(Some(person.entry.as_str()), Some(current), new).await;
        let server = connection.server();
        connection.close().await;
        outcome(kind, server, written).map_err(current_is_known_to_be_right)
    }

    /// As the service, without the old password.
    pub(super) async fn reset_password(&self, person: &Person, new: &SecretText) -> Result<(), WriteError> {
        refuse_empty(new, RefusalReason::TooShort)?;
        let (mut connection, kind) = self.open_to_write().await?;
        let entry = person.entry.as_str();
        let written = connection.modify_password(Some(entry), None, new).await;
        let written = outcome(kind, connection.server(), written);
        if written.is_ok() && kind == ServerKind::OpenLdap {
            lift_must_change(&mut connection, entry).await;
        }
        connection.close().await;
        written
    }

    async fn open_to_write(&self) -> Result<(Connection, ServerKind), WriteError> {
        if self.service.is_none() {
            return Err(refused(RefusalReason::Rights, ServerAnswer::default()));
        }
        self.open_as_service().await.map_err(WriteError::NotSent)
    }
}

/// The person chose this password: they have not to change it again. A service with the right to manage makes
/// OpenLDAP demand it (`pwdReset`). When this fails the password is written all the same, and the bind that
/// proves it says that a change is demanded.
async fn lift_must_change(connection: &mut Connection, entry: &str) {
    let Ok(found) = connection.read(entry, "(pwdReset=TRUE)", &[NO_ATTRIBUTE]).await else { return };
    if found.entries.is_empty() {
        return;
    }
    match connection.remove(entry, "pwdReset", "TRUE").await {
        Ok(reply) if reply.code == code::SUCCESS => {}
        Ok(reply) => tracing::warn!(code = reply.code, "the service may not lift pwdReset"),
        Err(_) => tracing::warn!("pwdReset was not lifted"),
    }
}

/// What an answer to a password modification says, or its absence.
fn outcome(
    kind: ServerKind,
    server: ServerId,
    written: Result<PasswordModifyResult, OperationError>,
) -> Result<(), WriteError> {
    match written {
        // The server wrote a password that it chose itself: not the one that was asked for.
        Ok(modified) if modified.reply.code == code::SUCCESS && modified.generated => {
            tracing::error!("the server generated a password although one was given");
            Err(WriteError::Unknown(DirectoryError::Broken, server))
        }
        Ok(modified) if modified.reply.code == code::SUCCESS => Ok(()),
        Ok(modified) => Err(refusal(kind, &modified.reply)),
        Err(OperationError::NotSent(error)) => Err(WriteError::NotSent(error)),
        Err(OperationError::Unknown(error)) => Err(WriteError::Unknown(error, server)),
    }
}

/// Why the server did nothing. Where it says neither what breaks a rule nor that a rule is broken, the password
/// is not the matter: nobody is to be told to choose another one.
fn refusal(kind: ServerKind, reply: &ServerReply) -> WriteError {
    let refusal = classify::refusal(kind, reply);
    if refusal.reason == RefusalReason::Unexplained && reply.code != code::CONSTRAINT_VIOLATION {
        return WriteError::NotSent(DirectoryError::Refused(refusal.answer));
    }
    WriteError::Refused(refusal)
}

/// A bind has just accepted the current password: a server that will not verify it lacks, for whoever asks, the
/// right to do so (`=xw`, not `=w`, on OpenLDAP).
fn current_is_known_to_be_right(error: WriteError) -> WriteError {
    match error {
        WriteError::Refused(Refusal { reason: RefusalReason::WrongCurrent, answer }) => {
            refused(RefusalReason::Rights, answer)
        }
        other => other,
    }
}

fn refuse_empty(password: &SecretText, reason: RefusalReason) -> Result<(), WriteError> {
    if password.is_empty() { Err(refused(reason, ServerAnswer::default())) } else { Ok(()) }
}

fn refused(reason: RefusalReason, answer: ServerAnswer) -> WriteError {
    WriteError::Refused(Refusal { reason, answer })
}

fn not_sent(lost: OperationError) -> WriteError {
    WriteError::NotSent(lost.into())
}
