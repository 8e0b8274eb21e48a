//! Searches, comparisons and access rights.
use super::*;
use ldap3::{SearchEntry, SearchOptions};

/// Two people with one login.
const JMARTIN: [&str; 2] =
    ["uid=jmartin,ou=personnels,dc=ac-exemple,dc=fr", "uid=jmartin,ou=externes,dc=ac-exemple,dc=fr"];
const KMBAYE: &str = "uid=kmbaye,ou=externes,dc=ac-exemple,dc=fr";
const SYNTAX: &str = "value does not conform to assertion syntax";

/// The result of a search, with the attributes of the first entry.
struct SearchReply {
    names: Vec<String>,
    attributes: HashMap<String, Vec<String>>,
    answer: TestReply,
}

async fn search(by: &mut TestClient, base: &str, scope: Scope, filter: &str, read: &[&str]) -> SearchReply {
    let result = by.next().search(base, scope, filter, read.to_vec()).await.unwrap();
    let entries: Vec<SearchEntry> = result.0.into_iter().map(SearchEntry::construct).collect();
    SearchReply {
        names: entries.iter().map(|entry| entry.dn.clone()).collect(),
        attributes: entries.into_iter().next().map(|entry| entry.attrs).unwrap_or_default(),
        answer: result.1.into(),
    }
}

#[rstest]
#[case::any_case_and_spaces(&[JDUPONT], &["(uid=jdupont)", "(uid=JDupont)", "(cn=jean   DUPONT)"])]
#[case::as_the_program_asks(&[JDUPONT], &["(&(objectClass=inetOrgPerson)(uid=jdupont))"])]
#[case::homonyms(&JMARTIN, &["(uid=jmartin)"])]
#[case::special(&[ALEROY], &["(uid=aleroy)", r#"(cn=Le Roy, André "Dédé" \5c R+D = #1;)"#, r"(displayName=* \2a)"])]
#[case::locked(&[VROYER], &["(pwdAccountLockedTime=*)"])]
#[case::rectorat(&["uid=psanchez,ou=personnels,dc=ac-exemple,dc=fr"], &["(compteAD=TRUE)"])]
#[case::not_by_proofs(&[], &["(uid=nobody)", "(numen=16E9912345ABC)", "(dateNaissance=*)", "(userPassword=*)"])]
#[tokio::test]
async fn service_finds_by_filter(#[case] expected: &[&str], #[case] filters: &[&str]) {
    let (_fixture, mut service) = started_with_service().await;
    for filter in filters {
        let found = search(&mut service, BASE, Scope::Subtree, filter, &["1.1"]).await;
        assert_eq!(found.names, expected, "{filter}");
        assert_eq!((found.answer, found.attributes.len()), (reply(0, "", None), 0), "{filter}");
    }
}

