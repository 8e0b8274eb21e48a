//! Only a person who proved the password in force reads a remark on it.
use super::*;
use crate::account::Reminder::{self, *};
use crate::account::reminder::PreviousChange;
use crate::i18n::{Catalogue, Language};

const DAY: u64 = 86_400;

fn accepted(expires_in: Option<u64>, grace_left: Option<u32>) -> PasswordCheck {
    let expires_in = expires_in.map(Duration::from_secs);
    PasswordCheck::Accepted(Validity { must_change: false, expires_in, grace_left })
}

async fn reminded(directory: ScriptedDirectory, request: Request) -> (u16, Option<Reminder>) {
    let services = services(&Arc::new(directory));
    let response = submit(&services, request, &services.open_session("tty1")).await;
    (response.outcome.code(), response.reminder)
}

#[rstest]
#[case::free(ACCEPTED, None)]
#[case::last_use(accepted(None, Some(0)), Some(UsesLeft(0)))]
#[case::grace_before_expiry(accepted(Some(DAY), Some(2)), Some(UsesLeft(2)))]
#[case::expires(accepted(Some(DAY), None), Some(ExpiresIn(Duration::from_secs(DAY))))]
#[case::must_change(MUST_CHANGE, Some(MustChange))]
#[case::unusable(PasswordCheck::CorrectButUnusable, Some(Unusable))]
#[tokio::test(start_paused = true)]
async fn refused_change_tells_current_password(
    #[case] check: PasswordCheck,
    #[case] expected: Option<Reminder>,
) {
    for (reason, code) in [(RefusalReason::InHistory, 434), (RefusalReason::TooYoung, 436)] {
        let refusing = directory().binds([Ok(check)]).refuses(reason);
        assert_eq!(reminded(refusing, change()).await, (code, expected));
    }
    let unsent =
        directory().binds([Ok(check)]).write(WriteAnswer::NothingWritten(DirectoryError::Unreachable));
    assert_eq!(reminded(unsent, change()).await, (503, expected));
    // The names of the directory forbid it: nothing was sent.
    let located = LookupResult::One(Person { names: vec!["Xyloquentin".to_owned()], ..person() });
    let named = directory().located(located).binds([Ok(check)]);
    assert_eq!(reminded(named, change_to(CURRENT, "Xyloquentin1!")).await, (430, expected));
}

/// The current password was not proved, or is no longer the one that was.
#[rstest]
#[case::wrong(directory().binds([Ok(PasswordCheck::Wrong)]), 420)]
#[case::locked(directory().binds([Ok(PasswordCheck::Locked)]), 420)]
#[case::unknown(directory().located(LookupResult::None).binds([Ok(accepted(None, Some(1)))]), 420)]
#[case::unreachable(directory().binds([Err(DirectoryError::Unreachable)]), 503)]
#[case::closed(directory().closed(Closed::Inactive).binds([Ok(accepted(None, Some(1)))]), 440)]
#[case::locked_since(directory().binds([Ok(MUST_CHANGE)]).refuses(RefusalReason::Locked), 441)]
#[case::changed_since(directory().binds([Ok(MUST_CHANGE)]).refuses(RefusalReason::WrongCurrent), 442)]
#[case::told_already(directory().binds([Ok(PasswordCheck::CorrectButUnusable)]).refuses(RefusalReason::Expired), 443)]
#[case::may_be_written(directory().binds([Ok(MUST_CHANGE), Ok(PasswordCheck::Wrong)]), 452)]
#[tokio::test(start_paused = true)]
async fn unproved_password_is_not_told(#[case] directory: ScriptedDirectory, #[case] code: u16) {
    assert_eq!(reminded(directory, change()).await, (code, None));
}

#[tokio::test(start_paused = true)]
async fn refusal_before_bind_tells_nothing() {
    let (code, reminder) = reminded(directory().binds([Ok(MUST_CHANGE)]), change_to(CURRENT, "court")).await;
    assert_eq!((code, reminder), (430, None));
}

