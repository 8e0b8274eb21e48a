//! Random messages cause no panic, leak no secret in an effect, and keep one existing focus.

use proptest::prelude::*;

use super::*;
use crate::account::{Delay, DelayOffer};
use crate::app::form::Form;
use crate::app::keymap;

/// An event of a session. A number chooses a reply or a timer: one that was asked for, or a foreign one.
#[derive(Debug, Clone)]
enum Event {
    Key(&'static str),
    Type(String),
    Paste(String),
    Mark,
    Resize(u16, u16),
    Timer(prop::sample::Index),
    Foreign(u64),
    Answer(prop::sample::Index, u8),
    Elapse(u64),
}

const KEYS: &str = "Tab Shift-Tab Up Down Enter Esc Ctrl-S Ctrl-U Ctrl-N Ctrl-R F1 F2 F5 F6 F9 Home End Left Right \
                    Backspace Delete PgDn PgUp 1 2 ? Space Alt-x \
                    F7 Ctrl-W Ctrl-K Ctrl-Left Alt-f &";

/// Typed into secret fields only as a whole, so that finding it anywhere is a leak.
const SECRET: &str = "Mdp-Très-Secret-42";

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => prop::sample::select(KEYS.split(' ').collect::<Vec<_>>()).prop_map(Event::Key),
        3 => "[a-zA-Z0-9é/ -]{1,12}".prop_map(Event::Type),
        1 => any::<String>().prop_map(Event::Paste),
        3 => Just(Event::Mark),
        1 => (any::<u16>(), any::<u16>()).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        3 => any::<prop::sample::Index>().prop_map(Event::Timer),
        1 => any::<u64>().prop_map(Event::Foreign),
        3 => (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, how)| Event::Answer(at, how)),
        1 => (0..1000_u64).prop_map(Event::Elapse),
    ]
}

fn outcomes() -> [Outcome; 9] {
    [
        done(),
        Outcome::WrongCaptcha,
        Outcome::TooManyDelays { free_in: Duration::from_secs(720) },
        Outcome::Cancelled,
        Outcome::NotIdentified,
        Outcome::AgainstPolicy(Vec::new()),
        Outcome::AcceptedUnverified,
        Outcome::NotKnownYet { settled_after: Duration::from_secs(300) },
        Outcome::Unreachable,
    ]
}

fn play(session: &mut ModelHarness, image: &Challenge, event: Event) {
    match event {
        Event::Key(name) => _ = session.press(name),
        Event::Type(text) => _ = session.type_text(&text),
        Event::Paste(text) => _ = session.paste(&text),
        Event::Mark => {
            let focused = session.model.form().and_then(Form::focused);
            if focused.is_some_and(|field| field.secret().is_some()) {
                session.paste(SECRET);
            }
        }
        Event::Resize(columns, rows) => _ = session.send(Message::Resized(columns, rows)),
        Event::Timer(at) => _ = session.send(Message::Timer(at.get(&session.timers).0)),
        Event::Foreign(generation) => {
            use TimerKind::{CaptchaExpiry, DelayTick, Mask, TypingPause};
            let kinds = [Mask, CaptchaExpiry, DelayTick, TypingPause(Number)];
            session.send_each(kinds.map(|kind| Message::Timer(Timer { kind, generation })));
            session
                .send(estimated(Login, generation, Some(strength(50))))
                .send(image_reply(generation, None));
        }
        Event::Answer(at, how) => {
            if session.effects.is_empty() {
                return;
            }
            let drawn = how > 50;
            let reply = match at.get(&session.effects) {
                Effect::Estimate { field, generation, .. } => {
                    estimated(*field, *generation, Some(strength(how % 101)))
                }
                Effect::Propose { generation, .. } => proposed(*generation, drawn.then(|| proposal(SECRET))),
                Effect::DrawCaptcha { generation, .. } => {
                    image_reply(*generation, drawn.then(|| image.clone()))
                }
                Effect::Submit { generation, .. } => {
                    response_reply(*generation, outcomes()[usize::from(how) % outcomes().len()].clone())
                }
                Effect::OfferDelay { generation, .. } => {
                    let free_in = Duration::from_secs(how.into());
                    let open = DelayOffer::Open(Delay::first(free_in));
                    let offer = if drawn { open } else { DelayOffer::Spent { free_in } };
                    Message::Reply(Reply::DelayOffered { generation: *generation, offer })
                }
                Effect::Cancel { .. } | Effect::StartTimer { .. } | Effect::Exit(_) => return,
            };
            session.send(reply);
        }
        Event::Elapse(seconds) => session.now += Duration::from_secs(seconds),
    }
}

fn holds(session: &ModelHarness) {
    let written = format!("{:?}", session.effects);
    assert!(!written.contains(SECRET), "{written}");
    assert!(!format!("{:?}", session.model.notice).contains(SECRET));
    assert!(!keymap::hints(&session.model).is_empty());
    if let Screen::Form(form) = &session.model.screen {
        assert!(form.stops().any(|stop| stop == form.focus), "{:?}", form.focus);
        for field in &form.fields {
            assert!(!(field.is_empty() && field.strength().is_some()), "a bar for nothing");
            assert!(field.plain().lines().count() <= 1);
            assert!(field.fault.as_ref().is_none_or(|fault| !format!("{fault:?}").contains(SECRET)));
        }
    }
    if let Screen::Outcome { response, form, .. } = &session.model.screen {
        assert!(form.is_none() || response.outcome.may_be_sent_again());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn random_session_keeps_invariants(start in 0..5, events in prop::collection::vec(event(), 1..80)) {
        let image = challenge();
        let mut session = match start {
            0 => ModelHarness::new(),
            1 => ModelHarness::change(),
            2 => ModelHarness::reset(),
            3 => ModelHarness::complete(),
            _ => ModelHarness::sent(),
        };
        for event in events {
            play(&mut session, &image, event);
            holds(&session);
        }
    }
}
