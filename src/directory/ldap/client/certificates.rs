//! Records the certificates that a server presents, trusted or not, for the probe.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use x509_parser::parse_x509_certificate;

use super::setup::{Tls, provider};
use super::tls::{ClientIdentity, TlsClient};

/// A certificate, with its subject as in RFC 4514.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    pub subject: String,
    pub not_after: Timestamp,
}

/// Verifies a certificate as every other connection does, and keeps the chain.
#[derive(Debug)]
pub(in crate::directory) struct RecordingVerifier {
    inner: Arc<WebPkiServerVerifier>,
    seen: Mutex<Vec<CertificateDer<'static>>>,
}

impl RecordingVerifier {
    pub fn over(tls: &Tls) -> Option<(Arc<Self>, TlsClient)> {
        let inner = WebPkiServerVerifier::builder_with_provider(Arc::clone(&tls.authorities), provider())
            .build()
            .ok()?;
        let verifier = Arc::new(Self { inner, seen: Mutex::default() });
        let identity = tls.identity();
        let config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .ok()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::<Self>::clone(&verifier))
            .with_client_cert_resolver(Arc::<ClientIdentity>::clone(&identity));
        Some((verifier, TlsClient { config: Arc::new(config), identity }))
    }

    /// The chain, with the server's own certificate first.
    pub fn chain(&self) -> Vec<CertificateFacts> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.iter().filter_map(|certificate| facts(certificate)).collect()
    }
}

impl ServerCertVerifier for RecordingVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(end_entity).chain(intermediates);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) =
            chain.map(|certificate| certificate.clone().into_owned()).collect();
        self.inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

fn facts(certificate: &[u8]) -> Option<CertificateFacts> {
    let (_, certificate) = parse_x509_certificate(certificate).ok()?;
    let not_after = certificate.validity().not_after.timestamp();
    Some(CertificateFacts {
        subject: certificate.subject().to_string(),
        not_after: Timestamp::from_second(not_after).ok()?,
    })
}
