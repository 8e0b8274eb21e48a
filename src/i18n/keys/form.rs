//! Keys of form.ftl: labels of fields, rules, faults, notices, last words, names of keys.

use super::keys;

keys! {
    /// Label of the login.
    LABEL_LOGIN = "label-login";
    /// Label of the current password.
    LABEL_CURRENT = "label-current";
    /// Label of the NUMEN or external number.
    LABEL_NUMBER = "label-number";
    /// Label of the birth date.
    LABEL_BIRTH_DATE = "label-birth-date";
    /// Label of the new password.
    LABEL_NEW = "label-new";
    /// Label of the confirmation.
    LABEL_CONFIRMATION = "label-confirmation";
    /// Label of the text of the image.
    LABEL_CAPTCHA = "label-captcha";
    /// Short label of the login.
    SHORT_LOGIN = "short-login";
    /// Short label of the current password.
    SHORT_CURRENT = "short-current";
    /// Short label of the NUMEN or external number.
    SHORT_NUMBER = "short-number";
    /// Short label of the birth date.
    SHORT_BIRTH_DATE = "short-birth-date";
    /// Short label of the new password.
    SHORT_NEW = "short-new";
    /// Short label of the confirmation.
    SHORT_CONFIRMATION = "short-confirmation";
    /// Short label of the text of the image.
    SHORT_CAPTCHA = "short-captcha";
    /// What a login looks like.
    HINT_LOGIN = "hint-login";
    /// What a NUMEN looks like.
    HINT_NUMBER = "hint-number";
    /// How to type a date.
    HINT_BIRTH_DATE = "hint-birth-date";
    /// How long the text of the image is.
    HINT_CAPTCHA = "hint-captcha";
    /// In the place of the image: the request will be held for `$seconds`.
    WITHOUT_IMAGE = "without-image";
    /// The same, once it is sent.
    WITHOUT_IMAGE_SENT = "without-image-sent";
    /// The button that sends.
    BUTTON_SAVE = "button-save";
    /// The link from « le modifier » to « le redéfinir ».
    LINK_TO_RESET = "link-to-reset";
    /// The link from « le redéfinir » to « le modifier ».
    LINK_TO_CHANGE = "link-to-change";
    /// Rule: at least `$count` characters.
    RULE_MIN_LENGTH = "rule-min-length";
    /// Rule: at most `$count` characters.
    RULE_MAX_LENGTH = "rule-max-length";
    /// Rule: a small letter.
    RULE_LOWER = "rule-lower";
    /// Rule: a capital.
    RULE_UPPER = "rule-upper";
    /// Rule: a digit.
    RULE_DIGIT = "rule-digit";
    /// Rule: neither letter nor digit.
    RULE_SPECIAL = "rule-special";
    /// Rule: `$count` characters do instead of the classes.
    RULE_PASSPHRASE = "rule-passphrase";
    /// Rule: at least `$percent` % of strength.
    RULE_MIN_PERCENT = "rule-min-percent";
    /// Rule: other than the current password.
    RULE_DIFFERS = "rule-differs";
    /// Rule: `$count` characters away from the current password.
    RULE_MIN_CHANGES = "rule-min-changes";
    /// Rule: without the login.
    RULE_NO_LOGIN = "rule-no-login";
    /// Rule: without the person's names.
    RULE_NO_NAME = "rule-no-name";
    /// Rule: without the birth date.
    RULE_NO_BIRTH_DATE = "rule-no-birth-date";
    /// Rule: without the NUMEN or external number.
    RULE_NO_NUMBER = "rule-no-number";
    /// Rule: more than known words.
    RULE_KNOWN_WORDS = "rule-known-words";
    /// In no known breach.
    RULE_BREACHED = "rule-breached";
    /// 0 to 19 %.
    STRENGTH_VERY_WEAK = "strength-very-weak";
    /// 20 to 39 %.
    STRENGTH_WEAK = "strength-weak";
    /// 40 to 59 %.
    STRENGTH_GOOD = "strength-good";
    /// 60 to 79 %.
    STRENGTH_STRONG = "strength-strong";
    /// 80 to 100 %.
    STRENGTH_VERY_STRONG = "strength-very-strong";
    /// Both new passwords are the same.
    IDENTICAL = "identical";
    /// They are not.
    DIFFERENT = "different";
    /// `$count` words drawn among `$among`; `$bits`.
    PROPOSAL_WORDS = "proposal-words";
    /// The same and a digit.
    PROPOSAL_WORDS_AND_DIGIT = "proposal-words-and-digit";
    /// `$count` characters drawn among `$among`; `$bits`.
    PROPOSAL_CHARACTERS = "proposal-characters";
    /// No login.
    FAULT_LOGIN_EMPTY = "fault-login-empty";
    /// A mail address instead of a login.
    FAULT_LOGIN_MAIL = "fault-login-mail";
    /// Too short or too long for a login.
    FAULT_LOGIN_LENGTH = "fault-login-length";
    /// A blank in a login.
    FAULT_LOGIN_BLANK = "fault-login-blank";
    /// A login that does not begin with a letter.
    FAULT_LOGIN_FIRST = "fault-login-first";
    /// A character that no login has: `$character`.
    FAULT_LOGIN_CHARACTER = "fault-login-character";
    /// No current password.
    FAULT_CURRENT_EMPTY = "fault-current-empty";
    /// No number.
    FAULT_NUMBER_EMPTY = "fault-number-empty";
    /// A NUMEN of `$count` characters.
    FAULT_NUMBER_LENGTH = "fault-number-length";
    /// A digit is expected at `$place`.
    FAULT_NUMBER_DIGIT = "fault-number-digit";
    /// A letter is expected at `$place`.
    FAULT_NUMBER_LETTER = "fault-number-letter";
    /// Neither a NUMEN nor an external number.
    FAULT_NUMBER_SHAPE = "fault-number-shape";
    /// No birth date.
    FAULT_DATE_EMPTY = "fault-date-empty";
    /// No date.
    FAULT_DATE_SHAPE = "fault-date-shape";
    /// A year of two digits.
    FAULT_DATE_SHORT_YEAR = "fault-date-short-year";
    /// No day of the calendar.
    FAULT_DATE_NO_SUCH_DAY = "fault-date-no-such-day";
    /// No one can be born on that day.
    FAULT_DATE_IMPLAUSIBLE = "fault-date-implausible";
    /// No new password.
    FAULT_NEW_EMPTY = "fault-new-empty";
    /// Fewer than `$count` characters.
    FAULT_MIN_LENGTH = "fault-min-length";
    /// More than `$count` characters.
    FAULT_MAX_LENGTH = "fault-max-length";
    /// No small letter.
    FAULT_LOWER = "fault-lower";
    /// No capital.
    FAULT_UPPER = "fault-upper";
    /// No digit.
    FAULT_DIGIT = "fault-digit";
    /// Only letters and digits.
    FAULT_SPECIAL = "fault-special";
    /// Weaker than `$percent` %.
    FAULT_MIN_PERCENT = "fault-min-percent";
    /// The current password again.
    FAULT_SAME_AS_CURRENT = "fault-same-as-current";
    /// Less than `$count` changes from the current one.
    FAULT_MIN_CHANGES = "fault-min-changes";
    /// The login is in it.
    FAULT_NO_LOGIN = "fault-no-login";
    /// A name of the person is in it.
    FAULT_NO_NAME = "fault-no-name";
    /// The birth date is in it.
    FAULT_NO_BIRTH_DATE = "fault-no-birth-date";
    /// The NUMEN or external number is in it.
    FAULT_NO_NUMBER = "fault-no-number";
    /// It is next to nothing without known words.
    FAULT_KNOWN_WORDS = "fault-known-words";
    /// It is in a known breach.
    FAULT_BREACHED = "fault-breached";
    /// No confirmation.
    FAULT_CONFIRMATION_EMPTY = "fault-confirmation-empty";
    /// Another text than the new password.
    FAULT_CONFIRMATION_DIFFERENT = "fault-confirmation-different";
    /// The image is not copied.
    FAULT_CAPTCHA_EMPTY = "fault-captcha-empty";
    /// Not `$count` characters.
    FAULT_CAPTCHA_LENGTH = "fault-captcha-length";
    /// No image yet.
    FAULT_CAPTCHA_COMING = "fault-captcha-coming";
    /// Another image comes.
    FAULT_CAPTCHA_RENEWED = "fault-captcha-renewed";
    /// `$count` fields are to be mended.
    NOTICE_FAULTS = "notice-faults";
    /// A text does not fit.
    NOTICE_TOO_LONG = "notice-too-long";
    /// A paste was longer than any field.
    NOTICE_PASTE_TOO_LONG = "notice-paste-too-long";
    /// A text has an invisible character.
    NOTICE_INVISIBLE = "notice-invisible";
    /// A character that a server may alter.
    NOTICE_UNSTABLE = "notice-unstable";
    /// Only the first line was pasted.
    NOTICE_FIRST_LINE = "notice-first-line";
    /// A pasted password begins or ends with a blank.
    NOTICE_BLANKS = "notice-blanks";
    /// The new password begins or ends with a space.
    NOTICE_BLANK_AT_AN_END = "notice-blank-at-an-end";
    /// The new password is hard to type elsewhere.
    NOTICE_NOT_ASCII = "notice-not-ascii";
    /// A proposal was taken.
    NOTICE_PROPOSAL_TAKEN = "notice-proposal-taken";
    /// There is no proposal.
    NOTICE_NO_PROPOSAL = "notice-no-proposal";
    /// Bytes that are no text.
    NOTICE_GARBAGE = "notice-garbage";
    /// The field is not masked.
    NOTICE_PLAIN = "notice-plain";
    /// « le redéfinir » is not offered.
    NOTICE_RESET_NOT_OFFERED = "notice-reset-not-offered";
    /// The image is too old.
    NOTICE_IMAGE_OLD = "notice-image-old";
    /// No image could be drawn.
    NOTICE_IMAGE_FAILED = "notice-image-failed";
    /// It is too late to go back.
    NOTICE_SENDING = "notice-sending";
    /// The request was given up while it was held.
    NOTICE_GIVEN_UP = "notice-given-up";
    /// The visit ends in `$seconds` seconds.
    NOTICE_IDLE = "notice-idle";
    /// The longest visit ends in `$seconds` seconds.
    NOTICE_ENDING = "notice-ending";
    /// Left from a form.
    FAREWELL_LEFT = "farewell-left";
    /// Left while the request was held.
    FAREWELL_HELD = "farewell-held";
    /// Left before the answer.
    FAREWELL_SENDING = "farewell-sending";
    /// No key for long.
    FAREWELL_IDLE = "farewell-idle";
    /// The longest visit is over.
    FAREWELL_ABSOLUTE = "farewell-absolute";
    /// Done; `$reference` is its code.
    FAREWELL_DONE = "farewell-done";
    /// Ended by the code MDP-`$code`; `$reference` is for the helpdesk.
    FAREWELL_FAILED = "farewell-failed";
    /// Move in the menu.
    DO_CHOOSE = "do-choose";
    /// Open an entry.
    DO_OPEN = "do-open";
    /// Move between fields.
    DO_MOVE = "do-move";
    /// Send.
    DO_SAVE = "do-save";
    /// Back to the menu.
    DO_BACK = "do-back";
    /// Open the help.
    DO_HELP = "do-help";
    /// Show a secret for 5 seconds.
    DO_REVEAL = "do-reveal";
    /// Propose a password.
    DO_PROPOSE = "do-propose";
    /// Take the proposal.
    DO_ACCEPT = "do-accept";
    /// Another proposal.
    DO_ANOTHER = "do-another";
    /// Refuse the proposal.
    DO_REFUSE = "do-refuse";
    /// Another image.
    DO_NEW_IMAGE = "do-new-image";
    /// Wait instead of copying an image.
    DO_WITHOUT_IMAGE = "do-without-image";
    /// Copy an image after all.
    DO_WITH_IMAGE = "do-with-image";
    /// Clear the field.
    DO_CLEAR = "do-clear";
    /// The other language, in its own words.
    DO_LANGUAGE = "do-language";
    /// Quit.
    DO_QUIT = "do-quit";
    /// Close the help.
    DO_CLOSE = "do-close";
    /// Scroll.
    DO_SCROLL = "do-scroll";
    /// Scroll by pages.
    DO_PAGE = "do-page";
    /// Back to the form.
    DO_RETRY = "do-retry";
    /// End the visit.
    DO_END = "do-end";
    /// Tab.
    KEY_TAB = "key-tab";
    /// Shift and Tab.
    KEY_SHIFT_TAB = "key-shift-tab";
    /// Enter.
    KEY_ENTER = "key-enter";
    /// Escape.
    KEY_ESCAPE = "key-escape";
    /// The space bar.
    KEY_SPACE = "key-space";
    /// The arrow up.
    KEY_UP = "key-up";
    /// The arrow down.
    KEY_DOWN = "key-down";
    /// Page up.
    KEY_PAGE_UP = "key-page-up";
    /// Page down.
    KEY_PAGE_DOWN = "key-page-down";
    /// F1.
    KEY_F1 = "key-f1";
    /// F2.
    KEY_F2 = "key-f2";
    /// F4.
    KEY_F4 = "key-f4";
    /// F5.
    KEY_F5 = "key-f5";
    /// F6.
    KEY_F6 = "key-f6";
    /// F9.
    KEY_F9 = "key-f9";
    /// The digit 1.
    KEY_ONE = "key-one";
    /// The digit 2.
    KEY_TWO = "key-two";
    /// The question mark.
    KEY_QUESTION_MARK = "key-question-mark";
    /// Control and C.
    KEY_CTRL_C = "key-ctrl-c";
    /// Control and G.
    KEY_CTRL_G = "key-ctrl-g";
    /// Control and L.
    KEY_CTRL_L = "key-ctrl-l";
    /// Control and N.
    KEY_CTRL_N = "key-ctrl-n";
    /// Control and O.
    KEY_CTRL_O = "key-ctrl-o";
    /// Ctrl-P.
    KEY_CTRL_P = "key-ctrl-p";
    /// Control and R.
    KEY_CTRL_R = "key-ctrl-r";
    /// Control and S.
    KEY_CTRL_S = "key-ctrl-s";
    /// Control and U.
    KEY_CTRL_U = "key-ctrl-u";
}
