//! Sessions in questions and answers: without an escape byte, and without an echo of a secret.

use super::*;

const CHOICE: &str = "Votre choix : ";
const SURE: &str = "Votre choix (Entrée : 1) ";
const LOGIN: &str = "Identifiant : ";
const CURRENT: &str = "Mot de passe actuel : ";
const NUMBER: &str = "Numen ou numéro extérieur : ";
const DATE: &str = "Date de naissance, JJ/MM/AAAA : ";
const PASSWORD: &str = "Nouveau mot de passe : ";
const CONFIRMATION: &str = "Confirmation : ";
const IMAGE_TEXT: &str = "Texte de l’image (Entrée : choix) ";

async fn start() -> (EmbeddedApp, SessionHarness) {
    start_with(|_| {}).await
}

async fn start_with(alter: impl FnOnce(&mut Config)) -> (EmbeddedApp, SessionHarness) {
    let embedded = EmbeddedApp::with(alter).await;
    let session = SessionHarness::at(&embedded.app, TerminalProfile::LINES);
    (embedded, session)
}

async fn change(session: &SessionHarness, login: &str, current: &str, new: &str) {
    let answers = [(CHOICE, "1"), (LOGIN, login), (CURRENT, current), (PASSWORD, new), (CONFIRMATION, new)];
    session.answer_all(&answers).await;
}

async fn copy_and_succeed(session: &SessionHarness) {
    copy_and_save(session).await;
    session.expect(DONE).await;
}

async fn copy_and_save(session: &SessionHarness) {
    let captcha = session.captcha().await;
    session.answer_all(&[(CHOICE, "2"), (IMAGE_TEXT, &captcha), (SURE, "")]).await;
}

/// The transcript of a session that ends well, once the last question is answered.
async fn finish(session: &SessionHarness) -> String {
    session.answer("Entrée : terminer ", "").await;
    leave(session).await
}

/// The transcript of a session that ends with code 0 and leaves no message to be said.
async fn leave(session: &SessionHarness) -> String {
    let Exit { code, message } = session.exit().await;
    assert_eq!((code.number(), message), (0, None), "the transcript says everything");
    assert_is_plain(&session.text());
    session.text()
}

