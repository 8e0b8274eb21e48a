//! The rules, one table each.
mod known;

use super::CharacterClass::{Digit, Lower, Special, Upper};
use super::*;
use crate::password::testing::secret;

fn faults(new: &str) -> Vec<Rule> {
    faults_of(&Policy::default(), new)
}

fn faults_of(policy: &Policy, new: &str) -> Vec<Rule> {
    policy.faults(&secret(new), None, 100, &Context::default())
}

fn faults_after(current: &SecretText, new: &SecretText, percent: u8) -> Vec<Rule> {
    Policy::default().faults(new, Some(current), percent, &Context::default())
}

#[rstest]
#[case(&[], &["Rentrée-2026", "Rentrée-20266"])]
#[case(&[], &["Été 2026 au Lac"])] // the space is the special character; the capital is "L", not "É"
#[case(&[Rule::MinLength(12)], &["Rentrée-202"])]
#[case(&[Rule::Class(Upper)], &["Été 2026 au lac", "rentrée-2026", "ÉÈÀÇ-2026-été"])]
#[case(&[Rule::Class(Lower)], &["RENTRÉE-2026"])]
#[case(&[Rule::Class(Digit)], &["Rentrée-scolaire"])]
#[case(&[Rule::Class(Special)], &["Rentree2026a", "Rentréeéé2026"])]
#[case(&[Rule::MinLength(12), Rule::Class(Lower), Rule::Class(Upper), Rule::Class(Digit)], &["Éé٣-"])]
#[case(&[Rule::MinLength(12), Rule::Class(Upper), Rule::Class(Digit), Rule::Class(Special)], &["aaaa"])]
#[case(&[Rule::MinLength(12), Rule::Class(Lower), Rule::Class(Upper), Rule::Class(Digit), Rule::Class(Special)], &[""])]
fn all_broken_rules_are_listed(#[case] expected: &[Rule], #[case] passwords: &[&str]) {
    passwords.iter().for_each(|new| assert_eq!(faults(new), expected, "{new}"));
}

#[rstest]
#[case(&[11], &[Rule::MinLength(12)])]
#[case(&[12, 13, 127, 128], &[])]
#[case(&[129], &[Rule::MaxLength(128)])]
fn lengths_are_code_points(#[case] lengths: &[usize], #[case] expected: &[Rule]) {
    for length in lengths {
        for letter in ["é", "a", "🙂"] {
            let new = format!("aA1-{}", letter.repeat(length - 4));
            assert_eq!(faults(&new), expected, "{length} {letter}");
        }
    }
}

#[rstest]
#[case(39, &[Rule::MinPercent(40)])]
#[case(40, &[])]
#[case(41, &[])]
fn lowest_percentage_is_accepted(#[case] percent: u8, #[case] expected: &[Rule]) {
    let policy = Policy::default();
    assert_eq!(policy.faults(&secret("Pommes-vertes-7"), None, percent, &Context::default()), expected);
}

#[rstest]
#[case(&[Rule::DiffersFromCurrent], &["Ancien-Mdp-2026"])]
#[case(&[Rule::MinChanges(4)], &["Ancien-Mdp-2027", "Ancien-Mdp-2026!!!"])] // one digit further, three signs more
#[case(&[Rule::MinChanges(4)], &["ANCIEN-mdp-2026", "Âncièn-Mdp-2026"])] // capitals and accents are no change
#[case(&[], &["Ancien-Mdp-2026!!!!", "Nouveau-Mdp-2026"])]
fn close_password_is_refused(#[case] expected: &[Rule], #[case] passwords: &[&str]) {
    for new in passwords {
        assert_eq!(faults_after(&secret("Ancien-Mdp-2026"), &secret(new), 100), expected, "{new}");
        assert_eq!(faults(new), [], "without the typed current password");
    }
}

#[test]
fn distance_is_configurable() {
    let (current, close) = (secret("Ancien-Mdp-2026"), secret("Ancien-Mdp-2027"));
    let faults = |min_changes, new: &SecretText| {
        Policy { min_changes, ..Policy::default() }.faults(new, Some(&current), 100, &Context::default())
    };
    assert_eq!(faults(0, &close), []);
    assert_eq!(faults(1, &close), []);
    assert_eq!(faults(2, &close), [Rule::MinChanges(2)]);
    assert_eq!(faults(0, &current), [Rule::DiffersFromCurrent], "the current password is never new");
    let nothing = faults_after(&SecretText::new(), &SecretText::new(), 0);
    assert!(!nothing.iter().any(|rule| matches!(rule, Rule::DiffersFromCurrent | Rule::MinChanges(_))));
}

