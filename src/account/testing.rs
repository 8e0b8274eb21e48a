//! A scripted directory that keeps what it was asked, and what the tests put around it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, sleep_until};

use crate::assembly;
use crate::captcha::PictureForm;
use crate::config::{CaptchaMode, Config};
use crate::directory::{
    AccountStatus, Closed, Directory, DirectoryError, EntryDn, IdentityProof, LookupResult, NoReset,
    OpenAccount, PasswordCheck, PasswordVerification, Person, Refusal, RefusalReason, ServerAnswer, ServerId,
    Stamp, StampReading, TriesLeft, Validity, VerifiedConnection, WriteAnswer, WriteConnection, Written,
};
use crate::identity::{BirthDate, ExternalShape, Login, LoginShape, PersonNumber};
use crate::password::SecretText;
pub(crate) use crate::password::testing::secret;

use super::{
    Caller, CaptchaAnswer, CaptchaEvidence, ChangeRequest, Peer, Request, ResetRequest, Response, Services,
};

pub const CURRENT: &str = "Ancien-Mdp-2026";
pub const NEW: &str = "Vole!Corneille-84-sur-Garonne";
pub const NUMEN: &str = "16E9912345ABC";
pub const BIRTH_DATE: &str = "14/07/1975";
pub const ENTRY: &str = "uid=jdupont,ou=personnels,dc=ac-exemple,dc=fr";
pub const DECOY: &str = "uid=nobody";
pub const ACCEPTED: PasswordCheck =
    PasswordCheck::Accepted(Validity { must_change: false, expires_in: None, grace_left: None });
pub const BEFORE: StampReading = StampReading::At(Stamp(20_260_101_000_000));
pub const MOVED: StampReading = StampReading::At(Stamp(20_261_129_153_157));
pub const REFUSAL_TIME: Duration = Duration::from_millis(1500);
/// The default of the configuration.
pub const DELAY: Duration = Duration::from_secs(60);

