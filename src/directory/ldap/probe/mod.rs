//! Probes the servers for `mamamia doctor`, without changing anything.
//!
//! It asks what a visit asks, by the same code, and looks at the result code of every answer. Only a write would show
//! whether the service may have an old password verified (`=xw` rather than `=w` on OpenLDAP), and whether it may lift
//! `pwdReset`: the probe cannot find out.

mod features;
mod filter;
mod rights;
mod shapes;
mod visit;

use jiff::SignedDuration;

use super::LdapDirectory;
use super::client::certificates::{CertificateFacts, RecordingVerifier};
use super::client::connection::{Connection, LdapEntry, SearchResult, ServerReply};
use super::client::setup::{Server, Transport};
use super::dialect::{self, Dialect};
use super::result_code as code;
use crate::directory::{DirectoryError, PasswordCheck, ServerAnswer, Validity};
use crate::identity::{Login, LoginShape};
use crate::password::SecretText;

pub use features::Features;
pub use rights::{LockSight, Right, Rights};
pub use shapes::{ShapeCount, Shapes};
pub use visit::{LoginAttribute, SearchProbe, VisitProbe};

/// Number of people to examine for a right, until one of them has a value.
const PEOPLE: i32 = 20;

/// The person about whom the questions are asked; else the first people found.
#[derive(Debug, Default)]
pub struct ProbeSubject<'a> {
    pub login: Option<&'a Login>,
    /// Their password, to bind as they would.
    pub password: Option<&'a SecretText>,
}

#[derive(Debug, Clone)]
pub struct ProbeReport {
    /// In the order of the configuration.
    pub servers: Vec<ServerProbe>,
}

#[derive(Debug, Clone)]
pub struct ServerProbe {
    pub url: String,
    /// Whether the connection is in clear text, on loopback.
    pub clear_text: bool,
    /// Whether it can be reached and trusted.
    pub reached: Result<(), DirectoryError>,
    /// The certificates that it presented, trusted or not, its own first; empty without TLS.
    pub chain: Vec<CertificateFacts>,
    /// The content of its rootDSE; absent when it was not reached or shows none.
    pub features: Option<Features>,
    /// The answer to the bind of the service account; absent without an account, or when the server was not reached.
    pub service: Option<ServiceProbe>,
    /// Number of people that a search shows, up to its limit; absent when none could be asked.
    pub people: Option<Result<usize, DirectoryError>>,
    /// The questions of a visit; absent when none could be asked.
    pub visit: Option<VisitProbe>,
    /// The rights of the service account over them; absent without people or without a bind of the service.
    pub rights: Option<Rights>,
    /// The shapes of what the directory holds; absent when its people cannot be listed.
    pub shapes: Option<Shapes>,
    /// The bind and the right of the person, when their password was given.
    pub person: Option<PersonProbe>,
    /// Attributes of the configuration that the schema lacks; absent when the server does not show its schema.
    pub unknown_attributes: Option<Vec<String>>,
    /// The proofs that the server shows to anybody, without a bind.
    pub public_proofs: Vec<String>,
    /// The server's clock less ours; absent when the server does not announce its time.
    pub clock_gap: Option<SignedDuration>,
    /// When the connection was lost, and why.
    pub cut: Option<(ProbeStage, DirectoryError)>,
}

/// The bind of the service account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceProbe {
    Accepted {
        validity: Validity,
        /// The server announces the end, as 389-DS does without a date.
        expires_soon: bool,
        /// The answer came with the policy control.
        has_policy: bool,
    },
    Refused {
        /// The proof of the bind, if it proves something.
        check: Option<PasswordCheck>,
        answer: ServerAnswer,
    },
    NoAnswer(DirectoryError),
}

impl ServiceProbe {
    /// Whether the service may ask questions.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        matches!(self, Self::Accepted { validity, .. } if !validity.must_change)
    }
}

/// The bind of a person, and the right to their own password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonProbe {
    pub check: Result<PasswordCheck, DirectoryError>,
    /// Absent when the bind opens nothing.
    pub write_password: Option<Right>,
}

/// A step of the probe, to say where a server cut the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProbeStage {
    RootDse,
    ServiceBind,
    Searches,
    Rights,
    Shapes,
    Clock,
}

impl LdapDirectory {
    /// Probes every server.
    pub async fn probe(&self, subject: &ProbeSubject<'_>) -> ProbeReport {
        let mut servers = Vec::new();
        for server in self.servers.list() {
            servers.push(self.probe_server(server, subject).await);
        }
        ProbeReport { servers }
    }

