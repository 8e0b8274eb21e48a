//! The peer of a session: where it comes from, and which session it is.

/// Longest source that is kept, in characters.
const LONGEST_SOURCE: usize = 64;

/// Names a session within this process, and never leaves it. Only
/// [`Services::open_session`](super::Services::open_session) makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionId(pub(super) u64);

/// The person, or the program, at the other end of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    session: SessionId,
    source: String,
}

impl Peer {
    /// `source` is the origin as the door knows it: a user id and a terminal, or the address of an SSH client.
    /// `?` replaces each character that could forge a line of a log or move a terminal.
    pub(super) fn new(session: SessionId, source: &str) -> Self {
        let plain = |c: char| if c.is_ascii_graphic() || c == ' ' { c } else { '?' };
        Self { session, source: source.chars().take(LONGEST_SOURCE).map(plain).collect() }
    }

    #[must_use]
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// The origin of the session: printable ASCII, at most 64 characters.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_is_printable_and_short() {
        let peer = Peer::new(SessionId(1), "10.0.0.1 \n\u{1b}[2Jcode=200 é");
        assert_eq!(peer.source(), "10.0.0.1 ??[2Jcode=200 ?");
        assert_eq!(Peer::new(SessionId(1), &"x".repeat(1000)).source().len(), 64);
    }
}
