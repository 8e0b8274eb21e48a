//! Probes the servers for `mamamia doctor`, without changing anything.
//!
//! Only a write would show whether the service may have an old password verified (`=xw` rather than `=w` on
//! OpenLDAP), and whether it may lift `pwdReset`: the probe cannot find out.

use jiff::{SignedDuration, Timestamp};
use rand::distr::{Alphanumeric, SampleString};

use super::LdapDirectory;
use super::client::certificates::{CertificateFacts, RecordingVerifier};
use super::client::connection::{Connection, LdapEntry, OperationError, ServerReply};
use super::client::identity_check::decoy_birth_date;
use super::client::setup::Server;
use super::dialect::{self, Dialect};
use super::ppolicy;
use super::result_code as code;
use crate::directory::{DirectoryError, ServerAnswer};
use crate::identity::Login;

/// Password Modify (RFC 3062), as a rootDSE lists it.
const PASSWORD_MODIFY: &str = "1.3.6.1.4.1.4203.1.11.1";
/// The entry of OpenLDAP's monitor that holds the time.
const MONITOR_TIME: &str = "cn=Current,cn=Time,cn=Monitor";
/// A NUMEN that belongs to no person.
const DECOY_NUMBER: &str = "00X0000000XXX";
/// Number of people to examine for a right, until one of them has a value.
const PEOPLE: i32 = 20;

#[derive(Debug, Clone)]
pub struct ProbeReport {
    /// In the order of the configuration.
    pub servers: Vec<ServerProbe>,
}

#[derive(Debug, Clone)]
pub struct ServerProbe {
    pub url: String,
    /// Whether it can be reached and trusted.
    pub reached: Result<(), DirectoryError>,
    /// The certificates that it presented, trusted or not, its own first; empty without TLS.
    pub chain: Vec<CertificateFacts>,
    /// The content of its rootDSE; absent when it was not reached or shows none.
    pub features: Option<Features>,
    /// Whether the service account can bind; absent without an account, or when the server was not reached.
    pub service: Option<Result<(), DirectoryError>>,
    /// Number of people that a search shows, up to its limit; absent when the search was refused.
    pub people_seen: Option<usize>,
    /// The rights of the service account over them; absent without people or without a bind of the service.
    pub rights: Option<Rights>,
    /// The server's clock less ours; absent when the server does not announce its time.
    pub clock_gap: Option<SignedDuration>,
}

/// The features that a server announces in its rootDSE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    /// The name of its dialect, such as OpenLDAP.
    pub dialect: &'static str,
    /// Whether the client can write passwords there.
    pub supported: bool,
    /// Its maker and version, when it announces them.
    pub vendor: Option<String>,
    pub policy_control: bool,
    pub password_modify: bool,
}

/// The rights of the service account over people; `reads_…`: the server let it read such a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    pub compare_numen: Right,
    pub compare_external_number: Right,
    pub compare_birth_date: Right,
    pub reads_numens: bool,
    pub reads_external_numbers: bool,
    pub reads_birth_dates: bool,
    /// A service should never have this right.
    pub reads_passwords: bool,
    /// Write passwords. Probed by the removal of a value that does not exist.
    pub write_password: Right,
    /// See locks; without this right a reset would lift an administrator's lock. Probed by a comparison; `None` in a
    /// dialect where a comparison does not show it.
    pub see_locks: Option<Right>,
}

/// The server's answer about a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    Granted,
    Denied,
    /// Unknown: none of the people examined has a value.
    NoValue,
    NoSuchAttribute,
    /// The server's schema refuses values spelt so (`birth_date_format`).
    WrongSpelling,
    /// The server is a replica and sends writers to another server.
    Elsewhere,
    /// The answer does not depend on the right.
    Unknown(ServerAnswer),
    NoAnswer,
}

impl LdapDirectory {
    /// Probes every server. Rights are probed over the person of `login`, else over the first people found.
    pub async fn probe(&self, login: Option<&Login>) -> ProbeReport {
        let mut servers = Vec::new();
        for server in self.servers.list() {
            servers.push(self.probe_server(server, login).await);
        }
        ProbeReport { servers }
    }

    async fn probe_server(&self, server: &Server, login: Option<&Login>) -> ServerProbe {
        let verifier = self.servers.tls().and_then(RecordingVerifier::over);
        let opened = self
            .servers
            .open_one(server, verifier.as_ref().map(|(_, tls)| tls).or(server.tls.as_ref()))
            .await;
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
        let dialect = dialect::of_root_dse(root.as_ref());
        if let Some(service) = &self.service {
            let bound = connection.bind(&service.dn, &service.password).await;
            probe.service = Some(match bound {
                Ok(reply) if reply.code == code::SUCCESS => Ok(()),
                Ok(reply) => Err(DirectoryError::ServiceRefused(dialect.answer(&reply))),
                Err(lost) => Err(lost.into()),
            });
        }
        if matches!(probe.service, None | Some(Ok(()))) {
            let people = self.search.people(&mut connection, login, PEOPLE).await;
            probe.people_seen = people.as_ref().map(Vec::len);
            if let Some(people @ [first, ..]) = people.as_deref()
                && probe.service.is_some()
            {
                probe.rights = Some(self.rights(&mut connection, dialect, first, people).await);
            }
        }
        probe.clock_gap = clock_gap(&mut connection, root.as_ref()).await;
        connection.close().await;
    }

