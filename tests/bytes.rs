//! The bytes that a slow line carries: exact, however fast the machine is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/sessions/mod.rs"]
mod sessions;

use std::time::Duration;

use mamamia::config::CaptchaMode;
use mamamia::terminal::Charset;
use mamamia::ui::Theme;
use rstest::rstest;
use sessions::counts::{self, Counts, at_new_password, confirmations, estimates, sent, settled, unpadded};
use sessions::{EmbeddedApp, Frame, SessionHarness, TerminalProfile as Profile};

/// Every rule is met and the bar is full: next to a weak password, nothing changes more.
const STRONG: &str = "pivot-Bruine8-lampadaire-socle";
/// The same, short enough for its field.
const SHORTER: &str = "pivot-Bruine8-socle";
/// Bytes of a frame that shows an estimate, at most, beside a typed confirmation or not.
const ESTIMATE: usize = 176;
/// The same in the lean presentation.
const LEAN_ESTIMATE: usize = 79;

const DIFFERENT: &str = "Ce n’est pas le même mot de passe que ci-dessus.";
const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (60, 18), (40, 12)];
const NARROW: Profile = Profile { size: (40, 12), ..Profile::USUAL };

/// An image is drawn at random: its bytes would hide those of the test.
async fn without_captcha() -> EmbeddedApp {
    EmbeddedApp::with(|config| config.captcha.mode = CaptchaMode::Never).await
}

async fn pause(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}

/// The image comes with the form, or, on a slow line, when its field is reached.
#[rstest]
#[case::usual(Profile::USUAL, 1390, 1000)]
#[case::lean(Profile::LEAN, 400, 1000)]
#[case::lean_ascii(Profile { charset: Charset::Ascii, ..Profile::LEAN }, 400, 1000)]
#[case::plain(Profile::PLAIN, 1390, 1000)]
#[case::own_ground(Profile::PALETTE, 1650, 1000)]
#[tokio::test(start_paused = true)]
async fn session_fits_a_slow_line(#[case] profile: Profile, #[case] form: usize, #[case] image: usize) {
    let embedded = EmbeddedApp::start().await;
    let counts = Counts::of(&embedded.app, profile).await;
    // Sixteen keys without a pause have one estimate; with a pause after each, one each.
    let (estimate, menu, arrow, tab) =
        if profile.lean { (LEAN_ESTIMATE, 750, 20, 25) } else { (ESTIMATE, 1390, 160, 60) };
    for (what, bytes, most) in [
        ("menu", counts.menu, menu),
        ("form", counts.form, form),
        ("image", counts.image, image),
        ("arrow", counts.arrow, arrow),
        ("field move", counts.tab, tab),
        ("first masked key", counts.first_masked_key, 3),
        ("paste", counts.paste_of_16, if profile.lean { 16 } else { 16 * 3 }),
        ("16 keys at once", counts.typed_at_once.1, 16 * 3 + estimate),
        ("16 keys slowly", counts.typed_slowly.1, 16 * (3 + estimate)),
        ("a minute without a key", counts.idle.1, 0),
    ] {
        assert!(bytes <= most, "{what}: {bytes} of {most}");
    }
    let mask = if profile.lean || profile.charset != Charset::Unicode { 1 } else { '•'.len_utf8() };
    assert_eq!([counts.first_login_key, counts.login_key, counts.masked_key], [1, 1, mask]);
}

/// The rich presentation in each theme, at the usual size. A theme that paints its own ground has a longer form.
#[rstest]
#[tokio::test(start_paused = true)]
async fn every_theme_fits_a_slow_line(#[values(Charset::Unicode, Charset::Ascii)] charset: Charset) {
    let embedded = EmbeddedApp::start().await;
    for theme in Theme::names() {
        let profile = Profile { theme, charset, ..Profile::USUAL };
        let counts = Counts::of(&embedded.app, profile).await;
        let form = if PAINTED.contains(&theme) { 1650 } else { 1390 };
        let mask = if charset == Charset::Ascii { 1 } else { '•'.len_utf8() };
        for (what, bytes, most) in [
            ("menu", counts.menu, 1390),
            ("form", counts.form, form),
            ("image", counts.image, 1000),
            ("field move", counts.tab, 60),
            ("first key", counts.first_login_key, 1),
            ("key", counts.login_key, 1),
            ("first masked key", counts.first_masked_key, 3),
            ("masked key", counts.masked_key, mask),
        ] {
            assert!((1..=most).contains(&bytes), "{theme}, {what}: {bytes} of {most}");
        }
    }
}

