//! Whole journeys over a real slapd: what they cost an account, and what is said when the answer to a write is late or
//! lost.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../support/mod.rs"]
mod support;

mod costs;
mod lost_answers;
mod reminders;

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use mamamia::account::{Caller, Outcome, Request, Services};
use mamamia::assembly::testing::{self, config_with};
use mamamia::config::{CaptchaMode, DirectorySection};
use support::slapd::Slapd;
use support::{BASE, directory, reset};

pub const NEW: &str = "pivot-Bruine8-lampadaire";

/// The use cases over a directory of these settings.
pub fn services(settings: &DirectorySection, service: Option<&str>) -> Arc<Services> {
    let config = config_with(|config| {
        config.captcha.mode = CaptchaMode::Never;
        config.session.refusal_time = Duration::ZERO;
        config.directory = settings.clone();
    });
    testing::assembly(&config, Arc::new(directory(settings, service))).services().unwrap()
}

pub async fn submit(services: &Arc<Services>, request: Request) -> Outcome {
    services.submit(request, &services.open_session("test"), Caller::default()).await.outcome
}

/// A reset of one of the people of the tests, `essai01` and on, with their own proofs.
pub fn redefine(uid: &str) -> Request {
    reset(uid, &format!("75E80000{}JKL", &uid[5..]), "19830303", NEW)
}

pub fn dn(uid: &str) -> String {
    format!("uid={uid},ou=personnels,{BASE}")
}

/// Puts people under another policy, as the administrator.
pub fn put_under(slapd: &Slapd, policy: &str, people: &[&str]) {
    let change = |uid: &&str| {
        let policy = format!("cn={policy},ou=politiques,{BASE}");
        format!(
            "dn: {}\nchangetype: modify\nreplace: pwdPolicySubentry\npwdPolicySubentry: {policy}\n\n",
            dn(uid)
        )
    };
    let ldif: String = people.iter().map(change).collect();
    let mut tool = Command::new("ldapmodify")
        .args(administrator(slapd))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::io::Write::write_all(tool.stdin.as_mut().unwrap(), ldif.as_bytes()).unwrap();
    assert!(tool.wait().unwrap().success());
}

/// How many values an operational attribute of a person has.
pub fn values(slapd: &Slapd, uid: &str, attribute: &str) -> usize {
    let found = Command::new("ldapsearch")
        .args(["-LLL", "-o", "ldif-wrap=no", "-s", "base", "-b", &dn(uid)])
        .args(administrator(slapd))
        .arg(attribute)
        .output()
        .unwrap();
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
    let prefix = format!("{attribute}: ");
    String::from_utf8_lossy(&found.stdout).lines().filter(|line| line.starts_with(&prefix)).count()
}

pub fn administrator(slapd: &Slapd) -> Vec<String> {
    let name = format!("cn=admin,{BASE}");
    ["-x", "-H", &slapd.ldap(), "-D", &name, "-w", "Admin-2026-Mdp"].map(str::to_owned).to_vec()
}
