//! The scale, and the properties of every estimate.
use super::*;
use crate::password::testing::secret;
use proptest::prelude::*;

fn zx(password: &str) -> f64 {
    zxcvbn_fence::estimate(password, &Context::default()).log10_guesses
}

/// Powers of ten of guesses, and the percentage of each.
#[rstest]
#[case(StrengthLabel::VeryWeak, &[(0.0, 0), (3.99, 19), (-1.0, 0), (f64::NAN, 0)])]
#[case(StrengthLabel::Weak, &[(4.0, 20), (6.499, 39)])]
#[case(StrengthLabel::Good, &[(6.5, 40), (7.63, 49), (8.999, 59)])]
#[case(StrengthLabel::Strong, &[(9.0, 60), (10.999, 79)])]
#[case(StrengthLabel::VeryStrong, &[(11.0, 80), (14.0, 88), (14.5, 89), (17.0, 94), (19.99, 99), (20.0, 100), (300.0, 100), (f64::INFINITY, 100)])]
fn scale_gives_percent_and_label(#[case] label: StrengthLabel, #[case] powers: &[(f64, u8)]) {
    for &(log10_guesses, percent) in powers {
        assert_eq!(Strength::of(log10_guesses), Strength { percent, label }, "{log10_guesses}");
    }
}

/// Values of the crate, to notice a new version that estimates otherwise.
#[rstest]
#[case(&[("Aa1!Aa1!Aa1!", 4.5), ("Azertyuiop1!", 6.4), ("Password123456!", 7.4), ("Bonjour12345!", 8.0)])]
#[case(&[("Soleil123456!", 8.1), ("Toulouse2026!!", 8.5), ("MotDePasse2026!", 9.6), ("tH9#kW2pLx$4", 12.0)])]
#[case(&[("Printemps2026!", 12.2), ("Jean-Dupont1975!", 12.9), ("vR7!mQz4#tYb9K", 14.0)])]
#[case(&[("Xk7$gT!q9wLm2Zp&", 16.0), ("cheval pile agrafe correct 7A!", 19.3)])]
fn zxcvbn_values_are_stable(#[case] passwords: &[(&str, f64)]) {
    for (password, log10_guesses) in passwords {
        assert!((zx(password) - log10_guesses).abs() <= 0.3, "{password}: {}", zx(password));
    }
}

#[test]
fn personal_words_weaken_the_password() {
    let context = || {
        Context::default()
            .with_login("kmbaye")
            .with_number(&secret("EXT-2026-00042"))
            .with_birth_date(&secret("10/01/1993"))
            .with_name("Académie de Toulouse")
    };
    for password in ["Kmbaye-Zr", "Ext202600042", "Mbaye-10011993", "Zr!10/01/1993"] {
        let (known, unknown) = (zxcvbn_fence::estimate(password, &context()).log10_guesses, zx(password));
        assert!(known < unknown - 1.0, "{password}: {known} against {unknown}");
        let weakness = assess(&secret(password), &context()).unwrap().weakness.unwrap();
        assert_eq!(weakness.parts().next(), Some(WeakPart::KnownOfYou), "{password}");
        assert_eq!(weakness.remedy, Remedy::LeaveOutWhatIsKnown);
    }
}

#[rstest]
#[case("azertyuiop", &[WeakPart::Keyboard], Remedy::TakeAnother)]
#[case("motdepasse", &[WeakPart::Password], Remedy::TakeAnother)]
#[case("aaaaaaa", &[WeakPart::Repeat], Remedy::AddWords)]
#[case("defghi", &[WeakPart::Sequence], Remedy::AddWords)]
#[case("14/07/1975", &[WeakPart::Date], Remedy::AddWords)]
#[case("Nathalie-1968!", &[WeakPart::FirstName, WeakPart::Year], Remedy::AddWords)]
#[case("Nathalie-Ribeiro", &[WeakPart::FirstName, WeakPart::Surname], Remedy::AddWords)]
#[case("LaVieEstBelle1!", &[WeakPart::SetPhrase], Remedy::TakeAnother)]
#[case("AQWzsxEDCrfv1!", &[WeakPart::Keyboard], Remedy::TakeAnother)]
#[case("Montauban82000", &[WeakPart::Commune], Remedy::AddWords)]
#[case("Lazirbo", &[WeakPart::Word], Remedy::AddWords)]
#[case("Kr!", &[], Remedy::AddWords)]
fn weakness_names_the_parts(#[case] password: &str, #[case] parts: &[WeakPart], #[case] remedy: Remedy) {
    let weakness = assess(&secret(password), &Context::default()).unwrap().weakness.unwrap();
    assert_eq!((weakness.parts().collect::<Vec<_>>().as_slice(), weakness.remedy), (parts, remedy));
}

#[test]
fn strong_or_empty_has_no_weakness() {
    assert_eq!(assess(&SecretText::new(), &Context::default()), None);
    let phrase = assess(&secret("cheval pile agrafe correct 7A!"), &Context::default()).unwrap();
    assert!(phrase.strength.percent > 90, "{phrase:?}");
    assert_eq!(phrase.weakness, None);
}

proptest! {
    #[test]
    fn percent_rises_with_guesses(one in -5.0..40.0f64, other in -5.0..40.0f64) {
        let (low, high) = if one < other { (one, other) } else { (other, one) };
        prop_assert!(percent(low) <= percent(high));
        prop_assert!(Strength::of(low).label <= Strength::of(high).label);
    }

    #[test]
    fn equal_texts_have_equal_estimates(text in any::<String>(), login in any::<String>()) {
        let context = Context::default().with_login(&login).with_name(&login);
        if let (Ok(one), Ok(other)) = (SecretText::from_text(&text), SecretText::from_text(&text)) {
            let assessed = assess(&one, &context);
            prop_assert_eq!(assessed.is_none(), one.is_empty());
            prop_assert_eq!(assessed, assess(&other, &context));
        }
        // Texts that no secret accepts must not break the estimator either.
        prop_assert!(lowest_estimate(&text, &context).log10_guesses >= 0.0);
    }
}
