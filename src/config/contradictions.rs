//! Contradictions between values that are each acceptable.

use std::net::IpAddr;

use url::{Host, Url};

use super::{Config, DirectorySection, SessionSection};
use crate::i18n::{Text, TextKey, keys::command_line as texts};
use crate::password::Policy;
use crate::password::strength::highest_percent;

/// Keys whose values do not go together.
pub struct Contradiction {
    /// The key to mend first, then the others.
    pub keys: &'static [&'static str],
    pub reason: Text,
    pub expected: Text,
}

/// Every contradiction of a configuration whose values are each acceptable.
pub fn contradictions(config: &Config) -> Vec<Contradiction> {
    let directory = &config.directory;
    let found =
        [cleartext(directory), starttls_without_ldap(directory), half_certificate(directory)].into_iter();
    found.chain(of_policy(&config.policy)).chain([idle_above_absolute(&config.session)]).flatten().collect()
}

fn contradiction(
    found: bool,
    keys: &'static [&'static str],
    reason: impl Into<Text>,
    expected: impl Into<Text>,
) -> Option<Contradiction> {
    found.then(|| Contradiction { keys, reason: reason.into(), expected: expected.into() })
}

fn cleartext(directory: &DirectorySection) -> Option<Contradiction> {
    let is_allowed = |url: &str| directory.allow_cleartext_on_loopback && is_loopback(url);
    let exposed = directory.urls.iter().find(|url| scheme(url) == "ldap" && !is_allowed(url))?;
    contradiction(
        !directory.starttls,
        &["directory.urls", "directory.starttls", "directory.allow_cleartext_on_loopback"],
        Text::from(texts::CONFIG_CLEARTEXT).word("url", exposed),
        texts::CONFIG_CLEARTEXT_INSTEAD,
    )
}

fn starttls_without_ldap(directory: &DirectorySection) -> Option<Contradiction> {
    let has = |wanted: &str| directory.urls.iter().any(|url| scheme(url) == wanted);
    contradiction(
        directory.starttls && (has("ldaps") || !has("ldap")),
        &["directory.starttls", "directory.urls"],
        texts::CONFIG_STARTTLS_WITHOUT_LDAP,
        texts::CONFIG_STARTTLS_INSTEAD,
    )
}

fn half_certificate(directory: &DirectorySection) -> Option<Contradiction> {
    contradiction(
        directory.client_certificate.is_some() != directory.client_key_file.is_some(),
        &["directory.client_certificate", "directory.client_key_file"],
        texts::CONFIG_HALF_CERTIFICATE,
        texts::CONFIG_HALF_CERTIFICATE_INSTEAD,
    )
}

fn of_policy(policy: &Policy) -> [Option<Contradiction>; 6] {
    let (min, max, phrase, classes) =
        (policy.min_length, policy.max_length, policy.passphrase_length, policy.require.len());
    let highest = highest_percent(max);
    let against = |key: TextKey| Text::from(key).number("max", max);
    let at_most = |most: usize| Text::from(texts::CONFIG_AT_MOST).number("most", most);
    [
        contradiction(
            min > max,
            &["policy.min_length", "policy.max_length"],
            against(texts::CONFIG_MIN_ABOVE_MAX),
            at_most(max),
        ),
        contradiction(
            min < classes,
            &["policy.min_length", "policy.require"],
            Text::from(texts::CONFIG_MIN_BELOW_CLASSES).number("classes", classes),
            Text::from(texts::CONFIG_AT_LEAST).number("least", classes),
        ),
        contradiction(
            policy.min_percent > highest,
            &["policy.min_percent", "policy.max_length"],
            against(texts::CONFIG_PERCENT_OUT_OF_REACH),
            at_most(highest.into()),
        ),
        contradiction(
            policy.min_changes > max,
            &["policy.min_changes", "policy.max_length"],
            against(texts::CONFIG_CHANGES_ABOVE_MAX),
            at_most(max),
        ),
        contradiction(
            phrase > max,
            &["policy.passphrase_length", "policy.max_length"],
            against(texts::CONFIG_PHRASE_ABOVE_MAX),
            at_most(max),
        ),
        // Else every password of the minimal length would be a phrase, and the classes required of none.
        contradiction(
            (1..=min).contains(&phrase) && classes > 0,
            &["policy.passphrase_length", "policy.min_length", "policy.require"],
            Text::from(texts::CONFIG_PHRASE_BELOW_MIN).number("min", min),
            texts::CONFIG_PHRASE_BELOW_MIN_INSTEAD,
        ),
    ]
}

fn idle_above_absolute(session: &SessionSection) -> Option<Contradiction> {
    contradiction(
        session.idle_timeout > session.absolute_timeout,
        &["session.idle_timeout", "session.absolute_timeout"],
        texts::CONFIG_IDLE_ABOVE_ABSOLUTE,
        texts::CONFIG_IDLE_INSTEAD,
    )
}

fn scheme(url: &str) -> String {
    Url::parse(url).map(|url| url.scheme().to_owned()).unwrap_or_default()
}

fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    match url.host() {
        // `url` keeps the host of a scheme outside the web as text.
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

    #[rstest]
    #[case(true, &["127.0.0.1:389", "127.9.9.9", "[::1]:3890", "LocalHost"])]
    #[case(false, &["localhost.ac-exemple.fr", "127.0.0.1.ac-exemple.fr", "10.0.0.1", "[::2]"])]
    fn url_is_loopback(#[case] expected: bool, #[case] hosts: &[&str]) {
        hosts.iter().for_each(|host| assert_eq!(is_loopback(&format!("ldap://{host}")), expected, "{host}"));
    }

    /// The first key of each contradiction.
    #[rstest]
    #[case(Policy::default(), &[])]
    #[case(Policy { min_length: 15, require: vec![], ..Policy::default() }, &[])] // « 15 caractères, sans classes »
    #[case(Policy { passphrase_length: 24, ..Policy::default() }, &[])]
    #[case(Policy { min_length: 20, max_length: 16, ..Policy::default() }, &["policy.min_length"])]
    #[case(Policy { min_length: 3, ..Policy::default() }, &["policy.min_length"])]
    #[case(Policy { min_length: 4, max_length: 8, min_percent: 60, ..Policy::default() }, &["policy.min_percent"])]
    #[case(Policy { min_length: 4, max_length: 8, min_percent: 52, ..Policy::default() }, &[])]
    #[case(Policy { min_percent: 100, max_length: 14, ..Policy::default() }, &["policy.min_percent"])]
    #[case(Policy { min_percent: 100, max_length: 15, ..Policy::default() }, &[])]
    #[case(Policy { min_changes: 129, ..Policy::default() }, &["policy.min_changes"])]
    #[case(Policy { min_changes: 128, ..Policy::default() }, &[])]
    #[case(Policy { passphrase_length: 129, ..Policy::default() }, &["policy.passphrase_length"])]
    #[case(Policy { passphrase_length: 12, ..Policy::default() }, &["policy.passphrase_length"])]
    #[case(Policy { passphrase_length: 13, ..Policy::default() }, &[])]
    #[case(Policy { passphrase_length: 10, require: vec![], ..Policy::default() }, &[])]
    fn policy_gives_contradictions(#[case] policy: Policy, #[case] expected: &[&str]) {
        let first: Vec<&str> = of_policy(&policy).iter().flatten().map(|found| found.keys[0]).collect();
        assert_eq!(first, expected);
    }
}
