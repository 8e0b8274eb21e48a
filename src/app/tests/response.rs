//! Endings on a screen of their own.

use crate::app::ExitCode;
use rstest::rstest;

use super::*;
use crate::account::RefusalReason;

#[rstest]
#[case("Enter")]
#[case("Esc")]
#[case("Ctrl-C")]
fn a_success_is_wiped_and_leaves_its_reference(#[case] key: &str) {
    let mut visit = Visit::sent();
    visit.end(done());
    let Screen::Outcome { response, kind: choice, form } = &visit.model.screen else { panic!("no response") };
    assert!(form.is_none(), "nothing of what was typed is left");
    assert_eq!(*choice, FormKind::Change);
    let reference = response.reference.to_string();
    visit.press(key);
    let exit = visit.exit().unwrap();
    assert_eq!(exit.code, ExitCode::Success);
    let words = said(exit.message.as_ref().unwrap());
    assert!(words.starts_with("La modification de votre mot de passe a été effectuée"), "{words}");
    assert!(words.contains(&reference), "{words}");
}

#[rstest]
#[case(Outcome::Unreachable, 3)]
#[case(Outcome::TooSlow, 3)]
#[case(Outcome::Untrusted, 1)]
#[case(Outcome::ConnectionLostUnchanged, 1)]
#[case(Outcome::ConnectionLostUnknown, 1)]
#[case(Outcome::NotVerified, 1)]
#[case(Outcome::LockedByAdministrator, 1)]
#[case(Outcome::ServiceRefused, 1)]
#[case(Outcome::ResetUnavailable, 1)]
#[case(Outcome::DirectoryFault, 1)]
#[case(Outcome::Internal, 1)]
#[case(Outcome::RefusedByDirectory(RefusalReason::TooYoung), 1)]
#[case(Outcome::RefusedByDirectory(RefusalReason::Rights), 1)]
fn a_failure_ends_with_its_code(#[case] outcome: Outcome, #[case] code: u8) {
    for key in ["Esc", "Ctrl-C"] {
        let mut visit = Visit::sent();
        visit.end(outcome.clone());
        visit.press(key);
        let exit = visit.exit().unwrap();
        assert_eq!(exit.code.number(), code);
        let words = said(exit.message.as_ref().unwrap());
        assert!(words.contains(&format!("MDP-{}", outcome.code())), "{words}");
        assert!(visit.is_menu(), "wiped");
    }
}

#[test]
fn a_failure_may_be_tried_again_with_what_was_typed() {
    let mut visit = Visit::sent();
    visit.end(Outcome::Unreachable);
    assert!(visit.asked_image().is_none(), "no image for a form that is not seen");
    visit.press("Enter");
    assert_eq!(visit.form().focus, Focus::Field(FieldId::Captcha), "all that is left to do");
    assert_eq!((visit.text(FieldId::New), visit.text(FieldId::Captcha)), (NEW, ""));
    visit.draw_image();
    visit.type_text(ANSWER);
    visit.take();
    visit.press("Ctrl-S");
    assert!(visit.submitted().is_some());
}

#[test]
fn without_a_captcha_trying_again_is_one_key() {
    let mut visit = Visit::with(|config| config.captcha.mode = CaptchaMode::Never);
    visit.press("1");
    visit.fill(&[LOGIN, CURRENT, NEW, NEW]);
    visit.press("Enter");
    visit.end(Outcome::TooSlow);
    visit.take();
    visit.press("Enter");
    assert_eq!(visit.form().focus, Focus::Save);
    visit.press("Enter");
    assert!(visit.submitted().is_some());
}

#[test]
fn help_and_language_are_at_hand() {
    let mut visit = Visit::sent();
    visit.end(done());
    visit.press("F9 ?");
    assert!(visit.model.help.open && visit.model.language == Language::English);
    visit.press("Enter");
    assert!(!visit.model.help.open && visit.exit().is_none());
}
