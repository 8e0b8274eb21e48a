//! The configuration file: TOML tables, refused when anything in it is unknown.
