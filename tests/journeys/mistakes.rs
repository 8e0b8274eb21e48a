//! Mistakes of the hand: a clear sentence, nothing lost, nothing sent.

use mamamia::demo::OperationCounts;

use crate::app::EmbeddedApp;
use crate::journey::{Journey, together};
use crate::walk::{CLEAR, DONE, JDUPONT, NEW, OLD, SAVE};

fn pasted(text: &[u8]) -> Vec<u8> {
    [b"\x1b[200~", text, b"\x1b[201~"].concat()
}

/// The column and the row of the cursor are those of the first fault: what is typed next goes there.
async fn cursor_is_after(visit: &Journey, label: &str) {
    visit.wait(label, |_| visit.line_of_the_cursor().contains(label)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_fields_are_all_said_at_once_and_the_cursor_is_on_the_first() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin_at(&embedded.app, (80, 40));
    visit.open_reset().await;
    visit.captcha().await;
    visit.send(SAVE).await;
    for said in [
        "Rien n'a été envoyé : 6 champs sont à corriger.",
        "Saisissez votre identifiant",
        "Saisissez votre Numen, ou votre Numéro de personne extérieure.",
        "Saisissez votre date de naissance",
        "Saisissez un nouveau mot de passe.",
        "Saisissez le nouveau mot de passe une seconde fois.",
        "Recopiez le texte de l'image.",
    ] {
        visit.expect(said).await;
    }
    cursor_is_after(&visit, "Identifiant").await;
    assert_eq!(embedded.directory.operations(), OperationCounts::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_date_is_said_as_soon_as_it_is_left() {
    let cases = [
        ("31/02/1975", "Ce jour n'existe pas"),
        ("31021975", "Ce jour n'existe pas"),
        ("14/07/75", "Écrivez l'année avec quatre chiffres"),
        ("14/07/2031", "Vérifiez l'année de naissance."),
        ("hier", "La date s'écrit JJ/MM/AAAA"),
    ];
    together(cases, async |(date, said)| {
        let embedded = EmbeddedApp::start().await;
        let visit = Journey::begin(&embedded.app);
        visit.open_reset().await;
        visit.fill_all(&[JDUPONT.login, JDUPONT.number, date]).await;
        visit.expect(said).await;
        visit.fill_all(&[NEW, NEW]).await;
        visit.copy_and_send().await;
        visit.expect("Rien n'a été envoyé : un champ est à corriger.").await;
        assert_eq!(embedded.directory.operations(), OperationCounts::default());
        // The cursor is there already.
        visit.send(CLEAR).await;
        visit.fill("1975-07-14").await;
        visit.send(SAVE).await;
        visit.expect(DONE).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_of_a_wrong_shape_is_said_so() {
    let cases = [
        ("16E9912345AB", "Un Numen compte 13 caractères ; vous en avez saisi 12."),
        ("16E991234OABC", "Numen, caractère 10 : un chiffre est attendu (0 ou 1, pas les lettres O ou I)."),
        ("16E99123450BC", "Numen, caractère 11 : une lettre est attendue (O ou I, pas les chiffres 0 ou 1)."),
        ("qui ? moi !", "Ce n'est ni un Numen (13 caractères) ni un Numéro de personne extérieure."),
    ];
    together(cases, async |(number, said)| {
        let embedded = EmbeddedApp::start().await;
        let visit = Journey::begin(&embedded.app);
        visit.open_reset().await;
        visit.fill_all(&[JDUPONT.login, number, JDUPONT.birth_date]).await;
        visit.expect(said).await;
        visit.fill_all(&[NEW, NEW]).await;
        visit.copy_and_send().await;
        visit.expect("Rien n'a été envoyé : un champ est à corriger.").await;
        assert_eq!(embedded.directory.operations(), OperationCounts::default());
        visit.send(CLEAR).await;
        // Blanks, dots and small letters as people write it.
        visit.fill("16 e 99.12345-abc").await;
        visit.send(SAVE).await;
        visit.expect(DONE).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_login_is_said_so() {
    let cases = [
        ("jdupont@ac-exemple.fr", "Saisissez seulement ce qui précède le signe @."),
        ("jdupônt", "Un identifiant ne contient pas « ô »"),
        ("j*)(uid=*", "Un identifiant ne contient pas « * »"),
        ("j", "Un identifiant compte de 2 à 64 caractères."),
    ];
    together(cases, async |(login, said)| {
        let embedded = EmbeddedApp::start().await;
        let visit = Journey::begin(&embedded.app);
        visit.open_change().await;
        visit.fill_all(&[login, OLD, NEW, NEW]).await;
        visit.copy_and_send().await;
        visit.expect(said).await;
        assert_eq!(embedded.directory.operations(), OperationCounts::default());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_confirmation_is_said_and_mended() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, "pivot-Bruine8-lampadairE"]).await;
    visit.expect("différent").await;
    visit.copy_and_send().await;
    visit.expect("Ce n'est pas le même mot de passe que ci-dessus.").await;
    assert_eq!(embedded.directory.operations(), OperationCounts::default());
    visit.send(CLEAR).await;
    visit.fill(NEW).await;
    visit.expect("identique").await;
    visit.send(SAVE).await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_field_can_hold_is_refused_and_nothing_is_lost() {
    let too_long = vec![b'j'; 3000];
    let texts = [
        (b"jdup\x07ont".to_vec(), "Un caractère invisible s'y trouve"),
        ("jdup\u{200b}ont".into(), "Un caractère invisible s'y trouve"),
        ("jdup\u{202e}ont".into(), "Un caractère invisible s'y trouve"),
        ("jdupont²".into(), "Ce caractère serait lu autrement"),
        (too_long, "Ce texte est trop long pour ce champ"),
        (b"jdup\xf4nt".to_vec(), "caractères illisibles ont été ignorés"),
    ];
    let cases = texts.iter().flat_map(|(text, said)| (0..4).map(move |field| (field, *said, text.clone())));
    // A current password may hold it: another service took it.
    let cases = cases.filter(|(field, said, _)| *field != 1 || !said.contains("serait lu autrement"));
    together(cases, async |(field, said, text)| {
        let embedded = EmbeddedApp::start().await;
        let visit = Journey::begin(&embedded.app);
        visit.open_change().await;
        let texts = ["jdupont", OLD, NEW, NEW];
        visit.fill_all(&texts[..field]).await;
        visit.send(&pasted(&text)).await;
        visit.expect(said).await;
        // What is left of a text in another encoding is not worth keeping.
        if text.contains(&0xF4) {
            visit.send(CLEAR).await;
        }
        visit.fill_all(&texts[field..]).await;
        visit.copy_and_send().await;
        visit.expect(DONE).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_megabytes_are_pasted() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD]).await;
    visit.send(b"\x1b[200~").await;
    for _ in 0..160 {
        visit.send(&[b'x'; 65536]).await;
    }
    visit.send(b"\x1b[201~").await;
    visit.expect("Ce qui a été collé est trop long").await;
    visit.fill_all(&[NEW, NEW]).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_may_be_pasted() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_reset().await;
    for text in ["  jdupont\r\n", "16E9912345ABC\n", "14 juillet 1975", NEW, NEW] {
        visit.send(&pasted(text.as_bytes())).await;
        visit.send(b"\t").await;
    }
    visit.expect("La date s'écrit").await;
    for _ in 0..3 {
        visit.send(b"\x1b[Z").await;
    }
    visit.send(CLEAR).await;
    visit.send(&pasted(b"14.07.1975")).await;
    visit.send(b"\t\t\t").await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_of_another_encoding_are_said_and_the_rest_goes_on() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.send(b"\xe9\xff\xfe").await;
    visit.expect("caractères illisibles ont été ignorés").await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}
