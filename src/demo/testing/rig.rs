//! The test rig's part in a connection: each request passes here before the directory answers it.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use futures::SinkExt;
use ldap3_proto::LdapMsg;
use ldap3_proto::proto::{LdapExtendedResponse, LdapOp, LdapResult, LdapResultCode};
use tokio::io::AsyncWriteExt;
use tokio::sync::Notify;

use super::faults::{Fault, Faults, Moment};
use super::operation::{Operation, OperationCounts};
use crate::demo::handler::{self, ConnectionState};
use crate::demo::server::{Frames, SharedServer};

/// The part of a running directory that tests read and change.
#[derive(Default)]
pub(in crate::demo) struct TestRig {
    pub(super) faults: Faults,
    pub(super) counts: Mutex<OperationCounts>,
    pub(super) cut: Notify,
}

impl TestRig {
    /// Runs a connection until it ends or is cut.
    pub(in crate::demo) async fn until_cut(
        &self,
        connection: impl Future<Output = io::Result<()>>,
    ) -> io::Result<()> {
        tokio::select! {
            () = self.cut.notified() => Ok(()),
            ended = connection => ended,
        }
    }
}

/// Counts and delays a request, and lets its scripted fault strike. Gives the request back when none does.
///
/// # Errors
/// The connection is to be closed.
pub(in crate::demo) async fn intercept(
    shared: &Arc<SharedServer>,
    session: &mut ConnectionState,
    frames: &mut Frames,
    message: LdapMsg,
) -> io::Result<Option<LdapMsg>> {
    let Some(operation) = Operation::of(&message.op) else { return Ok(Some(message)) };
    shared.rig.counts.lock().unwrap_or_else(PoisonError::into_inner).add(operation);
    let delay = shared.rig.faults.delay_of(operation);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let Some(fault) = shared.rig.faults.strike(operation) else { return Ok(Some(message)) };
    let cut = || io::Error::from(io::ErrorKind::ConnectionAborted);
    match fault {
        Fault::Refuse(unavailability) => {
            if let Some(op) = handler::refusal_of(&message.op, unavailability) {
                frames.send(LdapMsg::new(message.msgid, op)).await?;
            }
        }
        Fault::InvalidInput(bytes) => frames.get_mut().write_all(&bytes).await?,
        Fault::Malformed(malformed) => {
            frames.get_mut().write_all(&malformed.answer(message.msgid, operation)).await?;
        }
        Fault::Disconnect => {
            frames.send(notice_of_disconnection()).await?;
            return Err(cut());
        }
        Fault::Silence(moment) => apply_if(moment, shared, session, message),
        Fault::Cut(moment) => {
            apply_if(moment, shared, session, message);
            return Err(cut());
        }
        Fault::Die(moment) => {
            apply_if(moment, shared, session, message);
            shared.stop();
            // The task of this connection ends with the task that listens.
            std::future::pending::<()>().await;
        }
    }
    Ok(None)
}

fn apply_if(moment: Moment, shared: &SharedServer, session: &mut ConnectionState, message: LdapMsg) {
    if moment == Moment::AfterApplying {
        drop(shared.answer(session, message));
    }
}

/// RFC 4511 §4.4.1: message number 0, and this OID.
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
