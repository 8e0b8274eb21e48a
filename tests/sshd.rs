//! The kiosk of the administration guide, on a real sshd: its blocks as they are written, with each kind of sftp.
//!
//! The guide names an account, paths under /etc and a program in /usr/local/bin. A mount namespace has its own, so that
//! the machine keeps what it has; hence root. `make test-servers` installs sshd and runs these tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/skip.rs"]
mod skip;

use std::fs::{self, Permissions};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use mamamia::demo::{EmbeddedDirectory, Options};
use rstest::rstest;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const SSHD: &str = "/usr/sbin/sshd";
/// The account of the kiosk, in its own list of accounts.
const KIOSK: u32 = 2001;
const PATIENCE: Duration = Duration::from_secs(60);
const REFUSED: &str = "Cette borne n'execute aucune commande.";
const MENU: &str = "Gerer mon mot de passe";

/// Mounts the folders of the test over those of the machine, for this process and sshd alone.
const NAMESPACE: &str = r#"set -e
mount --bind "$DIR/etc" /etc
mount -t tmpfs none /run && mkdir /run/sshd
mount --bind "$DIR/bin" /usr/local/bin
mount --bind "$BINARY" /usr/local/bin/mamamia
exec /usr/sbin/sshd -D -e -f /etc/ssh/sshd_config"#;

const USUAL: &str = "Port PORT\nListenAddress 127.0.0.1\nHostKey /etc/ssh/ssh_host_ed25519_key\nUsePAM no\n";

struct Kiosk {
    folder: TempDir,
    port: u16,
    sshd: Child,
    _runtime: Runtime,
    directory: EmbeddedDirectory,
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

/// A block of the guide, which begins with its name.
fn block(name: &str) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/administration.md");
    let guide = fs::read_to_string(guide).unwrap();
    let (_, rest) =
        guide.split_once(&format!("```\n# {name}\n")).unwrap_or_else(|| panic!("no block {name}"));
    rest.split_once("```").unwrap().0.to_owned()
}

