//! The bytes that a session sends to its terminal. The clock of the runtime must be paused: timers then fire when
//! nothing else is left to do, and every count is exact.

use super::*;

/// Passwords of every strength, with each rule met and broken, from one character to a hundred; at the end from all
/// rules met to none, and back.
const PASSWORDS: &str = "\
    a|A|7|!|ab|aB3!|azerty|Soleil123456|Soleil123456!|AAAAAAAAAAAA|motdepasse!2|MotDePasse2026!|\
    Toulouse2026!!|123456789012|éèàùçôîïüÿœæ|Éa1!ÉÉÉÉÉÉÉÉÉ|vR7!mQz4#tYb|vR7!mQz4#tYb9K|\
    vR7!mQz4#tYb9Kw2|Tr0is-Pommes&vertes|pivot-Bruine8-lampadaire-socle|\
    cheval pile agrafe correct 7A!|cheval pile agrafe correct|4@8({[<3690!1|7+$5%2|\
    4@8({[<3690!1|7+$5%24@8({[<3690!1|7+$5%24@8({[<3690!1|7+$5%24@8({[<3690!1|7+$5%24@8({[<3690!1|7+$5%2|\
    Ancien-Mdp-2026|éé|pivot-Bruine8-lampadaire-socle|é|Soleil123456!";

pub fn passwords() -> impl Iterator<Item = &'static str> {
    PASSWORDS.split('|')
}

