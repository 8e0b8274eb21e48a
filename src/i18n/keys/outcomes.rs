//! Keys of outcomes.ftl: how a request ended, and what to do then.

use super::keys;

keys! {
    /// Done.
    DONE = "outcome-200";
    /// What to do then.
    DONE_ADVICE = "outcome-200-advice";
    /// Done, as a bind proved after a cut.
    DONE_AFTER_CUT = "outcome-201";
    /// What to do then.
    DONE_AFTER_CUT_ADVICE = "outcome-201-advice";
    /// The text copied is not the image's.
    WRONG_CAPTCHA = "outcome-410";
    /// What to do then.
    WRONG_CAPTCHA_ADVICE = "outcome-410-advice";
    /// The image is too old or was answered.
    EXPIRED_CAPTCHA = "outcome-411";
    /// What to do then.
    EXPIRED_CAPTCHA_ADVICE = "outcome-411-advice";
    /// Too many requests waited instead of an image.
    TOO_MANY_WAITS = "outcome-412";
    /// What to do then.
    TOO_MANY_WAITS_ADVICE = "outcome-412-advice";
    /// Given up while it was held.
    GIVEN_UP = "outcome-413";
    /// What to do then.
    GIVEN_UP_ADVICE = "outcome-413-advice";
    /// One sentence for whoever does not prove who they are.
    NOT_IDENTIFIED = "outcome-420";
    /// What to do then.
    NOT_IDENTIFIED_ADVICE = "outcome-420-advice";
    /// Rules of the academy are broken.
    AGAINST_POLICY = "outcome-430";
    /// What to do then.
    AGAINST_POLICY_ADVICE = "outcome-430-advice";
    /// Only the strength is lacking.
    TOO_EASY = "outcome-430-strength";
    /// What to do then.
    TOO_EASY_ADVICE = "outcome-430-strength-advice";
    /// Only the difference is lacking.
    SAME_AS_CURRENT = "outcome-430-same";
    /// What to do then.
    SAME_AS_CURRENT_ADVICE = "outcome-430-same-advice";
    /// It is in a known breach, and breaks no other rule.
    BREACHED = "outcome-430-breached";
    /// What to do then.
    BREACHED_ADVICE = "outcome-430-breached-advice";
    /// The directory finds it too short.
    TOO_SHORT = "outcome-431";
    /// What to do then.
    TOO_SHORT_ADVICE = "outcome-431-advice";
    /// The directory finds it too long.
    TOO_LONG = "outcome-432";
    /// What to do then.
    TOO_LONG_ADVICE = "outcome-432-advice";
    /// The directory finds it too simple.
    TOO_SIMPLE = "outcome-433";
    /// What to do then.
    TOO_SIMPLE_ADVICE = "outcome-433-advice";
    /// Used before.
    USED_BEFORE = "outcome-434";
    /// What to do then.
    USED_BEFORE_ADVICE = "outcome-434-advice";
    /// The directory finds it the same as the current one.
    UNCHANGED = "outcome-435";
    /// What to do then.
    UNCHANGED_ADVICE = "outcome-435-advice";
    /// Changed too recently.
    TOO_YOUNG = "outcome-436";
    /// What to do then.
    TOO_YOUNG_ADVICE = "outcome-436-advice";
    /// This person may not change their password.
    FORBIDDEN = "outcome-437";
    /// What to do then.
    FORBIDDEN_ADVICE = "outcome-437-advice";
    /// Refused without a reason.
    UNEXPLAINED = "outcome-438";
    /// What to do then.
    UNEXPLAINED_ADVICE = "outcome-438-advice";
    /// Locked by an administrator; said to who proved who they are.
    LOCKED_BY_ADMINISTRATOR = "outcome-440";
    /// What to do then.
    LOCKED_BY_ADMINISTRATOR_ADVICE = "outcome-440-advice";
    /// Locked meanwhile.
    LOCKED = "outcome-441";
    /// What to do then.
    LOCKED_ADVICE = "outcome-441-advice";
    /// The current password was right, and no longer is.
    WRONG_CURRENT = "outcome-442";
    /// What to do then.
    WRONG_CURRENT_ADVICE = "outcome-442-advice";
    /// Cut, and nothing is changed.
    CUT_UNCHANGED = "outcome-450";
    /// What to do then.
    CUT_UNCHANGED_ADVICE = "outcome-450-advice";
    /// A fault of this program.
    INTERNAL = "outcome-500";
    /// What to do then.
    INTERNAL_ADVICE = "outcome-500-advice";
    /// No server can be reached.
    UNREACHABLE = "outcome-503";
    /// What to do then.
    UNREACHABLE_ADVICE = "outcome-503-advice";
    /// No answer in time.
    TOO_SLOW = "outcome-504";
    /// What to do then.
    TOO_SLOW_ADVICE = "outcome-504-advice";
    /// The server is not trusted.
    UNTRUSTED = "outcome-505";
    /// What to do then.
    UNTRUSTED_ADVICE = "outcome-505-advice";
    /// The service account is refused.
    SERVICE_REFUSED = "outcome-520";
    /// What to do then.
    SERVICE_REFUSED_ADVICE = "outcome-520-advice";
    /// The service account lacks the right to write.
    NO_RIGHT = "outcome-521";
    /// What to do then.
    NO_RIGHT_ADVICE = "outcome-521-advice";
    /// The server demands a protected connection.
    NOT_CONFIDENTIAL = "outcome-522";
    /// What to do then.
    NOT_CONFIDENTIAL_ADVICE = "outcome-522-advice";
    /// No service account: no reset.
    RESET_UNAVAILABLE = "outcome-523";
    /// What to do then.
    RESET_UNAVAILABLE_ADVICE = "outcome-523-advice";
    /// The list of breached passwords cannot be read.
    BREACH_LIST_UNUSABLE = "outcome-524";
    /// What to do then.
    BREACH_LIST_UNUSABLE_ADVICE = "outcome-524-advice";
    /// The directory refuses the question.
    DIRECTORY_FAULT = "outcome-530";
    /// What to do then.
    DIRECTORY_FAULT_ADVICE = "outcome-530-advice";
    /// Cut, and nobody knows.
    CUT_UNKNOWN = "outcome-550";
    /// What to do then.
    CUT_UNKNOWN_ADVICE = "outcome-550-advice";
    /// Said to be done, and not proved.
    NOT_PROVED = "outcome-551";
    /// What to do then.
    NOT_PROVED_ADVICE = "outcome-551-advice";
}
