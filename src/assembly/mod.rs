//! The one place where a configuration becomes services and sessions: the program, its tests and its measures all come
//! through here, so that the tests run the product.
//!
//! [`Assembly`] makes what the sessions of a process share; [`open_session`] makes one session of it, for the terminal
//! that a [`SessionOrigin`] describes. Only [`SessionOrigin::of_this_process`] looks at this process.

mod announcement;
mod directory;
#[cfg(feature = "demo")]
mod embedded;
mod error;
mod origin;
mod services;
mod session;
#[cfg(any(test, feature = "test-support"))]
pub mod testing;

pub use directory::{directory, directory_and_audit};
#[cfg(feature = "demo")]
pub use embedded::{embedded_config, embedded_directory};
pub use error::{AssemblyError, breach_error_text};
pub use origin::SessionOrigin;
pub use services::{Assembly, judge, login_shape};
pub use session::{SessionOptions, open_session};
