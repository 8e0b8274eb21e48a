//! Gauge, ticks, equality: after a pause in typing, and only of what is still typed.

use super::*;
use crate::password::Tick;

fn estimates(session: &ModelHarness) -> Vec<(FieldId, u64)> {
    session.asked(|effect| match effect {
        Effect::Estimate { field, generation, .. } => Some((*field, *generation)),
        _ => None,
    })
}

fn at_new(typed: &str) -> ModelHarness {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT]);
    session.forget().type_text(typed);
    session
}

fn ticks(session: &ModelHarness) -> usize {
    session.form().ticks.iter().filter(|(_, tick)| *tick == Tick::Met).count()
}

fn gauge(session: &ModelHarness) -> Option<u8> {
    session.field(New).strength().map(|strength| strength.percent)
}

#[test]
fn typing_pause_asks_for_estimate() {
    let mut session = at_new("abc");
    assert!(estimates(&session).is_empty());
    let pauses = session.timers.iter().map(|(timer, _)| *timer);
    let pauses: Vec<Timer> = pauses.filter(|timer| timer.kind == TimerKind::TypingPause(New)).collect();
    assert_eq!(pauses.len(), 3);
    session.send(Message::Timer(pauses[0])).send(Message::Timer(pauses[1]));
    assert_eq!((estimates(&session).len(), ticks(&session)), (0, 0), "the text has changed since");
    session.send(Message::Timer(pauses[2]));
    let generation = session.field(New).generation;
    assert_eq!(estimates(&session), [(New, generation)]);
    assert_eq!(ticks(&session), 0, "they come with the gauge, in one frame");
    session.send(estimated(New, generation, Some(strength(2))));
    assert_eq!(ticks(&session), 1, "a small letter");
    session.send(Message::Timer(pauses[2]));
    assert_eq!(estimates(&session).len(), 1, "the same text is estimated once");
}

#[test]
fn late_estimate_is_dropped() {
    let mut session = at_new("abc");
    session.pause(New);
    let (field, generation) = estimates(&session)[0];
    session.type_text("d").send(estimated(field, generation, Some(strength(90))));
    assert_eq!(gauge(&session), None);
    session.pause(New).estimate(7);
    assert_eq!(session.field(New).strength(), Some(strength(7)));
    session.type_text("e");
    assert_eq!(gauge(&session), Some(7), "stays until the next one");
}

#[test]
fn emptied_field_loses_gauge() {
    let mut session = at_new("ab");
    session.pause(New).estimate(7).type_text("c").press("Ctrl-U");
    assert_eq!((gauge(&session), ticks(&session)), (None, 0));
    session.pause(New).press("Tab");
    assert!(estimates(&session).is_empty());
}

#[test]
fn leaving_asks_for_estimate_once() {
    let mut session = at_new(NEW);
    session.press("Tab");
    let [(field, generation)] = estimates(&session)[..] else { panic!("estimated once") };
    session.send(estimated(field, generation, Some(strength(90))));
    assert_eq!(ticks(&session), session.form().ticks.len());
    session.pause(New).press("Shift-Tab Tab");
    assert_eq!(estimates(&session).len(), 1);
}

#[test]
fn estimate_context_holds_login_and_proofs() {
    let mut session = ModelHarness::reset();
    session.fill(&[LOGIN, NUMEN, "14071975", NEW]);
    let context = session
        .asked(|effect| if let Effect::Estimate { context, .. } = effect { Some(context) } else { None });
    let words = context.iter().map(|words| words.iter().map(|(_, word)| word.expose()).collect());
    assert_eq!(words.collect::<Vec<Vec<&str>>>(), [[LOGIN, NUMEN, "14/07/1975"]]);
}

#[test]
fn changed_login_asks_for_estimates() {
    let mut session = at_new(NEW);
    session.press("Up Up").estimate(90).forget().type_text("x");
    let stale = session.field(New).generation;
    session.press("Tab");
    let fields: Vec<FieldId> = estimates(&session).iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [Current, New]);
    session.send(estimated(New, stale, Some(strength(1))));
    assert_eq!(gauge(&session), Some(90));
    session.estimate(30);
    assert_eq!(gauge(&session), Some(30));
}

#[test]
fn comparison_comes_with_estimate() {
    let mut session = at_new(NEW);
    assert_eq!(session.press("Tab").form().identical, None);
    session.type_text("Rent");
    assert_eq!(session.form().identical, None);
    session.pause(Confirmation).estimate(1);
    assert_eq!(session.form().identical, Some(false));
    session.paste(&NEW["Rent".len()..]).pause(Confirmation).estimate(90);
    assert_eq!(session.form().identical, Some(true));
    assert_eq!(session.press("Ctrl-U").form().identical, None, "at once, as there is nothing to compare");
}

#[test]
fn left_weak_password_is_fault() {
    let mut session = at_new(NEW);
    session.pause(New).estimate(39);
    assert_eq!(session.fault(New), None, "it may still grow");
    assert!(session.press("Tab").fault(New).unwrap().contains("40 %"));
    session.press("Shift-Tab ! Tab").estimate(39);
    assert!(session.fault(New).unwrap().contains("40 %"), "estimated after it was left");
}

#[test]
fn late_estimate_blocks_nothing() {
    let mut session = at_new("Rent");
    session.pause(New).estimate(3).paste(&NEW["Rent".len()..]).press("Tab");
    assert_eq!(session.fault(New), None);
    session.fill(&[NEW, ANSWER]).press("Ctrl-S");
    assert!(session.submitted().is_some());
}

#[test]
fn late_estimate_skips_other_form() {
    let mut session = at_new(NEW);
    session.press("Tab");
    let (field, generation) = estimates(&session)[0];
    session.press("Esc Enter 1").send(estimated(field, generation, Some(strength(90))));
    assert_eq!(gauge(&session), None);
}
