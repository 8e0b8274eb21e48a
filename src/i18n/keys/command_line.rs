//! Keys of command_line.ftl.

use super::keys;

keys! {}
