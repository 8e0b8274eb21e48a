//! A new password that is in a known breach, and a list that cannot be read.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rstest::rstest;
use tempfile::TempDir;

use crate::account::testing::{
    ACCEPTED, Act, CURRENT, Call, NEW, ScriptedDirectory, change, change_to, reset, services_with,
};
use crate::account::{BreachList, Outcome, Request, Services};
use crate::config::{BreachMissing, BreachSection, CaptchaMode};
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

/// Services that look in one list, over a directory where everything goes well.
struct Rig {
    directory: Arc<ScriptedDirectory>,
    services: Arc<Services>,
}

impl Rig {
    fn over(file: &Path, missing: BreachMissing) -> Self {
        let directory = Arc::new(ScriptedDirectory::default());
        let services = services_with(&directory, |config| {
            config.captcha.mode = CaptchaMode::Never;
            config.breach = BreachSection { file: Some(file.to_owned()), missing };
        });
        Self { directory, services }
    }

    async fn run(&self, request: Request) -> (Outcome, Vec<Call>) {
        *self.directory.binds.lock().unwrap() = [Ok(ACCEPTED), Ok(ACCEPTED)].map(Act::Say).into();
        self.directory.calls.lock().unwrap().clear();
        let response = self.services.submit(request, &self.services.open_session("tty1")).await;
        (response.outcome, self.directory.calls())
    }
}

#[rstest]
#[case(change())]
#[case(reset())]
#[tokio::test(start_paused = true)]
async fn a_breached_password_is_refused_before_any_exchange(#[case] request: Request) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("filter");
    make(&file, NEW_HASHED);
    let (outcome, calls) = Rig::over(&file, BreachMissing::Warn).run(request).await;
    assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::BreachFilter]));
    assert_eq!(calls, []);
}

#[tokio::test(start_paused = true)]
async fn it_is_told_with_the_other_rules_that_are_broken() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("filter");
    make(&file, OTHER_HASHED);
    let rig = Rig::over(&file, BreachMissing::Warn);
    let (outcome, _) = rig.run(change_to(CURRENT, "password", None)).await;
    let Outcome::AgainstPolicy(broken) = outcome else { panic!("{outcome:?}") };
    assert_eq!((broken.first(), broken.last()), (Some(&Rule::MinLength(12)), Some(&Rule::BreachFilter)));
    let (outcome, _) = rig.run(change()).await;
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
    let (outcome, _) = Rig::over(&file, BreachMissing::Warn).run(change()).await;
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
        let rig = Rig::over(&file, missing);
        fs::write(&file, "cut").unwrap();
        let (outcome, calls) = rig.run(change()).await;
        assert_eq!((outcome, calls.is_empty()), (expected.clone(), expected != DONE));
        // What the person can mend is told all the same.
        let (outcome, _) = rig.run(change_to(CURRENT, CURRENT, None)).await;
        assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::MinPercent(40), Rule::DiffersFromCurrent]));
        // And it is taken again once it is whole.
        make(&file, NEW_HASHED);
        let (outcome, _) = rig.run(change()).await;
        assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::BreachFilter]));
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_replaced_is_taken_and_one_that_goes_away_is_kept() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("filter");
    make(&file, OTHER_HASHED);
    let rig = Rig::over(&file, BreachMissing::Refuse);
    assert_eq!(rig.run(change()).await.0, DONE);
    make(&file, NEW_HASHED);
    assert_eq!(rig.run(change()).await.0, Outcome::AgainstPolicy(vec![Rule::BreachFilter]));
    fs::remove_file(&file).unwrap();
    for _ in 0..2 {
        assert_eq!(rig.run(change()).await.0, Outcome::AgainstPolicy(vec![Rule::BreachFilter]));
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
