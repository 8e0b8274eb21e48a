//! Usual French choices and their percentages: change this table deliberately.
use crate::password::strength::{Context, Strength, StrengthLabel, estimate};
use crate::password::testing::secret;

fn shown(password: &str) -> Strength {
    estimate(&secret(password), &Context::default().with_login("jdupont").with_name("Jean Dupont")).unwrap()
}

/// The rows of a table: a password, then its `N` percentages.
fn rows<const N: usize>(table: &'static str) -> Vec<(&'static str, [u8; N])> {
    let cells: Vec<&str> = table.split_whitespace().collect();
    let percents = |row: &[&str]| std::array::from_fn(|at| row[at + 1].parse().unwrap());
    cells.chunks(N + 1).map(|row| (row[0], percents(row))).collect()
}

/// Usual choices and their percentages for `jdupont`, Jean Dupont.
const WEAK: &str = r#"
    Toulouse2026!! 28  Bonjour12345! 15  Azertyuiop1! 18  Jean-Dupont1975! 31  MotDePasse2026! 25
    M0tDeP@sse2026! 30  Rectorat31000! 36  AcademieToulouse31! 30  Education2026! 26  Marseille13013! 15
    Soleil123456! 16  Doudou310000! 38  Chouchou2024* 18  LouloU1234567! 24  Camille14071989! 48
    Nathalie-1968! 32  Philippe31400? 27  Azerty123456! 14  Azerty&é"'(-1A 30  AQWzsxEDCrfv1! 34
    Wxcvbn,;:!2026A 30  Qsdfghjklm1!A 32  Printemps2026! 28  Rentree2026!! 29  Septembre2026! 28
    Vacances2026!! 29  StadeToulousain31! 30  Ecole-Primaire1 24  Professeur2026! 26  JeTaime123456! 28
    Je-t’aime-1234 31  Anticonstitutionnellement1! 36  LaVieEstBelle1! 22  Liberte-Egalite1789! 46
    Mon-Chat-Minou1 50  Chat-Cheval-Poule7! 72  Dupont.Jean.1975 25  jdupont31-Toulouse 35
    10E1234567ABC!a 54  Password123456! 18  P@ssw0rd2026!! 25  Changeme1234!! 19  Aa1!Aa1!Aa1! 23
    Aaaaaaaaaa1! 32  Tr0is-Pommes&vertes 76
"#;

const GOOD: [(&str, u8); 5] = [
    ("tH9#kW2pLx$4", 82),
    ("vR7!mQz4#tYb9K", 88),
    ("Xk7$gT!q9wLm2Zp&", 100),
    ("cheval pile agrafe correct 7A!", 97),
    ("pivot-Bruine8-lampadaire-socle", 96),
];

#[test]
fn usual_choices_have_their_percentage() {
    assert_eq!(rows::<1>(WEAK).len(), 45);
    let weak = rows(WEAK).into_iter().map(|(password, [percent])| (password, percent));
    let labels = weak.clone().map(|row| (row, false)).chain(GOOD.map(|row| (row, true)));
    for ((password, percent), is_good) in labels {
        let strength = shown(password);
        assert!(strength.percent.abs_diff(percent) <= 4, "{password}: {strength:?}, expected {percent}");
        assert_eq!(strength.label == StrengthLabel::VeryStrong, is_good, "{password}");
    }
    let below_the_floor = weak.filter(|(password, _)| shown(password).percent < 40).count();
    assert!(below_the_floor >= 30, "{below_the_floor}");
}
