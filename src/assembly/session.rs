//! From the configuration, the person's options and the terminal to one session.

use crate::app::{LinkSpeed, SessionSettings};
use crate::config::{InterfaceSection, PresentationSetting};
use crate::i18n::{Catalogues, Language};
use crate::session::{AppContext, SessionConfig};
use crate::terminal::{Charset, ColourDepth, TerminalInfo};
use crate::ui::{Appearance, GlyphSet, Presentation, Theme};

use super::{AssemblyError, SessionOrigin};

/// The theme of the lean presentation, unless the person names another.
const LEAN_THEME: &str = "leger";

/// The wishes of a person, which come before the configuration.
#[derive(Debug, Clone, Default)]
pub struct SessionOptions {
    /// The language in which the session begins.
    pub language: Option<Language>,
    /// A theme's name or file.
    pub theme: Option<String>,
    /// Whether few bytes matter more than looks.
    pub lean: bool,
}

/// Opens a session of that process.
///
/// # Errors
/// [`AssemblyError::Theme`]
pub fn open_session(
    app: &AppContext,
    interface: &InterfaceSection,
    origin: &SessionOrigin,
    options: &SessionOptions,
) -> Result<SessionConfig, AssemblyError> {
    Ok(SessionConfig {
        appearance: appearance(app.words.clone(), interface, origin, options)?,
        peer: app.services.open_session(&origin.source),
        settings: settings(interface, origin, options),
        terminal: origin.terminal,
    })
}

pub(super) fn appearance(
    words: Catalogues,
    interface: &InterfaceSection,
    origin: &SessionOrigin,
    options: &SessionOptions,
) -> Result<Appearance, AssemblyError> {
    let presentation = presentation(interface, origin, options);
    let usual = match presentation {
        Presentation::Boxed => interface.theme.as_str(),
        Presentation::Lean => LEAN_THEME,
    };
    let theme = Theme::load(options.theme.as_deref().unwrap_or(usual)).map_err(AssemblyError::Theme)?;
    let TerminalInfo { depth, charset, .. } = origin.terminal;
    let theme = if depth == ColourDepth::None { theme.without_colours() } else { theme };
    Ok(Appearance::new(theme, glyphs(presentation, charset), words).with_presentation(presentation))
}

/// The person first, then the configuration, then what the terminal says of itself.
fn presentation(
    interface: &InterfaceSection,
    origin: &SessionOrigin,
    options: &SessionOptions,
) -> Presentation {
    let is_lean = match interface.presentation {
        _ if options.lean => true,
        PresentationSetting::Lean => true,
        PresentationSetting::Boxed => false,
        PresentationSetting::Auto => origin.is_slow,
    };
    if is_lean { Presentation::Lean } else { Presentation::Boxed }
}

fn glyphs(presentation: Presentation, charset: Charset) -> GlyphSet {
    match (presentation, charset) {
        (Presentation::Lean, Charset::Unicode) => GlyphSet::LEAN_UNICODE,
        (Presentation::Lean, Charset::Cp437 | Charset::Ascii) => GlyphSet::LEAN,
        (Presentation::Boxed, Charset::Unicode) => GlyphSet::UNICODE,
        (Presentation::Boxed, Charset::Cp437) => GlyphSet::CONSOLE,
        (Presentation::Boxed, Charset::Ascii) => GlyphSet::ASCII,
    }
}

/// An ssh session may have a slow link, and its terminal does not report that.
pub(super) fn settings(
    interface: &InterfaceSection,
    origin: &SessionOrigin,
    options: &SessionOptions,
) -> SessionSettings {
    let link = match presentation(interface, origin, options) {
        Presentation::Lean => LinkSpeed::Slow,
        Presentation::Boxed if origin.is_remote => LinkSpeed::Far,
        Presentation::Boxed => LinkSpeed::Near,
    };
    SessionSettings { language: options.language.unwrap_or(interface.language), today: origin.today, link }
}
