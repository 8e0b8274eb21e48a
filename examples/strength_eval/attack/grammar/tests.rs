use rand::SeedableRng;
use rand::rngs::StdRng;

use super::*;
use crate::lists::{Shares, Towns, towns_of};

fn ranked(words: &str) -> Shares {
    Shares::ranked(words.split(' ').map(str::to_owned))
}

fn grammar() -> Grammar {
    let lexicon = Lexicon {
        first_names: ranked("marie jean lea"),
        surnames: ranked("martin durand"),
        towns: towns_of("Toulouse\t31000,31100\t500000\nBlois\t41000\t46000"),
        listed: ranked("soleil doudou chocolat"),
        common: ranked("le les vive"),
    };
    let passwords = [
        "Soleil2024!",
        "Doudou123!",
        "Marie1985!",
        "Jean-Martin12!",
        "Toulouse31000!",
        "Azerty12!",
        "S0l3il12!",
        "Doudou-Doudou1!",
        "Vivelesoleil24?",
        "Lea14071985!",
    ];
    let passwords: Vec<String> = passwords.map(str::to_owned).to_vec();
    let letters = Grammar::letters_of(&lexicon.listed.words);
    Grammar::learned_from(&passwords, Arc::new(lexicon), Arc::new(letters))
}

fn tags(password: &str) -> Vec<Tag> {
    let parsed = grammar().parse(password).expect("a chain");
    assert!(
        parsed.segments.iter().zip(parsed.segments.iter().skip(1)).all(|(one, next)| one.end == next.start)
    );
    parsed.segments.into_iter().map(|segment| segment.tag).collect()
}

#[rstest::rstest]
#[case("Soleil2024!", &[Tag::Word(3), Tag::Year, Tag::Last])]
#[case("Marie-Durand7!", &[Tag::Word(0), Tag::Inner, Tag::Word(1), Tag::Digits, Tag::Last])]
#[case("Blois41000!", &[Tag::TownWithCode, Tag::Last])]
#[case("Chocolat-Chocolat1!", &[Tag::Doubled, Tag::Digits, Tag::Last])]
#[case("Azerty12!", &[Tag::Walk, Tag::Digits, Tag::Last])]
#[case("Ch0c0l4t12!", &[Tag::Leet, Tag::Digits, Tag::Last])]
#[case("Lea14071985!", &[Tag::Word(0), Tag::Date, Tag::Last])]
fn password_is_parsed_into_kinds(#[case] password: &str, #[case] expected: &[Tag]) {
    assert_eq!(tags(password), expected);
}

#[test]
fn usual_password_is_likelier() {
    let grammar = grammar();
    let cost = |password: &str| grammar.cost(password).expect("a chain");
    assert!(cost("Soleil2024!") > cost("Soleil8317!"));
    assert!(cost("Soleil8317!") > cost("Sxzeil8317!"));
    assert!(cost("Soleil2024!") > cost("soLeil2024!"));
    assert_eq!(grammar.cost("été"), None);
}

/// A drawn chain is no likelier than the likeliest chain of its text.
#[test]
fn draw_is_no_likelier_than_its_parse() {
    let (grammar, mut rng) = (grammar(), StdRng::seed_from_u64(9));
    let mut same = 0;
    let draws: Vec<(String, f64)> = (0..2000).filter_map(|_| grammar.draw(&mut rng)).collect();
    for (text, cost) in draws.iter().filter(|(text, _)| !text.is_empty()) {
        let Some(likeliest) = grammar.cost(text) else { continue };
        same += usize::from((likeliest - cost).abs() < 1e-6);
        assert!(likeliest > cost - 1e-6, "{text}: {likeliest} {cost}");
    }
    assert!(same > draws.len() / 2, "{same} of {}", draws.len());
}

#[test]
fn empty_sources_draw_nothing() {
    let lexicon = Lexicon {
        first_names: Shares::default(),
        surnames: Shares::default(),
        towns: Towns::default(),
        listed: ranked("soleil"),
        common: Shares::default(),
    };
    let letters = Grammar::letters_of(&lexicon.listed.words);
    let grammar = Grammar::learned_from(&["Soleil2024!".to_owned()], Arc::new(lexicon), Arc::new(letters));
    let mut rng = StdRng::seed_from_u64(4);
    let drawn = (0..500).filter_map(|_| grammar.draw(&mut rng)).count();
    assert!(drawn > 100, "{drawn}");
}
