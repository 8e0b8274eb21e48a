//! A new password that is in a known breach, and a list that cannot be read.
use super::audit::Log;
use super::*;
use crate::account::BreachList;
use crate::config::{BreachMissing, BreachSection, CaptchaMode};
use crate::password::breach::{BreachError, BuildOptions, build};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// SHA-1 of [`NEW`], by another program.
const NEW_HASHED: &str = "BF3D654BA55710FD21FC5D305BAB431AF9487236:1\n";
/// SHA-1 of « password ».
const OTHER_HASHED: &str = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n";

fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("filter");
    (folder, file)
}

fn make(file: &Path, list: &str) {
    let order = BuildOptions { out: file, kind: None, min_count: 1, built: jiff::Timestamp::UNIX_EPOCH };
    build(list.as_bytes(), &order, &mut |_| ()).unwrap();
}

fn open(file: &Path, missing: BreachMissing) -> Result<Arc<BreachList>, BreachError> {
    BreachList::open(&BreachSection { file: Some(file.to_owned()), missing }).map(Option::unwrap)
}

/// Services that look into one list, over a directory where everything succeeds.
struct Rig {
    _folder: TempDir,
    file: PathBuf,
    directory: Arc<ScriptedDirectory>,
    services: Arc<Services>,
}

impl Rig {
    /// Over a list of one hash, or over none.
    fn over(hash: Option<&str>, missing: BreachMissing) -> Self {
        let (_folder, file) = place();
        hash.into_iter().for_each(|hash| make(&file, hash));
        let directory = Arc::new(directory());
        let services = services_with(&directory, |config| {
            config.captcha.mode = CaptchaMode::Never;
            config.breach = BreachSection { file: Some(file.clone()), missing };
        });
        Self { _folder, file, directory, services }
    }

    async fn run(&self, request: Request) -> (Outcome, Vec<Call>) {
        *self.directory.binds.lock().unwrap() = [Ok(ACCEPTED), Ok(ACCEPTED)].map(Act::Answer).into();
        self.directory.calls.lock().unwrap().clear();
        let response = submit(&self.services, request, &self.services.open_session("tty1")).await;
        (response.outcome, self.directory.calls())
    }
}

fn breached() -> Outcome {
    Outcome::AgainstPolicy(vec![Rule::BreachFilter])
}

#[rstest]
#[case(change())]
#[case(reset())]
#[tokio::test(start_paused = true)]
async fn breached_password_never_reaches_directory(#[case] request: Request) {
    assert_eq!(Rig::over(Some(NEW_HASHED), BreachMissing::Warn).run(request).await, (breached(), vec![]));
}

#[tokio::test(start_paused = true)]
async fn breach_is_told_with_broken_rules() {
    let rig = Rig::over(Some(OTHER_HASHED), BreachMissing::Warn);
    let (outcome, _) = rig.run(change_to(CURRENT, "password")).await;
    let Outcome::AgainstPolicy(broken) = outcome else { panic!("{outcome:?}") };
    assert_eq!((broken.first(), broken.last()), (Some(&Rule::MinLength(12)), Some(&Rule::BreachFilter)));
    assert_eq!(rig.run(change()).await.0, done());
}

#[tokio::test(start_paused = true)]
async fn configuration_decides_without_list() {
    let (_folder, file) = place();
    assert!(BreachList::open(&BreachSection::default()).unwrap().is_none());
    let absent = BreachError::Unreadable(std::io::ErrorKind::NotFound);
    assert_eq!(open(&file, BreachMissing::Refuse).err(), Some(absent));
    assert_eq!(Rig::over(None, BreachMissing::Warn).run(change()).await.0, done());
}

/// The list was there at the start; then somebody copies another file over it.
#[rstest]
#[case(BreachMissing::Refuse, Outcome::BreachListUnavailable)]
#[case(BreachMissing::Warn, done())]
#[tokio::test(start_paused = true)]
async fn overwritten_list_is_not_read(#[case] missing: BreachMissing, #[case] expected: Outcome) {
    let rig = Rig::over(Some(NEW_HASHED), missing);
    fs::write(&rig.file, "cut").unwrap();
    let (outcome, calls) = rig.run(change()).await;
    assert_eq!(calls.is_empty(), expected == Outcome::BreachListUnavailable, "{calls:?}");
    assert_eq!(outcome, expected);
    // The person still learns of a fault of their own.
    let (outcome, _) = rig.run(change_to(CURRENT, CURRENT)).await;
    assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::MinPercent(40), Rule::DiffersFromCurrent]));
    // A whole list is used again.
    make(&rig.file, NEW_HASHED);
    assert_eq!(rig.run(change()).await.0, breached());
}

#[tokio::test(start_paused = true)]
async fn replaced_list_is_used() {
    let rig = Rig::over(Some(OTHER_HASHED), BreachMissing::Refuse);
    assert_eq!(rig.run(change()).await.0, done());
    make(&rig.file, NEW_HASHED);
    assert_eq!(rig.run(change()).await.0, breached());
    fs::remove_file(&rig.file).unwrap();
    for _ in 0..2 {
        assert_eq!(rig.run(change()).await.0, breached());
    }
}

#[test]
fn log_reports_each_fault_once() {
    let ((_folder, file), (log, _guard)) = (place(), Log::start());
    let list = open(&file, BreachMissing::Warn).unwrap();
    let holds = |expected, reports| {
        for _ in 0..3 {
            assert_eq!(list.holds(&secret(NEW)), Ok(expected));
        }
        assert_eq!(log.text().matches("breached passwords").count(), reports);
    };
    holds(false, 1);
    make(&file, NEW_HASHED);
    holds(true, 2);
    fs::write(&file, "cut").unwrap();
    holds(false, 3);
}