fn quietly(program: &str, arguments: &[&str]) -> bool {
    let run = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

impl Kiosk {
    /// The kiosk under this configuration of sshd; `None` where it cannot be started.
    fn start(config: &str) -> Option<Self> {
        if !Path::new(SSHD).exists() || !quietly("ssh", &["-V"]) {
            skip::skip("sshd, ssh or sftp are missing (apt-get install openssh-server)");
            return None;
        }
        if !quietly("unshare", &["-m", "--propagation", "private", "mount", "-t", "tmpfs", "none", "/mnt"]) {
            skip::skip("a mount namespace needs root");
            return None;
        }
        let runtime = Runtime::new().unwrap();
        let directory = runtime.block_on(EmbeddedDirectory::start(Options::default())).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = tempfile::tempdir().unwrap();
        install(folder.path(), &directory, &config.replace("PORT", &port.to_string()));
        let sshd = Command::new("unshare")
            .args(["-m", "--propagation", "private", "sh", "-c", NAMESPACE])
            .env("DIR", folder.path())
            .env("BINARY", env!("CARGO_BIN_EXE_mamamia"))
            .stdin(Stdio::null())
            .stderr(fs::File::create(folder.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let kiosk = Self { folder, port, sshd, _runtime: runtime, directory };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "sshd does not listen: {}", kiosk.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(kiosk)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// A client that knows nothing of this machine's own settings.
    fn client(&self, program: &str, port: &str) -> Command {
        let mut client = Command::new(program);
        client.args(["-F", "none", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no"]);
        client.args(["-o", "UserKnownHostsFile=/dev/null", port, &self.port.to_string()]);
        client
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        client
    }

    fn ssh(&self, options: &[&str], command: &[&str], input: &str) -> Output {
        let mut client = self.client("ssh", "-p");
        answer(client.args(options).arg("motdepasse@127.0.0.1").args(command), input)
    }

    /// Opens the menu at a terminal, and leaves.
    fn opens_menu(&self) {
        let mut client = self.client("ssh", "-p").args(["-tt", "motdepasse@127.0.0.1"]).spawn().unwrap();
        let (mut screen, mut part) = (Vec::new(), [0; 4096]);
        while !contains(&screen, MENU) {
            let read = client.stdout.as_mut().unwrap().read(&mut part).unwrap();
            assert!(read > 0, "{}\n{}", String::from_utf8_lossy(&screen), self.log());
            screen.extend(&part[..read]);
        }
        client.stdin.as_mut().unwrap().write_all(b"\x03").unwrap();
        assert!(client.wait().unwrap().success());
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(text)
}

fn answer(client: &mut Command, input: &str) -> Output {
    let mut client = client.spawn().unwrap();
    // A client that is refused reads no input.
    let _ = client.stdin.take().unwrap().write_all(input.as_bytes());
    client.wait_with_output().unwrap()
}

fn write(path: PathBuf, text: &str, mode: u32) -> PathBuf {
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    path
}

/// Installs the files of the guide in the folder that stands for /etc and /usr/local/bin.
fn install(folder: &Path, directory: &EmbeddedDirectory, sshd: &str) {
    let etc = folder.join("etc");
    for sub in ["etc/ssh/sshd_config.d", "etc/mamamia", "bin"] {
        fs::create_dir_all(folder.join(sub)).unwrap();
    }
    fs::write(folder.join("bin/mamamia"), "").unwrap();
    let accounts = "root:x:0:0::/root:/bin/sh\nsshd:x:100:65534::/run/sshd:/usr/sbin/nologin\n";
    let kiosk = format!("motdepasse:x:{KIOSK}:{KIOSK}::/:/usr/local/bin/mamamia\n");
    write(etc.join("passwd"), &(accounts.to_owned() + &kiosk), 0o644);
    write(etc.join("group"), &format!("root:x:0:\nnogroup:x:65534:\nmotdepasse:x:{KIOSK}:\n"), 0o644);
    write(etc.join("shadow"), "root:*:19000::::::\nsshd:*:19000::::::\nmotdepasse::19000::::::\n", 0o600);
    write(etc.join("nsswitch.conf"), "passwd: files\ngroup: files\nshadow: files\n", 0o644);
    let key = etc.join("ssh/ssh_host_ed25519_key");
    assert!(quietly("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", key.to_str().unwrap()]));
    write(etc.join("ssh/sshd_config"), sshd, 0o644);
    write(etc.join("ssh/sshd_config.d/mamamia.conf"), &block("mamamia.conf"), 0o644);
    let secret = write(etc.join("mamamia/service.secret"), directory.service_password(), 0o400);
    chown(secret, Some(KIOSK), Some(KIOSK)).unwrap();
    let text = format!(
        "[directory]\nurls = [\"{}\"]\nallow_cleartext_on_loopback = true\nbase = \"{}\"\n\
         [directory.service]\ndn = \"{}\"\npassword_file = \"/etc/mamamia/service.secret\"\n",
        directory.url(),
        directory.base(),
        directory.service_dn(),
    );
    write(etc.join("mamamia/mamamia.toml"), &text, 0o644);
}

/// sshd as the machine has it, then the block of the guide.
fn beside(subsystem: &str) -> String {
    format!("{USUAL}Subsystem sftp {subsystem}\nInclude /etc/ssh/sshd_config.d/mamamia.conf\n")
}

/// The sshd of the guide, on a free port.
fn of_its_own() -> String {
    block("sshd_mamamia.conf").replace("Port 2222", "Port PORT\nListenAddress 127.0.0.1\nUsePAM no")
}

#[rstest]
#[case::internal_sftp(beside("internal-sftp"))]
#[case::external_sftp(beside("/usr/lib/openssh/sftp-server"))]
#[case::of_its_own(of_its_own())]
#[ignore = "make test-servers"]
fn kiosk_opens_menu_and_nothing_else(#[case] config: String) {
    let Some(kiosk) = Kiosk::start(&config) else { return };
    kiosk.opens_menu();
    for command in
        [&["id"][..], &["cat", "/etc/mamamia/service.secret"], &["scp", "-f", "/etc/passwd"], &["/bin/sh"]]
    {
        let Output { status, stdout, stderr } = kiosk.ssh(&[], command, "");
        assert!(!status.success() && stdout.is_empty(), "{command:?}: {}", String::from_utf8_lossy(&stdout));
        assert!(contains(&stderr, REFUSED), "{command:?}: {}", String::from_utf8_lossy(&stderr));
    }
    let get = "get /etc/mamamia/service.secret stolen\n";
    let sftp = answer(kiosk.client("sftp", "-P").args(["-b", "-", "motdepasse@127.0.0.1"]), get);
    assert!(!sftp.status.success() && !kiosk.folder.path().join("stolen").exists());
    let copied = answer(
        kiosk.client("scp", "-P").args(["motdepasse@127.0.0.1:/etc/mamamia/service.secret", "stolen"]),
        "",
    );
    assert!(!copied.status.success() && !kiosk.folder.path().join("stolen").exists());
    let port = kiosk.directory.url().rsplit(':').next().unwrap().trim_end_matches('/').to_owned();
    let forwarded = kiosk.ssh(&["-W", &format!("127.0.0.1:{port}")], &[], "x");
    assert!(!forwarded.status.success(), "a port is forwarded");
}

#[test]
#[ignore = "make test-servers"]
fn visit_without_terminal_warns_of_echo() {
    let Some(kiosk) = Kiosk::start(&beside("internal-sftp")) else { return };
    let Output { stdout, .. } = kiosk.ssh(&["-T"], &[], "1\n");
    let said = String::from_utf8(stdout).unwrap();
    assert!(said.contains("ce que vous tapez peut s'afficher, mots de passe compris"), "{said}");
    assert!(!said.contains("ne s'affichent pas"), "{said}");
}

#[test]
#[ignore = "make test-servers"]
fn block_bounds_connections() {
    let Some(kiosk) = Kiosk::start(&beside("internal-sftp")) else { return };
    let etc = kiosk.folder.path().join("etc/ssh");
    let config = fs::read_to_string(etc.join("sshd_config")).unwrap();
    // sshd demands its folder, which its service makes; it reads the files from outside of the namespace here.
    fs::create_dir_all("/run/sshd").unwrap();
    let config = config.replace("/etc/ssh", etc.to_str().unwrap());
    let config = write(kiosk.folder.path().join("outside"), &config, 0o600);
    let from = "user=motdepasse,host=localhost,addr=127.0.0.1";
    let read = Command::new(SSHD).args(["-T", "-C", from, "-f"]).arg(config).output().unwrap();
    let settings = String::from_utf8(read.stdout).unwrap();
    for setting in
        ["maxsessions 1", "clientaliveinterval 5", "clientalivecountmax 2", "unusedconnectiontimeout 30"]
    {
        assert!(settings.lines().any(|line| line == setting), "{setting} is not in\n{settings}");
    }
    assert!(settings.contains("\nforcecommand /usr/local/bin/mamamia\n"), "{settings}");
}
