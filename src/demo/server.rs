//! The network: the port of the directory and its connections.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::{SinkExt, StreamExt};
use jiff::Timestamp;
use ldap3_proto::proto::LdapOp;
use ldap3_proto::{LdapCodec, LdapMsg};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio_util::codec::Framed;

use super::clock::Clock;
use super::handler::{self, ConnectionState};
use super::store::Store;
#[cfg(any(test, feature = "test-support"))]
use super::testing::{TestRig, intercept};

/// Pause before another try to accept, when the system is short of descriptors.
const RETRY: Duration = Duration::from_millis(20);

/// The messages of one connection.
pub(super) type Frames = Framed<TcpStream, LdapCodec>;

/// The state that the tasks of a directory share.
pub(super) struct SharedServer {
    store: Mutex<Store>,
    clock: Arc<dyn Clock>,
    /// The task that listens and owns every connection; `None` once stopped.
    listening: Mutex<Option<AbortHandle>>,
    #[cfg(any(test, feature = "test-support"))]
    pub(super) rig: TestRig,
}

impl SharedServer {
    pub(super) fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self {
            store: Mutex::new(store),
            clock,
            listening: Mutex::new(None),
            #[cfg(any(test, feature = "test-support"))]
            rig: TestRig::default(),
        }
    }

    /// The time, to the second: LDAP moments have no fraction.
    pub(super) fn now(clock: &dyn Clock) -> Timestamp {
        let now = clock.now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    pub(super) fn with_store<T>(&self, act: impl FnOnce(&mut Store) -> T) -> T {
        act(&mut self.store.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The answers of the directory to `message`.
    pub(super) fn answer(&self, connection: &mut ConnectionState, message: LdapMsg) -> Vec<LdapMsg> {
        let now = Self::now(self.clock.as_ref());
        self.with_store(|store| handler::answer(store, connection, message, now))
    }

    /// Accepts connections in a task of its own, until [`SharedServer::stop`].
    pub(super) fn listen(self: &Arc<Self>, listener: TcpListener) {
        let task = tokio::spawn(accept_connections(Arc::clone(self), listener));
        *self.listening.lock().unwrap_or_else(PoisonError::into_inner) = Some(task.abort_handle());
    }

    /// Closes the port and every connection, without waiting for their tasks.
    pub(super) fn stop(&self) {
        if let Some(task) = self.listening.lock().unwrap_or_else(PoisonError::into_inner).take() {
            task.abort();
        }
    }

    #[cfg(any(test, feature = "test-support"))]
    pub(super) fn is_listening(&self) -> bool {
        self.listening.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

/// Runs until the task is aborted. Its connections are tasks that end with it.
async fn accept_connections(shared: Arc<SharedServer>, listener: TcpListener) {
    let mut connections = JoinSet::new();
    // Dropped before the connections: a client that was cut off finds the port closed.
    let listener = listener;
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(connections.spawn(serve(Arc::clone(&shared), stream))),
                Err(_) => tokio::time::sleep(RETRY).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Serves one connection. Ignores its errors: the client sees them.
async fn serve(shared: Arc<SharedServer>, stream: TcpStream) {
    let connection = answer_requests(&shared, stream);
    #[cfg(any(test, feature = "test-support"))]
    let connection = shared.rig.until_cut(connection);
    let _ = connection.await;
}

async fn answer_requests(shared: &Arc<SharedServer>, stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut frames: Frames = Framed::new(stream, LdapCodec::default());
    let mut connection = ConnectionState::default();
    while let Some(message) = frames.next().await.transpose()? {
        if message.op == LdapOp::UnbindRequest {
            return Ok(());
        }
        #[cfg(any(test, feature = "test-support"))]
        let Some(message) = intercept(shared, &mut connection, &mut frames, message).await? else { continue };
        for answer in shared.answer(&mut connection, message) {
            frames.feed(answer).await?;
        }
        frames.flush().await?;
    }
    Ok(())
}
