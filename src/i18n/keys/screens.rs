//! Keys of screens.ftl: titles, menu, help, endings.

use super::keys;

keys! {
    /// The name of the program.
    PROGRAM = "program";
    /// What the program is for.
    SUBTITLE = "subtitle";
    /// Title of the menu.
    MENU_TITLE = "menu-title";
    /// First entry.
    MENU_CHANGE = "menu-change";
    /// Who takes it.
    MENU_CHANGE_EXPLAINED = "menu-change-explained";
    /// Second entry.
    MENU_RESET = "menu-reset";
    /// Who takes it.
    MENU_RESET_EXPLAINED = "menu-reset-explained";
    /// Why it is not offered here.
    MENU_RESET_CLOSED = "menu-reset-closed";
    /// Title of the form to change.
    CHANGE_TITLE = "change-title";
    /// Title of the form to redefine.
    RESET_TITLE = "reset-title";
    /// Title of an ending that is a success.
    DONE_TITLE = "done-title";
    /// Title of an ending that is none.
    REFUSED_TITLE = "refused-title";
    /// Title of an ending of which nobody knows.
    UNSURE_TITLE = "unsure-title";
    /// The request is being carried out.
    SAVING = "saving";
    /// The request is held for `$seconds` still.
    HELD = "held";
    /// The image is on its way.
    IMAGE_COMING = "image-coming";
    /// The image is too old.
    IMAGE_STALE = "image-stale";
    /// The image could not be drawn.
    IMAGE_FAILED = "image-failed";
    /// The window is too narrow for the image.
    IMAGE_TOO_WIDE = "image-too-wide";
    /// `$reference` and `$code` of an ending.
    REFERENCE = "reference";
    /// What the reference is for.
    REFERENCE_EXPLAINED = "reference-explained";
    /// The workstation's password changed too.
    HEAD_OFFICE_TOO = "head-office-too";
    /// Title of the help.
    HELP_TITLE = "help-title";
    /// Heading of the help on complexity.
    HELP_COMPLEXITY = "help-complexity";
    /// Its text; `$count` characters at least.
    HELP_COMPLEXITY_TEXT = "help-complexity-text";
    /// Heading of the help for head-office staff.
    HELP_SIGNS = "help-signs";
    /// A section of the help.
    HELP_HEAD_OFFICE = "help-head-office";
    /// Its text.
    HELP_HEAD_OFFICE_TEXT = "help-head-office-text";
    /// Heading of the help for external persons.
    HELP_EXTERNAL = "help-external";
    /// Its text.
    HELP_EXTERNAL_TEXT = "help-external-text";
    /// Heading of the keys.
    HELP_KEYS = "help-keys";
    /// The terminal is too small.
    TOO_SMALL = "too-small";
    /// `$text` of the image, in the demonstration that shows it.
    DISCLOSED = "disclosed";
    /// Its text where the policy is another; `$rules`.
    HELP_COMPLEXITY_OTHER = "help-complexity-other";
    /// `$keys` and what it `$does`.
    HELP_KEY = "help-key";
    /// The image is shown when its field is reached.
    IMAGE_BELOW = "image-below";
    /// The help goes on: the `$key` that shows more of it.
    HELP_MORE = "help-more";
}
