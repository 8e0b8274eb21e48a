//! The sshd in front of a kiosk: what it lets a visitor do besides the menu, by its own account (`sshd -T`).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::i18n::Text;
use crate::i18n::keys::doctor as texts;

use super::finding::Finding;

const CHECK: &str = "ssh";
const ACCOUNTS: &str = "/etc/passwd";
/// Absolute: root may run this, and `PATH` would choose the program.
const PROGRAMS: [&str; 3] = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"];
/// The file name of this program, wherever it is installed.
const NAME: &str = "mamamia";
/// A visitor from elsewhere (RFC 5737): a `Match` for the local network does not count.
const VISITOR: &str = "host=visiteur.invalid,addr=192.0.2.1,laddr=192.0.2.2,lport=22";

/// The findings about the account of a kiosk: the one that is named, else those whose shell is this program.
pub(super) fn examine(named: Option<&str>) -> Vec<Finding> {
    let program = std::env::current_exe().and_then(fs::canonicalize).unwrap_or_default();
    let accounts = fs::read_to_string(ACCOUNTS).unwrap_or_default();
    let opens_menu = |user: &str| shell_of(&accounts, user).is_some_and(|shell| is_same(shell, &program));
    let users: Vec<&str> = match named {
        Some(user) => vec![user],
        None => accounts
            .lines()
            .filter_map(|line| line.split(':').next())
            .filter(|user| opens_menu(user))
            .collect(),
    };
    let sshd = PROGRAMS.map(Path::new).into_iter().find(|path| path.is_file());
    users.into_iter().flat_map(|user| of_account(sshd, user, opens_menu(user))).collect()
}

fn of_account(sshd: Option<&Path>, user: &str, opens_menu: bool) -> Vec<Finding> {
    let text = |key| Text::from(key).word("user", user);
    let Some(sshd) = sshd else { return vec![Finding::unchecked(CHECK, text(texts::SSH_ABSENT))] };
    match ask(sshd, user) {
        Ok(settings) => judge(&settings, user, opens_menu),
        Err(cause) => vec![Finding::unchecked(CHECK, text(texts::SSH_UNASKED).word("cause", cause))],
    }
}

/// The settings that sshd applies to that account, as `key value` lines.
fn ask(sshd: &Path, user: &str) -> Result<String, String> {
    let output = Command::new(sshd)
        .args(["-T", "-C", &format!("user={user},{VISITOR}")])
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .map_err(|error: io::Error| error.kind().to_string())?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(errors.lines().next().unwrap_or_default().trim().to_owned())
}

/// Judges the doors that those settings open; `opens_menu`: the shell of the account is this program.
fn judge(settings: &str, user: &str, opens_menu: bool) -> Vec<Finding> {
    let text = |key| Text::from(key).word("user", user);
    let values = |key: &str| {
        let lines = settings.lines().filter_map(|line| line.split_once(' '));
        lines
            .filter(|(name, _)| name.eq_ignore_ascii_case(key))
            .map(|(_, value)| value.trim())
            .collect::<Vec<_>>()
    };
    let value = |key: &str| values(key).first().copied().unwrap_or_default();
    let forced = value("forcecommand");
    let is_forced = !matches!(forced, "" | "none");
    let in_process = |command: &str| command.split_whitespace().next() == Some("internal-sftp");
    let inner_sftp = values("subsystem").iter().any(|subsystem| {
        subsystem.split_once(' ').is_some_and(|(_, command)| in_process(command.trim_start()))
    });
    let mut findings = Vec::new();
    if in_process(forced) || (inner_sftp && !is_forced) {
        findings.push(Finding::fault(CHECK, text(texts::SSH_SFTP)));
    }
    if is_forced && !in_process(forced) && !is_menu(forced) {
        findings.push(Finding::fault(CHECK, text(texts::SSH_FORCED).word("command", forced)));
    }
    if !is_forced && !opens_menu {
        findings.push(Finding::fault(CHECK, text(texts::SSH_SHELL)));
    }
    let mut chosen: Vec<&str> = values("acceptenv");
    chosen.retain(|name| *name != "LANG" && !name.starts_with("LC_"));
    if value("permituserenvironment") != "no" {
        chosen.push("PermitUserEnvironment");
    }
    if !chosen.is_empty() {
        findings.push(Finding::fault(CHECK, text(texts::SSH_ENVIRONMENT).word("names", chosen.join(", "))));
    }
    let open = opened(&value);
    if !open.is_empty() {
        findings.push(Finding::attention(CHECK, text(texts::SSH_OPEN).word("names", open.join(", "))));
    }
    if findings.is_empty() {
        findings.push(Finding::ok(CHECK, text(texts::SSH_GOOD)));
    }
    findings
}

/// Whether a forced command starts this program, and no other after it: a shell runs it.
fn is_menu(command: &str) -> bool {
    let is_alone = !command.contains([';', '&', '|', '`', '$', '<', '>', '(', ')']);
    let first = command.split_whitespace().next().map(Path::new);
    is_alone
        && first.is_some_and(|path| {
            let itself = std::env::current_exe().and_then(fs::canonicalize);
            path.file_name().is_some_and(|name| name == NAME)
                || itself.is_ok_and(|itself| fs::canonicalize(path).is_ok_and(|path| path == itself))
        })
}

/// The doors beside the menu that sshd leaves open, by the names of its settings.
fn opened<'settings>(value: &impl Fn(&str) -> &'settings str) -> Vec<&'static str> {
    const FORWARDING: [&str; 4] =
        ["AllowTcpForwarding", "AllowStreamLocalForwarding", "AllowAgentForwarding", "X11Forwarding"];
    let is_on = |name: &str| !matches!(value(&name.to_ascii_lowercase()), "no" | "none" | "");
    let mut open = Vec::new();
    if value("disableforwarding") != "yes" {
        open.extend(FORWARDING.into_iter().filter(|name| is_on(name)));
    }
    open.extend(["PermitTunnel", "PermitUserRC"].into_iter().filter(|name| is_on(name)));
    open
}