/// One exchange, as the directory saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    Locate(String),
    Bind(&'static str, String),
    /// The stamp was read after the write.
    Stamp,
    /// The policy was read.
    TriesLeft,
    /// The failures of an entry were read.
    BearsFailure(&'static str),
    VerifyIdentity(&'static str),
    /// The check before it, the current password, the new one.
    Change(PasswordCheck, String, String),
    Reset(String),
}

/// The directory's reaction to one question.
#[derive(Debug, Clone)]
pub enum Act<T> {
    Answer(T),
    Panic,
}

pub type Bind = Result<PasswordCheck, DirectoryError>;
pub type Identity = Result<IdentityProof, DirectoryError>;

/// Both proofs are right, and the account is open.
pub fn identified() -> IdentityProof {
    IdentityProof::Right(Ok(OpenAccount::assumed()))
}

/// The directory's answer to a write, and its delay; `None`: it never answers.
pub type WriteEnd = Option<(Duration, WriteAnswer)>;

pub struct ScriptedDirectory {
    pub located: Result<LookupResult, DirectoryError>,
    pub binds: Mutex<VecDeque<Act<Bind>>>,
    pub identity: Identity,
    pub write: Act<WriteEnd>,
    /// The stamps after the write; the last one stays.
    pub stamps: Mutex<VecDeque<StampReading>>,
    pub tries_left: TriesLeft,
    /// Whether the account bears a second wrong password.
    pub bears_failure: bool,
    pub offers_reset: bool,
    pub delay: Duration,
    /// A write waits for it.
    pub gate: Option<Arc<Notify>>,
    pub calls: Mutex<Vec<Call>>,
}

pub fn person() -> Person {
    Person {
        entry: EntryDn::returned(ENTRY.to_owned()),
        account: AccountStatus::default(),
        names: vec!["Jeanne".to_owned(), "Dupont".to_owned()],
        stamp: BEFORE,
        changed_at: None,
        server: ServerId(0),
    }
}

/// A directory that finds the person, verifies their identity and writes, and has no answer for a bind.
pub fn directory() -> ScriptedDirectory {
    ScriptedDirectory {
        located: Ok(LookupResult::One(person())),
        binds: Mutex::default(),
        identity: Ok(identified()),
        write: Act::Answer(Some((Duration::ZERO, WriteAnswer::Accepted))),
        stamps: Mutex::new([BEFORE].into()),
        tries_left: TriesLeft::Unknown,
        bears_failure: false,
        offers_reset: true,
        delay: Duration::ZERO,
        gate: None,
        calls: Mutex::default(),
    }
}

impl ScriptedDirectory {
    pub fn binds(self, binds: impl IntoIterator<Item = Bind>) -> Self {
        self.bind_acts(binds.into_iter().map(Act::Answer))
    }

    pub fn bind_acts(mut self, acts: impl IntoIterator<Item = Act<Bind>>) -> Self {
        self.binds = Mutex::new(acts.into_iter().collect());
        self
    }

    pub fn accepting(self) -> Self {
        self.binds([Ok(ACCEPTED), Ok(ACCEPTED)])
    }

    pub fn located(mut self, located: LookupResult) -> Self {
        self.located = Ok(located);
        self
    }

    pub fn locate_fails(mut self, error: DirectoryError) -> Self {
        self.located = Err(error);
        self
    }

    /// An account that the search shows as closed.
    pub fn closed(self, closed: Closed) -> Self {
        let account = AccountStatus { closed: Some(closed) };
        self.located(LookupResult::One(Person { account, ..person() }))
    }

    /// A right identity, whose account may not be reset.
    pub fn not_resettable(self, no_reset: NoReset) -> Self {
        self.identity(Ok(IdentityProof::Right(Err(no_reset))))
    }

    pub fn identity(mut self, identity: Identity) -> Self {
        self.identity = identity;
        self
    }

    /// The write is answered so, at once.
    pub fn write(self, answer: WriteAnswer) -> Self {
        self.write_after(Duration::ZERO, answer)
    }

    pub fn write_after(mut self, delay: Duration, answer: WriteAnswer) -> Self {
        self.write = Act::Answer(Some((delay, answer)));
        self
    }

    /// The write has no answer, and the connection holds.
    pub fn silent(mut self) -> Self {
        self.write = Act::Answer(None);
        self
    }

    pub fn stamps(mut self, stamps: impl IntoIterator<Item = StampReading>) -> Self {
        self.stamps = Mutex::new(stamps.into_iter().collect());
        self
    }

    pub fn refuses(self, reason: RefusalReason) -> Self {
        self.write(WriteAnswer::Refused(Refusal { reason, answer: ServerAnswer::default() }))
    }

    pub fn disconnects(self) -> Self {
        self.write(WriteAnswer::Lost(DirectoryError::Interrupted))
    }

    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }

    async fn asked(&self, call: Call) {
        self.calls.lock().unwrap().push(call);
        sleep(self.delay).await;
    }

    async fn bind(&self, entry: &'static str, password: &SecretText) -> Bind {
        self.asked(Call::Bind(entry, password.expose().to_owned())).await;
        let next = self.binds.lock().unwrap().pop_front();
        // A bind that the test did not script shows in the calls.
        next.map_or(Err(DirectoryError::Broken), act)
    }

    async fn written(&self) -> Written<'_> {
        if let Some(gate) = &self.gate {
            gate.notified().await;
        }
        let end = act(self.write.clone());
        let at = end.as_ref().map(|(delay, _)| Instant::now() + *delay);
        let connection =
            Box::new(ScriptedWrite { directory: self, at, answer: end.map(|(_, answer)| answer) });
        match connection.answer.clone().filter(|_| at.is_some_and(|at| at <= Instant::now())) {
            None => Written::Unanswered(DirectoryError::Timeout, connection),
            Some(WriteAnswer::Accepted) => Written::Accepted(connection),
            Some(WriteAnswer::Refused(refusal)) => Written::Refused(refusal),
            Some(WriteAnswer::NothingWritten(error)) => Written::Nothing(error),
            Some(WriteAnswer::Lost(error)) => Written::Unanswered(error, connection),
        }
    }
}

/// The connection of a verified person.
struct ScriptedConnection<'a>(&'a ScriptedDirectory, PasswordCheck);

#[async_trait]
impl<'a> VerifiedConnection<'a> for ScriptedConnection<'a> {
    async fn change(self: Box<Self>, current: &SecretText, new: &SecretText) -> Written<'a> {
        let Self(directory, check) = *self;
        let (current, new) = (current.expose().to_owned(), new.expose().to_owned());
        directory.asked(Call::Change(check, current, new)).await;
        directory.written().await
    }
}

struct ScriptedWrite<'a> {
    directory: &'a ScriptedDirectory,
    at: Option<Instant>,
    answer: Option<WriteAnswer>,
}

#[async_trait]
impl WriteConnection for ScriptedWrite<'_> {
    async fn answer(&mut self) -> WriteAnswer {
        match (self.at, &self.answer) {
            (Some(at), Some(answer)) => {
                sleep_until(at).await;
                answer.clone()
            }
            _ => std::future::pending().await,
        }
    }

    async fn stamp(&mut self) -> StampReading {
        self.directory.asked(Call::Stamp).await;
        let mut stamps = self.directory.stamps.lock().unwrap();
        let now = stamps.front().copied().unwrap_or(StampReading::Unreadable);
        if stamps.len() > 1 {
            stamps.pop_front();
        }
        now
    }

    async fn verify(&mut self, new: &SecretText) -> Bind {
        self.directory.bind(ENTRY, new).await
    }

    async fn tries_left(&mut self) -> TriesLeft {
        self.directory.asked(Call::TriesLeft).await;
        self.directory.tries_left
    }
}

