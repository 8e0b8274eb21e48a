//! Proposals meet the policy, are random, and count their bits correctly.
use super::CharacterClass::{Digit, Lower, Special, Upper};
use super::*;
use crate::password::strength::StrengthLabel;
use std::collections::HashSet;

fn drawn(policy: &Policy, kind: ProposalKind) -> Proposal {
    propose(policy, kind, &Context::default()).unwrap()
}

fn policy(min_length: usize, max_length: usize, require: &[CharacterClass]) -> Policy {
    Policy { min_length, max_length, require: require.to_vec(), ..Policy::default() }
}

/// The strength of a proposal, which breaks no rule.
fn accepted(policy: &Policy, proposal: &Proposal) -> strength::Strength {
    let strength = strength::estimate(&proposal.text, &Context::default()).unwrap();
    assert_eq!(policy.faults(&proposal.text, None, strength.percent, &Context::default()), []);
    strength
}

#[test]
fn word_list_is_sound() {
    assert_eq!(WORD_LIST.len(), 1 << WORD_BITS);
    assert_eq!(WORD_LIST.iter().collect::<HashSet<_>>().len(), WORD_LIST.len(), "each once");
    for word in WORD_LIST.iter() {
        assert!((SHORTEST_WORD..=LONGEST_WORD).contains(&word.len()), "{word}");
        assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
    }
    assert!(WORD_LIST.is_sorted(), "easy to read and mend");
}

#[test]
fn tables_are_powers_of_two() {
    assert_eq!(ALPHABET.iter().collect::<HashSet<_>>().len(), 1 << CHARACTER_BITS);
    assert_eq!(DIGITS.iter().collect::<HashSet<_>>().len(), 1 << DIGIT_BITS);
    assert!(!ALPHABET.iter().any(|byte| b"lIoO01".contains(byte)), "lookalikes");
}

#[rstest]
#[case(Policy::default(), Composition::WordsAndDigit(5), 58)]
#[case(policy(15, 128, &[]), Composition::Words(5), 55)] // « 15 caractères, sans classes »
#[case(policy(12, 128, &[Lower, Upper]), Composition::Words(5), 55)]
#[case(policy(12, 51, &[Lower, Upper, Digit, Special]), Composition::WordsAndDigit(5), 58)]
#[case(policy(12, 50, &[Lower, Upper, Digit, Special]), Composition::Characters(16), 95)] // a phrase may not fit
#[case(policy(30, 128, &[]), Composition::Words(7), 77)]
fn phrase_meets_the_policy(#[case] policy: Policy, #[case] makeup: Composition, #[case] bits: u32) {
    for _ in 0..50 {
        let proposal = drawn(&policy, ProposalKind::Phrase);
        assert_eq!((proposal.makeup, proposal.bits), (makeup, bits));
        assert_eq!(accepted(&policy, &proposal).label, StrengthLabel::VeryStrong);
        assert_eq!(Policy::warnings(&proposal.text).count(), 0);
    }
}

#[rstest]
#[case(Policy::default(), 16, 95)]
#[case(policy(12, 128, &[]), 16, 96)]
#[case(policy(20, 128, &[]), 20, 120)]
#[case(policy(8, 12, &[Lower, Upper, Digit, Special]), 12, 71)]
#[case(policy(4, 6, &[Lower]), 6, 35)] // of six characters, 94 % have a small letter
fn random_password_meets_the_policy(#[case] mut policy: Policy, #[case] length: usize, #[case] bits: u32) {
    policy.min_percent = policy.min_percent.min(35);
    for _ in 0..50 {
        let proposal = drawn(&policy, ProposalKind::Random);
        assert_eq!((proposal.makeup, proposal.bits), (Composition::Characters(length), bits));
        assert_eq!(proposal.text.char_count(), length);
        accepted(&policy, &proposal);
    }
}

#[test]
fn weak_proposal_is_made_longer() {
    let strict = Policy { min_percent: 100, ..Policy::default() };
    for kind in [ProposalKind::Phrase, ProposalKind::Random] {
        let proposal = drawn(&strict, kind);
        assert_eq!(strength::estimate(&proposal.text, &Context::default()).unwrap().percent, 100);
    }
    let impossible = Policy { min_percent: 100, min_length: 4, max_length: 8, ..Policy::default() };
    let crowded = policy(1, 2, &[Lower, Upper, Digit]);
    for (policy, kind) in [(impossible, ProposalKind::Random), (crowded, ProposalKind::Phrase)] {
        let refused = propose(&policy, kind, &Context::default());
        assert_eq!(refused.unwrap_err(), ProposalError::Policy, "{kind:?}");
    }
}

/// 4096 draws of 64 signs: 64 of each are expected, with a deviation of 8. Eight deviations never occur.
#[test]
fn signs_are_equally_likely() {
    let mut counts = [0_i32; 64];
    for _ in 0..4096 {
        counts[bits(CHARACTER_BITS).unwrap()] += 1;
    }
    assert!(counts.iter().all(|count| (count - 64).abs() <= 64), "{counts:?}");
    // The sum of squares has a mean of 63 and a deviation of 11.
    let chi: i32 = counts.iter().map(|count| (count - 64).pow(2)).sum::<i32>() / 64;
    assert!((10..200).contains(&chi), "{chi}");
}

#[test]
fn proposals_differ() {
    for kind in [ProposalKind::Phrase, ProposalKind::Random] {
        let texts: HashSet<String> =
            (0..200).map(|_| drawn(&Policy::default(), kind).text.expose().to_owned()).collect();
        assert_eq!(texts.len(), 200);
    }
}

#[test]
fn personal_words_are_not_proposed() {
    let known = Context::default().with_name("Abeille");
    for _ in 0..20 {
        let proposal = propose(&Policy::default(), ProposalKind::Phrase, &known).unwrap();
        assert!(!proposal.text.expose().contains("Abeille"));
    }
}

#[rstest]
#[case(1, &[], 1.0)]
#[case(1, &[Lower], 24.0 / 64.0)]
#[case(1, &[Lower, Upper], 0.0)]
#[case(2, &[Lower, Digit], 2.0 * 24.0 * 8.0 / 64.0 / 64.0)]
fn shares_are_exact(#[case] count: usize, #[case] classes: &[CharacterClass], #[case] expected: f64) {
    assert!((share_with_every_class(count, classes) - expected).abs() < 1e-12);
}
