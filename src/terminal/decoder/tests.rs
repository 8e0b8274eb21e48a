use super::super::paste::MAX_PASTE;
use super::*;
use proptest::prelude::*;

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Key(KeyCode, KeyModifiers),
    Paste(String),
    PasteTooLong,
    InvalidInput,
}

fn seen(events: Vec<InputEvent>) -> Vec<Seen> {
    events
        .into_iter()
        .map(|event| match event {
            InputEvent::Key(key) => Seen::Key(key.code, key.modifiers),
            InputEvent::Paste(text) => Seen::Paste(text.to_string()),
            InputEvent::PasteTooLong => Seen::PasteTooLong,
            InputEvent::InvalidInput => Seen::InvalidInput,
        })
        .collect()
}

fn decode(bytes: &[u8]) -> Vec<Seen> {
    let mut decoder = Decoder::new();
    let mut events = seen(decoder.feed(bytes));
    events.extend(seen(decoder.flush_escape()));
    events
}

const ESCAPE: Seen = Seen::Key(KeyCode::Esc, NONE);
const CTRL_C_KEY: Seen = Seen::Key(KeyCode::Char('c'), CONTROL);

fn typed(text: &str) -> Vec<Seen> {
    text.chars().map(|c| Seen::Key(KeyCode::Char(c), if c.is_uppercase() { SHIFT } else { NONE })).collect()
}

#[rstest]
#[case::ctrl_c_after_escape(b"\x1b\x03", &[ESCAPE, CTRL_C_KEY])]
#[case::two_escapes(b"\x1b\x1b", &[ESCAPE, ESCAPE])]
#[case::escape_then_arrow(b"\x1b\x1b[A", &[ESCAPE, Seen::Key(KeyCode::Up, NONE)])]
#[case::several_keys("Ab1\t\x1b[B\x1b[15~é".as_bytes(), &[typed("Ab1"),
    vec![Seen::Key(KeyCode::Tab, NONE), Seen::Key(KeyCode::Down, NONE), Seen::Key(KeyCode::F(5), NONE)], typed("é")].concat())]
#[case::sequence_cut_by_control(b"\x1b[1;\x03", &[CTRL_C_KEY, Seen::InvalidInput])]
#[case::string_cut_by_control(b"\x1b]0;tit\x03", &[CTRL_C_KEY])]
#[case::many_invalid_bytes(&[0xff; 5000], &[Seen::InvalidInput])]
#[case::longest_paste(&bracketed(&[b'a'; MAX_PASTE]), &[Seen::Paste("a".repeat(MAX_PASTE))])]
#[case::paste_too_long(&bracketed(&[b'a'; MAX_PASTE + 1]), &[Seen::PasteTooLong])]
#[case::paste_not_utf8(&bracketed(b"a\xffb\xc3c"), &[Seen::Paste("abc".to_owned()), Seen::InvalidInput])]
#[case::paste_without_brackets("Môt-2026".as_bytes(), &typed("Môt-2026"))]
fn bytes_give_events(#[case] bytes: &[u8], #[case] events: &[Seen]) {
    assert_eq!(decode(bytes), events);
}

