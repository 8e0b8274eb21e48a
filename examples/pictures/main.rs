//! The pictures of the documentation, made by the program itself: its keys, its update, its drawing, its bytes,
//! replayed by a terminal emulator; over the directory of the demonstration. Only chance is put aside: the image
//! has a fixed seed, the reference is a fixed one, so that a picture changes when the program does, and then only.
//!
//! `make pictures` writes them; `tests/docs.rs` holds that they are up to date.

#![allow(clippy::expect_used, reason = "a tool of the app: it stops where it cannot go on")]

mod stage;
mod svg;

use stage::Stage;

/// Width and height, in characters, of the usual terminal.
const USUAL: (u16, u16) = (80, 24);
/// A terminal with room for the help beside the form.
const LARGE: (u16, u16) = (120, 40);

const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "pivot-Bruine8-lampadaire";
/// Ctrl-S.
const SAVE: &str = "\x13";

fn main() -> std::io::Result<()> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pictures");
    std::fs::create_dir_all(directory)?;
    for (name, picture) in all() {
        std::fs::write(format!("{directory}/{name}.svg"), picture)?;
    }
    Ok(())
}

/// Every picture, by its name.
pub fn all() -> Vec<(&'static str, String)> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        vec![
            ("menu", menu().await),
            ("modifier", half_filled(USUAL).await),
            ("modifier-large", half_filled(LARGE).await),
            ("redefinir", reset().await),
            ("refus", refused().await),
            ("succes", done().await),
            ("aide", help().await),
        ]
    })
}

async fn menu() -> String {
    Stage::open(USUAL).await.picture("Le menu « Gérer mon mot de passe »")
}

async fn half_filled(size: (u16, u16)) -> String {
    let mut stage = Stage::open(size).await;
    stage.keys("1").await;
    stage.fill(&["jdupont", OLD]).await;
    stage.keys("pivot-Bruine8-lamp").await;
    stage.picture("« Modifier mon mot de passe », à moitié rempli")
}

async fn reset() -> String {
    let mut stage = Stage::open(USUAL).await;
    stage.keys("2").await;
    stage.fill(&["kmbaye", "EXT-2026-00042", "10011993", NEW]).await;
    stage.keys("pivot-Bruine8-l").await;
    stage.picture("« Définir ou redéfinir mon mot de passe », presque rempli")
}

async fn refused() -> String {
    let mut stage = Stage::open(USUAL).await;
    stage.keys("2").await;
    stage.fill(&["jdupont", "16E9912345ABC", "15071975", NEW, NEW]).await;
    stage.copy_image().await;
    stage.keys(SAVE).await;
    stage.picture("Une identité qui n’est pas reconnue : la saisie est gardée, la première chose à vérifier est désignée")
}

async fn done() -> String {
    let mut stage = Stage::open(USUAL).await;
    stage.keys("1").await;
    stage.fill(&["psanchez", OLD, NEW, NEW]).await;
    stage.copy_image().await;
    stage.keys(SAVE).await;
    stage.picture("Le mot de passe d’une personne du rectorat est modifié")
}

async fn help() -> String {
    let mut stage = Stage::open(USUAL).await;
    stage.keys("?").await;
    stage.picture("L’aide")
}
