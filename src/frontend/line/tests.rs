//! Dialogues by messages, without a terminal, a clock or a directory.

use std::sync::LazyLock;
use std::time::Duration;

use proptest::prelude::*;
use zeroize::Zeroizing;

mod choices;
mod lines;
mod narrow;
mod proposal;
mod secrets;
mod void;

use super::question::Question;
use super::*;
use crate::account::{DelayOffer, Outcome, Progress, RefusalReason, Reminder, Response};
use crate::app::form::Loss;
use crate::app::testing::{Driver, ModelHarness, challenge, response};
use crate::app::{Effect, ExitCode, FieldId, Message, Reply, TimerKind};
use crate::assembly::testing::{config, config_with};
use crate::captcha::Challenge;
use crate::config::{CaptchaMode, Config};
use crate::i18n::{Catalogues, Language};
use crate::terminal::{Charset, InputLine};
use crate::ui::{Appearance, GlyphSet, Theme};

const SECRET: &str = "Mdp-Très-Secret-42";
const GOOD: &str = "pivot-Bruine8-lampadaire";
/// « le modifier », up to the new password.
const TO_NEW: &[&str] = &["1", "jdupont", "Ancien-Mdp-2026"];

static APPEARANCE: LazyLock<Appearance> =
    LazyLock::new(|| Appearance::new(Theme::load("academie").unwrap(), GlyphSet::ASCII, Catalogues::load()));
static IMAGE: LazyLock<Challenge> = LazyLock::new(challenge);

/// A dialogue, and all that it wrote.
struct Transcript {
    dialogue: Dialogue<'static>,
    text: String,
}

impl Transcript {
    fn handle_batch(&mut self, model: &mut Model, batch: Batch, now: Duration) -> Vec<Effect> {
        let handled = self.dialogue.handle(model, batch, now);
        self.text.push_str(std::str::from_utf8(&self.dialogue.render(model)).unwrap());
        handled.effects
    }
}

impl Driver for Transcript {
    fn handle(&mut self, model: &mut Model, messages: Vec<Message>, now: Duration) -> Vec<Effect> {
        self.handle_batch(model, Batch::Messages(messages), now)
    }
}

type LineHarness = ModelHarness<Transcript>;

impl LineHarness {
    fn begin(config: &Config, input: InputMode) -> Self {
        let dialogue = Dialogue::new(input, 80, Charset::Unicode, Language::French, &APPEARANCE);
        Self::over(Transcript { dialogue, text: String::new() }, config, (80, 24))
    }

    fn by_keys() -> Self {
        Self::begin(&config(), InputMode::Keys)
    }

    /// Types these texts, each with Enter.
    fn answer(&mut self, texts: &[&str]) -> &mut Self {
        texts.iter().fold(self, |session, text| session.type_text(text).press("Enter"))
    }

    /// « le modifier », each password estimated before the next.
    fn answer_form(&mut self) -> &mut Self {
        let texts = ["jdupont", "Ancien-Mdp-2026", GOOD, GOOD];
        texts.iter().fold(self.answer(&["1"]), |session, text| session.answer(&[text]).serve_all())
    }

    fn serve_all(&mut self) -> &mut Self {
        self.estimate_and_draw(&IMAGE)
    }

    fn transcript(&self) -> &str {
        &self.driver.text
    }

    #[track_caller]
    fn ends(&self, with: &str) {
        assert!(self.transcript().ends_with(with), "{}", self.transcript());
    }

    #[track_caller]
    fn shows(&self, text: &str, times: usize) {
        assert_eq!(self.transcript().matches(text).count(), times, "{}", self.transcript());
    }
}

#[test]
fn announcement_keeps_begun_answer() {
    let mut session = LineHarness::by_keys();
    session.answer(&["1"]).type_text("jdup");
    session.now = Duration::from_secs(280);
    session.on_timer(TimerKind::Idle).ends(
        "Identifiant : jdup\u{7}\r\nTout sera effacé dans 20 secondes. Appuyez sur une touche (F7) pour continuer.\r\n\
        Identifiant : jdup",
    );
    session.type_text("ont").ends("Identifiant : jdupont");
}

#[test]
fn answer_to_choice_counts_as_activity() {
    let mut session = LineHarness::by_keys();
    for (seconds, key) in [(7, "9"), (8, "Up")] {
        session.now = Duration::from_secs(seconds);
        assert_eq!(session.press(key).last_key(), Duration::from_secs(seconds));
    }
}

