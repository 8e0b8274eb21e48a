//! Directories that are down, slow, busy, cut, dead in the middle, or answer nonsense: what is said is true.

use std::time::Duration;

use mamamia::demo::{Fault, GARBAGE, Malformed, Moment, Operation, Unavailability};
use rstest::rstest;

use crate::exit_code;
use crate::house::EmbeddedHouse;
use crate::journey::Journey;
use crate::walk::{DONE, ENTER, ESCAPE, JDUPONT, NEW, OLD};

use Moment::{AfterApplying, BeforeApplying};

/// The two ways to a new password.
#[derive(Debug, Clone, Copy)]
enum Way {
    Change,
    Reset,
}

impl Way {
    async fn walk(self, visit: &Journey) {
        match self {
            Self::Change => visit.change("jdupont", OLD, NEW).await,
            Self::Reset => visit.reset(JDUPONT, NEW).await,
        };
    }
}

/// Impatient, so that silences are short.
async fn impatient() -> EmbeddedHouse {
    EmbeddedHouse::with(|config| config.directory.operation_timeout = Duration::from_secs(2)).await
}

fn nothing_raw(screen: &str) {
    for raw in ["dc=", "uid=", "HTTP", "refus\u{e9}", "rc=", "Ldap", "Io("] {
        assert!(!screen.contains(raw), "{screen}");
    }
}

const UNCHANGED: &str = "Rien n'a été modifié";

#[rstest]
#[case::cut_before(Fault::Cut(BeforeApplying), 450, OLD)]
#[case::cut_after(Fault::Cut(AfterApplying), 201, NEW)]
#[case::silent_before(Fault::Silence(BeforeApplying), 450, OLD)]
#[case::silent_after(Fault::Silence(AfterApplying), 201, NEW)]
#[case::disconnected(Fault::Disconnect, 450, OLD)]
#[case::busy(Fault::Refuse(Unavailability::Busy), 530, OLD)]
#[case::unavailable(Fault::Refuse(Unavailability::Unavailable), 530, OLD)]
#[case::unwilling(Fault::Refuse(Unavailability::UnwillingToPerform), 530, OLD)]
#[case::garbage(Fault::Garbage(GARBAGE.to_vec()), 450, OLD)]
#[case::latin1(Fault::Malformed(Malformed::Latin1Diagnostic), 450, OLD)]
#[case::no_operation(Fault::Malformed(Malformed::NoOperation), 450, OLD)]
#[case::broken_control(Fault::Malformed(Malformed::BrokenControl), 450, OLD)]
#[case::huge_length(Fault::Malformed(Malformed::HugeLength), 450, OLD)]
#[tokio::test(flavor = "multi_thread")]
async fn a_write_goes_wrong_and_the_screen_says_which_password_is_valid(
    #[case] fault: Fault,
    #[case] code: u16,
    #[case] valid: &str,
    #[values(Way::Change, Way::Reset)] way: Way,
) {
    let embedded = impatient().await;
    embedded.directory.faults().once(Operation::Write, fault);
    let visit = Journey::begin(&embedded.house);
    way.walk(&visit).await;
    visit.expect(&format!("MDP-{code}")).await;
    visit
        .expect(if valid == NEW {
            "la modification de votre mot de passe a été effectuée"
        } else {
            UNCHANGED
        })
        .await;
    nothing_raw(&visit.screen());
    assert!(embedded.holds("jdupont", valid));
    assert!(!embedded.holds("jdupont", if valid == NEW { OLD } else { NEW }));
    assert_eq!(embedded.directory.operations().writes, 1);
}

