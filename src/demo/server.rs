//! The network: who listens, who is connected, and what the script of faults does to them.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::{SinkExt, StreamExt};
use jiff::Timestamp;
use ldap3_proto::proto::{LdapExtendedResponse, LdapOp, LdapResult, LdapResultCode};
use ldap3_proto::{LdapCodec, LdapMsg};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_util::codec::Framed;

use super::clock::Clock;
use super::faults::{Fault, Faults, Moment, Operation};
use super::handler::{self, ConnectionState};
use super::store::Store;

/// Between two tries to listen again on the same port.
const RETRY: Duration = Duration::from_millis(20);

/// How many operations the directory received since it started, faults included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OperationCounts {
    /// Binds.
    pub binds: u64,
    /// Searches, those of the root DSE included.
    pub searches: u64,
    /// Comparisons.
    pub compares: u64,
    /// Password modifications and modifies.
    pub writes: u64,
}

#[derive(Debug, Default)]
struct Counters {
    binds: AtomicU64,
    searches: AtomicU64,
    compares: AtomicU64,
    writes: AtomicU64,
}

impl Counters {
    fn count(&self, operation: Operation) {
        let counter = match operation {
            Operation::Bind => &self.binds,
            Operation::Search => &self.searches,
            Operation::Compare => &self.compares,
            Operation::Write => &self.writes,
            Operation::Extended => return,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// Whether the directory is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ServerState {
    Listening,
    Down,
    /// For good.
    Stopped,
}

/// A connection lives as long as the generation in which it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ServerGeneration {
    state: ServerState,
    generation: u64,
}

/// What the tasks of a directory share.
pub(super) struct SharedServer {
    store: Mutex<Store>,
    clock: Arc<dyn Clock>,
    faults: Faults,
    counters: Counters,
    phase: watch::Sender<ServerGeneration>,
    /// Whether somebody listens: what the listening task did about the phase.
    listening: watch::Sender<bool>,
}

impl SharedServer {
    pub(super) fn new(store: Store, clock: Arc<dyn Clock>, faults: Faults) -> Self {
        Self {
            store: Mutex::new(store),
            clock,
            faults,
            counters: Counters::default(),
            phase: watch::Sender::new(ServerGeneration { state: ServerState::Listening, generation: 0 }),
            listening: watch::Sender::new(true),
        }
    }

