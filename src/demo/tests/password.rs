//! Changes by the person and resets by the service.
use super::*;

const QUALITY: &str = "Password fails quality checking policy";
const CLASSES: &str = "Le mot de passe doit mélanger au moins trois classes de caractères";
const UNVERIFIED: &str = "unwilling to verify old password";
const SAME: &str = "Password is not being changed from existing value";
const NOT_ALLOWED: &str = "User alteration of password is not allowed";
const NOT_THERE: &str = "modify/delete: pwdReset: no such attribute";
const OLD_REQUIRED: &str = "Must supply old password to be changed as well as new one";

/// Longer than the 128 bytes of the default policy.
fn too_long() -> &'static str {
    format!("Aa1-{}", "x".repeat(125)).leak()
}

/// Name of the entry, old password and new one.
type Request = (&'static str, Option<&'static str>, &'static str);

#[rstest]
#[case::done((JDUPONT, Some(OLD), NEW), reply(0, "", None))]
#[case::without_the_old_one((JDUPONT, None, NEW), reply(0, "", None))]
#[case::wrong_old((JDUPONT, Some("wrong"), NEW), reply(53, UNVERIFIED, None))]
#[case::wrong_old_comes_first((JDUPONT, Some("wrong"), "court"), reply(53, UNVERIFIED, None))]
#[case::empty_old((JDUPONT, Some(""), NEW), reply(53, "old password value is empty", None))]
#[case::empty_new((JDUPONT, Some(OLD), ""), reply(53, "new password value is empty", None))]
#[case::too_short((JDUPONT, Some(OLD), "court"), reply(19, QUALITY, "3003810106"))]
#[case::too_long((JDUPONT, Some(OLD), too_long()), reply(19, QUALITY, "3003810109"))]
#[case::module((JDUPONT, Some(OLD), "toutenminuscules"), reply(19, CLASSES, "3003810105"))]
#[case::hashed((JDUPONT, Some(OLD), "{SSHA}abcdefghijklmnop"), reply(19, QUALITY, "3003810105"))]
#[case::same((JDUPONT, Some(OLD), OLD), reply(19, SAME, "3003810108"))]
#[case::too_young((CRECENTE, Some(OLD), NEW), reply(19, "Password is too young to change", "3003810107"))]
#[case::forbidden((FINTERDIT, Some(OLD), NEW), reply(50, NOT_ALLOWED, "3003810103"))]
#[case::old_required((AREQUIS, None, NEW), reply(50, OLD_REQUIRED, "3003810104"))]
#[case::old_required_and_given((AREQUIS, Some(OLD), NEW), reply(0, "", None))]
#[case::must_change((MBENALI, Some(OLD), NEW), reply(0, "", None))]
#[tokio::test]
async fn person_changes_own_password(#[case] (dn, old, new): Request, #[case] expected: TestReply) {
    for named in [true, false] {
        let (fixture, mut client) = started_as(dn).await;
        let done = expected.code == 0;
        assert_eq!(client.change(named.then_some(dn), old, Some(new)).await, expected, "named: {named}");
        assert!(fixture.directory.holds_password(dn, if done { new } else { OLD }), "named: {named}");
        assert_eq!(fixture.directory.holds_password(dn, OLD), !done, "named: {named}");
    }
}

#[rstest]
#[case::someone_else((HLEFEVRE, None, NEW), reply(50, "", None))]
#[case::someone_else_with_the_old((HLEFEVRE, Some(OLD), NEW), reply(53, UNVERIFIED, None))]
#[case::policy_before_rights((HLEFEVRE, None, "court"), reply(19, QUALITY, "3003810106"))]
#[case::unknown((NOBODY, None, NEW), reply(32, "", None))]
#[case::unknown_with_the_old((NOBODY, Some(OLD), NEW), reply(53, UNVERIFIED, None))]
#[case::not_a_bare_name(("dn:uid=jdupont,ou=personnels,dc=ac-exemple,dc=fr", None, NEW), reply(21, "Invalid DN", None))]
#[case::login(("u:jdupont", None, NEW), reply(21, "Invalid DN", None))]
#[case::elsewhere(("dc=other", None, NEW), reply(80, "unable to retrieve SASL username", None))]
#[tokio::test]
async fn person_cannot_change_others(#[case] (target, old, new): Request, #[case] expected: TestReply) {
    let (fixture, mut client) = started_as(JDUPONT).await;
    assert_eq!(client.change(Some(target), old, Some(new)).await, expected);
    assert!(fixture.directory.holds_password(HLEFEVRE, OLD));
}

#[rstest]
#[case::done((JDUPONT, None, NEW), reply(0, "", None))]
#[case::with_the_old((JDUPONT, Some(OLD), NEW), reply(0, "", None))]
#[case::with_a_wrong_old((JDUPONT, Some("wrong"), NEW), reply(53, UNVERIFIED, None))]
#[case::expired_with_the_old((TGRANDJEAN, Some(OLD), NEW), reply(0, "", None))]
#[case::must_change_with_the_old((MBENALI, Some(OLD), NEW), reply(0, "", None))]
#[case::first_password((NSANSMDP, None, NEW), reply(0, "", None))]
#[case::too_short((JDUPONT, None, "court"), reply(19, QUALITY, "3003810106"))]
#[case::module((JDUPONT, None, "toutenminuscules"), reply(19, CLASSES, "3003810105"))]
#[case::same((JDUPONT, None, OLD), reply(19, SAME, "3003810108"))]
#[case::too_young((CRECENTE, None, NEW), reply(19, "Password is too young to change", "3003810107"))]
#[case::forbidden_to_the_person_only((FINTERDIT, None, NEW), reply(0, "", None))]
#[case::old_required((AREQUIS, None, NEW), reply(50, OLD_REQUIRED, "3003810104"))]
#[case::unknown((NOBODY, None, NEW), TestReply { matched: PERSONNELS.into(), ..reply(32, "", None) })]
#[tokio::test]
async fn service_resets_password(#[case] (dn, old, new): Request, #[case] expected: TestReply) {
    let fixture = started().await;
    let done = expected.code == 0;
    assert_eq!(fixture.service().await.change(Some(dn), old, Some(new)).await, expected);
    assert_eq!(fixture.directory.holds_password(dn, new), done || new == OLD);
    if done {
        assert_eq!(fixture.bind(dn, new).await, reply(0, "", "3000"));
    }
}

#[tokio::test]
async fn anonymous_change_is_refused() {
    let fixture = started().await;
    let expected = reply(8, "only authenticated users may change passwords", None);
    assert_eq!(fixture.connect().await.change(Some(JDUPONT), Some(OLD), Some(NEW)).await, expected);
}

#[tokio::test]
async fn wrong_old_password_counts_no_failure() {
    let (fixture, mut client) = started_as(JDUPONT).await;
    for _ in 0..5 {
        assert_eq!(client.change(None, Some("wrong"), Some(NEW)).await.code, 53);
    }
    assert_eq!(fixture.bind(JDUPONT, OLD).await, reply(0, "", "3000"));
}

#[tokio::test]
async fn five_former_passwords_are_refused() {
    let (_fixture, mut client) = started_as(JDUPONT).await;
    let former = reply(19, "Password is in history of old passwords", "3003810108");
    for round in 1..=5 {
        assert_eq!(client.change(None, None, Some(&format!("{NEW}-{round}"))).await.code, 0);
        assert_eq!(client.change(None, None, Some(OLD)).await, former);
    }
    assert_eq!(client.change(None, None, Some(&format!("{NEW}-6"))).await.code, 0);
    assert_eq!(client.change(None, None, Some(OLD)).await, reply(0, "", None));
}

#[tokio::test]
async fn young_password_changes_later() {
    let (fixture, mut client) = started_as(CRECENTE).await;
    // It is an hour old.
    fixture.clock.advance(SignedDuration::from_secs(23 * 3600 - 1));
    assert_eq!(client.change(None, Some(OLD), Some(NEW)).await.code, 19);
    fixture.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(client.change(None, Some(OLD), Some(NEW)).await.code, 0);
}

#[tokio::test]
async fn reset_unlocks_account() {
    let (fixture, mut service) = started_with_service().await;
    assert_eq!(service.change(Some(VROYER), None, Some(NEW)).await.code, 0);
    assert_eq!(fixture.bind(VROYER, NEW).await, reply(0, "", "3000"));
    for _ in 0..4 {
        fixture.bind(JDUPONT, "wrong").await;
    }
    assert_eq!(service.change(Some(JDUPONT), None, Some(NEW)).await.code, 0);
    assert_eq!(fixture.bind(JDUPONT, NEW).await, reply(0, "", "3000"));
}

#[tokio::test]
async fn missing_new_password_is_generated() {
    let (fixture, mut service) = started_with_service().await;
    assert_eq!(service.change(Some(JDUPONT), None, None).await, reply(19, QUALITY, "3003810106"));
    let request = PasswordModify { user_id: Some(FINTERDIT), old_pass: None, new_pass: None };
    let result = service.next().extended(request).await.unwrap();
    assert_eq!(result.1.rc, 0);
    let value = result.0.val.unwrap();
    assert_eq!(value[..4], [0x30, 0x0a, 0x80, 0x08]);
    let generated = std::str::from_utf8(&value[4..]).unwrap();
    assert!(fixture.directory.holds_password(FINTERDIT, generated));
}

#[tokio::test]
async fn decomposed_password_is_another() {
    let (fixture, mut client) = started_as(JDUPONT).await;
    assert_eq!(client.change(None, None, Some("Été-à-Noël-2026-€-🙂")).await.code, 0);
    assert_eq!(fixture.bind(JDUPONT, "Été-à-Noël-2026-€-🙂").await.code, 0);
    assert_eq!(fixture.bind(JDUPONT, "E\u{301}té-à-Noël-2026-€-🙂").await.code, 49);
}

fn replace<'a>(attribute: &'a str, value: &'a str) -> Vec<Mod<&'a str>> {
    vec![Mod::Replace(attribute, HashSet::from([value]))]
}

#[rstest]
#[case::must_change(replace("pwdReset", "TRUE"), reply(0, "", None))]
#[case::need_not_change(replace("pwdReset", "FALSE"), reply(0, "", None))]
#[case::added(vec![Mod::Add("pwdReset", HashSet::from(["TRUE"]))], reply(0, "", None))]
#[case::not_a_boolean(replace("pwdReset", "oui"), reply(21, "pwdReset: value #0 invalid per syntax", None))]
#[case::not_there(vec![Mod::Delete("pwdReset", HashSet::new())], reply(16, NOT_THERE, None))]
#[case::another_attribute(replace("cn", "x"), reply(50, "", None))]
#[case::unknown_attribute(replace("foo", "x"), reply(17, "foo: attribute type undefined", None))]
#[case::all_or_nothing([replace("pwdReset", "TRUE"), replace("cn", "x")].concat(), reply(50, "", None))]
#[tokio::test]
async fn service_modifies_reset_only(#[case] changes: Vec<Mod<&'static str>>, #[case] expected: TestReply) {
    assert_eq!(started().await.service().await.modify(JDUPONT, changes).await, expected);
}

#[tokio::test]
async fn reset_password_must_be_changed() {
    let (fixture, mut service) = started_with_service().await;
    assert_eq!(service.change(Some(JDUPONT), None, Some(NEW)).await.code, 0);
    assert_eq!(service.modify(JDUPONT, replace("pwdReset", "TRUE")).await.code, 0);
    let twice = vec![Mod::Add("pwdReset", HashSet::from(["TRUE"]))];
    let refused = reply(19, "attribute 'pwdReset' cannot have multiple values", None);
    assert_eq!(service.modify(JDUPONT, twice).await, refused);
    let found = service.next().search(JDUPONT, Scope::Base, "(pwdReset=TRUE)", vec!["pwdReset"]).await;
    assert_eq!(found.unwrap().0.len(), 1);
    assert_eq!(fixture.bind(JDUPONT, NEW).await, reply(0, "", "3003810102"));
}

#[tokio::test]
async fn only_service_modifies() {
    let (fixture, mut person) = started_as(JDUPONT).await;
    assert_eq!(person.modify(JDUPONT, replace("pwdReset", "TRUE")).await, reply(50, "", None));
    let refused = reply(8, "modifications require authentication", None);
    assert_eq!(fixture.connect().await.modify(JDUPONT, replace("pwdReset", "TRUE")).await, refused);
    let result = fixture.service().await.next().delete(JDUPONT).await.unwrap();
    assert_eq!(TestReply::from(result), reply(50, "no write access to parent", None));
}