/// Text, ends of lines, backspaces and bells only; none of the secrets that these tests type.
fn assert_is_plain(transcript: &str) {
    let odd = transcript.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\u{8}' | '\u{7}'));
    assert_eq!(odd, None, "{transcript}");
    let flat = transcript.to_lowercase();
    for secret in [OLD, NEW, "Faux-Mdp-2026", "azerty", "x9?x"] {
        assert!(!flat.contains(&secret.to_lowercase()), "{secret} in\n{transcript}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn change_says_each_remark_once() {
    let (embedded, session) = start().await;
    session.expect("? ou F1 : aide. Échap : retour au menu. Ctrl-C : quitter.").await;
    change(&session, "jdupont", OLD, NEW).await;
    copy_and_succeed(&session).await;
    session.expect_all(&["au maximum 30 minutes", "Référence : ", "(code MDP-200)"]).await;
    let transcript = finish(&session).await;
    let texts = "15 caractères saisis.|Le nouveau mot de passe doit avoir : au moins 12 caractères,|\
        24 caractères saisis. Force : 87 pour cent, Très Fort.|Identique.|Elle ne peut pas être lue par un";
    for once in texts.split('|').chain([DONE]) {
        assert_eq!(transcript.matches(once).count(), 1, "{once}\n{transcript}");
    }

    let session = SessionHarness::at(&embedded.app, TerminalProfile::LINES);
    change(&session, "jdupont", NEW, OTHER).await;
    copy_and_succeed(&session).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reset_reports_faults_at_once() {
    let (_embedded, session) = start().await;
    session.answer(CHOICE, "2").await;
    session.exchange(LOGIN, "@ac-exemple.fr", "Saisissez ce qui précède le signe @.").await;
    session.answer(LOGIN, "").await;
    session.answer(LOGIN, "jdupomt\u{7f}\u{7f}nt").await;
    session
        .exchange(NUMBER, "16E", "Ce n’est ni un Numen (13 caractères) ni un Numéro de personne extérieure.")
        .await;
    session.answer(NUMBER, JDUPONT.number).await;
    session.exchange(DATE, "31/02/1975", "Ce jour n’existe pas").await;
    session.exchange(DATE, JDUPONT.birth_date, "14 juillet 1975.").await;
    session.exchange(PASSWORD, "azerty", "6 caractères saisis. Force : ").await;
    let missing = "au moins 12 caractères, une majuscule sans accent, un chiffre, un caractère";
    session.expect(&format!("Il faut encore : {missing}")).await;
    session.answer(PASSWORD, NEW).await;
    session.exchange(CONFIRMATION, "x9?x", "Les deux saisies sont différentes.").await;
    session.answer("Nouveau mot de passe (Entrée : garder) ", "").await;
    session.exchange(CONFIRMATION, NEW, "Identique.").await;
    copy_and_succeed(&session).await;
    let transcript = finish(&session).await;
    assert!(transcript.contains("Identifiant : jdupomt\u{8} \u{8}\u{8} \u{8}nt\r\n"), "{transcript}");
    assert_eq!(transcript.matches("Les deux saisies").count(), 1, "{transcript}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_answer_is_corrected_alone() {
    let (_embedded, session) = start().await;
    change(&session, "jdupont", "Faux-Mdp-2026", NEW).await;
    copy_and_save(&session).await;
    session.expect_all(&[NOT_IDENTIFIED, "(code MDP-420)"]).await;
    session.answer("Refusé (MDP-420). Votre choix : ", "2").await;
    // An answer replaces the kept text, it is not added to it.
    session.answer("Mot de passe actuel (Entrée : garder) ", OLD).await;
    copy_and_succeed(&session).await;
    finish(&session).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_password_cannot_be_kept() {
    const THIRD: &str = "Bruine-lampadaire-7-pivot";
    // OLD is weak: the academy must accept it, so that the directory refuses it.
    let (embedded, session) = start_with(|config| config.policy.min_percent = 0).await;
    change(&session, "jdupont", OLD, NEW).await;
    copy_and_succeed(&session).await;

    let session = SessionHarness::at(&embedded.app, TerminalProfile::LINES);
    let proofs = [(CHOICE, "2"), (LOGIN, "jdupont"), (NUMBER, JDUPONT.number), (DATE, JDUPONT.birth_date)];
    session.answer_all(&proofs).await;
    session.answer_all(&[(PASSWORD, OLD), (CONFIRMATION, OLD)]).await;
    copy_and_save(&session).await;
    session.expect("il a déjà servi pour ce compte").await;
    session.exchange(PASSWORD, "", "Saisissez un nouveau mot de passe.").await;
    session.answer_all(&[(PASSWORD, THIRD), (CONFIRMATION, THIRD)]).await;
    copy_and_succeed(&session).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn image_is_drawn_on_request() {
    let (_embedded, session) = start().await;
    change(&session, "jdupont", OLD, NEW).await;
    session.expect(CHOICE).await;
    assert!(!session.text().contains("##"), "not asked for");
    session.reach(b"2\r", "##").await;
    session.answer_all(&[(IMAGE_TEXT, ""), (CHOICE, "7")]).await;
    session.expect("Répondez par un nombre de 1 à 4").await;
    session.answer_all(&[(CHOICE, "3"), (IMAGE_TEXT, "ACD")]).await;
    session.expect("Le texte de l’image compte 5 caractères.").await;
    session.answer(IMAGE_TEXT, "A0CDO").await;
    session.expect("Pas de 0, O dans ces images").await;
    // One image of three million.
    session.answer_all(&[(IMAGE_TEXT, "AAAAA"), (SURE, "2")]).await;
    session.answer(CHOICE, "1").await;
    session.answer("Identifiant (Entrée : garder jdupont) ", "").await;
    session.exchange(SURE, "1", "Le texte recopié n’est pas celui de l’image.").await;
    session.exchange(CHOICE, "4", "L’assistance informatique de l’académie peut vous aider").await;
    session.expect("Ce que vous aviez saisi est effacé.").await;
    session.answer(CHOICE, "4").await;
    let transcript = leave(&session).await;
    assert!(transcript.trim_end().ends_with("Vous avez quitté MaMamia."), "{transcript}");
}

#[tokio::test(flavor = "multi_thread")]
async fn delay_replaces_the_image() {
    let (_embedded, session) = start_with(|config| config.captcha.wait = Duration::from_secs(1)).await;
    change(&session, "jdupont", OLD, NEW).await;
    session.expect("1 : sans image : la demande sera retenue 1 seconde").await;
    session.answer_all(&[(CHOICE, "1"), (SURE, "")]).await;
    session.expect_all(&["La demande est retenue 1 seconde. Échap : annuler.", DONE]).await;
    let transcript = finish(&session).await;
    assert!(!transcript.contains("##"), "no image was drawn");
    assert!(
        transcript.contains(
            "À la place de l’image, vous pourrez attendre 1 seconde, plus longtemps si vous recommencez."
        ),
        "{transcript}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_cancels_the_delayed_request() {
    let (embedded, session) = start_with(|config| config.captcha.wait = Duration::from_secs(3600)).await;
    let before = embedded.directory.operations();
    change(&session, "jdupont", OLD, NEW).await;
    session.answer_all(&[(CHOICE, "1"), (SURE, "1")]).await;
    session.expect("La demande est retenue 3600 secondes.").await;
    session.reach(ESCAPE, "Demande annulée : rien n’est parti.").await;
    session.answer(SURE, "3").await;
    copy_and_succeed(&session).await;
    // Only the second request asked: locate, verify, and the bind that proves the change.
    assert_eq!(embedded.directory.operations().binds - before.binds, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn help_language_and_link_work() {
    let (_embedded, session) = start().await;
    session.exchange(CHOICE, "?", "Numéro de personne extérieure.").await;
    session.exchange(CHOICE, "3", "Manage my password").await;
    session.answer("Your choice: ", "3").await;
    session.answer_all(&[(CHOICE, "1"), (LOGIN, "jdupont")]).await;
    // Help about the question, which is then asked again; twice, help about all of it.
    session.exchange(CURRENT, "?", "laissez la réponse vide").await;
    session.answer(CURRENT, "?").await;
    session.expect_all(&["Ctrl-U : effacer la réponse.", CURRENT]).await;
    session.reach(b"x9?x\x1bOP", "Le mot de passe que vous utilisez aujourd’hui.").await;
    // The answer that was begun is forgotten.
    session.exchange(CURRENT, "", "Rien n’a été saisi.").await;
    session.exchange(SURE, "2", "Définir ou redéfinir mon mot de passe : 6 questions.").await;
    session.answer(NUMBER, "?").await;
    session.expect_all(&["Numéro de personne extérieure. Si vous êtes", NUMBER]).await;
    session.reach(ESCAPE, "Tout effacer et revenir").await;
    session.send(ENTER).await;
    session.expect_all(&["Retour au menu.", CHOICE]).await;
    session.send(ESCAPE).await;
    leave(&session).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_leaves_with_a_sentence() {
    let (_embedded, session) = start().await;
    session.answer_all(&[(CHOICE, "1"), (LOGIN, "jdupont")]).await;
    session.expect(CURRENT).await;
    session.send(b"Ancien-Mdp\x03").await;
    let transcript = leave(&session).await;
    assert!(transcript.ends_with("\r\nVous avez quitté MaMamia. Ce que vous aviez saisi est effacé.\r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn signal_ends_on_a_fresh_line() {
    let (_embedded, session) = start().await;
    session.expect(CHOICE).await;
    session.signal(Signal::Terminate).await;
    assert!(matches!(session.end().await, SessionEnd::Signal(Signal::Terminate)));
    assert!(session.text().ends_with("Votre choix : \r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_may_be_typed_ahead() {
    let (_embedded, session) = start().await;
    session.send(format!("1\rjdupont\r{OLD}\r{NEW}\r{NEW}\r").as_bytes()).await;
    copy_and_succeed(&session).await;
    assert_is_plain(&session.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn narrow_ascii_terminal_wraps_by_itself() {
    let embedded = EmbeddedApp::start().await;
    let narrow = TerminalProfile { size: (40, 24), charset: Charset::Ascii, ..TerminalProfile::LINES };
    let session = SessionHarness::at(&embedded.app, narrow);
    session.answer(CHOICE, "?").await;
    change(&session, "jdupont", OLD, NEW).await;
    session.answer(CHOICE, "2").await;
    session.expect_all(&["76 colonnes", CHOICE]).await;
    session.resize(80, 24).await;
    session.reach(b"2\r", "Texte de l'image (Entree : choix) ").await;
    session.send(b"\x03").await;
    let transcript = leave(&session).await;
    assert!(transcript.is_ascii(), "{transcript}");
    // A sentence is one line, however long: a screen reader pauses at the end of a line.
    let sentences = transcript.split("\r\n").filter(|line| line.len() > 40 && line.contains(". "));
    assert!(sentences.count() > 3, "{transcript}");
}

#[tokio::test(flavor = "multi_thread")]
async fn void_answer_is_asked_again() {
    let (_embedded, session) = start().await;
    session.answer_all(&[(CHOICE, "1"), (LOGIN, "jdupont")]).await;
    session.expect(CURRENT).await;
    session.reach(b"Ancien\xe9-Mdp-2026\r", "Cette réponse n’est pas prise : retapez-la.").await;
    session.exchange(CURRENT, OLD, "15 caractères saisis.").await;
}
