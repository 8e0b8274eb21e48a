//! Directories that are down, slow, busy, cut, dead in the middle, or answer nonsense: what is said is true.

use std::time::Duration;

use mamamia::demo::{Fault, GARBAGE, Malformed, Moment, Operation, Unavailability};

use crate::app::EmbeddedApp;
use crate::exit_code;
use crate::journey::{Journey, together};
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

/// A directory where this happens. A silence is not waited for long; anything else is, as the machine is shared.
async fn house_for(fault: &Fault) -> EmbeddedApp {
    let silent = matches!(fault, Fault::Silence(_) | Fault::Malformed(Malformed::HugeLength));
    let limit = Duration::from_secs(if silent { 4 } else { 20 });
    EmbeddedApp::with(|config| {
        config.directory.operation_timeout = limit;
        config.directory.connect_timeout = Duration::from_secs(20);
    })
    .await
}

fn nothing_raw(screen: &str) {
    for raw in ["dc=", "uid=", "HTTP", "refus\u{e9}", "rc=", "Ldap", "Io("] {
        assert!(!screen.contains(raw), "{screen}");
    }
}

const UNCHANGED: &str = "Rien n'a été modifié";

/// Every case, by both ways.
fn both<C: Clone>(cases: &[C]) -> Vec<(C, Way)> {
    cases.iter().flat_map(|case| [(case.clone(), Way::Change), (case.clone(), Way::Reset)]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_goes_wrong_and_the_screen_says_which_password_is_valid() {
    let cases = [
        (Fault::Cut(BeforeApplying), 450, OLD),
        (Fault::Cut(AfterApplying), 201, NEW),
        (Fault::Silence(BeforeApplying), 450, OLD),
        (Fault::Silence(AfterApplying), 201, NEW),
        (Fault::Disconnect, 450, OLD),
        (Fault::Refuse(Unavailability::Busy), 530, OLD),
        (Fault::Refuse(Unavailability::Unavailable), 530, OLD),
        (Fault::Refuse(Unavailability::UnwillingToPerform), 530, OLD),
        (Fault::InvalidInput(GARBAGE.to_vec()), 450, OLD),
        (Fault::Malformed(Malformed::Latin1Diagnostic), 450, OLD),
        (Fault::Malformed(Malformed::NoOperation), 450, OLD),
        (Fault::Malformed(Malformed::BrokenControl), 450, OLD),
        (Fault::Malformed(Malformed::HugeLength), 450, OLD),
    ];
    together(both(&cases), async |((fault, code, valid), way)| {
        let embedded = house_for(&fault).await;
        embedded.directory.faults().once(Operation::Write, fault);
        let visit = Journey::begin(&embedded.app);
        way.walk(&visit).await;
        visit.expect(&format!("MDP-{code}")).await;
        let (said, other) = if valid == NEW { ("a été effectuée", OLD) } else { (UNCHANGED, NEW) };
        visit.expect(said).await;
        nothing_raw(&visit.screen());
        assert!(embedded.holds("jdupont", valid) && !embedded.holds("jdupont", other));
        assert_eq!(embedded.directory.operations().writes, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_died_in_the_middle_and_came_back() {
    let cases = [(BeforeApplying, 450, OLD), (AfterApplying, 201, NEW)];
    together(both(&cases), async |((moment, code, valid), way)| {
        let embedded = EmbeddedApp::start().await;
        embedded.directory.faults().once(Operation::Write, Fault::Die(moment));
        let visit = Journey::begin(&embedded.app);
        way.walk(&visit).await;
        embedded.died().await;
        embedded.directory.listen_again().await;
        visit.expect(&format!("MDP-{code}")).await;
        assert!(embedded.holds("jdupont", valid));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_died_in_the_middle_for_good() {
    let embedded = EmbeddedApp::start().await;
    embedded.directory.faults().once(Operation::Write, Fault::Die(AfterApplying));
    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", OLD, NEW).await;
    visit.expect("Enregistrement en cours").await;
    visit.expect("MDP-550").await;
    visit.expect("Impossible de dire si votre mot de passe a été modifié").await;
    visit.expect("essayez le nouveau mot de passe, puis l'ancien").await;
    visit.send(ESCAPE).await;
    assert_eq!(exit_code(&visit.end().await), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_that_is_down_is_said_so_and_the_form_is_kept() {
    together([Way::Change, Way::Reset], async |way| {
        let embedded = EmbeddedApp::start().await;
        embedded.directory.stop_listening().await;
        let visit = Journey::begin(&embedded.app);
        way.walk(&visit).await;
        visit.expect("MDP-503").await;
        visit.expect("injoignable. Rien n'a été modifié.").await;
        embedded.directory.listen_again().await;
        visit.send(ENTER).await;
        visit.copy_and_send().await;
        visit.expect(DONE).await;
        assert!(embedded.holds("jdupont", NEW));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn supervision_is_told_of_an_unreachable_directory() {
    let embedded = EmbeddedApp::start().await;
    embedded.directory.stop_listening().await;
    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", OLD, NEW).await;
    visit.expect("MDP-503").await;
    visit.send(ESCAPE).await;
    assert_eq!(exit_code(&visit.end().await), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_directory_is_waited_for_and_the_person_is_told() {
    let embedded = EmbeddedApp::start().await;
    embedded.directory.faults().delay(Operation::Search, Duration::from_millis(700));
    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", OLD, NEW).await;
    visit.expect("Enregistrement en cours").await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_wrong_and_nothing_is_changed() {
    let faults = [
        (Fault::Silence(BeforeApplying), 504),
        (Fault::Cut(BeforeApplying), 450),
        (Fault::Disconnect, 450),
        (Fault::Refuse(Unavailability::Busy), 530),
        (Fault::Refuse(Unavailability::Unavailable), 530),
        (Fault::InvalidInput(GARBAGE.to_vec()), 450),
        (Fault::Malformed(Malformed::Latin1Diagnostic), 500),
        (Fault::Malformed(Malformed::NoOperation), 500),
        (Fault::Malformed(Malformed::HugeLength), 504),
    ];
    let operations = [Operation::Bind, Operation::Search, Operation::Compare];
    let cases = faults.iter().flat_map(|fault| operations.map(|operation| (fault.clone(), operation)));
    together(cases, async |((fault, code), operation)| {
        let embedded = house_for(&fault).await;
        embedded.directory.faults().always(operation, fault);
        let visit = Journey::begin(&embedded.app);
        visit.reset(JDUPONT, NEW).await;
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
    })
    .await;
}