/// The themes that paint the ground of the whole window.
const PAINTED: [&str; 3] = ["clair", "sombre", "contraste"];

#[tokio::test(start_paused = true)]
async fn judgement_fits_in_every_theme() {
    let embedded = EmbeddedApp::start().await;
    for theme in Theme::names() {
        let profile = Profile { theme, ..Profile::USUAL };
        // Beside a confirmation: without one, a frame shows less.
        let bytes = one_size(&estimates(&embedded.app, profile, Some(STRONG)).await);
        assert!(bytes <= ESTIMATE, "{theme}: {bytes}");
    }
}

#[rstest]
#[case::usual(Profile::USUAL, 1390)]
#[case::own_ground(Profile::PALETTE, 1650)]
#[case::lean(Profile::LEAN, 400)]
#[tokio::test(start_paused = true)]
async fn both_forms_open_fast(#[case] profile: Profile, #[case] most: usize) {
    let embedded = EmbeddedApp::start().await;
    for form in [b"1", b"2"] {
        let session = SessionHarness::at(&embedded.app, profile);
        session.frame().await;
        let bytes = session.press(form).await.bytes.len();
        assert!(bytes <= most, "{bytes}");
    }
}

/// On a line that carries little, a person can begin to type before header, rules and keys are there.
#[rstest]
#[case::usual(Profile::USUAL, 600)]
#[case::wide(Profile { size: (120, 40), ..Profile::USUAL }, 700)]
#[tokio::test(start_paused = true)]
async fn labels_and_fields_come_first(#[case] profile: Profile, #[case] most: usize) {
    let embedded = without_captcha().await;
    let session = SessionHarness::at(&embedded.app, profile);
    session.frame().await;
    let frame = session.press(b"1").await.bytes;
    let text = String::from_utf8_lossy(&frame);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    let labels = ["Identifiant", "Mot de passe actuel", "Nouveau mot de passe", "Confirmation du nouveau"];
    let last = labels.map(at).into_iter().max().unwrap();
    assert!(last < most, "{last} of {most}");
    for decoration in ["Gestion de mon compte", "minuscule", "Ctrl-S"] {
        assert!(at(decoration) > last, "{decoration}");
    }
}

#[rstest]
#[case::usual(Profile::USUAL, None, ESTIMATE)]
#[case::lean(Profile::LEAN, None, LEAN_ESTIMATE)]
#[case::beside_another(Profile::USUAL, Some("Soleil123456!"), ESTIMATE)]
#[case::beside_a_confirmation(Profile::USUAL, Some(STRONG), ESTIMATE)]
#[case::true_colours(Profile::RICH, Some(STRONG), ESTIMATE)]
#[case::palette(Profile::PALETTE, Some(STRONG), ESTIMATE)]
#[case::own_ground(Profile::PALETTE, None, ESTIMATE)]
#[case::bold(Profile::BOLD, Some(STRONG), ESTIMATE)]
#[case::plain(Profile::PLAIN, Some(STRONG), ESTIMATE)]
#[case::vt100(Profile::VT100, Some(STRONG), ESTIMATE)]
#[case::console(Profile::CONSOLE, Some(STRONG), ESTIMATE)]
#[tokio::test(start_paused = true)]
async fn estimate_has_constant_size(#[case] at: Profile, #[case] beside: Option<&str>, #[case] most: usize) {
    let embedded = EmbeddedApp::start().await;
    for size in SIZES {
        let bytes = one_size(&estimates(&embedded.app, Profile { size, ..at }, beside).await);
        println!("{size:?}: {bytes}");
        // Below 80 columns the gauge has a row of its own, and the rules that are missing stand there by their names.
        let names = if size.0 < 80 { if at.lean { 1 } else { 16 } } else { 0 };
        assert!(bytes <= most + names, "{size:?}: {bytes}");
    }
}

