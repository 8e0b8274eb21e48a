use proptest::prelude::*;
use rstest::rstest;

use super::super::paste::MAX_PASTE;
use super::*;

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;

/// An event that can be compared.
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
#[case::several_keys("Ab1\t\x1b[B\x1b[15~é".as_bytes(), &[
    typed("Ab1"),
    vec![Seen::Key(KeyCode::Tab, NONE), Seen::Key(KeyCode::Down, NONE), Seen::Key(KeyCode::F(5), NONE)],
    typed("é"),
].concat())]
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
#[case::letter("a", KeyCode::Char('a'), NONE)]
#[case::capital("A", KeyCode::Char('A'), SHIFT)]
#[case::accent("é", KeyCode::Char('é'), NONE)]
#[case::euro("€", KeyCode::Char('€'), NONE)]
#[case::four_bytes("𝄞", KeyCode::Char('𝄞'), NONE)]
#[case::enter("\r", KeyCode::Enter, NONE)]
#[case::line_feed("\n", KeyCode::Enter, NONE)]
#[case::tab("\t", KeyCode::Tab, NONE)]
#[case::backspace("\x7f", KeyCode::Backspace, NONE)]
#[case::backspace_of_old("\x08", KeyCode::Backspace, NONE)]
#[case::ctrl_c("\x03", KeyCode::Char('c'), CONTROL)]
#[case::ctrl_s("\x13", KeyCode::Char('s'), CONTROL)]
#[case::ctrl_u("\x15", KeyCode::Char('u'), CONTROL)]
#[case::ctrl_z("\x1a", KeyCode::Char('z'), CONTROL)]
#[case::ctrl_space("\0", KeyCode::Char(' '), CONTROL)]
#[case::escape("\x1b", KeyCode::Esc, NONE)]
#[case::alt("\x1bx", KeyCode::Char('x'), ALT)]
#[case::alt_accent("\x1bé", KeyCode::Char('é'), ALT)]
#[case::shift_tab("\x1b[Z", KeyCode::BackTab, SHIFT)]
#[case::shift_tab_console("\x1b\t", KeyCode::BackTab, SHIFT)]
#[case::up("\x1b[A", KeyCode::Up, NONE)]
#[case::up_application("\x1bOA", KeyCode::Up, NONE)]
#[case::down("\x1b[B", KeyCode::Down, NONE)]
#[case::right("\x1b[C", KeyCode::Right, NONE)]
#[case::left("\x1b[D", KeyCode::Left, NONE)]
#[case::ctrl_left("\x1b[1;5D", KeyCode::Left, CONTROL)]
#[case::shift_up_rxvt("\x1b[a", KeyCode::Up, SHIFT)]
#[case::ctrl_up_rxvt("\x1bOa", KeyCode::Up, CONTROL)]
#[case::home("\x1b[H", KeyCode::Home, NONE)]
#[case::home_vt("\x1b[1~", KeyCode::Home, NONE)]
#[case::home_rxvt("\x1b[7~", KeyCode::Home, NONE)]
#[case::end("\x1bOF", KeyCode::End, NONE)]
#[case::end_vt("\x1b[4~", KeyCode::End, NONE)]
#[case::end_rxvt("\x1b[8~", KeyCode::End, NONE)]
#[case::insert("\x1b[2~", KeyCode::Insert, NONE)]
#[case::delete("\x1b[3~", KeyCode::Delete, NONE)]
#[case::delete_shift_rxvt("\x1b[3$", KeyCode::Delete, SHIFT)]
#[case::delete_ctrl_rxvt("\x1b[3^", KeyCode::Delete, CONTROL)]
#[case::page_up("\x1b[5~", KeyCode::PageUp, NONE)]
#[case::page_down("\x1b[6~", KeyCode::PageDown, NONE)]
#[case::kitty_escape("\x1b[27u", KeyCode::Esc, NONE)]
#[case::kitty_repeat("\x1b[97;1:2u", KeyCode::Char('a'), NONE)]
#[case::keypad_enter("\x1bOM", KeyCode::Enter, NONE)]
#[case::keypad_7("\x1bOw", KeyCode::Char('7'), NONE)]
#[case::keypad_0("\x1bOp", KeyCode::Char('0'), NONE)]
#[case::keypad_point("\x1bOn", KeyCode::Char('.'), NONE)]
fn sequence_gives_one_key(#[case] bytes: &str, #[case] code: KeyCode, #[case] modifiers: KeyModifiers) {
    assert_eq!(decode(bytes.as_bytes()), [Seen::Key(code, modifiers)]);
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

#[rstest]
#[case::focus("\x1b[I\x1b[O")]
#[case::release("\x1b[97;1:3u")]
#[case::modifier_alone("\x1b[57441u")]
#[case::device_attributes("\x1b[?64;1;2c")]
#[case::mouse_sgr("\x1b[<0;10;10M\x1b[<0;10;10m")]
#[case::mouse_x10("\x1b[M !!")]
#[case::mouse_x10_high("\x1b[M \u{e9}")]
#[case::colour_report("\x1b]11;rgb:0000/0000/0000\x1b\\")]
#[case::colour_report_bel("\x1b]11;rgb:0000/0000/0000\x07")]
#[case::dcs("\x1bP>|XTerm(380)\x1b\\")]
fn terminal_reports_type_nothing(#[case] bytes: &str) {
    assert_eq!(decode(format!("a{bytes}b").as_bytes()), typed("ab"));
}

#[rstest]
#[case::latin_1(b"a\xe9b".as_slice(), "ab")]
#[case::cut(b"a\xc3b", "ab")]
#[case::lone_continuation(b"a\x80b", "ab")]
#[case::overlong(b"a\xc0\xafb", "ab")]
#[case::overlong_three(b"a\xe0\x80\xafb", "ab")]
#[case::surrogate(b"a\xed\xa0\x80b", "ab")]
#[case::beyond(b"a\xf5\x80\x80\x80b", "ab")]
#[case::c1(b"a\xc2\x9bb", "ab")]
#[case::unknown_csi(b"a\x1b[!pb", "ab")]
#[case::no_first_parameter(b"a\x1b[;5Ab", "ab")]
#[case::unknown_key(b"a\x1b[99~b", "ab")]
#[case::stray_end_of_paste(b"a\x1b[201~b", "ab")]
#[case::modify_other_keys(b"a\x1b[27;5;9~b", "ab")]
fn invalid_bytes_give_one_event(#[case] bytes: &[u8], #[case] text: &str) {
    let mut expected = typed(text);
    expected.push(Seen::InvalidInput);
    assert_eq!(decode(bytes), expected);
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

#[rstest]
#[case(b"\x1b[".as_slice())]
#[case(b"\x1b[1;5")]
#[case(b"\x1bO")]
#[case(b"\x1b]0;title")]
#[case(b"\x1bP")]
#[case(b"\x1b[M")]
#[case(b"\xe2\x82")]
fn unfinished_sequence_is_dropped_by_flush(#[case] start: &[u8]) {
    let mut decoder = Decoder::new();
    assert!(decoder.feed(start).is_empty() && decoder.pending_escape());
    assert_eq!(seen(decoder.flush_escape()), [Seen::InvalidInput]);
    assert_eq!(seen(decoder.feed(b"x")), typed("x"));
}

// -- pastes ---------------------------------------------------------------------------------------

fn bracketed(text: &[u8]) -> Vec<u8> {
    [b"\x1b[200~", text, b"\x1b[201~"].concat()
}

#[rstest]
#[case("")]
#[case("Tr0ub4dor&3-kîte")]
#[case("two\rlines\n")]
#[case("\x1b[A\x1b[20\x1b[201\x1b")]
#[case("\x1b[200~nested")]
fn paste_is_one_event(#[case] text: &str) {
    let after = [bracketed(text.as_bytes()), b"x".to_vec()].concat();
    assert_eq!(decode(&after), [vec![Seen::Paste(text.to_owned())], typed("x")].concat());
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

// -- anything ---------------------------------------------------------------------------------------

/// Bytes that the decoder holds.
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
        let whole: Vec<Seen> = decode(&bytes).into_iter().filter(|event| *event != Seen::InvalidInput).collect();

        let mut decoder = Decoder::new();
        let mut events = Vec::new();
        let mut rest = bytes.as_slice();
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
        let cut: Vec<Seen> = seen(events).into_iter().filter(|event| *event != Seen::InvalidInput).collect();
        prop_assert_eq!(cut, whole);
    }
}
