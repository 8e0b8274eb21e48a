//! Codes and sentences.
use super::*;
use crate::account::UseCase;
use crate::i18n::keys::{ENGLISH, FRENCH, outcomes};
use crate::i18n::{Catalogue, Language};

fn every_outcome() -> Vec<Outcome> {
    use Outcome::*;
    use RefusalReason::*;
    let refusals = [
        [WrongCurrent, TooShort, TooLong, Quality, InHistory, Unchanged],
        [TooYoung, Forbidden, Locked, Rights, Confidentiality, Unexplained],
    ];
    let against_policy = AgainstPolicy(vec![Rule::MinLength(12), Rule::MinPercent(40)]);
    let answers = [
        UnreadableAnswer,
        CertificateDemanded,
        DirectoryBusy,
        UnknownDirectory,
        StateUnreadable,
        done_to_be_changed(),
        RefusedByDirectory(Expired),
    ];
    let others = [
        [
            done(),
            done_after_loss(),
            WrongCaptcha,
            ExpiredCaptcha,
            TooManyDelays { free_in: Duration::from_secs(720) },
            Cancelled,
            NotIdentified,
        ],
        [
            against_policy,
            AccountClosed(Closed::ByAdministrator),
            ConnectionLostUnchanged,
            AcceptedUnverified,
            NotVerified,
            Unreachable,
            TooSlow,
        ],
        [
            Untrusted,
            ServiceRefused,
            ResetUnavailable,
            BreachListUnavailable,
            DirectoryFault,
            Internal,
            not_known_yet(),
        ],
    ];
    refusals.concat().into_iter().map(RefusedByDirectory).chain(others.concat()).chain(answers).collect()
}

#[test]
fn codes_are_stable_and_unique() {
    let mut codes: Vec<u16> = every_outcome().iter().map(Outcome::code).collect();
    codes.sort_unstable();
    let expected = [
        200, 201, 202, 410, 411, 412, 413, 420, 430, 431, 432, 433, 434, 435, 436, 437, 438, 440, 441, 442,
        443, 450, 452, 500, 503, 504, 505, 506, 507, 520, 521, 522, 523, 524, 526, 527, 530, 532, 550, 551,
    ];
    assert_eq!(codes, expected);
}

#[test]
fn sentences_stand_under_their_code() {
    for source in [FRENCH, ENGLISH] {
        for outcome in every_outcome() {
            let expected = format!("# MDP-{}\n{} =", outcome.code(), outcome.text(UseCase::Change).key.id);
            assert!(source.iter().any(|texts| texts.contains(&expected)), "{expected}");
        }
    }
}

#[test]
fn outcomes_have_sentence_and_advice() {
    for catalogue in Language::ALL.map(Catalogue::of) {
        for outcome in every_outcome() {
            let texts = [UseCase::Change, UseCase::Reset].map(|by| [outcome.text(by), outcome.advice(by)]);
            for text in texts.concat() {
                let said = catalogue.format(&text);
                assert!(said.chars().count() > 20 && said.ends_with('.'), "{outcome:?}: {said}");
                assert!(!said.contains(['{', '}', '$']), "{outcome:?}: {said}");
            }
        }
    }
}

const UNCHANGED: &str =
    "Rien n’a été modifié|Il n’a pas été modifié|Nothing has been changed|It has not been changed";

#[test]
fn failures_say_nothing_changed() {
    for catalogue in Language::ALL.map(Catalogue::of) {
        let failed = |outcome: &Outcome| (430..=532).contains(&outcome.code()) && *outcome != not_known_yet();
        for outcome in every_outcome().into_iter().filter(failed) {
            let said = catalogue.format(&outcome.text(UseCase::Reset));
            let silent = outcome == Outcome::ResetUnavailable;
            assert!(silent || UNCHANGED.split('|').any(|words| said.contains(words)), "{outcome:?}: {said}");
        }
    }
}

/// Technical words, and those of the audit.
const JARGON: &str = "ldap bind tls ssl dn dc uid cn annuaire directory serveur server certificat certificate captcha \
                      hash token timeout ppolicy acl protocole null mdp tcp oups none err";

#[test]
fn sentences_hold_no_jargon() {
    for catalogue in Language::ALL.map(Catalogue::of) {
        for key in outcomes::ALL.iter().flat_map(|(_, key)| [*key, key.advice()]) {
            let said = catalogue.get(key).to_lowercase();
            assert!(said.contains(' '), "no text: {said}");
            for word in said.split(|c: char| !c.is_alphanumeric()) {
                assert!(JARGON.split(' ').all(|jargon| jargon != word), "{word} in: {said}");
            }
            assert!(!said.contains("(e)") && !said.contains('·'), "{said}");
        }
    }
}

#[rstest]
#[case(1800, "Vous devrez attendre au maximum 30 minutes pour que celui-ci soit effectif.")]
#[case(61, "Vous devrez attendre au maximum 2 minutes pour que celui-ci soit effectif.")]
#[case(60, "Vous devrez attendre au maximum 1 minute pour que celui-ci soit effectif.")]
#[case(1, "Vous devrez attendre au maximum 1 minute pour que celui-ci soit effectif.")]
#[case(0, "Il est effectif dès maintenant.")]
fn success_announces_its_delay(#[case] seconds: u64, #[case] expected: &str) {
    let catalogue = Catalogue::of(Language::French);
    for after_connection_loss in [false, true] {
        let done = done_with(after_connection_loss, false, Duration::from_secs(seconds));
        assert_eq!(catalogue.format(&done.advice(UseCase::Change)), expected);
        assert!(
            catalogue
                .format(&done.text(UseCase::Change))
                .contains("a modification de votre mot de passe a été effectuée")
        );
    }
}

#[test]
fn policy_sentence_names_the_rule() {
    let said = |rules: &[Rule]| {
        Catalogue::of(Language::French).format(&Outcome::AgainstPolicy(rules.to_vec()).text(UseCase::Change))
    };
    assert!(said(&[Rule::MinPercent(40)]).contains("trop facile à deviner"));
    assert!(said(&[Rule::DiffersFromCurrent]).contains("le même que le mot de passe actuel"));
    assert!(said(&[Rule::BreachFilter]).contains("figure dans une fuite de données connue"));
    assert!(said(&[Rule::MinLength(12)]).contains("toutes les règles"));
    assert!(said(&[Rule::MinLength(12), Rule::MinPercent(40)]).contains("toutes les règles"));
}

#[test]
fn closed_account_tells_why() {
    let said =
        |closed| Catalogue::of(Language::French).format(&Outcome::AccountClosed(closed).text(UseCase::Reset));
    assert!(said(Closed::ByAdministrator).contains("une décision de l’académie"));
    assert!(said(Closed::OutsideItsDates).contains("pas ouvert à cette date"));
    assert!(said(Closed::Inactive).contains("pas servi depuis longtemps"));
}

/// The proofs that a use case asks for, and the way out of its form.
#[test]
fn not_identified_names_proofs_of_its_form() {
    let words = Catalogue::of(Language::French);
    for (by, named, other) in [
        (UseCase::Change, ["ce mot de passe", "le redéfinir"], "Numen"),
        (UseCase::Reset, ["cette date de naissance", "le modifier"], "ce mot de passe"),
    ] {
        let text = Outcome::NotIdentified.text(by);
        let said = format!("{} {}", words.format(&text), words.format(&text.advice()));
        for part in named.iter().chain(&["identifiant", "bloqué", "l’assistance informatique de l’académie"])
        {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains(other), "{said}");
    }
}