#[tokio::test]
async fn found_name_binds() {
    let (fixture, mut service) = started_with_service().await;
    let found = search(&mut service, BASE, Scope::Subtree, "(uid=aleroy)", &["cn"]).await;
    assert_eq!(found.attributes["cn"], [r#"Le Roy, André "Dédé" \ R+D = #1;"#]);
    let dn = &found.names[0];
    assert_eq!(service.change(Some(dn), None, Some(NEW)).await.code, 0);
    assert_eq!(fixture.bind(dn, NEW).await.code, 0);
}

const USUAL: [&str; 7] = ["objectClass", "uid", "cn", "sn", "givenName", "displayName", "mail"];

#[rstest]
#[case::by_default(&[], &USUAL)]
#[case::all(&["*", "+"], &[&USUAL[..], &["pwdAccountLockedTime"]].concat())]
#[case::named(&["UID", "pwdAccountLockedTime"], &["uid", "pwdAccountLockedTime"])]
#[case::none(&["1.1"], &[])]
#[case::not_readable(&["numen", "dateNaissance", "userPassword", "description", "description;lang-fr"], &[])]
#[tokio::test]
async fn service_reads_attributes(#[case] asked: &[&str], #[case] expected: &[&str]) {
    let (_fixture, mut service) = started_with_service().await;
    let found = search(&mut service, VROYER, Scope::Base, "(objectClass=*)", asked).await;
    let mut names: Vec<&str> = found.attributes.keys().map(String::as_str).collect();
    let mut expected = expected.to_vec();
    names.sort_unstable();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[tokio::test]
async fn operational_attributes_match_openldap() {
    let (fixture, mut service) = started_with_service().await;
    let asked = ["pwdAccountLockedTime", "pwdFailureTime", "pwdChangedTime", "pwdReset"];
    let mut read = async |dn| search(&mut service, dn, Scope::Base, "(uid=*)", &asked).await.attributes;
    assert_eq!(read(VROYER).await["pwdAccountLockedTime"], ["000001010000Z"]);
    assert_eq!(read(TGRANDJEAN).await["pwdChangedTime"], ["20200101000000Z"]);
    assert_eq!(read(MBENALI).await["pwdReset"], ["TRUE"]);
    assert_eq!(read(CRECENTE).await["pwdChangedTime"], ["20261124070000Z"]);
    assert!(read(JDUPONT).await.is_empty());
    for _ in 0..3 {
        fixture.bind(JDUPONT, "wrong").await;
    }
    let locked = read(JDUPONT).await;
    assert_eq!(locked["pwdAccountLockedTime"], ["20261124080000Z"]);
    assert_eq!(locked["pwdFailureTime"].last(), locked["pwdAccountLockedTime"].last());
}

#[tokio::test]
async fn scope_gives_count() {
    let (_fixture, mut service) = started_with_service().await;
    for (scope, count) in [(Scope::Base, 1), (Scope::OneLevel, 4)] {
        let found = search(&mut service, BASE, scope, "(objectClass=*)", &["1.1"]).await;
        assert_eq!(found.names.len(), count, "{scope:?}");
    }
}

#[rstest]
#[case::unknown_base("ou=nope,dc=ac-exemple,dc=fr", TestReply { matched: BASE.into(), ..reply(32, "", None) })]
#[case::elsewhere("dc=other", reply(32, "", None))]
#[case::malformed("nope", reply(34, "invalid DN", None))]
#[tokio::test]
async fn missing_base_gives_error(#[case] base: &str, #[case] expected: TestReply) {
    let (_fixture, mut service) = started_with_service().await;
    assert_eq!(search(&mut service, base, Scope::Subtree, "(uid=x)", &["1.1"]).await.answer, expected);
}

#[tokio::test]
async fn size_limit_cuts_result() {
    let (_fixture, mut service) = started_with_service().await;
    for (filter, code) in [("(objectClass=inetOrgPerson)", 4), ("(uid=jmartin)", 0)] {
        service.ldap.with_search_options(SearchOptions::new().sizelimit(2));
        let found = search(&mut service, BASE, Scope::Subtree, filter, &["1.1"]).await;
        assert_eq!((found.names.len(), found.answer), (2, reply(code, "", None)), "{filter}");
    }
}

#[tokio::test]
async fn anonymous_sees_no_entry() {
    let fixture = started().await;
    let mut nobody = fixture.connect().await;
    for (base, scope) in [(BASE, Scope::Subtree), (JDUPONT, Scope::Base)] {
        let found = search(&mut nobody, base, scope, "(uid=*)", &["*"]).await;
        assert_eq!((found.names.len(), found.answer), (0, reply(32, "", None)), "{base}");
    }
    assert_eq!(nobody.compare(JDUPONT, "numen", "16E9912345ABC").await, reply(32, "", None));
}

#[tokio::test]
async fn person_sees_own_entry_only() {
    let (_fixture, mut person) = started_as(JDUPONT).await;
    let own = search(&mut person, JDUPONT, Scope::Base, "(uid=*)", &["uid", "numen", "userPassword"]).await;
    assert_eq!(own.attributes.keys().collect::<Vec<_>>(), ["uid"]);
    assert_eq!(search(&mut person, HLEFEVRE, Scope::Base, "(uid=*)", &["*"]).await.answer.code, 32);
    assert_eq!(search(&mut person, BASE, Scope::Subtree, "(uid=*)", &["*"]).await.answer.code, 32);
    assert_eq!(person.compare(JDUPONT, "numen", "16E9912345ABC").await, reply(50, "", None));
}

#[tokio::test]
async fn root_dse_matches_openldap() {
    let fixture = started().await;
    let mut nobody = fixture.connect().await;
    let plain = search(&mut nobody, "", Scope::Base, "(objectClass=*)", &[]).await;
    assert_eq!(plain.names, [""]);
    assert_eq!(plain.attributes["objectClass"], ["top", "OpenLDAProotDSE"]);
    assert_eq!(plain.attributes.len(), 1);
    let all = search(&mut nobody, "", Scope::Base, "(objectClass=*)", &["*", "+"]).await.attributes;
    assert!(all["supportedControl"].iter().any(|oid| oid == CONTROL_OID));
    assert!(all["supportedExtension"].iter().any(|oid| oid == "1.3.6.1.4.1.4203.1.11.1"));
    assert_eq!(all["namingContexts"], [BASE]);
    assert_eq!(all["supportedLDAPVersion"], ["3"]);
    assert!(all.contains_key("vendorName"));
}

#[rstest]
#[case::numen_in_any_case(reply(6, "", None), &[(JDUPONT, "numen", "16E9912345ABC"), (HLEFEVRE, "NUMEN", "06E7012345ABC")])]
#[case::right_date(reply(6, "", None), &[(JDUPONT, "dateNaissance", "19750714")])]
#[case::external(reply(6, "", None), &[(KMBAYE, "numeroPersonneExterieure", "ext-2026-00042")])]
#[case::wrong(reply(5, "", None), &[(JDUPONT, "numen", "16E9912345ABD"), (JDUPONT, "dateNaissance", "19750715")])]
#[case::syntax(reply(21, SYNTAX, None), &[(JDUPONT, "dateNaissance", "14/07/1975"), (JDUPONT, "numen", "é")])]
#[case::no_numen(reply(16, "", None), &[(KMBAYE, "numen", "16E9912345ABC")])]
#[case::not_readable(reply(50, "", None), &[(JDUPONT, "userPassword", OLD), (JDUPONT, "description", "x")])]
#[case::unknown_attribute(reply(17, "", None), &[(JDUPONT, "foo", "x")])]
#[case::unknown_entry(TestReply { matched: PERSONNELS.into(), ..reply(32, "", None) }, &[(NOBODY, "numen", "x")])]
#[case::malformed(reply(34, "invalid DN", None), &[("jdupont", "numen", "x")])]
#[tokio::test]
async fn service_compares_proofs(#[case] expected: TestReply, #[case] asked: &[(&str, &str, &str)]) {
    let (_fixture, mut service) = started_with_service().await;
    for (dn, attribute, value) in asked {
        assert_eq!(service.compare(dn, attribute, value).await, expected, "{dn} {attribute} {value}");
    }
}

#[tokio::test]
async fn unknown_extension_is_refused() {
    let (_fixture, mut service) = started_with_service().await;
    let control = |crit| RawControl { ctype: "1.2.3.4".to_owned(), crit, val: None };
    let result = service.ldap.with_controls(control(true)).compare(JDUPONT, "uid", "jdupont").await.unwrap();
    assert_eq!(TestReply::from(result.0), reply(12, "critical extension is not recognized", None));
    let result = service.ldap.with_controls(control(false)).compare(JDUPONT, "uid", "jdupont").await.unwrap();
    assert_eq!(result.0.rc, 6);
    let result = service.ldap.extended(Exop { name: Some("1.2.3.4".to_owned()), val: None }).await.unwrap();
    assert_eq!(TestReply::from(result.1), reply(2, "unsupported extended operation", None));
}
