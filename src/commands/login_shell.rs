//! The contract of a login shell: `-c COMMAND`. sshd passes a command so, also its own forced one.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// The file of the running program.
const ITSELF: &str = "/proc/self/exe";

/// A command that this program does not carry out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OtherCommand;

/// The arguments of the program, its name first, without `-c ITSELF`: under a forced command, that is how it is started.
/// `original` is the command that the person asked for instead, if any (`SSH_ORIGINAL_COMMAND`).
///
/// # Errors
/// Another command is asked for (`id`, `scp`, `sftp-server`…).
pub(super) fn without_own_command(
    arguments: Vec<OsString>,
    original: Option<&OsStr>,
) -> Result<Vec<OsString>, OtherCommand> {
    match arguments.as_slice() {
        [name, option, command] if option == "-c" && is_this_program(command) => {
            match original.filter(|original| !original.is_empty() && !is_this_program(original)) {
                None => Ok(vec![name.clone()]),
                Some(_) => Err(OtherCommand),
            }
        }
        [_, option, ..] if is_command_option(option) => Err(OtherCommand),
        [_, others @ ..] if others.iter().any(|option| option == "-c") => Err(OtherCommand),
        _ => Ok(arguments),
    }
}

/// `-c`, and `-cCOMMAND` in one word.
fn is_command_option(option: &OsStr) -> bool {
    option.as_bytes().starts_with(b"-c")
}

/// Whether a command is nothing but a path of this program, by whatever link.
fn is_this_program(command: &OsStr) -> bool {
    let path = Path::new(command);
    path.is_absolute() && is_same_file(path, Path::new(ITSELF)).unwrap_or(false)
}

fn is_same_file(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (fs::metadata(one)?, fs::metadata(other)?);
    Ok((one.dev(), one.ino()) == (other.dev(), other.ino()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn read(arguments: &[&str]) -> Result<Vec<OsString>, OtherCommand> {
        without_own_command(arguments.iter().map(Into::into).collect(), None)
    }

    #[rstest]
    #[case(&["mamamia"])]
    #[case(&["-mamamia"])]
    #[case(&["mamamia", "--config", "/etc/mamamia.toml", "doctor"])]
    #[case(&["mamamia", "--lang", "fr"])]
    fn other_arguments_stay(#[case] arguments: &[&str]) {
        assert_eq!(read(arguments), Ok(arguments.iter().map(Into::into).collect()));
    }

    #[test]
    fn own_path_is_no_argument() {
        let folder = tempfile::tempdir().unwrap();
        let (itself, link) = (std::env::current_exe().unwrap(), folder.path().join("guichet"));
        symlink(&itself, &link).unwrap();
        for path in [itself, link] {
            assert_eq!(read(&["mamamia", "-c", path.to_str().unwrap()]), Ok(vec!["mamamia".into()]));
        }
    }

    #[rstest]
    #[case(&["id"])]
    #[case(&["mamamia"])]
    #[case(&["/bin/sh"])]
    #[case(&["/usr/lib/openssh/sftp-server"])]
    #[case(&["scp -t ."])]
    #[case(&["rsync --server . ."])]
    #[case(&[""])]
    #[case(&[])]
    #[case(&["/proc/self/exe", "x"])]
    #[case(&["./mamamia"])]
    fn other_command_is_refused(#[case] command: &[&str]) {
        assert_eq!(read(&[&["mamamia", "-c"], command].concat()), Err(OtherCommand));
    }

    #[rstest]
    #[case(&["mamamia", "-cid"])]
    #[case(&["mamamia", "--plain", "-c", "id"])]
    fn command_beside_options_is_refused(#[case] arguments: &[&str]) {
        assert_eq!(read(arguments), Err(OtherCommand));
    }

    #[rstest]
    #[case::none(None, true)]
    #[case::empty(Some(""), true)]
    #[case::itself(Some("/proc/self/exe"), true)]
    #[case::id(Some("id"), false)]
    #[case::sftp(Some("internal-sftp"), false)]
    fn forced_command_replaces_no_other(#[case] original: Option<&str>, #[case] opens: bool) {
        let forced = ["mamamia", "-c", "/proc/self/exe"].map(OsString::from).to_vec();
        assert_eq!(without_own_command(forced, original.map(OsStr::new)).is_ok(), opens);
        // Outside of a forced command, the variable says nothing.
        assert!(without_own_command(vec!["mamamia".into()], original.map(OsStr::new)).is_ok());
    }

    #[test]
    fn own_path_with_arguments_is_refused() {
        let itself = std::env::current_exe().unwrap();
        assert_eq!(read(&["mamamia", "-c", &format!("{} doctor", itself.display())]), Err(OtherCommand));
    }
}
