//! Reads the servers and TLS from the configuration, and refuses at start the settings that cannot work.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, RootCertStore};
use url::Url;

use super::tls::{ClientIdentity, TlsClient};
use crate::config;
use crate::directory::ServerId;

#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error("no directory server is named")]
    NoServer,
    #[error("{url}: {fault}")]
    Url { url: String, fault: UrlError },
    /// `ca_file` cannot be read, or holds no certificate.
    #[error("{path}: no authority can be read: {cause}")]
    Authorities { path: PathBuf, cause: String },
    /// `client_certificate` cannot be read, or its key is another one's.
    #[error("{path}: no client certificate: {cause}")]
    ClientCertificate { path: PathBuf, cause: String },
    #[error("{path}: the key cannot be used: {error:?}")]
    ClientKey { path: PathBuf, error: config::SecretFileError },
    #[error("the system has no certification authority: name a ca_file")]
    NoSystemAuthority,
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// `person_filter` or `head_office_filter` is not an RFC 4515 filter.
    #[error("{key}: not an LDAP filter")]
    Filter { key: &'static str },
    /// `base`, `login_attribute` or the service's `dn` is empty.
    #[error("{key}: empty")]
    Empty { key: &'static str },
    /// `birth_date_zone` is not in the time zone database.
    #[error("birth_date_zone: no such time zone")]
    Zone,
    #[error("this kind of directory is not supported yet")]
    UnsupportedKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    #[error("not an address such as ldaps://ldap.example.org")]
    Syntax,
    #[error("neither ldaps://, ldap:// nor ldapi://")]
    Scheme,
    /// No host name (or socket path), or one that a certificate cannot hold.
    #[error("no usable host name")]
    Host,
    #[error(
        "clear text is refused: use ldaps:// or starttls (on loopback, allow_cleartext_on_loopback lifts this)"
    )]
    ClearText,
}

/// Files and directories of trusted authorities, on Debian, Fedora, openSUSE, RHEL and Alpine.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
];
const CERTIFICATE_DIRECTORIES: [&str; 2] = ["/etc/ssl/certs", "/etc/pki/tls/certs"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::directory) enum Transport {
    Tls,
    StartTls,
    /// Clear text, to a peer on loopback only.
    Loopback,
    Socket,
}

#[derive(Debug, Clone)]
pub(in crate::directory) struct Server {
    pub id: ServerId,
    pub url: Arc<str>,
    pub transport: Transport,
    /// Without the brackets of an IPv6 address; the path of a socket.
    pub host: String,
    pub port: u16,
    /// The name that its certificate must hold.
    pub name: Option<ServerName<'static>>,
    pub tls: Option<TlsClient>,
}

/// TLS as configured: whom to trust, and who we are.
pub(in crate::directory) struct Tls {
    pub authorities: Arc<RootCertStore>,
    certificate: Option<Arc<CertifiedKey>>,
}

impl Tls {
    /// TLS towards one server.
    pub fn client(&self) -> Result<TlsClient, rustls::Error> {
        let identity = self.identity();
        let config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_root_certificates(Arc::clone(&self.authorities))
            .with_client_cert_resolver(Arc::<ClientIdentity>::clone(&identity));
        Ok(TlsClient { config: Arc::new(config), identity })
    }

    pub fn identity(&self) -> Arc<ClientIdentity> {
        ClientIdentity::new(self.certificate.clone())
    }
}

pub(super) fn servers(settings: &config::DirectorySection) -> Result<Vec<Server>, SetupError> {
    if settings.urls.is_empty() {
        return Err(SetupError::NoServer);
    }
    let read = |(at, url): (usize, &String)| {
        server(ServerId(at), url, settings).map_err(|fault| SetupError::Url { url: url.clone(), fault })
    };
    settings.urls.iter().enumerate().map(read).collect()
}