#[rstest]
#[case::letter(KeyCode::Char('a'), NONE, &["a", "\x1b[97;1:2u"])] // typed, repeated by kitty
#[case::capital(KeyCode::Char('A'), SHIFT, &["A"])]
#[case::accent(KeyCode::Char('é'), NONE, &["é"])]
#[case::euro(KeyCode::Char('€'), NONE, &["€"])]
#[case::four_bytes(KeyCode::Char('𝄞'), NONE, &["𝄞"])]
#[case::enter(KeyCode::Enter, NONE, &["\r", "\n", "\x1bOM"])] // line feed, keypad
#[case::tab(KeyCode::Tab, NONE, &["\t"])]
#[case::backspace(KeyCode::Backspace, NONE, &["\x7f", "\x08"])]
#[case::ctrl_c(KeyCode::Char('c'), CONTROL, &["\x03"])]
#[case::ctrl_s(KeyCode::Char('s'), CONTROL, &["\x13"])]
#[case::ctrl_u(KeyCode::Char('u'), CONTROL, &["\x15"])]
#[case::ctrl_z(KeyCode::Char('z'), CONTROL, &["\x1a"])]
#[case::ctrl_space(KeyCode::Char(' '), CONTROL, &["\0"])]
#[case::escape(KeyCode::Esc, NONE, &["\x1b", "\x1b[27u"])] // kitty
#[case::alt(KeyCode::Char('x'), ALT, &["\x1bx"])]
#[case::alt_accent(KeyCode::Char('é'), ALT, &["\x1bé"])]
#[case::shift_tab(KeyCode::BackTab, SHIFT, &["\x1b[Z", "\x1b\t"])] // console
#[case::up(KeyCode::Up, NONE, &["\x1b[A", "\x1bOA"])] // application
#[case::down(KeyCode::Down, NONE, &["\x1b[B"])]
#[case::right(KeyCode::Right, NONE, &["\x1b[C"])]
#[case::left(KeyCode::Left, NONE, &["\x1b[D"])]
#[case::ctrl_left(KeyCode::Left, CONTROL, &["\x1b[1;5D"])]
#[case::shift_up_rxvt(KeyCode::Up, SHIFT, &["\x1b[a"])]
#[case::ctrl_up_rxvt(KeyCode::Up, CONTROL, &["\x1bOa"])]
#[case::home(KeyCode::Home, NONE, &["\x1b[H", "\x1b[1~", "\x1b[7~"])] // VT, rxvt
#[case::end(KeyCode::End, NONE, &["\x1bOF", "\x1b[4~", "\x1b[8~"])] // VT, rxvt
#[case::insert(KeyCode::Insert, NONE, &["\x1b[2~"])]
#[case::delete(KeyCode::Delete, NONE, &["\x1b[3~"])]
#[case::delete_shift_rxvt(KeyCode::Delete, SHIFT, &["\x1b[3$"])]
#[case::delete_ctrl_rxvt(KeyCode::Delete, CONTROL, &["\x1b[3^"])]
#[case::page_up(KeyCode::PageUp, NONE, &["\x1b[5~"])]
#[case::page_down(KeyCode::PageDown, NONE, &["\x1b[6~"])]
#[case::keypad_7(KeyCode::Char('7'), NONE, &["\x1bOw"])]
#[case::keypad_0(KeyCode::Char('0'), NONE, &["\x1bOp"])]
#[case::keypad_point(KeyCode::Char('.'), NONE, &["\x1bOn"])]
fn sequence_gives_one_key(#[case] code: KeyCode, #[case] modifiers: KeyModifiers, #[case] typed: &[&str]) {
    for bytes in typed {
        assert_eq!(decode(bytes.as_bytes()), [Seen::Key(code, modifiers)], "{bytes:?}");
    }
}

#[rstest]
#[case::xterm(["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[23~", "\x1b[24~"])]
#[case::console(["\x1b[[A", "\x1b[[B", "\x1b[[C", "\x1b[[D", "\x1b[[E", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[23~", "\x1b[24~"])]
#[case::rxvt(["\x1b[11~", "\x1b[12~", "\x1b[13~", "\x1b[14~", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[23~", "\x1b[24~"])]
fn every_function_key_is_known(#[case] spellings: [&str; 12]) {
    for (spelling, number) in spellings.into_iter().zip(1..) {
        assert_eq!(decode(spelling.as_bytes()), [Seen::Key(KeyCode::F(number), NONE)], "F{number}");
    }
}

/// Focus, release of a key, a modifier alone, attributes of the device, mouse, colours, and a device control string.
#[test]
fn terminal_reports_type_nothing() {
    let keys = ["\x1b[I\x1b[O", "\x1b[97;1:3u", "\x1b[57441u", "\x1b[?64;1;2c"];
    let mouse = ["\x1b[<0;10;10M\x1b[<0;10;10m", "\x1b[M !!", "\x1b[M \u{e9}"];
    let texts =
        ["\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]11;rgb:0000/0000/0000\x07", "\x1bP>|XTerm(380)\x1b\\"];
    for bytes in keys.into_iter().chain(mouse).chain(texts) {
        assert_eq!(decode(format!("a{bytes}b").as_bytes()), typed("ab"), "{bytes:?}");
    }
}

