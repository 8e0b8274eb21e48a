//! The announcement of an académie: one sentence in a file, so that it changes without the configuration.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::i18n::Shown;

use super::AssemblyError;

/// Characters of the longest announcement: two or three lines of a narrow screen.
const LONGEST: usize = 300;
/// Bytes that such a sentence may take.
const LONGEST_FILE: u64 = 4 * LONGEST as u64;

/// The sentence of `file`, on one line; `None` without a file, or for an empty one.
///
/// # Errors
/// [`AssemblyError::Announcement`]: the file is no text in UTF-8, is too long, or cannot be read.
pub(super) fn announcement(file: Option<&Path>) -> Result<Option<Shown>, AssemblyError> {
    let Some(file) = file else { return Ok(None) };
    let unusable = |cause: ErrorKind| AssemblyError::Announcement(cause, file.to_owned());
    // A pipe or a device could keep the program waiting.
    if std::fs::metadata(file).is_ok_and(|found| !found.is_file()) {
        return Err(unusable(ErrorKind::InvalidInput));
    }
    let mut text = String::new();
    match File::open(file).and_then(|opened| opened.take(LONGEST_FILE + 1).read_to_string(&mut text)) {
        // An administrator announces by writing the file, and removes it afterwards.
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
        read => read.map_err(|cause| unusable(cause.kind()))?,
    };
    let sentence = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if sentence.chars().count() > LONGEST {
        return Err(unusable(ErrorKind::FileTooLarge));
    }
    Ok((!sentence.is_empty()).then(|| Shown::of(&sentence)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn announcement_is_one_clean_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("annonce.txt");
        let read = || announcement(Some(&file)).map(|found| found.map(String::from));
        assert_eq!(read().unwrap(), None, "no file");
        fs::write(&file, " \n").unwrap();
        assert_eq!(read().unwrap(), None, "an empty file");
        fs::write(&file, "Travaux le 3 juin :\n  service arrêté\u{1b}[2J.\n").unwrap();
        assert_eq!(read().unwrap().unwrap(), "Travaux le 3 juin : service arrêté\u{fffd}[2J.");
        for faulty in ["é".repeat(LONGEST + 1).into_bytes(), vec![b'a'; 2000], b"caf\xe9".to_vec()] {
            fs::write(&file, faulty).unwrap();
            assert!(matches!(read(), Err(AssemblyError::Announcement(..))));
        }
        let folder = announcement(Some(folder.path()));
        assert!(matches!(folder, Err(AssemblyError::Announcement(ErrorKind::InvalidInput, _))));
    }
}
