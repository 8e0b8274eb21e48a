//! Directories that are down, slow, busy, cut, dead in the middle, or answer nonsense: the screen tells the truth.

use super::*;

use Moment::{AfterApplying, BeforeApplying};

const UNCHANGED: &str = "Rien n’a été modifié";

#[derive(Debug, Clone, Copy)]
enum Form {
    Change,
    Reset,
}

impl Form {
    async fn send(self, session: &SessionHarness) {
        match self {
            Self::Change => session.change("jdupont", OLD, NEW).await,
            Self::Reset => session.reset(JDUPONT, NEW).await,
        };
    }
}

/// The sentence of a write that may still be carried out.
const NOT_KNOWN: &str = "on ne le sait pas encore";

/// A directory whose answer to a write is not awaited for long. Every other limit is wide, as the machine is shared.
async fn start_impatient() -> (EmbeddedApp, SessionHarness) {
    start_with(|config| {
        config.directory.answer_timeout = Duration::from_secs(15);
        config.directory.operation_timeout = Duration::from_secs(30);
        config.directory.connect_timeout = Duration::from_secs(30);
    })
    .await
}

/// A directory with this fault. Only a silence has a short timeout, as the machine is shared.
async fn start_for(fault: &Fault) -> (EmbeddedApp, SessionHarness) {
    let silent = matches!(fault, Fault::Silence(_));
    let limit = Duration::from_secs(if silent { 4 } else { 20 });
    start_with(|config| {
        config.directory.operation_timeout = limit;
        config.directory.connect_timeout = Duration::from_secs(20);
    })
    .await
}

fn assert_nothing_raw(screen: &str) {
    for raw in ["dc=", "uid=", "HTTP", "refus\u{e9}", "rc=", "Ldap", "Io("] {
        assert!(!screen.contains(raw), "{screen}");
    }
}

