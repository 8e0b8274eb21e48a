//! Whole visits in the line mode, through the real loop, over the embedded directory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/app.rs"]
#[allow(dead_code, reason = "the directory is held, and not looked at")]
mod app;
#[path = "support/conversation.rs"]
mod conversation;

use std::time::Duration;

use app::EmbeddedApp;
use conversation::Conversation;
use mamamia::i18n::Language;
use mamamia::session::SessionEnd;
use mamamia::terminal::{Charset, Input, Signal};

const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "pivot-Bruine8-lampadaire";
const NUMEN: &str = "16E9912345ABC";
const BORN: &str = "14071975";

const CHOICE: &str = "Votre choix : ";
const SURE: &str = "Votre choix (Entrée : 1) : ";
const LOGIN: &str = "Identifiant : ";
const CURRENT: &str = "Mot de passe actuel : ";
const NUMBER: &str = "Numen (ou Numéro de personne extérieure) : ";
const DATE: &str = "Date de naissance, JJ/MM/AAAA : ";
const PASSWORD: &str = "Nouveau mot de passe : ";
const CONFIRMATION: &str = "Confirmation du nouveau mot de passe : ";
const IMAGE_TEXT: &str = "Texte de l'image (Entrée : autres choix) : ";
const DONE: &str = "La modification de votre mot de passe a été effectuée.";

/// Answers « le modifier » up to the image.
async fn change(visit: &Conversation, login: &str, current: &str, new: &str) {
    visit.answer(CHOICE, "1").await;
    visit.answer(LOGIN, login).await;
    visit.answer(CURRENT, current).await;
    visit.answer(PASSWORD, new).await;
    visit.answer(CONFIRMATION, new).await;
}

/// Has the image drawn, copies it, and saves.
async fn copy_and_save(visit: &Conversation) {
    let captcha = visit.captcha().await;
    visit.answer(CHOICE, "2").await;
    visit.answer(IMAGE_TEXT, &captcha).await;
    visit.answer(SURE, "").await;
}

/// The exit code; nothing is left to be said, no escape byte was written, no secret was echoed.
async fn end(visit: Conversation) -> (u8, String) {
    let (ended, transcript) = visit.end().await;
    assert_is_plain(&transcript);
    match ended {
        SessionEnd::Exit(farewell, _) => {
            assert_eq!(farewell.message, None, "all was said in the conversation");
            (farewell.code.number(), transcript)
        }
        other => panic!("{other:?}"),
    }
}

