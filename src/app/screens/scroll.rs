//! The scroll of a text that may be longer than the window.

use crate::app::keymap::Action;
use crate::app::model::Model;

pub(in crate::app) fn act(model: &mut Model, action: Action) {
    // Header and footer take about six rows, and a page repeats two lines of the last one.
    let page = model.size.1.saturating_sub(8).max(1);
    let first = model.scroll.first;
    let wanted = match action {
        Action::Next | Action::ScrollDown => first.saturating_add(1),
        Action::Previous | Action::ScrollUp => first.saturating_sub(1),
        Action::PageDown => first.saturating_add(page),
        Action::PageUp => first.saturating_sub(page),
        Action::Top => 0,
        Action::Bottom => model.scroll.last,
        _ => first,
    };
    model.scroll.first = wanted.min(model.scroll.last);
}

/// Sets the scroll that shows the last line.
pub(in crate::app) fn set_limit(model: &mut Model, last: u16) {
    model.scroll.last = last;
    model.scroll.first = model.scroll.first.min(last);
}
