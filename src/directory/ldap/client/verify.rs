//! Verifies a password by a bind.

use crate::directory::ldap::LdapDirectory;
use crate::directory::{DirectoryError, PasswordCheck, Person, ServerId};
use crate::password::SecretText;

impl LdapDirectory {
    /// Binds as the person, at `server` or at the first server that can be reached.
    pub(in crate::directory) async fn verify_at(
        &self,
        server: Option<ServerId>,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordCheck, DirectoryError> {
        if password.is_empty() {
            return Ok(PasswordCheck::Wrong);
        }
        let mut connection = match server {
            Some(server) => self.servers.open_at(server).await?,
            None => self.servers.open().await?,
        };
        let dialect = self.dialect_of(&mut connection).await?;
        let bound = connection.bind(person.entry.as_str(), password).await;
        connection.close().await;
        let reply = bound?;
        dialect.password_check(&reply).ok_or_else(|| dialect.refused(&reply))
    }
}
