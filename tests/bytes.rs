//! What a slow line pays, byte by byte: exact, whatever the machine does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(dead_code, reason = "the measures of `make bench` use the rest")]

#[path = "support/app.rs"]
mod app;
#[path = "support/counts.rs"]
mod counts;
#[path = "support/seat.rs"]
mod seat;

use std::time::Duration;

use app::EmbeddedApp;
use counts::{Counts, confirmations, judgements, said};
use mamamia::config::CaptchaMode;
use rstest::rstest;
use seat::{Manner, Seat};

/// Every rule holds and the bar is full: next to what is weak, nothing changes more.
const STRONG: &str = "pivot-Bruine8-lampadaire-socle";
/// The same, of a password that the field has room for.
const SHORTER: &str = "pivot-Bruine8-socle";
/// Bytes of a frame that shows a judgement, in named colours.
const JUDGEMENT: usize = 80;
/// And whether the confirmation is the same.
const COMPARED: usize = 24;

/// Said of a confirmation.
const DIFFERENT: &str = "Ce n'est pas le même mot de passe que ci-dessus.";

/// The image comes with the form, or, on a slow line, when its field is reached.
#[rstest]
#[case::usual(Manner::USUAL, 1500, 2500)]
#[case::lean(Manner::LEAN, 400, 1000)]
#[case::plain(Manner::PLAIN, 1500, 2500)]
#[tokio::test(start_paused = true)]
async fn a_visit_costs_what_a_slow_line_bears(
    #[case] manner: Manner,
    #[case] form: usize,
    #[case] image: usize,
) {
    let embedded = EmbeddedApp::start().await;
    let counts = Counts::of(&embedded.app, manner).await;

    assert!(counts.menu <= 750, "menu: {}", counts.menu);
    assert!(counts.form <= form, "form: {}", counts.form);
    assert!(counts.image <= image, "image: {}", counts.image);
    assert!(counts.arrow <= 20, "arrow: {}", counts.arrow);
    assert!(counts.tab <= 25, "field move: {}", counts.tab);
    assert_eq!(counts.first_login_key, 1);
    assert_eq!(counts.login_key, 1);
    assert_eq!(counts.masked_key, 1);
    assert!(counts.first_masked_key <= 2, "first masked key: {}", counts.first_masked_key);
    assert!(counts.paste_of_16 <= 16, "paste: {}", counts.paste_of_16);

    // Sixteen keys without a pause have one judgement; with a pause after each, one each.
    let (_, at_once) = counts.typed_at_once;
    assert!(at_once <= 16 + JUDGEMENT, "16 keys at once: {at_once}");
    let (_, slowly) = counts.typed_slowly;
    assert!(slowly <= 16 + 16 * JUDGEMENT, "16 keys slowly: {slowly}");
    assert_eq!(counts.idle.1, 0, "a minute without a key");
}

#[rstest]
#[case::usual(Manner::USUAL, 1500)]
#[case::lean(Manner::LEAN, 400)]
#[tokio::test(start_paused = true)]
async fn each_form_is_soon_there(#[case] manner: Manner, #[case] most: usize) {
    let embedded = EmbeddedApp::start().await;
    for form in [b"1", b"2"] {
        let mut seat = Seat::take(&embedded.app, manner);
        seat.frame().await;
        let bytes = seat.press(form).await.bytes.len();
        assert!(bytes <= most, "{bytes}");
    }
}

#[rstest]
#[case::usual(Manner::USUAL, None, JUDGEMENT)]
#[case::lean(Manner::LEAN, None, JUDGEMENT - 1)]
#[case::beside_another(Manner::USUAL, Some("Soleil123456!"), JUDGEMENT + COMPARED)]
#[case::beside_a_confirmation(Manner::USUAL, Some(STRONG), JUDGEMENT + COMPARED)]
#[case::true_colours(Manner::RICH, Some(STRONG), JUDGEMENT + COMPARED + 14)]
#[case::palette(Manner::PALETTE, Some(STRONG), JUDGEMENT + COMPARED + 6)]
#[case::bold(Manner::BOLD, Some(STRONG), JUDGEMENT + COMPARED + 2)]
#[case::plain(Manner::PLAIN, Some(STRONG), JUDGEMENT + COMPARED - 1)]
#[case::vt100(Manner::VT100, Some(STRONG), JUDGEMENT + COMPARED - 1)]
#[case::console(Manner::CONSOLE, Some(STRONG), JUDGEMENT + COMPARED + 12)]
#[tokio::test(start_paused = true)]
async fn the_size_of_a_judgement_tells_nothing(
    #[case] manner: Manner,
    #[case] confirmation: Option<&str>,
    #[case] size: usize,
) {
    let embedded = EmbeddedApp::start().await;
    for screen in [(80, 24), (120, 40), (60, 18), (40, 12)] {
        let manner = Manner { size: screen, ..manner };
        for (password, frames) in judgements(&embedded.app, manner, confirmation).await {
            let sent: Vec<usize> =
                frames.iter().map(|frame| frame.bytes.len()).filter(|length| *length > 0).collect();
            let said: Vec<usize> = frames.iter().map(said).collect();
            println!("{screen:?} {password}: {said:?}");
            assert_eq!(sent, [size], "{screen:?} {password}: {said:?}");
        }
    }
}

