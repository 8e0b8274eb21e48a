//! What can be learnt of the servers without changing anything in them, for `mamamia doctor`.
//!
//! Not learnt, since only a write would tell: whether the service may have the server verify an old password
//! (`=xw` rather than `=w` on OpenLDAP), and whether it may lift `pwdReset`.

use jiff::{SignedDuration, Timestamp};
use rand::distr::{Alphanumeric, SampleString};

use super::LdapDirectory;
use super::certificates::{CertificateFacts, RecordingVerifier};
use super::classify::{ServerReply, code};
use super::connection::{Connection, LdapEntry, OperationError};
use super::kind::{ROOT_DSE_ATTRIBUTES, ServerKind};
use super::openldap;
use super::ppolicy;
use super::setup::Server;
use crate::directory::{DirectoryError, ServerAnswer};
use crate::identity::Login;

/// Password Modify (RFC 3062).
const PASSWORD_MODIFY: &str = "1.3.6.1.4.1.4203.1.11.1";
/// StartTLS (RFC 4511 §4.14).
const STARTTLS: &str = "1.3.6.1.4.1.1466.20037";
/// Where OpenLDAP's monitor tells the time.
const MONITOR_TIME: &str = "cn=Current,cn=Time,cn=Monitor";
/// A value that nobody has, of the shape of a NUMEN.
const NOBODYS_NUMBER: &str = "00X0000000XXX";
/// How many people are looked at before « nobody has a value » is said.
const PEOPLE: i32 = 20;

/// Every server of the configuration, in its order.
#[derive(Debug, Clone)]
pub struct ProbeReport {
    /// One finding a server.
    pub servers: Vec<ServerProbe>,
}

/// What one server shows.
#[derive(Debug, Clone)]
pub struct ServerProbe {
    /// As configured.
    pub url: String,
    /// Whether it can be reached and trusted.
    pub reached: Result<(), DirectoryError>,
    /// What it presented, trusted or not, its own certificate first; empty without TLS.
    pub chain: Vec<CertificateFacts>,
    /// What its rootDSE says; absent when it was not reached or shows none.
    pub features: Option<Features>,
    /// Whether the service account is let in; absent without one, or when the server was not reached.
    pub service: Option<Result<(), DirectoryError>>,
    /// People that a search shows, as far as it looked; absent when the search was refused.
    pub people_seen: Option<usize>,
    /// What the service account may do to them; absent when nobody was seen or the service is not let in.
    pub rights: Option<Rights>,
    /// The server's clock less ours; absent when the server does not tell its time.
    pub clock_gap: Option<SignedDuration>,
}

/// What a server says that it can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    /// The kind of server.
    pub kind: ServerKind,
    /// Its maker and version, when it tells them.
    pub vendor: Option<String>,
    /// Whether it knows the password policy control.
    pub policy_control: bool,
    /// Whether it knows Password Modify (RFC 3062).
    pub password_modify: bool,
    /// Whether it knows StartTLS.
    pub starttls: bool,
}

/// What the service account may do to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Compare a NUMEN.
    pub compare_numen: Right,
    /// Compare the number of an external person.
    pub compare_external_number: Right,
    /// Compare a birth date.
    pub compare_birth_date: Right,
    /// A NUMEN was shown to it.
    pub reads_numens: bool,
    /// The number of an external person was shown to it.
    pub reads_external_numbers: bool,
    /// A birth date was shown to it.
    pub reads_birth_dates: bool,
    /// A stored password was shown to it: it should never be.
    pub reads_passwords: bool,
    /// Write passwords. Asked by the removal of a value that nobody has.
    pub write_password: Right,
    /// Look at locks, without which a reset would lift an administrator's. Asked by a comparison; `None` on
    /// servers that keep them elsewhere.
    pub see_locks: Option<Right>,
}

/// What is known of a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// The server grants it.
    Granted,
    /// The server refuses it.
    Denied,
    /// Nobody among the people looked at has a value: it cannot be known.
    NoValue,
    /// The server's schema knows no such attribute.
    NoSuchAttribute,
    /// The server's schema refuses values spelt so (`birth_date_format`).
    WrongSpelling,
    /// The server sends elsewhere whoever wants to write: a replica.
    Elsewhere,
    /// The answer tells nothing of the right.
    Unknown(ServerAnswer),
    /// There was no answer.
    NoAnswer,
}

