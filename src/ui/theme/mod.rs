//! Themes: TOML files that give a style to each role. The code names roles, never colours.
//!
//! The backend replaces colours that a terminal cannot show; a colour is never the only sign of anything.

use std::path::Path;
use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Deserializer, de::Error};

use crate::password::StrengthLabel;

/// The built-in themes: name and file.
const EMBEDDED: [(&str, &str); 6] = [
    ("academie", include_str!("../../../themes/academie.toml")),
    ("clair", include_str!("../../../themes/clair.toml")),
    ("sombre", include_str!("../../../themes/sombre.toml")),
    ("contraste", include_str!("../../../themes/contraste.toml")),
    ("mono", include_str!("../../../themes/mono.toml")),
    ("leger", include_str!("../../../themes/leger.toml")),
];

/// A style for each role. A role that a file leaves out is plain; one that does not exist is refused.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Theme {
    /// « MaMamia » and the title of a screen.
    pub title: Role,
    /// The organisation, sentences under a title.
    pub subtitle: Role,
    pub frame: Role,
    /// The mark of the focus.
    pub pointer: Role,
    pub label: Role,
    pub input: Role,
    /// The hint of an empty field.
    pub placeholder: Role,
    /// The entry of the menu under the cursor, and the button.
    pub selected: Role,
    pub disabled: Role,
    /// A fault that the user must correct.
    pub fault: Role,
    pub success: Role,
    /// The notice under the header.
    pub notice: Role,
    /// The name of a key.
    pub key: Role,
    pub hint: Role,
    pub image: Role,
    pub heading: Role,
    pub gauge_very_weak: Role,
    pub gauge_weak: Role,
    pub gauge_good: Role,
    pub gauge_strong: Role,
    pub gauge_very_strong: Role,
}

/// The style of one role.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Role {
    #[serde(deserialize_with = "colour")]
    fg: Option<Color>,
    #[serde(deserialize_with = "colour")]
    bg: Option<Color>,
    bold: bool,
    dim: bool,
    underline: bool,
    reverse: bool,
}

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// Neither a built-in theme nor a file.
    #[error("no theme of that name, and no such file: {0}")]
    Unknown(String),
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Unreadable(String, std::io::ErrorKind),
    /// The file has a fault.
    #[error("{0}: {1}")]
    Faulty(String, String),
}

impl Theme {
    /// A built-in theme by its name, or a file by its path.
    ///
    /// # Errors
    /// See [`ThemeError`]; there is no silent fallback.
    pub fn load(name_or_path: &str) -> Result<Self, ThemeError> {
        if let Some((_, source)) = EMBEDDED.iter().find(|(name, _)| *name == name_or_path) {
            return Self::parse(name_or_path, source);
        }
        let path = Path::new(name_or_path);
        if !path.exists() {
            return Err(ThemeError::Unknown(name_or_path.to_owned()));
        }
        let source = std::fs::read_to_string(path)
            .map_err(|fault| ThemeError::Unreadable(name_or_path.to_owned(), fault.kind()))?;
        Self::parse(name_or_path, &source)
    }

    /// The names of the built-in themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(name, _)| *name)
    }

    /// The role of the gauge at that label.
    #[must_use]
    pub fn gauge(&self, label: StrengthLabel) -> Role {
        match label {
            StrengthLabel::VeryWeak => self.gauge_very_weak,
            StrengthLabel::Weak => self.gauge_weak,
            StrengthLabel::Good => self.gauge_good,
            StrengthLabel::Strong => self.gauge_strong,
            StrengthLabel::VeryStrong => self.gauge_very_strong,
        }
    }

    /// The same without colours: a full segment of the gauge is reversed, else it would be a mere blank.
    #[must_use]
    pub fn without_colours(mut self) -> Self {
        for gauge in [
            &mut self.gauge_very_weak,
            &mut self.gauge_weak,
            &mut self.gauge_good,
            &mut self.gauge_strong,
            &mut self.gauge_very_strong,
        ] {
            gauge.fg = None;
        }
        self
    }

    /// A theme from its text.
    ///
    /// # Errors
    /// The first fault of the text.
    pub fn parse(name: &str, source: &str) -> Result<Self, ThemeError> {
        toml::from_str(source).map_err(|fault| {
            let line = fault
                .span()
                .and_then(|span| source.get(..span.start))
                .map_or(1, |before| before.matches('\n').count() + 1);
            ThemeError::Faulty(name.to_owned(), format!("line {line}: {}", fault.message()))
        })
    }
}

impl Role {
    /// The colour of the role as the ground of a blank; reversed if it has none.
    pub(super) fn as_ground(self) -> Self {
        Self { bg: self.fg, reverse: self.fg.is_none(), ..Self::default() }
    }
}

impl From<Role> for Style {
    fn from(role: Role) -> Self {
        let mut style = Self { fg: role.fg, bg: role.bg, ..Self::default() };
        for (wanted, modifier) in [
            (role.bold, Modifier::BOLD),
            (role.dim, Modifier::DIM),
            (role.underline, Modifier::UNDERLINED),
            (role.reverse, Modifier::REVERSED),
        ] {
            if wanted {
                style = style.add_modifier(modifier);
            }
        }
        style
    }
}

fn colour<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Color>, D::Error> {
    let name = String::deserialize(source)?;
    Color::from_str(&name).map(Some).map_err(|_| {
        D::Error::custom(format!("\"{name}\" is no colour: one of the 16 names, 0 to 255, or #rrggbb"))
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::StrengthLabel::{Good, Strong, VeryStrong, VeryWeak, Weak};
    use super::*;

    #[test]
    fn built_in_themes_load() {
        for name in Theme::names() {
            let theme = Theme::load(name).unwrap_or_else(|fault| panic!("{fault}"));
            assert_ne!(theme.fault, Role::default(), "{name} shows faults like anything else");
        }
    }

    /// A user who needs contrast may have a white terminal or a black one.
    #[rstest]
    #[case(include_str!("../../../themes/mono.toml"))]
    #[case(include_str!("../../../themes/contraste.toml"))]
    fn plain_theme_has_no_colour(#[case] source: &str) {
        let mut roles = source.lines().filter(|line| !line.starts_with('#'));
        assert!(!roles.any(|line| line.contains("fg") || line.contains("bg")));
    }

    #[test]
    fn colourless_gauge_is_reversed() {
        for name in Theme::names() {
            let theme = Theme::load(name).unwrap().without_colours();
            for label in [VeryWeak, Weak, Good, Strong, VeryStrong] {
                let reversed = Style::default().add_modifier(Modifier::REVERSED);
                assert_eq!(Style::from(theme.gauge(label).as_ground()), reversed, "{name}");
            }
        }
    }

    #[test]
    fn faulty_theme_names_its_line() {
        for (source, said) in [
            ("# x\ntitel = { bold = true }", "line 2: unknown field `titel`"),
            ("title = { fg = \"mauve\" }", "line 1: \"mauve\" is no colour"),
            ("title = { fg = \"#ab\" }", "\"#ab\" is no colour"),
            ("title = { blink = true }", "unknown field `blink`"),
        ] {
            let fault = Theme::parse("essai", source).unwrap_err().to_string();
            assert!(fault.contains(said), "{fault}");
        }
        assert!(matches!(Theme::load("inconnu"), Err(ThemeError::Unknown(_))));
    }
}
