mod cuts;

use super::super::paste::MAX_PASTE;
use super::*;

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Key(KeyCode, KeyModifiers),
    Paste(String),
    PasteTooLong,
    Lost(InputLoss),
}

fn seen(events: Vec<InputEvent>) -> Vec<Seen> {
    events
        .into_iter()
        .map(|event| match event {
            InputEvent::Key(key) => Seen::Key(key.code, key.modifiers),
            InputEvent::Paste(text) => Seen::Paste(text.to_string()),
            InputEvent::PasteTooLong => Seen::PasteTooLong,
            InputEvent::Lost(loss) => Seen::Lost(loss),
        })
        .collect()
}

/// The events of these bytes, and of the long silence after them.
fn decode_in(encoding: InputEncoding, bytes: &[u8]) -> Vec<Seen> {
    let mut decoder = Decoder::new(encoding);
    let mut events = seen(decoder.feed(bytes));
    while decoder.pending().is_some() {
        events.extend(seen(decoder.expire()));
    }
    events
}

fn decode(bytes: &[u8]) -> Vec<Seen> {
    decode_in(InputEncoding::Utf8, bytes)
}

#[rstest]
#[case(true, b"\x1b[Pa", &[Seen::Key(KeyCode::Delete, NONE), Seen::Key(KeyCode::Char('a'), NONE)])]
#[case(true, b"\x1b[Ma", &[Seen::Key(KeyCode::Delete, CONTROL), Seen::Key(KeyCode::Char('a'), NONE)])]
#[case(true, b"\x1bOP", &[Seen::Key(KeyCode::F(1), NONE)])]
#[case(false, b"\x1b[P", &[Seen::Key(KeyCode::F(1), NONE)])]
fn delete_key_of_st_is_no_help(#[case] is_st: bool, #[case] bytes: &[u8], #[case] expected: &[Seen]) {
    let mut decoder = Decoder::default().of_st(is_st);
    assert_eq!(seen(decoder.feed(bytes)), expected);
}

const TAB: Seen = Seen::Key(KeyCode::Tab, NONE);
const ESCAPE: Seen = Seen::Key(KeyCode::Esc, NONE);
const LOST_KEY: Seen = Seen::Lost(InputLoss::Key);
const LOST_BYTES: Seen = Seen::Lost(InputLoss::NotUtf8);
const LOST_PASTE: Seen = Seen::Lost(InputLoss::Paste);
const DISAGREEMENT: Seen = Seen::Lost(InputLoss::OtherEncoding);
const CTRL_C_KEY: Seen = Seen::Key(KeyCode::Char('c'), CONTROL);

fn typed(text: &str) -> Vec<Seen> {
    text.chars().map(|c| Seen::Key(KeyCode::Char(c), if c.is_uppercase() { SHIFT } else { NONE })).collect()
}

#[rstest]
#[case::ctrl_c_after_escape(b"\x1b\x03", &[ESCAPE, CTRL_C_KEY])]
#[case::two_escapes(b"\x1b\x1b", &[ESCAPE, ESCAPE])]
#[case::escape_then_arrow(b"\x1b\x1b[A", &[ESCAPE, Seen::Key(KeyCode::Up, NONE)])]
#[case::several_keys("Ab1\t\x1b[B\x1b[15~é".as_bytes(), &[typed("Ab1"),
    vec![TAB, Seen::Key(KeyCode::Down, NONE), Seen::Key(KeyCode::F(5), NONE)], typed("é")].concat())]
#[case::sequence_cut_by_control(b"\x1b[1;\x03", &[LOST_KEY, CTRL_C_KEY])]
#[case::string_cut_by_control(b"\x1b]0;tit\x03", &[LOST_KEY, CTRL_C_KEY])]
#[case::many_invalid_bytes(&[0xff; 5000], &[LOST_BYTES])]
#[case::losses_in_their_place(b"a\xe9b\t\xe8", &[typed("a"), vec![LOST_BYTES], typed("b"), vec![TAB, LOST_BYTES]].concat())]
#[case::longest_paste(&bracketed(&[b'a'; MAX_PASTE]), &[Seen::Paste("a".repeat(MAX_PASTE))])]
#[case::paste_too_long(&bracketed(&[b'a'; MAX_PASTE + 1]), &[Seen::PasteTooLong])]
#[case::paste_not_utf8(&bracketed(b"a\xffb\xc3c"), &[Seen::Paste("abc".to_owned()), LOST_BYTES])]
#[case::paste_without_brackets("Môt-2026".as_bytes(), &typed("Môt-2026"))]
fn bytes_give_events(#[case] bytes: &[u8], #[case] events: &[Seen]) {
    assert_eq!(decode(bytes), events);
}

