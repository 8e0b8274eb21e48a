//! What happens to a model.

use crossterm::event::KeyEvent;
use zeroize::Zeroizing;

use crate::account::Response;
use crate::app::FieldId;
use crate::captcha::Challenge;
use crate::password::Strength;
use crate::password::generate::Proposal;

use super::effect::Timer;
use super::keymap::Action;

/// An event of the visit.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// The person did this without a key of the table: an answer of the line mode.
    Act(Action),
    /// The person did something that is no business of the model, and is not idle.
    Activity,
    /// A text was pasted at once.
    Paste(Zeroizing<String>),
    /// A paste was longer than any field; nothing of it was kept.
    PasteTooLong,
    /// Bytes came that are no text (another encoding, noise on the line).
    InvalidInput,
    /// The terminal has another size: columns, rows.
    Resized(u16, u16),
    /// The process was stopped and goes on, at a terminal that is empty: columns, rows.
    Resumed(u16, u16),
    /// A drawing of the open help says how far it scrolls: lines above the last screenful.
    HelpScrollLimit(u16),
    /// A timer that was asked for has run out.
    Timer(Timer),
    /// Something that was asked for is there.
    Reply(Reply),
}

/// The answer to an effect. A late one (another generation than the model's) is dropped.
#[derive(Debug)]
pub enum Reply {
    /// A password was judged; `None`: it is empty.
    Estimated {
        /// Of which field.
        field: FieldId,
        /// Of which state of that field.
        generation: u64,
        /// How strong.
        strength: Option<Strength>,
    },
    /// A password to propose; `None`: none could be drawn.
    Proposed {
        /// Of which request for one.
        generation: u64,
        /// The password, and how much chance is in it.
        proposal: Option<Proposal>,
    },
    /// An image to copy; `None`: it could not be drawn.
    Captcha {
        /// Of which request for an image.
        generation: u64,
        /// The image.
        challenge: Option<Challenge>,
        /// The answer, in the demonstration that shows it only.
        disclosed: Option<String>,
    },
    /// The request ended.
    Response {
        /// Of which submission.
        generation: u64,
        /// How.
        response: Response,
    },
}
