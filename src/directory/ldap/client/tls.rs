//! TLS over an open stream, at once (ldaps) or after StartTLS (RFC 4511 §4.14), and what its failures mean.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustls::client::ResolvesClientCert;
use rustls::pki_types::ServerName;
use rustls::sign::CertifiedKey;
use rustls::{AlertDescription, CertificateError, ClientConfig, SignatureScheme};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::frame::{self, EXTENDED_ANSWER};
use crate::directory::ldap::result_code;
use crate::directory::{DirectoryError, TlsError};

/// The whole request: message 1, an extended operation named 1.3.6.1.4.1.1466.20037, without a value.
const START_TLS: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";
/// The longest answer to it. It comes in clear text, from anybody on the way.
const MAX_ANSWER: usize = 512;

/// TLS towards one server. Its connections share one configuration, so that they resume TLS sessions.
#[derive(Debug, Clone)]
pub(in crate::directory) struct TlsClient {
    pub config: Arc<ClientConfig>,
    pub identity: Arc<ClientIdentity>,
}

/// Our own certificate, for a server that asks for one.
#[derive(Debug, Default)]
pub(in crate::directory) struct ClientIdentity {
    certificate: Option<Arc<CertifiedKey>>,
    asked: AtomicBool,
}

impl ClientIdentity {
    pub fn new(certificate: Option<Arc<CertifiedKey>>) -> Arc<Self> {
        Arc::new(Self { certificate, asked: AtomicBool::new(false) })
    }

    fn was_asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// The fault that a server finds with us after it asked for a certificate.
    fn fault(&self) -> TlsError {
        if self.certificate.is_some() { TlsError::CertificateRefused } else { TlsError::CertificateDemanded }
    }
}

impl ResolvesClientCert for ClientIdentity {
    fn resolve(&self, _issuers: &[&[u8]], _schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.asked.store(true, Ordering::SeqCst);
        self.certificate.clone()
    }

    fn has_certs(&self) -> bool {
        self.certificate.is_some()
    }
}

/// Encrypts a stream, from its first byte or after StartTLS.
pub(super) async fn encrypt<S>(
    mut stream: S,
    name: ServerName<'static>,
    client: &TlsClient,
    by_starttls: bool,
) -> Result<TlsStream<S>, DirectoryError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    if by_starttls {
        start_tls(&mut stream).await?;
    }
    let connected = TlsConnector::from(Arc::clone(&client.config)).connect(name, stream).await;
    connected.map_err(|error| {
        let fault = fault_of_stream(&error, Some(&client.identity), false);
        tracing::warn!(cause = %error.kind(), ?fault, "no TLS");
        DirectoryError::Tls(fault.unwrap_or(TlsError::Handshake))
    })
}

/// Asks for TLS, and reads the one answer, to its last byte and not beyond: nothing that came in clear text is kept
/// across the handshake.
async fn start_tls<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S) -> Result<(), DirectoryError> {
    let lost = |_| DirectoryError::Interrupted;
    stream.write_all(START_TLS).await.map_err(lost)?;
    stream.flush().await.map_err(lost)?;
    let mut answer = Vec::with_capacity(MAX_ANSWER);
    let length = loop {
        answer.push(stream.read_u8().await.map_err(lost)?);
        match frame::length(&answer) {
            Ok(Some(length)) if length <= MAX_ANSWER => break length,
            Ok(None) => {}
            Ok(Some(_)) | Err(_) => return Err(DirectoryError::Unreadable),
        }
    };
    let head = answer.len();
    answer.resize(length, 0);
    stream.read_exact(answer.get_mut(head..).unwrap_or_default()).await.map_err(lost)?;
    let answer = frame::examine(&mut answer).map_err(|_| DirectoryError::Unreadable)?;
    match (answer.id, answer.operation, answer.code) {
        (0, ..) => Err(DirectoryError::Interrupted),
        (1, EXTENDED_ANSWER, Some(result_code::SUCCESS)) => Ok(()),
        (1, EXTENDED_ANSWER, Some(code)) => {
            tracing::warn!(code, "StartTLS is refused");
            Err(DirectoryError::Tls(TlsError::StartTlsRefused))
        }
        _ => Err(DirectoryError::Unreadable),
    }
}

/// The fault that TLS reports in an error of a stream; `None` when it is the network's. `heard`: an answer came before. A
/// server that asked for our certificate, then closed without an answer, judged that certificate: some send no alert.
pub(super) fn fault_of_stream(
    error: &io::Error,
    identity: Option<&ClientIdentity>,
    heard: bool,
) -> Option<TlsError> {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::AlertReceived(alert)) => of_alert(*alert, identity),
        Some(fault) => Some(of_rustls(fault)),
        None if heard => None,
        None => identity.filter(|identity| identity.was_asked()).map(ClientIdentity::fault),
    }
}

/// An alert after the server asked for our certificate is about that one.
fn of_alert(alert: AlertDescription, identity: Option<&ClientIdentity>) -> Option<TlsError> {
    use AlertDescription as Alert;
    match identity.filter(|identity| identity.was_asked()) {
        _ if alert == Alert::CertificateRequired => Some(TlsError::CertificateDemanded),
        Some(identity) if identity.certificate.is_none() => Some(TlsError::CertificateDemanded),
        Some(_)
            if matches!(
                alert,
                Alert::BadCertificate
                    | Alert::UnsupportedCertificate
                    | Alert::CertificateRevoked
                    | Alert::CertificateExpired
                    | Alert::CertificateUnknown
                    | Alert::UnknownCA
                    | Alert::AccessDenied
            ) =>
        {
            Some(TlsError::CertificateRefused)
        }
        _ => Some(TlsError::Handshake),
    }
}

fn of_rustls(error: &rustls::Error) -> TlsError {
    let rustls::Error::InvalidCertificate(reason) = error else { return TlsError::Handshake };
    match reason {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => TlsError::UnknownAuthority,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsError::WrongHost
        }
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => TlsError::Expired,
        _ => TlsError::Handshake,
    }
}
