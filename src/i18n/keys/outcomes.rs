//! Keys of outcomes.ftl.

use super::keys;

keys! {}
