//! The time that an incomplete input waits for its next byte.

use std::time::Duration;

use crate::app::LinkSpeed;
use crate::terminal::Pending;

/// Longer than two bytes of one key are apart on any link, and than a person waits to see what the Escape key did.
const REST_OF_A_KEY: Duration = Duration::from_secs(1);

/// The wait of `pending`. Where the Escape key would wipe what is typed (`escape_wipes`), half a second tells it from an
/// arrow in two parts; elsewhere it acts as soon as the bytes of one key have had the time to come.
pub(super) fn wait(pending: Pending, link: LinkSpeed, escape_wipes: bool) -> Duration {
    let milliseconds = match (pending, link) {
        // A console server or a modem cuts where it likes; ssh sends a key as a packet.
        (Pending::Escape | Pending::Sequence, LinkSpeed::Near) => 100,
        (Pending::Escape | Pending::Sequence, LinkSpeed::Far) => 200,
        (Pending::Escape | Pending::Sequence, LinkSpeed::Slow) => 500,
        (Pending::LateEscape, LinkSpeed::Near | LinkSpeed::Far) if escape_wipes => 400,
        (Pending::LateEscape, LinkSpeed::Slow) if escape_wipes => 500,
        (Pending::LateEscape, _) => 0,
        (Pending::AfterEscape | Pending::Character, _) => return REST_OF_A_KEY,
        // A paste comes as fast as the link: a pause is its end, or that of the link.
        (Pending::Paste, LinkSpeed::Near | LinkSpeed::Far) => 2000,
        (Pending::Paste, LinkSpeed::Slow) => 5000,
    };
    Duration::from_millis(milliseconds)
}