#[rstest]
#[case::free(ACCEPTED, 200, None)]
#[case::expires(accepted(Some(60), None), 200, Some(ExpiresIn(Duration::from_secs(60))))]
#[case::grace(accepted(None, Some(1)), 200, Some(UsesLeft(1)))]
#[case::code_says_it(MUST_CHANGE, 202, None)]
#[tokio::test(start_paused = true)]
async fn written_password_tells_its_own_validity(
    #[case] after: PasswordCheck,
    #[case] code: u16,
    #[case] expected: Option<Reminder>,
) {
    // The remark on the old password no longer counts.
    let changed = directory().binds([Ok(accepted(None, Some(5))), Ok(after)]);
    assert_eq!(reminded(changed, change()).await, (code, expected));
    assert_eq!(reminded(directory().binds([Ok(after)]), reset()).await, (code, expected));
}

#[tokio::test(start_paused = true)]
async fn given_up_wait_tells_nothing() {
    let directory = Arc::new(directory().binds([Ok(accepted(None, Some(1)))]).silent());
    let services = services(&directory);
    let caller = Caller::default();
    caller.cancel.cancel();
    let response = services.submit(change(), &services.open_session("tty1"), caller).await;
    assert_eq!((response.outcome, response.reminder), (not_known_yet(), None));
}

#[rstest]
#[case(0, "dans moins d’une heure.")]
#[case(3599, "dans moins d’une heure.")]
#[case(3600, "dans 1 heure.")]
#[case(DAY - 1, "dans 23 heures.")]
#[case(DAY, "dans 1 jour.")]
#[case(3 * DAY - 1, "dans 2 jours.")]
fn time_left_is_rounded_down(#[case] seconds: u64, #[case] said: &str) {
    let text = Catalogue::of(Language::French).format(&ExpiresIn(Duration::from_secs(seconds)).text());
    assert_eq!(text, format!("Votre mot de passe expire {said}"));
}

#[rstest]
#[case(0, "il n’ouvrira plus")]
#[case(1, "que 1 fois")]
#[case(4, "que 4 fois")]
fn uses_left_are_counted(#[case] uses: u32, #[case] said: &str) {
    let text = Catalogue::of(Language::French).format(&UsesLeft(uses).text());
    assert!(text.contains("a expiré") && text.contains(said), "{text}");
}

#[tokio::test(start_paused = true)]
async fn previous_change_is_told_after_the_proof() {
    let changed_at = Some(jiff::Timestamp::now() - Duration::from_secs(60));
    let known = || LookupResult::One(Person { changed_at, ..person() });
    let followed = async |directory: ScriptedDirectory, request| match reminded(directory, request).await {
        (code, Some(Changed(change))) => (code, Some(change.is_followed)),
        (code, reminder) => {
            assert_eq!(reminder, None);
            (code, None)
        }
    };
    assert_eq!(followed(directory().located(known()).accepting(), change()).await, (200, Some(true)));
    assert_eq!(followed(directory().located(known()).accepting(), reset()).await, (200, Some(true)));
    let too_young = || directory().located(known()).binds([Ok(ACCEPTED)]).refuses(RefusalReason::TooYoung);
    assert_eq!(followed(too_young(), change()).await, (436, Some(false)));
    let wrong = directory().located(known()).binds([Ok(PasswordCheck::Wrong)]);
    assert_eq!(followed(wrong, change()).await, (420, None), "not before the proof");
    assert_eq!(followed(directory().accepting(), change()).await, (200, None), "no stamp");
}

#[rstest]
#[case::today(29, true, "Votre mot de passe avait été modifié aujourd’hui à 14 h 02.")]
#[case::yesterday(30, false, "Votre mot de passe a été modifié hier à 14 h 02.")]
#[case::before(31, true, "Votre mot de passe avait été modifié le 29/10/2026 à 14 h 02.")]
#[case::clock_of_server_ahead(28, true, "Votre mot de passe avait été modifié le 29/10/2026 à 14 h 02.")]
fn time_of_previous_change_is_local(#[case] today: i8, #[case] is_followed: bool, #[case] said: &str) {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap();
    let at = zone.to_datetime("2026-10-29T13:02:59Z".parse().unwrap());
    let today = jiff::civil::date(2026, 10, today);
    let text = Changed(PreviousChange { at, today, is_followed }).text();
    assert_eq!(Catalogue::of(Language::French).format(&text), said);
}
