//! Login, NUMEN, external number, birth date: values made only by parsing a typed text.
//!
//! A fault shows the person what to correct. The form keeps it: it never reaches the directory, so it is no attempt.

pub mod birth_date;
pub mod login;
pub mod numen;

pub use birth_date::{BirthDate, BirthDateError, BirthDateFormat};
pub use login::{Login, LoginError};
pub use numen::{ExternalShape, NumberError, PersonNumber};
