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
    for text in ["²", "µ", "½", "™", "\u{a0}", "\u{ac}´"] {
        let odd = text.chars().next_back().unwrap();
        assert_eq!(typed.insert(text), Err(InputRefusal::Unstable(odd)), "{text}");
    }
    for sign in "\u{1b}\n\u{202e}\u{200b}\u{e000}\u{378}\u{fdd0}\u{1fffe}\u{1d173}".chars() {
        assert_eq!(typed.insert(&sign.to_string()), Err(InputRefusal::Invisible(sign)), "{sign:?}");
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

fn set_elsewhere(text: &str) -> SecretText {
    let mut secret = SecretText::set_elsewhere();
    secret.insert(text).unwrap();
    secret
}

#[test]
fn existing_password_is_kept_as_typed() {
    let family = "👨\u{200d}👩\u{200d}👧";
    for text in ["m²µ", "cœur❤\u{fe0f}", family, "a\tb", "e\u{301}te\u{301}", "\u{1b}[2J\u{202e}", "\r\n"]
    {
        let mut typed = set_elsewhere(text);
        assert_eq!(typed.expose(), text);
        assert_eq!((typed.cursor(), typed.duplicate().expose()), (typed.grapheme_count(), text));
        assert_eq!(typed.insert("\0"), Err(InputRefusal::Invisible('\0')));
        while !typed.is_empty() {
            let before = typed.grapheme_count();
            typed.delete_before();
            assert_eq!(typed.grapheme_count(), before - 1);
            assert!(text.starts_with(typed.expose()));
        }
    }
}

#[test]
fn existing_password_may_be_split_anywhere() {
    let mut typed = SecretText::set_elsewhere();
    for character in "cœ❤\u{fe0f}e\u{301}".chars() {
        typed.insert(character.encode_utf8(&mut [0; 4])).unwrap();
    }
    assert_eq!((typed.expose(), typed.cursor()), ("cœ❤\u{fe0f}e\u{301}", 4));
    typed.move_home();
    typed.insert("\u{1F1EB}").unwrap();
    typed.insert("\u{1F1F7}").unwrap();
    assert_eq!((typed.cursor(), typed.grapheme_count()), (1, 5));
    assert_eq!(typed.insert(&"x".repeat(CAPACITY)), Err(InputRefusal::TooLong));
}

#[rstest]
#[case("e\u{301}te\u{301}", Some("été"))]
#[case("été", None)]
#[case("ascii", None)]
#[case("❤\u{fe0f}²", None)]
fn composed_form_differs_where_text_does(#[case] typed: &str, #[case] expected: Option<&str>) {
    let composed = set_elsewhere(typed).composed();
    assert_eq!(composed.as_ref().map(SecretText::expose), expected);
}

#[test]
fn refusal_debug_hides_character() {
    let shown = format!("{:?} {:?}", InputRefusal::Unstable('²'), InputRefusal::Invisible('\u{200b}'));
    assert_eq!(shown, "Unstable(…) Invisible(…)");
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
