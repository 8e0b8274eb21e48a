//! The constant settings of a model: [`ServiceSettings`] of the process, [`SessionSettings`] of
//! one session.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use crate::account::{Judge, Outcome};
use crate::config::CaptchaMode;
use crate::i18n::keys::screens;
use crate::i18n::{Catalogue, Language, Shown, Text};
use crate::identity::{ExternalShape, LoginShape};

/// On a slow link: longer than between two keys of a person who types five a second.
const SLOW_TYPING_PAUSE: Duration = Duration::from_millis(600);

/// Settings that all sessions of a process share.
#[derive(Debug, Clone)]
pub struct ServiceSettings {
    /// Shown at the right of the header.
    pub organisation: String,
    /// The telephone, address or hours of the support.
    pub support: Option<Shown>,
    /// An announcement for the menu.
    pub notice: Option<Shown>,
    /// A reminder of the organisation, added to a success.
    pub after_change: Option<Shown>,
    /// The judge of new passwords; the use cases hold the same.
    pub judge: Arc<Judge>,
    /// The shape of a login.
    pub login_shape: LoginShape,
    /// The shape of an external number.
    pub external_shape: ExternalShape,
    /// Whether « le redéfinir » is offered.
    pub offers_reset: bool,
    /// When the captcha is asked for.
    pub captcha: CaptchaMode,
    /// Lifetime of a captcha, the same `[captcha] ttl` as in the captcha store: the form replaces the image after it.
    pub captcha_ttl: Duration,
    /// Delay offered instead of the captcha; `None` if there is no captcha or no alternative.
    pub delay_instead: Option<Duration>,
    /// Without a key for that long, the session ends.
    pub idle_timeout: Duration,
    /// Longest session.
    pub absolute_timeout: Duration,
    /// Whether a proof of identity is masked while it is typed, as a password is.
    pub masks_identity: bool,
    /// Whether another person may follow after an outcome.
    pub several_people: bool,
    /// After so long without a key, a password is estimated; a slow link waits longer.
    pub typing_pause: Duration,
}

impl ServiceSettings {
    /// Whether a form asks to copy an image.
    #[must_use]
    pub fn asks_for_image(&self) -> bool {
        self.captcha == CaptchaMode::Always
    }

    /// « Assistance : … »; `None` where the configuration names none.
    #[must_use]
    pub fn support_line(&self, words: &Catalogue) -> Option<String> {
        let support = self.support.as_ref()?;
        Some(words.format(&Text::from(screens::SUPPORT).word("support", support.to_string())))
    }

    /// The sentence of the organisation that follows an outcome: a success has its own, a refusal tells whom to call.
    #[must_use]
    pub fn line_after(&self, outcome: &Outcome, words: &Catalogue) -> Option<String> {
        if outcome.is_done() {
            self.after_change.as_ref().map(Shown::to_string)
        } else {
            self.support_line(words)
        }
    }
}

/// Settings of one session, known when it opens.
#[derive(Debug, Clone, Copy)]
pub struct SessionSettings {
    /// The language in which the session begins.
    pub language: Language,
    /// The day on which the session opens: no birth date is later.
    pub today: Date,
    /// The speed of the link to the terminal.
    pub link: LinkSpeed,
    /// The presentation, which a key changes.
    pub presentation: Presentation,
    /// Whether the person comes over a network.
    pub is_remote: bool,
    /// Whether a screen reader follows the screen: it speaks each row that is written.
    pub screen_reader: bool,
}

/// The moment at which the image of the captcha is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageMoment {
    WithForm,
    /// When its field has the focus.
    AtItsField,
    /// When the person asks for it: a screen reader speaks each of its rows.
    OnRequest,
}

impl SessionSettings {
    /// The moment at which the image is drawn.
    #[must_use]
    pub fn image_moment(&self) -> ImageMoment {
        match self.link {
            _ if self.screen_reader => ImageMoment::OnRequest,
            LinkSpeed::Near if self.presentation == Presentation::Rich => ImageMoment::WithForm,
            LinkSpeed::Near | LinkSpeed::Far | LinkSpeed::Slow => ImageMoment::AtItsField,
        }
    }
}

/// The amount of drawing around the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presentation {
    /// Grounds, gauges, the help beside a form: where bytes are no matter.
    Rich,
    /// Words only, in as few bytes as they take: for slow lines.
    Lean,
}

impl Presentation {
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Rich => Self::Lean,
            Self::Lean => Self::Rich,
        }
    }
}

/// The speed of the link to a terminal, as estimated before the first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkSpeed {
    /// The terminal is on this machine.
    Near,
    /// The link may be slow: nothing large is sent before it is needed.
    Far,
    /// The link is slow: an estimate must not be on its way when the next key comes.
    Slow,
}

impl LinkSpeed {
    /// The pause in typing after which a password is estimated, at least the `configured` one.
    #[must_use]
    pub fn typing_pause(self, configured: Duration) -> Duration {
        match self {
            Self::Slow => configured.max(SLOW_TYPING_PAUSE),
            Self::Far | Self::Near => configured,
        }
    }
}
