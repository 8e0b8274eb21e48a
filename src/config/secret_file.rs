//! Reads a secret from a file, unless another account can read or alter that file.
//!
//! The checks examine the opened file (`fstat`), so that no other file can replace it between check and read. A symbolic
//! link is followed: secrets are often mounted behind one.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

use rustix::fs::OFlags;
use zeroize::Zeroizing;

use crate::i18n::{Text, keys::command_line as texts};
use crate::password::SecretText;
use crate::password::secret::CAPACITY;

/// Bytes of the longest file of secret bytes: four times an RSA key of 16 384 bits in PEM.
const LONGEST_FILE: usize = 1 << 16;

/// The variable in which systemd names the directory of credentials (systemd.exec(5)).
pub const CREDENTIALS_VARIABLE: &str = "CREDENTIALS_DIRECTORY";

/// The fault for which a file of secrets is refused. It never holds a byte of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretFileError {
    Missing,
    /// The system refuses to read it, or fails to.
    Unreadable(io::ErrorKind),
    /// It is a directory, a pipe or a device.
    NotAFile,
    /// Other accounts may read or write it. Holds its permission bits.
    TooOpen(u32),
    /// It belongs neither to the account that runs the program nor to root.
    ForeignOwner,
    /// It holds nothing but a line end.
    Empty,
    /// It is longer than any password.
    TooLong,
    /// It is not UTF-8, or has a character that no password may have: a control, an invisible one, a second line.
    Characters,
    /// It is named as a systemd credential, but systemd gave no directory of credentials.
    NoCredentials,
}

impl SecretFileError {
    /// The sentence for the administrator.
    #[must_use]
    pub fn text(self, path: &Path) -> Text {
        let key = match self {
            Self::Missing => texts::SECRET_FILE_MISSING,
            Self::Unreadable(_) => texts::SECRET_FILE_UNREADABLE,
            Self::NotAFile => texts::SECRET_FILE_NOT_A_FILE,
            Self::TooOpen(_) => texts::SECRET_FILE_TOO_OPEN,
            Self::ForeignOwner => texts::SECRET_FILE_FOREIGN_OWNER,
            Self::Empty => texts::SECRET_FILE_EMPTY,
            Self::TooLong => texts::SECRET_FILE_TOO_LONG,
            Self::Characters => texts::SECRET_FILE_CHARACTERS,
            Self::NoCredentials => texts::SECRET_FILE_NO_CREDENTIALS,
        };
        let text = Text::from(key).word("file", path.display().to_string());
        match self {
            Self::TooOpen(mode) => text.word("mode", format!("{mode:03o}")),
            Self::Unreadable(kind) => text.word("cause", kind.to_string()),
            _ => text,
        }
    }
}

/// Reads the secret of a file: one line of UTF-8, its line end left out.
///
/// A bare name (`annuaire`) is a systemd credential, a file of the directory `credentials` (the value of
/// [`CREDENTIALS_VARIABLE`]). Its group bits may then hold the mask of the access list by which systemd
/// lets the service's user read a file of root. A credential may therefore be readable by the group, but not by all, and
/// not writable.
///
/// # Errors
/// See [`SecretFileError`].
pub fn read_secret(path: &Path, credentials: Option<&Path>) -> Result<SecretText, SecretFileError> {
    // Two bytes more for a line end, and one to detect a longer file.
    parse(&read_whole(path, credentials, CAPACITY + 3)?)
}

/// Reads a file of secret bytes, such as a private key, under the same conditions as [`read_secret`].
///
/// # Errors
/// See [`SecretFileError`].
pub fn read_secret_file(
    path: &Path,
    credentials: Option<&Path>,
) -> Result<Zeroizing<Vec<u8>>, SecretFileError> {
    let bytes = read_whole(path, credentials, LONGEST_FILE + 1)?;
    match bytes.len() {
        0 => Err(SecretFileError::Empty),
        1..=LONGEST_FILE => Ok(bytes),
        _ => Err(SecretFileError::TooLong),
    }
}

