//! Does the time of a refusal tell who exists? « Le redéfinir » with an unknown login, a wrong NUMEN and a wrong
//! birth date, many times each, over the embedded directory and over OpenLDAP where it is installed: the three
//! medians, and the largest difference between them.

#![allow(clippy::indexing_slicing, reason = "three sorts, three medians")]

#[path = "../../tests/support/mod.rs"]
mod support;

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use mamamia::account::{Caller, CaptchaEvidence, Outcome, Request, ResetRequest};
use mamamia::assembly::{self, Assembly, testing};
use mamamia::config::{CaptchaMode, DirectorySection, SessionSection};
use mamamia::demo::{EmbeddedDirectory, Options};
use mamamia::directory::ldap::LdapDirectory;
use mamamia::identity::{BirthDate, BirthDateFormat, ExternalShape, Login, LoginShape, PersonNumber};
use mamamia::password::SecretText;
use tokio::sync::Semaphore;

/// Tries of each sort.
const TRIES: usize = 50;
/// Tries under way at once: the whole ends within a minute.
const AT_ONCE: usize = 12;
/// The largest difference that is asked for.
const ASKED: Duration = Duration::from_millis(20);

/// A wrong proof, and the typed fields.
#[derive(Clone, Copy)]
struct Sort {
    wrong: &'static str,
    login: &'static str,
    number: &'static str,
    birth_date: &'static str,
}

const EMBEDDED: [Sort; 3] = [
    Sort { wrong: "unknown login", login: "inconnu", number: "16E9912345ABC", birth_date: "14/07/1975" },
    Sort { wrong: "wrong NUMEN", login: "jdupont", number: "16E9912345ABD", birth_date: "14/07/1975" },
    Sort { wrong: "wrong birth date", login: "jdupont", number: "16E9912345ABC", birth_date: "15/07/1975" },
];

const OPENLDAP: [Sort; 3] = [
    Sort { wrong: "unknown login", login: "inconnu", number: "75E8000001JKL", birth_date: "03/03/1983" },
    Sort { wrong: "wrong NUMEN", login: "essai01", number: "75E8000002JKL", birth_date: "03/03/1983" },
    Sort { wrong: "wrong birth date", login: "essai01", number: "75E8000001JKL", birth_date: "04/03/1983" },
];

#[tokio::main]
async fn main() -> Result<()> {
    let refusal_time = SessionSection::default().refusal_time;
    let mut equal = true;

    let embedded = EmbeddedDirectory::start(Options::default()).await?;
    let config = assembly::embedded_config(&embedded).map_err(|faults| anyhow!("{faults:?}"))?;
    let directory = assembly::embedded_directory(&embedded, &config).map_err(|fault| anyhow!("{fault:?}"))?;
    let directory = Arc::new(directory);
    equal &= measure("the embedded directory", &directory, EMBEDDED, refusal_time).await?;

    if let Some(slapd) = support::slapd::shared() {
        let settings =
            DirectorySection { ca_file: Some(slapd.authority()), ..support::settings(&[&slapd.ldaps()]) };
        let directory = Arc::new(support::directory(&settings, Some(support::SERVICE)));
        equal &= measure("OpenLDAP over TLS", &directory, OPENLDAP, refusal_time).await?;
    }
    ensure!(equal, "the time of a refusal tells who exists");
    Ok(())
}

/// Prints the medians as they are answered, then as they would be without the time at which refusals are
/// answered; whether the first ones are equal enough.
async fn measure(
    over: &str,
    directory: &Arc<LdapDirectory>,
    sorts: [Sort; 3],
    refusal_time: Duration,
) -> Result<bool> {
    let mut out = std::io::stdout();
    writeln!(out, "Refusals over {over}: medians of {TRIES} tries, in ms")?;
    let answered = medians(directory, sorts, refusal_time).await?;
    let bare = medians(directory, sorts, Duration::ZERO).await?;
    writeln!(out, "  {:20} {:>10} {:>24}", "", "answered", "without refusal_time")?;
    for ((sort, answered), bare) in sorts.iter().zip(answered).zip(bare) {
        writeln!(out, "  {:20} {:>10.2} {:>24.2}", sort.wrong, millis(answered), millis(bare))?;
    }
    let gap = spread(answered);
    writeln!(out, "  {:20} {:>10.2} {:>24.2}", "largest difference", millis(gap), millis(spread(bare)))?;
    writeln!(out, "  asked: less than {} ms\n", ASKED.as_millis())?;
    Ok(gap < ASKED)
}

/// The median of each sort. The sorts take turns, so that what else the machine does falls on all of them.
async fn medians(
    directory: &Arc<LdapDirectory>,
    sorts: [Sort; 3],
    refusal_time: Duration,
) -> Result<[Duration; 3]> {
    let config = testing::config_with(|config| {
        config.captcha.mode = CaptchaMode::Never;
        config.session.refusal_time = refusal_time;
    });
    let services = Assembly::of(&config, Arc::clone(directory) as _).services();
    let services = services.map_err(|fault| anyhow!("{fault:?}"))?;
    let peer = services.open_session("equal_times");
    // The first request of a process also asks what kind of server it is.
    services.submit(request(sorts[0])?, &peer, Caller::default()).await;

    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut tries = Vec::new();
    for turn in 0..TRIES * sorts.len() {
        let sort = turn % sorts.len();
        let request = request(sorts[sort])?;
        let (services, peer, places) = (Arc::clone(&services), peer.clone(), Arc::clone(&places));
        tries.push((
            sort,
            tokio::spawn(async move {
                let _place = places.acquire().await;
                let started = Instant::now();
                let response = services.submit(request, &peer, Caller::default()).await;
                (response.outcome, started.elapsed())
            }),
        ));
    }
    let mut times = [const { Vec::new() }; 3];
    for (sort, tried) in tries {
        let (outcome, time) = tried.await?;
        ensure!(outcome == Outcome::NotIdentified, "{}: {outcome:?}", sorts[sort].wrong);
        times[sort].push(time);
    }
    Ok(times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    }))
}

fn request(sort: Sort) -> Result<Request> {
    let fault = || format!("what is typed for: {}", sort.wrong);
    let shape = ExternalShape::new("[0-9A-Z-]{4,20}")?;
    Ok(Request::Reset(ResetRequest {
        login: Login::parse(sort.login, &LoginShape::default()).ok().with_context(fault)?,
        number: PersonNumber::parse(&secret(sort.number)?, &shape).ok().with_context(fault)?,
        birth_date: BirthDate::from_directory(sort.birth_date, BirthDateFormat::French)
            .with_context(fault)?,
        new: secret("pivot-Bruine8-lampadaire")?,
        evidence: CaptchaEvidence::NotRequired,
    }))
}

fn secret(text: &str) -> Result<SecretText> {
    SecretText::from_text(text).ok().context("a secret that cannot be typed")
}

fn spread(times: [Duration; 3]) -> Duration {
    let (least, most) = (times.iter().min(), times.iter().max());
    most.zip(least).map_or(Duration::ZERO, |(most, least)| *most - *least)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
