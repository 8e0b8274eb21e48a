//! Usual French choices and their percentages: change this table deliberately.
use crate::password::strength::{Context, Strength, StrengthLabel, estimate, zxcvbn_fence};
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

/// Usual choices and their percentages for `jdupont`, Jean Dupont. zxcvbn alone calls 24 of them « Très Fort ».
const WEAK: &str = r#"
    Toulouse2026!! 24  Bonjour12345! 15  Azertyuiop1! 18  Jean-Dupont1975! 34  MotDePasse2026! 25
    M0tDeP@sse2026! 29  Rectorat31000! 31  AcademieToulouse31! 30  Education2026! 22  Marseille13013! 38
    Soleil123456! 16  Doudou310000! 38  Chouchou2024* 18  LouloU1234567! 24  Camille14071989! 47
    Nathalie-1968! 35  Philippe31400? 33  Azerty123456! 14  Azerty&é"'(-1A 30  AQWzsxEDCrfv1! 34
    Wxcvbn,;:!2026A 30  Qsdfghjklm1!A 32  Printemps2026! 19  Rentree2026!! 25  Septembre2026! 20
    Vacances2026!! 25  StadeToulousain31! 32  Ecole-Primaire1 24  Professeur2026! 21  JeTaime123456! 28
    Je-t’aime-1234 32  Anticonstitutionnellement1! 30  LaVieEstBelle1! 22  Liberte-Egalite1789! 46
    Mon-Chat-Minou1 47  Chat-Cheval-Poule7! 65  Dupont.Jean.1975 29  jdupont31-Toulouse 31
    10E1234567ABC!a 54  Password123456! 18  P@ssw0rd2026!! 26  Changeme1234!! 20  Aa1!Aa1!Aa1! 23
    Aaaaaaaaaa1! 32
"#;

const GOOD: [(&str, u8); 6] = [
    ("tH9#kW2pLx$4", 82),
    ("vR7!mQz4#tYb9K", 88),
    ("Tr0is-Pommes&vertes", 82),
    ("Xk7$gT!q9wLm2Zp&", 90),
    ("cheval pile agrafe correct 7A!", 94),
    ("pivot-Bruine8-lampadaire-socle", 92),
];

#[test]
fn usual_choices_have_their_percentage() {
    assert_eq!(rows::<1>(WEAK).len(), 44);
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

/// Sixty more, with the percentage of zxcvbn alone, then ours.
const MORE: &str = r#"
    Montauban82000! 74 35  Albi-81000-Tarn 86 60  Lapin1234567! 54 23  Chatons2025!! 80 27
    Noel2025Noel! 72 42  JoyeuxNoel2025! 85 25  BonneAnnee2026! 86 25  Allez-le-stade31 88 34
    AllezLesBleus98! 88 31  Vive-les-vacances1 94 25  Juillet1998!! 58 25  Isabelle09061970 49 39
    Christophe1972* 53 27  Sandrine-Eric1! 80 52  LeaEtHugo2010!! 84 60  Lucas&Emma2012 71 54
    MonAmour14021995 71 39  Je.t.aime.31 82 35  Papamaman1234! 73 27  MamanPapa2024! 83 30
    Bisous123456@ 55 24  Chocolat2026!! 52 23  Nutella12345! 53 27  Saucisse2Toulouse 86 38
    Cassoulet31!! 83 40  Airbus-A380-31 82 76  Garonne2026!! 57 29  Pyrenees2025! 53 28  Occitanie2026# 81 22
    MaMamia2026!! 63 33  Numen-2026!!a 81 44  Lycee2026!!Aa 77 44  CollegeJulesFerry1! 84 56
    Maternelle2026! 82 22  Directrice31!! 71 31  Secretaire2026? 80 24  Mathematiques1! 87 25
    Bulletin-T1-2026 73 48  Cantine12345! 74 22  Rentree-Scolaire26! 91 44  Azerty-2026-!! 80 26
    AZERTYuiop123! 68 21  Qsdf1234wxcv! 81 42  1Aqw2zsx3edc! 84 18  Azqsazqs1234! 81 41  !!2026Toulouse 55 24
    esuoluoT2026!! 57 28  T0ul0us32026! 55 26  M@rs3ill3-2026 54 23  S0l3il-2026!! 80 31
    Stade-Toulousain-1 94 26  Zidane10-1998! 77 55  Johnny-Hallyday1 82 50  Harrypotter7!! 45 27
    Asterix&Obelix1 82 47  Peugeot-208-Bleue 87 79  CarpeDiem2026!! 66 31  Abracadabra31! 46 35
    Aaaa1111!!!!Bb 57 54  0612345678Aa! 52 43
"#;

#[test]
fn more_choices_are_below_zxcvbn() {
    let rows = rows(MORE);
    assert_eq!(rows.len(), 60);
    for &(password, [by_zxcvbn, percent]) in &rows {
        let alone = Strength::of(zxcvbn_fence::estimate(password, &Context::default()).log10_guesses);
        assert!(alone.percent.abs_diff(by_zxcvbn) <= 4, "{password}: {alone:?}, expected {by_zxcvbn}");
        let strength = shown(password);
        assert!(strength.percent.abs_diff(percent) <= 4, "{password}: {strength:?}, expected {percent}");
        assert_ne!(strength.label, StrengthLabel::VeryStrong, "{password}");
    }
    let median = |mut percents: Vec<u8>| {
        percents.sort_unstable();
        percents[percents.len() / 2]
    };
    let alone = median(rows.iter().map(|(_, [by_zxcvbn, _])| *by_zxcvbn).collect());
    let ours = median(rows.iter().map(|(_, [_, percent])| *percent).collect());
    assert!(ours + 40 <= alone, "{ours} % against {alone} %");
}
