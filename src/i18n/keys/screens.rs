//! Keys of screens.ftl.

use super::keys;

keys! {}