/// The bytes of the one frame that shows each estimate: the same for every password.
fn one_size(shown: &[(&str, Vec<Frame>)]) -> usize {
    let usual = sent(&shown[0].1);
    for (password, frames) in shown {
        let unpadded: Vec<usize> = frames.iter().map(unpadded).collect();
        assert_eq!(sent(frames), usual, "{password}: {unpadded:?}");
    }
    let [bytes] = usual[..] else { panic!("{usual:?}") };
    bytes
}

/// A long phrase needs no classes of characters: a rule that changes without a key.
#[tokio::test(start_paused = true)]
async fn estimate_of_phrase_has_constant_size() {
    let embedded = EmbeddedApp::with(|config| config.policy.passphrase_length = 16).await;
    for size in SIZES {
        let bytes = one_size(&estimates(&embedded.app, Profile { size, ..Profile::USUAL }, None).await);
        assert!(bytes <= ESTIMATE, "{size:?}: {bytes}");
    }
}

/// The length of a proposal is that of a secret.
#[rstest]
#[case::usual(Profile::USUAL)]
#[case::lean(Profile::LEAN)]
#[case::narrow(NARROW)]
#[tokio::test(start_paused = true)]
async fn proposal_has_constant_size(#[case] profile: Profile) {
    const PROPOSE: &[u8] = b"\x10";
    let embedded = without_captcha().await;
    let session = at_new_password(&embedded.app, profile).await;
    settled(&session).await;
    let mut sizes = Vec::new();
    for _ in 0..12 {
        session.send(PROPOSE).await;
        sizes.push(sent(&settled(&session).await));
    }
    assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
}

/// Few rules leave little room in a frame; the comparison of the confirmation has its own.
#[rstest]
#[case::length_alone(0)]
#[case::phrase(16)]
#[tokio::test(start_paused = true)]
async fn comparison_has_constant_size(
    #[case] passphrase_length: usize,
    #[values(Profile::USUAL, Profile::LEAN, Profile::RICH, Profile::BOLD, Profile::PLAIN, Profile::CONSOLE)]
    profile: Profile,
) {
    let embedded = EmbeddedApp::with(|config| {
        config.policy.passphrase_length = passphrase_length;
        if passphrase_length == 0 {
            config.policy.require.clear();
        }
    })
    .await;
    for size in SIZES {
        let compared = confirmations(&embedded.app, Profile { size, ..profile }, STRONG).await;
        println!("{size:?}: {}", one_size(&compared));
    }
}

/// The help, the other language and a notice of two lines draw an estimate again, or take it away. The help tells it.
#[rstest]
#[case::usual(Profile::USUAL)]
#[case::lean(Profile::LEAN)]
#[case::true_colours(Profile::RICH)]
#[case::narrow(NARROW)]
#[case::wrapped_notice(Profile { size: (60, 18), ..Profile::USUAL })]
#[tokio::test(start_paused = true)]
async fn redrawn_estimate_has_constant_size(#[case] profile: Profile) {
    const HELP: &[u8] = b"\x1bOP";
    const LANGUAGE: &[u8] = b"\x1b[20~";
    const DOWN: &[u8] = b"\x1b[B";
    let embedded = without_captcha().await;
    let mut sizes = Vec::new();
    for password in ["azertyuiopqsdf", "vR7!mQz4#tYb9K", "AAAAAAAAAAAAA1", "Soleil12345678"] {
        let session = at_new_password(&embedded.app, profile).await;
        session.press(password.as_bytes()).await;
        settled(&session).await;
        let mut of_this = Vec::new();
        for key in [LANGUAGE, LANGUAGE, HELP, DOWN, DOWN, DOWN, HELP, b"\x1b"] {
            session.send(key).await;
            of_this.push(counts::bytes(&settled(&session).await));
        }
        sizes.push(of_this);
    }
    assert!(sizes.iter().all(|of_this| *of_this == sizes[0]), "{sizes:?}");
}