#[rstest]
#[case::letter(KeyCode::Char('a'), NONE, &["a", "\x1b[97;;97u", "\x1b[97;1:2;97u"])] // typed, by kitty, repeated by it
#[case::capital(KeyCode::Char('A'), SHIFT, &["A", "\x1b[97;2;65u", "\x1b[97:65;2;65u", "\x1b[97;65;65u", "\x1b[65;2u"])] // caps lock, xterm
#[case::accent(KeyCode::Char('é'), NONE, &["é", "\x1b[0;;233u"])] // composed
#[case::euro(KeyCode::Char('€'), NONE, &["€", "\x1b[101;;8364u"])] // AltGr
#[case::digit_of_azerty(KeyCode::Char('1'), NONE, &["\x1b[38;2;49u", "\x1b[38:49:49;130;49u"])] // num lock
#[case::keypad_by_kitty(KeyCode::Char(','), NONE, &["\x1b[57409;129;44u"])]
#[case::small_under_caps_lock(KeyCode::Char('a'), NONE, &["\x1b[97:65;66;97u"])]
#[case::four_bytes(KeyCode::Char('𝄞'), NONE, &["𝄞"])]
#[case::enter(KeyCode::Enter, NONE, &["\r", "\n", "\x1bOM"])] // line feed, keypad
#[case::tab(KeyCode::Tab, NONE, &["\t"])]
#[case::backspace(KeyCode::Backspace, NONE, &["\x7f", "\x08"])]
#[case::ctrl_c(KeyCode::Char('c'), CONTROL, &["\x03", "\x1b[99;5u"])] // kitty
#[case::ctrl_s(KeyCode::Char('s'), CONTROL, &["\x13"])]
#[case::ctrl_u(KeyCode::Char('u'), CONTROL, &["\x15"])]
#[case::ctrl_z(KeyCode::Char('z'), CONTROL, &["\x1a"])]
#[case::ctrl_space(KeyCode::Char(' '), CONTROL, &["\0"])]
#[case::escape(KeyCode::Esc, NONE, &["\x1b", "\x1b[27u"])] // kitty
#[case::alt(KeyCode::Char('x'), ALT, &["\x1bx", "\x1b[120;3;120u"])] // kitty
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
    let keys =
        ["\x1b[I\x1b[O", "\x1b[97;1:3u", "\x1b[57441;2u", "\x1b[57453u", "\x1b[57358;65u", "\x1b[?64;1;2c"];
    let mouse = ["\x1b[<0;10;10M\x1b[<0;10;10m", "\x1b[M !!", "\x1b[M \u{e9}"];
    let texts =
        ["\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]11;rgb:0000/0000/0000\x07", "\x1bP>|XTerm(380)\x1b\\"];
    for bytes in keys.into_iter().chain(mouse).chain(texts) {
        assert_eq!(decode(format!("a{bytes}b").as_bytes()), typed("ab"), "{bytes:?}");
    }
}

/// The code of a key is a place on the keyboard: AltGr is not told, and capitals of a lock depend on the layout.
#[rstest]
#[case::shift("\x1b[97;2u")]
#[case::shift_on_azerty("\x1b[38;2u")]
#[case::shifted_key_without_text("\x1b[97:65;2u")] // AltGr may be held besides
#[case::no_modifier("\x1b[224u")] // `à`, or AltGr for `@`
#[case::repeated("\x1b[97;1:2u")]
#[case::caps_lock("\x1b[97;65u")]
#[case::keypad("\x1b[57409;129u")]
#[case::two_characters("\x1b[97;;97:768u")]
#[case::control_as_text("\x1b[97;;13u")]
#[case::no_character("\x1b[97;;1114112u")]
fn key_without_certain_text_is_lost(#[case] bytes: &str) {
    assert_eq!(decode(format!("a{bytes}b").as_bytes()), [typed("a"), vec![LOST_KEY], typed("b")].concat());
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
        let lost = if sequences.contains(&bytes) { LOST_KEY } else { LOST_BYTES };
        assert_eq!(decode(&given), [typed("a"), vec![lost], typed("b")].concat(), "{bytes:?}");
    }
}

