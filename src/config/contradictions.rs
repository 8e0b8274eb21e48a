//! Values that are each acceptable and do not go together.

use std::net::IpAddr;

use url::{Host, Url};

use super::{Config, DirectorySection, SessionSection};
use crate::i18n::{Text, keys::command_line as words};
use crate::password::Policy;
use crate::password::strength::highest_percent;

/// A contradiction between keys.
pub struct Contradiction {
    /// The keys at odds, the one to mend first.
    pub keys: &'static [&'static str],
    /// What is wrong.
    pub reason: Text,
    /// What would be right.
    pub expected: Text,
}

/// Every contradiction of a configuration whose values are each acceptable.
pub fn contradictions(config: &Config) -> Vec<Contradiction> {
    [
        cleartext(&config.directory),
        starttls_without_ldap(&config.directory),
        min_above_max(&config.policy),
        min_below_classes(&config.policy),
        percent_out_of_reach(&config.policy),
        changes_above_max(&config.policy),
        phrase_above_max(&config.policy),
        phrase_below_min(&config.policy),
        idle_above_absolute(&config.session),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn cleartext(directory: &DirectorySection) -> Option<Contradiction> {
    if directory.starttls {
        return None;
    }
    let exposed = directory
        .urls
        .iter()
        .find(|url| scheme(url) == "ldap" && !(directory.allow_cleartext_on_loopback && is_loopback(url)))?;
    Some(Contradiction {
        keys: &["directory.urls", "directory.starttls", "directory.allow_cleartext_on_loopback"],
        reason: Text::from(words::CONFIG_CLEARTEXT).word("url", exposed),
        expected: words::CONFIG_CLEARTEXT_INSTEAD.into(),
    })
}

fn starttls_without_ldap(directory: &DirectorySection) -> Option<Contradiction> {
    let is = |wanted: &str| directory.urls.iter().any(|url| scheme(url) == wanted);
    (directory.starttls && (is("ldaps") || !is("ldap"))).then(|| Contradiction {
        keys: &["directory.starttls", "directory.urls"],
        reason: words::CONFIG_STARTTLS_WITHOUT_LDAP.into(),
        expected: words::CONFIG_STARTTLS_INSTEAD.into(),
    })
}

fn min_above_max(policy: &Policy) -> Option<Contradiction> {
    (policy.min_length > policy.max_length).then(|| Contradiction {
        keys: &["policy.min_length", "policy.max_length"],
        reason: Text::from(words::CONFIG_MIN_ABOVE_MAX).number("max", policy.max_length),
        expected: Text::from(words::CONFIG_AT_MOST).number("most", policy.max_length),
    })
}

fn min_below_classes(policy: &Policy) -> Option<Contradiction> {
    let classes = policy.require.len();
    (policy.min_length < classes).then(|| Contradiction {
        keys: &["policy.min_length", "policy.require"],
        reason: Text::from(words::CONFIG_MIN_BELOW_CLASSES).number("classes", classes),
        expected: Text::from(words::CONFIG_AT_LEAST).number("least", classes),
    })
}

fn percent_out_of_reach(policy: &Policy) -> Option<Contradiction> {
    let highest = highest_percent(policy.max_length);
    (policy.min_percent > highest).then(|| Contradiction {
        keys: &["policy.min_percent", "policy.max_length"],
        reason: Text::from(words::CONFIG_PERCENT_OUT_OF_REACH).number("max", policy.max_length),
        expected: Text::from(words::CONFIG_AT_MOST).number("most", usize::from(highest)),
    })
}

fn changes_above_max(policy: &Policy) -> Option<Contradiction> {
    (policy.min_changes > policy.max_length).then(|| Contradiction {
        keys: &["policy.min_changes", "policy.max_length"],
        reason: Text::from(words::CONFIG_CHANGES_ABOVE_MAX).number("max", policy.max_length),
        expected: Text::from(words::CONFIG_AT_MOST).number("most", policy.max_length),
    })
}

fn phrase_above_max(policy: &Policy) -> Option<Contradiction> {
    (policy.passphrase_length > policy.max_length).then(|| Contradiction {
        keys: &["policy.passphrase_length", "policy.max_length"],
        reason: Text::from(words::CONFIG_PHRASE_ABOVE_MAX).number("max", policy.max_length),
        expected: Text::from(words::CONFIG_AT_MOST).number("most", policy.max_length),
    })
}

/// Every password that is long enough would do without the classes: they would be required of none.
fn phrase_below_min(policy: &Policy) -> Option<Contradiction> {
    let idle = (1..=policy.min_length).contains(&policy.passphrase_length) && !policy.require.is_empty();
    idle.then(|| Contradiction {
        keys: &["policy.passphrase_length", "policy.min_length", "policy.require"],
        reason: Text::from(words::CONFIG_PHRASE_BELOW_MIN).number("min", policy.min_length),
        expected: words::CONFIG_PHRASE_BELOW_MIN_INSTEAD.into(),
    })
}

fn idle_above_absolute(session: &SessionSection) -> Option<Contradiction> {
    (session.idle_timeout > session.absolute_timeout).then(|| Contradiction {
        keys: &["session.idle_timeout", "session.absolute_timeout"],
        reason: words::CONFIG_IDLE_ABOVE_ABSOLUTE.into(),
        expected: words::CONFIG_IDLE_INSTEAD.into(),
    })
}

fn scheme(url: &str) -> String {
    Url::parse(url).map(|url| url.scheme().to_owned()).unwrap_or_default()
}

fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    match url.host() {
        // The host of a scheme that the web does not know is kept as text.
        Some(Host::Domain(name)) => {
            name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
        }
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ldap://127.0.0.1:389", true)]
    #[case("ldap://127.9.9.9", true)]
    #[case("ldap://[::1]:3890", true)]
    #[case("ldap://LocalHost", true)]
    #[case("ldap://localhost.ac-exemple.fr", false)]
    #[case("ldap://127.0.0.1.ac-exemple.fr", false)]
    #[case("ldap://10.0.0.1", false)]
    #[case("ldap://[::2]", false)]
    fn loopback(#[case] url: &str, #[case] expected: bool) {
        assert_eq!(is_loopback(url), expected);
    }

    /// What is at odds in a policy, if anything: the first key of each contradiction.
    #[rstest]
    #[case(Policy::default(), &[])]
    #[case(Policy { min_length: 15, require: vec![], ..Policy::default() }, &[])] // « 15 caractères, sans classes »
    #[case(Policy { passphrase_length: 24, ..Policy::default() }, &[])]
    #[case(Policy { min_length: 20, max_length: 16, ..Policy::default() }, &["policy.min_length"])]
    #[case(Policy { min_length: 3, ..Policy::default() }, &["policy.min_length"])]
    #[case(Policy { min_length: 4, max_length: 8, min_percent: 60, ..Policy::default() }, &["policy.min_percent"])]
    #[case(Policy { min_length: 4, max_length: 8, min_percent: 52, ..Policy::default() }, &[])]
    #[case(Policy { min_percent: 100, max_length: 18, ..Policy::default() }, &["policy.min_percent"])]
    #[case(Policy { min_percent: 100, max_length: 19, ..Policy::default() }, &[])]
    #[case(Policy { min_changes: 129, ..Policy::default() }, &["policy.min_changes"])]
    #[case(Policy { min_changes: 128, ..Policy::default() }, &[])]
    #[case(Policy { passphrase_length: 129, ..Policy::default() }, &["policy.passphrase_length"])]
    #[case(Policy { passphrase_length: 12, ..Policy::default() }, &["policy.passphrase_length"])]
    #[case(Policy { passphrase_length: 13, ..Policy::default() }, &[])]
    #[case(Policy { passphrase_length: 10, require: vec![], ..Policy::default() }, &[])]
    fn policies_that_nobody_can_meet(#[case] policy: Policy, #[case] expected: &[&str]) {
        let found = [
            min_above_max(&policy),
            min_below_classes(&policy),
            percent_out_of_reach(&policy),
            changes_above_max(&policy),
            phrase_above_max(&policy),
            phrase_below_min(&policy),
        ];
        let first: Vec<&str> = found.iter().flatten().map(|found| found.keys[0]).collect();
        assert_eq!(first, expected);
    }
}