/// A mask is one character of three bytes, or one of ASCII. Also where the field is full: every key changes the screen,
/// and so does every key that is taken back.
#[rstest]
#[tokio::test(start_paused = true)]
async fn masked_key_costs_three_bytes(#[values(Profile::USUAL, Profile::LEAN, NARROW)] profile: Profile) {
    let embedded = without_captcha().await;
    let session = at_new_password(&embedded.app, profile).await;
    settled(&session).await;
    for (key, times, most) in [(b"a", 60, 3), (b"\x7f", 30, 3)] {
        for _ in 0..times {
            session.send(key).await;
            pause(10).await;
            let bytes = counts::bytes(&session.written());
            assert!((1..=most).contains(&bytes), "{bytes}");
        }
        // The estimate comes later than the key.
        settled(&session).await;
    }
}

/// The echo of a key is sent before its frame. Key by key, the screen is the same as when all keys come at once, before
/// the pause in typing and after it; also where the field is full, and in the middle of the text.
#[rstest]
#[case::short("abc")]
#[case::full("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")]
#[case::taken_back("abcdefghijklmnopqrstuvwxyzabcdef\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7fxy")]
#[case::in_the_middle("abcdef\u{2}\u{2}xyz")]
#[case::cleared("abcdef\u{15}xyz")]
#[tokio::test(start_paused = true)]
async fn echo_agrees_with_the_frame(
    #[case] keys: &str,
    #[values(Profile::USUAL, Profile::LEAN, NARROW)] profile: Profile,
) {
    let embedded = without_captcha().await;
    let mut screens = Vec::new();
    for size in [1, keys.len()] {
        let session = at_new_password(&embedded.app, profile).await;
        for part in keys.as_bytes().chunks(size) {
            session.send(part).await;
            pause(10).await;
        }
        let typed = Picture::of(&session);
        pause(1000).await;
        screens.push([typed, Picture::of(&session)]);
    }
    let [one_by_one, at_once] = &screens[..] else { panic!("two") };
    for (one_by_one, at_once) in one_by_one.iter().zip(at_once) {
        assert!(one_by_one.cells == at_once.cells, "{}\n{}", one_by_one.text, at_once.text);
        assert_eq!(one_by_one.cursor, at_once.cursor);
    }
}

/// The fault of another field goes with the key that mends it, before the pause in typing.
#[tokio::test(start_paused = true)]
async fn key_mends_another_field_at_once() {
    let embedded = without_captcha().await;
    let session = at_new_password(&embedded.app, Profile::USUAL).await;
    let (most, last) = SHORTER.split_at(SHORTER.len() - 1);
    for keys in [most, "\t", SHORTER, "\t", "\x1b[Z", "\x1b[Z"] {
        session.send(keys.as_bytes()).await;
        pause(1000).await;
    }
    assert!(session.screen().contains(DIFFERENT), "{}", session.screen());
    session.send(last.as_bytes()).await;
    pause(20).await;
    assert!(!session.screen().contains(DIFFERENT), "{}", session.screen());
}

struct Picture {
    cells: Vec<(String, vt100::Color, vt100::Color, bool)>,
    cursor: (u16, u16),
    text: String,
}

impl Picture {
    fn of(session: &SessionHarness) -> Self {
        session.on_emulator(|emulator| {
            let screen = emulator.screen();
            // A blank that was written looks like one that never was.
            let appearance = |cell: &vt100::Cell| match cell.contents().trim() {
                "" => (String::new(), vt100::Color::Default, cell.bgcolor(), cell.inverse()),
                sign => (sign.to_owned(), cell.fgcolor(), cell.bgcolor(), cell.inverse()),
            };
            let (rows, columns) = screen.size();
            let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
            let cells = places.map(|(y, x)| appearance(screen.cell(y, x).unwrap())).collect();
            Self { cells, cursor: screen.cursor_position(), text: screen.contents() }
        })
    }
}