impl LdapDirectory {
    /// Looks at every server, through `login` when the administrator names a person, else through the first people
    /// found. Changes nothing.
    pub async fn probe(&self, login: Option<&Login>) -> ProbeReport {
        let mut servers = Vec::new();
        for server in self.servers.list() {
            servers.push(self.probe_server(server, login).await);
        }
        ProbeReport { servers }
    }

    async fn probe_server(&self, server: &Server, login: Option<&Login>) -> ServerProbe {
        let verifier = self.servers.tls().and_then(RecordingVerifier::over);
        let usual = self.servers.tls().map(|tls| &tls.client);
        let opened = self.servers.open_one(server, verifier.as_ref().map(|(_, tls)| tls).or(usual)).await;
        let mut probe = ServerProbe {
            url: server.url.to_string(),
            reached: Ok(()),
            chain: verifier.map(|(verifier, _)| verifier.chain()).unwrap_or_default(),
            features: None,
            service: None,
            people_seen: None,
            rights: None,
            clock_gap: None,
        };
        match opened {
            Ok(connection) => self.probe_connection(connection, login, &mut probe).await,
            Err(error) => probe.reached = Err(error),
        }
        probe
    }

    async fn probe_connection(
        &self,
        mut connection: Connection,
        login: Option<&Login>,
        probe: &mut ServerProbe,
    ) {
        let root = root_dse(&mut connection).await;
        probe.features = root.as_ref().map(features);
        let kind = probe.features.as_ref().map_or(ServerKind::OpenLdap, |features| features.kind);
        if let Some(service) = &self.service {
            let bound = connection.bind(&service.dn, &service.password).await;
            probe.service = Some(match bound {
                Ok(reply) if reply.code == code::SUCCESS => Ok(()),
                Ok(reply) => Err(DirectoryError::ServiceRefused(reply.answer(kind))),
                Err(lost) => Err(lost.into()),
            });
        }
        if matches!(probe.service, None | Some(Ok(()))) {
            let people = self.search.people(&mut connection, login, PEOPLE).await;
            probe.people_seen = people.as_ref().map(Vec::len);
            probe.rights = match people.as_deref() {
                Some([first, ..]) if probe.service.is_some() => Some(
                    self.rights(&mut connection, kind, first, people.as_deref().unwrap_or_default()).await,
                ),
                _ => None,
            };
        }
        probe.clock_gap = clock_gap(&mut connection, root.as_ref()).await;
        connection.close().await;
    }

    async fn rights(
        &self,
        connection: &mut Connection,
        kind: ServerKind,
        first: &str,
        people: &[String],
    ) -> Rights {
        let settings = self.identity.settings();
        let date = super::verify::decoy_birth_date(settings.birth_date_format);
        let attributes = [
            settings.numen_attribute.as_str(),
            &settings.external_number_attribute,
            &settings.birth_date_attribute,
            "userPassword",
        ];
        let mut shown = [false; 4];
        for person in people {
            if let Ok(found) = connection.read(person, "(objectClass=*)", &attributes).await {
                for (shown, name) in shown.iter_mut().zip(attributes) {
                    *shown |= found.entries.iter().any(|entry| !entry.values(name).is_empty());
                }
            }
        }
        let [numen, external, birth_date, passwords] = shown;
        Rights {
            compare_numen: comparing(connection, kind, people, &settings.numen_attribute, NOBODYS_NUMBER)
                .await,
            compare_external_number: comparing(
                connection,
                kind,
                people,
                &settings.external_number_attribute,
                NOBODYS_NUMBER,
            )
            .await,
            compare_birth_date: comparing(connection, kind, people, &settings.birth_date_attribute, &date)
                .await,
            reads_numens: numen,
            reads_external_numbers: external,
            reads_birth_dates: birth_date,
            reads_passwords: passwords,
            write_password: writing(connection, kind, first).await,
            see_locks: match kind {
                ServerKind::OpenLdap => Some(
                    comparing(connection, kind, people, openldap::LOCK_ATTRIBUTE, openldap::LOCKED_FOR_EVER)
                        .await,
                ),
                ServerKind::Ds389 | ServerKind::ActiveDirectory => None,
            },
        }
    }
}

async fn root_dse(connection: &mut Connection) -> Option<LdapEntry> {
    let mut attributes = ROOT_DSE_ATTRIBUTES.to_vec();
    attributes.extend(["supportedControl", "supportedExtension", "vendorVersion", "currentTime"]);
    connection.read("", "(objectClass=*)", &attributes).await.ok()?.entries.into_iter().next()
}

