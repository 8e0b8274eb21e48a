//! Usual French choices and their percentages: change this table deliberately.
use crate::password::strength::{Context, Strength, StrengthLabel, estimate};
use crate::password::testing::secret;

fn shown(password: &str) -> Strength {
    estimate(&secret(password), &Context::default().with_login("jdupont").with_name("Jean Dupont")).unwrap()
}

/// The rows of a table: a password, then its percentage.
fn rows(table: &'static str) -> Vec<(&'static str, u8)> {
    let cells: Vec<&str> = table.split_whitespace().collect();
    cells.chunks(2).map(|row| (row[0], row[1].parse().unwrap())).collect()
}

/// Usual choices and their percentages for `jdupont`, Jean Dupont.
const WEAK: &str = r#"
    Toulouse2026!! 25  Bonjour12345! 14  Azertyuiop1! 16  Jean-Dupont1975! 28  MotDePasse2026! 22
    M0tDeP@sse2026! 27  Rectorat31000! 33  AcademieToulouse31! 28  Education2026! 24  Marseille13013! 14
    Soleil123456! 15  Doudou310000! 35  Chouchou2024* 18  LouloU1234567! 21  Camille14071989! 46
    Nathalie-1968! 30  Philippe31400? 27  Azerty123456! 13  Azerty&é"'(-1A 30  AQWzsxEDCrfv1! 31
    Wxcvbn,;:!2026A 22  Qsdfghjklm1!A 24  Printemps2026! 26  Rentree2026!! 26  Septembre2026! 26
    Vacances2026!! 26  StadeToulousain31! 29  Ecole-Primaire1 24  Professeur2026! 24  JeTaime123456! 26
    Je-t’aime-1234 31  Anticonstitutionnellement1! 34  LaVieEstBelle1! 19  Liberte-Egalite1789! 44
    Mon-Chat-Minou1 50  Chat-Cheval-Poule7! 69  Dupont.Jean.1975 25  jdupont31-Toulouse 35
    10E1234567ABC!a 52  Password123456! 16  P@ssw0rd2026!! 23  Changeme1234!! 18  Aa1!Aa1!Aa1! 23
    Aaaaaaaaaa1! 30  Tr0is-Pommes&vertes 76
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
    assert_eq!(rows(WEAK).len(), 45);
    let labels = rows(WEAK).into_iter().map(|row| (row, false)).chain(GOOD.map(|row| (row, true)));
    for ((password, percent), is_good) in labels {
        let strength = shown(password);
        assert!(strength.percent.abs_diff(percent) <= 4, "{password}: {strength:?}, expected {percent}");
        assert_eq!(strength.label == StrengthLabel::VeryStrong, is_good, "{password}");
    }
}
