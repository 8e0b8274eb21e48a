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
    let policy = Policy { min_length: 0, require: vec![], ..Policy::default() };
    policy.faults(&secret(new), None, 100, known)
}

fn only(rule: Rule, is_broken: bool) -> Vec<Rule> {
    is_broken.then_some(rule).into_iter().collect()
}

#[rstest]
// the login, whole, without its number, without its initial; with capitals, accents and signs
#[case("pomme-szygmunt2-poire", &[Rule::NoLogin])]
#[case("pommeSzygMuntpoire", &[Rule::NoLogin])]
#[case("zygmunt-pomme-poire", &[Rule::NoLogin])]
#[case("pomme-$2yGmun7-poire", &[Rule::NoLogin])]
#[case("pomme-zygm-poire-velo", &[])] // no part of the login
// first name and surname
#[case("pomme-élodie-poire", &[Rule::NoName])]
#[case("pomme-ELODIE-poire", &[Rule::NoName])]
#[case("pomme-3l0d1e-poire", &[Rule::NoName])]
#[case("xXDuboisXx-pomme", &[Rule::NoName])]
#[case("pomme-1evy-poire", &[Rule::NoName])] // 1 as l
#[case("Léa-pomme-poire", &[Rule::NoName])] // three letters that stand alone
#[case("pomme1975lea", &[Rule::NoName, Rule::NoBirthDate])]
#[case("planeau-pomme", &[])]
// the birth date
#[case("pomme14071975poire", &[Rule::NoBirthDate])]
#[case("pomme-14/07/1975", &[Rule::NoBirthDate])]
#[case("pomme-140775", &[Rule::NoBirthDate])]
#[case("pomme-19750714", &[Rule::NoBirthDate])]
#[case("1407-pomme-1975", &[Rule::NoBirthDate])]
#[case("pomme-poire-1975", &[Rule::NoBirthDate])]
#[case("pomme-1975-poire-31170", &[])] // four digits of nine
#[case("pomme-1407-poire", &[])]
// the number
#[case("pomme-16E9912345ABC", &[Rule::NoNumber])]
#[case("pomme-16e9912-poire", &[Rule::NoNumber])]
#[case("pomme-345abc-poire", &[Rule::NoNumber])]
#[case("pomme-16 E 99 12-poire", &[Rule::NoNumber])]
#[case("pomme-16e99-poire", &[])]
// all at once
#[case("elodie-szygmunt2-140775-345ABC", &[Rule::NoLogin, Rule::NoName, Rule::NoBirthDate, Rule::NoNumber])]
#[case("pommes-vertes-et-pas-mures", &[])]
#[case("", &[])]
fn personal_facts_are_refused(#[case] new: &str, #[case] expected: &[Rule]) {
    assert_eq!(broken(new, &elodie()), expected, "{new}");
}

#[rstest]
#[case("jean.dupont@ac-exemple.fr", "pomme-Dupont-poire", true)]
#[case("jean.dupont@ac-exemple.fr", "pomme-jean-poire", true)]
#[case("jean.dupont@ac-exemple.fr", "pomme-exemple-poire", false)]
#[case("jdupont31", "pomme-dupont-poire", true)]
#[case("jdupont31", "pomme-jdup-poire", false)]
#[case("jle", "pomme-jle-poire", false)]
#[case("", "pomme", false)]
fn login_parts_are_refused(#[case] login: &str, #[case] new: &str, #[case] is_refused: bool) {
    assert_eq!(broken(new, &Context::default().with_login(login)), only(Rule::NoLogin, is_refused));
}

#[rstest]
#[case("EXT-2026-00042", "pomme-ext202600042", true)]
#[case("EXT-2026-00042", "pomme-ext2026", true)]
#[case("EXT-2026-00042", "pomme-600042", true)]
#[case("EXT-2026-00042", "pomme-00042", false)]
#[case("A123", "pomme-a123", false)]
fn external_number_parts_are_refused(#[case] number: &str, #[case] new: &str, #[case] is_refused: bool) {
    let known = Context::default().with_number(&secret(number));
    assert_eq!(broken(new, &known), only(Rule::NoNumber, is_refused));
}

#[test]
fn personal_facts_may_be_allowed() {
    let policy = Policy { forbid_personal: false, ..Policy::default() };
    assert_eq!(policy.faults(&secret("Elodie-140775!"), None, 100, &elodie()), []);
}

#[rstest]
#[case("Toulouse2026!!", true)]
#[case("T0ul0use2026!!", true)]
#[case("AcademieToulouse31!", true)]
#[case("rectorat-Académie-1", true)]
#[case("Numen-123456", true)]
#[case("MaMamia-2026", true)]
#[case("Toulouse-Gx7q-Bv9z", false)] // the rest is enough
#[case("toulouse-violon-barrique-lampadaire", false)]
#[case("Printemps2026!", false)] // weak for other reasons, which the gauge shows
fn organisation_words_are_refused(#[case] new: &str, #[case] is_refused: bool) {
    let known = Context::default().with_organisation("Académie de Toulouse");
    assert_eq!(broken(new, &known), only(Rule::KnownWords, is_refused));
}

#[rstest]
#[case("Garonne-2026", true)]
#[case("G@R0NNE-2026", true)]
#[case("Pontneuf!2026", true)]
#[case("Pont Neuf 2026", false)] // a blank separates the words of the entry
#[case("Capitole-2026", false)] // a remark is no word
#[case("oc-oc-oc-2026", false)] // too short to be listed
#[case("Garonne-Gx7q-Bv9z", false)]
fn listed_words_are_refused(#[case] new: &str, #[case] is_refused: bool) {
    let words = WordList::parse("# Capitole\nGaronne\n  Pont Neuf  \r\n\noc\nGARONNE\n");
    assert_eq!((words.len(), words.is_empty()), (2, false));
    let policy = Policy { words, min_length: 0, require: vec![], ..Policy::default() };
    assert_eq!(faults_of(&policy, new), only(Rule::KnownWords, is_refused));
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
    let policy = Policy { words, ..Policy::default() };
    assert_eq!(faults_of(&policy, "Mot123456-aA1!"), [Rule::KnownWords]);
}
