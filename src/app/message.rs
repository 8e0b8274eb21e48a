//! [`Message`]: everything that can change a model.

use crossterm::event::KeyEvent;
use zeroize::Zeroizing;

use crate::account::{DelayOffer, Estimate, Progress, Response};
use crate::app::FieldId;
use crate::app::form::Loss;
use crate::captcha::Challenge;
use crate::password::generate::Proposal;

use super::effect::Timer;
use super::keymap::Action;

/// An event of the session.
#[derive(Debug)]
pub enum Message {
    Key(KeyEvent),
    /// The line mode translated an answer into this action.
    Act(Action),
    /// The user did something that changes nothing in the model: they are not idle.
    Activity,
    /// A text was pasted; a field takes its first line.
    Paste(Zeroizing<String>),
    /// A program gave this line, without its end. Each character of it is meant.
    Line(Zeroizing<String>),
    /// A paste was longer than any field, and was dropped.
    PasteTooLong,
    /// Something was lost on its way: bytes of another encoding, a part of a key or of a paste, noise on the link.
    InputLost(Loss),
    /// The terminal has another size: columns and rows.
    Resized(u16, u16),
    /// The process continues after a stop, on an empty screen. The size, in columns and rows.
    Resumed(u16, u16),
    /// The last scroll position of the open help, or of a page: lines above the last screenful.
    ScrollLimit(u16),
    /// A timer ran out.
    Timer(Timer),
    /// The reply to an effect.
    Reply(Reply),
}

/// The reply to an effect. The model drops a late one, whose generation is not its own.
#[derive(Debug)]
pub enum Reply {
    /// The estimate of a password; `None` if it is empty.
    Estimated { field: FieldId, generation: u64, estimate: Option<Estimate> },
    /// A proposed password; `None` if none could be drawn.
    Proposed { generation: u64, proposal: Option<Proposal> },
    /// An image to copy; `None` if it could not be drawn.
    Captcha {
        generation: u64,
        challenge: Option<Challenge>,
        /// The answer, in the demonstration that shows it only.
        disclosed: Option<String>,
    },
    /// The delay that a login has instead of the image.
    DelayOffered { generation: u64, offer: DelayOffer },
    /// A request goes on, and its user is told so.
    Progress { generation: u64, progress: Progress },
    /// The response to a request.
    Response { generation: u64, response: Response },
}
