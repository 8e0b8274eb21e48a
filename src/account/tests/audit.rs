//! One line a response, and nothing that was typed in any line.
use super::*;
use crate::account::audit::TARGET;
use crate::directory::PpolicyError;
use serde_json::{Value, json};
use std::fs;
use tempfile::NamedTempFile;
use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing::{Dispatch, Level};
use tracing_subscriber::fmt::format::FmtSpan;

/// Every event and span of this thread, at any level, as one line of JSON.
pub(super) struct Log {
    file: NamedTempFile,
    /// With a single subscriber, the first thread at a call site decides for all threads whether it is wanted.
    _another: Dispatch,
}

impl Log {
    pub(super) fn start() -> (Self, DefaultGuard) {
        let file = NamedTempFile::new().unwrap();
        let lines = tracing_subscriber::fmt().json().without_time().with_max_level(Level::TRACE);
        let lines = lines.with_span_events(FmtSpan::FULL).with_writer(file.reopen().unwrap());
        let log = Self { file, _another: Dispatch::new(NoSubscriber::new()) };
        (log, tracing::subscriber::set_default(lines.finish()))
    }

    pub(super) fn lines(&self) -> Vec<Value> {
        let events = self.text();
        let events = events.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        events.filter(|event| event["target"] == TARGET).map(|mut event| event["fields"].take()).collect()
    }

    pub(super) fn text(&self) -> String {
        fs::read_to_string(self.file.path()).unwrap()
    }
}

fn fields<const N: usize>(line: &Value, names: [&str; N]) -> Value {
    names.iter().map(|name| line[name].clone()).collect()
}

async fn audited(directory: ScriptedDirectory, request: Request) -> (Response, Value) {
    let (log, _guard) = Log::start();
    let services = services(&Arc::new(directory));
    let response = submit(&services, request, &services.open_session("10.0.0.7\nforged")).await;
    let mut lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    (response, lines.remove(0))
}

#[tokio::test(start_paused = true)]
async fn success_has_its_line() {
    let (response, line) = audited(directory().accepting(), change()).await;
    assert_eq!(line["reference"], response.reference.as_str());
    let told = fields(&line, ["use_case", "code", "source", "duration"]);
    assert_eq!(told, json!(["change", "MDP-200", "10.0.0.7?forged", "<1s"]));
    assert_eq!(line["login"].as_str().unwrap().len(), 16);
    for absent in ["cause", "result_code", "ppolicy", "ad_code"] {
        assert_eq!(line.get(absent), None);
    }
}

