//! A typed secret is only in the memory of the process, which other processes cannot read.

use super::*;

/// Whether a text holds `secret`, or enough of it to guess the rest.
fn tells(text: &str, secret: &str) -> bool {
    let characters: Vec<char> = secret.chars().collect();
    characters.windows(6).map(String::from_iter).any(|part| text.contains(&part))
}

/// The text of a stream without its control sequences: `ESC [` … final byte is the only kind that the program sends.
fn text_of(bytes: &[u8]) -> String {
    let sequences = Regex::new(r"(?s)\x1b.[^@-~]*[@-~]|\p{Cc}").unwrap();
    sequences.replace_all(&String::from_utf8_lossy(bytes), "").into_owned()
}

fn assert_nothing_in_proc(program: &Program, secrets: &[&str]) {
    for name in ["cmdline", "environ", "comm", "status"] {
        let text = fs::read(program.proc(name)).unwrap();
        assert!(!text.is_empty(), "{name}");
        for secret in secrets {
            assert!(!tells(&String::from_utf8_lossy(&text), secret), "{secret} in {name}");
        }
    }
}

/// `proofs` are seen while they are typed, and must be nowhere else.
fn send_form(choice: &[u8], first: &str, fields: &[&str], secrets: &[&str], proofs: &[&str]) {
    let all = [secrets, proofs].concat();
    let installation = Installation::new();
    let mut program = PtyHarness::new().run(&["--config", &installation.configuration()]);
    program.watch(secrets);
    program.expect(MENU);
    program.reach(choice, first);
    program.fill_all(fields);
    assert_nothing_in_proc(&program, &all);
    program.reach(b"\x13", DONE);
    assert_nothing_in_proc(&program, &all);
    program.send(b"\r");
    assert_eq!(program.leaked(), [""; 0]);
    let end = program.end();
    end.restored(secrets).code(0);

    let stream = text_of(&end.bytes);
    let audit = fs::read_to_string(installation.path("audit.log")).unwrap();
    assert!(stream.contains("jdupont") && audit.contains("200"), "{audit}");
    for secret in secrets {
        assert!(!tells(&stream, secret), "{secret} was sent to the terminal");
    }
    for secret in all {
        assert!(!tells(&audit, secret), "{secret} is in the audit:\n{audit}");
    }
}

#[test]
fn form_tells_no_secret() {
    send_form(b"1", "Mot de passe actuel", &["jdupont", OLD, NEW, NEW], &[OLD, NEW], &[]);
    let fields = ["jdupont", NUMEN, BIRTH_DATE, NEW, NEW];
    send_form(b"2", "Date de naissance", &fields, &[NEW], &[NUMEN, BIRTH_DATE, "14071975"]);
}

/// The watch of the tests above can find a secret.
#[test]
fn only_a_revealed_secret_is_shown() {
    let mut program = PtyHarness::new().run(&["demo"]);
    program.open_change();
    program.watch(&[OLD]);
    program.fill("jdupont");
    program.send(OLD.as_bytes());
    program.reach(b"\x1b[D", &"•".repeat(OLD.len()));
    assert_eq!(program.leaked(), [""; 0]);
    assert!(!tells(&text_of(&program.bytes()), OLD));
    program.reach(b"\x1bOQ", OLD);
    assert!(!program.leaked().is_empty() && tells(&text_of(&program.bytes()), OLD));
    program.send(b"\t");
    program.gone(OLD);
    program.quit(&[OLD]);
}

#[test]
fn interrupted_paste_leaves_nothing_to_shell() {
    let mut program = PtyHarness::new().run(&["demo"]);
    program.open_change();
    program.send(format!("\x1b[200~{OLD}\x03").as_bytes());
    program.end().restored(&[OLD]).code(0);
}

#[test]
fn memory_is_closed_to_other_users() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // Root reads everything: the process must belong to another user.
    let binary = folder.path().join("mamamia");
    fs::copy(env!("CARGO_BIN_EXE_mamamia"), &binary).unwrap();
    let binary = binary.to_str().unwrap();
    let other_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let is_root = rustix::process::getuid().is_root();
    let words: Vec<&str> = other_user.into_iter().filter(|_| is_root).chain([binary, "demo"]).collect();
    let program = PtyHarness::new().start(&words);
    program.expect(MENU);
    let limits = program.read("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let core: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(core, ["0", "0"]);
    // The files of a process that is not dumpable belong to root (proc(5)).
    let status = program.read("status");
    let user = status.lines().find(|line| line.starts_with("Uid:")).unwrap();
    assert!(!user.split_whitespace().any(|id| id == "0"), "{user}");
    assert_eq!(fs::metadata(program.proc("environ")).unwrap().uid(), 0);
}
