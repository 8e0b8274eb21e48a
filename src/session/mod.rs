//! The loop: events in, one frame out; effects run as tasks.
