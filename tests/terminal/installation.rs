//! MaMamia as an administrator installs it, over the embedded directory: a configuration, a service account, an audit.

use std::net::TcpListener;
use std::path::PathBuf;

use mamamia::demo::{EmbeddedDirectory, Options};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::*;

pub struct Installation {
    folder: TempDir,
    _runtime: Runtime,
    directory: EmbeddedDirectory,
}

impl Installation {
    pub fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let directory = runtime.block_on(EmbeddedDirectory::start(Options::default())).unwrap();
        let installation = Self { folder: tempfile::tempdir().unwrap(), _runtime: runtime, directory };
        installation.write_secret(0o600);
        let url = installation.directory.url().to_owned();
        installation.configure(&url);
        installation
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn configuration(&self) -> String {
        self.path("mamamia.toml").to_str().unwrap().to_owned()
    }

    pub fn write_secret(&self, mode: u32) {
        let file = self.path("service.secret");
        fs::write(&file, self.directory.service_password()).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
    }

    pub fn configure(&self, url: &str) {
        let Self { directory, .. } = self;
        let text = format!(
            "[directory]\nurls = [\"{url}\"]\nallow_cleartext_on_loopback = true\nbase = \"{}\"\n\
             [directory.service]\ndn = \"{}\"\npassword_file = \"{}\"\n\
             [captcha]\nmode = \"never\"\n[audit]\nfile = \"{}\"\n",
            directory.base(),
            directory.service_dn(),
            self.path("service.secret").display(),
            self.path("audit.log").display(),
        );
        fs::write(self.configuration(), text).unwrap();
        // The umask of the tests must not matter.
        fs::set_permissions(self.configuration(), Permissions::from_mode(0o644)).unwrap();
    }

    pub fn lose_the_directory(&self) {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        self.configure(&format!("ldap://{free}"));
    }
}
