//! Login, NUMEN, external number, birth date: typed values, made only by parsing what was typed.
//!
//! A fault says what to mend; none of them leaves the program, and none counts as an attempt.

pub mod birth_date;
pub mod login;
pub mod numen;

pub use birth_date::{BirthDate, BirthDateError, BirthDateFormat};
pub use login::{Login, LoginError};
pub use numen::{ExternalShape, NumberError, PersonNumber};
