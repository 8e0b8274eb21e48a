use super::*;
use crate::password::testing::secret;
use proptest::prelude::*;

proptest! {
    /// With and without ASCII, text, cursor and count are those of the whole text in NFC.
    #[test]
    fn typed_characters_equal_whole_text(
        head in "[a-z 9é\u{301}🇫]{0,6}", typed in "[A-Z!è\u{300}]{0,4}", tail in "([a-zñ][a-z\u{302}ñ]{0,5})?",
    ) {
        let mut text = secret(&head);
        prop_assume!(text.insert(&tail).is_ok());
        text.move_home();
        let before: String = head.nfc().collect();
        while text.before_cursor().len() < before.len() && text.cursor < text.len {
            text.move_right();
        }
        prop_assume!(text.before_cursor() == before);
        for character in typed.chars() {
            text.insert(character.encode_utf8(&mut [0; 4])).unwrap();
        }
        let whole: String = format!("{before}{typed}{tail}").nfc().collect();
        prop_assert_eq!(text.expose(), &whole);
        prop_assert_eq!(text.grapheme_count(), whole.graphemes(true).count());
        prop_assert_eq!(text.cursor(), text.before_cursor().graphemes(true).count());
        prop_assert!(text.bytes.iter().skip(text.len).all(|byte| *byte == 0));
    }
}

#[test]
fn secret_debug_is_empty() {
    assert_eq!(format!("{:?}", secret("Ancien-Mdp-2026")), "SecretText(…)");
}

#[test]
fn composed_equals_decomposed() {
    assert!(secret("e\u{301}te\u{301}").same_as(&secret("été")));
    let mut typed = secret("e");
    typed.insert("\u{301}").unwrap();
    assert!(typed.same_as(&secret("é")));
    assert_eq!(typed.cursor(), 1);
}

#[test]
fn unstable_text_is_refused() {
    let mut typed = secret("abc");
    for text in ["²", "µ", "½", "™"] {
        assert_eq!(typed.insert(text), Err(InputRefusal::Unstable), "{text}");
    }
    for sign in "\u{1b}\n\u{202e}\u{200b}\u{e000}\u{378}\u{fdd0}\u{1fffe}\u{1d173}".chars() {
        assert_eq!(typed.insert(&sign.to_string()), Err(InputRefusal::Invisible), "{sign:?}");
    }
    for (text, count) in [("x", 10_000_000), ("é", 511), ("x", CAPACITY - 2)] {
        assert_eq!(typed.insert(&text.repeat(count)), Err(InputRefusal::TooLong), "{count} {text}");
    }
    assert_eq!(typed.expose(), "abc");
    for text in ["€", "£", "§", "°", "œ", "«", "’", " ", "🙂"] {
        assert_eq!(typed.insert(text), Ok(()), "{text}");
    }
}

#[test]
fn full_buffer_is_accepted() {
    let mut typed = secret("bc");
    typed.move_home();
    typed.insert(&"a".repeat(CAPACITY - 2)).unwrap();
    assert_eq!((typed.len, typed.cursor), (CAPACITY, CAPACITY - 2));
    assert!(typed.expose().ends_with("abc"));
}

#[test]
fn existing_password_stays_typable() {
    let mut typed = SecretText::new();
    typed.insert_existing("m²µ").unwrap();
    assert_eq!(typed.expose(), "m²µ");
    assert_eq!(typed.insert_existing("\u{1b}"), Err(InputRefusal::Invisible));
}

#[test]
fn editing_is_by_grapheme() {
    let mut typed = secret("aéb");
    typed.move_left();
    typed.delete_before();
    assert_eq!((typed.expose(), typed.cursor()), ("ab", 1));
    typed.insert("ñ").unwrap();
    assert_eq!((typed.expose(), typed.cursor()), ("añb", 2));
    typed.delete_after();
    assert_eq!(typed.expose(), "añ");
    typed.move_home();
    typed.delete_before();
    typed.delete_after();
    assert_eq!((typed.expose(), typed.grapheme_count()), ("ñ", 1));
    typed.clear();
    assert!(typed.is_empty() && typed.bytes.iter().all(|byte| *byte == 0));
}

#[test]
fn deletion_composes_its_neighbours() {
    let mut typed = secret("\u{1100}x\u{1161}");
    typed.move_left();
    typed.delete_before();
    assert!(typed.same_as(&secret("\u{AC00}")));
    assert_eq!((typed.cursor(), typed.grapheme_count()), (1, 1));
    let mut flag = secret("🇫x🇷");
    flag.move_left();
    flag.delete_before();
    flag.delete_before();
    assert!(flag.is_empty(), "the cursor stands between graphemes");
}

#[test]
fn deleted_bytes_are_wiped() {
    let mut typed = secret("secret");
    for _ in 0..6 {
        typed.delete_before();
    }
    assert!(typed.bytes.iter().all(|byte| *byte == 0));
}
