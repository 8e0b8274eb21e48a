//! One connection and its operations. Only this file calls ldap3's operations.
//!
//! ldap3 panics on some malformed answers and sets no limit on a whole exchange. So each operation runs in a task
//! of its own, within the operation limit, and a panic in it is an error like another. The task of a write is kept
//! until its answer comes: nobody abandons a write half-way.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use ldap3::controls::{Control, ControlType, PagedResults};
use ldap3::exop::{Exop, PasswordModify};
use ldap3::result::Result as LdapResultOf;
use ldap3::{Ldap, LdapConnAsync, LdapError, LdapResult, Mod, Scope, SearchEntry, SearchOptions};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use zeroize::Zeroizing;

pub(in crate::directory) use super::entry::LdapEntry;
use super::gate::GateState;
use super::setup::Server;
use crate::directory::ldap::ppolicy::{self, PolicyResponse};
use crate::directory::ldap::result_code as code;
use crate::directory::{DirectoryError, PpolicyError, ServerAnswer, ServerId, Validity};
use crate::password::SecretText;

/// Timeout of the unbind, and of the driver's error after a cut.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Asks for no attribute at all (RFC 4511 §4.5.1.8).
pub(in crate::directory) const NO_ATTRIBUTE: &str = "1.1";
/// The filter that every entry matches.
pub(in crate::directory) const ANY: &str = "(objectClass=*)";

pub(in crate::directory) struct Connection {
    ldap: Ldap,
    /// Until its end was awaited.
    driver: Option<JoinHandle<LdapResultOf<()>>>,
    gate: Arc<GateState>,
    /// The error that lost the connection, once it is lost.
    lost: Option<DirectoryError>,
    limit: Duration,
    server: Arc<str>,
    id: ServerId,
    /// The name of the last bind, if the server accepted it.
    bound: Option<String>,
    /// Whether the last bind was answered with a policy response.
    answers_policy: bool,
}

/// A request on its way, in a task of its own. Dropped, it gives up its answer.
pub(in crate::directory) struct Exchange<T>(JoinHandle<Result<T, OperationError>>);

impl<T: Send + 'static> Exchange<T> {
    /// A request that is refused before it is sent.
    pub fn unsent(error: DirectoryError) -> Self {
        Self(tokio::spawn(async { Err(OperationError::NotSent(error)) }))
    }

    /// Waits for the answer, without a limit. May be dropped and called again, but not after it answered.
    pub async fn answer(&mut self) -> Result<T, OperationError> {
        (&mut self.0).await.unwrap_or(Err(OperationError::Unknown(DirectoryError::Broken)))
    }
}

impl<T> Drop for Exchange<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// An operation without an answer.
#[derive(Debug)]
pub(in crate::directory) enum OperationError {
    /// The request never left this machine.
    NotSent(DirectoryError),
    /// The server may have carried it out.
    Unknown(DirectoryError),
}

impl From<OperationError> for DirectoryError {
    fn from(lost: OperationError) -> Self {
        match lost {
            OperationError::NotSent(error) | OperationError::Unknown(error) => error,
        }
    }
}

/// The answer to an operation. Its diagnostic text may hold anything: it is matched against known texts and goes no
/// further, hence no `Debug`.
pub(in crate::directory) struct ServerReply {
    pub code: u32,
    pub policy: PolicyResponse,
    /// Whether the server sent a policy response at all, even an empty one.
    pub answers_policy: bool,
    pub diagnostic: String,
}

impl From<LdapResult> for ServerReply {
    fn from(result: LdapResult) -> Self {
        Self {
            code: result.rc,
            policy: ppolicy::response(&result.ctrls),
            answers_policy: ppolicy::is_answered(&result.ctrls),
            diagnostic: result.text,
        }
    }
}

impl ServerReply {
    /// The time for which the password of an accepted bind stays valid.
    pub fn validity(&self) -> Validity {
        let PolicyResponse { expires_in, grace_left, error } = self.policy;
        Validity { must_change: error == Some(PpolicyError::ChangeAfterReset), expires_in, grace_left }
    }
}

/// A new password for an entry.
#[derive(Clone, Copy)]
pub(in crate::directory) struct PasswordWrite<'a> {
    pub entry: &'a str,
    /// The current password, which a bind has just accepted; `None` for a reset.
    pub current: Option<&'a SecretText>,
    pub new: &'a SecretText,
}

/// The entries that a search found, and the reply that ended it.
pub(in crate::directory) struct SearchResult {
    pub entries: Vec<LdapEntry>,
    pub end: ServerReply,
}

impl Connection {
    /// Drives a connection that ldap3 has opened.
    pub fn new(
        opened: (LdapConnAsync, Ldap),
        gate: Arc<GateState>,
        limit: Duration,
        server: &Server,
    ) -> Self {
        let (driver, ldap) = opened;
        let (server, id) = (Arc::clone(&server.url), server.id);
        Self {
            ldap,
            driver: Some(tokio::spawn(driver.drive())),
            gate,
            lost: None,
            limit,
            server,
            id,
            bound: None,
            answers_policy: false,
        }
    }