#[rstest]
#[case("Ancien-Mdp-2026", &[])]
#[case("ancien-mdp-2026", &[Rule::Class(Upper)])]
#[case("le cheval boit", &[Rule::Class(Upper), Rule::Class(Digit)])]
#[case("le cheval boit du thé aussi", &[])] // 27 characters: a phrase
#[case("le cheval boit du lait", &[Rule::Class(Upper), Rule::Class(Digit)])] // 22
#[case("le cheval boit du thé en", &[])] // 24
fn phrase_needs_no_class(#[case] new: &str, #[case] expected: &[Rule]) {
    assert_eq!(faults_of(&Policy { passphrase_length: 24, ..Policy::default() }, new), expected);
    assert!(!faults("le cheval boit du thé en").is_empty(), "by default, no phrase does");
}

#[test]
fn policy_without_classes_checks_length() {
    let policy = Policy { min_length: 15, require: vec![], ..Policy::default() };
    assert_eq!(faults_of(&policy, "cheval de trait"), []);
    assert_eq!(faults_of(&policy, "cheval de trai"), [Rule::MinLength(15)]);
}

#[rstest]
#[case(&["Ancien-Mdp-2026", "Ancien Mdp 2026", ""], &[])]
#[case(&[" Ancien-Mdp-2026", "Ancien-Mdp-2026 "], &[PasswordWarning::BlankAtAnEnd])]
#[case(&["Été-Mdp-2026"], &[PasswordWarning::NotAscii])]
#[case(&[" 12 € "], &[PasswordWarning::BlankAtAnEnd, PasswordWarning::NotAscii])]
fn warnings_refuse_nothing(#[case] texts: &[&str], #[case] expected: &[PasswordWarning]) {
    for new in texts {
        assert_eq!(Policy::warnings(&secret(new)).collect::<Vec<_>>(), expected, "{new:?}");
    }
}

#[test]
fn ticks_follow_the_configuration() {
    let ticks = |policy: &Policy, text: &str| policy.ticks(&secret(text)).collect::<Vec<_>>();
    let policy = Policy { require: vec![Special, Digit], max_length: 14, ..Policy::default() };
    let shown = [Rule::MinLength(12), Rule::Class(Special), Rule::Class(Digit)];
    assert_eq!(ticks(&policy, ""), shown.map(|rule| (rule, Tick::Unmet)));
    assert_eq!(ticks(&policy, "pomme-verte-12"), shown.map(|rule| (rule, Tick::Met)));
    assert_eq!(ticks(&policy, "pomme-verte-123").last(), Some(&(Rule::MaxLength(14), Tick::Unmet)));
    let phrase = Policy { min_length: 15, require: vec![], ..Policy::default() };
    assert_eq!(ticks(&phrase, "cheval de trait"), [(Rule::MinLength(15), Tick::Met)]);
    let either = Policy { require: vec![Digit], passphrase_length: 15, ..Policy::default() };
    let told = |digit, phrase| {
        [(Rule::MinLength(12), Tick::Met), (Rule::Class(Digit), digit), (Rule::Passphrase(15), phrase)]
    };
    assert_eq!(ticks(&either, "cheval de trai"), told(Tick::Unmet, Tick::Unmet));
    assert_eq!(ticks(&either, "cheval de trait"), told(Tick::NotNeeded, Tick::Met));
    assert_eq!(ticks(&either, "cheval de trait 1"), told(Tick::Met, Tick::Met));
}

#[rstest]
#[case(true, &["&é\"'(-è_çà)=", "pomme verte", "prix 12 €", "🙂"])]
#[case(false, &["éèçàùœÆß", "я٣中", "x\u{301}"])]
fn special_is_neither_letter_nor_digit(#[case] expected: bool, #[case] texts: &[&str]) {
    texts.iter().for_each(|text| assert_eq!(Special.is_in(&secret(text)), expected, "{text}"));
}

#[rstest]
#[case(true, &["{SSHA}pivot-Bruine8", "{ssha}pivot", "{CLEARTEXT}x", "{PBKDF2-SHA512}x", "{CRYPT}$6$", "{mot}", "{x-y_z.1}"])]
#[case(false, &["{}pivot", "{deux mots}", "a{SSHA}b", "{SSHA", "SSHA}", "{é}x", "{{x}}", ""])]
fn hash_scheme_is_refused(#[case] expected: bool, #[case] texts: &[&str]) {
    let policy = Policy { min_length: 0, require: vec![], min_percent: 0, ..Policy::default() };
    for text in texts {
        let broken = policy.faults(&secret(text), None, 100, &Context::default());
        assert_eq!(broken.contains(&Rule::NoHashScheme), expected, "{text}");
    }
}

#[test]
fn foreign_letter_is_no_class() {
    for class in [Lower, Upper, Digit] {
        assert!(!class.is_in(&secret("éÉяЯ٣中")), "{class:?}");
    }
}