/// A phrase that is long enough does without the classes: nothing moves for that.
#[rstest]
#[tokio::test(start_paused = true)]
async fn the_size_of_a_judgement_tells_nothing_of_a_phrase(
    #[values((80, 24), (120, 40), (60, 18), (40, 12))] size: (u16, u16),
) {
    let embedded = EmbeddedApp::with(|config| config.policy.passphrase_length = 16).await;
    let judged = judgements(&embedded.app, Manner { size, ..Manner::USUAL }, None).await;
    for (password, frames) in judged {
        let sent: Vec<usize> =
            frames.iter().map(|frame| frame.bytes.len()).filter(|length| *length > 0).collect();
        assert_eq!(sent, [JUDGEMENT + 7], "{password}: a rule more than usual");
    }
}

/// Few rules leave little room in a frame; what is said of the confirmation has its own.
#[rstest]
#[case::length_alone(0)]
#[case::phrase(16)]
#[tokio::test(start_paused = true)]
async fn the_size_of_a_confirmation_tells_nothing(
    #[case] passphrase_length: usize,
    #[values(Manner::USUAL, Manner::LEAN, Manner::RICH, Manner::BOLD, Manner::PLAIN, Manner::CONSOLE)]
    manner: Manner,
) {
    let embedded = EmbeddedApp::with(|config| {
        config.policy.passphrase_length = passphrase_length;
        if passphrase_length == 0 {
            config.policy.require.clear();
        }
    })
    .await;
    for screen in [(80, 24), (120, 40), (60, 18), (40, 12)] {
        let manner = Manner { size: screen, ..manner };
        let judged = confirmations(&embedded.app, manner, STRONG).await;
        let sent = |frames: &[seat::Frame]| -> Vec<usize> {
            frames.iter().map(|frame| frame.bytes.len()).filter(|length| *length > 0).collect()
        };
        let usual = sent(&judged[0].1);
        assert_eq!(usual.len(), 1, "{screen:?}");
        for (password, frames) in judged {
            let said: Vec<usize> = frames.iter().map(said).collect();
            assert_eq!(sent(&frames), usual, "{screen:?} {password}: {said:?}");
        }
    }
}