fn server(id: ServerId, address: &str, settings: &config::DirectorySection) -> Result<Server, UrlError> {
    let url = Url::parse(address).map_err(|_| UrlError::Syntax)?;
    let written = url.host_str().unwrap_or_default();
    // A certificate names an IPv6 address without the brackets of its URL.
    let literal = written.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let host = literal.unwrap_or(written).to_owned();
    let (transport, port) = match (url.scheme(), settings.starttls) {
        ("ldaps", _) => (Transport::Tls, 636),
        ("ldap", true) => (Transport::StartTls, 389),
        ("ldap", false) => (Transport::Loopback, 389),
        ("ldapi", _) => (Transport::Socket, 0),
        _ => return Err(UrlError::Scheme),
    };
    let name = ServerName::try_from(host.as_str()).map(|name| name.to_owned()).ok();
    let fault = match transport {
        _ if host.is_empty() => Some(UrlError::Host),
        Transport::Tls | Transport::StartTls => name.is_none().then_some(UrlError::Host),
        Transport::Loopback => {
            (!settings.allow_cleartext_on_loopback || !names_loopback(&host)).then_some(UrlError::ClearText)
        }
        // As ldap_initialize(3): a path has no port.
        Transport::Socket => (url.port().is_some() || literal.is_some()).then_some(UrlError::Host),
    };
    if let Some(fault) = fault {
        return Err(fault);
    }
    let host = match transport {
        Transport::Socket => percent_decode_str(&host).decode_utf8_lossy().into_owned(),
        _ => host,
    };
    Ok(Server { id, url: address.into(), transport, host, port: url.port().unwrap_or(port), name, tls: None })
}

fn names_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Reads the authorities, and our own certificate if there is one.
pub(super) fn tls(settings: &config::DirectorySection) -> Result<Tls, SetupError> {
    let authorities = Arc::new(match &settings.ca_file {
        Some(path) => authorities_of(path)?,
        None => authorities_of_the_system()?,
    });
    let certificate = client_certificate(settings)?;
    Ok(Tls { authorities, certificate })
}

/// Our own certificate and its key, which belong together.
fn client_certificate(settings: &config::DirectorySection) -> Result<Option<Arc<CertifiedKey>>, SetupError> {
    let (Some(path), Some(key_path)) = (&settings.client_certificate, &settings.client_key_file) else {
        return Ok(None);
    };
    let fault = |cause: String| SetupError::ClientCertificate { path: path.clone(), cause };
    let chain = CertificateDer::pem_file_iter(path).map_err(|error| fault(error.to_string()))?;
    let chain: Vec<_> = chain.collect::<Result<_, _>>().map_err(|error| fault(error.to_string()))?;
    if chain.is_empty() {
        return Err(fault("no PEM certificate in it".into()));
    }
    let key = config::read_secret_file(key_path, config::credentials_directory().as_deref())
        .map_err(|error| SetupError::ClientKey { path: key_path.clone(), error })?;
    // The error of a parser could quote the key.
    let key =
        PrivateKeyDer::from_pem_slice(&key).map_err(|_| fault("no PEM key in client_key_file".into()))?;
    let certified =
        CertifiedKey::from_der(chain, key, &provider()).map_err(|error| fault(error.to_string()))?;
    Ok(Some(Arc::new(certified)))
}

pub(super) fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

fn authorities_of(path: &PathBuf) -> Result<RootCertStore, SetupError> {
    let fault = |cause: String| SetupError::Authorities { path: path.clone(), cause };
    let mut store = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| fault(error.to_string()))? {
        let certificate = certificate.map_err(|error| fault(error.to_string()))?;
        store.add(certificate).map_err(|error| fault(error.to_string()))?;
    }
    if store.is_empty() { Err(fault("no PEM certificate in it".into())) } else { Ok(store) }
}

fn authorities_of_the_system() -> Result<RootCertStore, SetupError> {
    let mut store = RootCertStore::empty();
    let file = BUNDLES.map(Path::new).into_iter().find(|path| path.exists());
    let directory = CERTIFICATE_DIRECTORIES.map(Path::new).into_iter().find(|path| path.is_dir());
    // Not by `load_native_certs`: it obeys `SSL_CERT_FILE` and `SSL_CERT_DIR`, by which the user who starts the
    // program would choose whom the service trusts. Unreadable or odd certificates are left out.
    store.add_parsable_certificates(rustls_native_certs::load_certs_from_paths(file, directory).certs);
    if store.is_empty() { Err(SetupError::NoSystemAuthority) } else { Ok(store) }
}

