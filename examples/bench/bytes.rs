//! Bytes to the terminal: exact, the same in every run but for the image, which is drawn at random.

use std::io::Write;

use tokio::runtime::Builder;

use crate::sessions::counts::{Counts, estimates, passwords, unpadded};
use crate::sessions::{EmbeddedApp, Frame, TerminalProfile};
use crate::table::Table;

pub fn report(out: &mut dyn Write) -> anyhow::Result<()> {
    // A clock that jumps to the next timer: pauses cost no time, and nothing depends on the machine.
    let runtime = Builder::new_current_thread().enable_all().start_paused(true).build()?;
    runtime.block_on(async {
        let embedded = EmbeddedApp::start().await;
        let usual = Counts::of(&embedded.app, TerminalProfile::USUAL).await;
        let lean = Counts::of(&embedded.app, TerminalProfile::LEAN).await;
        let plain = Counts::of(&embedded.app, TerminalProfile::PLAIN).await;
        figures([&lean, &usual, &plain]).print(out)?;

        let mut sizes = Table::new(
            &format!(
                "Frames that show an estimate, over {} passwords one after the other (bytes)",
                passwords().count()
            ),
            &["", "frames", "least to say", "most to say", "sizes sent"],
        );
        let looks = [
            ("lean", TerminalProfile::LEAN),
            ("rich, 256 colours", TerminalProfile::USUAL),
            ("rich, ASCII, no colour", TerminalProfile::PLAIN),
        ];
        for (name, profile) in looks {
            for (beside, confirmation) in [("", None), (", beside a confirmation", Some("Soleil123456!"))] {
                let estimates = estimates(&embedded.app, profile, confirmation).await;
                let frames: Vec<&Frame> = estimates.iter().flat_map(|(_, frames)| frames).collect();
                let unpadded = || frames.iter().map(|frame| unpadded(frame));
                let mut sent: Vec<usize> = frames.iter().map(|frame| frame.bytes.len()).collect();
                sent.sort_unstable();
                sent.dedup();
                sizes.row([
                    format!("{name}{beside}"),
                    frames.len().to_string(),
                    unpadded().min().unwrap_or(0).to_string(),
                    unpadded().max().unwrap_or(0).to_string(),
                    format!("{sent:?}"),
                ]);
            }
        }
        sizes.note("Asked: one size (and 0, where nothing was estimated), whatever is typed; ≤ 80 without a confirmation.");
        sizes.print(out)?;
        Ok(())
    })
}

fn figures(looks: [&Counts; 3]) -> Table {
    let mut table = Table::new(
        "Bytes to the terminal, 80×24, French",
        &["", "asked", "lean", "rich, 256 colours", "rich, ASCII, no colour"],
    );
    let frames = |(frames, bytes): (usize, usize)| format!("{bytes} in {frames} frames");
    let mut row = |what: &str, asked: &str, of: &dyn Fn(&Counts) -> String| {
        let figures = looks.map(of);
        table.row([what.to_owned(), asked.to_owned()].into_iter().chain(figures));
    };
    row("first frame of all: the menu", "", &|c| c.menu.to_string());
    row("first frame of the form", "lean ≤ 400, rich ≤ 1390", &|c| c.form.to_string());
    row("the image, in its own frame", "lean ≤ 1000, rich ≤ 1000", &|c| match c.image {
        0 => "with its field".to_owned(),
        image => image.to_string(),
    });
    row("arrow in the menu, the dearest", "≤ 20", &|c| c.arrow.to_string());
    row("field move, the dearest", "≤ 25", &|c| c.tab.to_string());
    row("key of the login", "1", &|c| c.login_key.to_string());
    row("masked key, usual", "≤ 2", &|c| c.masked_key.to_string());
    row("masked key, the first of a field", "≤ 2", &|c| c.first_masked_key.to_string());
    row("paste of 16 in a masked field", "≤ 20", &|c| c.paste_of_16.to_string());
    row("the other language: all words again", "", &|c| c.other_language.to_string());
    for (what, of) in [
        ("16 keys at once, a pause, its estimate", (|c: &Counts| c.typed_at_once) as fn(&Counts) -> _),
        ("16 keys, 5 a second", |c| c.typed_at_five),
        ("16 keys, a pause after each", |c| c.typed_slowly),
    ] {
        row(what, "", &|c| frames(of(c)));
        row("   a key", "", &|c| format!("{:.1}", of(c).1 as f64 / 16.0));
    }
    row("a minute without a key", "0 in 0 frames", &|c| frames(c.idle));
    table
}