/// Each piece is followed by a silence of so many waits.
fn decode_slowly(pieces: &[(&[u8], usize)]) -> Vec<Seen> {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    for (piece, silence) in pieces {
        events.extend(seen(decoder.feed(piece)));
        (0..*silence).for_each(|_| events.extend(seen(decoder.expire())));
    }
    events
}

/// Longer than any input waits.
const FOREVER: usize = 9;

#[test]
fn lone_escape_waits_twice() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.pending(), None);
    assert!(decoder.feed(b"\x1b").is_empty());
    assert_eq!(decoder.pending(), Some(Pending::Escape));
    assert!(decoder.expire().is_empty());
    assert_eq!(decoder.pending(), Some(Pending::LateEscape));
    assert_eq!(seen(decoder.expire()), [ESCAPE]);
    assert_eq!(decoder.pending(), Some(Pending::AfterEscape));
    assert!(decoder.expire().is_empty() && decoder.pending().is_none() && decoder.expire().is_empty());
}

#[rstest]
#[case::alt_key(0, &[Seen::Key(KeyCode::Char('x'), ALT)])]
#[case::two_keys(1, &[ESCAPE, Seen::Key(KeyCode::Char('x'), NONE)])]
#[case::after_escape(2, &[ESCAPE, Seen::Key(KeyCode::Char('x'), NONE)])]
fn silence_parts_escape_from_letter(#[case] silence: usize, #[case] events: &[Seen]) {
    assert_eq!(decode_slowly(&[(b"\x1b", silence), (b"x", 0)]), events);
}

#[rstest]
#[case::arrow(b"[B")]
#[case::insert(b"[2~")]
#[case::keypad(b"Ow")]
#[case::focus(b"[I")]
#[case::device(b"[?1c")]
#[case::mouse(b"[Minu")]
#[case::mouse_sgr(b"[<0;1;1M")]
fn tail_of_escape_types_nothing(#[case] tail: &[u8]) {
    let whole = decode(&[b"\x1b", tail].concat());
    assert_eq!(decode_slowly(&[(b"\x1b", 1), (tail, 0)]), whole, "in time");
    assert_eq!(
        decode_slowly(&[(b"\x1b", 2), (tail, 0), (b"x", 0)]),
        [vec![ESCAPE, LOST_KEY], typed("x")].concat()
    );
    let typed_long_after = decode_slowly(&[(b"\x1b", 3), (tail, 0)]);
    assert_eq!(typed_long_after.len(), 1 + tail.len(), "{typed_long_after:?}");
}

#[test]
fn late_sequence_is_dropped_to_its_end() {
    for (start, end) in [
        (b"\x1b[".as_slice(), b"B".as_slice()),
        (b"\x1b[1;5", b"D"),
        (b"\x1b[", b"1;5D"),
        (b"\x1bO", b"P"),
        (b"\x1b]0;title", b"end\x07"),
        (b"\x1b[M", b" !!"),
    ] {
        let events = decode_slowly(&[(start, FOREVER), (end, 0), (b"x", 0)]);
        let is_lost_twice = events.get(1) == Some(&LOST_KEY);
        assert_eq!(events[0], LOST_KEY, "{start:?}");
        assert_eq!(events[1 + usize::from(is_lost_twice)..], typed("x"), "{start:?}");
    }
}

#[test]
fn alt_key_is_told_from_string() {
    for character in [']', 'P', '_', '^', 'X'] {
        let modifiers = if character.is_uppercase() { ALT | SHIFT } else { ALT };
        let alt = Seen::Key(KeyCode::Char(character), modifiers);
        let start = format!("\x1b{character}");
        assert_eq!(decode_slowly(&[(start.as_bytes(), 1), (b"x", 0)]), [vec![alt], typed("x")].concat());
    }
}

