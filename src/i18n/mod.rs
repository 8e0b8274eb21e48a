//! The words: Fluent bundles, typed keys.
