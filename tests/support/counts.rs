//! What a visit sends to its terminal, counted byte by byte. The clock of the runtime is to be paused: timers
//! then run out when nothing else is left to do, and every count is exact.

use std::sync::Arc;
use std::time::Duration;

use mamamia::session::AppContext;

use super::seat::{Frame, Manner, Seat};

/// Passwords of every label, with every rule met and not, of the first character and of the hundredth.
pub const PASSWORDS: [&str; 30] = [
    "a",
    "A",
    "7",
    "!",
    "ab",
    "aB3!",
    "azerty",
    "Soleil123456",
    "Soleil123456!",
    "AAAAAAAAAAAA",
    "motdepasse!2",
    "MotDePasse2026!",
    "Toulouse2026!!",
    "123456789012",
    "éèàùçôîïüÿœæ",
    "Éa1!ÉÉÉÉÉÉÉÉÉ",
    "vR7!mQz4#tYb",
    "vR7!mQz4#tYb9K",
    "vR7!mQz4#tYb9Kw2",
    "Tr0is-Pommes&vertes",
    "pivot-Bruine8-lampadaire-socle",
    "cheval pile agrafe correct 7A!",
    "cheval pile agrafe correct",
    "4@8({[<3690!1|7+$5%2",
    "4@8({[<3690!1|7+$5%24@8({[<3690!1|7+$5%24@8({[<3690!1|7+$5%24@8({[<3690!1|7+$5%24@8({[<3690!1|7+$5%2",
    "Ancien-Mdp-2026",
    // From all that holds to nothing that does, and back.
    "éé",
    "pivot-Bruine8-lampadaire-socle",
    "é",
    "Soleil123456!",
];

const SIXTEEN: &str = "pivot-Bruine8-la";
const TAB: &[u8] = b"\t";
const BACK_TAB: &[u8] = b"\x1b[Z";
const CLEAR: &[u8] = b"\x15";
const OTHER_LANGUAGE: &[u8] = b"\x1b[20~";

/// Bytes of frames.
pub fn bytes(frames: &[Frame]) -> usize {
    frames.iter().map(|frame| frame.bytes.len()).sum()
}

/// What a frame says, without what fills it up.
pub fn said(frame: &Frame) -> usize {
    frame.bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
}

/// One visit, counted.
pub struct Counts {
    pub menu: usize,
    pub arrow: usize,
    pub form: usize,
    pub image: usize,
    /// It takes the place of the example.
    pub first_login_key: usize,
    pub login_key: usize,
    /// The first of a field: the style changes, too.
    pub first_masked_key: usize,
    /// The dearest of the others.
    pub masked_key: usize,
    pub tab: usize,
    pub paste_of_16: usize,
    /// Frames and bytes of 16 keys typed without a pause, and of the pause after them.
    pub typed_at_once: (usize, usize),
    /// The same at five keys a second, as people type.
    pub typed_at_five: (usize, usize),
    /// The same with a pause after each key.
    pub typed_slowly: (usize, usize),
    /// Frames and bytes of a minute in which nobody touches a key.
    pub idle: (usize, usize),
    pub other_language: usize,
}

impl Counts {
    pub async fn of(app: &Arc<AppContext>, manner: Manner) -> Self {
        let mut seat = Seat::take(app, manner);
        let menu = seat.frame().await.bytes.len();
        let down = seat.press(b"\x1b[B").await.bytes.len();
        let up = seat.press(b"\x1b[A").await.bytes.len();
        let form = seat.press(b"1").await.bytes.len();
        let mut image = bytes(&settled(&mut seat).await);

        let first_login_key = keys(&mut seat, "j").await;
        let login_key = keys(&mut seat, "dupont").await;
        let mut tab = seat.press(TAB).await.bytes.len();
        let first_masked_key = keys(&mut seat, "A").await;
        let masked_key = keys(&mut seat, "ncien-Mdp-2026").await;
        settled(&mut seat).await;
        tab = tab.max(seat.press(TAB).await.bytes.len());

        let typed_at_once = typed(&mut seat, Duration::ZERO).await;
        let typed_at_five = typed(&mut seat, Duration::from_millis(200)).await;
        let typed_slowly = typed(&mut seat, Duration::from_secs(1)).await;
        for _ in 0..4 {
            let moved = seat.press(TAB).await.bytes.len();
            match bytes(&settled(&mut seat).await) {
                // On a slow line, the image comes when its field is reached.
                came if came > 0 && image == 0 => image = moved + came,
                _ => tab = tab.max(moved),
            }
        }
        for _ in 0..4 {
            tab = tab.max(seat.press(BACK_TAB).await.bytes.len());
            settled(&mut seat).await;
        }
        keys(&mut seat, "x").await;
        let paste_of_16 = seat.paste(SIXTEEN).await.bytes.len();
        settled(&mut seat).await;

        tokio::time::sleep(Duration::from_secs(60)).await;
        let quiet = seat.written();
        let idle = (quiet.len(), bytes(&quiet));
        // Another language: everything that has words is drawn again.
        let other_language = seat.press(OTHER_LANGUAGE).await.bytes.len();
        Self {
            menu,
            arrow: down.max(up),
            form,
            image,
            first_login_key,
            login_key,
            first_masked_key,
            masked_key,
            tab,
            paste_of_16,
            typed_at_once,
            typed_at_five,
            typed_slowly,
            idle,
            other_language,
        }
    }
}

