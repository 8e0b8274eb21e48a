//! The line mode at a terminal, however little that terminal can do.

use super::*;

/// Serial lines report these sizes.
#[rstest]
fn unknown_size_counts_as_80_columns(#[values((0, 0), (80, 0))] size: (u16, u16)) {
    let mut program = PipeHarness::start_sized(size, Ends::Tty, &["demo"], XTERM);
    program.answer_all(&[("Votre choix : ", "1"), ("Identifiant : ", "jdupont")]);
    program.expect("Mot de passe actuel : ");
    program.send(b"\x03");
    let said = program.end(0);
    assert!(said.contains("Identifiant : jdupont\r\n"), "what is no secret is echoed: {said}");
}

#[test]
fn piped_output_gets_its_own_echo() {
    let mut program = PipeHarness::start(Ends::TtyToPipe, &["demo"], XTERM);
    program.exchange("Votre choix : ", "1", "Identifiant : ");
    let during = program.attributes();
    assert!(!during.local_modes.intersects(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON));
    // The output of other programs on that terminal is shown as before.
    assert!(during.output_modes.contains(OutputModes::OPOST | OutputModes::ONLCR));
    program.send(b"jdupomt\x7f\x7fnt\r");
    program.answer_all(&[("Mot de passe actuel : ", OLD), ("Nouveau mot de passe : ", NEW)]);
    program.expect("Confirmation");
    program.send(b"\x03");
    let said = program.end(0);
    assert!(said.contains("Identifiant : jdupomt\u{8} \u{8}\u{8} \u{8}nt\n"), "{said:?}");
    assert!(!said.contains('\r'), "{said:?}");
}

#[test]
fn piped_input_leaves_the_terminal_unchanged() {
    let mut program = PipeHarness::start(Ends::PipeToTty, &["demo"], XTERM);
    program.expect("Votre choix :\r\n");
    let during = program.attributes();
    assert!(during.local_modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG));
    program.send(b"1\njdupont\n");
    program.reach(format!("{OLD}\n").as_bytes(), "15 caractères saisis.\r\n");
    program.close();
    program.expect("cette question reste sans réponse.");
    let said = program.end(1);
    assert!(!said.contains("jdupont"), "{said}");
}

/// The system gives that terminal to others: a background process whose parent is of another session may read its
/// attributes, and change nothing (POSIX, orphaned process groups).
#[rstest]
#[case("--plain", "Ce terminal ne laisse pas masquer ce qui est tapé")]
#[case("--lang=en", "This terminal cannot hide what is typed")]
fn terminal_with_forced_echo_is_refused(#[case] option: &str, #[case] sentence: &str) {
    let (pair, _) = open_pty((200, 24));
    let installation = Installation::new();
    // The program starts once the shell between is over: its parent is then of another session.
    let script = r#"set -m
        sh -c '(while kill -0 $$ 2>/dev/null; do :; done; "$0" "$@" </dev/tty; echo "[code $?]") &' "$0" "$@" &
        wait; sleep 60"#;
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_mamamia"), option, "--config"]);
    command.arg(installation.configuration());
    command.env_clear();
    XTERM.iter().chain(&[("PATH", "/usr/bin:/bin")]).for_each(|(name, value)| command.env(name, value));
    let mut shell = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut said = String::new();
    let mut chunk = [0; 4096];
    while !said.contains("[code ") {
        let length = reader.read(&mut chunk).unwrap();
        said.push_str(&String::from_utf8_lossy(&chunk[..length]));
    }
    shell.kill().unwrap();
    shell.wait().unwrap();
    assert!(said.contains(sentence) && said.contains("[code 1]"), "{said}");
    assert!(!said.contains("Votre choix") && !said.contains('\x1b'), "{said}");
}
