//! A new password that is in a known breach, and a list that cannot be read.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rstest::rstest;
use tempfile::TempDir;

use crate::account::testing::{
    ACCEPTED, CURRENT, Call, NEW, ScriptedDirectory, change, change_to, reset, rules,
};
use crate::account::{Audit, BreachList, Outcome, Request, ServiceRules, Services};
use crate::config::{BreachMissing, BreachSection};
use crate::password::Rule;
use crate::password::breach::{BreachError, BuildOptions, build};

use super::DONE;

/// SHA-1 of [`NEW`], by another program.
const NEW_HASHED: &str = "BF3D654BA55710FD21FC5D305BAB431AF9487236:1\n";
/// SHA-1 of « password ».
const OTHER_HASHED: &str = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n";

fn make(file: &Path, list: &str) {
    let order = BuildOptions { out: file, kind: None, min_count: 1, built: jiff::Timestamp::UNIX_EPOCH };
    build(list.as_bytes(), &order, &mut |_| ()).unwrap();
}

fn opened(file: &Path, missing: BreachMissing) -> Result<Arc<BreachList>, BreachError> {
    BreachList::open(&BreachSection { file: Some(file.to_owned()), missing }).map(Option::unwrap)
}

async fn run(list: Arc<BreachList>, request: Request) -> (Outcome, Vec<Call>) {
    let directory = Arc::new(ScriptedDirectory::default().binds([Ok(ACCEPTED), Ok(ACCEPTED)]));
    let rules = ServiceRules { breached: Some(list), ..rules() };
    let services = Services::new(Arc::clone(&directory) as _, rules, None, Audit::new().unwrap());
    let response = services.submit(request, &services.open_session("tty1")).await;
    (response.outcome, directory.calls())
}

#[rstest]
#[case(change())]
#[case(reset())]
#[tokio::test(start_paused = true)]
async fn a_breached_password_is_refused_before_any_exchange(#[case] request: Request) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("filter");
    make(&file, NEW_HASHED);
    let (outcome, calls) = run(opened(&file, BreachMissing::Warn).unwrap(), request).await;
    assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::BreachFilter]));
    assert_eq!(calls, []);
}

#[tokio::test(start_paused = true)]
async fn it_is_told_with_the_other_rules_that_are_broken() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("filter");
    make(&file, OTHER_HASHED);
    let list = opened(&file, BreachMissing::Warn).unwrap();
    let (outcome, _) = run(Arc::clone(&list), change_to(CURRENT, "password", None)).await;
    let Outcome::AgainstPolicy(broken) = outcome else { panic!("{outcome:?}") };
    assert_eq!((broken.first(), broken.last()), (Some(&Rule::MinLength(12)), Some(&Rule::BreachFilter)));
    let (outcome, _) = run(list, change()).await;
    assert_eq!(outcome, DONE);
}

#[tokio::test(start_paused = true)]
async fn without_the_list_the_configuration_decides() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("filter");
    assert!(BreachList::open(&BreachSection::default()).unwrap().is_none());
    assert_eq!(
        opened(&file, BreachMissing::Refuse).err(),
        Some(BreachError::Unreadable(std::io::ErrorKind::NotFound))
    );
    let (outcome, _) = run(opened(&file, BreachMissing::Warn).unwrap(), change()).await;
    assert_eq!(outcome, DONE);
}

/// It was there at the start; then somebody copies another file over it.
#[tokio::test(start_paused = true)]
async fn a_list_that_is_written_over_is_no_longer_read() {
    let folder = TempDir::new().unwrap();
    for (missing, expected) in
        [(BreachMissing::Refuse, Outcome::BreachListUnavailable), (BreachMissing::Warn, DONE)]
    {
        let file = folder.path().join("filter");
        make(&file, NEW_HASHED);
        let list = opened(&file, missing).unwrap();
        fs::write(&file, "cut").unwrap();
        let (outcome, calls) = run(Arc::clone(&list), change()).await;
        assert_eq!((outcome, calls.is_empty()), (expected.clone(), expected != DONE));
        // What the person can mend is told all the same.
        let (outcome, _) = run(Arc::clone(&list), change_to(CURRENT, CURRENT, None)).await;
        assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::MinPercent(40), Rule::DiffersFromCurrent]));
        // And it is taken again once it is whole.
        make(&file, NEW_HASHED);
        let (outcome, _) = run(list, change()).await;
        assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::BreachFilter]));
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_replaced_is_taken_and_one_that_goes_away_is_kept() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("filter");
    make(&file, OTHER_HASHED);
    let list = opened(&file, BreachMissing::Refuse).unwrap();
    assert_eq!(run(Arc::clone(&list), change()).await.0, DONE);
    make(&file, NEW_HASHED);
    assert_eq!(run(Arc::clone(&list), change()).await.0, Outcome::AgainstPolicy(vec![Rule::BreachFilter]));
    fs::remove_file(&file).unwrap();
    for _ in 0..2 {
        assert_eq!(
            run(Arc::clone(&list), change()).await.0,
            Outcome::AgainstPolicy(vec![Rule::BreachFilter])
        );
    }
}

#[test]
fn whatever_is_wrong_is_said_once_in_the_log() {
    let folder = TempDir::new().unwrap();
    let (file, log) = (folder.path().join("filter"), folder.path().join("log"));
    let said = |log: &Path| {
        fs::read_to_string(log).unwrap().lines().filter(|line| line.contains("breached passwords")).count()
    };
    let sink = fs::File::create(&log).unwrap();
    let lines = tracing_subscriber::fmt().with_ansi(false).with_writer(sink).finish();
    // Of one subscriber only, it is the first thread to come to a line that decides for all whether it is wanted.
    let _another = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());
    tracing::subscriber::with_default(lines, || {
        let list = opened(&file, BreachMissing::Warn).unwrap();
        let any = crate::account::testing::secret(NEW);
        for _ in 0..3 {
            assert_eq!(list.holds(&any), Ok(false));
        }
        assert_eq!(said(&log), 1);
        make(&file, NEW_HASHED);
        for _ in 0..3 {
            assert_eq!(list.holds(&any), Ok(true));
        }
        assert_eq!(said(&log), 2);
        fs::write(&file, "cut").unwrap();
        for _ in 0..3 {
            assert_eq!(list.holds(&any), Ok(false));
        }
        assert_eq!(said(&log), 3);
    });
}
