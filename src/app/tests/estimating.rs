//! Gauge, ticks, equality: after a pause in typing, and only of what is still typed.

use super::*;

fn judges(visit: &Visit) -> Vec<(FieldId, u64)> {
    let judged = |effect: &Effect| match effect {
        Effect::Estimate { field, generation, .. } => Some((*field, *generation)),
        _ => None,
    };
    visit.effects.iter().filter_map(judged).collect()
}

fn at_new() -> Visit {
    let mut visit = Visit::change();
    visit.fill(&[LOGIN, CURRENT]);
    visit.take();
    visit
}

#[test]
fn a_key_judges_nothing_and_a_pause_does() {
    let mut visit = at_new();
    visit.type_text("abc");
    assert!(judges(&visit).is_empty());
    let pauses: Vec<Timer> = visit
        .timers
        .iter()
        .filter(|(timer, _)| timer.kind == TimerKind::TypingPause(FieldId::New))
        .map(|(timer, _)| *timer)
        .collect();
    assert_eq!(pauses.len(), 3);
    visit.send(Message::Timer(pauses[0]));
    visit.send(Message::Timer(pauses[1]));
    assert!(judges(&visit).is_empty(), "the text has changed since");
    assert!(visit.form().ticks.iter().all(|(_, holds)| !holds));
    visit.send(Message::Timer(pauses[2]));
    let generation = visit.field(FieldId::New).generation;
    assert_eq!(judges(&visit), [(FieldId::New, generation)]);
    assert!(visit.form().ticks.iter().all(|(_, holds)| !holds), "they come with the gauge, in one frame");
    visit.send(judged(FieldId::New, generation, Some(strength(2))));
    assert_eq!(visit.form().ticks.iter().filter(|(_, holds)| *holds).count(), 1, "a small letter");
    visit.send(Message::Timer(pauses[2]));
    assert_eq!(judges(&visit).len(), 1, "the same text is not judged twice");
}

#[test]
fn a_judgement_of_an_older_text_is_dropped() {
    let mut visit = at_new();
    visit.type_text("abc");
    visit.on_timer(TimerKind::TypingPause(FieldId::New));
    let (field, generation) = judges(&visit)[0];
    visit.type_text("d");
    visit.send(judged(field, generation, Some(strength(90))));
    assert_eq!(visit.field(FieldId::New).strength, None);
    visit.on_timer(TimerKind::TypingPause(FieldId::New));
    visit.judge(7);
    assert_eq!(visit.field(FieldId::New).strength, Some(strength(7)));
    visit.type_text("e");
    assert_eq!(visit.field(FieldId::New).strength, Some(strength(7)), "stays until the next one");
}

#[test]
fn an_empty_field_has_no_bar_at_once() {
    let mut visit = at_new();
    visit.type_text("ab");
    visit.on_timer(TimerKind::TypingPause(FieldId::New));
    visit.judge(7);
    visit.type_text("c");
    visit.press("Ctrl-U");
    assert_eq!(visit.field(FieldId::New).strength, None);
    assert!(visit.form().ticks.iter().all(|(_, holds)| !holds));
    visit.on_timer(TimerKind::TypingPause(FieldId::New));
    visit.press("Tab");
    assert!(judges(&visit).is_empty());
}

#[test]
fn leaving_judges_at_once_and_once() {
    let mut visit = at_new();
    visit.type_text(NEW);
    visit.press("Tab");
    let [(field, generation)] = judges(&visit)[..] else { panic!("judged once") };
    visit.send(judged(field, generation, Some(strength(90))));
    assert!(visit.form().ticks.iter().all(|(_, holds)| *holds));
    visit.on_timer(TimerKind::TypingPause(FieldId::New));
    visit.press("Shift-Tab Tab");
    assert_eq!(judges(&visit).len(), 1);
}

#[test]
fn the_context_is_what_else_was_typed_of_the_person() {
    let mut visit = Visit::reset();
    visit.fill(&[LOGIN, NUMEN, "14071975", NEW]);
    let context: Vec<Vec<String>> = visit
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
fn another_login_judges_the_passwords_again() {
    let mut visit = at_new();
    visit.type_text(NEW);
    visit.press("Up Up");
    visit.judge(90);
    visit.take();
    visit.type_text("x");
    let stale = visit.field(FieldId::New).generation;
    visit.press("Tab");
    let fields: Vec<FieldId> = judges(&visit).iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [FieldId::Current, FieldId::New]);
    visit.send(judged(FieldId::New, stale, Some(strength(1))));
    assert_eq!(visit.field(FieldId::New).strength, Some(strength(90)));
    visit.judge(30);
    assert_eq!(visit.field(FieldId::New).strength, Some(strength(30)));
}

#[test]
fn equality_comes_with_the_judgement_after_a_pause() {
    let mut visit = at_new();
    visit.fill(&[NEW]);
    assert_eq!(visit.form().identical, None);
    visit.type_text("Rent");
    assert_eq!(visit.form().identical, None);
    visit.on_timer(TimerKind::TypingPause(FieldId::Confirmation));
    visit.judge(1);
    assert_eq!(visit.form().identical, Some(false));
    visit.paste(&NEW["Rent".len()..]);
    visit.on_timer(TimerKind::TypingPause(FieldId::Confirmation));
    visit.judge(90);
    assert_eq!(visit.form().identical, Some(true));
    visit.press("Ctrl-U");
    assert_eq!(visit.form().identical, None, "at once, as there is nothing to compare");
}

#[test]
fn a_weak_password_is_a_fault_once_it_is_left() {
    let mut visit = at_new();
    visit.type_text(NEW);
    visit.on_timer(TimerKind::TypingPause(FieldId::New));
    visit.judge(39);
    assert_eq!(visit.fault(FieldId::New), None, "it may still grow");
    visit.press("Tab");
    assert!(visit.fault(FieldId::New).unwrap().contains("40 %"));
    visit.press("Shift-Tab");
    visit.type_text("!");
    visit.press("Tab");
    visit.judge(39);
    assert!(visit.fault(FieldId::New).unwrap().contains("40 %"), "judged after it was left");
}

#[test]
fn a_judgement_of_an_older_text_stops_nothing() {
    let mut visit = at_new();
    visit.type_text("Rent");
    visit.on_timer(TimerKind::TypingPause(FieldId::New));
    visit.judge(3);
    visit.paste(&NEW["Rent".len()..]);
    visit.press("Tab");
    assert_eq!(visit.fault(FieldId::New), None);
    visit.fill(&[NEW, ANSWER]);
    visit.press("Ctrl-S");
    assert!(visit.submitted().is_some());
}

#[test]
fn a_judgement_finds_no_other_form() {
    let mut visit = at_new();
    visit.type_text(NEW);
    visit.press("Tab");
    let (field, generation) = judges(&visit)[0];
    visit.press("Esc 1");
    visit.send(judged(field, generation, Some(strength(90))));
    assert_eq!(visit.field(FieldId::New).strength, None);
}
