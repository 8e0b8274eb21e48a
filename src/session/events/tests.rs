//! The batches of a terminal, and the waits for the rest of a key. The clock is held.

use zeroize::Zeroizing;

use super::*;
use crate::app::{Timer, TimerKind};

const QUIET: Situation = Situation { wants_line: false, frame_waits: false, escape_wipes: false };

fn bytes(bytes: &[u8]) -> Input {
    Input::Bytes(Zeroizing::new(bytes.to_vec()))
}

/// The messages of bytes (each a character up to U+00FF) that come with these pauses in milliseconds after them: when each came, and what it is.
async fn received(
    link: LinkSpeed,
    escape_wipes: bool,
    typed: &'static [(&'static str, u64)],
) -> Vec<(u128, String)> {
    let (keys, events) = mpsc::channel(64);
    let (_replier, replies) = mpsc::channel(1);
    let (_, mut signals) = mpsc::channel(1);
    let (mut events, mut timers) = (InputStream::from(events), Timers::default());
    let mut source =
        EventSource::new(replies, Source::Keys(&mut events), &mut signals, Decoder::default(), link);
    let typist = tokio::spawn(async move {
        for (part, pause) in typed {
            keys.send(bytes(&part.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<_>>()))
                .await
                .unwrap();
            tokio::time::sleep(Duration::from_millis(*pause)).await;
        }
    });
    let (started, mut seen) = (Instant::now(), Vec::new());
    let situation = Situation { escape_wipes, ..QUIET };
    while let Wakeup::Batch(Batch::Messages(messages)) = source.next_batch(situation, &mut timers).await {
        let at = started.elapsed().as_millis();
        seen.extend(messages.iter().map(|message| (at, name(message))));
    }
    typist.await.unwrap();
    seen
}

fn name(message: &Message) -> String {
    match message {
        Message::Key(key) => format!("{:?}", key.code),
        Message::Paste(_) => "paste".to_owned(),
        Message::InputLost(loss) => format!("lost {loss:?}"),
        other => panic!("{other:?}"),
    }
}

use LinkSpeed::{Far, Near, Slow};

/// The Escape key acts after this time: at once where it harms nothing, later where it wipes what is typed.
#[rstest]
#[case(Near, false, 100)]
#[case(Far, false, 200)]
#[case(Slow, false, 500)]
#[case(Near, true, 500)]
#[case(Far, true, 600)]
#[case(Slow, true, 1000)]
#[tokio::test(start_paused = true)]
async fn escape_waits_for_rest_of_key(#[case] link: LinkSpeed, #[case] wipes: bool, #[case] wait: u128) {
    let seen = received(link, wipes, &[("\x1b", 20_000)]).await;
    assert!(matches!(&seen[..], [(at, key)] if key == "Esc" && (wait..wait + 5).contains(at)), "{seen:?}");
}

#[rstest]
#[case::form(true, &[("\x1b", 100), ("[B", 20_000)], &["Down"])]
#[case::form_late(true, &[("\x1b", 400), ("[B", 20_000)], &["Down"])]
#[case::tail_comes_later(true, &[("\x1b", 1200), ("[B", 0), ("x", 20_000)], &["Esc", "lost Key", "Char('x')"])]
#[case::key_by_key(false, &[("\x1b", 50), ("[", 90), ("1", 90), (";5", 90), ("D", 20_000)], &["Left"])]
#[case::cut_for_ever(false, &[("\x1b[", 60_000), ("B", 0), ("x", 20_000)], &["lost Key", "lost Key", "Char('x')"])]
#[case::letter_follows(true, &[("\x1b", 150), ("1", 20_000)], &["Esc", "Char('1')"])]
#[case::half_letter(false, &[("\u{c3}", 900), ("\u{a9}", 20_000)], &["Char('é')"])]
#[case::half_letter_for_ever(false, &[("\u{c3}", 1100), ("x", 20_000)], &["lost NotUtf8", "Char('x')"])]
#[case::slow_paste(false, &[("\x1b[200~a", 1900), ("b\x1b[20", 1900), ("1~", 20_000)], &["paste"])]
#[case::paste_for_ever(false, &[("\x1b[200~a", 60_000), ("b\rc", 0), ("\x1b", 9000), ("x", 20_000)], &["lost Paste", "lost Paste", "Char('x')"])]
#[tokio::test(start_paused = true)]
async fn pauses_type_nothing(
    #[case] wipes: bool,
    #[case] typed: &'static [(&'static str, u64)],
    #[case] expected: &[&str],
) {
    let seen = received(Near, wipes, typed).await;
    let names: Vec<&str> = seen.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, expected, "{seen:?}");
}

#[tokio::test]
async fn endless_paste_starves_no_timer() {
    let (keys, events) = mpsc::channel(1024);
    let (_replier, replies) = mpsc::channel(1);
    let (_, mut signals) = mpsc::channel(1);
    let mut events = InputStream::from(events);
    let mut events =
        EventSource::new(replies, Source::Keys(&mut events), &mut signals, Decoder::default(), Near);
    keys.send(bytes(b"\x1b[200~")).await.unwrap();
    let flood = tokio::spawn(async move {
        let end = Instant::now() + Duration::from_secs(30);
        while Instant::now() < end && keys.send(bytes(b"x")).await.is_ok() {}
    });
    let mut timers = Timers::default();
    let idle = Timer { kind: TimerKind::Idle, generation: 1 };
    timers.arm(idle, Duration::from_millis(20));
    let heard = events.next_batch(QUIET, &mut timers).await;
    let Wakeup::Batch(Batch::Messages(messages)) = heard else { panic!("messages") };
    assert!(matches!(messages[..], [Message::Timer(timer)] if timer == idle));
    assert!(!flood.is_finished(), "only once nobody typed any more");
}
