//! Login, NUMEN, external number, birth date: values made only by parsing a typed text.
//!
//! A fault tells the person what to mend. It stays in the form, and does not count as an attempt.

pub mod birth_date;
pub mod login;
pub mod numen;

pub use birth_date::{BirthDate, BirthDateError, BirthDateFormat};
pub use login::{Login, LoginError};
pub use numen::{ExternalShape, NumberError, PersonNumber};
