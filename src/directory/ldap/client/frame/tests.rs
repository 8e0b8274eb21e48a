//! The frames that pass and those that are refused, each with its reason; ldap3 reads all that pass.

use super::*;
use crate::directory::ldap::testing::bytes;
use crate::directory::ldap::wire::{control, element, entry, message, nested, result};
use proptest::prelude::*;

fn examined(bytes: &[u8]) -> Result<Answer, Unreadable> {
    examine(&mut bytes.to_vec())
}

fn answer(id: u32, operation: u8, code: Option<u32>) -> impl Fn(&Answer) -> bool {
    move |answer| (answer.id, answer.operation, answer.code) == (id, operation, code)
}

#[test]
fn answers_of_directories_pass() {
    let policy = control(b"1.3.6.1.4.1.42.2.27.8.5.1", &bytes("308400000003810101"));
    let bind = examined(&message(1, &[result(0x61, 49, b"", b""), policy])).unwrap();
    assert!(answer(1, BIND_ANSWER, Some(49))(&bind));
    let found = examined(&message(2, &[entry(b"uid=x", b"cn", &[b"X", b"\xff\x00"])])).unwrap();
    assert!(answer(2, ENTRY, None)(&found));
    let elsewhere = element(0xA3, &element(0x04, b"ldap://ldap2.ac-exemple.fr/"));
    let done = examined(&message(3, &[result(0x65, 10, b"", &elsewhere)])).unwrap();
    assert!(answer(3, SEARCH_END, Some(10))(&done));
    let extended = element(0x8A, b"1.2.3");
    let extended = examined(&message(4, &[result(0x78, 0, b"", &extended)])).unwrap();
    assert!(answer(4, EXTENDED_ANSWER, Some(0))(&extended));
    let reference = element(0x73, &element(0x04, b"ldap://ailleurs/"));
    assert!(answer(5, REFERENCE, None)(&examined(&message(5, &[reference])).unwrap()));
    let page = control(PAGED_RESULTS, &element(0x30, &bytes("02010004021122")));
    assert!(examined(&message(6, &[result(0x65, 0, b"", b""), page])).is_ok());
}

/// Active Directory puts the name of its notice behind the operation.
#[test]
fn notice_passes_whatever_it_holds() {
    let name = element(0x8A, b"1.3.6.1.4.1.1466.20036");
    for notice in
        [message(0, &[result(0x78, 52, b"", &name)]), message(0, &[result(0x78, 52, b"", b""), name])]
    {
        assert!(answer(0, EXTENDED_ANSWER, None)(&examined(&notice).unwrap()));
    }
}

#[test]
fn diagnostic_in_latin_1_is_mended() {
    for (diagnostic, mended) in [
        (&b"refus\xe9"[..], &b"refus?"[..]),
        (b"\xe9t\xe9 \xc3\xa9t\xc3\xa9 \xe2\x82", "?t? été ??".as_bytes()),
    ] {
        let mut bytes = message(1, &[result(0x61, 49, diagnostic, b"")]);
        assert!(answer(1, BIND_ANSWER, Some(49))(&examine(&mut bytes).unwrap()));
        assert_eq!(bytes, message(1, &[result(0x61, 49, mended, b"")]));
    }
}

#[rstest]
#[case::no_operation(message(1, &[]))]
#[case::no_number(element(0x30, &result(0x61, 0, b"", b"")))]
#[case::not_a_sequence(element(0x04, b"abc"))]
#[case::request(message(1, &[element(0x42, b"")]))]
#[case::negative_number(element(0x30, &[vec![0x02, 1, 0xFF, 0x02, 4, 0x80, 0, 0, 1]].concat()))]
#[case::number_of_33_bits(element(0x30, &[vec![0x02, 4, 0x80, 0, 0, 1], result(0x61, 0, b"", b"")].concat()))]
#[case::empty_result(message(1, &[element(0x61, b"")]))]
#[case::code_that_is_an_integer(message(1, &[element(0x61, &bytes("02010004000400"))]))]
#[case::code_without_a_digit(message(1, &[element(0x61, &bytes("0a0004000400"))]))]
#[case::no_diagnostic(message(1, &[element(0x61, &bytes("0a01000400"))]))]
#[case::matched_name_in_latin_1(message(1, &[element(0x61, &bytes("0a01000401e90400"))]))]
#[case::referral_that_is_a_text(message(1, &[result(0x61, 10, b"", &element(0x83, b"ldap://x"))]))]
#[case::referral_in_latin_1(message(1, &[result(0x61, 10, b"", &element(0xA3, &element(0x04, b"\xe9")))]))]
#[case::part_of_another_class(message(1, &[result(0x78, 0, b"", &element(0x2A, b""))]))]
#[case::entry_without_attributes(message(1, &[element(0x64, &element(0x04, b"uid=x"))]))]
#[case::name_in_latin_1(message(1, &[entry(b"uid=\xe9", b"cn", &[])]))]
#[case::attribute_in_latin_1(message(1, &[entry(b"uid=x", b"\xe9", &[])]))]
#[case::control_that_is_no_sequence(message(1, &[result(0x61, 0, b"", b""), element(0xA0, &element(0x04, b""))]))]
#[case::control_without_type(message(1, &[result(0x61, 0, b"", b""), element(0xA0, &element(0x30, b""))]))]
#[case::control_with_empty_truth(message(1, &[result(0x61, 0, b"", b""), bytes("a006300404000100")]))]
#[case::page_that_is_nested(message(1, &[result(0x65, 0, b"", b""), control(PAGED_RESULTS, &nested(60_000))]))]
#[case::page_that_is_empty(message(1, &[result(0x65, 0, b"", b""), control(PAGED_RESULTS, b"")]))]
#[case::two_operations(message(1, &[result(0x61, 0, b"", b""), result(0x61, 0, b"", b"")]))]
#[case::something_behind(message(1, &[result(0x61, 0, b"", b""), control(b"1.2", b""), element(0x04, b"")]))]
fn misshapen_answer_is_refused(#[case] bytes: Vec<u8>) {
    assert_eq!(examined(&bytes), Err(Unreadable::NotAnAnswer));
}

