//! A secret that is not what was typed is never sent: its own line says so, until it is emptied.

use super::*;

const MARK: &str = "à retaper : Ctrl-U";
const REFUSED: &str = "Rien n’a été envoyé";

/// « le modifier » where no image is asked for, the cursor in the new password.
fn at_new_password(locale: &str) -> (Installation, Program) {
    let installation = Installation::new();
    let mut program = PtyHarness::new().with("LANG", locale).run(&[
        "--config",
        &installation.configuration(),
        "--lang",
        "fr",
    ]);
    program.reach(b"1", "Identifiant");
    program.fill_all(&["jdupont", OLD]);
    (installation, program)
}

/// Types the same bytes key by key into both passwords, then saves.
fn type_twice(program: &mut Program, typed: &[u8]) {
    for _ in 0..2 {
        typed.iter().for_each(|byte| program.send(&[*byte]));
        program.send(b"\t");
    }
    program.send(b"\x13");
}

#[rstest]
#[case::latin1(b"piv\xe9t-Bruine8-lampadaire")]
#[case::cp850(b"piv\x82t-Bruine8-lampadaire")]
#[case::first_sign(b"\xe9pivot-Bruine8-lampadaire")]
#[case::last_sign(b"pivot-Bruine8-lampadaire\xe9")]
#[case::alt_sign(b"piv\x1b@ot-Bruine8-lampadaire")]
#[case::unknown_sequence(b"piv\x1b[27;7;64~ot-Bruine8-lampadaire")]
#[case::paste(b"\x1b[200~piv\xe9t-Bruine8-lampadaire\x1b[201~")]
fn void_password_is_never_sent(#[case] typed: &[u8]) {
    let (_installation, mut program) = at_new_password("fr_FR.UTF-8");
    type_twice(&mut program, typed);
    program.expect_all(&[MARK, REFUSED, "2 champs sont à corriger", "Ctrl-U, puis"]);
    assert!(!program.screen().contains(DONE));
    // Emptied and typed again, it is sent.
    for _ in 0..2 {
        program.send(b"\x15");
        program.fill(NEW);
    }
    program.reach(b"\x13", DONE);
    program.leave();
}

#[test]
fn void_current_password_is_never_sent() {
    let (_installation, mut program) = at_new_password("fr_FR.UTF-8");
    program.send(b"\x1b[Z\xe9\t");
    program.expect(MARK);
    type_twice(&mut program, NEW.as_bytes());
    program.expect_all(&[REFUSED, "un champ est à corriger", MARK]);
    program.send(b"\x15");
    program.fill(OLD);
    program.reach(b"\x13", DONE);
    program.leave();
}

#[rstest]
#[case::latin1("fr_FR.ISO-8859-1", b"piv\xe9t-Bruine8-lampadaire")]
#[case::latin9("fr_FR@euro", b"piv\xa4t-Bruine8-lampadaire")]
fn locale_of_eight_bits_reads_accents(#[case] locale: &str, #[case] typed: &[u8]) {
    let (installation, mut program) = at_new_password(locale);
    type_twice(&mut program, typed);
    program.expect("La modification de votre mot de passe a ete effectuee");
    program.leave();
    let new =
        typed.iter().map(|byte| if *byte == 0xa4 { '€' } else { char::from(*byte) }).collect::<String>();
    let other = "rhubarbe-Octogone7-firmament";
    let answers = ["1", "jdupont", &new, other, other, ""].join("\n");
    let mut again = PipeHarness::start(Ends::Pipes, &["--config", &installation.configuration()], &[UTF8]);
    again.send(format!("{answers}\n").as_bytes());
    again.close();
    again.end(0);
}

#[test]
fn utf8_in_locale_of_eight_bits_is_void() {
    let (_installation, mut program) = at_new_password("fr_FR.ISO-8859-1");
    type_twice(&mut program, "pivét-Bruine8-lampadaire".as_bytes());
    program.expect_all(&["a retaper : Ctrl-U", "Rien n'a ete envoye", "Une lettre accentuee est douteuse"]);
    program.quit(&[]);
}

#[test]
fn split_arrow_keeps_the_form() {
    let (_installation, mut program) = at_new_password("fr_FR.UTF-8");
    program.send(b"abc");
    program.expect("•••");
    program.send(b"\x1b");
    std::thread::sleep(std::time::Duration::from_millis(100));
    program.send(b"[A");
    program.reach(b"\x12", OLD);
    program.expect("Modifier mon mot de passe");
    program.quit(&[]);
}

#[test]
fn letter_after_half_sequence_is_not_typed() {
    let (_installation, mut program) = at_new_password("fr_FR.UTF-8");
    program.send(b"abc\x1b[");
    program.expect(MARK);
    program.send(b"B");
    program.reach(b"\x12", "abc");
    assert!(!program.screen().contains("abcB"), "{}", program.screen());
    program.quit(&[]);
}

#[test]
fn paste_without_end_is_said_and_given_up() {
    let (_installation, mut program) = at_new_password("fr_FR.UTF-8");
    program.send(b"\x1b[200~pivot-Bru");
    program.expect_all(&[MARK, "Le texte collé n’est pas arrivé en entier."]);
    program.reach(b"ine8\r\x13", REFUSED);
    program.send(b"\x15");
    program.gone(MARK);
    program.quit(&[]);
}
