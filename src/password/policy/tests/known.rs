//! Forbidden words, which no strength makes up for.
use super::*;

/// Élodie Lévy-Dubois, login `szygmunt2`, born on 14 July 1975.
fn elodie() -> Context {
    Context::default()
        .with_login("szygmunt2")
        .with_number(&secret("16E9912345ABC"))
        .with_birth_date(&secret("14/07/1975"))
        .with_organisation("Académie de Toulouse")
        .with_name("Élodie")
        .with_name("Lévy-Dubois")
        .with_name("Léa")
}

fn broken(new: &str, known: &Context) -> Vec<Rule> {
    Policy { min_length: 0, require: vec![], ..Policy::default() }.faults(&secret(new), None, 100, known)
}

fn only(rule: Rule, is_broken: bool) -> Vec<Rule> {
    is_broken.then_some(rule).into_iter().collect()
}

#[rstest]
// the login, whole, without its number, without its initial; with capitals, accents and signs
#[case(&[Rule::NoLogin], &["pomme-szygmunt2-poire", "pommeSzygMuntpoire", "zygmunt-pomme-poire", "pomme-$2yGmun7-poire"])]
// first name and surname, also with 1 as l
#[case(&[Rule::NoName], &["pomme-élodie-poire", "pomme-ELODIE-poire", "pomme-3l0d1e-poire", "xXDuboisXx-pomme", "pomme-1evy-poire"])]
#[case(&[Rule::NoName], &["Léa-pomme-poire"])] // three letters that stand alone
#[case(&[Rule::NoName, Rule::NoBirthDate], &["pomme1975lea"])]
#[case(&[Rule::NoBirthDate], &["pomme14071975poire", "pomme-14/07/1975", "pomme-140775", "pomme-19750714", "1407-pomme-1975", "pomme-poire-1975"])]
#[case(&[Rule::NoNumber], &["pomme-16E9912345ABC", "pomme-16e9912-poire", "pomme-345abc-poire", "pomme-16 E 99 12-poire"])]
#[case(&[Rule::NoLogin, Rule::NoName, Rule::NoBirthDate, Rule::NoNumber], &["elodie-szygmunt2-140775-345ABC"])]
// too little of the login, of a name, of the date, of the number
#[case(&[], &["pomme-zygm-poire-velo", "planeau-pomme", "pomme-1407-poire", "pomme-16e99-poire"])]
#[case(&[], &["pomme-1975-poire-31170"])] // four digits of nine
#[case(&[], &["pommes-vertes-et-pas-mures", ""])]
fn personal_facts_are_refused(#[case] expected: &[Rule], #[case] passwords: &[&str]) {
    passwords.iter().for_each(|new| assert_eq!(broken(new, &elodie()), expected, "{new}"));
}

#[rstest]
#[case("jean.dupont@ac-exemple.fr", true, &["pomme-Dupont-poire", "pomme-jean-poire"])]
#[case("jean.dupont@ac-exemple.fr", false, &["pomme-exemple-poire"])]
#[case("jdupont31", true, &["pomme-dupont-poire"])]
#[case("jdupont31", false, &["pomme-jdup-poire"])]
#[case("jle", false, &["pomme-jle-poire"])]
#[case("", false, &["pomme"])]
fn login_parts_are_refused(#[case] login: &str, #[case] is_refused: bool, #[case] passwords: &[&str]) {
    let known = Context::default().with_login(login);
    let expected = only(Rule::NoLogin, is_refused);
    passwords.iter().for_each(|new| assert_eq!(broken(new, &known), expected, "{new}"));
}

#[rstest]
#[case("EXT-2026-00042", true, &["pomme-ext202600042", "pomme-ext2026", "pomme-600042"])]
#[case("EXT-2026-00042", false, &["pomme-00042"])]
#[case("A123", false, &["pomme-a123"])]
fn external_number_parts_are_refused(#[case] number: &str, #[case] is_refused: bool, #[case] new: &[&str]) {
    let known = Context::default().with_number(&secret(number));
    new.iter().for_each(|new| assert_eq!(broken(new, &known), only(Rule::NoNumber, is_refused), "{new}"));
}

#[test]
fn personal_facts_may_be_allowed() {
    let policy = Policy { forbid_personal: false, ..Policy::default() };
    assert_eq!(policy.faults(&secret("Elodie-140775!"), None, 100, &elodie()), []);
}

#[rstest]
#[case(true, &["Toulouse2026!!", "T0ul0use2026!!", "AcademieToulouse31!", "rectorat-Académie-1", "Numen-123456",
    "MaMamia-2026"])]
#[case(false, &["Toulouse-Gx7q-Bv9z", "toulouse-violon-barrique-lampadaire"])] // the rest is enough
#[case(false, &["Printemps2026!"])] // weak for other reasons, which the gauge shows
fn organisation_words_are_refused(#[case] is_refused: bool, #[case] passwords: &[&str]) {
    let known = Context::default().with_organisation("Académie de Toulouse");
    for new in passwords {
        assert_eq!(broken(new, &known), only(Rule::KnownWords, is_refused), "{new}");
    }
}

#[rstest]
#[case(true, &["Garonne-2026", "G@R0NNE-2026", "Pontneuf!2026"])]
#[case(false, &["Garonne-Gx7q-Bv9z"])]
#[case(false, &["Pont Neuf 2026"])] // a blank separates the words of the entry
#[case(false, &["Capitole-2026"])] // a remark is no word
#[case(false, &["oc-oc-oc-2026"])] // too short to be listed
fn listed_words_are_refused(#[case] is_refused: bool, #[case] passwords: &[&str]) {
    let words = WordList::parse("# Capitole\nGaronne\n  Pont Neuf  \r\n\noc\nGARONNE\n");
    assert_eq!((words.len(), words.is_empty()), (2, false));
    let policy = Policy { words, min_length: 0, require: vec![], ..Policy::default() };
    for new in passwords {
        assert_eq!(faults_of(&policy, new), only(Rule::KnownWords, is_refused), "{new}");
    }
}

#[test]
fn gauge_knows_listed_words() {
    let list = WordList::parse("Xyloquentin\nBarzabulle");
    let percent =
        |known: &Context| strength::estimate(&secret("Xyl0quentin-Barzabulle"), known).unwrap().percent;
    let (known, unknown) = (percent(&Context::default().with_list(&list)), percent(&Context::default()));
    assert!(known < 40 && unknown > 80, "{known} {unknown}");
}

#[test]
fn long_list_is_searched() {
    let long: String = (0..200_000).map(|n| format!("mot{n:06}\n")).collect();
    let words = WordList::parse(&long);
    assert_eq!(words.len(), 200_000);
    assert_eq!(faults_of(&Policy { words, ..Policy::default() }, "Mot123456-aA1!"), [Rule::KnownWords]);
}
