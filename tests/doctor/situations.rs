//! The situations in which visits fail: the doctor finds a fault in each, and says what to do.

use super::*;

use installation::argument;
use support::ds389::Ds389;
use support::scripted::{self, Answer, Question};
use support::tools::{self, ADMINISTRATOR};

/// The doctor ends with 1, by a fault of that check whose remedy says how.
fn has_fault(installation: &Installation, options: &[&str], check: &str, remedy: &str) {
    let (code, findings) = doctor(installation, options);
    assert_eq!(code, 1, "{findings:?}");
    let holds = |fault: &&Found| {
        fault.check == check && fault.remedy.as_ref().is_some_and(|said| said.contains(remedy))
    };
    assert!(faults(&findings).iter().any(holds), "no {check} with « {remedy} »: {findings:#?}");
}

#[test]
fn good_installation_has_no_fault() {
    let Some(slapd) = slapd::shared() else { return };
    let head_office = "head_office_filter = \"(departmentNumber=RECTORAT)\"";
    let (code, findings) = doctor(&Installation::of(slapd, head_office), &[]);
    assert!(faults(&findings).is_empty(), "{findings:#?}");
    assert_eq!(code, 0);
    for check in ["login", "head-office", "people", "service", "compare", "write", "shape", "audit"] {
        assert!(
            findings.iter().any(|found| found.check == check && found.level == "ok"),
            "{check}: {findings:#?}"
        );
    }
}

#[test]
fn misspelt_login_attribute_is_found() {
    let Some(slapd) = slapd::shared() else { return };
    let installation = Installation::of(slapd, "login_attribute = \"uidd\"");
    has_fault(&installation, &[], "login", "attrs=uidd");
    has_fault(&installation, &[], "schema", "corriger ce nom");
}

/// The service compares it, but may neither search nor read it.
#[test]
fn unsearchable_login_attribute_is_found() {
    let Some(slapd) = slapd::shared() else { return };
    has_fault(&Installation::of(slapd, "login_attribute = \"numen\""), &[], "login", "attrs=numen");
}

#[test]
fn exact_login_attribute_is_found() {
    let Some(slapd) = slapd::start(&Setting::default()) else { return };
    modify(&slapd, "uid=essai01,ou=personnels", "add: labeledURI\nlabeledURI: JMaj\n");
    let installation = Installation::bound_as(
        ADMINISTRATOR,
        &slapd.ldap(),
        "login_attribute = \"labeledURI\"\nperson_filter = \"(labeledURI=*)\"",
        "",
    );
    has_fault(&installation, &[], "login", "caseIgnoreMatch");
}

#[test]
fn search_beyond_limits_is_found() {
    let setting = Setting {
        database: "limits dn.children=\"ou=services,dc=ac-exemple,dc=fr\" size.unchecked=5",
        ..Setting::default()
    };
    let Some(slapd) = slapd::start(&setting) else { return };
    has_fault(&Installation::of(&slapd, "login_attribute = \"mail\""), &[], "login", "olcDbIndex mail eq");
}

#[rstest::rstest]
#[case::misspelt("(departementNumber=RECTORAT)", "attrs=departementNumber")]
#[case::unreadable("(numen=06E8811111NPQ)", "attrs=numen")]
fn useless_head_office_filter_is_found(#[case] filter: &str, #[case] remedy: &str) {
    let Some(slapd) = slapd::shared() else { return };
    let installation = Installation::of(slapd, &format!("head_office_filter = \"{filter}\""));
    has_fault(&installation, &[], "filter", remedy);
}

