//! A real server's remark on a password in force reaches the person.

use mamamia::account::Reminder;

use super::support::slapd::{self, Setting};
use super::support::tools::{self, ADMINISTRATOR};
use super::support::{INITIAL, SERVICE, change};
use super::*;

/// Longer than any new password here, so that the server refuses them all.
const REFUSING: &str = "replace: pwdMinLength\npwdMinLength: 60\n";
/// Every password of that policy expires within the warning.
const EXPIRING: &str = "replace: pwdMaxAge\npwdMaxAge: 90000\n";

fn alter(slapd: &Slapd, policy: &str, change: &str) {
    let ldif = format!("dn: cn={policy},ou=politiques,{BASE}\nchangetype: modify\n{change}");
    tools::done(&tools::modify(slapd, ADMINISTRATOR, &ldif));
}

#[tokio::test]
async fn validity_of_password_is_told() {
    let Some(slapd) = slapd::start(&Setting { anonymous: "read", ..Setting::default() }) else { return };
    let told = async |service: Option<&str>, uid: &str, new: &str| {
        let services = services(&slapd.settings(), service);
        let peer = services.open_session("test");
        let response = services.submit(change(uid, INITIAL, new), &peer, Caller::default()).await;
        (response.outcome.code(), response.reminder)
    };
    ["defaut", "grace"].into_iter().for_each(|policy| alter(&slapd, policy, REFUSING));
    for left in [2, 1, 0] {
        assert_eq!(told(None, "grace1", NEW).await, (431, Some(Reminder::UsesLeft(left))));
    }
    // Only the service account could still change it.
    assert_eq!(told(Some(SERVICE), "grace1", NEW).await, (431, Some(Reminder::Unusable)));
    assert_eq!(told(Some(SERVICE), "doitchanger1", NEW).await, (431, Some(Reminder::MustChange)));
    let (code, soon) = told(Some(SERVICE), "eavert", NEW).await;
    assert!(code == 431 && matches!(days(soon), Some(4 | 5)), "{code} {soon:?}");
    // The server says nothing of this one but when it was set.
    let (code, set) = told(Some(SERVICE), "essai01", NEW).await;
    assert!(code == 431 && matches!(set, Some(Reminder::Changed(_))), "{code} {set:?}");

    alter(&slapd, "defaut", &format!("{EXPIRING}-\nreplace: pwdMinLength\npwdMinLength: 12\n"));
    let (code, soon) = told(Some(SERVICE), "essai01", NEW).await;
    assert!(code == 200 && days(soon) == Some(1), "{code} {soon:?}");
}

fn days(reminder: Option<Reminder>) -> Option<u64> {
    match reminder {
        Some(Reminder::ExpiresIn(left)) => Some(left.as_secs() / 86_400),
        _ => None,
    }
}
