//! The client of the directory, and the audit that it is worth.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::config::{self, CREDENTIALS_VARIABLE, Config, SecretFileError, read_secret};
use crate::directory::ldap::{LdapDirectory, ServiceAccount};
use crate::telemetry::{self, TelemetryError};

use super::AssemblyError;

/// The directory of the configuration, with its service account.
///
/// # Errors
/// The password of the service cannot be read, or the client cannot work as configured.
pub fn directory(config: &Config) -> Result<LdapDirectory, AssemblyError> {
    let service = config.directory.service.as_ref().map(service_account).transpose();
    client(config, service.map_err(|(error, file)| AssemblyError::Secret(error, file))?)
}

/// The directory of the configuration; opens the audit of this process as well.
///
/// An ordinary user may not read the service's password: the directory then has no service account, and offers
/// « le modifier » only. Nor could an audit prove anything that this user writes: the directory's own log has the
/// change.
///
/// # Errors
/// As [`directory`], or the audit cannot be written.
pub fn directory_and_audit(config: &Config) -> Result<LdapDirectory, AssemblyError> {
    let installed = telemetry::install(&config.audit);
    match config.directory.service.as_ref().map(service_account).transpose() {
        Ok(service) => {
            installed.map_err(AssemblyError::Audit)?;
            client(config, service)
        }
        Err((SecretFileError::Unreadable(ErrorKind::PermissionDenied), _)) => match installed {
            Ok(_) | Err(TelemetryError::Unwritable(_, ErrorKind::PermissionDenied)) => client(config, None),
            Err(error) => Err(AssemblyError::Audit(error)),
        },
        Err((error, file)) => Err(AssemblyError::Secret(error, file)),
    }
}

fn client(config: &Config, service: Option<ServiceAccount>) -> Result<LdapDirectory, AssemblyError> {
    LdapDirectory::new(&config.directory, &config.identity, service).map_err(AssemblyError::Directory)
}

fn service_account(service: &config::ServiceSection) -> Result<ServiceAccount, (SecretFileError, PathBuf)> {
    let credentials = std::env::var_os(CREDENTIALS_VARIABLE).map(PathBuf::from);
    let password = read_secret(&service.password_file, credentials.as_deref())
        .map_err(|error| (error, service.password_file.clone()))?;
    Ok(ServiceAccount { dn: service.dn.clone(), password })
}
