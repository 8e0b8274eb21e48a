//! Any bytes from the keyboard, and none.

use super::*;

fn form() -> Program {
    let mut program = PtyHarness::new().run(&["demo", "--show-captcha"]);
    program.open_change();
    program.captcha();
    program
}

fn estimate_password(program: &mut Program) {
    program.fill("jdupont");
    program.reach(OLD.as_bytes(), "%");
    program.rest();
}

/// A number of `/proc/PID/status`. The kernel counts memory by approximation: a maximum may come out smaller later.
fn number(status: &str, key: &str) -> usize {
    let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap();
    line.trim_matches(|sign: char| !sign.is_ascii_digit()).parse().unwrap()
}

const KIB: usize = 1024;

/// Sends a text of so many KiB, refused in this sentence: the program takes little memory.
fn send_huge(program: &mut Program, kibs: usize, [before, after]: [&[u8]; 2], said: &str) {
    let used = number(&program.read("status"), "VmHWM:");
    program.send(before);
    (0..kibs).for_each(|_| program.send(&[b'a'; KIB]));
    program.reach(after, said);
    let grown = number(&program.read("status"), "VmHWM:").saturating_sub(used);
    assert!(grown < 4 * KIB, "{grown} KiB more");
}

#[test]
fn huge_paste_takes_little_memory() {
    let mut program = form();
    estimate_password(&mut program);
    let said = "Ce qui a été collé est trop long : rien n’a été ajouté, rien n’a été perdu.";
    send_huge(&mut program, 10 * KIB, [b"\x1b[200~", b"\x1b[201~"], said);
    program.send(b"\x12");
    program.expect_all(&[OLD, "jdupont"]);
    program.quit(&[OLD]);
}

/// The same from a terminal without bracketed pastes: the field is full long before the end.
#[test]
fn huge_typing_takes_little_memory() {
    let mut program = form();
    program.rest();
    send_huge(&mut program, 32, [b"", b""], "Ce texte est trop long pour ce champ");
    program.quit(&["aaa"]);
}

#[test]
fn bytes_outside_utf8_are_reported() {
    let mut program = form();
    program.reach(b"jdu\xff\xfe\xe9\x80pont", "jdupont");
    program.reach(b"\xe9", "Des caractères illisibles ont été ignorés : le terminal doit être réglé sur");
    program.expect("jdupont");
    program.quit(&["jdupont"]);
}

/// A late end is a part of the sequence: `c` is one, after all but a string (ended here) and half a letter.
#[rstest]
#[case(b"\x1b[", b"cde", "Une touche n’a pas été comprise", "abde")]
#[case(b"\x1b[38;5", b"cde", "Une touche n’a pas été comprise", "abde")]
#[case(b"\x1bO", b"cde", "Une touche n’a pas été comprise", "abde")]
#[case(b"\x1b]0;title", b"cde\x07de", "Une touche n’a pas été comprise", "abde")]
#[case(b"\x1bP", b"de", "Une touche n’a pas été comprise", "abde")]
#[case(b"\xe2\x82", b"de", "Des caractères illisibles", "abde")]
fn unfinished_sequence_is_dropped(
    #[case] start: &[u8],
    #[case] rest: &[u8],
    #[case] said: &str,
    #[case] typed: &str,
) {
    let mut program = form();
    program.send(b"ab");
    program.reach(start, said);
    program.reach(rest, typed);
    program.quit(&[]);
}

#[test]
fn escape_and_ctrl_c_together_end() {
    let mut program = form();
    program.send(b"\x1b\x03");
    program.end().restored(&[]).code(0);
}

/// The bytes of a seed (xorshift64*), without the unwanted ones.
fn noise(seed: u64, length: usize, unwanted: &[u8]) -> Vec<u8> {
    let mut state = seed;
    let next = move || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_be_bytes()[0]
    };
    std::iter::repeat_with(next).filter(|byte| !unwanted.contains(byte)).take(length).collect()
}

/// The escapes among the bytes may end the program; if not, Ctrl-C does.
#[rstest]
fn noise_with_escapes_ends_well(#[values(1, 2, 3, 4)] seed: u64) {
    let mut program = form();
    for part in noise(seed, 4000, &[0x03]).chunks(97) {
        if program.lives() {
            program.send(part);
        }
    }
    if program.lives() {
        // An unfinished sequence may consume the first one.
        program.send(b"\x03\x03\x03\x03");
    }
    assert!(matches!(program.end().restored(&[]).code, 0 | 1));
}

#[rstest]
fn noise_without_escapes_never_ends(#[values(11, 12)] seed: u64) {
    let mut program = form();
    for part in noise(seed, 4000, &[0x03, 0x1b]).chunks(97) {
        program.send(part);
    }
    program.rest();
    assert!(program.lives(), "{}", program.screen());
    program.quit(&[]);
}

#[test]
fn keys_before_the_first_frame_count() {
    let mut program = PtyHarness::new().typed_ahead(b"1jdup").run(&["demo"]);
    program.expect_all(&["Mot de passe actuel", "jdup"]);
    program.reach(b"ont", "jdupont");
    program.leave();
}

#[test]
fn idle_program_neither_draws_nor_wakes() {
    let mut program = form();
    estimate_password(&mut program);
    let switches = |program: &Program| -> usize {
        let tasks = fs::read_dir(program.proc("task")).unwrap();
        let statuses = tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("status")).ok());
        statuses.map(|status| number(&status, "voluntary_ctxt_switches:")).sum()
    };
    let (bytes, before) = (program.bytes().len(), switches(&program));
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(program.bytes().len(), bytes, "{:?}", String::from_utf8_lossy(&program.bytes()[bytes..]));
    let woken = switches(&program).saturating_sub(before);
    println!("{woken} wake-ups in 2 s");
    assert!(woken < 20, "{woken} wake-ups in 2 s");
    assert!(!contains(&program.bytes(), OLD.as_bytes()));
}