#[rstest]
#[case::nested_sixty_thousand_deep(message(1, &[nested(60_000)]), Unreadable::TooDeep)]
#[case::nested_one_too_deep(nested(33), Unreadable::TooDeep)]
#[case::element_beyond_its_holder(bytes("300502010161ff"), Unreadable::NotBer)]
#[case::child_longer_than_holder(bytes("30060201016105"), Unreadable::NotBer)]
#[case::cut_head(bytes("300402010161"), Unreadable::NotBer)]
#[case::indefinite_length(bytes("30080201016180000000"), Unreadable::NotBer)]
#[case::many_empty_elements(message(1, &[[0x05, 0].repeat(MAX_ELEMENTS)]), Unreadable::TooManyElements)]
fn broken_nesting_is_refused(#[case] bytes: Vec<u8>, #[case] expected: Unreadable) {
    assert_eq!(examined(&bytes), Err(expected));
}

#[test]
fn length_is_bounded_by_its_head() {
    let head = |content: u32| [&[0x30, 0x84][..], &content.to_be_bytes()].concat();
    let limit = u32::try_from(MAX_LENGTH).unwrap();
    assert_eq!(length(&head(limit)), Ok(Some(MAX_LENGTH + 6)));
    assert_eq!(length(&head(limit + 1)), Err(Unreadable::TooLong));
    assert_eq!(length(&head(u32::MAX)), Err(Unreadable::TooLong));
    assert_eq!(length(b"\x30\x84\x00"), Ok(None));
    assert_eq!(length(b"H"), Err(Unreadable::NotAnAnswer));
}

#[rstest]
#[case(0x60, 0x61, Fit::Last)]
#[case(0x63, 0x64, Fit::Part)]
#[case(0x63, 0x73, Fit::Part)]
#[case(0x63, 0x65, Fit::Last)]
#[case(0x77, 0x78, Fit::Last)]
#[case::entry_to_a_bind(0x60, 0x64, Fit::None)]
#[case::success_of_another_kind(0x77, 0x61, Fit::None)]
#[case::intermediate_to_a_write(0x77, 0x79, Fit::None)]
fn answer_fits_its_request(#[case] request: u8, #[case] answer: u8, #[case] expected: Fit) {
    assert_eq!(fit(request, answer), expected);
}

/// Answers of every shape, for the random tests to damage.
fn shapes() -> Vec<Vec<u8>> {
    let policy = control(b"1.3.6.1.4.1.42.2.27.8.5.1", &bytes("3003810101"));
    let referral = element(0xA3, &element(0x04, b"ldap://ailleurs/"));
    let extended = [element(0x8A, b"1.2.3"), element(0x8B, b"abc")].concat();
    let critical = bytes("a00e300c0403312e320101ff04023000");
    vec![
        message(1, &[result(0x61, 49, b"refus\xe9", b""), policy]),
        message(1, &[entry(b"uid=x,dc=fr", b"cn", &[b"X", b"Y"])]),
        message(1, &[result(0x65, 10, b"", &referral), critical]),
        message(1, &[element(0x73, &element(0x04, b"ldap://ailleurs/"))]),
        message(1, &[result(0x78, 0, b"", &extended)]),
        message(
            1,
            &[result(0x65, 0, b"", b""), control(PAGED_RESULTS, &element(0x30, &bytes("0201000400")))],
        ),
    ]
}

proptest! {
    #[test]
    fn random_bytes_are_read_or_refused(mut bytes in proptest::collection::vec(any::<u8>(), 0..256)) {
        let _ = length(&bytes);
        let _ = request(&bytes);
        let _ = examine(&mut bytes);
    }

    /// lber reads a frame that passes as one element to its end: ldap3 finds neither less nor more.
    #[test]
    fn damaged_answer_is_one_message_or_refused(
        shape in 0_usize..6,
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut bytes = shapes()[shape].clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if examine(&mut bytes).is_ok() {
            prop_assert_eq!(length(&bytes), Ok(Some(bytes.len())));
            prop_assert_eq!(ber::element(&bytes).map(|(_, _, rest)| rest.len()), Some(0));
        }
    }
}
