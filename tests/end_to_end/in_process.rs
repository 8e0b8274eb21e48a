//! The same configuration, with a captcha desk that tells its answers; and servers that fail.

use std::sync::{Arc, Mutex};

use mamamia::config::Config;
use mamamia::directory::ldap::LdapDirectory;
use mamamia::session::AppContext;
use tokio::sync::mpsc;

use crate::app::app;
use crate::journey::Journey;
use crate::place::{KeyContext, whoami_agrees};
use crate::support::proxy::{EXTENDED, Fate, Proxy};
use crate::support::slapd::{self, Setting};
use crate::support::{INITIAL, SERVICE, service};
use crate::walk::{DONE, NEW, NOT_IDENTIFIED, Proofs};

/// The app of that configuration file.
fn house_of(place: &KeyContext) -> Arc<AppContext> {
    let config = Config::load(&place.configuration()).unwrap();
    app(LdapDirectory::new(&config.directory, &config.identity, Some(service(SERVICE))).unwrap(), &config)
}

fn proofs<'a>(login: &'a str, number: &'a str) -> Proofs<'a> {
    Proofs { login, number, birth_date: "03/03/1983" }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_ways_with_a_captcha() {
    let Some(slapd) = slapd::shared() else { return };
    let place = KeyContext::over(slapd, "");
    let app = house_of(&place);
    let visit = Journey::begin(&app);
    visit.change("essai03", INITIAL, NEW).await;
    visit.expect(DONE).await;
    assert!(whoami_agrees(slapd, "essai03", NEW) && !whoami_agrees(slapd, "essai03", INITIAL));

    let visit = Journey::begin(&app);
    visit.reset(proofs("essai04", "75E8000004JKL"), NEW).await;
    visit.expect(DONE).await;
    assert!(whoami_agrees(slapd, "essai04", NEW) && !whoami_agrees(slapd, "essai04", INITIAL));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_proves_nothing_changes_nothing_and_learns_nothing() {
    let Some(slapd) = slapd::shared() else { return };
    let place = KeyContext::over(slapd, "[session]\nrefusal_time = \"50ms\"");
    let app = house_of(&place);
    for proofs in [
        proofs("inconnu", "75E8000005JKL"),
        proofs("essai05", "75E8000006JKL"),
        Proofs { birth_date: "04/03/1983", ..proofs("essai05", "75E8000005JKL") },
    ] {
        let visit = Journey::begin(&app);
        visit.reset(proofs, NEW).await;
        visit.expect(NOT_IDENTIFIED).await;
        visit.expect("MDP-420").await;
    }
    assert!(whoami_agrees(slapd, "essai05", INITIAL));
}

/// Expired, must change, expiring: as the embedded directory says that OpenLDAP does.
#[tokio::test(flavor = "multi_thread")]
async fn accounts_in_every_state() {
    let Some(slapd) = slapd::shared() else { return };
    let app = house_of(&KeyContext::over(slapd, "[session]\nrefusal_time = \"50ms\""));
    for (login, code) in [
        ("expire1", 200),
        ("doitchanger1", 200),
        ("grace1", 200),
        ("eavert", 200),
        ("eancien1", 200),
        ("eage", 436),
        ("einterdit", 437),
        ("vroyer", 420),
        ("nsansmdp", 420),
        ("jmartin", 420),
    ] {
        let visit = Journey::begin(&app);
        visit.change(login, INITIAL, NEW).await;
        visit.expect(&format!("MDP-{code}")).await;
        if code == 200 {
            assert!(whoami_agrees(slapd, login, NEW), "{login}");
        }
    }
    for (login, number, birth_date, code) in [
        ("expire2", "31E9933332TUV", "31/12/1999", 200),
        ("doitchanger2", "59E9544442WXY", "07/06/1995", 200),
        ("vroyer", "13E6622222RST", "18/05/1966", 440),
        ("eancien2", "59E9548882WXY", "07/06/1995", 521),
        ("nsansmdp", "67E9177777FGH", "11/09/1991", 200),
    ] {
        let visit = Journey::begin(&app);
        visit.reset(Proofs { login, number, birth_date }, NEW).await;
        visit.expect(&format!("MDP-{code}")).await;
        if code == 200 {
            assert!(whoami_agrees(slapd, login, NEW), "{login}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_of_another_authority_is_told_nothing() {
    let Some(slapd) = slapd::shared() else { return };
    let app = house_of(&KeyContext::before(&slapd.ldaps(), &slapd.other_authority(), ""));
    let visit = Journey::begin(&app);
    visit.change("essai06", INITIAL, NEW).await;
    visit.expect("MDP-505").await;
    visit.expect("Par sécurité, elle s'est arrêtée. Rien n'a été modifié.").await;
    assert!(whoami_agrees(slapd, "essai06", INITIAL));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_before_its_answer_has_done_it() {
    for way in ["change", "reset"] {
        let Some(slapd) = slapd::start(&Setting::default()) else { return };
        let (port, authority) = (slapd.port, slapd.authority());
        let slapd = Arc::new(Mutex::new(slapd));
        let (dead, mut died) = mpsc::unbounded_channel();
        let victim = Arc::clone(&slapd);
        let kill = Arc::new(move || {
            victim.lock().unwrap().kill();
            dead.send(()).unwrap();
        });
        let proxy = Proxy::before(port, Fate::DoAfter(EXTENDED, kill)).await;
        let app = house_of(&KeyContext::before(&proxy.url, &authority, ""));
        let visit = Journey::begin(&app);
        if way == "change" {
            visit.change("essai07", INITIAL, NEW).await;
        } else {
            visit.reset(proofs("essai07", "75E8000007JKL"), NEW).await;
        }
        died.recv().await.unwrap();
        slapd.lock().unwrap().restart();
        visit.expect("MDP-201").await;
        visit.expect("la modification de votre mot de passe a été effectuée").await;
        let slapd = slapd.lock().unwrap();
        assert!(whoami_agrees(&slapd, "essai07", NEW) && !whoami_agrees(&slapd, "essai07", INITIAL));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_around_the_request_says_which_password_is_valid() {
    let Some(slapd) = slapd::shared() else { return };
    for (login, fate, code, said, valid, other) in [
        ("essai08", Fate::CutBefore(EXTENDED), 450, "votre mot de passe est resté le même", INITIAL, NEW),
        ("essai09", Fate::CutAfter(EXTENDED), 201, "votre mot de passe a été effectuée", NEW, INITIAL),
    ] {
        let proxy = Proxy::before(slapd.port, fate).await;
        let app = house_of(&KeyContext::before(&proxy.url, &slapd.authority(), ""));
        let visit = Journey::begin(&app);
        visit.change(login, INITIAL, NEW).await;
        visit.expect(&format!("MDP-{code}")).await;
        visit.expect(said).await;
        assert!(whoami_agrees(slapd, login, valid) && !whoami_agrees(slapd, login, other));
    }
}
