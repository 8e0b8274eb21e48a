//! Opens a session, from the configuration, the options of the person and the terminal.

use crate::app::{LinkSpeed, SessionSettings};
use crate::config::{AccessibleSetting, InterfaceSection, PresentationSetting};
use crate::i18n::{Catalogues, Language};
use crate::session::{AppContext, SessionConfig};
use crate::terminal::{Charset, ColourDepth, TerminalInfo};
use crate::ui::{Appearance, GlyphSet, Palette, Presentation, Theme};

use super::{AssemblyError, SessionOrigin};

/// The theme of the lean presentation, unless the person names another.
const LEAN_THEME: &str = "leger";

/// The wishes of a person, which come before the configuration.
#[derive(Debug, Clone, Default)]
pub struct SessionOptions {
    /// The language in which the session begins; `None`: that of the configuration.
    pub language: Option<Language>,
    /// The name or the file of a theme; `None`: that of the configuration or of the lean presentation.
    pub theme: Option<String>,
    /// Whether the presentation is lean, for a slow link.
    pub lean: bool,
}

/// Opens one session of the process of `app`.
///
/// # Errors
/// [`AssemblyError::Theme`] when the theme cannot be loaded.
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
    let default_theme = match presentation {
        Presentation::Boxed => interface.theme.as_str(),
        Presentation::Lean => LEAN_THEME,
    };
    let theme =
        Theme::load(options.theme.as_deref().unwrap_or(default_theme)).map_err(AssemblyError::Theme)?;
    let TerminalInfo { depth, charset, erases_in_colour, .. } = origin.terminal;
    let theme =
        if erases_in_colour { Ok(theme) } else { theme.on_any_ground() }.map_err(AssemblyError::Theme)?;
    let theme = theme.within(palette(depth)).map_err(AssemblyError::Theme)?;
    Ok(Appearance::new(theme, glyphs(presentation, charset), words).with_presentation(presentation))
}

fn palette(depth: ColourDepth) -> Palette {
    match depth {
        ColourDepth::None => Palette::None,
        ColourDepth::Sixteen => Palette::Sixteen,
        ColourDepth::TwoFiftySix | ColourDepth::TrueColour => Palette::Large,
    }
}

/// The presentation that the person asks for, else that of the configuration, else lean on a slow link.
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
    let language = options.language.unwrap_or(interface.language);
    let screen_reader = origin.screen_reader || interface.accessible == AccessibleSetting::Screen;
    SessionSettings { language, today: origin.today, link, is_remote: origin.is_remote, screen_reader }
}