/// The help, the other language and the way back draw a judged form again, or take it away.
#[rstest]
#[case::usual(Manner::USUAL)]
#[case::lean(Manner::LEAN)]
#[case::true_colours(Manner::RICH)]
#[tokio::test(start_paused = true)]
async fn what_is_drawn_anew_tells_nothing(#[case] manner: Manner) {
    const HELP: &[u8] = b"\x1bOP";
    const LANGUAGE: &[u8] = b"\x1b[20~";
    // An image is drawn by chance, and would hide what this is about.
    let embedded = EmbeddedApp::with(|config| config.captcha.mode = CaptchaMode::Never).await;
    let mut sizes = Vec::new();
    for password in ["azertyuiopqsdf", "vR7!mQz4#tYb9K", "AAAAAAAAAAAAA1", "Soleil12345678"] {
        let mut seat = Seat::take(&embedded.app, manner);
        seat.frame().await;
        for key in ["1", "\t", "\t", password] {
            seat.press(key.as_bytes()).await;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        seat.written();
        let mut of_this = Vec::new();
        for key in [LANGUAGE, LANGUAGE, HELP, HELP, b"\x1b"] {
            seat.send(key).await;
            tokio::time::sleep(Duration::from_secs(1)).await;
            of_this.push(counts::bytes(&seat.written()));
        }
        sizes.push(of_this);
    }
    assert!(sizes.iter().all(|of_this| *of_this == sizes[0]), "{sizes:?}");
}

/// Also where the field is full: something moves for every key, and for every one that is taken back.
#[rstest]
#[tokio::test(start_paused = true)]
async fn every_masked_key_is_seen_for_two_bytes(
    #[values(Manner::USUAL, Manner::LEAN, Manner { size: (40, 12), ..Manner::USUAL })] manner: Manner,
) {
    let embedded = EmbeddedApp::with(|config| config.captcha.mode = CaptchaMode::Never).await;
    let mut seat = Seat::take(&embedded.app, manner);
    for key in ["1", "\t", "\t"] {
        seat.send(key.as_bytes()).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    seat.written();
    for (key, times, most) in [(b"a", 60, 2), (b"\x7f", 30, 3)] {
        for _ in 0..times {
            seat.send(key).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
            let bytes = counts::bytes(&seat.written());
            assert!((1..=most).contains(&bytes), "{bytes}");
        }
        // The judgement is not the key's.
        tokio::time::sleep(Duration::from_secs(1)).await;
        seat.written();
    }
}

/// A key goes out ahead of its frame. Key by key, the screen is what it is when all of them come at once, before the
/// pause in typing as after it; also where the field is full, after a key was taken back, and in the middle of what is typed.
#[rstest]
#[case::short("abc")]
#[case::full("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")]
#[case::taken_back(
    "abcdefghijklmnopqrstuvwxyzabcdef\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}xy"
)]
#[case::in_the_middle("abcdef\u{2}\u{2}xyz")]
#[case::cleared("abcdef\u{15}xyz")]
#[tokio::test(start_paused = true)]
async fn what_goes_out_alone_is_what_is_drawn(
    #[case] keys: &str,
    #[values(Manner::USUAL, Manner::LEAN, Manner { size: (40, 12), ..Manner::USUAL })] manner: Manner,
) {
    let embedded = EmbeddedApp::with(|config| config.captcha.mode = CaptchaMode::Never).await;
    let mut screens = Vec::new();
    for one_by_one in [true, false] {
        let mut seat = Seat::take(&embedded.app, manner);
        let mut terminal = vt100::Parser::new(manner.size.1, manner.size.0, 0);
        for key in ["1", "\t", "\t"] {
            seat.send(key.as_bytes()).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let size = if one_by_one { 1 } else { keys.len() };
        for part in keys.as_bytes().chunks(size) {
            seat.send(part).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        seat.written().iter().for_each(|frame| terminal.process(&frame.bytes));
        let typed = picture(terminal.screen());
        tokio::time::sleep(Duration::from_secs(1)).await;
        seat.written().iter().for_each(|frame| terminal.process(&frame.bytes));
        screens.push([typed, picture(terminal.screen())]);
    }
    let [alone, at_once] = &screens[..] else { panic!("two") };
    for (alone, at_once) in alone.iter().zip(at_once) {
        assert!(alone.cells == at_once.cells, "{}\n{}", alone.text, at_once.text);
        assert_eq!(alone.cursor, at_once.cursor);
    }
}

/// What is said of another field changes with the key, not with the pause in typing after it.
#[tokio::test(start_paused = true)]
async fn what_a_key_mends_elsewhere_is_mended_with_it() {
    let embedded = EmbeddedApp::with(|config| config.captcha.mode = CaptchaMode::Never).await;
    let mut seat = Seat::take(&embedded.app, Manner::USUAL);
    let mut terminal = vt100::Parser::new(24, 80, 0);
    let (most, last) = SHORTER.split_at(SHORTER.len() - 1);
    for keys in ["1", "\t", "\t", most, "\t", SHORTER, "\t", "\x1b[Z", "\x1b[Z", last] {
        seat.written().iter().for_each(|frame| terminal.process(&frame.bytes));
        let screen = terminal.screen().contents();
        assert!(keys != last || screen.contains(DIFFERENT), "{screen}");
        seat.send(keys.as_bytes()).await;
        tokio::time::sleep(if keys == last { Duration::from_millis(20) } else { Duration::from_secs(1) })
            .await;
    }
    seat.written().iter().for_each(|frame| terminal.process(&frame.bytes));
    assert!(!terminal.screen().contents().contains(DIFFERENT), "{}", terminal.screen().contents());
}

struct Picture {
    cells: Vec<(String, vt100::Color, vt100::Color, bool)>,
    cursor: (u16, u16),
    text: String,
}

fn picture(screen: &vt100::Screen) -> Picture {
    // A blank that was written looks like one that never was.
    let appearance = |cell: &vt100::Cell| match cell.contents().trim() {
        "" => (String::new(), vt100::Color::Default, cell.bgcolor(), cell.inverse()),
        sign => (sign.to_owned(), cell.fgcolor(), cell.bgcolor(), cell.inverse()),
    };
    let (rows, columns) = screen.size();
    let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
    let cells = places.map(|(y, x)| appearance(screen.cell(y, x).unwrap())).collect();
    Picture { cells, cursor: screen.cursor_position(), text: screen.contents() }
}