#[test]
fn invalid_bytes_give_one_event() {
    // Latin-1, a cut character, a lone continuation, a C1 control; overlong (two), a surrogate, beyond Unicode.
    let short: [&[u8]; 4] = [b"\xe9", b"\xc3", b"\x80", b"\xc2\x9b"];
    let long: [&[u8]; 4] = [b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"];
    // Unknown, without a first parameter, an unknown key, a stray end of paste, modifyOtherKeys.
    let sequences: [&[u8]; 5] = [b"\x1b[!p", b"\x1b[;5A", b"\x1b[99~", b"\x1b[201~", b"\x1b[27;5;9~"];
    for bytes in short.into_iter().chain(long).chain(sequences) {
        let given = [b"a", bytes, b"b"].concat();
        assert_eq!(decode(&given), [typed("ab"), vec![Seen::InvalidInput]].concat(), "{bytes:?}");
    }
}

#[test]
fn lone_escape_waits_for_flush() {
    let mut decoder = Decoder::new();
    assert!(!decoder.pending_escape());
    assert!(decoder.feed(b"\x1b").is_empty() && decoder.pending_escape());
    assert_eq!(seen(decoder.flush_escape()), [ESCAPE]);
    assert!(!decoder.pending_escape() && decoder.flush_escape().is_empty());
    assert_eq!(seen(decoder.feed(b"[A")), typed("[A"), "too late for an arrow");
}

#[test]
fn unfinished_sequence_is_dropped_by_flush() {
    for start in
        [b"\x1b[".as_slice(), b"\x1b[1;5", b"\x1bO", b"\x1b]0;title", b"\x1bP", b"\x1b[M", b"\xe2\x82"]
    {
        let mut decoder = Decoder::new();
        assert!(decoder.feed(start).is_empty() && decoder.pending_escape(), "{start:?}");
        assert_eq!(seen(decoder.flush_escape()), [Seen::InvalidInput], "{start:?}");
        assert_eq!(seen(decoder.feed(b"x")), typed("x"), "{start:?}");
    }
}

fn bracketed(text: &[u8]) -> Vec<u8> {
    [b"\x1b[200~", text, b"\x1b[201~"].concat()
}

#[test]
fn paste_is_one_event() {
    for text in ["", "Tr0ub4dor&3-kîte", "two\rlines\n", "\x1b[A\x1b[20\x1b[201\x1b", "\x1b[200~nested"] {
        let after = [bracketed(text.as_bytes()), b"x".to_vec()].concat();
        assert_eq!(decode(&after), [vec![Seen::Paste(text.to_owned())], typed("x")].concat());
    }
}

#[test]
fn huge_paste_keeps_buffer_bounded() {
    let mut decoder = Decoder::new();
    assert!(decoder.feed(b"\x1b[200~").is_empty());
    let chunk = [b'a'; 65_536];
    for _ in 0..160 {
        assert!(decoder.feed(&chunk).is_empty());
        assert!(held(&decoder) <= MAX_PASTE);
    }
    assert_eq!(seen(decoder.feed(b"\x1b[201~z")), [vec![Seen::PasteTooLong], typed("z")].concat());
}

#[test]
fn ctrl_c_ends_unfinished_paste() {
    let mut decoder = Decoder::new();
    assert!(decoder.feed(b"\x1b[200~abc").is_empty() && !decoder.pending_escape());
    assert!(decoder.flush_escape().is_empty());
    assert_eq!(seen(decoder.feed(b"\x03x")), [vec![CTRL_C_KEY], typed("x")].concat());
}

fn held(decoder: &Decoder) -> usize {
    match &decoder.state {
        DecoderState::Character { bytes, .. } | DecoderState::Csi(bytes) => bytes.capacity(),
        DecoderState::Paste(paste) => paste.capacity(),
        _ => 0,
    }
}

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
        let valid = |events: Vec<Seen>| -> Vec<Seen> {
            events.into_iter().filter(|event| *event != Seen::InvalidInput).collect()
        };
        let (mut decoder, mut events, mut rest) = (Decoder::new(), Vec::new(), bytes.as_slice());
        for cut in cuts.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (read, after) = rest.split_at((*cut).min(rest.len()));
            events.extend(decoder.feed(read));
            prop_assert!(held(&decoder) <= MAX_PASTE);
            rest = after;
        }
        events.extend(decoder.flush_escape());
        prop_assert_eq!(valid(seen(events)), valid(decode(&bytes)));
    }
}
