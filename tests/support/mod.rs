//! The common parts of the tests over a real directory. Each test binary uses a part of it.
#![allow(dead_code, missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

pub mod certificates;
pub mod ds389;
pub mod middlebox;
pub mod proxy;
pub mod scripted;
pub mod skip;
pub mod slapd;
pub mod tools;

use std::sync::Arc;
use std::time::Duration;

use mamamia::account::{CaptchaEvidence, ChangeRequest, Request, ResetRequest, Services};
use mamamia::assembly::testing;
use mamamia::config;
use mamamia::directory::ldap::{LdapDirectory, ServiceAccount};
use mamamia::directory::{Directory, LookupResult, Person};
use mamamia::identity::{BirthDate, BirthDateFormat, ExternalShape, Login, LoginShape, PersonNumber};
use mamamia::password::SecretText;

pub const INITIAL: &str = "Initial-2026-Mdp";
pub const SERVICE_PASSWORD: &str = "Service-2026-Mdp";
pub const BASE: &str = "dc=ac-exemple,dc=fr";
pub const SERVICE: &str = "mamamia";

pub fn secret(text: &str) -> SecretText {
    SecretText::from_text(text).unwrap()
}

pub fn login(text: &str) -> Login {
    Login::parse(text, &LoginShape::default()).unwrap()
}

pub fn number(text: &str) -> PersonNumber {
    PersonNumber::parse(&secret(text), &ExternalShape::new("[0-9A-Z-]{4,20}").unwrap()).unwrap()
}

pub fn born(text: &str) -> BirthDate {
    BirthDate::from_directory(text, BirthDateFormat::Compact).unwrap()
}

pub fn change(of: &str, current: &str, new: &str) -> Request {
    let (login, current, new) = (login(of), secret(current), secret(new));
    Request::Change(ChangeRequest { login, current, new, evidence: CaptchaEvidence::NotRequired })
}

/// The date of birth as the directory writes it: `19750714`.
pub fn reset(of: &str, typed: &str, date: &str, new: &str) -> Request {
    let (login, number, birth_date, new) = (login(of), number(typed), born(date), secret(new));
    Request::Reset(ResetRequest { login, number, birth_date, new, evidence: CaptchaEvidence::NotRequired })
}

pub fn service(name: &str) -> ServiceAccount {
    ServiceAccount { dn: format!("cn={name},ou=services,{BASE}"), password: secret(SERVICE_PASSWORD) }
}

pub fn settings(urls: &[&str]) -> config::DirectorySection {
    config::DirectorySection {
        urls: urls.iter().map(|&url| url.to_owned()).collect(),
        allow_cleartext_on_loopback: true,
        base: BASE.into(),
        person_filter: "(objectClass=inetOrgPerson)".into(),
        head_office_filter: Some("(departmentNumber=RECTORAT)".into()),
        ..config::DirectorySection::default()
    }
}

pub fn directory(settings: &config::DirectorySection, name: Option<&str>) -> LdapDirectory {
    LdapDirectory::new(settings, &config::IdentitySection::default(), name.map(service)).unwrap()
}

pub async fn person(directory: &dyn Directory, of: &str) -> Person {
    match directory.locate(&login(of)).await {
        Ok(LookupResult::One(person)) => person,
        other => panic!("{of}: {other:?}"),
    }
}

/// The use cases over a directory of these settings, with the service account of that name: no captcha, no wait.
pub fn services(settings: &config::DirectorySection, name: Option<&str>) -> Arc<Services> {
    let config = testing::config_with(|config| {
        config.captcha.mode = config::CaptchaMode::Never;
        config.session.refusal_time = Duration::ZERO;
        config.directory = settings.clone();
    });
    testing::assembly(&config, Arc::new(directory(settings, name))).services().unwrap()
}
