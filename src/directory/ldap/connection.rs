//! One connection and its operations. This is the only file that hands anything to ldap3's operations.
//!
//! ldap3 panics on some malformed answers and has no limit of its own on a whole exchange: each operation runs
//! in a task of its own, within the operation limit, and a panic in it is an error like another. A task goes on
//! to its end when its caller is dropped: a write is never abandoned half-way by us.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use ldap3::exop::{Exop, PasswordModify};
use ldap3::result::Result as LdapResultOf;
use ldap3::{Ldap, LdapConnAsync, LdapError, Mod, Scope, SearchEntry, SearchOptions};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::classify::{ServerReply, code};
use super::ppolicy;
use super::setup::Server;
use crate::directory::{DirectoryError, ServerAnswer, ServerId};
use crate::password::SecretText;

/// How long the cause of a cut, or the end of a connection, is waited for.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// An open connection.
pub(super) struct Connection {
    ldap: Ldap,
    driver: JoinHandle<LdapResultOf<()>>,
    limit: Duration,
    server: Arc<str>,
    id: ServerId,
}

/// An operation without an answer.
#[derive(Debug)]
pub(super) enum OperationError {
    /// It never left.
    NotSent(DirectoryError),
    /// It may have been carried out.
    Unknown(DirectoryError),
}

impl From<OperationError> for DirectoryError {
    fn from(lost: OperationError) -> Self {
        match lost {
            OperationError::NotSent(error) | OperationError::Unknown(error) => error,
        }
    }
}

/// An entry as it was found.
pub(super) struct LdapEntry {
    pub dn: String,
    pub attributes: Vec<(String, Vec<String>)>,
}

impl LdapEntry {
    /// The values of an attribute, whatever the case in which the server spells its name; none when it is
    /// absent or unreadable.
    pub fn values(&self, name: &str) -> &[String] {
        let named = self.attributes.iter().find(|(attribute, _)| attribute.eq_ignore_ascii_case(name));
        named.map_or(&[], |(_, values)| values)
    }
}

impl From<SearchEntry> for LdapEntry {
    fn from(entry: SearchEntry) -> Self {
        // Values that are not text (photographs…) were not asked for.
        Self { dn: entry.dn, attributes: entry.attrs.into_iter().collect() }
    }
}

/// What a search found, and how it ended.
pub(super) struct SearchResult {
    pub entries: Vec<LdapEntry>,
    pub end: ServerReply,
}

/// The answer to a password modification (RFC 3062).
pub(super) struct PasswordModifyResult {
    pub reply: ServerReply,
    /// The server sent a password that it chose itself.
    pub generated: bool,
}

impl Connection {
    /// Takes over a connection that ldap3 has opened, and drives it.
    pub fn new(opened: (LdapConnAsync, Ldap), limit: Duration, server: &Server) -> Self {
        let (driver, ldap) = opened;
        let (server, id) = (Arc::clone(&server.url), server.id);
        Self { ldap, driver: tokio::spawn(driver.drive()), limit, server, id }
    }

    /// Which server it leads to.
    pub fn server(&self) -> ServerId {
        self.id
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
        let (dn, password) = (dn.to_owned(), wiped(password));
        self.exchange(move |mut ldap| async move {
            ldap.with_controls(ppolicy::request()).simple_bind(&dn, &password).await.map(ServerReply::from)
        })
        .await
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

    /// Password Modify (RFC 3062): of the bound identity, or of the entry `of`.
    pub async fn modify_password(
        &mut self,
        of: Option<&str>,
        old: Option<&SecretText>,
        new: &SecretText,
    ) -> Result<PasswordModifyResult, OperationError> {
        let (of, old, new) = (of.map(str::to_owned), old.map(wiped), wiped(new));
        self.exchange(move |mut ldap| async move {
            let request = PasswordModify {
                user_id: of.as_deref(),
                old_pass: old.as_ref().map(|old| old.as_str()),
                new_pass: Some(new.as_str()),
            };
            let answer = ldap.with_controls(ppolicy::request()).extended(Exop::from(request)).await?;
            Ok(PasswordModifyResult { generated: answer.0.val.is_some(), reply: answer.1.into() })
        })
        .await
    }

    /// Removes one value of an attribute.
    pub async fn remove(
        &mut self,
        dn: &str,
        attribute: &str,
        value: &str,
    ) -> Result<ServerReply, OperationError> {
        let (dn, removal) = (dn.to_owned(), Mod::Delete(attribute.to_owned(), [value.to_owned()].into()));
        self.exchange(
            move |mut ldap| async move { ldap.modify(&dn, vec![removal]).await.map(ServerReply::from) },
        )
        .await
    }

    /// Says goodbye (RFC 4511 §4.3). Nothing depends on whether it is heard.
    pub async fn close(mut self) {
        if timeout(LAST_WORDS, self.ldap.unbind()).await.is_err() {
            self.driver.abort();
        }
    }

    /// Runs one operation in its own task, within the limit.
    async fn exchange<T, F>(&mut self, operation: impl FnOnce(Ldap) -> F) -> Result<T, OperationError>
    where
        T: Send + 'static,
        F: Future<Output = LdapResultOf<T>> + Send + 'static,
    {
        let mut ldap = self.ldap.clone();
        // ldap3's own limit starts anew at each entry of a search: it bounds a task whose caller is gone.
        ldap.with_timeout(self.limit);
        let task = tokio::spawn(operation(ldap));
        let running = task.abort_handle();
        match timeout(self.limit, task).await {
            Ok(Ok(Ok(answer))) => Ok(answer),
            Ok(Ok(Err(LdapError::Timeout { .. }))) => Err(self.timed_out()),
            Ok(Ok(Err(error))) => Err(self.lost(error).await),
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

    /// Why an operation failed: the driver knows what the operation hides.
    async fn lost(&mut self, error: LdapError) -> OperationError {
        let cause = match timeout(LAST_WORDS, &mut self.driver).await {
            Ok(Err(_panic)) => DirectoryError::Broken,
            _ => DirectoryError::Interrupted,
        };
        tracing::warn!(server = %self.server, ?cause, "the connection was lost");
        match error {
            // The driver had ended before it was handed the request.
            LdapError::OpSend { .. } | LdapError::FilterParsing => OperationError::NotSent(cause),
            _ => OperationError::Unknown(cause),
        }
    }
}

fn wiped(secret: &SecretText) -> Zeroizing<String> {
    Zeroizing::new(secret.expose().to_owned())
}