    /// The error that lost the connection, once it is lost: nothing more can be asked over it.
    pub fn lost_by(&self) -> Option<&DirectoryError> {
        self.lost.as_ref()
    }

    /// The server at its other end.
    pub fn server(&self) -> ServerId {
        self.id
    }

    /// Whether the answer to the last bind spoke of a password policy.
    pub fn answers_policy(&self) -> bool {
        self.answers_policy
    }

    /// Simple bind (RFC 4513 §5.1.3), with the policy control.
    pub async fn bind(&mut self, dn: &str, password: &SecretText) -> Result<ServerReply, OperationError> {
        // An empty password would be an unauthenticated bind (RFC 4513 §5.1.2), which some servers accept.
        if password.is_empty() {
            return Err(OperationError::NotSent(DirectoryError::Refused(ServerAnswer {
                result_code: code::UNWILLING_TO_PERFORM,
                ..ServerAnswer::default()
            })));
        }
        let (name, password) = (dn.to_owned(), wiped(password));
        let bind = move |mut ldap: Ldap| async move {
            ldap.with_controls(ppolicy::request()).simple_bind(&name, &password).await.map(ServerReply::from)
        };
        let reply = self.exchange(bind).await?;
        self.bound = (reply.code == code::SUCCESS).then(|| dn.to_owned());
        self.answers_policy = reply.answers_policy;
        Ok(reply)
    }

    /// Searches a whole subtree, for `limit` entries at most.
    pub async fn search(
        &mut self,
        base: &str,
        filter: &str,
        attributes: &[&str],
        limit: i32,
    ) -> Result<SearchResult, OperationError> {
        self.find(base, Scope::Subtree, filter, attributes, limit).await
    }

    /// One page of a search of a whole subtree (RFC 2696), and the cookie of the next one; empty after the last.
    pub async fn search_page(
        &mut self,
        base: &str,
        filter: &str,
        attributes: &[&str],
        page: PagedResults,
    ) -> Result<(SearchResult, Vec<u8>), OperationError> {
        let (base, filter) = (base.to_owned(), filter.to_owned());
        let attributes: Vec<String> = attributes.iter().map(|&name| name.to_owned()).collect();
        self.exchange(move |mut ldap| async move {
            let found = ldap.with_controls(page).search(&base, Scope::Subtree, &filter, attributes).await?;
            let entries = found.0.into_iter().map(|entry| SearchEntry::construct(entry).into()).collect();
            let mut controls = found.1.ctrls.iter();
            let next = controls.find_map(|Control(kind, raw)| {
                matches!(kind, Some(ControlType::PagedResults)).then(|| raw.parse::<PagedResults>().cookie)
            });
            Ok((SearchResult { entries, end: found.1.into() }, next.unwrap_or_default()))
        })
        .await
    }

    /// Reads one entry, if it matches.
    pub async fn read(
        &mut self,
        dn: &str,
        filter: &str,
        attributes: &[&str],
    ) -> Result<SearchResult, OperationError> {
        self.find(dn, Scope::Base, filter, attributes, 1).await
    }

    async fn find(
        &mut self,
        base: &str,
        scope: Scope,
        filter: &str,
        attributes: &[&str],
        limit: i32,
    ) -> Result<SearchResult, OperationError> {
        let (base, filter) = (base.to_owned(), filter.to_owned());
        let attributes: Vec<String> = attributes.iter().map(|&name| name.to_owned()).collect();
        self.exchange(move |mut ldap| async move {
            ldap.with_search_options(SearchOptions::new().sizelimit(limit));
            let found = ldap.search(&base, scope, &filter, attributes).await?;
            let entries = found.0.into_iter().map(|entry| SearchEntry::construct(entry).into()).collect();
            Ok(SearchResult { entries, end: found.1.into() })
        })
        .await
    }

    /// Asks the server to compare a value (RFC 4511 §4.10).
    pub async fn compare(
        &mut self,
        dn: &str,
        attribute: &str,
        value: &str,
    ) -> Result<ServerReply, OperationError> {
        let (dn, attribute, value) =
            (dn.to_owned(), attribute.to_owned(), Zeroizing::new(value.as_bytes().to_vec()));
        self.exchange(move |mut ldap| async move {
            ldap.compare(&dn, &attribute, value.as_slice()).await.map(|compared| compared.0.into())
        })
        .await
    }

