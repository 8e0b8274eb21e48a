//! The LDAP client behind the [`Directory`] trait.
//!
//! Each question opens one connection and closes it; the connection of a write is kept until its outcome is known. So
//! a use case costs no more than the tools of OpenLDAP for the same sequence.

mod ber;
mod client;
mod dialect;
mod ppolicy;
mod probe;
mod result_code;
#[cfg(test)]
mod testing;
#[cfg(any(test, feature = "test-support"))]
pub mod wire;

use async_trait::async_trait;

use self::client::account_state;
use self::client::connect::Servers;
use self::client::connection::Connection;
use self::client::identity_check::IdentityCheck;
use self::client::locate::PersonSearch;
use self::client::setup;
use self::dialect::{Dialect, DialectCell};
use crate::config;
use crate::directory::{
    Directory, DirectoryError, IdentityProof, LookupResult, Obstacle, OpenAccount, PasswordVerification,
    Person, StampReading, Written,
};
use crate::identity::{BirthDate, Login, PersonNumber};
use crate::password::SecretText;

pub use self::client::certificates::CertificateFacts;
#[cfg(feature = "test-support")]
pub use self::client::fuzzing;
pub use self::client::setup::SetupError;
pub use self::probe::{
    Features, LockSight, LoginAttribute, PersonProbe, ProbeStage, ProbeSubject, Right, Rights, SearchProbe,
    ServerProbe, ServiceProbe, ShapeCount, Shapes, VisitProbe,
};

/// The account that searches people, verifies identities and writes forgotten passwords.
#[derive(Debug)]
pub struct ServiceAccount {
    pub dn: String,
    pub password: SecretText,
}

pub struct LdapDirectory {
    servers: Servers,
    search: PersonSearch,
    identity: IdentityCheck,
    service: Option<ServiceAccount>,
    /// Whether one address hides several servers.
    is_behind_balancer: bool,
    /// By the configuration, else by the rootDSE.
    dialect: DialectCell,
}

impl LdapDirectory {
    /// Reads the settings and the authorities, and sends nothing.
    ///
    /// # Errors
    /// A setting that cannot work.
    pub fn new(
        settings: &config::DirectorySection,
        identity: &config::IdentitySection,
        service: Option<ServiceAccount>,
    ) -> Result<Self, SetupError> {
        setup::check_search(settings)?;
        if service.as_ref().is_some_and(|service| service.dn.is_empty() || service.password.is_empty()) {
            return Err(SetupError::Empty { key: "service" });
        }
        let dialect = dialect::configured(settings.kind);
        if dialect.is_some_and(|dialect| !dialect.is_supported()) {
            return Err(SetupError::UnsupportedKind);
        }
        Ok(Self {
            servers: Servers::new(settings)?,
            search: PersonSearch::new(settings),
            identity: IdentityCheck::new(identity).ok_or(SetupError::Zone)?,
            service,
            is_behind_balancer: settings.replication_delay.is_some(),
            dialect: DialectCell::new(dialect),
        })
    }

    /// Opens a connection that is not bound yet.
    async fn open(&self) -> Result<(Connection, &'static dyn Dialect), DirectoryError> {
        let mut connection = self.servers.open().await?;
        let dialect = self.dialect_of(&mut connection).await?;
        Ok((connection, dialect))
    }

    async fn dialect_of(&self, connection: &mut Connection) -> Result<&'static dyn Dialect, DirectoryError> {
        let dialect = self.dialect.of(connection).await?;
        if !dialect.is_supported() {
            tracing::error!("{} is not supported yet", dialect.name());
            return Err(DirectoryError::Unsupported);
        }
        Ok(dialect)
    }

    /// Opens a connection and binds as the service account, if there is one.
    async fn open_as_service(&self) -> Result<(Connection, &'static dyn Dialect), DirectoryError> {
        let (mut connection, dialect) = self.open().await?;
        self.bind_as_service(&mut connection, dialect).await?;
        // Some servers show their rootDSE to known names only.
        let dialect = self.dialect_of(&mut connection).await?;
        Ok((connection, dialect))
    }

    async fn bind_as_service(
        &self,
        connection: &mut Connection,
        dialect: &dyn Dialect,
    ) -> Result<(), DirectoryError> {
        let Some(service) = &self.service else { return Ok(()) };
        let reply = connection.bind(&service.dn, &service.password).await?;
        match reply.code {
            // The server would refuse every question.
            result_code::SUCCESS if reply.validity().must_change => {
                Err(DirectoryError::ServiceRefused(dialect.answer(&reply)))
            }
            result_code::SUCCESS => Ok(()),
            code if Obstacle::of(code) == Obstacle::Moment => Err(dialect.refused(&reply)),
            _ => Err(DirectoryError::ServiceRefused(dialect.answer(&reply))),
        }
    }

    /// Whether the connection is bound as [`LdapDirectory::open_as_service`] leaves it.
    fn is_service(&self, connection: &Connection) -> bool {
        connection.bound_as() == self.service.as_ref().map(|service| service.dn.as_str())
    }
}

#[async_trait]
impl Directory for LdapDirectory {
    fn offers_reset(&self) -> bool {
        self.service.is_some()
    }

    async fn locate(&self, login: &Login) -> Result<LookupResult, DirectoryError> {
        let (mut connection, dialect) = self.open_as_service().await?;
        let located = self.search.locate(&mut connection, dialect, login).await;
        connection.close().await;
        match located? {
            // A reader without an account does not see a stamp that is there.
            LookupResult::One(person) if self.service.is_none() && person.stamp == StampReading::Absent => {
                Ok(LookupResult::One(Person { stamp: StampReading::Unreadable, ..person }))
            }
            located => Ok(located),
        }
    }

    fn decoy_entry(&self) -> Person {
        self.search.decoy_entry()
    }

    async fn verify_password<'directory>(
        &'directory self,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordVerification<'directory>, DirectoryError> {
        self.verify_by_bind(person, password).await
    }

    async fn bears_failure(&self, person: &Person) -> bool {
        self.bears_failure_of(person).await
    }

    async fn verify_identity(
        &self,
        person: &Person,
        number: &PersonNumber,
        birth_date: &BirthDate,
    ) -> Result<IdentityProof, DirectoryError> {
        let (mut connection, dialect) = self.open_as_service().await?;
        let proof = match self.identity.holds(&mut connection, dialect, person, number, birth_date).await {
            Ok(true) => account_state::read(&mut connection, dialect, person.entry.as_str())
                .await
                .map(IdentityProof::Right),
            Ok(false) => Ok(IdentityProof::Wrong),
            Err(error) => Err(error),
        };
        connection.close().await;
        proof
    }

    async fn reset<'directory>(
        &'directory self,
        person: &Person,
        open: OpenAccount,
        new: &SecretText,
    ) -> Written<'directory> {
        self.reset_password(person, open, new).await
    }
}
