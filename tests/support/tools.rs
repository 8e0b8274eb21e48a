//! The tools of OpenLDAP, as an administrator uses them.
use std::process::Output;

use assert_cmd::Command;

use super::BASE;
use super::slapd::Slapd;

/// A name and its password.
pub type Who<'a> = (&'a str, &'a str);

pub const CONFIG: Who<'_> = ("cn=config", "Config-2026-Mdp");
pub const ADMINISTRATOR: Who<'_> = ("cn=admin,dc=ac-exemple,dc=fr", "Admin-2026-Mdp");

/// Entries below the base, in LDIF.
pub fn search(slapd: &Slapd, who: Who<'_>, filter: &str, attributes: &[&str]) -> String {
    let arguments = [&["-LLL", "-o", "ldif-wrap=no", "-b", BASE, filter], attributes].concat();
    String::from_utf8(tool(slapd, "ldapsearch", who, &arguments, "").stdout).unwrap()
}

pub fn modify(slapd: &Slapd, who: Who<'_>, ldif: &str) -> Output {
    tool(slapd, "ldapmodify", who, &[], ldif)
}

/// A tool of OpenLDAP, bound as `who`.
pub fn tool(slapd: &Slapd, name: &str, who: Who<'_>, arguments: &[&str], input: &str) -> Output {
    Command::new(name)
        .args(["-x", "-H", &slapd.ldap(), "-D", who.0, "-w", who.1])
        .args(arguments)
        .env("LDAPNOINIT", "1") // the settings of the person who runs the tests do not count
        .write_stdin(input.to_owned())
        .output()
        .unwrap_or_else(|error| panic!("{name}, of ldap-utils, is installed with slapd: {error}"))
}

pub fn done(answer: &Output) {
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
}
