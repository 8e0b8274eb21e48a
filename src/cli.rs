//! Parsing of the command line.
