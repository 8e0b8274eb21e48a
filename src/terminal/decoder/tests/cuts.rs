//! Random input, cut anywhere, with any silence between two bytes.

use proptest::prelude::*;

use super::*;

/// Bytes among which sequences are frequent.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 0..6),
        4 => prop::sample::select(vec![
            "\x1b", "\x1b[", "\x1b]", "\x1bO", "\x1bP", "\x1b\\", "\x07", "\x1b[200~", "\x1b[201~", "\x1b[<", "\x1b[M",
            "1;", ";", ":", "~", "A", "u", "R", "é", "€", "\x1b[[", "$", "\x1b[99999999999;9999999999u", "\x1b[1;1R",
        ]).prop_map(|piece: &str| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(b'0'..=b';', 0..60),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn cuts_change_no_event(bytes in hostile(), cuts in prop::collection::vec(1..7usize, 1..50)) {
        // The same losses in a row are one event in a read.
        let once = |mut events: Vec<Seen>| {
            events.dedup_by(|after, before| matches!(after, Seen::Lost(_)) && after == before);
            events
        };
        let (mut decoder, mut events, mut rest) = (Decoder::default(), Vec::new(), bytes.as_slice());
        for cut in cuts.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (read, after) = rest.split_at((*cut).min(rest.len()));
            events.extend(decoder.feed(read));
            prop_assert!(held(&decoder) <= MAX_PASTE);
            rest = after;
        }
        while decoder.pending().is_some() {
            events.extend(decoder.expire());
        }
        prop_assert_eq!(once(seen(events)), once(decode(&bytes)));
    }

    /// Wherever the line cuts a sequence, and however long it stops there; after ESC, until the Escape key is forgotten.
    #[test]
    fn cut_sequence_types_no_more_than_whole(
        sequence in prop::sample::select(SEQUENCES.to_vec()),
        silences in prop::collection::vec(0..FOREVER, 40),
    ) {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        for (byte, silence) in sequence.as_bytes().chunks(1).zip(&silences) {
            events.extend(seen(decoder.feed(byte)));
            for _ in 0..*silence {
                if decoder.pending() != Some(Pending::AfterEscape) {
                    events.extend(seen(decoder.expire()));
                }
            }
        }
        let text = |events: &[Seen]| -> String {
            events.iter().map(|event| match event {
                Seen::Key(KeyCode::Char(c), modifiers) if SHIFT.contains(*modifiers) => c.to_string(),
                Seen::Paste(text) => text.clone(),
                _ => String::new(),
            }).collect()
        };
        let (whole, cut) = (text(&decode(sequence.as_bytes())), text(&events));
        prop_assert!(cut.is_empty() || cut == whole, "{:?} typed {:?}", sequence, cut);
    }
}

/// The sequences that keyboards and terminals send, a paste and a mouse included.
const SEQUENCES: [&str; 24] = [
    "\x1b[A",
    "\x1bOB",
    "\x1b[1;5D",
    "\x1b[2~",
    "\x1b[3$",
    "\x1b[[A",
    "\x1bOP",
    "\x1b[15~",
    "\x1b[Z",
    "\x1bOw",
    "\x1bOM",
    "\x1b[97;1:2u",
    "\x1b[27;5;9~",
    "\x1b[99~",
    "\x1b[I",
    "\x1b[<0;10;10M",
    "\x1b[M !!",
    "\x1b[?64;1;2c",
    "\x1b[12;40R",
    "\x1b[200~a\rb1\x1b[201~",
    "\x1b[200~Ab[B\x1b[201~",
    "é",
    "€",
    "𝄞",
];
