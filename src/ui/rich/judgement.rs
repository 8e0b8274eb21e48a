//! The judgement of a password: its gauge, the rules that it meets, whether the confirmation is the same.

use crate::app::FieldId;
use crate::app::form::{Field, Form, wording};
use crate::i18n::Text;
use crate::i18n::keys::form as texts;
use crate::password::{CharacterClass, Rule, Strength, Tick};
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};

use super::scene::Scene;

/// Draws a gauge at (`x`, `y`): cells in steps of a half, the per cent, the label.
pub(super) fn gauge(
    painter: &mut TextPainter<'_>,
    scene: &Scene<'_>,
    (x, y): (u16, u16),
    strength: Strength,
) {
    let (glyphs, theme, cells) = (scene.glyphs(), scene.theme(), scene.grid.gauge);
    // Never rounded up: a full bar is 100 %.
    let halves = cells * 2 * u16::from(strength.percent) / 100;
    for cell in 0..cells {
        let (glyph, role) = match halves.checked_sub(2 * cell) {
            Some(2..) => (glyphs.full, theme.gauge(strength.label)),
            Some(1) => (glyphs.half, theme.gauge(strength.label)),
            _ => (glyphs.empty, theme.rest),
        };
        painter.put(x + cell, y, glyph, role);
    }
    let label = scene.words.get(wording::strength(strength.label));
    painter.put(x + cells + 1, y, &format!("{}\u{a0}% {label}", strength.percent), scene.ink());
}

/// Draws whether the confirmation is the same as the new password.
pub(super) fn comparison(painter: &mut TextPainter<'_>, scene: &Scene<'_>, (x, y): (u16, u16), same: bool) {
    let sign = if same { scene.glyphs().met } else { scene.glyphs().fault };
    painter.put(x, y, sign, scene.ink());
    painter.put(x + 2, y, &scene.words.get(names::verdict(same)), scene.ink());
}

/// The rules of a form in rows, at the places that they keep.
pub(super) struct Rules {
    /// First column.
    x: u16,
    rows: Vec<Vec<(String, Tick)>>,
    /// « tout y est », if it is so.
    all_met: Option<String>,
}

/// Between two rules, and between a sign and its name.
const BETWEEN: u16 = 2;

impl Rules {
    pub(super) fn of(scene: &Scene<'_>, form: &Form) -> Self {
        let grid = scene.grid;
        let (x, width) = if grid.is_tall {
            (grid.field, grid.form - (grid.field - grid.left))
        } else {
            (grid.left, grid.form)
        };
        let end = scene.words.get(texts::RULES_ALL_MET);
        let ticks: Vec<_> = scene.estimates.ticks(form).collect();
        let is_met = is_strong(scene, form) && ticks.iter().all(|(rule, tick)| is_enough(*rule, *tick));
        let all_met = is_met.then(|| end.to_string());
        let whole = in_rows(scene, &ticks, false, width, columns(&end));
        let short = in_rows(scene, &ticks, true, width, columns(&end));
        Self { x, rows: if short.len() < whole.len() { short } else { whole }, all_met }
    }

    pub(super) fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    /// Draws the rules in `height` rows from `y`. Only their signs change, and what is said when all hold.
    pub(super) fn draw(&self, painter: &mut TextPainter<'_>, scene: &Scene<'_>, y: u16, height: u16) {
        let (glyphs, theme) = (scene.glyphs(), scene.theme());
        // Signs of one colour: a colour for those that are met cost a sixth of the frame.
        let mut after = self.x;
        for (y, row) in (y..y + height).zip(&self.rows) {
            after = self.x;
            for (name, tick) in row {
                let sign = match tick {
                    Tick::Met => glyphs.met,
                    Tick::Unmet => glyphs.unmet,
                    Tick::NotNeeded => glyphs.not_needed,
                };
                painter.put(after, y, sign, theme.ink);
                after = painter.put(after + 2, y, name, theme.soft) + BETWEEN;
            }
        }
        if let Some(all_met) = &self.all_met
            && self.height() <= height
        {
            painter.put(after, y + self.height().saturating_sub(1), all_met, theme.ink);
        }
    }
}

/// Whether the new password is hard enough to guess: a password that meets every other rule may still be too weak.
fn is_strong(scene: &Scene<'_>, form: &Form) -> bool {
    let strength = form.field(FieldId::New).and_then(|field| scene.estimates.strength(field));
    strength.is_some_and(|strength| strength.percent >= scene.model.settings.judge.policy().min_percent)
}