#[tokio::test(start_paused = true)]
async fn line_tells_evidence_and_cancellation() {
    let (log, _guard) = Log::start();
    let (_, services, peer) = start(directory().accepting());
    let submit = async |request| submit(&services, request, &peer).await;
    submit(change()).await;
    let answer = CaptchaAnswer { id: captcha(&services, &peer).id, typed: "00000".into() };
    submit(answering(change(), answer)).await;
    assert!(tokio::time::timeout(DELAY / 2, submit(delayed_change("jdupont"))).await.is_err());
    submit(delayed_change("jdupont")).await;
    let lines = log.lines();
    let found: Vec<_> = lines.iter().map(|line| (line["evidence"].as_str(), line["code"].as_str())).collect();
    let codes = ["MDP-410", "MDP-410", "MDP-413", "MDP-200"].map(Some);
    let evidence = ["none", "image", "wait", "wait"].map(Some);
    assert_eq!(found, evidence.into_iter().zip(codes).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn refusal_has_codes_of_server() {
    let ppolicy = Some(PpolicyError::PasswordInHistory);
    let answer = ServerAnswer { result_code: 19, ppolicy, ad_code: Some(0x52d) };
    let refused = WriteAnswer::Refused(Refusal { reason: RefusalReason::InHistory, answer });
    let (_, line) = audited(directory().write(refused), reset()).await;
    let told = fields(&line, ["use_case", "code", "cause", "result_code", "ppolicy", "ad_code"]);
    assert_eq!(told, json!(["reset", "MDP-434", "write-refused", 19, 8, "0000052d"]));
}

#[tokio::test(start_paused = true)]
async fn line_has_the_reminder() {
    let grace = Validity { grace_left: Some(2), ..Validity::default() };
    let expired = directory().binds([Ok(PasswordCheck::Accepted(grace))]).refuses(RefusalReason::InHistory);
    let (_, line) = audited(expired, change()).await;
    assert_eq!(fields(&line, ["code", "reminder"]), json!(["MDP-434", "grace:2"]));
    let (_, line) = audited(directory().accepting(), change()).await;
    assert_eq!(line.get("reminder"), None);
}

#[tokio::test(start_paused = true)]
async fn line_tells_code_and_cause() {
    let unknown = || directory().located(LookupResult::None);
    let binds = |check| directory().binds([Ok(check)]);
    let closed = NoReset::Closed;
    for (directory, request, code, cause) in [
        (unknown().binds([Ok(PasswordCheck::Wrong)]), change(), 420, "unknown-login"),
        (unknown(), reset(), 420, "unknown-login"),
        (directory().located(LookupResult::Several), reset(), 420, "several-entries"),
        (binds(PasswordCheck::Wrong), change(), 420, "wrong-password"),
        (binds(PasswordCheck::Locked), change(), 420, "locked-at-bind"),
        (directory().identity(Ok(IdentityProof::Wrong)), reset(), 420, "wrong-identity"),
        (
            directory().not_resettable(closed(Closed::ByAdministrator)),
            reset(),
            440,
            "closed-by-administrator",
        ),
        (directory().not_resettable(closed(Closed::OutsideItsDates)), reset(), 440, "outside-its-dates"),
        (directory().not_resettable(closed(Closed::Inactive)), reset(), 440, "inactive"),
        (directory().not_resettable(NoReset::ChangeForbidden), reset(), 437, "change-forbidden"),
        (directory(), change_to("", NEW), 420, "empty-password"),
        (directory().locate_fails(DirectoryError::Unreachable), change(), 503, "unreachable"),
        (directory().bind_acts([Act::Panic]), change(), 500, "panic"),
    ] {
        let (_, line) = audited(directory, request).await;
        assert_eq!(fields(&line, ["code", "cause"]), json!([format!("MDP-{code}"), cause]));
        assert!(code != 420 || line["duration"] == "1-3s", "{line}");
    }
}

#[tokio::test(start_paused = true)]
async fn request_without_session_has_its_line() {
    let (log, _guard) = Log::start();
    let slow = ScriptedDirectory { delay: Duration::from_secs(5), ..directory() };
    let services = services(&Arc::new(slow.binds([Ok(PasswordCheck::Wrong)])));
    let peer = services.open_session("tty1");
    assert!(tokio::time::timeout(Duration::from_secs(1), submit(&services, change(), &peer)).await.is_err());
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(log.lines().len(), 1);
}

/// Whole sessions: wrong captcha, weak password, wrong proofs, then a success, a refusal, a lost connection.
#[tokio::test(start_paused = true)]
async fn log_holds_no_secret() {
    let (log, _guard) = Log::start();
    let mut typed = Vec::new();
    for directory in
        [directory(), directory().refuses(RefusalReason::Quality), directory().disconnects().stamps([MOVED])]
    {
        let binds =
            [Ok(PasswordCheck::Wrong), Ok(ACCEPTED), Ok(ACCEPTED), Ok(PasswordCheck::Wrong), Ok(ACCEPTED)];
        let (_, services, peer) = start(directory.binds(binds));
        for (request, mistake) in [
            (change(), "X"),
            (change_to(CURRENT, "Password-123"), ""),
            (change_to("Faux-Mot-de-passe-1", NEW), ""),
            (change(), ""),
            (reset(), ""),
        ] {
            let mut answer = captcha(&services, &peer);
            answer.typed += mistake;
            typed.push(answer.typed.clone());
            submit(&services, answering(request, answer), &peer).await;
        }
    }
    let lines = log.lines();
    let codes: Vec<&str> = lines.iter().map(|line| line["code"].as_str().unwrap()).collect();
    let expected = [410, 430, 420, 200, 452, 410, 430, 420, 433, 433, 410, 430, 420, 201, 452];
    assert_eq!(codes, expected.map(|code| format!("MDP-{code}")));
    typed.extend([CURRENT, NEW, "Faux-Mot-de-passe-1", "Password-123", NUMEN].map(str::to_owned));
    typed.extend([BIRTH_DATE, "19750714", ENTRY, "ou=", "jdupont", "Jeanne", "Dupont"].map(str::to_owned));
    // A pseudonym is random, and may look like anything.
    let pseudonyms = lines.iter().map(|line| line["login"].as_str().unwrap());
    let log = pseudonyms.fold(log.text(), |log, pseudonym| log.replace(pseudonym, "…")).to_lowercase();
    for secret in typed {
        assert!(!log.contains(&secret.to_lowercase()), "{secret} stands in the log:\n{log}");
    }
}
