//! A TCP proxy that counts requests and can cut or stall one of them, and a server of canned answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Tags of LDAP requests (RFC 4511 §4).
pub const BIND: u8 = 0x60;
pub const SEARCH: u8 = 0x63;
pub const EXTENDED: u8 = 0x77;

/// The fate of the requests of a tag. All others pass.
#[derive(Clone)]
pub enum Fate {
    Pass,
    /// Cuts the connection before the server receives the request.
    CutBefore(u8),
    /// Cuts the connection after the server has answered, without the answer.
    CutAfter(u8),
    /// The same, with a call before the cut.
    DoAfter(u8, Arc<dyn Fn() + Send + Sync>),
    /// Swallows the request and keeps the connection open.
    Stall(u8),
}

/// A proxy in front of a server without TLS.
pub struct Proxy {
    pub url: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Proxy {
    pub async fn before(port: u16, fate: Fate) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("ldap://{}", listener.local_addr().unwrap());
        let (connections, requests): (Arc<AtomicUsize>, Arc<AtomicUsize>) = Default::default();
        let (opened, sent) = (Arc::clone(&connections), Arc::clone(&requests));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                opened.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(relay(client, port, fate.clone(), Arc::clone(&sent)));
            }
        });
        Self { url, connections, requests }
    }

    pub fn counts(&self) -> (usize, usize) {
        (self.connections.load(Ordering::SeqCst), self.requests.load(Ordering::SeqCst))
    }
}

async fn relay(client: TcpStream, port: u16, fate: Fate, sent: Arc<AtomicUsize>) {
    let server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    while let Some(message) = message(&mut from_client).await {
        sent.fetch_add(1, Ordering::SeqCst);
        let tag = operation(&message);
        match &fate {
            Fate::CutBefore(cut) if *cut == tag => return,
            Fate::Stall(stall) if *stall == tag => tokio::time::sleep(Duration::from_secs(3600)).await,
            _ => {}
        }
        if to_server.write_all(&message).await.is_err() || tag == 0x42 {
            return;
        }
        // Entries and references (0x64, 0x73) precede the answer that ends the operation; an unbind has none.
        let mut goes_on = true;
        while goes_on {
            let Some(answer) = self::message(&mut from_server).await else { return };
            goes_on = matches!(operation(&answer), 0x64 | 0x73);
            match &fate {
                Fate::CutAfter(at) if *at == tag => return,
                Fate::DoAfter(at, act) if *at == tag => return act(),
                _ if to_client.write_all(&answer).await.is_err() => return,
                _ => {}
            }
        }
    }
}

/// Reads one LDAP message.
pub async fn message(from: &mut (impl AsyncReadExt + Unpin)) -> Option<Vec<u8>> {
    let mut head = vec![0; 2];
    from.read_exact(&mut head).await.ok()?;
    let mut length = usize::from(head[1]);
    if length > 0x80 {
        let mut more = vec![0; length & 0x7F];
        from.read_exact(&mut more).await.ok()?;
        length = more.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        head.extend(more);
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).await.ok()?;
    head.extend(body);
    Some(head)
}

/// The tag of the operation, which follows the header of the sequence and the message number.
pub fn operation(message: &[u8]) -> u8 {
    let head = if message[1] > 0x80 { 2 + usize::from(message[1] & 0x7F) } else { 2 };
    let number = usize::from(message[head + 1]);
    message[head + 2 + number]
}

/// A server that answers every request with the same bytes.
pub async fn canned(answer: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ldap://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                while message(&mut client).await.is_some() && client.write_all(&answer).await.is_ok() {}
            });
        }
    });
    url
}
