//! Login, NUMEN, external number, birth date: values made only by parsing a typed text.
//!
//! A fault shows the person what to correct. The form keeps it: it never reaches the directory, so it is no attempt.

pub mod birth_date;
pub mod date_spelling;
pub mod generalized_time;
pub mod login;
pub mod numen;
mod typed_date;

pub use birth_date::{BirthDate, BirthDateError, BirthDateFormat};
pub use date_spelling::{DateSpelling, is_zone};
pub use login::{Login, LoginError, LoginShape};
pub use numen::{ExternalShape, NumberError, PersonNumber};
