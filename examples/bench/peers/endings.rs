//! Measures the ends: the state of the terminal, and the time until the program is gone.

use std::time::Duration;

use rustix::process::Signal;

use super::clock::now;
use super::programs::Program;
use super::session::Session;

const LIMIT: Duration = Duration::from_secs(3);
/// Longer than a program waits after Escape, in case the key was the beginning of another one.
const BETWEEN_KEYS: Duration = Duration::from_millis(400);

/// A way to end.
#[derive(Clone, Copy, PartialEq)]
pub enum EndMethod {
    Key,
    Signal(Signal),
    HangUp,
}

/// Every way to end, with its name in the page.
pub const END_METHODS: [(&str, EndMethod); 6] = [
    ("quitter, par sa touche", EndMethod::Key),
    ("SIGINT", EndMethod::Signal(Signal::INT)),
    ("SIGTERM", EndMethod::Signal(Signal::TERM)),
    ("SIGHUP", EndMethod::Signal(Signal::HUP)),
    ("SIGQUIT", EndMethod::Signal(Signal::QUIT)),
    ("terminal fermé", EndMethod::HangUp),
];

/// The result of one end.
pub struct EndResult {
    /// `None` if it still ran at the limit.
    pub after: Option<Duration>,
    /// The parts of the terminal that were not restored.
    pub left: Vec<&'static str>,
}

impl EndResult {
    pub fn is_clean(&self) -> bool {
        self.after.is_some() && self.left.is_empty()
    }
}

/// A program that was typed to, and ends that way; nothing where it has no such way.
pub fn end(program: &Program, way: EndMethod) -> anyhow::Result<Option<EndResult>> {
    let mut session = if let Some(one) = &program.one {
        let mut session = Session::start(one, None)?;
        session.expect(program.shows)?;
        session.silence(program.pause)?;
        session
    } else {
        program.at_a_masked_field()?
    };
    session.write(b"secret")?;
    session.silence(Duration::from_millis(100))?;
    let after = match (way, program.quit) {
        (EndMethod::Key, None) => return Ok(None),
        (EndMethod::Key, Some(keys)) => press_until_it_ends(&mut session, keys)?,
        (EndMethod::Signal(signal), _) => {
            let sent = now();
            session.signal(signal)?;
            since(sent, session.wait_for_its_end(LIMIT)?)
        }
        (EndMethod::HangUp, _) => {
            let closed = now();
            session.hang_up();
            since(closed, session.wait_for_its_end(LIMIT)?)
        }
    };
    let mut left = Vec::new();
    if way != EndMethod::HangUp {
        session.silence(Duration::from_millis(50))?;
        left = what_is_left(&mut session);
    }
    Ok(Some(EndResult { after, left }))
}

fn since(from: Duration, ended: Option<Duration>) -> Option<Duration> {
    ended.map(|ended| ended.saturating_sub(from))
}

/// Keys one after the other, as some lead back through the screens first; from the last of them to the end.
fn press_until_it_ends(session: &mut Session, keys: &[u8]) -> anyhow::Result<Option<Duration>> {
    let mut after = None;
    for (number, key) in keys.iter().enumerate() {
        let pressed = now();
        session.write(&[*key])?;
        let limit = if number + 1 == keys.len() { LIMIT } else { BETWEEN_KEYS };
        after = since(pressed, session.wait_for_its_end(limit)?);
        if after.is_some() {
            break;
        }
    }
    Ok(after)
}

fn what_is_left(session: &mut Session) -> Vec<&'static str> {
    let attributes = session.attributes_changed();
    let screen = session.screen();
    let default = vt100::Color::Default;
    let styled = screen.fgcolor() != default
        || screen.bgcolor() != default
        || screen.bold()
        || screen.inverse()
        || screen.underline();
    let faults = [
        (screen.alternate_screen(), "écran secondaire"),
        (screen.hide_cursor(), "sans curseur"),
        (screen.bracketed_paste(), "collages encadrés"),
        (screen.application_cursor() || screen.application_keypad(), "autres touches"),
        (screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "souris"),
        (styled, "couleurs"),
        (attributes, "stty"),
    ];
    faults.into_iter().filter(|(left, _)| *left).map(|(_, name)| name).collect()
}
