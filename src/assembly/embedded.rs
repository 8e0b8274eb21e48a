//! The product over the embedded directory, as the demonstration and the tests have it.

use crate::config::{Config, ConfigError};
use crate::demo::EmbeddedDirectory;
use crate::directory::ldap::{LdapDirectory, ServiceAccount};
use crate::password::SecretText;

use super::AssemblyError;

/// The configuration that an administrator would write for that directory.
///
/// # Errors
/// The directory has an odd address.
pub fn embedded_config(embedded: &EmbeddedDirectory) -> Result<Config, Vec<ConfigError>> {
    let source = format!(
        r#"
        [directory]
        urls = ["{}"]
        allow_cleartext_on_loopback = true
        base = "{}"
        [identity]
        external_number_shape = "EXT-0000-00000"
        [interface]
        organisation = "Académie de Démonstration"
        "#,
        embedded.url(),
        embedded.base()
    );
    Config::parse(&source, "demo".as_ref())
}

/// The client of that directory, as its service account.
///
/// # Errors
/// [`AssemblyError::EmbeddedDirectory`]
pub fn embedded_directory(
    embedded: &EmbeddedDirectory,
    config: &Config,
) -> Result<LdapDirectory, AssemblyError> {
    let password = SecretText::from_text(embedded.service_password());
    let password = password.map_err(|_| AssemblyError::EmbeddedDirectory)?;
    let service = ServiceAccount { dn: embedded.service_dn().to_owned(), password };
    LdapDirectory::new(&config.directory, &config.identity, Some(service))
        .map_err(|_| AssemblyError::EmbeddedDirectory)
}