#[test]
fn late_half_character_is_lost() {
    let events = decode_slowly(&[(b"\xe2\x82", 1), (b"x", 0)]);
    assert_eq!(events, [vec![LOST_BYTES], typed("x")].concat());
    assert_eq!(decode_slowly(&[(b"\xe2", 0), (b"\x82", 0), (b"\xac", 0)]), typed("€"));
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
    let mut decoder = Decoder::default();
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
    assert_eq!(decode(b"\x1b[200~abc\x03x"), [vec![LOST_PASTE, CTRL_C_KEY], typed("x")].concat());
}

/// The rest of the paste may still come: its line ends must not act as keys.
#[test]
fn late_paste_is_lost_whole() {
    let start = (b"\x1b[200~abc".as_slice(), FOREVER);
    let end = decode_slowly(&[start, (b"de\rf\tg\x1b[20", FOREVER), (b"1~x", 0)]);
    assert_eq!(end, [vec![LOST_PASTE; 2], typed("x")].concat());
}

#[test]
fn enter_in_lost_paste_is_reported_each_time() {
    let pieces: [(&[u8], usize); 4] = [(b"\x1b[200~abc", 1), (b"d\r", 0), (b"e\r", 0), (b"f\x15x", 0)];
    let clear = Seen::Key(KeyCode::Char('u'), CONTROL);
    assert_eq!(decode_slowly(&pieces), [vec![LOST_PASTE; 3], vec![clear], typed("x")].concat());
}

#[rstest]
#[case::escape(b"\x1b", &[])]
#[case::clear(b"\x15", &[Seen::Key(KeyCode::Char('u'), CONTROL)])]
#[case::backspace(b"\x7f", &[Seen::Key(KeyCode::Backspace, NONE)])]
#[case::save(b"\x13", &[Seen::Key(KeyCode::Char('s'), CONTROL)])]
#[case::arrow(b"\x1b[B", &[Seen::Key(KeyCode::Down, NONE)])]
#[case::another_paste(b"\x1b[200~abcd\x1b[201~", &[Seen::Paste("abcd".to_owned())])]
fn key_ends_lost_paste(#[case] key: &[u8], #[case] events: &[Seen]) {
    let ended = decode_slowly(&[(b"\x1b[200~abc", 1), (key, FOREVER), (b"x", 0)]);
    assert_eq!(ended, [&[LOST_PASTE], events, &typed("x")].concat());
}

#[rstest]
#[case::latin1(InputEncoding::Latin1, b"piv\xe9t\xa4", typed("pivét¤"))]
#[case::latin9(InputEncoding::Latin9, b"piv\xe9t\xa4", typed("pivét€"))]
#[case::alt(InputEncoding::Latin1, b"\x1b\xe9", vec![Seen::Key(KeyCode::Char('é'), ALT)])]
#[case::arrow(InputEncoding::Latin1, b"\x1b[Bx", [vec![Seen::Key(KeyCode::Down, NONE)], typed("x")].concat())]
#[case::utf8(InputEncoding::Latin1, "aéb".as_bytes(), [typed("aÃ©"), vec![DISAGREEMENT], typed("b")].concat())]
#[case::control(InputEncoding::Latin1, b"a\x82b", [typed("a"), vec![DISAGREEMENT], typed("b")].concat())]
#[case::paste(InputEncoding::Latin9, &bracketed(b"\xe9\xa4"), vec![Seen::Paste("é€".to_owned())])]
#[case::utf8_paste(InputEncoding::Latin1, &bracketed("é".as_bytes()), vec![Seen::Paste("Ã©".to_owned()), DISAGREEMENT])]
fn eight_bits_are_read_in_their_encoding(
    #[case] encoding: InputEncoding,
    #[case] bytes: &[u8],
    #[case] events: Vec<Seen>,
) {
    assert_eq!(decode_in(encoding, bytes), events);
}

fn held(decoder: &Decoder) -> usize {
    match &decoder.state {
        DecoderState::Character { bytes, .. } | DecoderState::Csi { sequence: bytes, .. } => bytes.capacity(),
        DecoderState::Paste(paste) => paste.capacity(),
        _ => 0,
    }
}