#[rstest]
#[case::before(BeforeApplying, 450, OLD)]
#[case::after(AfterApplying, 201, NEW)]
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_died_in_the_middle_and_came_back(
    #[case] moment: Moment,
    #[case] code: u16,
    #[case] valid: &str,
    #[values(Way::Change, Way::Reset)] way: Way,
) {
    let embedded = EmbeddedHouse::start().await;
    embedded.directory.faults().once(Operation::Write, Fault::Die(moment));
    let visit = Journey::begin(&embedded.house);
    way.walk(&visit).await;
    embedded.written(1).await;
    // Once it is down, it starts again.
    embedded.directory.stop_listening().await;
    embedded.directory.listen_again().await;
    visit.expect(&format!("MDP-{code}")).await;
    assert!(embedded.holds("jdupont", valid));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_died_in_the_middle_for_good() {
    let embedded = EmbeddedHouse::start().await;
    embedded.directory.faults().once(Operation::Write, Fault::Die(AfterApplying));
    let visit = Journey::begin(&embedded.house);
    visit.change("jdupont", OLD, NEW).await;
    visit.expect("Enregistrement en cours").await;
    visit.expect("MDP-550").await;
    visit.expect("Impossible de dire si votre mot de passe a été modifié").await;
    visit.expect("essayez le nouveau mot de passe, puis l'ancien").await;
    visit.send(ESCAPE).await;
    assert_eq!(exit_code(&visit.end().await), 1);
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_directory_that_is_down_is_said_so_and_the_form_is_kept(
    #[values(Way::Change, Way::Reset)] way: Way,
) {
    let embedded = EmbeddedHouse::start().await;
    embedded.directory.stop_listening().await;
    let visit = Journey::begin(&embedded.house);
    way.walk(&visit).await;
    visit.expect("MDP-503").await;
    visit.expect("injoignable. Rien n'a été modifié.").await;
    embedded.directory.listen_again().await;
    visit.send(ENTER).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn supervision_is_told_of_an_unreachable_directory() {
    let embedded = EmbeddedHouse::start().await;
    embedded.directory.stop_listening().await;
    let visit = Journey::begin(&embedded.house);
    visit.change("jdupont", OLD, NEW).await;
    visit.expect("MDP-503").await;
    visit.send(ESCAPE).await;
    assert_eq!(exit_code(&visit.end().await), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_directory_is_waited_for_and_the_person_is_told() {
    let embedded = EmbeddedHouse::start().await;
    embedded.directory.faults().delay(Operation::Search, Duration::from_millis(700));
    let visit = Journey::begin(&embedded.house);
    visit.change("jdupont", OLD, NEW).await;
    visit.expect("Enregistrement en cours").await;
    visit.expect(DONE).await;
}

#[rstest]
#[case::silent(Fault::Silence(BeforeApplying), 504)]
#[case::cut(Fault::Cut(BeforeApplying), 450)]
#[case::disconnected(Fault::Disconnect, 450)]
#[case::busy(Fault::Refuse(Unavailability::Busy), 530)]
#[case::unavailable(Fault::Refuse(Unavailability::Unavailable), 530)]
#[case::garbage(Fault::Garbage(GARBAGE.to_vec()), 450)]
#[case::latin1(Fault::Malformed(Malformed::Latin1Diagnostic), 500)]
#[case::no_operation(Fault::Malformed(Malformed::NoOperation), 500)]
#[case::huge_length(Fault::Malformed(Malformed::HugeLength), 504)]
#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_wrong_and_nothing_is_changed(
    #[case] fault: Fault,
    #[case] code: u16,
    #[values(Operation::Bind, Operation::Search, Operation::Compare)] operation: Operation,
) {
    let embedded = impatient().await;
    embedded.directory.faults().always(operation, fault);
    let visit = Journey::begin(&embedded.house);
    visit.reset(JDUPONT, NEW).await;
    visit.expect("Référence").await;
    visit.expect(&format!("MDP-{code}")).await;
    visit.expect("Rien n'a été modifié").await;
    nothing_raw(&visit.screen());
    assert!(embedded.holds("jdupont", OLD));
    assert_eq!(embedded.directory.operations().writes, 0);
    // All is well again: what was typed still serves.
    embedded.directory.faults().clear();
    visit.send(ENTER).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}
