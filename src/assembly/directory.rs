//! The client of the directory, and the audit that it is worth.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::config::{self, Config, SecretFileError, credentials_directory, read_secret, read_secret_file};
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
            client_of_user(config, service)
        }
        Err((SecretFileError::Unreadable(ErrorKind::PermissionDenied), _)) => match installed {
            Ok(_) | Err(TelemetryError::Unwritable(_, ErrorKind::PermissionDenied)) => {
                client_of_user(config, None)
            }
            Err(error) => Err(AssemblyError::Audit(error)),
        },
        Err((error, file)) => Err(AssemblyError::Secret(error, file)),
    }
}

fn client(config: &Config, service: Option<ServiceAccount>) -> Result<LdapDirectory, AssemblyError> {
    LdapDirectory::new(&config.directory, &config.identity, service).map_err(AssemblyError::Directory)
}

/// As [`client`], without the certificate of this application where its key is not for this user: the server decides
/// whether it does without.
fn client_of_user(config: &Config, service: Option<ServiceAccount>) -> Result<LdapDirectory, AssemblyError> {
    let denied = SecretFileError::Unreadable(ErrorKind::PermissionDenied);
    let key = config.directory.client_key_file.as_deref();
    let key = key.map(|file| read_secret_file(file, credentials_directory().as_deref()));
    if !key.is_some_and(|read| read.is_err_and(|error| error == denied)) {
        return client(config, service);
    }
    let mut config = config.clone();
    config.directory.client_certificate = None;
    config.directory.client_key_file = None;
    client(&config, service)
}

fn service_account(service: &config::ServiceSection) -> Result<ServiceAccount, (SecretFileError, PathBuf)> {
    let password = read_secret(&service.password_file, credentials_directory().as_deref())
        .map_err(|error| (error, service.password_file.clone()))?;
    Ok(ServiceAccount { dn: service.dn.clone(), password })
}
