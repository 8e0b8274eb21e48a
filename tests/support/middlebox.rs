//! A relay between a client and a server that troubles a write: full-duplex, it looks at each message.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicUsize, Ordering};
use std::time::Duration;

use futures::future::BoxFuture;
use tokio::io::AsyncWriteExt;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::sleep;

use super::proxy::{BIND, EXTENDED, message, operation};

/// Something to do at the write, such as to stop the server.
pub type Deed = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// The trouble of the write. Everything else passes.
#[derive(Clone)]
pub enum Trouble {
    None,
    /// Before the server receives the write.
    Before(Deed),
    /// Once the server has answered it; then the connection is cut, without the answer.
    After(Deed),
    HoldRequest(Duration),
    /// That connection returns no answer for so long.
    HoldAnswers(Duration),
    CutBefore,
    CutAfter,
    /// The answer is cut, and later connections lead to the server at that port.
    Balance(u16),
}

#[derive(Default)]
struct Shared {
    connections: AtomicUsize,
    /// Binds in the name of a person, before the write and after it.
    binds: AtomicUsize,
    binds_after_write: AtomicUsize,
    other_binds: AtomicUsize,
    writes: AtomicUsize,
    port: AtomicU16,
}

pub struct Middlebox {
    pub url: String,
    shared: Arc<Shared>,
}

/// The traffic that passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub connections: usize,
    pub binds: usize,
    pub binds_after_write: usize,
    pub other_binds: usize,
    pub writes: usize,
}

impl Middlebox {
    pub async fn before(port: u16, trouble: Trouble) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("ldap://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared { port: AtomicU16::new(port), ..Shared::default() });
        let relayed = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                relayed.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(relay(client, trouble.clone(), Arc::clone(&relayed)));
            }
        });
        Self { url, shared }
    }

    pub fn counts(&self) -> Counts {
        let of = |count: &AtomicUsize| count.load(Ordering::SeqCst);
        Counts {
            connections: of(&self.shared.connections),
            binds: of(&self.shared.binds),
            binds_after_write: of(&self.shared.binds_after_write),
            other_binds: of(&self.shared.other_binds),
            writes: of(&self.shared.writes),
        }
    }
}

async fn relay(client: TcpStream, trouble: Trouble, shared: Arc<Shared>) {
    let Ok(server) = TcpStream::connect(("127.0.0.1", shared.port.load(Ordering::SeqCst))).await else {
        return;
    };
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let (is_written, ends) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
    let written = Arc::clone(&is_written);
    let mut up = tokio::spawn(up(
        from_client,
        to_server,
        trouble.clone(),
        Arc::clone(&shared),
        written,
        Arc::clone(&ends),
    ));
    let mut down = tokio::spawn(down(from_server, to_client, trouble, shared, is_written));
    tokio::select! {
        _ = &mut up => sleep(Duration::from_millis(20)).await,
        _ = &mut down => {}
        () = ends.notified() => {}
    }
    up.abort();
    down.abort();
}

async fn up(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    trouble: Trouble,
    shared: Arc<Shared>,
    is_written: Arc<AtomicBool>,
    ends: Arc<Notify>,
) {
    while let Some(message) = message(&mut from).await {
        match operation(&message) {
            BIND if message.windows(4).any(|bytes| bytes == b"uid=") => {
                shared.binds.fetch_add(1, Ordering::SeqCst);
                let after = usize::from(shared.writes.load(Ordering::SeqCst) > 0);
                shared.binds_after_write.fetch_add(after, Ordering::SeqCst);
            }
            BIND => _ = shared.other_binds.fetch_add(1, Ordering::SeqCst),
            EXTENDED => {
                shared.writes.fetch_add(1, Ordering::SeqCst);
                match &trouble {
                    Trouble::Before(deed) => deed().await,
                    Trouble::HoldRequest(time) => sleep(*time).await,
                    Trouble::CutBefore => return ends.notify_one(),
                    _ => {}
                }
                is_written.store(true, Ordering::SeqCst);
            }
            _ => {}
        }
        if to.write_all(&message).await.is_err() {
            return;
        }
    }
}

async fn down(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    trouble: Trouble,
    shared: Arc<Shared>,
    is_written: Arc<AtomicBool>,
) {
    let mut held = false;
    while let Some(message) = message(&mut from).await {
        if is_written.load(Ordering::SeqCst) {
            match &trouble {
                Trouble::HoldAnswers(time) if !std::mem::replace(&mut held, true) => sleep(*time).await,
                Trouble::CutAfter if operation(&message) == 0x78 => return,
                Trouble::After(deed) if operation(&message) == 0x78 => return deed().await,
                Trouble::Balance(late) if operation(&message) == 0x78 => {
                    return shared.port.store(*late, Ordering::SeqCst);
                }
                _ => {}
            }
        }
        if to.write_all(&message).await.is_err() {
            return;
        }
    }
}
