//! Writes what the program embeds in another form than its source: the keys of the texts, the word lists.

#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

mod texts;
mod words;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    texts::write()?;
    words::write()
}