    async fn probe_server(&self, server: &Server, subject: &ProbeSubject<'_>) -> ServerProbe {
        let verifier = self.servers.tls().and_then(RecordingVerifier::over);
        let opened = self
            .servers
            .open_one(server, verifier.as_ref().map(|(_, tls)| tls).or(server.tls.as_ref()))
            .await;
        let mut probe = ServerProbe {
            url: server.url.to_string(),
            clear_text: server.transport == Transport::Loopback,
            reached: Ok(()),
            chain: verifier.map(|(verifier, _)| verifier.chain()).unwrap_or_default(),
            features: None,
            service: None,
            people: None,
            visit: None,
            rights: None,
            shapes: None,
            person: None,
            unknown_attributes: None,
            public_proofs: Vec::new(),
            clock_gap: None,
            cut: None,
        };
        match opened {
            Ok(mut connection) => {
                let mut people = Vec::new();
                let asked = self.probe_connection(&mut connection, subject, &mut probe, &mut people).await;
                probe.cut = asked.err();
                connection.close().await;
                if probe.cut.is_none() {
                    self.probe_apart(server, subject, &people, &mut probe).await;
                }
            }
            Err(error) => probe.reached = Err(error),
        }
        probe
    }

    /// The questions of a visit, over one connection.
    ///
    /// # Errors
    /// The stage at which the connection was lost, and why.
    async fn probe_connection(
        &self,
        connection: &mut Connection,
        subject: &ProbeSubject<'_>,
        probe: &mut ServerProbe,
        people: &mut Vec<String>,
    ) -> Result<(), (ProbeStage, DirectoryError)> {
        let mut root = features::root_dse(connection).await;
        still_open(connection, ProbeStage::RootDse)?;
        let mut dialect = self.dialect.get().unwrap_or(dialect::of_root_dse(root.as_ref()));
        probe.features = root.as_ref().map(Features::of);
        if let Some(service) = &self.service {
            let bound = connection.bind(&service.dn, &service.password).await;
            probe.service = Some(match bound {
                Ok(reply) => bind_of_service(dialect, &reply),
                Err(lost) => ServiceProbe::NoAnswer(lost.into()),
            });
            still_open(connection, ProbeStage::ServiceBind)?;
        }
        if !dialect.is_supported() || probe.service.as_ref().is_some_and(|service| !service.is_usable()) {
            return Ok(());
        }
        if root.is_none() {
            // Some servers show it to those who are bound only.
            root = features::root_dse(connection).await;
            probe.features = root.as_ref().map(Features::of);
            dialect = self.dialect.get().unwrap_or(dialect::of_root_dse(root.as_ref()));
        }
        self.probe_people(connection, dialect, subject, probe, people).await?;
        probe.clock_gap = features::clock_gap(connection, root.as_ref()).await;
        still_open(connection, ProbeStage::Clock)
    }

    async fn probe_people(
        &self,
        connection: &mut Connection,
        dialect: &dyn Dialect,
        subject: &ProbeSubject<'_>,
        probe: &mut ServerProbe,
        people: &mut Vec<String>,
    ) -> Result<(), (ProbeStage, DirectoryError)> {
        let mut found = self.search.people(connection, subject.login, PEOPLE).await;
        let is_nobody = |found: &SearchResult| found.end.code == code::SUCCESS && found.entries.is_empty();
        if subject.login.is_some() && found.as_ref().is_ok_and(is_nobody) {
            // The login belongs to no person: the other questions concern those whom the directory shows.
            found = self.search.people(connection, None, PEOPLE).await;
        }
        let listed = found.map_err(DirectoryError::from);
        still_open(connection, ProbeStage::Searches)?;
        probe.people = Some(match listed {
            Ok(found) if matches!(found.end.code, code::SUCCESS | code::SIZE_LIMIT_EXCEEDED) => {
                people.extend(found.entries.into_iter().map(|entry| entry.dn));
                Ok(people.len())
            }
            Ok(found) => Err(dialect.refused(&found.end)),
            Err(error) => Err(error),
        });
        if matches!(probe.people, Some(Err(DirectoryError::Timeout))) {
            // Each further question would take as long.
            return Ok(());
        }
        let directory = self.search.settings();
        // The configuration was checked: its pattern compiles.
        let shape = LoginShape::new(&directory.login_attribute, directory.login_pattern.as_deref());
        let shape = shape.unwrap_or_default();
        let visit = visit::examine(connection, dialect, &self.search, (subject.login, &shape), people).await;
        still_open(connection, ProbeStage::Searches)?;
        let is_answered = visit.nobody.found.is_ok();
        probe.visit = Some(visit);
        if let [first, ..] = people.as_slice()
            && probe.service.is_some()
        {
            let rights = rights::examine(connection, dialect, &self.identity, first, people).await;
            probe.rights = Some(rights);
            still_open(connection, ProbeStage::Rights)?;
        }
        let rules = shapes::ShapeRules { directory, identity: self.identity.settings(), login: &shape };
        let has_pages = probe.features.as_ref().is_some_and(|features| features.pages);
        if is_answered {
            probe.shapes = shapes::examine(connection, &rules, has_pages).await;
        }
        still_open(connection, ProbeStage::Shapes)
    }

