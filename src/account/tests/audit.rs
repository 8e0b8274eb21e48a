//! One line an response, and nothing in any line that was typed.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};

use crate::account::audit::TARGET;

use crate::account::testing::{
    ACCEPTED, Act, BIRTH_DATE, CURRENT, ENTRY, HOLD, NEW, NUMEN, ScriptedDirectory, WRITER, change,
    change_after_wait, change_to, guarded_services, reset, reset_to, services,
};
use crate::account::{CaptchaAnswer, Request, Response};
use crate::captcha::{Design, PictureForm};
use crate::directory::{
    DirectoryError, LookupResult, PasswordCheck, PpolicyError, Refusal, RefusalReason, ServerAnswer,
    WriteError,
};

/// All that is logged on this thread, at any level, as one object of fields an event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<Value>>>);

impl Log {
    fn start() -> (Self, DefaultGuard) {
        let log = Self::default();
        let guard = tracing::subscriber::set_default(log.clone());
        (log, guard)
    }

    /// The fields of the audit's events.
    fn lines(&self) -> Vec<Value> {
        self.0.lock().unwrap().iter().filter(|event| event["target"] == TARGET).cloned().collect()
    }

    fn text(&self) -> String {
        Value::from(self.0.lock().unwrap().clone()).to_string()
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(json!({}));
        span.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields(json!({}));
        values.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(json!({ "target": event.metadata().target() }));
        event.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields(Value);

impl Visit for Fields {
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0[field.name()] = value.into();
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0[field.name()] = value.into();
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0[field.name()] = format!("{value:?}").into();
    }
}

/// How `request` ends, and its audit line.
async fn audited(directory: ScriptedDirectory, request: Request) -> (Response, Value) {
    let (log, _guard) = Log::start();
    let services = services(&Arc::new(directory));
    let response = services.submit(request, &services.open_session("10.0.0.7\nforged")).await;
    let mut lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    (response, lines.remove(0))
}

#[tokio::test(start_paused = true)]
async fn a_success_has_its_line() {
    let (response, line) =
        audited(ScriptedDirectory::default().binds([Ok(ACCEPTED), Ok(ACCEPTED)]), change()).await;
    assert_eq!(line["reference"], response.reference.as_str());
    assert_eq!(line["use_case"], "change");
    assert_eq!(line["code"], "MDP-200");
    assert_eq!(line["source"], "10.0.0.7?forged");
    assert_eq!(line["duration"], "<1s");
    assert_eq!(line["login"].as_str().unwrap().len(), 16);
    for absent in ["cause", "result_code", "ppolicy", "ad_code"] {
        assert_eq!(line.get(absent), None);
    }
}

#[tokio::test(start_paused = true)]
async fn the_line_says_what_stood_for_a_human_and_that_a_wait_was_given_up() {
    let (log, _guard) = Log::start();
    let directory = Arc::new(ScriptedDirectory::default().binds([Ok(ACCEPTED), Ok(ACCEPTED)]));
    let services = guarded_services(&directory);
    let peer = services.open_session("tty1");
    services.submit(change(), &peer).await;
    let drawn = services.issue_captcha(Design::Plain, PictureForm::HalfBlocks, &peer);
    let answer = CaptchaAnswer { id: drawn.unwrap().unwrap().0.id, typed: "00000".into() };
    services.submit(change_to(CURRENT, NEW, Some(answer)), &peer).await;
    let left = tokio::time::timeout(HOLD / 2, services.submit(change_after_wait("jdupont"), &peer));
    assert!(left.await.is_err());
    services.submit(change_after_wait("jdupont"), &peer).await;
    services.submit(change_after_wait("jdupont"), &peer).await;
    let lines = log.lines();
    let said: Vec<_> = lines.iter().map(|line| (line["humanity"].as_str(), line["code"].as_str())).collect();
    let expected = [
        ("none", "MDP-410"),
        ("image", "MDP-410"),
        ("wait", "MDP-413"),
        ("wait", "MDP-200"),
        ("wait", "MDP-412"),
    ];
    assert_eq!(said, expected.map(|(evidence, code)| (Some(evidence), Some(code))));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_has_the_codes_of_the_server() {
    let answer = ServerAnswer {
        result_code: 19,
        ppolicy: Some(PpolicyError::PasswordInHistory),
        ad_code: Some(0x52d),
    };
    let refused = WriteError::Refused(Refusal { reason: RefusalReason::InHistory, answer });
    let (_, line) = audited(ScriptedDirectory::default().write(Err(refused)), reset()).await;
    assert_eq!(line["use_case"], "reset");
    assert_eq!(
        [&line["code"], &line["cause"], &line["result_code"], &line["ppolicy"], &line["ad_code"]],
        [&Value::from("MDP-434"), &"write-refused".into(), &19.into(), &8.into(), &"0000052d".into()]
    );
}

#[tokio::test(start_paused = true)]
async fn the_line_says_why_where_the_person_is_not_told() {
    let unknown = || ScriptedDirectory::default().located(LookupResult::None);
    let several = || ScriptedDirectory::default().located(LookupResult::Several);
    let wrong_identity = ScriptedDirectory { identity: Ok(false), ..ScriptedDirectory::default() };
    let says = |check| ScriptedDirectory::default().binds([Ok(check)]);
    for (directory, request, cause) in [
        (unknown().binds([Ok(PasswordCheck::Wrong)]), change(), "unknown-login"),
        (unknown(), reset(), "unknown-login"),
        (several(), reset(), "several-entries"),
        (says(PasswordCheck::Wrong), change(), "wrong-password"),
        (says(PasswordCheck::Locked), change(), "locked-at-bind"),
        (wrong_identity, reset(), "wrong-identity"),
        (ScriptedDirectory::default(), change_to("", NEW, None), "empty-password"),
    ] {
        let (_, line) = audited(directory, request).await;
        assert_eq!((&line["code"], &line["cause"]), (&Value::from("MDP-420"), &Value::from(cause)));
        assert_eq!(line["duration"], "1-3s");
    }
}

#[tokio::test(start_paused = true)]
async fn faults_and_panics_have_their_line_too() {
    let down =
        ScriptedDirectory { located: Err(DirectoryError::Unreachable), ..ScriptedDirectory::default() };
    let (_, line) = audited(down, change()).await;
    assert_eq!((&line["code"], &line["cause"]), (&Value::from("MDP-503"), &Value::from("unreachable")));

    let broken = ScriptedDirectory::default();
    *broken.binds.lock().unwrap() = [Act::Panic].into();
    let (_, line) = audited(broken, change()).await;
    assert_eq!((&line["code"], &line["cause"]), (&Value::from("MDP-500"), &Value::from("panic")));
}

#[tokio::test(start_paused = true)]
async fn a_request_whose_session_is_gone_has_its_line() {
    let (log, _guard) = Log::start();
    let slow = ScriptedDirectory { delay: Duration::from_secs(5), ..ScriptedDirectory::default() };
    let services = services(&Arc::new(slow.binds([Ok(PasswordCheck::Wrong)])));
    let peer = services.open_session("tty1");
    let session = tokio::time::timeout(Duration::from_secs(1), services.submit(change(), &peer));
    assert!(session.await.is_err());
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(log.lines().len(), 1);
}

/// Whole visits: wrong captcha, weak password, wrong proofs, then a success, a refusal, a cut.
#[tokio::test(start_paused = true)]
async fn nothing_typed_and_no_name_of_the_directory_is_in_the_log() {
    let (log, _guard) = Log::start();
    let mut typed = Vec::new();
    let refusal = Refusal { reason: RefusalReason::Quality, answer: ServerAnswer::default() };
    for write in [
        Ok(()),
        Err(WriteError::Refused(refusal)),
        Err(WriteError::Unknown(DirectoryError::Interrupted, WRITER)),
    ] {
        let binds =
            [Ok(PasswordCheck::Wrong), Ok(ACCEPTED), Ok(ACCEPTED), Ok(PasswordCheck::Wrong), Ok(ACCEPTED)];
        let services = guarded_services(&Arc::new(ScriptedDirectory::default().binds(binds).write(write)));
        let peer = services.open_session("tty1");
        let mut copied = |mistake: &str| {
            let drawn = services.issue_captcha(Design::Plain, PictureForm::HalfBlocks, &peer);
            let (challenge, disclosed) = drawn.unwrap().unwrap();
            let answer = CaptchaAnswer { id: challenge.id, typed: disclosed.unwrap() + mistake };
            typed.push(answer.typed.clone());
            Some(answer)
        };
        services.submit(change_to(CURRENT, NEW, copied("X")), &peer).await;
        services.submit(change_to(CURRENT, "Password-123", copied("")), &peer).await;
        services.submit(change_to("Faux-Mot-de-passe-1", NEW, copied("")), &peer).await;
        services.submit(change_to(CURRENT, NEW, copied("")), &peer).await;
        services.submit(reset_to(NEW, copied("")), &peer).await;
    }
    let lines = log.lines();
    let codes: Vec<&str> = lines.iter().map(|line| line["code"].as_str().unwrap()).collect();
    let expected = [410, 430, 420, 200, 551, 410, 430, 420, 433, 433, 410, 430, 420, 201, 450];
    assert_eq!(codes, expected.map(|code| format!("MDP-{code}")));

    typed.extend([CURRENT, NEW, "Faux-Mot-de-passe-1", "Password-123", NUMEN].map(str::to_owned));
    typed.extend([BIRTH_DATE, "19750714", ENTRY, "ou=", "jdupont", "Jeanne", "Dupont"].map(str::to_owned));
    // A pseudonym is made by chance, and may look like anything.
    let pseudonyms = lines.iter().map(|line| line["login"].as_str().unwrap());
    let log = pseudonyms.fold(log.text(), |log, pseudonym| log.replace(pseudonym, "…")).to_lowercase();
    for secret in typed {
        assert!(!log.contains(&secret.to_lowercase()), "{secret} stands in the log:\n{log}");
    }
}
