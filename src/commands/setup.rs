//! From the configuration to the use cases.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::account::{Admission, Audit, BreachList, ServiceRules, Services};
use crate::app::Settings;
use crate::cli::GlobalOptions;
use crate::config::{self, CREDENTIALS_VARIABLE, Config, ENVIRONMENT_VARIABLE, SecretFileError, read_secret};
use crate::directory::Directory;
use crate::directory::ldap::{LdapDirectory, ServiceAccount, SetupError};
use crate::i18n::Text;
use crate::i18n::keys::command_line as words;
use crate::identity::ExternalShape;
use crate::password::{Policy, WordList};
use crate::session::AppContext;
use crate::telemetry::{self, TelemetryError};

use super::breach;
use super::failure::Failure;

/// Bytes of the longest list of words: some millions of them.
const LONGEST_LIST: u64 = 64 << 20;

/// The configuration in use.
pub(super) fn configuration(common: &GlobalOptions) -> Result<Config, Failure> {
    let path = config::path_in_use(common.config.as_deref(), std::env::var_os(ENVIRONMENT_VARIABLE));
    Ok(Config::load(&path)?)
}

/// The directory of the configuration, as its service account.
pub(super) fn directory(config: &Config) -> Result<LdapDirectory, Failure> {
    let service = config.directory.service.as_ref().map(service_account).transpose();
    client(config, service.map_err(|(fault, path)| Failure::usage(fault.text(&path)))?)
}

/// What a visit stands on: the directory, and the audit.
///
/// In the hands of an ordinary user, who may not read the service's password, it is the directory without a
/// service account: « le modifier » only. That user cannot write an audit that anyone would believe either; the
/// directory's own log has the change.
pub(super) fn directory_and_audit(config: &Config) -> Result<LdapDirectory, Failure> {
    let installed = telemetry::install(&config.audit);
    match config.directory.service.as_ref().map(service_account).transpose() {
        Ok(service) => {
            installed.map_err(|fault| Failure::usage(fault.text()))?;
            client(config, service)
        }
        Err((SecretFileError::Unreadable(ErrorKind::PermissionDenied), _)) => match installed {
            Ok(_) | Err(TelemetryError::Unwritable(_, ErrorKind::PermissionDenied)) => client(config, None),
            Err(fault) => Err(Failure::usage(fault.text())),
        },
        Err((fault, path)) => Err(Failure::usage(fault.text(&path))),
    }
}

fn client(config: &Config, service: Option<ServiceAccount>) -> Result<LdapDirectory, Failure> {
    LdapDirectory::new(&config.directory, &config.identity, service)
        .map_err(|fault| Failure::usage(setup_text(&fault)))
}

/// What the administrator is told of a directory that cannot work as configured.
fn setup_text(fault: &SetupError) -> Text {
    match fault {
        SetupError::Authorities { path, cause } => Text::from(words::DIRECTORY_AUTHORITIES)
            .word("file", path.display().to_string())
            .word("cause", cause),
        SetupError::NoSystemAuthority => words::DIRECTORY_NO_AUTHORITY.into(),
        SetupError::UnsupportedKind => words::DIRECTORY_KIND.into(),
        SetupError::NoServer
        | SetupError::Url { .. }
        | SetupError::Tls(_)
        | SetupError::Filter { .. }
        | SetupError::Empty { .. } => Text::from(words::DIRECTORY_SETUP).word("cause", fault.to_string()),
    }
}

fn service_account(service: &config::ServiceSection) -> Result<ServiceAccount, (SecretFileError, PathBuf)> {
    let credentials = std::env::var_os(CREDENTIALS_VARIABLE).map(PathBuf::from);
    let password = read_secret(&service.password_file, credentials.as_deref())
        .map_err(|fault| (fault, service.password_file.clone()))?;
    Ok(ServiceAccount { dn: service.dn.clone(), password })
}