#[test]
fn read_only_database_is_found() {
    let setting = Setting { database: "readonly on", ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    has_fault(&Installation::of(&slapd, ""), &[], "write", "olcReadOnly");
}

#[test]
fn missing_right_to_own_password_is_found() {
    let setting = Setting { access: "access-without-self.conf", ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    let installation = Installation::of(&slapd, "");
    let password = installation.secret("essai", INITIAL);
    let options = ["--login", "essai01", "--password-file", argument(&password)];
    has_fault(&installation, &options, "person", "by self write");
    std::fs::set_permissions(&password, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    has_fault(&installation, &options, "person", "mode 400");
}

#[test]
fn public_proofs_are_found() {
    let setting = Setting { access: "access-of-debian.conf", ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    has_fault(&Installation::of(&slapd, ""), &[], "public", "attrs=numen,");
}

#[test]
fn demand_of_tls_is_no_wrong_password() {
    let setting = Setting { global: "localSSF 71\nsecurity simple_bind=128", ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    has_fault(&Installation::of(&slapd, ""), &[], "service", "ldaps://");
}

/// A proxy whose server is down: slapd's back-ldap answers so.
#[tokio::test(flavor = "multi_thread")]
async fn backend_down_is_no_wrong_password() {
    let url = scripted::serve(|question| {
        Some(match question {
            Question::Search(base, _) if base.is_empty() => {
                vec![Answer::Entry("", vec![("objectClass", vec!["OpenLDAProotDSE"])]), Answer::End(0)]
            }
            _ => vec![Answer::End(52)],
        })
    })
    .await;
    let act = move || has_fault(&Installation::at(&url, "", ""), &[], "service", "mandataire");
    tokio::task::spawn_blocking(act).await.unwrap();
}

#[rstest::rstest]
#[case::must_change("add: pwdReset\npwdReset: TRUE\n", "pwdReset")]
#[case::locked("add: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n", "déverrouiller")]
#[case::wrong("replace: userPassword\nuserPassword: Un-Autre-2026\n", "password_file")]
fn state_of_service_is_told(#[case] change: &str, #[case] remedy: &str) {
    let Some(slapd) = slapd::start(&Setting::default()) else { return };
    modify(&slapd, "cn=mamamia,ou=services", change);
    has_fault(&Installation::of(&slapd, ""), &[], "service", remedy);
}

#[test]
fn mail_address_as_login_is_good() {
    let Some(slapd) = slapd::shared() else { return };
    let (code, findings) = doctor(&Installation::of(slapd, "login_attribute = \"mail\""), &[]);
    assert_eq!(code, 0, "{findings:#?}");
}

#[test]
fn dates_of_another_spelling_are_counted() {
    let Some(slapd) = slapd::shared() else { return };
    let reader = format!("cn=lecteur,ou=services,{BASE}");
    let identity = "[identity]\nproof = \"read\"\nbirth_date_format = \"generalized-time\"";
    let installation = Installation::bound_as((&reader, SERVICE_PASSWORD), &slapd.ldap(), "", identity);
    has_fault(&installation, &[], "shape", "birth_date_format");
    let (_, findings) = doctor(&installation, &[]);
    let counts = findings.iter().filter(|found| found.check == "shape").map(|found| &found.said);
    for said in counts {
        assert!(!said.contains("1970") && !said.contains("1988"), "a value is shown: {said}");
    }
}

#[test]
fn typed_login_may_be_named() {
    let Some(slapd) = slapd::shared() else { return };
    let installation = Installation::of(slapd, "");
    let (code, findings) = doctor(&installation, &["--login", "hlefevre"]);
    assert_eq!(code, 0, "{findings:#?}");
}

#[test]
fn unknown_login_hides_no_check() {
    let Some(slapd) = slapd::shared() else { return };
    let installation = Installation::of(slapd, "");
    has_fault(&installation, &["--login", "inconnu"], "login", "vérifier cet identifiant");
    let (_, findings) = doctor(&installation, &["--login", "inconnu"]);
    let faulty: Vec<_> = faults(&findings).into_iter().map(|fault| fault.check.clone()).collect();
    assert_eq!(faulty, ["login"], "{findings:#?}");
    for check in ["people", "compare", "write", "locks"] {
        assert!(
            findings.iter().any(|found| found.check == check && found.level == "ok"),
            "{check}: {findings:#?}"
        );
    }
}

/// A search that takes its time each time: no index.
#[tokio::test(flavor = "multi_thread")]
async fn slow_search_is_found() {
    let url = scripted::serve(|question| {
        Some(match question {
            Question::Search(base, _) if base.is_empty() => {
                vec![Answer::Entry("", vec![("objectClass", vec!["OpenLDAProotDSE"])]), Answer::End(0)]
            }
            Question::Search(_, texts) if texts.iter().any(|text| text == "mail") => {
                std::thread::sleep(std::time::Duration::from_millis(600));
                vec![Answer::End(0)]
            }
            _ => vec![Answer::End(0)],
        })
    })
    .await;
    let installation = Installation::at(&url, "operation_timeout = \"2s\"", "");
    let act = move || has_fault(&installation, &[], "login", "olcDbIndex uid eq");
    tokio::task::spawn_blocking(act).await.unwrap();
}

/// slapd's back-meta: it takes the policy control away, and people have been under a policy.
#[tokio::test(flavor = "multi_thread")]
async fn proxy_without_policy_is_found() {
    let url = scripted::serve(|question| {
        let person = vec![("uid", vec!["essai01"]), ("PWDCHANGEDTIME", vec!["20261124053012Z"])];
        Some(match question {
            Question::Search(base, _) if base.is_empty() => {
                let extensions = vec!["1.3.6.1.4.1.4203.1.11.1"];
                let root = vec![("objectClass", vec!["OpenLDAProotDSE"]), ("supportedExtension", extensions)];
                vec![Answer::Entry("", root), Answer::End(0)]
            }
            Question::Search(..) => {
                let dn = "uid=essai01,ou=personnels,dc=ac-exemple,dc=fr";
                vec![Answer::Entry(dn, person), Answer::End(0)]
            }
            Question::Compare(..) => vec![Answer::End(5)],
            Question::Modify => vec![Answer::End(16)],
            _ => vec![Answer::End(0)],
        })
    })
    .await;
    let act = move || has_fault(&Installation::at(&url, "", ""), &[], "proxy", "back-ldap");
    tokio::task::spawn_blocking(act).await.unwrap();
}

/// The doctor finds that fault of a 389 Directory Server in clear text.
async fn has_fault_over_389(server: Ds389, check: &'static str, remedy: &'static str) {
    let (_, url) = server.with("essai01", &[]).serve().await;
    let installation = Installation::at(&url, "person_filter = \"(objectClass=inetOrgPerson)\"", "");
    tokio::task::spawn_blocking(move || has_fault(&installation, &[], check, remedy)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn clear_text_to_389_is_found() {
    has_fault_over_389(Ds389::default(), "tls", "ldaps://").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_lock_of_389_is_found() {
    let server = Ds389 { hidden: ["nsAccountLock"].into(), ..Ds389::default() };
    has_fault_over_389(server, "locks", "nsAccountLock").await;
}

/// Changes an entry, as the administrator.
fn modify(slapd: &Slapd, entry: &str, change: &str) {
    let ldif = format!("dn: {entry},{BASE}\nchangetype: modify\n{change}");
    tools::done(&tools::modify(slapd, ADMINISTRATOR, &ldif));
}
