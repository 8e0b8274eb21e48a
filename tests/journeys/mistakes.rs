//! Mistakes in the fields: a clear sentence, nothing lost, nothing sent.

use super::*;

const ONE_FAULT: &str = "Rien n’a été envoyé : un champ est à corriger.";
/// The limits of a directory that shares a busy machine with many sessions.
const PATIENT: Duration = Duration::from_secs(25);

#[tokio::test(flavor = "multi_thread")]
async fn empty_fields_are_all_reported() {
    let embedded = EmbeddedApp::start().await;
    let large = TerminalProfile { size: (80, 40), ..TerminalProfile::USUAL };
    let session = SessionHarness::at(&embedded.app, large);
    session.open_reset().await;
    session.captcha().await;
    session.send(SAVE).await;
    let expected = "Rien n’a été envoyé : 6 champs sont à corriger.|Saisissez votre identifiant|\
        Saisissez votre Numen, ou votre Numéro de personne extérieure.|Saisissez votre date de naissance|\
        Saisissez un nouveau mot de passe.|Saisissez le nouveau mot de passe une seconde fois.|\
        Recopiez le texte de l’image.";
    session.expect_all(&expected.split('|').collect::<Vec<_>>()).await;
    // The next key goes to the first fault, which the row of the cursor tells.
    session.wait("the cursor", |_| session.line_of_the_cursor().contains("identifiant vide")).await;
    assert_nothing_asked(&embedded);
}

type Faults = &'static [(&'static str, &'static str)];

const DATES: Faults = &[
    ("31/02/1975", "Ce jour n’existe pas"),
    ("31021975", "Ce jour n’existe pas"),
    ("14/07/75", "Écrivez l’année avec quatre chiffres"),
    ("14/07/2031", "Vérifiez l’année de naissance."),
    ("hier", "La date s’écrit JJ/MM/AAAA"),
];
const NUMBERS: Faults = &[
    ("16E9912345AB", "Un Numen compte 13 caractères ; vous en avez saisi 12."),
    ("16E991234OABC", "Numen, caractère 10 : un chiffre est attendu (0 ou 1, pas les lettres O ou I)."),
    ("16E99123450BC", "Numen, caractère 11 : une lettre est attendue (O ou I, pas les chiffres 0 ou 1)."),
    ("qui ? moi !", "Ce n’est ni un Numen (13 caractères) ni un Numéro de personne extérieure."),
];