/// The directory of the credentials that systemd gave to this process.
#[must_use]
pub fn credentials_directory() -> Option<PathBuf> {
    std::env::var_os(CREDENTIALS_VARIABLE).map(PathBuf::from)
}

/// The first bytes of an examined file.
fn read_whole(
    path: &Path,
    credentials: Option<&Path>,
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, SecretFileError> {
    let (path, forbidden) = match (is_bare_name(path), credentials) {
        (false, _) => (path.to_owned(), 0o077),
        (true, Some(directory)) => (directory.join(path), 0o037),
        (true, None) => return Err(SecretFileError::NoCredentials),
    };
    let file = open(&path)?;
    examine(&file, forbidden)?;
    read_all(file, most)
}

fn is_bare_name(path: &Path) -> bool {
    let mut components = path.components();
    matches!((components.next(), components.next()), (Some(Component::Normal(_)), None))
}

fn open(path: &PathBuf) -> Result<File, SecretFileError> {
    // Non-blocking: a pipe is refused below, not waited for.
    let flags = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
    OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(fault_of)
}

fn examine(file: &File, forbidden: u32) -> Result<(), SecretFileError> {
    let metadata = file.metadata().map_err(fault_of)?;
    let mode = metadata.mode() & 0o777;
    if !metadata.is_file() {
        return Err(SecretFileError::NotAFile);
    }
    if mode & forbidden != 0 {
        return Err(SecretFileError::TooOpen(mode));
    }
    if ![0, rustix::process::geteuid().as_raw()].contains(&metadata.uid()) {
        return Err(SecretFileError::ForeignOwner);
    }
    Ok(())
}

/// The bytes of the file, `most` of them, in a buffer that never grows and is wiped.
fn read_all(mut file: File, most: usize) -> Result<Zeroizing<Vec<u8>>, SecretFileError> {
    let mut bytes = Zeroizing::new(vec![0; most]);
    let mut length = 0;
    while let Some(room) = bytes.get_mut(length..).filter(|room| !room.is_empty()) {
        match file.read(room) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(fault_of(error)),
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}

fn parse(bytes: &[u8]) -> Result<SecretText, SecretFileError> {
    let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return Err(SecretFileError::Empty);
    }
    if line.len() > CAPACITY {
        return Err(SecretFileError::TooLong);
    }
    let text = std::str::from_utf8(line).map_err(|_| SecretFileError::Characters)?;
    let secret = SecretText::from_text(text).map_err(|_| SecretFileError::Characters)?;
    // A text that normalization alters is not the password that the directory knows.
    if secret.expose() == text { Ok(secret) } else { Err(SecretFileError::Characters) }
}

fn fault_of(error: io::Error) -> SecretFileError {
    match error.kind() {
        io::ErrorKind::NotFound => SecretFileError::Missing,
        kind => SecretFileError::Unreadable(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use tempfile::TempDir;

    fn file(content: &[u8], mode: u32) -> (TempDir, PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("secret");
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        (directory, path)
    }

    fn read(path: &Path) -> Result<String, SecretFileError> {
        read_secret(path, None).map(|secret| secret.expose().to_owned())
    }

    #[rstest]
    #[case(Ok("S3cret-du-service"), &[b"S3cret-du-service" as &[u8], b"S3cret-du-service\n", b"S3cret-du-service\r\n"])]
    #[case(Ok(" blancs gardés "), &[b" blancs gard\xc3\xa9s \n" as &[u8]])]
    #[case(Ok(str::from_utf8(&[b'x'; CAPACITY]).unwrap()), &[&[b'x'; CAPACITY] as &[u8]])]
    #[case(Err(SecretFileError::Empty), &[b"" as &[u8], b"\n"])]
    #[case(Err(SecretFileError::Characters), &["e\u{301}".as_bytes(), b"deux\nlignes\n", b"une\n\n", b"\xff\xfe"])]
    #[case(Err(SecretFileError::TooLong), &[&[b'x'; CAPACITY + 1] as &[u8], &[b'x'; 100_000]])]
    fn content_gives_secret_or_error(#[case] secret: Result<&str, SecretFileError>, #[case] files: &[&[u8]]) {
        for content in files {
            let (_directory, path) = file(content, 0o600);
            assert_eq!(read(&path), secret.map(str::to_owned), "{}", content.escape_ascii());
        }
    }

    #[rstest]
    fn mode_of_file_is_checked(#[values(0o600, 0o400, 0o640, 0o604, 0o620, 0o777)] mode: u32) {
        let (_directory, path) = file(b"S3cret", mode);
        let refused = ![0o600, 0o400].contains(&mode);
        assert_eq!(read(&path).err(), refused.then_some(SecretFileError::TooOpen(mode)));
    }

    #[rstest]
    fn mode_of_credential_is_checked(#[values(0o440, 0o400, 0o444, 0o460)] mode: u32) {
        let (directory, _path) = file(b"S3cret", mode);
        let refused = ![0o440, 0o400].contains(&mode);
        let found = read_secret(Path::new("secret"), Some(directory.path()));
        assert_eq!(found.err(), refused.then_some(SecretFileError::TooOpen(mode)));
    }

    #[test]
    fn key_file_is_read_whole_or_refused() {
        let read = |content: &[u8], mode| {
            let (_directory, path) = file(content, mode);
            read_secret_file(&path, None).map(|bytes| bytes.to_vec())
        };
        assert_eq!(read(b"two\nlines\n", 0o600), Ok(b"two\nlines\n".to_vec()));
        assert_eq!(read(&[b'x'; LONGEST_FILE], 0o600).map(|bytes| bytes.len()), Ok(LONGEST_FILE));
        assert_eq!(read(&[b'x'; LONGEST_FILE + 1], 0o600), Err(SecretFileError::TooLong));
        assert_eq!(read(b"", 0o600), Err(SecretFileError::Empty));
        assert_eq!(read(b"key", 0o644), Err(SecretFileError::TooOpen(0o644)));
    }

    #[test]
    fn only_bare_name_is_credential() {
        let (directory, path) = file(b"S3cret", 0o440);
        assert_eq!(read_secret(&path, Some(directory.path())).err(), Some(SecretFileError::TooOpen(0o440)));
        assert_eq!(read(Path::new("secret")), Err(SecretFileError::NoCredentials));
        // As a credential this path would be the file above; from the working folder it leads to no file.
        let escaping = Path::new("..").join(directory.path().file_name().unwrap()).join("secret");
        assert_eq!(read_secret(&escaping, Some(directory.path())).err(), Some(SecretFileError::Missing));
    }

    #[test]
    fn link_leads_to_checked_file() {
        let (directory, path) = file(b"S3cret", 0o600);
        let link = directory.path().join("link");
        symlink(&path, &link).unwrap();
        assert_eq!(read(&link), Ok("S3cret".to_owned()));
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        assert_eq!(read(&link), Err(SecretFileError::TooOpen(0o644)));
    }

    #[test]
    fn path_without_file_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(read(&directory.path().join("absent")), Err(SecretFileError::Missing));
        assert_eq!(read(directory.path()), Err(SecretFileError::NotAFile));
        let pipe = directory.path().join("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
        assert_eq!(read(&pipe), Err(SecretFileError::NotAFile));
    }

    #[test]
    fn foreign_owner_is_refused() {
        let (_directory, path) = file(b"S3cret", 0o600);
        // Only root may give a file away.
        if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(&path, Some(65_534), None).unwrap();
            assert_eq!(read(&path), Err(SecretFileError::ForeignOwner));
        }
    }
}
