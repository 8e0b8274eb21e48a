//! Writes passwords. Beside it, only a dialect that lifts a demand to change one alters an entry.
//!
//! A password is sent once. Its connection is kept, for the answer, and for the bind that verifies it: behind a
//! balancer, no other connection is sure to reach the server that wrote. A new password is never empty: 389-DS would
//! choose one itself.

use std::time::Duration;

use async_trait::async_trait;
use tokio::time::timeout;

use super::connection::{ANY, Connection, Exchange, OperationError, PasswordWrite, ServerReply};
use crate::directory::ldap::LdapDirectory;
use crate::directory::ldap::dialect::Dialect;
use crate::directory::ldap::result_code as code;
use crate::directory::{
    DirectoryError, EntryDn, OpenAccount, PasswordCheck, Person, Refusal, RefusalReason, ServerAnswer,
    ServerId, StampReading, TriesLeft, WriteAnswer, WriteConnection, Written,
};
use crate::password::SecretText;

/// For how long a write is waited for before its caller learns that the server is slow.
const PATIENCE: Duration = Duration::from_secs(3);

/// For how long one question about a write is waited for: the answer to the write may come meanwhile.
const QUESTION_TIMEOUT: Duration = Duration::from_secs(3);

/// The entry to write, and where it was found.
#[derive(Clone)]
pub(super) struct WriteTarget<'directory> {
    directory: &'directory LdapDirectory,
    dialect: &'static dyn Dialect,
    pub entry: EntryDn,
    located_at: ServerId,
    before: StampReading,
}

/// A password that was sent, and the connections that tell what became of it.
pub(super) struct LdapWrite<'directory> {
    target: WriteTarget<'directory>,
    server: ServerId,
    /// The connection that carried the write.
    own: Connection,
    /// The write, until it is answered.
    pending: Option<Exchange<ServerReply>>,
    answer: WriteAnswer,
    /// Another connection to the same server, for questions while the first one is busy or gone.
    other: Option<Connection>,
    /// Whether the stamp moved where `other` leads.
    other_has_it: bool,
    /// A question over `own` has no answer: `other` is asked from then on.
    own_is_silent: bool,
    current_verified: bool,
    /// Whether the service wrote, after which a server may demand a change.
    must_lift: bool,
}

impl LdapDirectory {
    /// Defines a password as the service, without the current one.
    pub(in crate::directory) async fn reset_password<'directory>(
        &'directory self,
        person: &Person,
        _open: OpenAccount,
        new: &SecretText,
    ) -> Written<'directory> {
        if let Err(refusal) = refuse_empty(new) {
            return refusal;
        }
        if self.service.is_none() {
            return refused(RefusalReason::Rights, ServerAnswer::default());
        }
        // The questions before have reached this server: a connection to it takes no longer than the first one may.
        match timeout(self.servers.connect_timeout(), self.open_as_service()).await {
            Err(_elapsed) => Written::Nothing(DirectoryError::Timeout),
            Ok(Err(error)) => Written::Nothing(error),
            // The server that verified the identity was another one.
            Ok(Ok((_, dialect))) if !dialect.is_known() => Written::Nothing(DirectoryError::UnknownFamily),
            Ok(Ok((connection, dialect))) => {
                let target = WriteTarget::new(self, dialect, person);
                let write = PasswordWrite { entry: person.entry.as_str(), current: None, new };
                LdapWrite::send_in_turn(target, connection, write, Writer::Service).await
            }
        }
    }
}

impl<'directory> WriteTarget<'directory> {
    pub(super) fn new(
        directory: &'directory LdapDirectory,
        dialect: &'static dyn Dialect,
        person: &Person,
    ) -> Self {
        let (entry, located_at, before) = (person.entry.clone(), person.server, person.stamp);
        Self { directory, dialect, entry, located_at, before }
    }

