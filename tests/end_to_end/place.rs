//! A configuration file before a server, and `ldapwhoami`.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::slapd::Slapd;
use crate::support::{BASE, SERVICE_PASSWORD};

/// What an administrator writes: the file, the secret beside it, the authority.
pub struct KeyContext {
    directory: TempDir,
}

impl KeyContext {
    /// Before the server at `url`, whose certificate this authority signed; `more` ends the file.
    pub fn before(url: &str, authority: &Path, more: &str) -> Self {
        let place = Self { directory: tempfile::tempdir().unwrap() };
        let secret = place.path("service.secret");
        fs::write(&secret, SERVICE_PASSWORD).unwrap();
        fs::set_permissions(&secret, Permissions::from_mode(0o600)).unwrap();
        let (secret, authority, audit) = (secret.display(), authority.display(), place.audit());
        let text = format!(
            r#"
            [directory]
            urls = ["{url}"]
            ca_file = "{authority}"
            base = "{BASE}"
            head_office_filter = "(departmentNumber=RECTORAT)"
            allow_cleartext_on_loopback = true
            [directory.service]
            dn = "cn=mamamia,ou=services,{BASE}"
            password_file = "{secret}"
            [interface]
            organisation = "Académie d'essai"
            [audit]
            file = "{}"
            {more}
            "#,
            audit.display()
        );
        fs::write(place.configuration(), text).unwrap();
        place
    }

    /// Before that server, over LDAPS with its own authority.
    pub fn over(slapd: &Slapd, more: &str) -> Self {
        Self::before(&slapd.ldaps(), &slapd.authority(), more)
    }

    pub fn configuration(&self) -> PathBuf {
        self.path("mamamia.toml")
    }

    pub fn audit(&self) -> PathBuf {
        self.path("audit.jsonl")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }
}

/// Whether `ldapwhoami` is who that login is, with that password.
pub fn whoami_agrees(slapd: &Slapd, login: &str, password: &str) -> bool {
    let dn = format!("uid={login},ou=personnels,{BASE}");
    let said = Command::new("ldapwhoami")
        .env("LDAPTLS_CACERT", slapd.authority())
        .env("HOME", &slapd.directory) // not the settings of the person who runs the tests
        .args(["-x", "-H", &slapd.ldaps(), "-D", &dn, "-w", password])
        .output()
        .unwrap();
    match said.status.code() {
        Some(0) => {
            assert_eq!(String::from_utf8_lossy(&said.stdout).trim(), format!("dn:{dn}"));
            true
        }
        // Invalid credentials.
        Some(49) => false,
        _ => panic!("{said:?}"),
    }
}
