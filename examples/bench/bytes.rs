//! Bytes to the terminal: exact, the same in every run but for the image, which is drawn at random.

use std::io::Write;

use tokio::runtime::Builder;

use crate::counts::{Counts, PASSWORDS, judgements, said};
use crate::house::EmbeddedHouse;
use crate::seat::{Frame, Manner};
use crate::table::Table;

pub fn report(out: &mut dyn Write) -> anyhow::Result<()> {
    // A clock that jumps to the next timer: pauses cost no time, and nothing depends on the machine.
    let runtime = Builder::new_current_thread().enable_all().start_paused(true).build()?;
    runtime.block_on(async {
        let embedded = EmbeddedHouse::start().await;
        let usual = Counts::of(&embedded.house, Manner::USUAL).await;
        let plain = Counts::of(&embedded.house, Manner::PLAIN).await;
        figures(&usual, &plain).print(out)?;

        let mut sizes = Table::new(
            &format!(
                "Frames that show a judgement, over {} passwords one after the other (bytes)",
                PASSWORDS.len()
            ),
            &["", "frames", "least to say", "most to say", "sizes sent"],
        );
        for (name, manner) in [("80×24, 256 colours", Manner::USUAL), ("ASCII, no colour", Manner::PLAIN)] {
            for (beside, confirmation) in [("", None), (", beside a confirmation", Some("Soleil123456!"))] {
                let judged = judgements(&embedded.house, manner, confirmation).await;
                let frames: Vec<&Frame> = judged.iter().flat_map(|(_, frames)| frames).collect();
                let said = || frames.iter().map(|frame| said(frame));
                let mut sent: Vec<usize> = frames.iter().map(|frame| frame.bytes.len()).collect();
                sent.sort_unstable();
                sent.dedup();
                sizes.row([
                    format!("{name}{beside}"),
                    frames.len().to_string(),
                    said().min().unwrap_or(0).to_string(),
                    said().max().unwrap_or(0).to_string(),
                    format!("{sent:?}"),
                ]);
            }
        }
        sizes.note("Asked: one size (and 0, where nothing was judged), whatever is typed.");
        sizes.print(out)?;
        Ok(())
    })
}

fn figures(usual: &Counts, plain: &Counts) -> Table {
    let mut table =
        Table::new("Bytes to the terminal, 80×24, French", &["", "asked", "256 colours", "ASCII, no colour"]);
    let amortised = |(_, bytes): (usize, usize)| format!("{:.1}", bytes as f64 / 16.0);
    let frames = |(frames, bytes): (usize, usize)| format!("{bytes} in {frames} frames");
    let mut row = |what: &str, asked: &str, of: fn(&Counts) -> usize| {
        table.row([what.to_owned(), asked.to_owned(), of(usual).to_string(), of(plain).to_string()]);
    };
    row("first frame of all: the menu", "", |c| c.menu);
    row("first frame of the form", "≤ 1500", |c| c.form);
    row("the image, in its own frame", "≈ 2000", |c| c.image);
    row("arrow in the menu, the dearest", "≤ 20", |c| c.arrow);
    row("field move, the dearest", "≤ 25", |c| c.tab);
    row("key of the login", "1", |c| c.login_key);
    row("masked key, usual", "≤ 3", |c| c.masked_key);
    row("masked key, the first of a field", "≤ 6", |c| c.first_masked_key);
    row("paste of 16 in a masked field", "≤ 48, ASCII ≤ 16", |c| c.paste_of_16);
    row("the other language: all words again", "", |c| c.other_language);
    for (what, asked, of) in [
        ("16 keys at once, a pause, its judgement", "", (|c: &Counts| c.typed_at_once) as fn(&Counts) -> _),
        ("16 keys, 5 a second", "", |c: &Counts| c.typed_at_five),
        ("16 keys, a pause after each", "", |c: &Counts| c.typed_slowly),
        ("a minute without a key", "0 in 0 frames", |c: &Counts| c.idle),
    ] {
        table.row([what.to_owned(), asked.to_owned(), frames(of(usual)), frames(of(plain))]);
        if what.starts_with("16") {
            let asked = if what.contains("at once") || what.contains("second") { "≤ 12" } else { "" };
            table.row(["   a key".to_owned(), asked.to_owned(), amortised(of(usual)), amortised(of(plain))]);
        }
    }
    table
}
