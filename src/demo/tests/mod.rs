//! The embedded directory, asked by the client of the real ones: result code, text and control are compared byte for byte.

mod bind;
mod faults;
mod password;
mod search;

use super::policy::CONTROL_OID;
use super::*;
use jiff::{SignedDuration, Timestamp};
use ldap3::controls::{Control, RawControl};
use ldap3::exop::{Exop, PasswordModify};
use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, LdapError, LdapResult, Mod, Scope, StdStream};
use std::collections::{HashMap, HashSet};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

const BASE: &str = "dc=ac-exemple,dc=fr";
const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "Nouveau-Mdp-2026";
const JDUPONT: &str = "uid=jdupont,ou=personnels,dc=ac-exemple,dc=fr";
const HLEFEVRE: &str = "uid=hlefevre,ou=personnels,dc=ac-exemple,dc=fr";
const VROYER: &str = "uid=vroyer,ou=personnels,dc=ac-exemple,dc=fr";
const TGRANDJEAN: &str = "uid=tgrandjean,ou=personnels,dc=ac-exemple,dc=fr";
const MBENALI: &str = "uid=mbenali,ou=personnels,dc=ac-exemple,dc=fr";
const CRECENTE: &str = "uid=crecente,ou=personnels,dc=ac-exemple,dc=fr";
const PBIENTOT: &str = "uid=pbientot,ou=personnels,dc=ac-exemple,dc=fr";
const GGRACE: &str = "uid=ggrace,ou=personnels,dc=ac-exemple,dc=fr";
const FINTERDIT: &str = "uid=finterdit,ou=personnels,dc=ac-exemple,dc=fr";
const AREQUIS: &str = "uid=arequis,ou=personnels,dc=ac-exemple,dc=fr";
const NSANSMDP: &str = "uid=nsansmdp,ou=personnels,dc=ac-exemple,dc=fr";
/// A name that needs escapes.
const ALEROY: &str = r"cn=Le Roy\2C André \22Dédé\22 \5C R\2BD \3D #1\3B,ou=personnels,dc=ac-exemple,dc=fr";
const PERSONNELS: &str = "ou=personnels,dc=ac-exemple,dc=fr";
const NOBODY: &str = "uid=nobody,ou=personnels,dc=ac-exemple,dc=fr";

struct Fixture {
    directory: EmbeddedDirectory,
    clock: ManualClock,
}

async fn started() -> Fixture {
    let clock = ManualClock::at("2026-11-24T08:00:00Z".parse::<Timestamp>().unwrap());
    let options = Options { clock: Arc::new(clock.clone()), ..Options::default() };
    Fixture { directory: EmbeddedDirectory::start(options).await.unwrap(), clock }
}

async fn started_as(dn: &str) -> (Fixture, TestClient) {
    let fixture = started().await;
    let client = fixture.bound(dn, OLD).await;
    (fixture, client)
}

async fn started_with_service() -> (Fixture, TestClient) {
    let fixture = started().await;
    let service = fixture.service().await;
    (fixture, service)
}

impl Fixture {
    async fn connect(&self) -> TestClient {
        TestClient::connect(&self.directory).await.unwrap()
    }

    async fn bound(&self, dn: &str, password: &str) -> TestClient {
        let mut client = self.connect().await;
        assert_eq!(client.bind(dn, password).await.code, 0);
        client
    }

    async fn service(&self) -> TestClient {
        self.bound(self.directory.service_dn(), self.directory.service_password()).await
    }

    async fn bind(&self, dn: &str, password: &str) -> TestReply {
        self.connect().await.bind(dn, password).await
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct TestReply {
    code: u32,
    text: String,
    matched: String,
    /// The value of the password policy control, in hexadecimal.
    control: Option<String>,
}

fn reply(code: u32, text: &str, control: impl Into<Option<&'static str>>) -> TestReply {
    let control = control.into().map(str::to_owned);
    TestReply { code, text: text.to_owned(), matched: String::new(), control }
}

impl From<LdapResult> for TestReply {
    fn from(result: LdapResult) -> Self {
        let hex = |bytes: &Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let control = result.ctrls.iter().find(|Control(_, raw)| raw.ctype == CONTROL_OID);
        let control = control.and_then(|Control(_, raw)| raw.val.as_ref().map(hex));
        Self { code: result.rc, text: result.text, matched: result.matched, control }
    }
}

/// One connection of the client of the real directories.
struct TestClient {
    ldap: Ldap,
}

impl TestClient {
    async fn connect(directory: &EmbeddedDirectory) -> Result<Self, LdapError> {
        let stream = TcpStream::connect(directory.address())?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let settings = LdapConnSettings::new().set_std_stream(StdStream::Tcp(stream));
        let (connection, ldap) = LdapConnAsync::with_settings(settings, &directory.url()).await?;
        tokio::spawn(connection.drive());
        Ok(Self { ldap })
    }

    /// Asks for the password policy control with the next operation, as the program does, for at most 20 seconds.
    fn next(&mut self) -> &mut Ldap {
        let control = RawControl { ctype: CONTROL_OID.to_owned(), crit: false, val: None };
        self.ldap.with_timeout(Duration::from_secs(20)).with_controls(control)
    }

    async fn try_bind(&mut self, dn: &str, password: &str) -> Result<TestReply, LdapError> {
        self.next().simple_bind(dn, password).await.map(TestReply::from)
    }

    async fn bind(&mut self, dn: &str, password: &str) -> TestReply {
        self.try_bind(dn, password).await.unwrap()
    }

    /// Sets the password of this connection's person to [`NEW`].
    async fn try_change(&mut self) -> Result<TestReply, LdapError> {
        let request = PasswordModify { user_id: None, old_pass: Some(OLD), new_pass: Some(NEW) };
        self.next().extended(request).await.map(|result| result.1.into())
    }

    async fn change(&mut self, target: Option<&str>, old: Option<&str>, new: Option<&str>) -> TestReply {
        let request = PasswordModify { user_id: target, old_pass: old, new_pass: new };
        self.next().extended(request).await.unwrap().1.into()
    }

    async fn modify(&mut self, dn: &str, changes: Vec<Mod<&str>>) -> TestReply {
        self.next().modify(dn, changes).await.unwrap().into()
    }

    async fn compare(&mut self, dn: &str, attribute: &str, value: &str) -> TestReply {
        self.next().compare(dn, attribute, value).await.unwrap().0.into()
    }

    async fn whoami(&mut self) -> String {
        let result = self.next().extended(ldap3::exop::WhoAmI).await.unwrap();
        String::from_utf8(result.0.val.unwrap_or_default()).unwrap()
    }
}