#[test]
fn refused_characters_are_announced_once() {
    LineHarness::by_keys().answer(&["1"]).type_text(&"a".repeat(2000)).shows("trop long", 1);
}

#[test]
fn answer_waits_for_estimate() {
    let mut session = LineHarness::by_keys();
    session.answer(TO_NEW).answer(&["azerty", "sans-rapport"]).serve_all();
    // It was refused: what was typed ahead is the answer to the same question.
    session.shows("\r\nNouveau mot de passe : ", 2);
    session.shows("On y reconnaît un mot de passe que l’on essaie en premier. Prenez autre chose", 1);
    session.serve_all().ends("deviner : sa force doit atteindre 40 pour cent.\r\nNouveau mot de passe : ");
}

#[test]
fn image_drops_answers_typed_ahead() {
    let mut session = LineHarness::by_keys();
    session.answer(TO_NEW).answer(&[SECRET, SECRET, "2", SECRET]);
    // Only now is the third known to be good: the confirmation, the choice and what follows were typed ahead.
    session.serve_all().serve_all();
    session.shows("L’image suit", 1);
    session.shows(SECRET, 0);
    session.ends("Texte de l’image (Entrée : choix) ");
}

#[test]
fn paste_replaces_and_hides_secret() {
    let mut session = LineHarness::by_keys();
    session.answer(&["1"]).paste("jdupont").ends("Identifiant : jdupont");
    session.press("Enter").paste(SECRET).ends("Mot de passe actuel : ");
}

#[test]
fn slow_failure_offers_retry() {
    let config = config_with(|config| {
        config.captcha.mode = CaptchaMode::Never;
        config.directory.service = None;
    });
    let mut session = LineHarness::begin(&config, InputMode::Keys);
    session.answer_form().answer(&[""]);
    session.on_timer(TimerKind::SlowNotice).press("x Esc").shows("Enregistrement en cours", 1);
    session.ends("La demande est partie : attendez la réponse.");
    session
        .end(Outcome::Unreachable)
        .ends("1 : réessayer\r\n2 : terminer\r\nÉchec (MDP-503). Choix (Entrée : 1) ");
    session.answer(&["1"]).ends("3 : abandonner\r\nVotre choix (Entrée : 1) ");
}

#[test]
fn delay_is_announced_and_cancelled() {
    let mut session = LineHarness::by_keys();
    session.answer_form().ends(
        "Il reste 4 attentes possibles dans l’heure, à la place de l’image, chacune plus \
         longue que la précédente.\r\n\
         1 : sans image : la demande sera retenue 60 secondes\r\n2 : afficher l’image\r\n\
         3 : afficher une autre image\r\n4 : abandonner et s’adresser à l’assistance\r\nVotre choix : ",
    );
    session.answer(&["1"]).ends(
        "Sans image : la demande sera retenue 60 secondes, puis enregistrée.\r\n1 : enregistrer\r\n\
         2 : corriger une réponse\r\n3 : recopier une image\r\n4 : abandonner\r\nVotre choix (Entrée : 1) ",
    );
    session.answer(&["3"]).serve_all().answer(&["1", ""]);
    session.ends("La demande est retenue 60 secondes. Échap : annuler.");
    for said in ["Encore 45 secondes.", "Encore 30 secondes."] {
        session.on_timer(TimerKind::DelayTick).ends(said);
    }
    session.press("Esc");
    assert!(session.effects.iter().any(|effect| matches!(effect, Effect::Cancel { .. })));
    session.end(Outcome::Cancelled).shows("Demande annulée : rien n’est parti.", 1);
    session.ends("4 : abandonner\r\nVotre choix (Entrée : 1) ");
}

#[test]
fn spent_delay_is_no_choice() {
    let mut session = LineHarness::by_keys();
    session.answer(&["1", "jdupont"]).answer_offer(DelayOffer::Spent { free_in: Duration::from_secs(660) });
    ["Ancien-Mdp-2026", GOOD, GOOD]
        .iter()
        .fold(&mut session, |session, text| session.answer(&[text]).serve_all());
    session.shows("La prochaine sera possible dans 11 minutes.", 1);
    session.ends("1 : afficher l’image\r\n2 : afficher une autre image\r\n3 : abandonner et s’adresser à l’assistance\r\nVotre choix : ");
}

