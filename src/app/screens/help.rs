//! « Aide » over the whole screen.

use crate::app::keymap::Action;
use crate::app::model::Model;

pub(in crate::app) fn toggle(model: &mut Model) {
    model.help.open = !model.help.open;
    model.help.scroll = 0;
}

pub(in crate::app) fn act(model: &mut Model, action: Action) {
    // Header and footer take about six rows, and a page repeats two lines of the last one.
    let page = model.size.1.saturating_sub(8).max(1);
    let scroll = model.help.scroll;
    let wanted = match action {
        Action::Next => scroll.saturating_add(1),
        Action::Previous => scroll.saturating_sub(1),
        Action::PageDown => scroll.saturating_add(page),
        Action::PageUp => scroll.saturating_sub(page),
        Action::Top => 0,
        Action::Bottom => model.help.last,
        _ => scroll,
    };
    model.help.scroll = wanted.min(model.help.last);
}

/// Sets the scroll that shows the last line.
pub(in crate::app) fn set_scroll_limit(model: &mut Model, last: u16) {
    model.help.last = last;
    model.help.scroll = model.help.scroll.min(last);
}
