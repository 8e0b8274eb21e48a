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
    ("mono", MONO),
    ("leger", include_str!("../../../themes/leger.toml")),
];

/// The theme of the house.
const HOUSE: &str = "academie";
const MONO: &str = include_str!("../../../themes/mono.toml");
/// The theme of a terminal of sixteen colours, in place of one that needs more.
const SIXTEEN: &str = include_str!("../../../themes/seize.toml");

/// A style for each role. A role that a file leaves out is plain; one that does not exist is refused.
///
/// A word stands in `ink` or `soft`, or in the ink of a ground of ours; the other colours are those of marks, each beside a
/// sign, a number or a word that says the same.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Theme {
    /// The whole window.
    pub ground: Role,
    /// Words.
    pub ink: Role,
    /// Words of second rank.
    pub soft: Role,
    /// The header.
    pub band: Role,
    pub on_band: Role,
    pub band_soft: Role,
    /// The cells in which a field is typed.
    pub trough: Role,
    pub on_trough: Role,
    /// The same of a field to correct.
    pub fault: Role,
    pub on_fault: Role,
    /// A choice of the menu.
    pub card: Role,
    pub on_card: Role,
    pub card_soft: Role,
    pub button: Role,
    pub on_button: Role,
    /// The two bars around what has the focus.
    pub accent: Role,
    /// The bar of a success.
    pub good: Role,
    /// A cross, the bar of a fault.
    pub bad: Role,
    /// The sign of a warning.
    pub warn: Role,
    pub gauge_very_weak: Role,
    pub gauge_weak: Role,
    pub gauge_good: Role,
    pub gauge_strong: Role,
    pub gauge_very_strong: Role,
    /// The rest of a gauge, lines between columns.
    pub rest: Role,
    pub image: Role,
    /// The row of keys.
    pub footer: Role,
    pub on_footer: Role,
    /// The name of a key in that row.
    pub key: Role,
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
    underline: bool,
    reverse: bool,
}

/// The fault that makes a theme unusable.
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

    /// The theme itself where the terminal has its colours; else the one of sixteen colours, or of none. A theme is
    /// replaced as a whole: the ink of one and the ground of another may be the same colour.
    ///
    /// # Errors
    /// See [`ThemeError`]: a built-in theme has no fault.
    pub fn within(self, palette: Palette) -> Result<Self, ThemeError> {
        let needs = self.roles().into_iter().flat_map(|role| [role.fg, role.bg]).flatten().map(needed).max();
        match palette {
            _ if needs.is_none_or(|needs| needs <= palette) => Ok(self),
            Palette::None => Self::parse("mono", MONO),
            Palette::Sixteen | Palette::Large => Self::parse("seize", SIXTEEN),
        }
    }

    /// The theme itself where it paints no ground of its own under the whole window, else the house's own look.
    ///
    /// # Errors
    /// See [`ThemeError`]: a built-in theme has no fault.
    pub fn on_any_ground(self) -> Result<Self, ThemeError> {
        if self.ground == Role::PLAIN { Ok(self) } else { Self::load(HOUSE) }
    }

    fn roles(&self) -> impl IntoIterator<Item = Role> + use<> {
        let Self { ground, ink, soft, band, on_band, band_soft, trough, on_trough, fault, on_fault, .. } =
            *self;
        let Self { card, on_card, card_soft, button, on_button, accent, good, bad, warn, .. } = *self;
        let Self { gauge_very_weak, gauge_weak, gauge_good, gauge_strong, gauge_very_strong, .. } = *self;
        let Self { rest, image, footer, on_footer, key, .. } = *self;
        let words = [ground, ink, soft, band, on_band, band_soft, trough, on_trough, fault, on_fault];
        let marks = [card, on_card, card_soft, button, on_button, accent, good, bad, warn];
        let gauges = [gauge_very_weak, gauge_weak, gauge_good, gauge_strong, gauge_very_strong];
        let others = [rest, image, footer, on_footer, key];
        words.into_iter().chain(marks).chain(gauges).chain(others)
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

/// The colours that a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Palette {
    /// Bold, underline and reverse only.
    None,
    /// The sixteen names, whose values are the user's own.
    Sixteen,
    /// The fixed colours 16 to 255, and more.
    Large,
}

