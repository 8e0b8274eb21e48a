//! A form: fields, one focus, what is judged of each, and what was refused.

pub mod field;

use crate::account::{Ending, FieldId};
use crate::captcha::Challenge;
use crate::password::Rule;

use super::model::Choice;

pub use field::{Editor, Field};

/// One of the two forms, under edition or being sent.
pub struct Form {
    /// Which one.
    pub choice: Choice,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// Where the cursor is.
    pub focus: Focus,
    /// The rules for the new password, in the order shown, as of the last pause in typing.
    pub ticks: Vec<(Rule, bool)>,
    /// Whether both new passwords are the same, as of the last pause; `None` while one is empty.
    pub identical: Option<bool>,
    /// The image to copy.
    pub image: Image,
    /// A request on its way.
    pub sending: Option<Sending>,
    /// How the last request ended, when there is something to mend here.
    pub refused: Option<Ending>,
}

/// Where keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// A field.
    Field(FieldId),
    /// [ Enregistrer ]
    Save,
    /// « Je ne connais pas mon mot de passe » (and back).
    OtherForm,
}

/// The image to copy.
pub enum Image {
    /// None is asked for (configuration).
    Unwanted,
    /// Not asked for yet: it comes when its field is near.
    Later,
    /// Being drawn.
    Coming,
    /// There.
    Shown {
        /// The image and its number; never its answer.
        challenge: Challenge,
        /// The answer, in the demonstration that shows it only.
        disclosed: Option<String>,
    },
    /// Too old, or answered: another one is needed.
    Stale,
    /// It could not be drawn.
    Failed,
}

/// A request on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sending {
    /// Of which submission.
    pub generation: u64,
    /// Whether it takes long enough to say so.
    pub slow: bool,
}