/// Text, ends of line and backspaces; and nothing that is typed as a secret in these tests.
fn assert_is_plain(transcript: &str) {
    let odd = transcript.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\u{8}'));
    assert_eq!(odd, None, "{transcript}");
    let flat = transcript.to_lowercase();
    for secret in [OLD, NEW, NUMEN, BORN, "14/07/1975", "Faux-Mdp-2026", "azerty", "x9?x"] {
        assert!(!flat.contains(&secret.to_lowercase()), "{secret} in\n{transcript}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_password_is_changed_and_each_answer_is_commented_once() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin(&embedded.app);
    visit.expect("? ou F1 : aide. Échap : retour au menu. Ctrl-C : quitter.").await;
    change(&visit, "jdupont", OLD, NEW).await;
    copy_and_save(&visit).await;
    for said in [DONE, "au maximum 30 minutes", "Référence : ", "(code MDP-200)"] {
        visit.expect(said).await;
    }
    visit.answer("Entrée pour terminer : ", "").await;
    let (code, transcript) = end(visit).await;
    assert_eq!(code, 0);
    for once in [
        "15 caractères saisis.",
        "Le nouveau mot de passe doit avoir : au moins 12 caractères,",
        "24 caractères saisis. Force : 84 % Très Fort.",
        "Identique.",
        "Elle ne peut pas être lue par un",
        DONE,
    ] {
        assert_eq!(transcript.matches(once).count(), 1, "{once}\n{transcript}");
    }

    let visit = Conversation::begin(&embedded.app);
    change(&visit, "jdupont", NEW, "encore-Un8-autre-mot").await;
    copy_and_save(&visit).await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_redefined_with_faults_said_at_once() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin(&embedded.app);
    visit.answer(CHOICE, "2").await;
    visit.answer(LOGIN, "jdupont@ac-exemple.fr").await;
    visit.expect("Saisissez seulement ce qui précède le signe @.").await;
    visit.answer(LOGIN, "").await;
    visit.answer(LOGIN, "jdupomt\u{7f}\u{7f}nt").await;
    visit.answer(NUMBER, "16E").await;
    visit.expect("Ce n'est ni un Numen (13 caractères) ni un Numéro de personne extérieure.").await;
    visit.answer(NUMBER, NUMEN).await;
    visit.expect("13 caractères saisis.").await;
    visit.answer(DATE, "31/02/1975").await;
    visit.expect("Ce jour n'existe pas").await;
    visit.answer(DATE, BORN).await;
    visit.expect("Date comprise.").await;
    visit.answer(PASSWORD, "azerty").await;
    visit.expect("6 caractères saisis. Force : ").await;
    visit
        .expect(
            "Il faut encore : au moins 12 caractères, une majuscule sans accent, un chiffre, un caractère",
        )
        .await;
    visit.answer(PASSWORD, NEW).await;
    visit.answer(CONFIRMATION, "x9?x").await;
    visit.expect("Les deux saisies sont différentes.").await;
    visit.answer("Nouveau mot de passe (Entrée : garder) : ", "").await;
    visit.answer(CONFIRMATION, NEW).await;
    visit.expect("Identique.").await;
    copy_and_save(&visit).await;
    visit.expect(DONE).await;
    visit.answer("Entrée pour terminer : ", "").await;
    let (code, transcript) = end(visit).await;
    assert_eq!(code, 0);
    assert!(transcript.contains("Identifiant : jdupomt\u{8} \u{8}\u{8} \u{8}nt\r\n"), "{transcript}");
    assert_eq!(transcript.matches("Les deux saisies").count(), 1, "{transcript}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_refusal_an_empty_answer_keeps_what_was_typed() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin(&embedded.app);
    change(&visit, "jdupont", "Faux-Mdp-2026", NEW).await;
    copy_and_save(&visit).await;
    visit.expect("Les informations saisies ne permettent pas d'identifier un compte.").await;
    visit.expect("(code MDP-420)").await;
    visit.answer("Identifiant (Entrée : garder jdupont) : ", "").await;
    // Another text takes the place of the first, it does not follow it.
    visit.answer("Mot de passe actuel (Entrée : garder) : ", OLD).await;
    visit.answer("Nouveau mot de passe (Entrée : garder) : ", "").await;
    visit.answer("Confirmation du nouveau mot de passe (Entrée : garder) : ", "").await;
    copy_and_save(&visit).await;
    visit.expect(DONE).await;
    visit.answer("Entrée pour terminer : ", "").await;
    assert_eq!(end(visit).await.0, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_the_directory_refuses_cannot_be_kept() {
    // Weak, but it is the directory that is to refuse it.
    let embedded = EmbeddedApp::with(|config| config.policy.min_percent = 0).await;
    let visit = Conversation::begin(&embedded.app);
    change(&visit, "jdupont", OLD, NEW).await;
    copy_and_save(&visit).await;
    visit.expect(DONE).await;

    let visit = Conversation::begin(&embedded.app);
    visit.answer(CHOICE, "2").await;
    for (prompt, answer) in
        [(LOGIN, "jdupont"), (NUMBER, NUMEN), (DATE, BORN), (PASSWORD, OLD), (CONFIRMATION, OLD)]
    {
        visit.answer(prompt, answer).await;
    }
    copy_and_save(&visit).await;
    visit.expect("il a déjà servi pour ce compte").await;
    visit.answer(PASSWORD, "").await;
    visit.expect("Saisissez un nouveau mot de passe.").await;
    visit.answer(PASSWORD, "Bruine-lampadaire-7-pivot").await;
    visit.answer(CONFIRMATION, "Bruine-lampadaire-7-pivot").await;
    copy_and_save(&visit).await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_image_is_drawn_for_whoever_asks_and_a_wrong_copy_brings_another() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin(&embedded.app);
    change(&visit, "jdupont", OLD, NEW).await;
    visit.expect(CHOICE).await;
    assert!(!visit.transcript().contains("##"), "nobody asked for it");
    visit.send(b"2\r").await;
    visit.expect("##").await;
    visit.answer(IMAGE_TEXT, "").await;
    visit.answer(CHOICE, "7").await;
    visit.expect("Répondez par un nombre de 1 à 4").await;
    visit.answer(CHOICE, "3").await;
    visit.answer(IMAGE_TEXT, "ABC").await;
    visit.expect("Le texte de l'image compte 5 caractères.").await;
    // No image holds the digit 0.
    visit.answer(IMAGE_TEXT, "00000").await;
    visit.answer(SURE, "2").await;
    for kept in ["jdupont) : ", "garder) : ", "garder) : ", "garder) : ", "garder 00000) : "] {
        visit.answer(kept, "").await;
    }
    visit.answer(SURE, "1").await;
    visit.expect("Le texte recopié n'est pas celui de l'image.").await;
    visit.answer(CHOICE, "4").await;
    visit.expect("L'assistance informatique de l'académie peut vous aider").await;
    visit.expect("Ce que vous aviez saisi est effacé.").await;
    visit.answer(CHOICE, "4").await;
    let (code, transcript) = end(visit).await;
    assert_eq!(code, 0);
    assert!(transcript.trim_end().ends_with("Vous avez quitté MaMamia."), "{transcript}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_see_the_image_waits_instead() {
    let embedded = EmbeddedApp::with(|config| config.captcha.wait = Duration::from_secs(1)).await;
    let visit = Conversation::begin(&embedded.app);
    change(&visit, "jdupont", OLD, NEW).await;
    visit.expect("1 : sans image : la demande sera retenue 1 seconde").await;
    visit.answer(CHOICE, "1").await;
    visit.answer(SURE, "").await;
    visit.expect("La demande est retenue 1 seconde. Échap : annuler.").await;
    visit.expect(DONE).await;
    visit.answer("Entrée pour terminer : ", "").await;
    let (_, transcript) = end(visit).await;
    assert!(!transcript.contains("##"), "no image was drawn");
    assert!(transcript.contains("À la place de l'image, vous pourrez attendre 1 seconde."), "{transcript}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_is_given_up_by_escape_and_the_directory_hears_nothing() {
    let embedded = EmbeddedApp::with(|config| config.captcha.wait = Duration::from_secs(3600)).await;
    let before = embedded.directory.operations();
    let visit = Conversation::begin(&embedded.app);
    change(&visit, "jdupont", OLD, NEW).await;
    visit.answer(CHOICE, "1").await;
    visit.answer(SURE, "1").await;
    visit.expect("La demande est retenue 3600 secondes.").await;
    visit.send(b"\x1b").await;
    visit.expect("Demande annulée : rien n'est parti.").await;
    visit.answer(SURE, "3").await;
    copy_and_save(&visit).await;
    visit.expect(DONE).await;
    // One request was carried out: locate, prove, change, and the fresh bind.
    assert_eq!(embedded.directory.operations().binds - before.binds, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn help_language_and_the_other_form_are_within_reach() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin(&embedded.app);
    visit.answer(CHOICE, "?").await;
    visit.expect("Personnels du rectorat.").await;
    visit.answer(CHOICE, "3").await;
    visit.expect("Manage my password").await;
    visit.answer("Your choice: ", "3").await;
    visit.answer(CHOICE, "1").await;
    visit.answer(LOGIN, "jdupont").await;
    // About the question; asked again, all of it.
    visit.answer(CURRENT, "?").await;
    visit.expect("laissez la réponse vide").await;
    visit.answer(CURRENT, "?").await;
    visit.expect("Ctrl-U : effacer la réponse.").await;
    visit.expect(CURRENT).await;
    visit.send(b"x9?x\x1bOP").await;
    visit.expect("Le mot de passe que vous utilisez aujourd'hui.").await;
    // What was begun is not half kept.
    visit.answer(CURRENT, "").await;
    visit.expect("Rien n'a été saisi.").await;
    visit.answer(SURE, "2").await;
    visit.expect("Définir ou redéfinir mon mot de passe : 6 questions.").await;
    visit.answer(NUMBER, "?").await;
    visit.expect("Numéro de personne extérieure. Si vous êtes").await;
    visit.expect(NUMBER).await;
    visit.send(b"\x1b").await;
    visit.expect("Retour au menu.").await;
    visit.expect(CHOICE).await;
    visit.send(b"\x1b").await;
    assert_eq!(end(visit).await.0, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_leaves_at_once_and_says_so() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin(&embedded.app);
    visit.answer(CHOICE, "1").await;
    visit.answer(LOGIN, "jdupont").await;
    visit.expect(CURRENT).await;
    visit.send(b"Ancien-Mdp\x03").await;
    let (code, transcript) = end(visit).await;
    assert_eq!(code, 0);
    assert!(transcript.ends_with("\r\nVous avez quitté MaMamia. Ce que vous aviez saisi est effacé.\r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_ends_it_on_a_fresh_line() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin(&embedded.app);
    visit.expect(CHOICE).await;
    visit.signal(Signal::Terminate).await;
    let (ended, transcript) = visit.end().await;
    assert!(matches!(ended, SessionEnd::Signal(Signal::Terminate)));
    assert!(transcript.ends_with("Votre choix : \r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_answers_may_be_typed_ahead() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin(&embedded.app);
    visit.send(format!("1\rjdupont\r{OLD}\r{NEW}\r{NEW}\r").as_bytes()).await;
    copy_and_save(&visit).await;
    visit.expect(DONE).await;
    assert_is_plain(&visit.transcript());
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_columns_of_ascii_cut_no_word() {
    let embedded = EmbeddedApp::start().await;
    let visit = Conversation::begin_with(&embedded.app, 40, Charset::Ascii, Language::French);
    visit.answer("Votre choix : ", "?").await;
    visit.answer("Votre choix : ", "1").await;
    visit.answer("Identifiant : ", "jdupont").await;
    visit.answer("Mot de passe actuel : ", OLD).await;
    visit.answer("Nouveau mot de passe : ", NEW).await;
    visit.answer("Confirmation du nouveau mot de passe : ", NEW).await;
    visit.answer("Votre choix : ", "2").await;
    visit.expect("76 colonnes").await;
    visit.expect("Votre choix : ").await;
    visit.input(Input::Resize(80, 24)).await;
    visit.send(b"2\r").await;
    visit.expect("Texte de l'image (Entree : autres choix) : ").await;
    visit.send(b"\x03").await;
    let (_, transcript) = end(visit).await;
    assert!(transcript.is_ascii(), "{transcript}");
    let narrow = transcript.split("L'image suit").next().unwrap();
    for line in narrow.split("\r\n") {
        assert!(line.trim_end().len() < 40 && !line.starts_with([' ', ':', '?']), "{line:?}");
    }
    for word in ["informatique", "redefinir", "responsable", "MaMamia."] {
        assert!(narrow.contains(word), "{word} is cut:\n{narrow}");
    }
}