#[test]
fn awaited_answer_is_announced_and_given_up() {
    let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
    let mut session = LineHarness::begin(&config, InputMode::Keys);
    session.answer_form().answer(&[""]);
    let generation = session.submitted().unwrap().0;
    let progress = Progress::AwaitingAnswer { at_most: Duration::from_secs(57) };
    session.send(Message::Reply(Reply::Progress { generation, progress }));
    session.ends(
        "Votre demande est partie, mais le service des comptes est lent : réponse \
         attendue encore 57 secondes au plus. Échap : ne plus attendre.",
    );
    session.on_timer(TimerKind::DelayTick).ends("Encore 42 secondes au plus.");
    session.press("Esc");
    assert!(session.effects.iter().any(|effect| matches!(effect, Effect::Cancel { .. })));
    session.end(Outcome::NotKnownYet { settled_after: Duration::from_secs(300) });
    session.shows("N’envoyez pas d’autre demande maintenant.", 1);
}

/// Before the reference: a person who stops listening there has heard it.
#[rstest]
#[case::in_the_form(Outcome::RefusedByDirectory(RefusalReason::InHistory))]
#[case::at_the_end(Outcome::RefusedByDirectory(RefusalReason::TooYoung))]
fn reminder_precedes_reference(#[case] outcome: Outcome) {
    let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
    let mut session = LineHarness::begin(&config, InputMode::Keys);
    session.answer_form().answer(&[""]);
    let generation = session.submitted().unwrap().0;
    let response = Response { reminder: Some(Reminder::UsesLeft(2)), ..response(outcome) };
    session.send(Message::Reply(Reply::Response { generation, response }));
    session.shows("que 2 fois.\r\nRéférence : ", 1);
}

