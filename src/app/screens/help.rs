//! « Aide » over the whole screen.

use crate::app::model::{Model, Scroll};

pub(in crate::app) fn toggle(model: &mut Model) {
    model.help_open = !model.help_open;
    model.scroll = Scroll::default();
}
