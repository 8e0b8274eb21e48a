//! The LDAP client behind the [`Directory`] trait.
//!
//! Each call opens what it needs and closes it. A use case therefore costs what the tools of OpenLDAP cost for the
//! same sequence: one connection a step, TLS sessions resumed.

mod active_directory;
mod certificates;
mod classify;
mod connect;
mod connection;
mod ds389;
mod kind;
mod locate;
mod openldap;
mod ppolicy;
mod probe;
mod setup;
mod verify;
mod write;

use async_trait::async_trait;
use tokio::sync::OnceCell;

use self::classify::code;
use self::connect::Servers;
use self::connection::Connection;
use self::locate::PersonSearch;
use self::verify::IdentityCheck;
use crate::config;
use crate::directory::{
    Directory, DirectoryError, LookupResult, PasswordCheck, Person, ServerId, WriteError,
};
use crate::identity::{BirthDate, Login, PersonNumber};
use crate::password::SecretText;

pub use self::certificates::CertificateFacts;
pub use self::kind::ServerKind;
pub use self::probe::{Features, Right, Rights, ServerProbe};
pub use self::setup::SetupError;

/// The account as which people are searched, identities proved, and forgotten passwords written.
#[derive(Debug)]
pub struct ServiceAccount {
    /// Its distinguished name.
    pub dn: String,
    /// Its password.
    pub password: SecretText,
}

/// A directory spoken to by LDAP.
pub struct LdapDirectory {
    servers: Servers,
    search: PersonSearch,
    identity: IdentityCheck,
    service: Option<ServiceAccount>,
    /// Configured, or asked for at the first connection.
    kind: OnceCell<ServerKind>,
}

impl LdapDirectory {
    /// Reads the settings and the authorities; nothing is sent yet.
    ///
    /// # Errors
    /// What in the settings cannot work.
    pub fn new(
        settings: &config::DirectorySection,
        identity: &config::IdentitySection,
        service: Option<ServiceAccount>,
    ) -> Result<Self, SetupError> {
        setup::check_search(settings)?;
        if service.as_ref().is_some_and(|service| service.dn.is_empty() || service.password.is_empty()) {
            return Err(SetupError::Empty { key: "service" });
        }
        let kind = ServerKind::configured(settings.kind);
        if kind == Some(ServerKind::ActiveDirectory) {
            return Err(SetupError::UnsupportedKind);
        }
        Ok(Self {
            servers: Servers::new(settings)?,
            search: PersonSearch::new(settings),
            identity: IdentityCheck::new(identity),
            service,
            kind: OnceCell::new_with(kind),
        })
    }

    /// A fresh connection, bound to nobody.
    async fn open(&self) -> Result<(Connection, ServerKind), DirectoryError> {
        let connection = self.servers.open().await?;
        self.of_a_kind(connection).await
    }

    async fn of_a_kind(
        &self,
        mut connection: Connection,
    ) -> Result<(Connection, ServerKind), DirectoryError> {
        let kind = *self.kind.get_or_try_init(|| ServerKind::ask(&mut connection)).await?;
        if kind == ServerKind::ActiveDirectory {
            tracing::error!("Active Directory is not supported yet");
            return Err(DirectoryError::Unsupported);
        }
        Ok((connection, kind))
    }

    async fn verify_over(
        &self,
        connection: Connection,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordCheck, DirectoryError> {
        let (mut connection, kind) = self.of_a_kind(connection).await?;
        let check = verify::password(&mut connection, kind, person, password).await;
        connection.close().await;
        check
    }

    /// A fresh connection, bound as the service account when there is one.
    async fn open_as_service(&self) -> Result<(Connection, ServerKind), DirectoryError> {
        let (mut connection, kind) = self.open().await?;
        if let Some(service) = &self.service {
            let reply = connection.bind(&service.dn, &service.password).await?;
            if classify::cannot_now(&reply) {
                return Err(DirectoryError::Refused(reply.answer(kind)));
            }
            if reply.code != code::SUCCESS {
                return Err(DirectoryError::ServiceRefused(reply.answer(kind)));
            }
        }
        Ok((connection, kind))
    }
}

#[async_trait]
impl Directory for LdapDirectory {
    fn offers_reset(&self) -> bool {
        self.service.is_some()
    }

    async fn locate(&self, login: &Login) -> Result<LookupResult, DirectoryError> {
        let (mut connection, kind) = self.open_as_service().await?;
        let located = self.search.locate(&mut connection, kind, login).await;
        connection.close().await;
        located
    }

    fn decoy_entry(&self) -> Person {
        self.search.decoy_entry()
    }

    async fn verify_password(
        &self,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordCheck, DirectoryError> {
        if password.is_empty() {
            return Ok(PasswordCheck::Wrong);
        }
        self.verify_over(self.servers.open().await?, person, password).await
    }

    async fn verify_password_at(
        &self,
        server: ServerId,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordCheck, DirectoryError> {
        if password.is_empty() {
            return Ok(PasswordCheck::Wrong);
        }
        self.verify_over(self.servers.open_at(server).await?, person, password).await
    }

    async fn verify_identity(
        &self,
        person: &Person,
        number: &PersonNumber,
        birth_date: &BirthDate,
    ) -> Result<bool, DirectoryError> {
        let (mut connection, kind) = self.open_as_service().await?;
        let holds = self.identity.holds(&mut connection, kind, person, number, birth_date).await;
        connection.close().await;
        holds
    }

    async fn change(
        &self,
        person: &Person,
        check: PasswordCheck,
        current: &SecretText,
        new: &SecretText,
    ) -> Result<(), WriteError> {
        self.change_password(person, check, current, new).await
    }

    async fn reset(&self, person: &Person, new: &SecretText) -> Result<(), WriteError> {
        self.reset_password(person, new).await
    }
}
