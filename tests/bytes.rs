//! What a slow line pays, byte by byte: exact, whatever the machine does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(dead_code, reason = "the measures of `make bench` use the rest")]

#[path = "support/counts.rs"]
mod counts;
#[path = "support/house.rs"]
mod house;
#[path = "support/seat.rs"]
mod seat;

use counts::{Counts, judgements, said};
use house::EmbeddedHouse;
use rstest::rstest;
use seat::Manner;

/// Every rule holds and the bar is full: next to what is weak, nothing changes more.
const STRONG: &str = "pivot-Bruine8-lampadaire-socle";

/// `mask`: the bytes of one sign that stands for a character; `judgement`: those of a frame that shows one.
#[rstest]
#[case::usual(Manner::USUAL, 3, 160)]
#[case::plain(Manner::PLAIN, 1, 144)]
#[tokio::test(start_paused = true)]
async fn a_visit_costs_what_a_slow_line_bears(
    #[case] manner: Manner,
    #[case] mask: usize,
    #[case] judgement: usize,
) {
    let embedded = EmbeddedHouse::start().await;
    let counts = Counts::of(&embedded.house, manner).await;

    assert!(counts.menu <= 750, "menu: {}", counts.menu);
    assert!(counts.form <= 700, "form: {}", counts.form);
    // Drawn by chance: 1.9 to 2.6 kB as a rule, never more than every cell in three bytes.
    assert!(counts.image <= 76 * 14 * 3 + 14 * 8, "image: {}", counts.image);
    assert!(counts.arrow <= 20, "arrow: {}", counts.arrow);
    assert!(counts.tab <= 25, "field move: {}", counts.tab);
    assert!(counts.first_login_key <= 16, "first login key: {}", counts.first_login_key);
    assert_eq!(counts.login_key, 1);
    assert_eq!(counts.masked_key, mask);
    // Once a field, the pen is put back: the mark of the focus was written with another.
    assert!(counts.first_masked_key <= mask + 3, "first masked key: {}", counts.first_masked_key);
    assert!(counts.paste_of_16 <= 16 * mask, "paste: {}", counts.paste_of_16);

    // Sixteen keys have one judgement, also at five a second; with a pause after each, one each.
    let keys = 16 * mask + 3;
    let (_, at_once) = counts.typed_at_once;
    assert!(at_once <= keys + judgement, "16 keys at once: {at_once}");
    let (_, at_five) = counts.typed_at_five;
    assert!(at_five <= keys + judgement, "16 keys, five a second: {at_five}");
    let (_, slowly) = counts.typed_slowly;
    assert!(slowly <= keys + 16 * judgement, "16 keys slowly: {slowly}");
    assert_eq!(counts.idle.1, 0, "a minute without a key");
}

#[rstest]
#[case::usual(Manner::USUAL, None, 160)]
#[case::beside_another(Manner::USUAL, Some("Soleil123456!"), 160)]
#[case::beside_a_confirmation(Manner::USUAL, Some(STRONG), 160)]
#[case::true_colours(Manner::RICH, Some(STRONG), 192)]
#[case::palette(Manner::PALETTE, Some(STRONG), 160)]
#[case::bold(Manner::BOLD, Some(STRONG), 144)]
#[case::plain(Manner::PLAIN, Some(STRONG), 144)]
#[tokio::test(start_paused = true)]
async fn the_size_of_a_judgement_tells_nothing(
    #[case] manner: Manner,
    #[case] confirmation: Option<&str>,
    #[case] size: usize,
) {
    let embedded = EmbeddedHouse::start().await;
    for (password, frames) in judgements(&embedded.house, manner, confirmation).await {
        let sent: Vec<usize> =
            frames.iter().map(|frame| frame.bytes.len()).filter(|length| *length > 0).collect();
        let said: Vec<usize> = frames.iter().map(said).collect();
        println!("{password}: {said:?}");
        assert_eq!(sent, [size], "{password}: {said:?}");
    }
}
