//! A directory of one person, which answers one kind of request with a hostile behaviour.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use mamamia::directory::ldap::wire::{entry, message, result};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::behaviours::{Act, Asked};
use super::support::proxy;

/// The protection that the client connects with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    Clear,
    StartTls,
    Tls,
}

/// The request that gets the hostile answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// StartTLS, in clear text.
    BeforeTls,
    Bind,
    Search,
    Compare,
    Write,
}

impl Stage {
    fn is(self, request: u8, is_starttls: bool) -> bool {
        match self {
            Self::BeforeTls => is_starttls,
            Self::Bind => request == 0x60,
            Self::Search => request == 0x63,
            Self::Compare => request == 0x6E,
            Self::Write => request == 0x77 && !is_starttls,
        }
    }
}

pub struct Plan {
    pub transport: Transport,
    pub stage: Stage,
    pub acts: fn(Asked) -> Vec<Act>,
    /// Passwords that came to be written.
    pub writes: AtomicUsize,
}

/// Listens until the test ends; its address.
pub async fn listen(plan: Arc<Plan>, certificates: &std::path::Path) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let chain = CertificateDer::pem_file_iter(certificates.join("server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(certificates.join("server.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain.map(Result::unwrap).collect(), key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let scheme = if plan.transport == Transport::Tls { "ldaps" } else { "ldap" };
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (plan, acceptor) = (Arc::clone(&plan), acceptor.clone());
            tokio::spawn(async move { serve(client, &plan, acceptor).await });
        }
    });
    format!("{scheme}://{address}")
}

async fn serve(mut client: TcpStream, plan: &Plan, acceptor: TlsAcceptor) -> Option<()> {
    client.set_nodelay(true).ok()?;
    match plan.transport {
        Transport::Clear => answer_all(client, plan).await,
        Transport::Tls => answer_all(acceptor.accept(client).await.ok()?, plan).await,
        Transport::StartTls => {
            answer_one(&mut client, plan).await?;
            answer_all(acceptor.accept(client).await.ok()?, plan).await
        }
    }
}

async fn answer_all(mut client: impl AsyncRead + AsyncWrite + Unpin, plan: &Plan) -> Option<()> {
    loop {
        answer_one(&mut client, plan).await?;
    }
}

/// Answers one request; nothing, when the connection is over.
async fn answer_one(client: &mut (impl AsyncRead + AsyncWrite + Unpin), plan: &Plan) -> Option<()> {
    let request = proxy::message(client).await?;
    let tag = proxy::operation(&request);
    let holds = |text: &[u8]| request.windows(text.len()).any(|part| part == text);
    let is_starttls = holds(b"1.3.6.1.4.1.1466.20037");
    let head = if request[1] > 0x80 { 2 + usize::from(request[1] & 0x7F) } else { 2 };
    let asked = Asked {
        id: request[head + 2],
        tag: match tag {
            0x60 => 0x61,
            0x63 => 0x65,
            0x66 => 0x67,
            0x6E => 0x6F,
            0x77 => 0x78,
            _ => return None,
        },
    };
    let is_write = Stage::Write.is(tag, is_starttls);
    let first_write = is_write && plan.writes.fetch_add(1, Ordering::SeqCst) == 0;
    if plan.stage.is(tag, is_starttls) && (!is_write || first_write) {
        for act in (plan.acts)(asked) {
            perform(client, act).await?;
        }
        return Some(());
    }
    let is_proof = holds(b"numen") || holds(b"dateNaissance");
    let code = match asked.tag {
        0x6F if is_proof => 6,
        0x6F => 16,
        _ => 0,
    };
    let mut answer = message(asked.id, &[result(asked.tag, code, b"", b"")]);
    if tag == 0x63 && holds(b"jdupont") {
        let found = message(asked.id, &[entry(b"uid=jdupont,dc=fr", b"cn", &[b"Jean Dupont"])]);
        answer = [found, answer].concat();
    }
    client.write_all(&answer).await.ok()
}

async fn perform(client: &mut (impl AsyncRead + AsyncWrite + Unpin), act: Act) -> Option<()> {
    match act {
        Act::Send(bytes) => client.write_all(&bytes).await.ok(),
        Act::Drip(bytes) => {
            for byte in bytes {
                client.write_all(&[byte]).await.ok()?;
                client.flush().await.ok()?;
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            Some(())
        }
        Act::Flood(bytes) => loop {
            client.write_all(&bytes).await.ok()?;
        },
        Act::Hang => {
            // Until the client is gone.
            let mut rest = [0; 1024];
            while client.read(&mut rest).await.is_ok_and(|read| read > 0) {}
            None
        }
        Act::Close => None,
    }
}