/// A phrase may do without the classes of characters, and the other way round.
fn is_enough(rule: Rule, tick: Tick) -> bool {
    tick != Tick::Unmet || matches!(rule, Rule::Passphrase(_))
}

fn in_rows(
    scene: &Scene<'_>,
    ticks: &[(Rule, Tick)],
    short: bool,
    width: u16,
    end: u16,
) -> Vec<Vec<(String, Tick)>> {
    let (mut rows, mut row, mut used) = (Vec::new(), Vec::new(), 0);
    for (at, (rule, tick)) in ticks.iter().enumerate() {
        let name = name(scene, *rule, short);
        let taken = 2 + columns(&name) + BETWEEN;
        let reserved = if at + 1 == ticks.len() { end } else { 0 };
        if used > 0 && used + taken + reserved > width + if reserved == 0 { BETWEEN } else { 0 } {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        used += taken;
        row.push((name, *tick));
    }
    rows.push(row);
    rows
}

fn name(scene: &Scene<'_>, rule: Rule, short: bool) -> String {
    if short && rule == Rule::Class(CharacterClass::Special) {
        return scene.words.get(texts::RULE_SPECIAL_SHORT).into_owned();
    }
    scene.words.format(&wording::rule(rule).tick)
}

/// The rules in a narrow form: the names of those that the password does not meet yet, or that all are met.
pub(super) struct Missing {
    lines: Vec<String>,
    is_met: bool,
    height: u16,
}

impl Missing {
    pub(super) fn of(scene: &Scene<'_>, form: &Form) -> Self {
        let ticks: Vec<_> = scene.estimates.ticks(form).collect();
        let names = |unmet: bool| {
            let kept = ticks.iter().filter(|(rule, tick)| !unmet || !is_enough(*rule, *tick));
            kept.map(|(rule, _)| name(scene, *rule, true)).collect::<Vec<_>>().join(", ")
        };
        let width = scene.grid.form.saturating_sub(2);
        let missing = names(true);
        let is_met = missing.is_empty() && is_strong(scene, form);
        let least = Rule::MinPercent(scene.model.settings.judge.policy().min_percent);
        let missing = if missing.is_empty() { name(scene, least, true) } else { missing };
        let text = if is_met { scene.words.get(texts::RULES_ALL_MET).into_owned() } else { missing };
        // The rows do not depend on what is met.
        let height = u16::try_from(wrap(&names(false), width).len()).unwrap_or(u16::MAX).max(1);
        Self { lines: wrap(&text, width), is_met, height }
    }

    pub(super) fn height(&self) -> u16 {
        self.height
    }

    pub(super) fn draw(&self, painter: &mut TextPainter<'_>, scene: &Scene<'_>, y: u16, height: u16) {
        let (glyphs, theme) = (scene.glyphs(), scene.theme());
        let sign = if self.is_met { glyphs.met } else { glyphs.unmet };
        if height == 0 {
            return;
        }
        painter.put(scene.grid.left, y, sign, theme.ink);
        for (y, line) in (y..y + height).zip(&self.lines) {
            painter.put(scene.grid.left + 2, y, line, theme.soft);
        }
    }
}

/// The faults of a password: one sentence with the names of the unmet rules that have a tick, then the other faults, whole.
pub(super) fn missing(scene: &Scene<'_>, form: &Form, field: &Field) -> (Option<String>, Vec<String>) {
    let rule_of = |fault: &Text| {
        let mut rules = form.ticks().iter().map(|(rule, _)| *rule);
        rules.find(|rule| wording::rule(*rule).fault == *fault)
    };
    let (mut rules, mut others) = (Vec::new(), Vec::new());
    for fault in field.faults() {
        match rule_of(fault) {
            Some(rule) => rules.push(rule),
            None => others.push(scene.words.format(fault)),
        }
    }
    let sentence = |short: bool| {
        let names: Vec<_> = rules.iter().map(|rule| name(scene, *rule, short)).collect();
        scene.words.format(&Text::from(texts::FAULT_MISSING).word("rules", names.join(", ")))
    };
    let whole = sentence(false);
    let fits = columns(&whole) < scene.grid.right().saturating_sub(scene.grid.field);
    ((!rules.is_empty()).then(|| if fits { whole } else { sentence(true) }), others)
}