/// Refuses settings of the search that cannot work.
pub(in crate::directory) fn check_search(settings: &config::DirectorySection) -> Result<(), SetupError> {
    let filters = [
        ("person_filter", Some(&settings.person_filter)),
        ("head_office_filter", settings.head_office_filter.as_ref()),
    ];
    for (key, filter) in filters {
        if filter.is_some_and(|filter| ldap3::parse_filter(filter).is_err()) {
            return Err(SetupError::Filter { key });
        }
    }
    for (key, value) in [("base", &settings.base), ("login_attribute", &settings.login_attribute)] {
        if value.trim().is_empty() {
            return Err(SetupError::Empty { key });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str, starttls: bool, clear: bool) -> config::DirectorySection {
        toml::from_str(&format!(
            "urls = ['{url}']\nbase = 'dc=example,dc=org'\nstarttls = {starttls}\n\
             allow_cleartext_on_loopback = {clear}"
        ))
        .unwrap()
    }

    #[rstest]
    #[case("ldaps://ldap.example.org", false, (636, Transport::Tls))]
    #[case("ldaps://ldap.example.org:1636", true, (1636, Transport::Tls))]
    #[case("ldaps://127.0.0.1", false, (636, Transport::Tls))]
    #[case("ldaps://[::1]:1636", false, (1636, Transport::Tls))]
    #[case("ldap://[2001:db8::1]", true, (389, Transport::StartTls))]
    #[case("ldap://ldap.example.org", true, (389, Transport::StartTls))]
    #[case("ldap://localhost:3890", false, (3890, Transport::Loopback))]
    #[case("ldap://127.0.0.1:3890/", false, (3890, Transport::Loopback))]
    #[case("ldap://[::1]:3890", false, (3890, Transport::Loopback))]
    #[case("ldapi://%2Frun%2Fslapd%2Fldapi", false, (0, Transport::Socket))]
    fn url_gives_transport(#[case] url: &str, #[case] starttls: bool, #[case] by: (u16, Transport)) {
        let servers = servers(&settings(url, starttls, true)).unwrap();
        assert_eq!((servers[0].port, servers[0].transport), by);
    }

    #[test]
    fn host_is_written_as_resolver_and_certificate_take_it() {
        let host = |url| servers(&settings(url, false, false)).unwrap()[0].host.clone();
        assert_eq!(host("ldaps://[::1]:1636"), "::1");
        assert_eq!(host("ldapi://%2Frun%2fslapd%2Fldapi/"), "/run/slapd/ldapi");
        let name = servers(&settings("ldaps://[::1]", false, false)).unwrap()[0].name.clone();
        assert!(matches!(name, Some(ServerName::IpAddress(_))), "{name:?}");
    }

    #[rstest]
    #[case::clear_without_leave("ldap://localhost", false, UrlError::ClearText)]
    #[case::clear_beyond_loopback("ldap://ldap.example.org", true, UrlError::ClearText)]
    #[case::clear_to_another_machine("ldap://10.0.0.1", true, UrlError::ClearText)]
    #[case::scheme("http://ldap.example.org", true, UrlError::Scheme)]
    #[case::no_host("ldaps:///", true, UrlError::Host)]
    #[case::no_socket("ldapi:///", true, UrlError::Host)]
    #[case::socket_with_a_port("ldapi://%2Frun%2Fldapi:389", true, UrlError::Host)]
    #[case::name_that_no_certificate_bears("ldaps://a_b..c", true, UrlError::Host)]
    #[case::no_url("ldap.example.org", true, UrlError::Syntax)]
    fn bad_url_is_refused(#[case] url: &str, #[case] clear: bool, #[case] expected: UrlError) {
        match servers(&settings(url, false, clear)) {
            Err(SetupError::Url { fault, .. }) => assert_eq!(fault, expected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn unusable_search_is_refused() {
        let good = settings("ldaps://ldap.example.org", false, false);
        assert!(check_search(&good).is_ok());
        let bad = config::DirectorySection { person_filter: "objectClass=person)".into(), ..good.clone() };
        assert!(matches!(check_search(&bad), Err(SetupError::Filter { key: "person_filter" })));
        let bad = config::DirectorySection { head_office_filter: Some("(a=b".into()), ..good.clone() };
        assert!(matches!(check_search(&bad), Err(SetupError::Filter { key: "head_office_filter" })));
        let bad = config::DirectorySection { base: " ".into(), ..good };
        assert!(matches!(check_search(&bad), Err(SetupError::Empty { key: "base" })));
    }

    #[test]
    fn unreadable_authorities_are_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let with = |path: PathBuf| config::DirectorySection {
            ca_file: Some(path),
            ..settings("ldaps://ldap.example.org", false, false)
        };
        for path in [file.path().into(), "/nonexistent/ca.pem".into()] {
            assert!(matches!(tls(&with(path)), Err(SetupError::Authorities { .. })));
        }
        let text = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        std::fs::write(file.path(), text).unwrap();
        assert!(matches!(tls(&with(file.path().into())), Err(SetupError::Authorities { .. })));
    }
}
