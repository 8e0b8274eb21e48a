//! A configuration file for a server, and `ldapwhoami`.

use super::*;

/// The files of an administrator: the configuration, with the password of the service beside it.
pub struct ConfigFile {
    directory: TempDir,
}

impl ConfigFile {
    /// For the server at `url`, whose certificate this authority signed; `more` ends the file.
    pub fn new(url: &str, authority: &Path, more: &str) -> Self {
        let file = Self { directory: tempfile::tempdir().unwrap() };
        let secret = file.sibling("service.secret");
        fs::write(&secret, SERVICE_PASSWORD).unwrap();
        fs::set_permissions(&secret, Permissions::from_mode(0o600)).unwrap();
        let (secret, authority, audit) = (secret.display(), authority.display(), file.audit());
        let text = format!(
            r#"
            [directory]
            urls = ["{url}"]
            ca_file = "{authority}"
            base = "{BASE}"
            head_office_filter = "(departmentNumber=RECTORAT)"
            answer_timeout = "30s"
            allow_cleartext_on_loopback = true
            [directory.service]
            dn = "cn=mamamia,ou=services,{BASE}"
            password_file = "{secret}"
            [interface]
            organisation = "Académie d’essai"
            [audit]
            file = "{}"
            {more}
            "#,
            audit.display()
        );
        fs::write(file.path(), text).unwrap();
        file
    }

    pub fn of(slapd: &Slapd, more: &str) -> Self {
        Self::new(&slapd.ldaps(), &slapd.authority(), more)
    }

    pub fn path(&self) -> PathBuf {
        self.sibling("mamamia.toml")
    }

    pub fn audit(&self) -> PathBuf {
        self.sibling("audit.jsonl")
    }

    fn sibling(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }
}

/// Whether `ldapwhoami` binds as that login with `valid`, and not with `other`.
pub fn only_valid(slapd: &Slapd, login: &str, valid: &str, other: &str) -> bool {
    binds(slapd, login, valid) && !binds(slapd, login, other)
}

pub fn binds(slapd: &Slapd, login: &str, password: &str) -> bool {
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