/// The frames that come by themselves after each password, each in the place of the one before, in the new
/// password's field, with or without a confirmation.
pub async fn judgements(
    app: &Arc<AppContext>,
    manner: Manner,
    confirmation: Option<&str>,
) -> Vec<(&'static str, Vec<Frame>)> {
    let mut seat = new_password(app, manner).await;
    if let Some(confirmation) = confirmation {
        seat.press(TAB).await;
        seat.paste(confirmation).await;
        settled(&mut seat).await;
        seat.press(BACK_TAB).await;
    }
    judged_in_turn(&mut seat).await
}

/// The same in the confirmation's field, beside `new`.
pub async fn confirmations(
    app: &Arc<AppContext>,
    manner: Manner,
    new: &str,
) -> Vec<(&'static str, Vec<Frame>)> {
    let mut seat = new_password(app, manner).await;
    seat.paste(new).await;
    settled(&mut seat).await;
    seat.press(TAB).await;
    judged_in_turn(&mut seat).await
}

/// The focus in the new password's field.
async fn new_password(app: &Arc<AppContext>, manner: Manner) -> Seat {
    let mut seat = Seat::take(app, manner);
    seat.frame().await;
    seat.press(b"1").await;
    for _ in 0..2 {
        seat.press(TAB).await;
    }
    seat
}

async fn judged_in_turn(seat: &mut Seat) -> Vec<(&'static str, Vec<Frame>)> {
    settled(seat).await;
    let (mut judged, mut before) = (Vec::new(), 0);
    for password in PASSWORDS {
        // In one read, and never empty in between: what is shown goes from one judgement to the next.
        let gone = "\x1b[3~".repeat(before);
        seat.press(format!("\x1b[H\x1b[200~{password}\x1b[201~{gone}").as_bytes()).await;
        before = password.chars().count();
        judged.push((password, settled(seat).await));
    }
    judged
}

/// The dearest of some keys.
async fn keys(seat: &mut Seat, text: &str) -> usize {
    let mut dearest = 0;
    for key in text.chars() {
        dearest = dearest.max(seat.press(key.to_string().as_bytes()).await.bytes.len());
    }
    dearest
}

/// What comes by itself, until nothing does.
async fn settled(seat: &mut Seat) -> Vec<Frame> {
    tokio::time::sleep(Duration::from_secs(1)).await;
    seat.written()
}

/// Frames and bytes of a password of 16 characters, with so much time after each key, until its judgement is
/// shown. The field is empty afterwards.
async fn typed(seat: &mut Seat, rhythm: Duration) -> (usize, usize) {
    let mut cost = (0, 0);
    for key in SIXTEEN.chars() {
        add(&mut cost, &[seat.press(key.to_string().as_bytes()).await]);
        if !rhythm.is_zero() {
            tokio::time::sleep(rhythm).await;
            add(&mut cost, &seat.written());
        }
    }
    add(&mut cost, &settled(seat).await);
    seat.press(CLEAR).await;
    settled(seat).await;
    cost
}

fn add(cost: &mut (usize, usize), frames: &[Frame]) {
    cost.0 += frames.len();
    cost.1 += bytes(frames);
}
