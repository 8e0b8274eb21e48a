//! Keys of plain.ftl: what the line mode says in its own words.

use super::keys;

keys! {
    /// How to answer, said once.
    HOW = "plain-how";
    /// The same for a program, which gives lines.
    HOW_LINES = "plain-how-lines";
    /// A prompt: the `$label` of what is asked.
    PROMPT = "plain-prompt";
    /// The same, and `$default`: what Enter alone does.
    PROMPT_DEFAULT = "plain-prompt-default";
    /// Enter alone keeps a secret that was typed before.
    KEEP = "plain-keep";
    /// Enter alone keeps `$text`.
    KEEP_TEXT = "plain-keep-text";
    /// Enter alone goes back to the choices about the image.
    OTHER_CHOICES = "plain-other-choices";
    /// Label of the birth date, with how to type it.
    BIRTH_DATE = "plain-birth-date";
    /// A choice: its `$number` and `$label`.
    CHOICE = "plain-choice";
    /// Label of the prompt under numbered choices.
    YOUR_CHOICE = "plain-your-choice";
    /// The answer is none of the numbers 1 to `$most`.
    NOT_A_CHOICE = "plain-not-a-choice";
    /// Leave the program.
    QUIT = "plain-quit";
    /// Show the image.
    IMAGE_SHOW = "plain-image-show";
    /// Show another image.
    IMAGE_ANOTHER = "plain-image-another";
    /// Have the request held for `$seconds` instead.
    IMAGE_WAIT = "plain-image-wait";
    /// Copy an image after all.
    IMAGE_AFTER_ALL = "plain-image-after-all";
    /// Give up, and ask the support.
    IMAGE_GIVE_UP = "plain-image-give-up";
    /// Send.
    SAVE = "plain-save";
    /// Go through the answers again.
    REVIEW = "plain-review";
    /// Back to the menu.
    GIVE_UP = "plain-give-up";
    /// Answer the question after all.
    ANSWER_IT = "plain-answer-it";
    /// Send again.
    RETRY = "plain-retry";
    /// Leave, once all is said.
    END = "plain-end";
    /// The prompt after an ending with nothing left to do.
    ENTER_TO_END = "plain-enter-to-end";
    /// `$title` of a form, and how many `$count` questions it has.
    OPENING = "plain-opening";
    /// The last question is an image.
    OPENING_IMAGE = "plain-opening-image";
    /// Or the request is held for `$seconds`.
    OPENING_WAIT = "plain-opening-wait";
    /// Secrets are not echoed.
    SECRETS = "plain-secrets";
    /// `$count` characters were typed in a secret.
    TYPED = "plain-typed";
    /// Strength of the new password: `$percent` and `$label`.
    STRENGTH = "plain-strength";
    /// The birth date is a date.
    DATE_UNDERSTOOD = "plain-date-understood";
    /// Both new passwords are the same.
    IDENTICAL = "plain-identical";
    /// They are not.
    DIFFERENT = "plain-different";
    /// The new password begins or ends with a blank.
    BLANKS = "plain-blanks";
    /// The `$rules` for a new password.
    RULES = "plain-rules";
    /// How to have a password proposed.
    MAY_PROPOSE = "plain-may-propose";
    /// A proposed password follows, on a line of its own.
    PROPOSED = "plain-proposed";
    /// Take the password that is proposed.
    TAKE_PROPOSAL = "plain-take-proposal";
    /// Have another one proposed, of the other kind.
    ANOTHER_PROPOSAL = "plain-another-proposal";
    /// Type one's own.
    OWN_PASSWORD = "plain-own-password";
    /// The proposal is in both fields.
    PROPOSAL_TAKEN = "plain-proposal-taken";
    /// The `$rules` that do not hold.
    MISSING = "plain-missing";
    /// At least `$count` characters.
    RULE_MIN_LENGTH = "plain-rule-min-length";
    /// At most `$count` characters.
    RULE_MAX_LENGTH = "plain-rule-max-length";
    /// A small letter.
    RULE_LOWER = "plain-rule-lower";
    /// A capital.
    RULE_UPPER = "plain-rule-upper";
    /// A digit.
    RULE_DIGIT = "plain-rule-digit";
    /// Neither letter nor digit.
    RULE_SPECIAL = "plain-rule-special";
    /// At least `$percent` % of strength.
    RULE_MIN_PERCENT = "plain-rule-min-percent";
    /// Other than the current one.
    RULE_DIFFERS = "plain-rule-differs";
    /// In no known breach.
    RULE_BREACHED = "plain-rule-breached";
    /// The answer about the current password, or the number, is empty.
    NOTHING_TYPED = "plain-nothing-typed";
    /// There is an image of `$count` characters.
    IMAGE = "plain-image";
    /// The image follows, on `$count` lines.
    IMAGE_FOLLOWS = "plain-image-follows";
    /// The image that was shown is too old.
    IMAGE_OLD = "plain-image-old";
    /// No image could be drawn.
    IMAGE_FAILED = "plain-image-failed";
    /// The request is given up for the image.
    GAVE_UP = "plain-gave-up";
    /// Nothing is left to be answered.
    ALL_ANSWERED = "plain-all-answered";
    /// The request will be held for `$seconds`.
    WILL_BE_HELD = "plain-will-be-held";
    /// The request is held for `$seconds`.
    HELD = "plain-held";
    /// The same to a program, which has no key to give it up.
    HELD_LINES = "plain-held-lines";
    /// It is held for `$seconds` still.
    HELD_STILL = "plain-held-still";
    /// A form was left.
    BACK_AT_MENU = "plain-back-at-menu";
    /// A line of a program is longer than any field.
    LINE_TOO_LONG = "plain-line-too-long";
    /// A line of a program is not UTF-8.
    LINE_NOT_UTF8 = "plain-line-not-utf8";
    /// A program gave no more lines, and a question had no answer.
    INPUT_ENDED = "plain-input-ended";
    /// The program was left from the menu.
    LEFT = "plain-left";
    /// What a login is.
    HELP_LOGIN = "plain-help-login";
    /// What the current password is.
    HELP_CURRENT = "plain-help-current";
    /// What to do where nobody knows it.
    HELP_FORGOTTEN = "plain-help-forgotten";
    /// Which number is asked.
    HELP_NUMBER = "plain-help-number";
    /// How a birth date is typed.
    HELP_BIRTH_DATE = "plain-help-birth-date";
    /// What the confirmation is.
    HELP_CONFIRMATION = "plain-help-confirmation";
    /// What to copy.
    HELP_CAPTCHA = "plain-help-captcha";
    /// How to hear all of the help.
    HELP_MORE = "plain-help-more";
    /// What the score is.
    HELP_SCORE = "plain-help-score";
    /// The keys of the line mode.
    HELP_KEYS = "plain-help-keys";
}
