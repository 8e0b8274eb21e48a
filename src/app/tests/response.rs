//! Endings on a screen of their own.

use super::*;

#[rstest]
fn success_wipes_and_leaves_reference(#[values("Enter", "Esc", "Ctrl-C")] key: &str) {
    let mut session = ModelHarness::sent();
    session.end(done());
    let Screen::Outcome { response, kind, form } = &session.model.screen else { panic!("no response") };
    assert!(form.is_none(), "nothing of what was typed is left");
    assert_eq!(*kind, FormKind::Change);
    let reference = response.reference.to_string();
    session.press(key);
    let exit = session.exit().unwrap();
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
#[case(Outcome::AcceptedUnverified, 1)]
#[case(Outcome::NotVerified, 1)]
#[case(Outcome::AccountClosed(Closed::ByAdministrator), 1)]
#[case(Outcome::ServiceRefused, 1)]
#[case(Outcome::ResetUnavailable, 1)]
#[case(Outcome::DirectoryFault, 1)]
#[case(Outcome::Internal, 1)]
#[case(Outcome::RefusedByDirectory(RefusalReason::TooYoung), 1)]
#[case(Outcome::RefusedByDirectory(RefusalReason::Rights), 1)]
fn failure_ends_with_its_code(#[case] outcome: Outcome, #[case] code: u8) {
    for key in ["Esc", "Ctrl-C"] {
        let mut session = ModelHarness::sent();
        session.end(outcome.clone()).press(key);
        let exit = session.exit().unwrap();
        assert_eq!(exit.code.number(), code);
        let words = said(exit.message.as_ref().unwrap());
        assert!(words.contains(&format!("MDP-{}", outcome.code())), "{words}");
        assert!(session.is_menu(), "wiped");
    }
}

#[test]
fn retry_keeps_typed_text() {
    let mut session = ModelHarness::sent();
    session.end(Outcome::Unreachable);
    assert!(session.asked_image().is_none(), "no image for a form that is not seen");
    assert_eq!(session.press("Enter").focus(), Focus::Field(Captcha), "all that is left to do");
    assert_eq!((session.text(New), session.text(Captcha)), (NEW, ""));
    session.draw_image().type_text(ANSWER).forget().press("Ctrl-S");
    assert!(session.submitted().is_some());
}

#[test]
fn retry_without_captcha_takes_enter() {
    let mut session = ModelHarness::without_captcha();
    session.fill(&[LOGIN, CURRENT, NEW, NEW]).press("Enter").end(Outcome::TooSlow).forget().press("Enter");
    assert_eq!(session.focus(), Focus::Save);
    assert!(session.press("Enter").submitted().is_some());
}

#[test]
fn outcome_offers_help_and_language() {
    let mut session = ModelHarness::sent();
    session.end(done()).press("F9 ?");
    assert!(session.model.help_open && session.model.language == Language::English);
    session.press("Enter");
    assert!(!session.model.help_open && session.exit().is_none());
}
