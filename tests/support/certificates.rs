//! Authorities and server certificates, made for one run.

use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};

/// The fault of a server's certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    Good,
    WrongHost,
    Expired,
    /// Its names hold what a terminal obeys.
    Hostile,
}

/// A name that erases the screen, changes colours, reorders the line and begins another one.
pub const HOSTILE: &str = "a\u{1b}[2J\u{1b}]0;pris\u{7}b\u{9b}31m\u{202e}cba\r\n{\"code\":\"x\"}\u{2028}";

/// Writes `ca.pem`, `other-ca.pem`, `server.pem`, `server.key`, and certificates of clients, with their keys: `client`, and
/// `foreign` of the other authority.
pub fn write(directory: &Path, certificate: Certificate) {
    let issuer = authority("Académie d’essai");
    let key = KeyPair::generate().unwrap();
    let names = match certificate {
        Certificate::WrongHost => vec!["ailleurs.ac-exemple.fr".to_owned()],
        _ => vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()],
    };
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, "ldap.ac-exemple.fr");
    if certificate == Certificate::Hostile {
        params.distinguished_name.push(DnType::OrganizationName, HOSTILE);
    }
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    (params.not_before, params.not_after) = match certificate {
        Certificate::Expired => (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1)),
        _ => (date_time_ymd(2020, 1, 1), date_time_ymd(2099, 12, 31)),
    };
    let server = params.signed_by(&key, &issuer).unwrap();
    let put = |name: &str, text: String| std::fs::write(directory.join(name), text).unwrap();
    put("ca.pem", issuer.pem());
    let other = authority("Une autre autorité");
    put("other-ca.pem", other.pem());
    for (name, issuer) in [("client", &issuer), ("foreign", &other)] {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, "mamamia");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        put(&format!("{name}.pem"), params.signed_by(&key, issuer).unwrap().pem());
        put(&format!("{name}.key"), key.serialize_pem());
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(directory.join(format!("{name}.key")), mode).unwrap();
    }
    put("server.pem", server.pem());
    put("server.key", key.serialize_pem());
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2099, 12, 31));
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}
