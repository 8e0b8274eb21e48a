//! Gauge, ticks, equality: after a pause in typing, and only of what is still typed.

use super::*;

fn estimates(session: &ModelHarness) -> Vec<(FieldId, u64)> {
    let asked = |effect: &Effect| match effect {
        Effect::Estimate { field, generation, .. } => Some((*field, *generation)),
        _ => None,
    };
    session.effects.iter().filter_map(asked).collect()
}

fn at_new() -> ModelHarness {
    let mut session = ModelHarness::change();
    session.fill(&[LOGIN, CURRENT]);
    session.take();
    session
}

#[test]
fn typing_pause_asks_for_estimate() {
    let mut session = at_new();
    session.type_text("abc");
    assert!(estimates(&session).is_empty());
    let pauses: Vec<Timer> = session
        .timers
        .iter()
        .filter(|(timer, _)| timer.kind == TimerKind::TypingPause(FieldId::New))
        .map(|(timer, _)| *timer)
        .collect();
    assert_eq!(pauses.len(), 3);
    session.send(Message::Timer(pauses[0]));
    session.send(Message::Timer(pauses[1]));
    assert!(estimates(&session).is_empty(), "the text has changed since");
    assert!(session.form().ticks.iter().all(|(_, holds)| !holds));
    session.send(Message::Timer(pauses[2]));
    let generation = session.field(FieldId::New).generation;
    assert_eq!(estimates(&session), [(FieldId::New, generation)]);
    assert!(session.form().ticks.iter().all(|(_, holds)| !holds), "they come with the gauge, in one frame");
    session.send(estimated(FieldId::New, generation, Some(strength(2))));
    assert_eq!(session.form().ticks.iter().filter(|(_, holds)| *holds).count(), 1, "a small letter");
    session.send(Message::Timer(pauses[2]));
    assert_eq!(estimates(&session).len(), 1, "the same text is estimated once");
}

#[test]
fn late_estimate_is_dropped() {
    let mut session = at_new();
    session.type_text("abc");
    session.on_timer(TimerKind::TypingPause(FieldId::New));
    let (field, generation) = estimates(&session)[0];
    session.type_text("d");
    session.send(estimated(field, generation, Some(strength(90))));
    assert_eq!(session.field(FieldId::New).strength, None);
    session.on_timer(TimerKind::TypingPause(FieldId::New));
    session.estimate(7);
    assert_eq!(session.field(FieldId::New).strength, Some(strength(7)));
    session.type_text("e");
    assert_eq!(session.field(FieldId::New).strength, Some(strength(7)), "stays until the next one");
}

#[test]
fn emptied_field_loses_gauge() {
    let mut session = at_new();
    session.type_text("ab");
    session.on_timer(TimerKind::TypingPause(FieldId::New));
    session.estimate(7);
    session.type_text("c");
    session.press("Ctrl-U");
    assert_eq!(session.field(FieldId::New).strength, None);
    assert!(session.form().ticks.iter().all(|(_, holds)| !holds));
    session.on_timer(TimerKind::TypingPause(FieldId::New));
    session.press("Tab");
    assert!(estimates(&session).is_empty());
}

#[test]
fn leaving_asks_for_estimate_once() {
    let mut session = at_new();
    session.type_text(NEW);
    session.press("Tab");
    let [(field, generation)] = estimates(&session)[..] else { panic!("estimated once") };
    session.send(estimated(field, generation, Some(strength(90))));
    assert!(session.form().ticks.iter().all(|(_, holds)| *holds));
    session.on_timer(TimerKind::TypingPause(FieldId::New));
    session.press("Shift-Tab Tab");
    assert_eq!(estimates(&session).len(), 1);
}

#[test]
fn estimate_context_holds_login_and_proofs() {
    let mut session = ModelHarness::reset();
    session.fill(&[LOGIN, NUMEN, "14071975", NEW]);
    let context: Vec<Vec<String>> = session
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Estimate { context, .. } => {
                Some(context.iter().map(|(_, word)| word.expose().to_owned()).collect())
            }
            _ => None,
        })
        .collect();
    assert_eq!(context, [[LOGIN, NUMEN, "14/07/1975"]]);
}

#[test]
fn changed_login_asks_for_estimates() {
    let mut session = at_new();
    session.type_text(NEW);
    session.press("Up Up");
    session.estimate(90);
    session.take();
    session.type_text("x");
    let stale = session.field(FieldId::New).generation;
    session.press("Tab");
    let fields: Vec<FieldId> = estimates(&session).iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [FieldId::Current, FieldId::New]);
    session.send(estimated(FieldId::New, stale, Some(strength(1))));
    assert_eq!(session.field(FieldId::New).strength, Some(strength(90)));
    session.estimate(30);
    assert_eq!(session.field(FieldId::New).strength, Some(strength(30)));
}

#[test]
fn comparison_comes_with_estimate() {
    let mut session = at_new();
    session.fill(&[NEW]);
    assert_eq!(session.form().identical, None);
    session.type_text("Rent");
    assert_eq!(session.form().identical, None);
    session.on_timer(TimerKind::TypingPause(FieldId::Confirmation));
    session.estimate(1);
    assert_eq!(session.form().identical, Some(false));
    session.paste(&NEW["Rent".len()..]);
    session.on_timer(TimerKind::TypingPause(FieldId::Confirmation));
    session.estimate(90);
    assert_eq!(session.form().identical, Some(true));
    session.press("Ctrl-U");
    assert_eq!(session.form().identical, None, "at once, as there is nothing to compare");
}

#[test]
fn left_weak_password_is_fault() {
    let mut session = at_new();
    session.type_text(NEW);
    session.on_timer(TimerKind::TypingPause(FieldId::New));
    session.estimate(39);
    assert_eq!(session.fault(FieldId::New), None, "it may still grow");
    session.press("Tab");
    assert!(session.fault(FieldId::New).unwrap().contains("40 %"));
    session.press("Shift-Tab");
    session.type_text("!");
    session.press("Tab");
    session.estimate(39);
    assert!(session.fault(FieldId::New).unwrap().contains("40 %"), "estimated after it was left");
}

#[test]
fn late_estimate_blocks_nothing() {
    let mut session = at_new();
    session.type_text("Rent");
    session.on_timer(TimerKind::TypingPause(FieldId::New));
    session.estimate(3);
    session.paste(&NEW["Rent".len()..]);
    session.press("Tab");
    assert_eq!(session.fault(FieldId::New), None);
    session.fill(&[NEW, ANSWER]);
    session.press("Ctrl-S");
    assert!(session.submitted().is_some());
}

#[test]
fn late_estimate_skips_other_form() {
    let mut session = at_new();
    session.type_text(NEW);
    session.press("Tab");
    let (field, generation) = estimates(&session)[0];
    session.press("Esc 1");
    session.send(estimated(field, generation, Some(strength(90))));
    assert_eq!(session.field(FieldId::New).strength, None);
}
