//! What is typed as a secret is nowhere but in the memory of the process, and that is closed.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;

use crate::installation::Installation;
use crate::pty::{Program, Terminal};
use crate::{MENU, NEW, OLD};

const NUMEN: &str = "16E9912345ABC";
const BIRTH_DATE: &str = "14/07/1975";
const DONE: &str = "La modification de votre mot de passe a été effectuée";

/// Whether a stream or a file has `secret`, or enough of it to guess the rest.
fn tells(text: &str, secret: &str) -> bool {
    let characters: Vec<char> = secret.chars().collect();
    characters.windows(6).any(|part| text.contains(&part.iter().collect::<String>()))
}

/// What is left of a stream without its control sequences.
fn text_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut left = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\x1b' {
            // `ESC [` … final byte: the only kind that the program sends.
            let _ = characters.by_ref().skip(1).find(|end| matches!(end, '@'..='~'));
        } else if !character.is_control() {
            left.push(character);
        }
    }
    left
}

/// None of the secrets is in what the system shows of the process.
fn nothing_in_proc(program: &Program, secrets: &[&str]) {
    for name in ["cmdline", "environ", "comm", "status"] {
        let text = fs::read(program.proc(name)).unwrap();
        assert!(!text.is_empty(), "{name}");
        for secret in secrets {
            assert!(!tells(&String::from_utf8_lossy(&text), secret), "{secret} in {name}");
        }
    }
}

fn whole_visit(choice: &[u8], first: &str, fields: &[&str], secrets: &[&str]) {
    let installation = Installation::new();
    let mut program = Terminal::new().run(&["--config", &installation.configuration()]);
    program.watch(secrets);
    program.expect(MENU);
    program.send(choice);
    program.expect(first);
    for field in fields {
        program.fill(field);
    }
    nothing_in_proc(&program, secrets);
    program.send(b"\x13");
    program.expect(DONE);
    nothing_in_proc(&program, secrets);
    program.send(b"\r");
    assert_eq!(program.leaked(), [""; 0]);
    let end = program.end();
    end.restored(secrets).code(0);

    let stream = text_of(&end.bytes);
    let audit = fs::read_to_string(installation.path("audit.log")).unwrap();
    assert!(stream.contains("jdupont") && audit.contains("200"), "{audit}");
    for secret in secrets {
        assert!(!tells(&stream, secret), "{secret} was sent to the terminal");
        assert!(!tells(&audit, secret), "{secret} is in the audit:\n{audit}");
    }
}

#[test]
fn of_a_whole_change() {
    whole_visit(b"1", "Mot de passe actuel", &["jdupont", OLD, NEW, NEW], &[OLD, NEW]);
}

#[test]
fn of_a_whole_reset() {
    let fields = ["jdupont", NUMEN, BIRTH_DATE, NEW, NEW];
    whole_visit(b"2", "Date de naissance", &fields, &[NUMEN, BIRTH_DATE, "14071975", NEW]);
}

/// The watch of the tests above sees what there is to see.
#[test]
fn a_secret_is_shown_only_while_the_person_looks_at_it() {
    let mut program = Terminal::new().run(&["demo"]);
    program.expect(MENU);
    program.send(b"1");
    program.expect("Mot de passe actuel");
    program.watch(&[OLD]);
    program.fill("jdupont");
    program.send(OLD.as_bytes());
    program.send(b"\x1b[D");
    program.expect(&"*".repeat(OLD.len()));
    assert_eq!(program.leaked(), [""; 0]);
    assert!(!tells(&text_of(&program.bytes()), OLD));
    program.send(b"\x1bOQ");
    program.expect(OLD);
    assert!(!program.leaked().is_empty() && tells(&text_of(&program.bytes()), OLD));
    program.send(b"\t");
    program.gone(OLD);
    program.send(b"\x03");
    program.end().restored(&[OLD]).code(0);
}

#[test]
fn none_is_left_to_the_shell_by_an_ending_in_the_middle_of_a_paste() {
    let mut program = Terminal::new().run(&["demo"]);
    program.expect(MENU);
    program.send(b"1");
    program.expect("Mot de passe actuel");
    program.send(format!("\x1b[200~{OLD}\x03").as_bytes());
    program.end().restored(&[OLD]).code(0);
}

#[test]
fn the_memory_is_not_for_others_nor_for_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // Root reads everything: the test needs a process of somebody else.
    let binary = folder.path().join("mamamia");
    fs::copy(env!("CARGO_BIN_EXE_mamamia"), &binary).unwrap();
    let binary = binary.to_str().unwrap();
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let is_root = rustix::process::getuid().is_root();
    let words: Vec<&str> = nobody.into_iter().filter(|_| is_root).chain([binary, "demo"]).collect();
    let program = Terminal::new().start(&words);
    program.expect(MENU);
    let limits = fs::read_to_string(program.proc("limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let core: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(core, ["0", "0"]);
    // The system gives to root what it shows of a process that is not dumpable (proc(5)).
    let status = fs::read_to_string(program.proc("status")).unwrap();
    let user = status.lines().find(|line| line.starts_with("Uid:")).unwrap();
    assert!(!user.split_whitespace().any(|id| id == "0"), "{user}");
    assert_eq!(fs::metadata(program.proc("environ")).unwrap().uid(), 0);
}
