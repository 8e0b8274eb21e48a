//! The actions of the keys, and the contexts in which a key is pressed.

use crate::app::form::Edit;
use crate::app::form_kind::FormKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Leave the program and wipe what was typed.
    Quit,
    /// Leave the screen: the form for the menu (wiping, after a question), the menu or an outcome for good.
    Back,
    /// Leave the form for the menu and wipe it, without a question: the user chose it by name, or answered the question.
    Abandon,
    /// Open the other form, likewise.
    SwitchForm,
    /// Make the session longer, once it was warned of its end.
    Extend,
    Language,
    /// Draw more around the words, or less.
    Presentation,
    /// Open the help, or close it.
    Help,
    /// The next entry, field or line.
    Next,
    /// The previous entry, field or line.
    Previous,
    /// A line of a page that is longer than the window.
    ScrollDown,
    ScrollUp,
    PageDown,
    PageUp,
    Top,
    Bottom,
    /// Open, press, or go on.
    Press,
    /// From a field to the next stop; from the image, where nothing else is left to fill, send the form.
    GoOn,
    /// Open this entry of the menu.
    OpenForm(FormKind),
    Save,
    /// Show the field in clear for a moment, or mask it again.
    Reveal,
    /// Propose a password; once more: one of another kind.
    Propose,
    Accept,
    Refuse,
    NewImage,
    /// Wait instead of copying an image, or copy one after all.
    ToggleCaptcha,
    /// Back to the menu after an outcome, for another person.
    NextPerson,
    /// Back to the form that failed, with what was typed.
    Retry,
    /// Close the page of a refusal: the form is under it.
    Correct,
    /// Change the field, or move in it.
    Edit(Edit),
    /// Put a character at the cursor.
    Insert(char),
    /// Say how to paste: the terminal does it, not this program.
    HowToPaste,
}

/// The place where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyContext {
    Menu,
    /// A field whose text is shown.
    Plain,
    Secret,
    /// The button or the link of a form.
    Button,
    /// A form that waits for the response to its request.
    Sending,
    /// A form that proposes a password.
    Proposal,
    /// The help, where it covers the screen.
    Help,
    /// The page of a refusal over its form, in the rich presentation.
    Refused,
    /// A form that asks before the Escape key wipes it.
    Leaving,
    /// A form that asks before its link wipes it.
    Switching,
    /// An outcome with nothing left to do.
    Done,
    /// An outcome after which the user may try again.
    Failed,
    /// The line mode, at any question.
    Line,
}
