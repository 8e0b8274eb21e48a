//! A configuration file, with the secret beside it.

use super::*;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub struct Installation {
    folder: TempDir,
}

impl Installation {
    /// For the server at `url`; `directory` ends the table of that name, `more` the file.
    pub fn at(url: &str, directory: &str, more: &str) -> Self {
        let service = format!("cn=mamamia,ou=services,{BASE}");
        Self::bound_as((&service, SERVICE_PASSWORD), url, directory, more)
    }

    pub fn of(slapd: &Slapd, directory: &str) -> Self {
        Self::at(&slapd.ldap(), directory, "")
    }

    /// With another service account than the usual one: its name and password.
    pub fn bound_as((service, password): (&str, &str), url: &str, directory: &str, more: &str) -> Self {
        let installation = Self { folder: tempfile::tempdir().unwrap() };
        let secret = installation.secret("service.secret", password);
        let text = format!(
            r#"
            [directory]
            urls = ["{url}"]
            base = "{BASE}"
            allow_cleartext_on_loopback = true
            {directory}
            [directory.service]
            dn = "{service}"
            password_file = "{}"
            [audit]
            file = "{}"
            {more}
            "#,
            secret.display(),
            installation.file("audit.jsonl").display()
        );
        fs::write(installation.path(), text).unwrap();
        installation
    }

    pub fn path(&self) -> PathBuf {
        self.file("mamamia.toml")
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file that only its owner reads.
    pub fn secret(&self, name: &str, text: &str) -> PathBuf {
        let path = self.file(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        path
    }
}

/// A path as an argument.
pub fn argument(path: &Path) -> &str {
    path.to_str().unwrap()
}