fn both<C: Clone>(cases: &[C]) -> Vec<(C, Form)> {
    cases.iter().flat_map(|case| [(case.clone(), Form::Change), (case.clone(), Form::Reset)]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_write_names_the_valid_password() {
    let cases = [
        (Fault::Cut(BeforeApplying), 452, OLD),
        (Fault::Cut(AfterApplying), 201, NEW),
        (Fault::Silence(BeforeApplying), 452, OLD),
        (Fault::Silence(AfterApplying), 201, NEW),
        (Fault::Disconnect, 452, OLD),
        (Fault::Refuse(Unavailability::Busy), 530, OLD),
        // A proxy says so as well when it lost the server that it had asked.
        (Fault::Refuse(Unavailability::Unavailable), 452, OLD),
        (Fault::Refuse(Unavailability::UnwillingToPerform), 532, OLD),
        (Fault::InvalidInput(GARBAGE.to_vec()), 452, OLD),
        (Fault::Malformed(Malformed::Latin1Diagnostic), 530, OLD),
        (Fault::Malformed(Malformed::NoOperation), 452, OLD),
        (Fault::Malformed(Malformed::BrokenControl), 452, OLD),
        (Fault::Malformed(Malformed::HugeLength), 452, OLD),
    ];
    together(both(&cases), async |((fault, code, valid), form)| {
        let (embedded, session) = start_impatient().await;
        embedded.directory.faults().once(Operation::Write, fault);
        form.send(&session).await;
        session.expect(&format!("MDP-{code}")).await;
        let said = if code == 452 { NOT_KNOWN } else { UNCHANGED };
        let (said, other) = if valid == NEW { ("a été effectuée", OLD) } else { (said, NEW) };
        session.expect(said).await;
        assert_nothing_raw(&session.screen());
        assert!(embedded.holds("jdupont", valid) && !embedded.holds("jdupont", other));
        assert_eq!(embedded.directory.operations().writes, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn restarted_server_names_the_valid_password() {
    let cases = [(BeforeApplying, 452, OLD), (AfterApplying, 201, NEW)];
    together(both(&cases), async |((moment, code, valid), form)| {
        let (embedded, session) = start_impatient().await;
        embedded.directory.faults().once(Operation::Write, Fault::Die(moment));
        form.send(&session).await;
        embedded.died().await;
        embedded.directory.listen_again().await;
        session.expect(&format!("MDP-{code}")).await;
        assert!(embedded.holds("jdupont", valid));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_server_leaves_the_outcome_unknown() {
    let (embedded, session) = start_impatient().await;
    embedded.directory.faults().once(Operation::Write, Fault::Die(AfterApplying));
    session.change("jdupont", OLD, NEW).await;
    session.expect_all(&["le service des comptes est lent", "Échap ne plus attendre"]).await;
    session.expect_all(&["MDP-452", NOT_KNOWN, "essayez le nouveau mot de passe, puis l’ancien"]).await;
    session.leave(ESCAPE, 1).await;
}

/// The person stops waiting; the audit alone learns the rest.
#[tokio::test(flavor = "multi_thread")]
async fn escape_ends_the_wait_for_an_answer() {
    let (embedded, session) = start().await;
    embedded.directory.faults().once(Operation::Write, Fault::Silence(BeforeApplying));
    session.change("jdupont", OLD, NEW).await;
    session.expect("Échap ne plus attendre").await;
    session.send(ESCAPE).await;
    session.expect_all(&["MDP-452", NOT_KNOWN]).await;
    assert!(!session.screen().contains("réessayer"), "{}", session.screen());
    session.leave(ESCAPE, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unreachable_directory_keeps_the_form() {
    together([Form::Change, Form::Reset], async |form| {
        let (embedded, session) = start().await;
        embedded.directory.stop_listening().await;
        form.send(&session).await;
        session.expect_all(&["MDP-503", "injoignable. Rien n’a été modifié."]).await;
        let unreachable = SessionHarness::changed(&embedded.app, "jdupont", OLD, NEW, "MDP-503").await;
        unreachable.leave(ESCAPE, 3).await;
        embedded.directory.listen_again().await;
        session.send(ENTER).await;
        session.copy_and_succeed().await;
        assert!(embedded.holds("jdupont", NEW));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_directory_is_announced() {
    let (embedded, session) = start().await;
    embedded.directory.faults().delay(Operation::Search, Duration::from_millis(700));
    session.change("jdupont", OLD, NEW).await;
    session.expect_all(&["Enregistrement en cours", DONE]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_reading_changes_nothing() {
    let faults = [
        (Fault::Silence(BeforeApplying), 504),
        (Fault::Cut(BeforeApplying), 450),
        (Fault::Disconnect, 450),
        (Fault::Refuse(Unavailability::Busy), 530),
        (Fault::Refuse(Unavailability::Unavailable), 530),
        (Fault::InvalidInput(GARBAGE.to_vec()), 506),
        (Fault::Malformed(Malformed::Latin1Diagnostic), 530),
        (Fault::Malformed(Malformed::NoOperation), 506),
        (Fault::Malformed(Malformed::HugeLength), 506),
    ];
    let operations = [Operation::Bind, Operation::Search, Operation::Compare];
    let cases = faults.iter().flat_map(|fault| operations.map(|operation| (fault.clone(), operation)));
    together(cases, async |((fault, code), operation)| {
        let (embedded, session) = start_for(&fault).await;
        embedded.directory.faults().always(operation, fault);
        session.reset(JDUPONT, NEW).await;
        session.expect_all(&[&format!("MDP-{code}"), UNCHANGED]).await;
        assert_nothing_raw(&session.screen());
        assert!(embedded.holds("jdupont", OLD));
        assert_eq!(embedded.directory.operations().writes, 0);
        // Without the fault, the same form succeeds.
        embedded.directory.faults().clear();
        session.send(ENTER).await;
        session.copy_and_succeed().await;
    })
    .await;
}
