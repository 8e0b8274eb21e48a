//! The administration guide, followed to the letter on a real slapd without MaMamia: the account of the service, its
//! policy and its rights. Then what this account can do, and all that it cannot.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::path::PathBuf;
use std::sync::Arc;

use mamamia::account::{Caller, Outcome, Request, Services};
use mamamia::directory::ldap::{LockSight, ProbeSubject, Right};
use mamamia::directory::{Closed, Directory, PasswordCheck, RefusalReason};
use support::slapd::{self, Setting, Slapd};
use support::tools::{ADMINISTRATOR, CONFIG, done, modify, search, tool};
use support::{BASE, INITIAL, SERVICE, SERVICE_PASSWORD, change, person, reset, secret, services};

const NEW: &str = "pivot-Bruine8-lampadaire";
const MAMAMIA: (&str, &str) = ("cn=mamamia,ou=services,dc=ac-exemple,dc=fr", SERVICE_PASSWORD);
const PROOFS: [&str; 3] = ["numen", "numeroPersonneExterieure", "dateNaissance"];

/// A directory of an academy, then the guide; `None` without slapd.
fn installed() -> Option<Slapd> {
    let slapd = slapd::start(&Setting { access: "access-of-an-academy.conf", ..Setting::default() })?;
    // The people of the other tests have an account of that name.
    done(&modify(&slapd, ADMINISTRATOR, &format!("dn: {}\nchangetype: delete\n", MAMAMIA.0)));
    let account = block("service.ldif").replace("{SSHA}EMPREINTE", SERVICE_PASSWORD);
    done(&tool(&slapd, "ldapadd", ADMINISTRATOR, &[], &account));
    done(&modify(&slapd, CONFIG, &block("acces.ldif")));
    Some(slapd)
}

fn block(file: &str) -> String {
    let guide = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/administration.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let start = format!("```ldif\n# {file}\n");
    let (_, rest) = guide.split_once(&start).unwrap_or_else(|| panic!("the guide has no block {file}"));
    rest.split_once("```").unwrap().0.to_owned()
}

const DONE: Result<(), Outcome> = Ok(());

/// The outcome of the request, as an error unless it is a success.
async fn outcome(services: &Arc<Services>, request: Request) -> Result<(), Outcome> {
    let peer = services.open_session("test");
    let outcome = services.submit(request, &peer, Caller::default()).await.outcome;
    if outcome.is_done() { Ok(()) } else { Err(outcome) }
}

#[tokio::test]
async fn service_changes_and_redefines() {
    let Some(slapd) = installed() else { return };
    let services = services(&slapd.settings(), Some(SERVICE));
    for (login, current, expected) in [
        ("hlefevre", INITIAL, DONE),
        // A name of special characters.
        ("aleroy", INITIAL, DONE),
        // Expired: the service gives both passwords, and the server verifies the old one.
        ("expire1", INITIAL, DONE),
        ("expire2", "Pas-le-bon-2026", Err(Outcome::NotIdentified)),
        ("doitchanger1", INITIAL, DONE),
    ] {
        assert_eq!(outcome(&services, change(login, current, NEW)).await, expected, "{login}");
    }
    // Forgotten: by comparison only.
    for (login, number, expected) in [
        ("hlefevre", "numen", Err(Outcome::RefusedByDirectory(RefusalReason::Unchanged))),
        ("psanchez", "06E0000000ABC", Err(Outcome::NotIdentified)),
        ("psanchez", "numen", DONE),
        ("kmbaye", "numeroPersonneExterieure", DONE),
        // A person who had to change a password need not change the one that they chose.
        ("doitchanger2", "numen", DONE),
        ("vroyer", "numen", Err(Outcome::AccountClosed(Closed::ByAdministrator))),
    ] {
        let typed = if PROOFS.contains(&number) { proof(&slapd, login, number) } else { number.to_owned() };
        let request = reset(login, &typed, &proof(&slapd, login, "dateNaissance"), NEW);
        assert_eq!(outcome(&services, request).await, expected, "{login}");
    }
    let client = slapd.directory(Some(SERVICE));
    let chosen = client.verify_password(&person(&client, "doitchanger2").await, &secret(NEW)).await;
    let chosen = chosen.map(|verified| verified.check);
    assert!(matches!(chosen, Ok(PasswordCheck::Accepted(validity)) if !validity.must_change), "{chosen:?}");
}

