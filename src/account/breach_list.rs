//! The list of breached passwords in the life of a process: opened at the start, taken anew when it is replaced.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::{self, BreachMissing};
use crate::password::breach::{BreachError, FileStamp};
use crate::password::{BreachFilter, SecretText};

/// The filter file of the configuration.
pub struct BreachList {
    file: PathBuf,
    missing: BreachMissing,
    state: Mutex<ListState>,
}

/// What there is to look up in. Whatever is wrong was said when this state began: so it is said once.
#[derive(Clone)]
enum ListState {
    /// The file of that name.
    Current(Arc<BreachFilter>),
    /// One that was there before: the file of that name cannot be used.
    Former(Arc<BreachFilter>),
    /// Nothing.
    Unusable,
}

/// There is nothing to look up in, and the configuration accepts no password without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreachListUnavailable;

impl BreachList {
    /// Opens the list; none where the configuration names none.
    ///
    /// # Errors
    /// Why it cannot be used, where the configuration then refuses to start.
    pub fn open(settings: &config::BreachSection) -> Result<Option<Arc<Self>>, BreachError> {
        let Some(file) = settings.file.clone() else { return Ok(None) };
        let state = match (BreachFilter::open(&file), settings.missing) {
            (Ok(list), _) => ListState::Current(Arc::new(list)),
            (Err(fault), BreachMissing::Refuse) => return Err(fault),
            (Err(fault), BreachMissing::Warn) => {
                tracing::warn!(%fault, "no list of breached passwords: nothing is looked up");
                ListState::Unusable
            }
        };
        Ok(Some(Arc::new(Self { file, missing: settings.missing, state: Mutex::new(state) })))
    }

    /// Whether the password is in the list. It may read from the disk: call it on a worker.
    ///
    /// # Errors
    /// [`BreachListUnavailable`]
    pub fn holds(&self, password: &SecretText) -> Result<bool, BreachListUnavailable> {
        match (self.refresh(), self.missing) {
            (ListState::Current(list) | ListState::Former(list), _) => Ok(list.contains(password)),
            (ListState::Unusable, BreachMissing::Warn) => Ok(false),
            (ListState::Unusable, BreachMissing::Refuse) => Err(BreachListUnavailable),
        }
    }

    /// The state as of now.
    fn refresh(&self) -> ListState {
        // A state is replaced whole: what a panicking thread left is one.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(&*state, ListState::Current(list) if FileStamp::of(&self.file) == Ok(list.stamp())) {
            *state = self.look_again(&state);
        }
        state.clone()
    }

    fn look_again(&self, before: &ListState) -> ListState {
        let fault = match BreachFilter::open(&self.file) {
            Ok(list) => {
                tracing::info!(built = %list.facts().built, "another list of breached passwords is in use");
                return ListState::Current(Arc::new(list));
            }
            Err(fault) => fault,
        };
        match before {
            ListState::Current(list) if list.is_untouched() => {
                tracing::warn!(
                    ?fault,
                    "the list of breached passwords cannot be used: the former one still is"
                );
                ListState::Former(Arc::clone(list))
            }
            ListState::Former(list) if list.is_untouched() => before.clone(),
            ListState::Current(_) | ListState::Former(_) => {
                tracing::warn!(%fault, missing = ?self.missing, "the list of breached passwords was written to, and cannot be used");
                ListState::Unusable
            }
            ListState::Unusable => ListState::Unusable,
        }
    }
}

impl fmt::Debug for BreachList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BreachList").field("file", &self.file).field("missing", &self.missing).finish()
    }
}
