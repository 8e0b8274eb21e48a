//! Model, update, screens, form, keymap: pure. No tokio, no I/O, no clock.