    /// LDAP moments have no fraction.
    pub(super) fn now(clock: &dyn Clock) -> Timestamp {
        let now = clock.now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    pub(super) fn with_store<T>(&self, act: impl FnOnce(&mut Store) -> T) -> T {
        act(&mut self.store.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn faults(&self) -> &Faults {
        &self.faults
    }

    pub(super) fn counts(&self) -> OperationCounts {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        OperationCounts {
            binds: read(&self.counters.binds),
            searches: read(&self.counters.searches),
            compares: read(&self.counters.compares),
            writes: read(&self.counters.writes),
        }
    }

    /// Cuts every connection; new ones are welcome.
    pub(super) fn cut_connections(&self) {
        self.phase.send_modify(|phase| phase.generation += 1);
    }

    /// Cuts every connection and stops listening: on return, the port refuses.
    pub(super) async fn go_down(&self) {
        self.change(ServerState::Down).await;
    }

    /// Listens again, on the same port: on return, the port accepts.
    pub(super) async fn come_up(&self) {
        self.change(ServerState::Listening).await;
    }

    /// Ends every task, without waiting for them.
    pub(super) fn stop(&self) {
        self.phase.send_modify(|phase| {
            *phase = ServerGeneration { state: ServerState::Stopped, generation: phase.generation + 1 };
        });
    }

    /// Nothing brings a stopped directory back.
    async fn change(&self, wanted: ServerState) {
        self.phase.send_if_modified(|phase| {
            let changes = phase.state != ServerState::Stopped && phase.state != wanted;
            if changes {
                *phase = ServerGeneration { state: wanted, generation: phase.generation + 1 };
            }
            changes
        });
        if self.phase.borrow().state != ServerState::Stopped {
            let listening = wanted == ServerState::Listening;
            // The sender is ours: it cannot go while we wait.
            let _ = self.listening.subscribe().wait_for(|now| *now == listening).await;
        }
    }
}

/// Serves until the directory is stopped.
pub(super) async fn listen(shared: Arc<SharedServer>, listener: TcpListener, address: SocketAddr) {
    let mut phase = shared.phase.subscribe();
    let mut listener = Some(listener);
    loop {
        let ServerGeneration { state, generation } = *phase.borrow_and_update();
        match (state, &listener) {
            (ServerState::Stopped, _) => return,
            (ServerState::Down, _) => {
                listener = None;
                shared.listening.send_replace(false);
                if phase.changed().await.is_err() {
                    return;
                }
            }
            (ServerState::Listening, None) => match TcpListener::bind(address).await {
                Ok(again) => {
                    listener = Some(again);
                    shared.listening.send_replace(true);
                }
                // Somebody may hold the port for a moment.
                Err(_) => tokio::time::sleep(RETRY).await,
            },
            (ServerState::Listening, Some(open)) => tokio::select! {
                // A change comes first, so that who connects after it belongs to what follows it.
                biased;
                changed = phase.changed() => if changed.is_err() { return },
                accepted = open.accept() => match accepted {
                    Ok((stream, _)) => {
                        tokio::spawn(connection(Arc::clone(&shared), stream, generation));
                    }
                    Err(_) => tokio::time::sleep(RETRY).await,
                },
            },
        }
    }
}

/// One connection, until it ends or its generation does.
async fn connection(shared: Arc<SharedServer>, stream: TcpStream, generation: u64) {
    let mut phase = shared.phase.subscribe();
    tokio::select! {
        _ = phase.wait_for(|now| now.generation != generation) => {}
        // A connection that breaks is the client's business.
        _ = converse(&shared, stream) => {}
    }
}

async fn converse(shared: &Arc<SharedServer>, stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut frames = Framed::new(stream, LdapCodec::default());
    let mut session = ConnectionState::default();
    while let Some(message) = frames.next().await.transpose()? {
        if message.op == LdapOp::UnbindRequest {
            return Ok(());
        }
        let Some(operation) = Operation::of(&message.op) else { continue };
        shared.counters.count(operation);
        let delay = shared.faults.delay_of(operation);
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        match shared.faults.strike(operation) {
            None => {
                for answer in apply(shared, &mut session, message) {
                    frames.feed(answer).await?;
                }
                frames.flush().await?;
            }
            Some(Fault::Refuse(unavailability)) => {
                if let Some(op) = handler::refusal_of(&message.op, unavailability.into(), "") {
                    frames.send(LdapMsg::new(message.msgid, op)).await?;
                }
            }
            Some(Fault::InvalidInput(bytes)) => frames.get_mut().write_all(&bytes).await?,
            Some(Fault::Malformed(malformed)) => {
                frames.get_mut().write_all(&malformed.answer(message.msgid, operation)).await?;
            }
            Some(Fault::Disconnect) => {
                frames.send(notice_of_disconnection()).await?;
                return Ok(());
            }
            Some(Fault::Silence(moment)) => apply_if(moment, shared, &mut session, message),
            Some(Fault::Cut(moment)) => {
                apply_if(moment, shared, &mut session, message);
                return Ok(());
            }
            Some(Fault::Die(moment)) => {
                apply_if(moment, shared, &mut session, message);
                // In a task of its own: this one ends with the phase.
                let dying = Arc::clone(shared);
                tokio::spawn(async move { dying.go_down().await });
                std::future::pending::<()>().await;
            }
        }
    }
    Ok(())
}

/// RFC 4511 §4.4.1: number 0, and this OID.
fn notice_of_disconnection() -> LdapMsg {
    let res = LdapResult {
        code: LdapResultCode::Unavailable,
        matcheddn: String::new(),
        message: String::new(),
        referral: Vec::new(),
    };
    let name = Some("1.3.6.1.4.1.1466.20036".to_owned());
    LdapMsg::new(0, LdapOp::ExtendedResponse(LdapExtendedResponse { res, name, value: None }))
}

fn apply_if(moment: Moment, shared: &SharedServer, session: &mut ConnectionState, message: LdapMsg) {
    if moment == Moment::AfterApplying {
        drop(apply(shared, session, message));
    }
}

fn apply(shared: &SharedServer, session: &mut ConnectionState, message: LdapMsg) -> Vec<LdapMsg> {
    let now = SharedServer::now(shared.clock.as_ref());
    shared.with_store(|store| handler::answer(store, session, message, now))
}
