//! From the configuration to what the sessions of a process share.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::sync::Arc;

use crate::account::{Admission, Audit, BreachList, Judge, ServiceRules, Services};
use crate::app::ServiceSettings;
use crate::config::{Config, DirectorySection};
use crate::directory::Directory;
use crate::i18n::Shown;
use crate::identity::{ExternalShape, LoginShape};
use crate::password::{Policy, WordList};
use crate::session::AppContext;

use super::AssemblyError;
use super::announcement::announcement;
use super::origin::local_zone;

/// Bytes of the longest list of words: some millions of them.
const LONGEST_LIST: u64 = 64 << 20;

/// A configuration and a directory, to be put together.
pub struct Assembly<'config> {
    config: &'config Config,
    directory: Arc<dyn Directory>,
    discloses_captchas: bool,
}

impl<'config> Assembly<'config> {
    /// The product of that configuration, over that directory.
    #[must_use]
    pub fn of(config: &'config Config, directory: Arc<dyn Directory>) -> Self {
        Self { config, directory, discloses_captchas: false }
    }

    /// Every captcha comes with its answer: demonstration and tests.
    #[cfg(any(feature = "demo", test, feature = "test-support"))]
    #[must_use]
    pub fn disclosing_captchas(self, discloses_captchas: bool) -> Self {
        Self { discloses_captchas, ..self }
    }

    /// The use cases.
    ///
    /// # Errors
    /// A file that the configuration names cannot be used, or the system gives no randomness.
    pub fn services(self) -> Result<Arc<Services>, AssemblyError> {
        let admission = self.admission()?;
        let rules = ServiceRules {
            judge: Arc::new(judge(self.config)?),
            refusal_time: self.config.session.refusal_time,
            effective_within: self.config.interface.effective_within,
            questions_timeout: self.config.directory.connect_timeout
                + self.config.directory.operation_timeout,
            answer_timeout: self.config.directory.answer_timeout,
            replication_delay: self.config.directory.replication_delay.unwrap_or_default(),
            zone: local_zone(),
        };
        let audit = Audit::new().map_err(|_| AssemblyError::Randomness)?;
        Ok(Services::new(self.directory, rules, admission, audit))
    }

    /// The use cases, and the settings that a session needs.
    ///
    /// # Errors
    /// As [`services`](Self::services), or the configuration has a faulty expression.
    pub fn app(self) -> Result<AppContext, AssemblyError> {
        let config = self.config;
        let services = self.services()?;
        let judge = Arc::clone(&services.rules().judge);
        let settings = service_settings(config, judge, services.offers_reset())?;
        Ok(AppContext::new(services, settings))
    }

    fn admission(&self) -> Result<Admission, AssemblyError> {
        let admission = Admission::open(&self.config.captcha).map_err(|_| AssemblyError::Captcha)?;
        Ok(if self.discloses_captchas { admission.with_disclosed_answers() } else { admission })
    }
}

/// The judge of new passwords under a configuration, for sessions and for `policy try` alike.
///
/// # Errors
/// The list of words, or that of breached passwords where the configuration does not do without it, cannot be read.
pub fn judge(config: &Config) -> Result<Judge, AssemblyError> {
    let breach = &config.breach;
    let file = || breach.file.clone().unwrap_or_default();
    let breached = BreachList::open(breach).map_err(|error| AssemblyError::BreachList(error, file()))?;
    Ok(Judge::new(policy(&config.policy)?, breached, config.interface.organisation.clone()))
}

/// The policy of a configuration, with the words of its list.
///
/// # Errors
/// [`AssemblyError::WordsFile`]
pub(super) fn policy(policy: &Policy) -> Result<Policy, AssemblyError> {
    let Some(file) = &policy.words_file else { return Ok(policy.clone()) };
    let unreadable = |cause: io::Error| AssemblyError::WordsFile(cause.kind(), file.clone());
    let mut list = String::new();
    let read = File::open(file).and_then(|opened| opened.take(LONGEST_LIST + 1).read_to_string(&mut list));
    if read.map_err(unreadable)? as u64 > LONGEST_LIST {
        return Err(unreadable(ErrorKind::FileTooLarge.into()));
    }
    Ok(Policy { words: WordList::parse(&list), ..policy.clone() })
}

/// The shape of the logins of a directory.
///
/// # Errors
/// [`AssemblyError::LoginShape`]
pub fn login_shape(directory: &DirectorySection) -> Result<LoginShape, AssemblyError> {
    LoginShape::new(&directory.login_attribute, directory.login_pattern.as_deref())
        .map_err(|_| AssemblyError::LoginShape)
}

/// The settings of a configuration that the screens need.
pub(super) fn service_settings(
    config: &Config,
    judge: Arc<Judge>,
    offers_reset: bool,
) -> Result<Arc<ServiceSettings>, AssemblyError> {
    let external_shape = ExternalShape::new(&config.identity.external_number_shape)
        .map_err(|_| AssemblyError::ExternalShape)?;
    let login_shape = login_shape(&config.directory)?;
    Ok(Arc::new(ServiceSettings {
        organisation: Shown::of(&config.interface.organisation).into(),
        support: config.interface.support.as_deref().map(Shown::of),
        notice: announcement(config.interface.notice.as_deref())?,
        after_change: config.interface.after_change.as_deref().map(Shown::of),
        judge,
        login_shape,
        external_shape,
        offers_reset,
        captcha: config.captcha.mode,
        captcha_ttl: config.captcha.ttl,
        delay_instead: config.captcha.delay_instead(),
        idle_timeout: config.session.idle_timeout,
        absolute_timeout: config.session.absolute_timeout,
        // At a console, the next person sees what the last one left on the screen.
        masks_identity: config.interface.mask_identity || config.session.several_people,
        several_people: config.session.several_people,
        typing_pause: config.session.typing_pause,
    }))
}
