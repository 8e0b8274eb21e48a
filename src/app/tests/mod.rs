//! Sessions by messages, without a terminal, a clock or a directory.

mod estimating;
mod forgiving;
mod fuzz;
mod image;
mod keys;
mod leaving;
mod moving;
mod pasting;
mod proposing;
mod refusal_page;
mod response;
mod sending;
mod session_timeouts;
mod typing;
mod void;
mod wait;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rstest::rstest;

use super::FieldId::{self, BirthDate, Captcha, Confirmation, Current, Login, New, Number};
use super::WipeQuestion;
use super::form::{CaptchaImage, Focus, Loss};
use super::keymap::Action;
use super::testing::*;
use super::{
    Effect, Exit, ExitCode, FormKind, Limit, MAX_EXTENSIONS, Message, Reply, Screen, Timer, TimerKind,
};
use crate::account::{CaptchaEvidence, Closed, Outcome, Progress, RefusalReason, Request};
use crate::captcha::Challenge;
use crate::config::{CaptchaAlternative, CaptchaMode, Config};
use crate::i18n::keys::form as words;
use crate::i18n::{Catalogue, Language, Text, TextKey};
use crate::password::generate::{Composition, Proposal, ProposalKind};
