//! Writes passwords. No other request of this client changes the directory.
//!
//! A new password is never empty: 389-DS would choose one itself.

use super::connection::{Connection, OperationError, PasswordWrite};
use crate::directory::ldap::LdapDirectory;
use crate::directory::ldap::dialect::Dialect;
use crate::directory::ldap::result_code;
use crate::directory::{PasswordCheck, Person, Refusal, RefusalReason, ServerAnswer, WriteError};
use crate::password::SecretText;

impl LdapDirectory {
    /// Binds as the person and changes the password, on one connection.
    pub(in crate::directory) async fn change_password(
        &self,
        person: &Person,
        check: PasswordCheck,
        current: &SecretText,
        new: &SecretText,
    ) -> Result<(), WriteError> {
        refuse_empty(new, RefusalReason::TooShort)?;
        refuse_empty(current, RefusalReason::WrongCurrent)?;
        let write = PasswordWrite { entry: person.entry.as_str(), current: Some(current), new };
        if check == PasswordCheck::CorrectButUnusable {
            return self.write_as_service(write).await;
        }
        let (mut connection, dialect) = self.open().await.map_err(WriteError::NotSent)?;
        let bound = connection.bind(write.entry, current).await;
        let bound = bound.map_err(|lost| WriteError::NotSent(lost.into()))?;
        match dialect.password_check(&bound) {
            Some(PasswordCheck::Accepted(_)) => write_over(connection, dialect, write).await,
            // The verification spent the last grace use, or the password has expired since.
            Some(PasswordCheck::CorrectButUnusable) => {
                connection.close().await;
                self.write_as_service(write).await
            }
            Some(PasswordCheck::Wrong) => Err(refused(RefusalReason::WrongCurrent, dialect.answer(&bound))),
            Some(PasswordCheck::Locked) => Err(refused(RefusalReason::Locked, dialect.answer(&bound))),
            None => Err(WriteError::NotSent(dialect.refused(&bound))),
        }
    }

    /// Defines a password as the service, without the current one.
    pub(in crate::directory) async fn reset_password(
        &self,
        person: &Person,
        new: &SecretText,
    ) -> Result<(), WriteError> {
        refuse_empty(new, RefusalReason::TooShort)?;
        self.write_as_service(PasswordWrite { entry: person.entry.as_str(), current: None, new }).await
    }

    /// Also for a change whose current password is right but opens nothing: the server itself verifies it and keeps
    /// its rules.
    async fn write_as_service(&self, write: PasswordWrite<'_>) -> Result<(), WriteError> {
        if self.service.is_none() {
            return Err(refused(RefusalReason::Rights, ServerAnswer::default()));
        }
        let (connection, dialect) = self.open_as_service().await.map_err(WriteError::NotSent)?;
        write_over(connection, dialect, write).await
    }
}

async fn write_over(
    mut connection: Connection,
    dialect: &dyn Dialect,
    write: PasswordWrite<'_>,
) -> Result<(), WriteError> {
    let written = dialect.write(&mut connection, write).await;
    let server = connection.server();
    connection.close().await;
    match written {
        Ok(reply) if reply.code == result_code::SUCCESS => Ok(()),
        Ok(reply) => Err(dialect.refusal(&reply, write.current.is_some())),
        Err(OperationError::NotSent(error)) => Err(WriteError::NotSent(error)),
        Err(OperationError::Unknown(error)) => Err(WriteError::Unknown(error, server)),
    }
}

fn refuse_empty(password: &SecretText, reason: RefusalReason) -> Result<(), WriteError> {
    if password.is_empty() { Err(refused(reason, ServerAnswer::default())) } else { Ok(()) }
}

fn refused(reason: RefusalReason, answer: ServerAnswer) -> WriteError {
    WriteError::Refused(Refusal { reason, answer })
}