/// The palette that has a colour.
fn needed(colour: Color) -> Palette {
    match colour {
        Color::Reset => Palette::None,
        Color::Indexed(16..) | Color::Rgb(..) => Palette::Large,
        _ => Palette::Sixteen,
    }
}

impl Role {
    /// No style of its own: that of the cells below.
    pub(super) const PLAIN: Self = Self { fg: None, bg: None, bold: false, underline: false, reverse: false };

    pub(super) const BOLD: Self = Self { bold: true, ..Self::PLAIN };
    pub(super) const UNDERLINED: Self = Self { underline: true, ..Self::PLAIN };

    /// This role, with what it leaves open from the role of the ground below.
    pub(super) fn over(self, ground: Self) -> Self {
        Self {
            fg: self.fg.or(ground.fg),
            bg: self.bg.or(ground.bg),
            bold: self.bold || ground.bold,
            underline: self.underline || ground.underline,
            reverse: self.reverse || ground.reverse,
        }
    }

    /// The same, in bold.
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

impl From<Role> for Style {
    fn from(role: Role) -> Self {
        let mut style = Self { fg: role.fg, bg: role.bg, ..Self::default() };
        for (wanted, modifier) in [
            (role.bold, Modifier::BOLD),
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

    use super::*;

    #[test]
    fn built_in_themes_load() {
        for name in Theme::names() {
            let theme = Theme::load(name).unwrap_or_else(|fault| panic!("{fault}"));
            assert_ne!(theme.trough, Role::PLAIN, "{name} shows no field");
        }
    }

    /// `COLORTERM` does not travel over ssh: a theme looks the same with 256 colours and with 24 bits.
    #[test]
    fn built_in_colours_are_fixed() {
        for name in Theme::names() {
            let roles = Theme::load(name).unwrap().roles();
            for colour in roles.into_iter().flat_map(|role| [role.fg, role.bg]).flatten() {
                assert!(matches!(colour, Color::Indexed(16..)), "{name}: {colour}");
            }
        }
    }

    #[rstest]
    #[case("academie", Palette::Large, include_str!("../../../themes/academie.toml"))]
    #[case("contraste", Palette::Sixteen, SIXTEEN)]
    #[case("clair", Palette::None, MONO)]
    #[case("mono", Palette::Sixteen, MONO)]
    #[case("leger", Palette::None, include_str!("../../../themes/leger.toml"))]
    fn theme_stays_within_palette(#[case] name: &str, #[case] palette: Palette, #[case] shown: &str) {
        let theme = Theme::load(name).unwrap().within(palette).unwrap();
        assert_eq!(theme, Theme::parse("shown", shown).unwrap());
    }

    #[test]
    fn own_ground_gives_way_to_house() {
        let house = Theme::load("academie").unwrap();
        for (name, keeps) in [("clair", false), ("sombre", false), ("contraste", false), ("mono", true)] {
            let theme = Theme::load(name).unwrap();
            assert_eq!(theme.clone().on_any_ground().unwrap(), if keeps { theme } else { house.clone() });
        }
    }

    #[test]
    fn faulty_theme_names_its_line() {
        for (source, said) in [
            ("# x\ntitle = { bold = true }", "line 2: unknown field `title`"),
            ("band = { fg = \"mauve\" }", "line 1: \"mauve\" is no colour"),
            ("band = { fg = \"#ab\" }", "\"#ab\" is no colour"),
            ("band = { blink = true }", "unknown field `blink`"),
        ] {
            let fault = Theme::parse("essai", source).unwrap_err().to_string();
            assert!(fault.contains(said), "{fault}");
        }
        assert!(matches!(Theme::load("inconnu"), Err(ThemeError::Unknown(_))));
    }
}
