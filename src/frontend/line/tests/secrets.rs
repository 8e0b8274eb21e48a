//! Proofs that a person types: where they may be read, and where they are kept.

use super::*;
use crate::app::Screen;
use crate::frontend::line::{prompt, question, sentences};

const NUMEN: &str = "16E9912345ABC";
const BIRTH_DATE: &str = "23/11/1968";
/// Their spellings in what is said.
const SPOKEN: [&str; 5] = [NUMEN, "16e9912345abc", BIRTH_DATE, "23 novembre 1968", "23111968"];

/// « le redéfinir », refused by the directory, with its review and each proof asked again.
fn corrected(config: &Config) -> LineHarness {
    let mut session = LineHarness::begin(config, InputMode::Keys);
    session.answer(&["2", "jdupont", NUMEN, "31/02/1968", BIRTH_DATE, GOOD]).serve_all();
    session.answer(&[GOOD]).serve_all().answer(&[""]).end(Outcome::NotIdentified);
    for number in ["2", "3"] {
        session.answer(&[number]).press("F1").answer(&["", "2"]);
    }
    session
}

#[rstest]
#[case::masked(|config: &mut Config| config.interface.mask_identity = true)]
#[case::several_people(|config: &mut Config| config.session.several_people = true)]
fn masked_proof_is_never_said(#[case] alter: fn(&mut Config)) {
    let config = config_with(|config| {
        config.captcha.mode = CaptchaMode::Never;
        alter(config);
    });
    let session = corrected(&config);
    session.shows("Refusé (MDP-420)", 3);
    for spoken in SPOKEN {
        session.shows(spoken, 0);
    }
}

#[test]
fn seen_proof_is_said_again() {
    let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
    let session = corrected(&config);
    session.shows("2 : Numen ou numéro, 16E9912345ABC\r\n3 : Date de naissance, 23/11/1968\r\n", 3);
    session.shows("\r\nDate de naissance : 23/11/1968.\r\nDate de naissance (Entrée : garder) ", 2);
    session.shows("\r\n23 novembre 1968.\r\n", 1);
}

/// Strings that nobody wipes hold no proof: it goes from its field to the terminal.
#[test]
fn sentences_hold_no_proof() {
    let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
    let session = corrected(&config);
    let (model, keys) = (&session.model, InputMode::Keys);
    let Screen::Form(form) = model.screen() else { panic!("no form") };
    for words in [Language::French, Language::English].map(crate::i18n::Catalogue::of) {
        let mut said = question::listed(Question::Review, keys, model, &words);
        for id in [FieldId::Number, FieldId::BirthDate] {
            said.push(prompt::prompt(Question::Field(id), false, keys, model, &words));
            said.extend(prompt::kept_text(form, id, keys, &words));
            said.extend(sentences::after_answer(form, id, keys, &words));
        }
        let said = said.join("\n");
        assert!(SPOKEN.iter().chain(&["1968"]).all(|spoken| !said.contains(spoken)), "{said}");
    }
}