#[tokio::test]
async fn doctor_finds_only_needed_rights() {
    let Some(slapd) = installed() else { return };
    let probe = slapd.directory(Some(SERVICE)).probe(&ProbeSubject::default()).await.servers.remove(0);
    let rights = probe.rights.unwrap();
    let compare = [rights.compare_numen, rights.compare_external_number, rights.compare_birth_date];
    assert_eq!((compare, rights.write_password), ([Right::Granted; 3], Right::Granted));
    let reads = [rights.reads_numens, rights.reads_external_numbers, rights.reads_birth_dates];
    assert_eq!((reads, rights.reads_passwords), ([false; 3], false));
    assert_eq!(rights.see_locks, LockSight::Whole);
}

#[test]
fn service_reads_only_what_it_needs() {
    let Some(slapd) = installed() else { return };
    let seen = search(&slapd, MAMAMIA, "(objectClass=*)", &["*", "+"]);
    let needed = "dn objectClass uid cn sn givenName displayName mail departmentNumber pwdAccountLockedTime \
                  pwdFailureTime pwdChangedTime pwdStartTime pwdEndTime pwdPolicySubentry pwdAllowUserChange";
    let needed: Vec<&str> = needed.split(' ').collect();
    let mut attributes: Vec<_> =
        seen.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    attributes.retain(|name| !needed.contains(name) && !name.starts_with('#') && !name.starts_with(' '));
    assert_eq!(attributes, [""; 0]);
    assert!(seen.contains("uid: hlefevre") && seen.contains("uid: kmbaye"), "{seen}");
    assert!(!seen.contains("ou=services"), "{seen}");
    // Nor by asking whether a filter holds.
    for attribute in PROOFS.into_iter().chain(["userPassword"]) {
        let found = search(&slapd, MAMAMIA, &format!("({attribute}=*)"), &["1.1"]);
        assert!(!found.contains("dn:"), "{attribute}: {found}");
    }
}

#[test]
fn service_writes_only_passwords() {
    let Some(slapd) = installed() else { return };
    let mut changes = vec![
        "changetype: modify\nadd: pwdReset\npwdReset: TRUE\n".to_owned(),
        "changetype: delete\n".to_owned(),
        "changetype: modrdn\nnewrdn: uid=autre\ndeleteoldrdn: 1\n".to_owned(),
    ];
    let others = ["uid", "cn", "sn", "mail", "description", "pwdAccountLockedTime"];
    for attribute in PROOFS.into_iter().chain(others) {
        let value = if attribute == "dateNaissance" { "19800101" } else { "000001010000Z" };
        changes.push(format!("changetype: modify\nreplace: {attribute}\n{attribute}: {value}\n"));
        changes.push(format!("changetype: modify\ndelete: {attribute}\n"));
    }
    let mut refused: Vec<String> =
        changes.iter().map(|change| format!("dn: uid=hlefevre,ou=personnels,{BASE}\n{change}")).collect();
    let add = "changetype: add\nobjectClass: account\nuid: autre\n";
    refused.push(format!("dn: uid=autre,ou=personnels,{BASE}\n{add}"));
    for other in [&*format!("cn=lecteur,ou=services,{BASE}"), MAMAMIA.0] {
        let change = "changetype: modify\nreplace: userPassword\nuserPassword: ";
        refused.push(format!("dn: {other}\n{change}{NEW}\n"));
    }
    for ldif in refused {
        let answer = modify(&slapd, MAMAMIA, &ldif);
        assert_eq!(answer.status.code(), Some(50), "{ldif}{}", String::from_utf8_lossy(&answer.stderr));
    }
}

#[test]
fn former_rights_remain() {
    let Some(slapd) = installed() else { return };
    let reader = (&*format!("cn=lecteur,ou=services,{BASE}"), SERVICE_PASSWORD);
    assert!(search(&slapd, reader, "(uid=hlefevre)", &["numen"]).contains("numen: 06E7012345ABC"));
    let oneself = (&*format!("uid=essai01,ou=personnels,{BASE}"), INITIAL);
    let own = "changetype: modify\nreplace: userPassword\nuserPassword: Mon-Nouveau-2027\n";
    done(&modify(&slapd, oneself, &format!("dn: {}\n{own}", oneself.0)));
}

#[test]
fn wrong_passwords_never_lock_service() {
    let Some(slapd) = installed() else { return };
    let whoami = |password: &str| tool(&slapd, "ldapwhoami", (MAMAMIA.0, password), &[], "").status.success();
    // A person is locked after three of them.
    for _ in 0..5 {
        assert!(!whoami("Pas-le-bon-2026"));
    }
    assert!(whoami(SERVICE_PASSWORD));
}

fn proof(slapd: &Slapd, of: &str, attribute: &str) -> String {
    let found = search(slapd, ADMINISTRATOR, &format!("(uid={of})"), &[attribute]);
    let mark = format!("\n{attribute}: ");
    let (_, value) = found.split_once(&mark).unwrap_or_else(|| panic!("{of} has no {attribute}"));
    value.lines().next().unwrap().to_owned()
}