    /// Asks over connections of their own: without a bind, as the person, and for the schema, which may be larger
    /// than the client takes. A connection that is refused here was opened before: nothing more is known of it.
    async fn probe_apart(
        &self,
        server: &Server,
        subject: &ProbeSubject<'_>,
        people: &[String],
        probe: &mut ServerProbe,
    ) {
        if let Ok(mut connection) = self.servers.open_at(server.id).await {
            probe.public_proofs = self.public_proofs(&mut connection, people).await;
            connection.close().await;
        }
        let is_found = |visit: &VisitProbe| visit.login_attribute == LoginAttribute::Found;
        if let (Some(password), [person]) = (subject.password, people)
            // The password is of the person of the login, not of another who is alone in the directory.
            && probe.visit.as_ref().is_some_and(is_found)
            && let Ok(mut connection) = self.servers.open_at(server.id).await
        {
            let dialect = probe.features.as_ref().and_then(|features| dialect::configured(features.kind));
            let dialect = self.dialect.get().or(dialect);
            if let Some(dialect) = dialect {
                probe.person = Some(as_person(&mut connection, dialect, person, password).await);
            }
            connection.close().await;
        }
        if let Ok(mut connection) = self.servers.open_at(server.id).await {
            probe.unknown_attributes = self.unknown_attributes(&mut connection).await;
            connection.close().await;
        }
    }

    /// The proofs that a connection without a bind reads.
    async fn public_proofs(&self, connection: &mut Connection, people: &[String]) -> Vec<String> {
        let settings = self.identity.settings();
        let proofs = [
            settings.numen_attribute.as_str(),
            &settings.external_number_attribute,
            &settings.birth_date_attribute,
        ];
        let shown = rights::shown(connection, people, proofs).await;
        proofs.iter().zip(shown).filter(|(_, shown)| *shown).map(|(name, _)| (*name).to_owned()).collect()
    }

    /// The attributes of the configuration that the schema lacks; `None` when the server does not show it.
    async fn unknown_attributes(&self, connection: &mut Connection) -> Option<Vec<String>> {
        if let Some(service) = &self.service {
            connection.bind(&service.dn, &service.password).await.ok()?;
        }
        let root: LdapEntry = features::root_dse(connection).await?;
        let schema = features::schema(connection, &root).await?;
        let (directory, identity) = (self.search.settings(), self.identity.settings());
        let mut names = vec![
            directory.login_attribute.clone(),
            identity.numen_attribute.clone(),
            identity.external_number_attribute.clone(),
            identity.birth_date_attribute.clone(),
        ];
        let filters = [Some(&directory.person_filter), directory.head_office_filter.as_ref()];
        let parts = filters.into_iter().flatten().flat_map(|filter| filter::parts(filter));
        names.extend(parts.map(|part| part.attribute));
        names.retain(|name| {
            let name = name.split(';').next().unwrap_or_default();
            !schema.contains(&name.to_lowercase())
        });
        names.sort_unstable();
        names.dedup();
        Some(names)
    }
}

fn still_open(connection: &Connection, stage: ProbeStage) -> Result<(), (ProbeStage, DirectoryError)> {
    connection.lost_by().map_or(Ok(()), |cause| Err((stage, cause.clone())))
}

fn bind_of_service(dialect: &dyn Dialect, reply: &ServerReply) -> ServiceProbe {
    match dialect.password_check(reply) {
        Some(PasswordCheck::Accepted(validity)) => {
            let expires_soon = reply.policy.expires_in.is_some();
            ServiceProbe::Accepted { validity, expires_soon, has_policy: reply.answers_policy }
        }
        check => ServiceProbe::Refused { check, answer: dialect.answer(reply) },
    }
}

/// Binds as a person, then asks for their right to their own password.
async fn as_person(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    person: &str,
    password: &SecretText,
) -> PersonProbe {
    let reply = match connection.bind(person, password).await {
        Ok(reply) => reply,
        Err(lost) => return PersonProbe { check: Err(lost.into()), write_password: None },
    };
    let check = dialect.password_check(&reply).ok_or_else(|| dialect.refused(&reply));
    let write_password = match check {
        Ok(PasswordCheck::Accepted(_)) => Some(rights::right_to_write(connection, dialect, person).await),
        _ => None,
    };
    PersonProbe { check, write_password }
}
