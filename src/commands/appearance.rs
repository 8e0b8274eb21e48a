//! How a visit at this terminal looks: what the command line, the configuration and the terminal say together.

use std::io;

use crate::account::Peer;
use crate::cli::GlobalOptions;
use crate::config::{self, InterfaceSection};
use crate::i18n::keys::command_line as words;
use crate::i18n::{Language, Text};
use crate::session::{AppContext, SessionConfig};
use crate::terminal::{Capabilities, Charset, ColourDepth, is_slow};
use crate::ui::{Appearance, GlyphSet, Presentation, Theme, ThemeError};

use super::failure::Failure;
use super::setup::LinkSpeed;

/// The theme of the lean presentation, unless the command line names another.
const LEAN_THEME: &str = "leger";

/// The appearance of a visit, before there is a app.
pub(super) struct AppearanceOptions {
    pub(super) language: Language,
    pub(super) charset: Charset,
    theme: Theme,
    presentation: Presentation,
    capabilities: Capabilities,
}

impl AppearanceOptions {
    /// # Errors
    /// The theme does not exist, or cannot be used.
    pub(super) fn of(
        common: &GlobalOptions,
        capabilities: &Capabilities,
        interface: &InterfaceSection,
    ) -> Result<Self, Failure> {
        let presentation = presentation(common, capabilities, interface);
        let usual = match presentation {
            Presentation::Boxed => interface.theme.as_str(),
            Presentation::Lean => LEAN_THEME,
        };
        let theme =
            Theme::load(common.theme.as_deref().unwrap_or(usual)).map_err(|fault| theme_fault(&fault))?;
        let theme = if capabilities.depth == ColourDepth::None { theme.without_colours() } else { theme };
        Ok(Self {
            language: Language::choose(common.lang, Some(interface.language), capabilities.language),
            charset: capabilities.charset,
            theme,
            presentation,
            capabilities: *capabilities,
        })
    }

    /// How far the terminal is. Who came by ssh may be at the end of a slow line, and the tty does not tell.
    pub(super) fn link_speed(&self) -> LinkSpeed {
        match self.presentation {
            Presentation::Lean => LinkSpeed::Slow,
            Presentation::Boxed if std::env::var_os("SSH_CONNECTION").is_some() => LinkSpeed::Far,
            Presentation::Boxed => LinkSpeed::Near,
        }
    }

    /// A visit of that app.
    pub(super) fn visit(self, app: &AppContext, peer: Peer) -> SessionConfig {
        let glyphs = match (self.presentation, self.charset) {
            (Presentation::Lean, Charset::Unicode) => GlyphSet::LEAN_UNICODE,
            (Presentation::Lean, Charset::Cp437 | Charset::Ascii) => GlyphSet::LEAN,
            (Presentation::Boxed, Charset::Unicode) => GlyphSet::UNICODE,
            (Presentation::Boxed, Charset::Cp437) => GlyphSet::CONSOLE,
            (Presentation::Boxed, Charset::Ascii) => GlyphSet::ASCII,
        };
        SessionConfig {
            peer,
            language: self.language,
            appearance: Appearance::new(self.theme, glyphs, app.words.clone())
                .with_presentation(self.presentation),
            depth: self.capabilities.depth,
            charset: self.charset,
            level: self.capabilities.level,
        }
    }
}

/// The command line first, then the configuration, then what the terminal says of itself.
fn presentation(
    common: &GlobalOptions,
    capabilities: &Capabilities,
    interface: &InterfaceSection,
) -> Presentation {
    let is_lean = match interface.presentation {
        _ if common.lean => true,
        config::PresentationSetting::Lean => true,
        config::PresentationSetting::Boxed => false,
        config::PresentationSetting::Auto => capabilities.low || is_slow(io::stdout()),
    };
    if is_lean { Presentation::Lean } else { Presentation::Boxed }
}

fn theme_fault(fault: &ThemeError) -> Failure {
    let said = match fault {
        // What was typed may hold anything: the terminal is not to obey it.
        ThemeError::Unknown(name) => {
            Text::from(words::THEME_UNKNOWN).word("name", name.replace(char::is_control, "\u{fffd}"))
        }
        ThemeError::Unreadable(..) | ThemeError::Faulty(..) => {
            let cause = fault.to_string().replace(char::is_control, " ");
            Text::from(words::THEME_FAULTY).word("cause", cause)
        }
    };
    Failure::usage(said.word("names", Theme::names().collect::<Vec<_>>().join(", ")))
}