#[derive(Debug, Clone)]
enum Act {
    Key(&'static str),
    Type(&'static str),
    Answer(&'static str),
    Secret,
    Serve,
    Resize(u16),
}

fn act() -> impl Strategy<Value = Act> {
    let keys = "Enter Enter Esc Backspace F1 F5 F9 Left 1 2 3 4 ?".split(' ').collect::<Vec<_>>();
    let controls = "Ctrl-U Ctrl-L Ctrl-N Ctrl-H Ctrl-R Ctrl-S".split(' ').collect::<Vec<_>>();
    prop_oneof![
        30 => prop::sample::select(keys).prop_map(Act::Key),
        5 => prop::sample::select(controls).prop_map(Act::Key),
        12 => prop::sample::select(vec!["1", "2", "jdupont", "16E9912345ABC"]).prop_map(Act::Answer),
        3 => Just(Act::Type("é\u{301}²\u{7}")),
        15 => Just(Act::Secret),
        15 => Just(Act::Serve),
        5 => (0..200_u16).prop_map(Act::Resize),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn keys_write_no_escape_no_secret(acts in prop::collection::vec(act(), 1..60)) {
        let mut session = LineHarness::by_keys();
        for act in acts {
            match act {
                Act::Key(name) => _ = session.press(name),
                Act::Type(text) => _ = session.type_text(text),
                Act::Answer(text) => _ = session.answer(&[text]),
                // Typed where a secret is asked for, so that finding it anywhere is a leak.
                Act::Secret => {
                    let Question::Field(id) = session.driver.dialogue.asked else { continue };
                    if session.field(id).masked().is_some() && !session.field(id).may_be_seen() {
                        session.answer(&[SECRET]);
                    }
                }
                Act::Serve => _ = session.serve_all(),
                Act::Resize(columns) => _ = session.send(Message::Resized(columns, 24)),
            }
            if session.is_over() {
                break;
            }
            let odd = session.transcript().chars().find(|c| c.is_control() && !"\r\n\u{7}\u{8}".contains(*c));
            prop_assert_eq!(odd, None);
            prop_assert!(!session.transcript().contains(SECRET), "{}", session.transcript());
        }
    }
}

#[test]
fn escape_asks_before_it_wipes() {
    let mut session = LineHarness::by_keys();
    session.answer(&["1"]).type_text("jdup").press("Esc");
    session.shows("Tout effacer et revenir au menu ? Entrée : oui.", 1);
    session.ends("Identifiant : jdup");
    session.type_text("ont").ends("Identifiant : jdupont");
    session.press("Esc Esc Esc").ends("Identifiant : jdupont");
    session.press("Enter").shows("Retour au menu. Ce que vous aviez saisi est effacé.", 1);
}

#[test]
fn key_without_meaning_only_rings() {
    let mut session = LineHarness::by_keys();
    session.answer(&["1"]).type_text("jd").press("F3").ends("Identifiant : jd\u{7}");
    session.type_text("u").ends("Identifiant : jd\u{7}u");
}

/// The lines since `before`, without those of the choices.
fn said_since(session: &LineHarness, before: usize) -> Vec<String> {
    let said = session.transcript().get(before..).unwrap();
    said.split("\r\n")
        .map(str::to_owned)
        .filter(|line| !line.contains(" : ") || line.ends_with(' '))
        .collect()
}

#[test]
fn refused_answer_is_corrected_alone() {
    let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
    let mut session = LineHarness::begin(&config, InputMode::Keys);
    session.answer_form().answer(&[""]).end(Outcome::NotIdentified);
    session.ends(
        "Quelle réponse corriger ?\r\n1 : Identifiant, jdupont\r\n2 : Mot de passe actuel\r\n\
         3 : Nouveau mot de passe\r\n4 : aucune\r\nRefusé (MDP-420). Votre choix : ",
    );
    let before = session.transcript().len();
    session.answer(&["2"]).ends("Mot de passe actuel (Entrée : garder) ");
    session.answer(&["Autre-Mdp-2026"]).ends("Votre choix (Entrée : 1) ");
    assert!(
        !said_since(&session, before).concat().contains("Nouveau mot de passe"),
        "{}",
        session.transcript()
    );
    assert_eq!((session.text(FieldId::Current), session.text(FieldId::Login)), ("Autre-Mdp-2026", "jdupont"));
    // The new password and its confirmation are asked for together.
    session.answer(&["2", "3", GOOD]).serve_all().ends("Votre choix (Entrée : 1) ");
    session.answer(&["2", "3", "Bruine-lampadaire-7-pivot"]).serve_all().ends("Confirmation : ");
}

#[test]
fn kept_answers_are_asked_once() {
    let mut session = LineHarness::by_keys();
    session.answer_form().answer(&["1", "2", "4"]).ends("Votre choix (Entrée : 1) ");
    session.answer(&["2", "1"]).ends("Identifiant (Entrée : garder jdupont) ");
    session.answer(&["prenom.nom-compose"]).ends("Votre choix (Entrée : 1) ");
    // Too long for a prompt: it is said before.
    session.answer(&["2", "1"]).ends("Identifiant : prenom.nom-compose.\r\nIdentifiant (Entrée : garder) ");
    session.answer(&[""]).ends("Votre choix (Entrée : 1) ");
}

#[test]
fn wrong_choice_lists_the_choices() {
    let mut session = LineHarness::by_keys();
    session.answer(&["9"]).shows("3 : English", 2);
    session.ends("4 : quitter\r\nVotre choix : ");
    session.shows("Gérer mon mot de passe", 1);
}

/// A braille display shows the line of the cursor: what is waited for, then how it ended.
#[test]
fn last_sentence_stays_on_the_cursor_line() {
    let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
    let mut session = LineHarness::begin(&config, InputMode::Keys);
    session.answer_form().answer(&[""]).ends("Votre choix (Entrée : 1) ");
    session.on_timer(TimerKind::SlowNotice).ends("\r\nEnregistrement en cours…");
    session.end(Outcome::NotKnownYet { settled_after: Duration::from_secs(300) });
    session.ends("\r\nPas sûr (MDP-452). Entrée : terminer ");
}

#[test]
fn proofs_are_shown_and_date_is_read_back() {
    let mut session = LineHarness::by_keys();
    session.answer(&["2", "jdupont"]).answer(&["16e9912345abc"]).answer(&["14071975"]);
    session.shows("16e9912345abc\r\nDate de naissance", 1);
    session.shows("14/07/1975\r\n14 juillet 1975.\r\n", 1);
    let mut session = LineHarness::by_keys();
    session.answer(&["2", "jdupont", "16e9912345abc", "1er/1/1980"]).shows("\r\n1er janvier 1980.\r\n", 1);
    let mut session = LineHarness::by_keys();
    session.answer(&["2", "jdupont", "16e9912345abc", "00/00/1980"]);
    session.shows("\r\nAnnée 1980, jour et mois inconnus.\r\n", 1);
}
