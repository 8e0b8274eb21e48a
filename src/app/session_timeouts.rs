//! The limits of a session: idle or too long, it ends, and what was typed is wiped.

use std::time::Duration;

use crate::i18n::keys::form as texts;
use crate::i18n::{Text, TextKey};

use super::effect::{Effect, Timer, TimerKind};
use super::exit::{Exit, ExitCode};
use super::model::{Model, Screen};
use super::screens::outcome;

/// A warning precedes the end by this time at most.
const WARNING: Duration = Duration::from_secs(30);
/// No timer is shorter, so that an early one does not spin.
const SHORTEST_TIMER: Duration = Duration::from_millis(10);

/// Arms both timers at the start of a session.
pub(super) fn start(model: &mut Model) -> Vec<Effect> {
    let (idle, absolute) = (model.settings.idle_timeout, model.settings.absolute_timeout);
    vec![
        arm(model, TimerKind::Idle, idle.saturating_sub(warning(idle))),
        arm(model, TimerKind::Absolute, absolute.saturating_sub(warning(absolute))),
    ]
}

/// Warns or ends a session without a key.
pub(super) fn idle(model: &mut Model, now: Duration) -> Vec<Effect> {
    let limit = model.settings.idle_timeout;
    let quiet = now.saturating_sub(model.last_key);
    check(model, TimerKind::Idle, limit, quiet, texts::NOTICE_IDLE, texts::EXIT_IDLE)
}

/// Warns or ends a session at its longest duration.
pub(super) fn absolute(model: &mut Model, now: Duration) -> Vec<Effect> {
    let limit = model.settings.absolute_timeout;
    check(model, TimerKind::Absolute, limit, now, texts::NOTICE_TIME_LIMIT, texts::EXIT_ABSOLUTE)
}

fn check(
    model: &mut Model,
    kind: TimerKind,
    limit: Duration,
    spent: Duration,
    notice: TextKey,
    words: TextKey,
) -> Vec<Effect> {
    let left = limit.saturating_sub(spent);
    // A session does not end before the response that its user waits for.
    let waits = matches!(&model.screen, Screen::Form(form) if form.sending.is_some());
    if waits {
        return vec![arm(model, kind, WARNING)];
    }
    if left.is_zero() {
        return end(model, words);
    }
    if left <= warning(limit) {
        let seconds = usize::try_from(left.as_secs()).unwrap_or(usize::MAX);
        if seconds > 1 {
            model.notice = Some(Text::from(notice).number("seconds", seconds));
        }
        return vec![arm(model, kind, left)];
    }
    vec![arm(model, kind, left.saturating_sub(warning(limit)))]
}

/// Ends the session. After an outcome its message replaces that of the limit.
fn end(model: &mut Model, words: TextKey) -> Vec<Effect> {
    let exit = match &model.screen {
        Screen::Outcome { response, .. } => outcome::exit(response),
        Screen::Menu(_) | Screen::Form(_) => Exit { code: ExitCode::Failure, message: Some(words.into()) },
    };
    model.wipe();
    vec![Effect::Exit(exit)]
}

fn arm(model: &mut Model, kind: TimerKind, delay: Duration) -> Effect {
    let generation = model.next_generation();
    match kind {
        TimerKind::Absolute => model.timers.absolute = generation,
        _ => model.timers.idle = generation,
    }
    Effect::StartTimer { timer: Timer { kind, generation }, delay: delay.max(SHORTEST_TIMER) }
}

fn warning(limit: Duration) -> Duration {
    WARNING.min(limit / 2)
}
