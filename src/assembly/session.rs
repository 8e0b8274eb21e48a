//! Opens a session, from the configuration, the options of the person and the terminal.

use crate::app::{LinkSpeed, Presentation, SessionSettings};
use crate::config::{AccessibleSetting, InterfaceSection, PresentationSetting};
use crate::i18n::{Catalogues, Language};
use crate::session::{AppContext, SessionConfig};
use crate::terminal::{Charset, ColourDepth, TerminalInfo};
use crate::ui::{Appearance, GlyphSet, Palette, Theme, ThemeError};

use super::{AssemblyError, SessionOrigin};

/// The wishes of a person, which come before the configuration.
#[derive(Debug, Clone, Default)]
pub struct SessionOptions {
    /// The language in which the session begins; `None`: that of the configuration.
    pub language: Option<Language>,
    /// The name or the file of a theme; `None`: that of the configuration.
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
    let TerminalInfo { depth, charset, erases_in_colour, .. } = origin.terminal;
    let theme = theme(options.theme.as_deref().unwrap_or(&interface.theme), depth, erases_in_colour);
    let theme = theme.map_err(AssemblyError::Theme)?;
    let glyphs = match charset {
        Charset::Unicode => GlyphSet::UNICODE,
        Charset::Cp437 => GlyphSet::CONSOLE,
        Charset::Ascii => GlyphSet::ASCII,
    };
    Ok(Appearance::new(theme, glyphs, words))
}

/// The theme as this terminal shows it.
fn theme(name: &str, depth: ColourDepth, erases_in_colour: bool) -> Result<Theme, ThemeError> {
    let theme = Theme::load(name)?.within(palette(depth))?;
    if erases_in_colour { Ok(theme) } else { theme.on_any_ground() }
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
        PresentationSetting::Rich => false,
        PresentationSetting::Auto => origin.is_slow,
    };
    if is_lean { Presentation::Lean } else { Presentation::Rich }
}

/// An ssh session may have a slow link, and its terminal does not report that.
pub(super) fn settings(
    interface: &InterfaceSection,
    origin: &SessionOrigin,
    options: &SessionOptions,
) -> SessionSettings {
    let presentation = presentation(interface, origin, options);
    let link = match presentation {
        Presentation::Lean => LinkSpeed::Slow,
        Presentation::Rich if origin.is_remote => LinkSpeed::Far,
        Presentation::Rich => LinkSpeed::Near,
    };
    let language = options.language.unwrap_or(interface.language);
    let screen_reader = origin.screen_reader || interface.accessible == AccessibleSetting::Screen;
    SessionSettings {
        language,
        today: origin.today,
        link,
        presentation,
        is_remote: origin.is_remote,
        screen_reader,
    }
}