    /// Sends a Password Modify (RFC 3062), and does not wait for its answer. Without a name, the server modifies the
    /// password of the bound identity.
    pub fn modify_password(&self, write: PasswordWrite<'_>) -> Exchange<ServerReply> {
        let entry = (self.bound_as() != Some(write.entry)).then(|| write.entry.to_owned());
        let (current, new) = (write.current.map(wiped), wiped(write.new));
        let (mut ldap, server, gate) = (self.ldap.clone(), Arc::clone(&self.server), Arc::clone(&self.gate));
        let sent = gate.sent();
        Exchange(tokio::spawn(async move {
            let request = PasswordModify {
                user_id: entry.as_deref(),
                old_pass: current.as_ref().map(|current| current.as_str()),
                new_pass: Some(new.as_str()),
            };
            let answer = ldap.with_controls(ppolicy::request()).extended(Exop::from(request)).await;
            let answer = answer.map_err(|error| lost(&error, gate.cause(), &gate, sent))?;
            let reply = ServerReply::from(answer.1);
            if reply.code == code::SUCCESS && answer.0.val.is_some() {
                tracing::error!(%server, "the server generated a password although one was given");
                return Err(OperationError::Unknown(DirectoryError::Unreadable));
            }
            Ok(reply)
        }))
    }

    /// The name of the last bind, if the server accepted it.
    pub fn bound_as(&self) -> Option<&str> {
        self.bound.as_deref()
    }

    /// The limit of an operation.
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// Whether the other end has not closed it yet.
    pub fn is_open(&self) -> bool {
        self.driver.as_ref().is_some_and(|driver| !driver.is_finished())
    }

    /// Removes one value of an attribute, or all of them.
    pub async fn remove(
        &mut self,
        dn: &str,
        attribute: &str,
        value: Option<&str>,
    ) -> Result<ServerReply, OperationError> {
        let values = value.map(str::to_owned).into_iter().collect();
        let (dn, removal) = (dn.to_owned(), Mod::Delete(attribute.to_owned(), values));
        self.exchange(
            move |mut ldap| async move { ldap.modify(&dn, vec![removal]).await.map(ServerReply::from) },
        )
        .await
    }

    /// Unbinds (RFC 4511 §4.3). Nothing depends on its success.
    pub async fn close(mut self) {
        if timeout(CLOSE_TIMEOUT, self.ldap.unbind()).await.is_err() {
            self.driver.iter().for_each(JoinHandle::abort);
        }
    }

    /// Runs one operation in its own task, within the limit.
    async fn exchange<T, F>(&mut self, operation: impl FnOnce(Ldap) -> F) -> Result<T, OperationError>
    where
        T: Send + 'static,
        F: Future<Output = LdapResultOf<T>> + Send + 'static,
    {
        let mut ldap = self.ldap.clone();
        let sent = self.gate.sent();
        // Ends a task whose caller was dropped. Not enough for a search: ldap3 restarts this limit at each entry.
        ldap.with_timeout(self.limit);
        let task = tokio::spawn(operation(ldap));
        let running = task.abort_handle();
        match timeout(self.limit, task).await {
            Ok(Ok(Ok(answer))) => Ok(answer),
            Ok(Ok(Err(LdapError::Timeout { .. }))) => Err(self.timed_out()),
            Ok(Ok(Err(error))) => Err(self.lost(error, sent).await),
            Ok(Err(_panic)) => {
                tracing::error!(server = %self.server, "the LDAP client broke on an answer");
                Err(OperationError::Unknown(DirectoryError::Broken))
            }
            Err(_elapsed) => {
                running.abort();
                Err(self.timed_out())
            }
        }
    }

    fn timed_out(&self) -> OperationError {
        tracing::warn!(server = %self.server, limit = ?self.limit, "no answer in time");
        OperationError::Unknown(DirectoryError::Timeout)
    }

    /// The error of an operation, by the gate; only the driver tells a panic of ldap3. `sent`: the bytes sent before it.
    async fn lost(&mut self, error: LdapError, sent: u64) -> OperationError {
        let driver = match self.driver.take() {
            Some(driver) => timeout(CLOSE_TIMEOUT, driver).await,
            None => Ok(Ok(Ok(()))),
        };
        let cause = match driver {
            Ok(Err(_panic)) => DirectoryError::Broken,
            _ => self.gate.cause(),
        };
        self.lost = Some(cause.clone());
        tracing::warn!(server = %self.server, ?cause, "the connection was lost");
        lost(&error, cause, &self.gate, sent)
    }
}

/// `sent`: the bytes sent before the operation.
fn lost(error: &LdapError, cause: DirectoryError, gate: &GateState, sent: u64) -> OperationError {
    match error {
        // The driver had ended before the request reached it.
        LdapError::OpSend { .. } | LdapError::FilterParsing => OperationError::NotSent(cause),
        _ if gate.nothing_sent_since(sent) => OperationError::NotSent(cause),
        _ => OperationError::Unknown(cause),
    }
}

fn wiped(secret: &SecretText) -> Zeroizing<String> {
    Zeroizing::new(secret.expose().to_owned())
}