    async fn rights(
        &self,
        connection: &mut Connection,
        dialect: &dyn Dialect,
        first: &str,
        people: &[String],
    ) -> Rights {
        let settings = self.identity.settings();
        let date = decoy_birth_date(settings.birth_date_format);
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
        let [reads_numens, reads_external_numbers, reads_birth_dates, reads_passwords] = shown;
        let [numen, external, birth_date, _] = attributes;
        let write_password = right_to_write(connection, dialect, first).await;
        let mut compare =
            async |attribute, value| right_to_compare(connection, dialect, people, attribute, value).await;
        Rights {
            compare_numen: compare(numen, DECOY_NUMBER).await,
            compare_external_number: compare(external, DECOY_NUMBER).await,
            compare_birth_date: compare(birth_date, &date).await,
            reads_numens,
            reads_external_numbers,
            reads_birth_dates,
            reads_passwords,
            write_password,
            see_locks: match dialect.lock_to_compare() {
                Some((attribute, value)) => Some(compare(attribute, value).await),
                None => None,
            },
        }
    }
}

async fn root_dse(connection: &mut Connection) -> Option<LdapEntry> {
    let mut attributes = dialect::ROOT_DSE_ATTRIBUTES.to_vec();
    attributes.extend(["supportedControl", "supportedExtension", "vendorVersion", "currentTime"]);
    connection.read("", "(objectClass=*)", &attributes).await.ok()?.entries.into_iter().next()
}

fn features(root: &LdapEntry) -> Features {
    let lists = |attribute: &str, oid: &str| root.values(attribute).iter().any(|value| value == oid);
    let vendor = [root.values("vendorName"), root.values("vendorVersion")].concat();
    let dialect = dialect::of_root_dse(Some(root));
    Features {
        dialect: dialect.name(),
        supported: dialect.is_supported(),
        vendor: if vendor.is_empty() { None } else { Some(vendor.join(" ")) },
        policy_control: lists("supportedControl", ppolicy::OID),
        password_modify: lists("supportedExtension", PASSWORD_MODIFY),
    }
}

/// Compares a value that does not exist, with one person after another, until an answer shows the right.
async fn right_to_compare(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    people: &[String],
    attribute: &str,
    value: &str,
) -> Right {
    for person in people {
        match right_compared(&connection.compare(person, attribute, value).await, dialect) {
            Right::NoValue => {}
            right => return right,
        }
    }
    Right::NoValue
}

fn right_compared(compared: &Result<ServerReply, OperationError>, dialect: &dyn Dialect) -> Right {
    let Ok(reply) = compared else { return Right::NoAnswer };
    match reply.code {
        code::COMPARE_TRUE | code::COMPARE_FALSE => Right::Granted,
        code::INSUFFICIENT_ACCESS_RIGHTS => Right::Denied,
        code::NO_SUCH_ATTRIBUTE => Right::NoValue,
        code::UNDEFINED_ATTRIBUTE_TYPE => Right::NoSuchAttribute,
        code::INVALID_ATTRIBUTE_SYNTAX => Right::WrongSpelling,
        _ => Right::Unknown(dialect.answer(reply)),
    }
}

/// Removes a password that does not exist: the server checks the right first, then finds nothing to remove.
async fn right_to_write(connection: &mut Connection, dialect: &dyn Dialect, person: &str) -> Right {
    let decoy = Alphanumeric.sample_string(&mut rand::rng(), 64);
    let Ok(reply) = connection.remove(person, "userPassword", &decoy).await else { return Right::NoAnswer };
    match reply.code {
        code::NO_SUCH_ATTRIBUTE => Right::Granted,
        code::INSUFFICIENT_ACCESS_RIGHTS => Right::Denied,
        code::REFERRAL => Right::Elsewhere,
        _ => Right::Unknown(dialect.answer(&reply)),
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
    use super::super::testing::reply;
    use super::*;
    use crate::config::DirectoryKind;

    #[rstest]
    #[case(6, Right::Granted)]
    #[case(5, Right::Granted)]
    #[case(50, Right::Denied)]
    #[case(16, Right::NoValue)]
    #[case(17, Right::NoSuchAttribute)]
    #[case(21, Right::WrongSpelling)]
    #[case(51, Right::Unknown(ServerAnswer { result_code: 51, ppolicy: None, ad_code: None }))]
    fn comparison_tells_right(#[case] code: u32, #[case] expected: Right) {
        let openldap = dialect::configured(DirectoryKind::OpenLdap).unwrap();
        assert_eq!(right_compared(&Ok(reply(code, "", "")), openldap), expected);
    }

    #[test]
    fn generalized_time_is_read() {
        let read = |value| generalized(value).map(Timestamp::as_second);
        assert_eq!(["20261124053012Z", "20261124053012.0Z"].map(read), [Some(1_795_498_212); 2]);
        assert_eq!(["20261124053012+0100", "2026112405301", "2026112405301éZ"].map(read), [None; 3]);
    }
}