fn shell_of<'a>(accounts: &'a str, user: &str) -> Option<&'a str> {
    let account = accounts.lines().find(|line| line.split(':').next() == Some(user))?;
    account.split(':').nth(6)
}

fn is_same(shell: &str, program: &Path) -> bool {
    fs::canonicalize(PathBuf::from(shell)).is_ok_and(|shell| shell == program)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::doctor::finding::FindingLevel;
    use crate::i18n::TextKey;
    use std::os::unix::fs::PermissionsExt;

    /// The lines of `sshd -T` (OpenSSH 9.2) that matter, under the block of the administration guide.
    const GUIDE: &str = "x11forwarding no\npermittty yes\npermituserrc no\nallowtcpforwarding yes\n\
        allowagentforwarding yes\ndisableforwarding yes\nallowstreamlocalforwarding yes\nforcecommand none\n\
        acceptenv LANG\nacceptenv LC_*\nsubsystem sftp /usr/lib/openssh/sftp-server\npermittunnel no\n\
        permitopen any\npermituserenvironment no\n";

    fn with(changes: &[(&str, &str)]) -> String {
        changes.iter().fold(GUIDE.to_owned(), |settings, (from, to)| {
            assert!(settings.contains(from), "{from}");
            settings.replace(from, to)
        })
    }

    const INNER: (&str, &str) = ("/usr/lib/openssh/sftp-server", "internal-sftp -l INFO");
    const FORCED: (&str, &str) = ("forcecommand none", "forcecommand /usr/local/bin/mamamia");

    #[rstest]
    #[case::guide(&[], Some(texts::SSH_GOOD))]
    #[case::inner_sftp(&[INNER], Some(texts::SSH_SFTP))]
    #[case::forced_menu(&[INNER, FORCED], Some(texts::SSH_GOOD))]
    #[case::forced_sftp(&[("forcecommand none", "forcecommand internal-sftp")], Some(texts::SSH_SFTP))]
    #[case::forced_shell(&[("forcecommand none", "forcecommand /bin/bash -l")], Some(texts::SSH_FORCED))]
    #[case::forced_other_name(&[("forcecommand none", "forcecommand /opt/mamamia/menu.sh")], Some(texts::SSH_FORCED))]
    #[case::forced_shell_after_menu(&[("forcecommand none", "forcecommand mamamia; bash")], Some(texts::SSH_FORCED))]
    #[case::forced_with_arguments(&[("forcecommand none", "forcecommand /opt/bin/mamamia --lean")], Some(texts::SSH_GOOD))]
    #[case::environment(&[("acceptenv LC_*", "acceptenv MAMAMIA_*")], Some(texts::SSH_ENVIRONMENT))]
    #[case::user_environment(&[("permituserenvironment no", "permituserenvironment yes")], Some(texts::SSH_ENVIRONMENT))]
    #[case::forwarding(&[("disableforwarding yes", "disableforwarding no")], Some(texts::SSH_OPEN))]
    #[case::user_rc(&[("permituserrc no", "permituserrc yes")], Some(texts::SSH_OPEN))]
    fn settings_are_judged(#[case] changes: &[(&str, &str)], #[case] expected: Option<TextKey>) {
        let found = judge(&with(changes), "motdepasse", true);
        assert_eq!(found.iter().map(Finding::key).collect::<Vec<_>>(), [expected]);
    }

    #[test]
    fn account_with_shell_needs_forced_command() {
        let keys = |settings: &str| judge(settings, "motdepasse", false)[0].key();
        assert_eq!(keys(GUIDE), Some(texts::SSH_SHELL));
        assert_eq!(keys(&with(&[FORCED])), Some(texts::SSH_GOOD));
        assert_eq!(keys(&with(&[("forcecommand none", "forcecommand /bin/sh")])), Some(texts::SSH_FORCED));
    }

    #[test]
    fn link_of_program_is_menu() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("guichet");
        std::os::unix::fs::symlink(std::env::current_exe().unwrap(), &link).unwrap();
        assert!(is_menu(link.to_str().unwrap()));
    }

    #[test]
    fn silent_sshd_is_unchecked() {
        assert_eq!(of_account(None, "motdepasse", true)[0].level, FindingLevel::Unchecked);
        let folder = tempfile::tempdir().unwrap();
        let sshd = folder.path().join("sshd");
        let script = |text: &str| {
            fs::write(&sshd, format!("#!/bin/sh\n{text}\n")).unwrap();
            fs::set_permissions(&sshd, fs::Permissions::from_mode(0o700)).unwrap();
            of_account(Some(&sshd), "motdepasse", true).remove(0)
        };
        let refused = script("echo 'sshd: no hostkeys available -- exiting.' >&2; exit 1");
        assert_eq!((refused.level, refused.key()), (FindingLevel::Unchecked, Some(texts::SSH_UNASKED)));
        let asked = format!("case \"$3\" in user=motdepasse,*) cat <<'END'\n{GUIDE}END\n;; esac");
        assert_eq!(script(&asked).key(), Some(texts::SSH_GOOD));
    }

    #[test]
    fn shell_of_account_is_read() {
        let accounts =
            "root:x:0:0:root:/root:/bin/bash\nmotdepasse:x:999:999::/home/m:/usr/local/bin/mamamia\n";
        assert_eq!(shell_of(accounts, "motdepasse"), Some("/usr/local/bin/mamamia"));
        assert_eq!(shell_of(accounts, "mot"), None);
    }
}
