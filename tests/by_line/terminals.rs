//! A person at a terminal by line, however little that terminal can do.

use std::io::Read;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rstest::rstest;
use rustix::termios::{LocalModes, OutputModes};

use crate::installation::Installation;
use crate::partner::{Ends, Partner};
use crate::{NEW, OLD, UTF8, assert_is_plain};

const XTERM: &[(&str, &str)] = &[("TERM", "xterm-256color"), UTF8];

/// As a serial line says.
#[rstest]
#[case(0, 0)]
#[case(80, 0)]
fn a_terminal_of_unknown_size(#[case] columns: u16, #[case] rows: u16) {
    let mut partner = Partner::start_sized((columns, rows), Ends::Tty, &["demo"], XTERM);
    partner.answer("Votre choix : ", "1");
    partner.answer("Identifiant : ", "jdupont");
    partner.expect("Mot de passe actuel : ");
    partner.send(b"\x03");
    let (code, said) = partner.end();
    assert_eq!(code, 0);
    assert_is_plain(&said);
    assert!(said.contains("Identifiant : jdupont\r\n"), "what is no secret is echoed: {said}");
    assert!(said.lines().all(|line| line.chars().count() < 80), "it counts as 80 columns: {said}");
}

#[test]
fn what_is_typed_into_a_pipe_is_echoed_by_the_program_alone() {
    let mut partner = Partner::start(Ends::TtyToPipe, &["demo"], XTERM);
    partner.answer("Votre choix : ", "1");
    partner.expect("Identifiant : ");
    let during = partner.attributes();
    assert!(!during.local_modes.intersects(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON));
    // What others write on that terminal is shown as before.
    assert!(during.output_modes.contains(OutputModes::OPOST | OutputModes::ONLCR));
    partner.send(b"jdupomt\x7f\x7fnt\r");
    partner.answer("Mot de passe actuel : ", OLD);
    partner.answer("Nouveau mot de passe : ", NEW);
    partner.expect("Confirmation");
    partner.send(b"\x03");
    let (code, said) = partner.end();
    assert_eq!(code, 0);
    assert_is_plain(&said);
    assert!(said.contains("Identifiant : jdupomt\u{8} \u{8}\u{8} \u{8}nt\n"), "{said:?}");
    assert!(!said.contains('\r'), "{said:?}");
}

#[test]
fn what_is_piped_onto_a_terminal_leaves_it_as_it_is() {
    let mut partner = Partner::start(Ends::PipeToTty, &["demo"], XTERM);
    partner.expect("Votre choix :\r\n");
    let during = partner.attributes();
    assert!(during.local_modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG));
    partner.send(b"1\njdupont\n");
    partner.send(format!("{OLD}\n").as_bytes());
    partner.expect("15 caractères saisis.\r\n");
    partner.close();
    partner.expect("cette question reste sans réponse.");
    let (code, said) = partner.end();
    assert_eq!(code, 1);
    assert_is_plain(&said);
    assert!(!said.contains("jdupont"), "{said}");
    assert!(said.lines().all(|line| line.chars().count() < 80), "{said}");
}

/// The system gives that terminal to others: whoever is in the background and has no one left to bring it to the
/// front may read its attributes, and change nothing (POSIX, orphaned process groups).
#[rstest]
#[case("--plain", "Ce terminal ne laisse pas masquer ce qui est tapé")]
#[case("--lang=en", "This terminal cannot hide what is typed")]
fn a_terminal_whose_echo_stays_is_refused(#[case] option: &str, #[case] sentence: &str) {
    let size = PtySize { rows: 24, cols: 200, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let installation = Installation::new();
    // The program starts once the shell between is over: its parent is then of another session.
    let script = r#"set -m
        sh -c '(while kill -0 $$ 2>/dev/null; do :; done; "$0" "$@" </dev/tty; echo "[code $?]") &' "$0" "$@" &
        wait; sleep 60"#;
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_mamamia"), option, "--config"]);
    command.arg(installation.configuration());
    command.env_clear();
    for (name, value) in XTERM.iter().chain(&[("PATH", "/usr/bin:/bin")]) {
        command.env(name, value);
    }
    let mut shell = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut said = Vec::new();
    let mut chunk = [0; 4096];
    while !String::from_utf8_lossy(&said).contains("[code ") {
        let length = reader.read(&mut chunk).unwrap();
        said.extend_from_slice(&chunk[..length]);
    }
    shell.kill().unwrap();
    shell.wait().unwrap();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(said.contains(sentence) && said.contains("[code 1]"), "{said}");
    assert!(!said.contains("Votre choix") && !said.contains('\x1b'), "{said}");
}