fn act<T>(act: Act<T>) -> T {
    match act {
        Act::Answer(answer) => answer,
        Act::Panic => panic!("the client breaks"),
    }
}

fn entry(person: &Person) -> &'static str {
    if person.entry.as_str() == ENTRY { ENTRY } else { DECOY }
}

#[async_trait]
impl Directory for ScriptedDirectory {
    fn offers_reset(&self) -> bool {
        self.offers_reset
    }

    async fn locate(&self, login: &Login) -> Result<LookupResult, DirectoryError> {
        self.asked(Call::Locate(login.as_str().to_owned())).await;
        self.located.clone()
    }

    fn decoy_entry(&self) -> Person {
        Person { entry: EntryDn::returned(DECOY.to_owned()), ..person() }
    }

    async fn verify_password<'directory>(
        &'directory self,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordVerification<'directory>, DirectoryError> {
        let check = self.bind(entry(person), password).await?;
        Ok(PasswordVerification { check, connection: Box::new(ScriptedConnection(self, check)) })
    }

    async fn bears_failure(&self, person: &Person) -> bool {
        self.asked(Call::BearsFailure(entry(person))).await;
        self.bears_failure
    }

    async fn verify_identity(&self, person: &Person, _: &PersonNumber, _: &BirthDate) -> Identity {
        self.asked(Call::VerifyIdentity(entry(person))).await;
        self.identity.clone()
    }

    async fn reset<'directory>(
        &'directory self,
        person: &Person,
        _: OpenAccount,
        new: &SecretText,
    ) -> Written<'directory> {
        assert_eq!(entry(person), ENTRY);
        self.asked(Call::Reset(new.expose().to_owned())).await;
        self.written().await
    }
}

/// Services without a captcha.
pub fn services(directory: &Arc<ScriptedDirectory>) -> Arc<Services> {
    services_with(directory, |config| config.captcha.mode = CaptchaMode::Never)
}

/// Services that disclose the answers of captchas.
pub fn services_with(directory: &Arc<ScriptedDirectory>, alter: impl FnOnce(&mut Config)) -> Arc<Services> {
    let config = assembly::testing::config_with(alter);
    assembly::testing::assembly(&config, Arc::clone(directory) as _).services().unwrap()
}

/// Submits a request that is not cancelled.
pub async fn submit(services: &Arc<Services>, request: Request, peer: &Peer) -> Response {
    services.submit(request, peer, Caller::default()).await
}

pub fn captcha(services: &Services, peer: &Peer) -> CaptchaAnswer {
    let (challenge, disclosed) = services.issue_captcha(PictureForm::Quadrants, peer).unwrap().unwrap();
    CaptchaAnswer { id: challenge.id, typed: disclosed.unwrap() }
}

pub fn change_of(login: &str, current: &str, new: &str, evidence: CaptchaEvidence) -> Request {
    let login = Login::parse(login, &LoginShape::default()).unwrap();
    Request::Change(ChangeRequest { login, current: secret(current), new: secret(new), evidence })
}

pub fn change_to(current: &str, new: &str) -> Request {
    change_of("jdupont", current, new, CaptchaEvidence::NotRequired)
}

pub fn change() -> Request {
    change_to(CURRENT, NEW)
}

/// A change of that login's password, delayed instead of a captcha.
pub fn delayed_change(login: &str) -> Request {
    change_of(login, CURRENT, NEW, CaptchaEvidence::Delay)
}

pub fn reset_to(new: &str) -> Request {
    let shape = ExternalShape::new("[0-9A-Z-]{4,20}").unwrap();
    Request::Reset(ResetRequest {
        login: Login::parse("jdupont", &LoginShape::default()).unwrap(),
        number: PersonNumber::parse(&secret(NUMEN), &shape).unwrap(),
        birth_date: BirthDate::parse(&secret(BIRTH_DATE), jiff::civil::date(2026, 11, 24)).unwrap(),
        new: secret(new),
        evidence: CaptchaEvidence::NotRequired,
    })
}

pub fn reset() -> Request {
    reset_to(NEW)
}

pub fn answering(mut request: Request, answer: CaptchaAnswer) -> Request {
    match &mut request {
        Request::Change(request) => request.evidence = CaptchaEvidence::Answer(answer),
        Request::Reset(request) => request.evidence = CaptchaEvidence::Answer(answer),
    }
    request
}
