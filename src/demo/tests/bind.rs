//! Binds.
use super::*;

#[rstest]
#[case::right(reply(0, "", "3000"), &[(JDUPONT, OLD), (CRECENTE, OLD), (ALEROY, OLD)])]
// Also an entry without a password, and one that is no person.
#[case::wrong(reply(49, "", "3000"), &[(JDUPONT, "wrong"), (TGRANDJEAN, "wrong"), (NSANSMDP, OLD), (BASE, OLD)])]
#[case::unknown_or_no_name(reply(49, "", None), &[(NOBODY, OLD), ("", OLD)])]
#[case::no_password(reply(53, "unauthenticated bind (DN with no password) disallowed", None), &[(JDUPONT, "")])]
#[case::anonymous(reply(0, "", None), &[("", "")])]
#[case::malformed_name(reply(34, "invalid DN", None), &[("jdupont", OLD)])]
#[case::locked_by_an_administrator(reply(49, "", "3003810101"), &[(VROYER, OLD), (VROYER, "wrong")])]
#[case::expired(reply(49, "", "3003810100"), &[(TGRANDJEAN, OLD)])]
#[case::must_change(reply(0, "", "3003810102"), &[(MBENALI, OLD)])]
// 432 000 s: the clock of the test stands still, that of the measured server did not.
#[case::expires_soon(reply(0, "", "3007a0058003069780"), &[(PBIENTOT, OLD)])]
#[case::grace(reply(0, "", "3005a003810104"), &[(GGRACE, OLD)])]
#[tokio::test]
async fn bind_answers_as_openldap(#[case] expected: TestReply, #[case] binds: &[(&str, &str)]) {
    for (dn, password) in binds {
        assert_eq!(started().await.bind(dn, password).await, expected, "{dn} {password}");
    }
}

#[tokio::test]
async fn control_needs_request() {
    let fixture = started().await;
    let mut client = fixture.connect().await;
    let result = client.ldap.simple_bind(MBENALI, OLD).await.unwrap();
    assert_eq!((result.rc, result.ctrls.len()), (0, 0));
}

#[tokio::test]
async fn three_failures_lock_account() {
    let fixture = started().await;
    for _ in 0..3 {
        assert_eq!(fixture.bind(JDUPONT, "wrong").await, reply(49, "", "3000"));
    }
    let locked = reply(49, "", "3003810101");
    assert_eq!(fixture.bind(JDUPONT, "wrong").await, locked);
    assert_eq!(fixture.bind(JDUPONT, OLD).await, locked);
    fixture.clock.advance(SignedDuration::from_secs(899));
    assert_eq!(fixture.bind(JDUPONT, OLD).await, locked);
    fixture.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(fixture.bind(JDUPONT, OLD).await, reply(0, "", "3000"));
}

#[tokio::test]
async fn success_or_time_forgets_failures() {
    let fixture = started().await;
    let fail = async || fixture.bind(JDUPONT, "wrong").await.control;
    fail().await;
    fail().await;
    assert_eq!(fixture.bind(JDUPONT, OLD).await.code, 0);
    fail().await;
    fail().await;
    fixture.clock.advance(SignedDuration::from_secs(900));
    fail().await;
    assert_eq!(fixture.bind(JDUPONT, OLD).await, reply(0, "", "3000"));
}

#[tokio::test]
async fn grace_logins_run_out() {
    let fixture = started().await;
    for left in (0..5).rev() {
        assert_eq!(fixture.bind(GGRACE, OLD).await.control.unwrap(), format!("3005a00381010{left}"));
    }
    assert_eq!(fixture.bind(GGRACE, OLD).await, reply(49, "", "3003810100"));
}

#[tokio::test]
async fn password_warns_then_expires() {
    let fixture = started().await;
    let days = |count: i64| SignedDuration::from_hours(24 * count);
    fixture.clock.advance(days(5));
    assert_eq!(fixture.bind(PBIENTOT, OLD).await, reply(0, "", "3005a003800100"));
    fixture.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(fixture.bind(PBIENTOT, OLD).await, reply(49, "", "3003810100"));
    // Without pwdChangedTime, never.
    fixture.clock.advance(days(4000));
    assert_eq!(fixture.bind(JDUPONT, OLD).await, reply(0, "", "3000"));
}

#[tokio::test]
async fn refused_bind_becomes_anonymous() {
    let (_fixture, mut client) = started_as(JDUPONT).await;
    assert_eq!(client.whoami().await, format!("dn:{JDUPONT}"));
    client.bind(JDUPONT, "wrong").await;
    assert_eq!(client.whoami().await, "");
}

#[tokio::test]
async fn must_change_restricts_connection() {
    let (fixture, mut client) = started_as(MBENALI).await;
    let text = "Operations are restricted to bind/unbind/abandon/StartTLS/modify password";
    let restricted = reply(50, text, None);
    assert_eq!(client.compare(MBENALI, "uid", "mbenali").await, restricted);
    let search = client.next().search(MBENALI, Scope::Base, "(objectClass=*)", vec!["uid"]).await;
    assert_eq!(TestReply::from(search.unwrap().1), restricted);
    assert_eq!(TestReply::from(client.next().delete(MBENALI).await.unwrap()), restricted);
    let changes = vec![Mod::Replace("cn", HashSet::from(["x"]))];
    assert_eq!(client.modify(MBENALI, changes).await, reply(50, text, "3003810102"));
    let root = client.next().search("", Scope::Base, "(objectClass=*)", vec!["1.1"]).await;
    assert_eq!(root.unwrap().0.len(), 1);
    assert_eq!(client.whoami().await, format!("dn:{MBENALI}"));
    assert_eq!(client.change(None, Some(OLD), Some(NEW)).await, reply(0, "", None));
    assert_eq!(client.compare(MBENALI, "uid", "MBENALI").await, reply(6, "", None));
    assert_eq!(fixture.bind(MBENALI, NEW).await, reply(0, "", "3000"));
}