    /// Binds the connection as the service account, which writes in the place of a person who cannot.
    pub(super) async fn become_service(
        &self,
        connection: &mut Connection,
    ) -> Result<(), Written<'directory>> {
        if self.directory.service.is_none() {
            return Err(refused(RefusalReason::Expired, ServerAnswer::default()));
        }
        self.directory.bind_as_service(connection, self.dialect).await.map_err(Written::Nothing)
    }

    /// A connection to another server, bound for the write; `None` when that server does not accept who writes.
    async fn bound(
        &self,
        mut connection: Connection,
        write: PasswordWrite<'_>,
        writer: Writer,
    ) -> Option<Connection> {
        let is_bound = match (writer, write.current) {
            (Writer::Person, Some(current)) => {
                let reply = connection.bind(write.entry, current).await.ok()?;
                matches!(self.dialect.password_check(&reply), Some(PasswordCheck::Accepted(_)))
            }
            _ => self.directory.bind_as_service(&mut connection, self.dialect).await.is_ok(),
        };
        if is_bound {
            return Some(connection);
        }
        connection.close().await;
        None
    }
}

/// The identity that each connection of a write is bound as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    Person,
    Service,
}

impl<'directory> LdapWrite<'directory> {
    /// Sends the password to the server of the connection and, as long as a server answers that it takes no writes, to
    /// the next one: nothing is written yet.
    pub(super) async fn send_in_turn(
        target: WriteTarget<'directory>,
        own: Connection,
        write: PasswordWrite<'_>,
        writer: Writer,
    ) -> Written<'directory> {
        let servers = &target.directory.servers;
        let mut tried = vec![own.server()];
        let mut written = Self::send(target.clone(), own, write).await;
        loop {
            match &written {
                Written::Nothing(DirectoryError::ReadOnly(_)) => {
                    tried.last().into_iter().for_each(|server| servers.put_aside(*server));
                }
                Written::Refused(refusal) if target.dialect.may_be_read_only(refusal.answer) => {}
                _ => return written,
            }
            let Some(next) = servers.open_beside(&tried).await else { return written };
            tried.push(next.server());
            let Some(next) = target.bound(next, write, writer).await else { return written };
            written = Self::send(target.clone(), next, write).await;
        }
    }

    /// Sends the password, and waits a little for the answer.
    async fn send(
        target: WriteTarget<'directory>,
        own: Connection,
        write: PasswordWrite<'_>,
    ) -> Written<'directory> {
        let pending = Some(target.dialect.send_write(&own, write));
        let (current_verified, must_lift) = (write.current.is_some(), target.directory.is_service(&own));
        let patience = PATIENCE.min(own.limit());
        let (server, answer) = (own.server(), WriteAnswer::Lost(DirectoryError::Timeout));
        let mut write = Box::new(Self {
            target,
            server,
            own,
            pending,
            answer,
            other: None,
            other_has_it: false,
            own_is_silent: false,
            current_verified,
            must_lift,
        });
        match timeout(patience, write.answer()).await {
            Ok(WriteAnswer::Accepted) => Written::Accepted(write),
            Ok(WriteAnswer::Lost(error)) => Written::Unanswered(error, write),
            Err(_elapsed) => Written::Unanswered(DirectoryError::Timeout, write),
            Ok(WriteAnswer::Refused(refusal)) => {
                write.close().await;
                Written::Refused(refusal)
            }
            Ok(WriteAnswer::NothingWritten(error)) => {
                write.close().await;
                Written::Nothing(error)
            }
        }
    }

    fn meaning(&self, answered: Result<ServerReply, OperationError>) -> WriteAnswer {
        match answered {
            Ok(reply) => self.target.dialect.write_answer(&reply, self.current_verified),
            Err(OperationError::NotSent(error)) => WriteAnswer::NothingWritten(error),
            Err(OperationError::Unknown(error)) => WriteAnswer::Lost(error),
        }
    }

    /// Whether the connection of the write can be asked a question: a server answers one while a write waits.
    fn own_may_be_asked(&self) -> bool {
        self.own.is_open() && self.target.directory.is_service(&self.own) && !self.own_is_silent
    }

    /// A connection to the server that was asked to write, bound as the entry was located: as the service, if there
    /// is one.
    async fn reader(&mut self) -> Result<&mut Connection, DirectoryError> {
        if self.own_may_be_asked() {
            return Ok(&mut self.own);
        }
        let Self { target, other, other_has_it, .. } = self;
        let directory = target.directory;
        match other.take().filter(|other| other.is_open() && directory.is_service(other)) {
            Some(open) => Ok(other.insert(open)),
            None => {
                *other_has_it = false;
                let mut opened = directory.servers.open_at(self.server).await?;
                directory.bind_as_service(&mut opened, target.dialect).await?;
                Ok(other.insert(opened))
            }
        }
    }

    async fn read_stamp(&mut self) -> Result<StampReading, DirectoryError> {
        let (dialect, entry) = (self.target.dialect, self.target.entry.clone());
        let asks_own = self.own_may_be_asked();
        let connection = self.reader().await?;
        let attributes = [dialect.stamp_attribute()];
        let question = connection.read(entry.as_str(), ANY, &attributes);
        let found = match timeout(QUESTION_TIMEOUT, question).await {
            Ok(found) => found?,
            Err(_elapsed) => {
                self.own_is_silent |= asks_own;
                return Err(DirectoryError::Timeout);
            }
        };
        let reading = match (found.end.code, found.entries.first()) {
            (code::SUCCESS, Some(entry)) => dialect.stamp(entry),
            _ => StampReading::Unreadable,
        };
        self.other_has_it |= !asks_own && reading.moved_since(self.target.before);
        Ok(reading)
    }

    /// The connection for the bind that verifies: that of the write, unless it is busy or gone.
    async fn verifier(&mut self) -> Result<&mut Connection, DirectoryError> {
        if self.pending.is_none() && self.own.is_open() {
            return Ok(&mut self.own);
        }
        if self.target.directory.is_behind_balancer && !self.other_has_it {
            // A new connection may reach a server that has not heard of the write.
            return Err(DirectoryError::Unreachable);
        }
        match self.other.take().filter(Connection::is_open) {
            Some(open) => Ok(self.other.insert(open)),
            None => Ok(self.other.insert(self.target.directory.servers.open_at(self.server).await?)),
        }
    }
}