/// The fault is reported when the field is left, and the cursor is on it when the form was refused.
#[rstest]
#[case::date(DATES, |date| Proofs { birth_date: date, ..JDUPONT }, "1975-07-14")]
#[case::number(NUMBERS, |number| Proofs { number, ..JDUPONT }, "16 e 99.12345-abc")]
#[tokio::test(flavor = "multi_thread")]
async fn wrong_proof_is_reported_and_mended(
    #[case] faults: Faults,
    #[case] proofs: fn(&'static str) -> Proofs<'static>,
    #[case] right: &'static str,
) {
    together(faults, |(wrong, said)| async move {
        let (embedded, session) = start().await;
        let Proofs { login, number, birth_date } = proofs(wrong);
        session.open_reset().await;
        session.fill_all(&[login, number, birth_date]).await;
        session.expect(said).await;
        session.fill_all(&[NEW, NEW]).await;
        session.copy_and_fail(&embedded, ONE_FAULT).await;
        session.refill(right).await;
        session.reach(SAVE, DONE).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faulty_change_is_never_sent() {
    let long = "x".repeat(257).leak();
    const NOTHING: &str = "Rien n’a été envoyé";
    let cases = [
        ("@ac-exemple.fr", OLD, NEW, "Saisissez ce qui précède le signe @."),
        (&*long, OLD, NEW, "Cet identifiant est trop long : 256 caractères au plus."),
        ("jdupont", "", NEW, NOTHING),
        ("jdupont", OLD, "", NOTHING),
        ("jdupont", OLD, "court-1A", "Il faut au moins 12 caractères."),
        ("jdupont", OLD, "PIVOT-BRUINE8-LAMPADAIRE", "Ajoutez une minuscule"),
        ("jdupont", OLD, "pivot-bruine8-lampadaire", "Ajoutez une majuscule"),
        ("jdupont", OLD, "pivot-Bruine-lampadaire", "Ajoutez un chiffre"),
        ("jdupont", OLD, "pivotBruine8lampadaire", "Ajoutez un caractère spécial"),
        ("jdupont", OLD, "Azertyuiop-1", "trop facile à deviner"),
        ("jdupont", OLD, OLD, "Choisissez un autre mot de passe que l’actuel."),
    ];
    together(cases, async |(login, current, new, said)| {
        let (embedded, session) = start().await;
        session.fill_change(login, current, new).await;
        session.copy_and_fail(&embedded, said).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_confirmation_is_reported_and_mended() {
    let (embedded, session) = start().await;
    session.begin_change(&["jdupont", OLD, NEW, "pivot-Bruine8-lampadairE"]).await;
    session.expect("différent").await;
    session.copy_and_fail(&embedded, "Ce n’est pas le même mot de passe que ci-dessus.").await;
    session.refill(NEW).await;
    session.expect("identique").await;
    session.reach(SAVE, DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unusable_paste_loses_nothing() {
    let texts = [
        (b"jdup\x07ont".to_vec(), "Un caractère invisible (U+0007) s’y trouve"),
        ("jdup\u{200b}ont".into(), "Un caractère invisible (U+200B) s’y trouve"),
        ("jdup\u{202e}ont".into(), "Un caractère invisible (U+202E) s’y trouve"),
        (b"jdu\tpont".to_vec(), "Une tabulation s’y trouve"),
        ("jdup\u{a0}ont".into(), "Un espace insécable s’y trouve"),
        ("jdupont²".into(), "« ² » serait lu autrement"),
        (vec![b'j'; 3000], "Ce texte est trop long pour ce champ"),
        (b"jdup\xf4nt".to_vec(), "illisible"),
    ];
    let cases = texts.iter().flat_map(|(text, said)| (0..4).map(move |field| (field, *said, text.clone())));
    // A current password may hold it: another service accepted it. So may a login, which the directory reads in its way.
    let is_of_others = |said: &str| said.contains("serait lu") || said.contains("insécable");
    let cases = cases.filter(|(field, said, _)| match field {
        0 => !is_of_others(said),
        1 => said.contains("trop long") || *said == "illisible",
        _ => true,
    });
    together(cases, async |(field, said, text)| {
        let patient = |config: &mut Config| {
            (config.directory.connect_timeout, config.directory.operation_timeout) = (PATIENT, PATIENT);
        };
        let (_embedded, session) = start_with(patient).await;
        session.open_change().await;
        let texts = ["jdupont", OLD, NEW, NEW];
        session.fill_all(&texts[..field]).await;
        session.paste(&text).await;
        session.expect(said).await;
        // The readable part of a text in another encoding stays in the field.
        if text.contains(&0xF4) {
            session.send(CLEAR).await;
        }
        session.fill_all(&texts[field..]).await;
        session.copy_and_succeed().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paste_of_ten_megabytes_is_refused() {
    let (_embedded, session) = start().await;
    session.begin_change(&["jdupont", OLD]).await;
    session.send(b"\x1b[200~").await;
    for _ in 0..160 {
        session.send(&[b'x'; 65536]).await;
    }
    session.reach(b"\x1b[201~", "Ce qui a été collé est trop long").await;
    session.fill_all(&[NEW, NEW]).await;
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_accepts_a_paste() {
    let (_embedded, session) = start().await;
    session.open_reset().await;
    for text in ["  jdupont\r\n", "16E9912345ABC\n", "14 brumaire 1975", NEW, NEW] {
        session.paste(text).await;
        session.send(TAB).await;
    }
    session.expect("La date s’écrit").await;
    session.send(&SHIFT_TAB.repeat(3)).await;
    session.send(CLEAR).await;
    session.paste("14.07.1975").await;
    session.send(&TAB.repeat(3)).await;
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_of_another_encoding_are_reported() {
    let (_embedded, session) = start().await;
    session.open_change().await;
    session.reach(b"\xe9\xff\xfe", "caractères illisibles ont été ignorés").await;
    session.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn void_secret_is_refused_until_emptied() {
    let (embedded, session) = start().await;
    session.begin_change(&["jdupont", OLD]).await;
    session.send(b"pivot\xe9-Bruine8-lampadaire\t").await;
    session.fill(NEW).await;
    session.expect("à retaper : Ctrl-U").await;
    session.copy_and_fail(&embedded, ONE_FAULT).await;
    assert!(session.line_of_the_cursor().contains("à retaper : Ctrl-U"), "{}", session.screen());
    session.refill(NEW).await;
    session.reach(SAVE, DONE).await;
}