pub type Estimates = Vec<(&'static str, Vec<Frame>)>;

const SIXTEEN: &str = "pivot-Bruine8-la";
const OTHER_LANGUAGE: &[u8] = b"\x1b[20~";

pub fn bytes(frames: &[Frame]) -> usize {
    frames.iter().map(|frame| frame.bytes.len()).sum()
}

/// The bytes of each frame that is not empty.
pub fn sent(frames: &[Frame]) -> Vec<usize> {
    frames.iter().map(|frame| frame.bytes.len()).filter(|length| *length > 0).collect()
}

pub fn unpadded(frame: &Frame) -> usize {
    frame.bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
}

/// The bytes of one session, event by event.
#[derive(Default)]
pub struct Counts {
    pub menu: usize,
    pub arrow: usize,
    pub form: usize,
    pub image: usize,
    /// It replaces the example.
    pub first_login_key: usize,
    pub login_key: usize,
    /// The first key of a field also changes the style.
    pub first_masked_key: usize,
    /// The longest of the others.
    pub masked_key: usize,
    pub tab: usize,
    pub paste_of_16: usize,
    /// Frames and bytes of 16 keys typed without a pause, and of the pause after them.
    pub typed_at_once: (usize, usize),
    /// The same at five keys a second, the speed of a person.
    pub typed_at_five: (usize, usize),
    /// The same with a pause after each key.
    pub typed_slowly: (usize, usize),
    /// Frames and bytes of a minute without a key.
    pub idle: (usize, usize),
    pub other_language: usize,
}

impl Counts {
    pub async fn of(app: &App, profile: TerminalProfile) -> Self {
        let session = SessionHarness::at(app, profile);
        let mut counts = Self { menu: session.frame().await.bytes.len(), ..Self::default() };
        let down = session.press(b"\x1b[B").await.bytes.len();
        let up = session.press(b"\x1b[A").await.bytes.len();
        counts.arrow = down.max(up);
        counts.form = session.press(b"1").await.bytes.len();
        counts.image = bytes(&settled(&session).await);

        counts.first_login_key = keys(&session, "j").await;
        counts.login_key = keys(&session, "dupont").await;
        counts.tab = session.press(TAB).await.bytes.len();
        counts.first_masked_key = keys(&session, "A").await;
        counts.masked_key = keys(&session, "ncien-Mdp-2026").await;
        settled(&session).await;
        counts.tab = counts.tab.max(session.press(TAB).await.bytes.len());

        counts.typed_at_once = typed(&session, Duration::ZERO).await;
        counts.typed_at_five = typed(&session, Duration::from_millis(200)).await;
        counts.typed_slowly = typed(&session, Duration::from_secs(1)).await;
        for _ in 0..4 {
            let moved = session.press(TAB).await.bytes.len();
            match bytes(&settled(&session).await) {
                // On a slow line, the image comes when its field is reached.
                came if came > 0 && counts.image == 0 => counts.image = moved + came,
                _ => counts.tab = counts.tab.max(moved),
            }
        }
        for _ in 0..4 {
            counts.tab = counts.tab.max(session.press(SHIFT_TAB).await.bytes.len());
            settled(&session).await;
        }
        keys(&session, "x").await;
        counts.paste_of_16 = session.paste(SIXTEEN).await.bytes.len();
        settled(&session).await;

        tokio::time::sleep(Duration::from_secs(60)).await;
        let quiet = session.written();
        counts.idle = (quiet.len(), bytes(&quiet));
        // Another language redraws every word.
        counts.other_language = session.press(OTHER_LANGUAGE).await.bytes.len();
        counts
    }
}

/// The frames that follow each password by themselves. Each password replaces the one before, in the field of the new
/// password, with or without a confirmation.
pub async fn estimates(app: &App, profile: TerminalProfile, confirmation: Option<&str>) -> Estimates {
    let session = at_new_password(app, profile).await;
    if let Some(confirmation) = confirmation {
        session.press(TAB).await;
        session.paste(confirmation).await;
        settled(&session).await;
        session.press(SHIFT_TAB).await;
    }
    type_each(&session).await
}

/// The same in the field of the confirmation, beside the password `new`.
pub async fn confirmations(app: &App, profile: TerminalProfile, new: &str) -> Estimates {
    let session = at_new_password(app, profile).await;
    session.paste(new).await;
    settled(&session).await;
    session.press(TAB).await;
    type_each(&session).await
}

pub async fn at_new_password(app: &App, profile: TerminalProfile) -> SessionHarness {
    let session = SessionHarness::at(app, profile);
    session.frame().await;
    for key in [b"1", TAB, TAB] {
        session.press(key).await;
    }
    session
}

async fn type_each(session: &SessionHarness) -> Estimates {
    settled(session).await;
    let (mut estimated, mut before) = (Vec::new(), 0);
    for password in passwords() {
        // In one read, so that the field is never empty in between.
        let gone = "\x1b[3~".repeat(before);
        session.press(format!("\x1b[H\x1b[200~{password}\x1b[201~{gone}").as_bytes()).await;
        before = password.chars().count();
        estimated.push((password, settled(session).await));
    }
    estimated
}

/// The bytes of the longest frame of some keys.
async fn keys(session: &SessionHarness, text: &str) -> usize {
    let mut longest = 0;
    for key in text.chars() {
        longest = longest.max(session.press(key.to_string().as_bytes()).await.bytes.len());
    }
    longest
}

/// The frames that come by themselves in the next second.
pub async fn settled(session: &SessionHarness) -> Vec<Frame> {
    tokio::time::sleep(Duration::from_secs(1)).await;
    session.written()
}

/// Frames and bytes of a password of 16 characters, with a pause after each key, until its strength is shown. The field
/// is empty afterwards.
async fn typed(session: &SessionHarness, pause: Duration) -> (usize, usize) {
    let mut cost = (0, 0);
    for key in SIXTEEN.chars() {
        add(&mut cost, &[session.press(key.to_string().as_bytes()).await]);
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
            add(&mut cost, &session.written());
        }
    }
    add(&mut cost, &settled(session).await);
    session.press(CLEAR).await;
    settled(session).await;
    cost
}

fn add(cost: &mut (usize, usize), frames: &[Frame]) {
    cost.0 += frames.len();
    cost.1 += bytes(frames);
}