/// The rules of a configuration, with the words of their list.
pub(super) fn policy(policy: &Policy) -> Result<Policy, Failure> {
    let Some(file) = &policy.words_file else { return Ok(policy.clone()) };
    let unreadable = |cause: io::Error| {
        let text = Text::from(words::WORDS_FILE_UNREADABLE).word("file", file.display().to_string());
        Failure::usage(text.word("cause", cause.kind().to_string()))
    };
    let mut list = String::new();
    let read = File::open(file).and_then(|opened| opened.take(LONGEST_LIST + 1).read_to_string(&mut list));
    if read.map_err(unreadable)? as u64 > LONGEST_LIST {
        return Err(unreadable(ErrorKind::FileTooLarge.into()));
    }
    Ok(Policy { words: WordList::parse(&list), ..policy.clone() })
}

/// How far the terminals of a app are, as it is known before the first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkSpeed {
    /// On this machine.
    Near,
    /// Maybe at the end of a slow line: nothing large goes out before it is needed.
    Far,
    /// On a slow line: a judgement must not be on its way when the next key comes.
    Slow,
}

/// Longer than between two keys of whoever types five a second.
const SLOW_TYPING_PAUSE: Duration = Duration::from_millis(600);

/// The use cases over a directory, and what a visit needs to know of the configuration.
pub(super) fn app(
    directory: Arc<dyn Directory>,
    config: &Config,
    discloses_captchas: bool,
    link_speed: LinkSpeed,
) -> Result<AppContext, Failure> {
    let admission = Admission::open(&config.captcha).map_err(|_| Failure::failed(words::NO_CAPTCHA))?;
    let admission = if discloses_captchas { admission.with_disclosed_answers() } else { admission };
    let policy = policy(&config.policy)?;
    let rules = ServiceRules {
        policy: policy.clone(),
        breached: breached(&config.breach)?,
        organisation_words: vec![config.interface.organisation.clone()],
        refusal_time: config.session.refusal_time,
        effective_within: config.interface.effective_within,
    };
    let audit = Audit::new().map_err(|_| Failure::failed(words::NO_RANDOMNESS))?;
    let services = Services::new(directory, rules, admission, audit);
    let settings = settings(config, policy, services.offers_reset(), link_speed)?;
    Ok(AppContext::new(services, settings))
}

/// The list of breached passwords. Without it, the configuration may refuse to start.
fn breached(settings: &config::BreachSection) -> Result<Option<Arc<BreachList>>, Failure> {
    BreachList::open(settings).map_err(|fault| {
        let file = settings.file.clone().unwrap_or_default();
        Failure::usage(breach::fault_text(fault, &file))
    })
}

/// Today, where this process is. Of the system's zone only the rules are wanted: to find its name, jiff walks
/// through every zone that there is, which takes longer than drawing the first screen.
fn today() -> Date {
    let rules = match std::env::var_os("TZ") {
        None => std::fs::read("/etc/localtime").ok(),
        Some(_) => None,
    };
    let zone = rules.and_then(|rules| TimeZone::tzif("localtime", &rules).ok());
    Timestamp::now().to_zoned_datetime(zone.unwrap_or_else(TimeZone::system)).date()
}

fn settings(
    config: &Config,
    policy: Policy,
    offers_reset: bool,
    link_speed: LinkSpeed,
) -> Result<Settings, Failure> {
    let external_shape = ExternalShape::new(&config.identity.external_number_shape)
        .map_err(|_| Failure::usage(words::EXPECTED_REGEX))?;
    Ok(Settings {
        organisation: config.interface.organisation.clone(),
        policy,
        external_shape,
        offers_reset,
        captcha: config.captcha.mode,
        captcha_ttl: config.captcha.ttl,
        delay_instead: config.captcha.delay_instead(),
        effective_within: config.interface.effective_within,
        idle_timeout: config.session.idle_timeout,
        absolute_timeout: config.session.absolute_timeout,
        today: today(),
        typing_pause: match link_speed {
            LinkSpeed::Slow => config.session.typing_pause.max(SLOW_TYPING_PAUSE),
            LinkSpeed::Far | LinkSpeed::Near => config.session.typing_pause,
        },
        slow_line: link_speed != LinkSpeed::Near,
    })
}