fn features(root: &LdapEntry) -> Features {
    let lists = |attribute: &str, oid: &str| root.values(attribute).iter().any(|value| value == oid);
    let vendor = [root.values("vendorName"), root.values("vendorVersion")].concat();
    Features {
        kind: ServerKind::of(root),
        vendor: if vendor.is_empty() { None } else { Some(vendor.join(" ")) },
        policy_control: lists("supportedControl", ppolicy::OID),
        password_modify: lists("supportedExtension", PASSWORD_MODIFY),
        starttls: lists("supportedExtension", STARTTLS),
    }
}

/// Asks to compare a value that nobody has, of one person after the other until an answer tells something.
async fn comparing(
    connection: &mut Connection,
    kind: ServerKind,
    people: &[String],
    attribute: &str,
    value: &str,
) -> Right {
    for person in people {
        match comparison(&connection.compare(person, attribute, value).await, kind) {
            Right::NoValue => {}
            known => return known,
        }
    }
    Right::NoValue
}

fn comparison(compared: &Result<ServerReply, OperationError>, kind: ServerKind) -> Right {
    let Ok(reply) = compared else { return Right::NoAnswer };
    match reply.code {
        code::COMPARE_TRUE | code::COMPARE_FALSE => Right::Granted,
        code::INSUFFICIENT_ACCESS_RIGHTS => Right::Denied,
        code::NO_SUCH_ATTRIBUTE => Right::NoValue,
        code::UNDEFINED_ATTRIBUTE_TYPE => Right::NoSuchAttribute,
        code::INVALID_ATTRIBUTE_SYNTAX => Right::WrongSpelling,
        _ => Right::Unknown(reply.answer(kind)),
    }
}

/// Asks to remove a password that nobody has. The right is looked at first; there is nothing to remove.
async fn writing(connection: &mut Connection, kind: ServerKind, person: &str) -> Right {
    let nobodys = Alphanumeric.sample_string(&mut rand::rng(), 64);
    let Ok(reply) = connection.remove(person, "userPassword", &nobodys).await else { return Right::NoAnswer };
    match reply.code {
        code::NO_SUCH_ATTRIBUTE => Right::Granted,
        code::INSUFFICIENT_ACCESS_RIGHTS => Right::Denied,
        code::REFERRAL => Right::Elsewhere,
        _ => Right::Unknown(reply.answer(kind)),
    }
}

async fn clock_gap(connection: &mut Connection, root: Option<&LdapEntry>) -> Option<SignedDuration> {
    let now = Timestamp::now();
    if let Some(time) = root.and_then(|root| root.values("currentTime").first()) {
        return generalized(time).map(|time| time.duration_since(now));
    }
    let found = connection.read(MONITOR_TIME, "(objectClass=*)", &["monitorTimestamp"]).await.ok()?;
    let time = generalized(found.entries.first()?.values("monitorTimestamp").first()?)?;
    Some(time.duration_since(now))
}

/// Reads a GeneralizedTime in UTC (RFC 4517 §3.3.13), to the second.
fn generalized(value: &str) -> Option<Timestamp> {
    let (digits, rest) = value.split_at_checked(14)?;
    if !rest.ends_with('Z') {
        return None;
    }
    Timestamp::strptime("%Y%m%d%H%M%S%z", format!("{digits}+0000")).ok()
}

#[cfg(test)]
mod tests {
    use super::super::classify::tests::reply;
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(6, Right::Granted)]
    #[case(5, Right::Granted)]
    #[case(50, Right::Denied)]
    #[case(16, Right::NoValue)]
    #[case(17, Right::NoSuchAttribute)]
    #[case(21, Right::WrongSpelling)]
    #[case(51, Right::Unknown(ServerAnswer { result_code: 51, ppolicy: None, ad_code: None }))]
    fn comparisons(#[case] code: u32, #[case] expected: Right) {
        assert_eq!(comparison(&Ok(reply(code, "", "")), ServerKind::OpenLdap), expected);
    }

    #[rstest]
    #[case("20261124053012Z", Some(1_795_498_212))]
    #[case("20261124053012.0Z", Some(1_795_498_212))]
    #[case("20261124053012+0100", None)]
    #[case("2026112405301", None)]
    #[case("2026112405301éZ", None)]
    fn server_times(#[case] value: &str, #[case] expected: Option<i64>) {
        assert_eq!(generalized(value).map(Timestamp::as_second), expected);
    }
}