#[async_trait]
impl WriteConnection for LdapWrite<'_> {
    async fn answer(&mut self) -> WriteAnswer {
        if let Some(pending) = &mut self.pending {
            let answered = pending.answer().await;
            self.pending = None;
            self.answer = self.meaning(answered);
        }
        self.answer.clone()
    }

    async fn stamp(&mut self) -> StampReading {
        // Replication may be late.
        if self.server != self.target.located_at {
            return StampReading::Unreadable;
        }
        let reading = timeout(2 * QUESTION_TIMEOUT, self.read_stamp()).await;
        reading.unwrap_or(Err(DirectoryError::Timeout)).unwrap_or(StampReading::Unreadable)
    }

    async fn verify(&mut self, new: &SecretText) -> Result<PasswordCheck, DirectoryError> {
        let (directory, dialect, entry) =
            (self.target.directory, self.target.dialect, self.target.entry.clone());
        let must_lift = std::mem::take(&mut self.must_lift);
        let connection = self.verifier().await?;
        if must_lift {
            if !directory.is_service(connection) {
                directory.bind_as_service(connection, dialect).await?;
            }
            dialect.lift_must_change(connection, entry.as_str()).await;
        }
        let reply = connection.bind(entry.as_str(), new).await?;
        dialect.password_check(&reply).ok_or_else(|| dialect.refused(&reply))
    }

    async fn tries_left(&mut self) -> TriesLeft {
        let (dialect, entry) = (self.target.dialect, self.target.entry.clone());
        let behind_balancer = self.target.directory.is_behind_balancer;
        let question = async {
            let connection = self.reader().await.ok()?;
            match dialect.tries_left(connection, entry.as_str()).await {
                // Behind a balancer, another server may hold the record.
                TriesLeft::NoneRecorded if behind_balancer => None,
                left => Some(left),
            }
        };
        timeout(2 * QUESTION_TIMEOUT, question).await.ok().flatten().unwrap_or(TriesLeft::Unknown)
    }

    async fn close(self: Box<Self>) {
        let Self { own, other, .. } = *self;
        own.close().await;
        if let Some(other) = other {
            other.close().await;
        }
    }
}

pub(super) fn refuse_empty<'directory>(new: &SecretText) -> Result<(), Written<'directory>> {
    if new.is_empty() { Err(refused(RefusalReason::TooShort, ServerAnswer::default())) } else { Ok(()) }
}

pub(super) fn refused<'directory>(reason: RefusalReason, answer: ServerAnswer) -> Written<'directory> {
    Written::Refused(Refusal { reason, answer })
}
