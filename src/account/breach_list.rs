//! The list of breached passwords: opened when the process starts, opened again when its file is replaced.

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

/// The filter in use. The log reports a fault when a state begins, hence once.
#[derive(Clone)]
enum ListState {
    /// The file of the configuration.
    Current(Arc<BreachFilter>),
    /// A file that was there before: the one of the configuration is unusable.
    Former(Arc<BreachFilter>),
    Unusable,
}

/// There is no usable list, and the configuration accepts no password without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreachListUnavailable;

impl BreachList {
    /// Opens the list, if the configuration names one.
    ///
    /// # Errors
    /// The list is unusable, and the configuration refuses to start without it.
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

    /// Whether the list holds the password. It may read from the disk: call it on a worker.
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

    /// The state after a look at the file.
    fn refresh(&self) -> ListState {
        // States are replaced whole, so a panicking thread leaves a good one.
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
