//! The same configuration, with a captcha store that discloses its answers; and servers that fail.

use super::*;

const FAST_REFUSALS: &str = "[session]\nrefusal_time = \"50ms\"";

fn app_of(file: &ConfigFile) -> Arc<AppContext> {
    let config = Config::load(&file.path()).unwrap();
    app(LdapDirectory::new(&config.directory, &config.identity, Some(service(SERVICE))).unwrap(), &config)
}

fn proofs<'a>(login: &'a str, number: &'a str) -> Proofs<'a> {
    Proofs { login, number, birth_date: "03/03/1983" }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_forms_work_with_a_captcha() {
    let Some(slapd) = slapd::shared() else { return };
    let app = app_of(&ConfigFile::of(slapd, ""));
    SessionHarness::changed(&app, "essai03", INITIAL, NEW, DONE).await;
    assert!(only_valid(slapd, "essai03", NEW, INITIAL));

    SessionHarness::redefined(&app, proofs("essai04", "75E8000004JKL"), NEW, DONE).await;
    assert!(only_valid(slapd, "essai04", NEW, INITIAL));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_proofs_change_nothing() {
    let Some(slapd) = slapd::shared() else { return };
    let app = app_of(&ConfigFile::of(slapd, FAST_REFUSALS));
    for proofs in [
        proofs("inconnu", "75E8000005JKL"),
        proofs("essai05", "75E8000006JKL"),
        Proofs { birth_date: "04/03/1983", ..proofs("essai05", "75E8000005JKL") },
    ] {
        let session = SessionHarness::start(&app);
        session.reset(proofs, NEW).await;
        session.expect_all(&[NOT_IDENTIFIED, "MDP-420"]).await;
    }
    assert!(binds(slapd, "essai05", INITIAL));
}

/// Expired, must change, expiring: OpenLDAP answers as the embedded directory does.
#[tokio::test(flavor = "multi_thread")]
async fn each_account_state_has_its_code() {
    let Some(slapd) = slapd::shared() else { return };
    let app = app_of(&ConfigFile::of(slapd, FAST_REFUSALS));
    let changes = [("expire1 doitchanger1 grace1 eavert eancien1", 200), ("eage", 436), ("einterdit", 437)];
    for (logins, code) in changes.into_iter().chain([("vroyer nsansmdp jmartin", 420)]) {
        for login in logins.split(' ') {
            SessionHarness::changed(&app, login, INITIAL, NEW, &format!("MDP-{code}")).await;
            assert!(code != 200 || binds(slapd, login, NEW), "{login}");
        }
    }
    for (login, number, birth_date, code) in [
        ("expire2", "31E9933332TUV", "31/12/1999", 200),
        ("doitchanger2", "59E9544442WXY", "07/06/1995", 200),
        ("vroyer", "13E6622222RST", "18/05/1966", 440),
        ("eancien2", "59E9548882WXY", "07/06/1995", 521),
        ("nsansmdp", "67E9177777FGH", "11/09/1991", 200),
    ] {
        let (proofs, said) = (Proofs { login, number, birth_date }, format!("MDP-{code}"));
        SessionHarness::redefined(&app, proofs, NEW, &said).await;
        assert!(code != 200 || binds(slapd, login, NEW), "{login}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn untrusted_server_changes_nothing() {
    let Some(slapd) = slapd::shared() else { return };
    let app = app_of(&ConfigFile::new(&slapd.ldaps(), &slapd.other_authority(), ""));
    let session = SessionHarness::start(&app);
    session.change("essai06", INITIAL, NEW).await;
    session.expect_all(&["MDP-505", "Par sécurité, elle s’est arrêtée. Rien n’a été modifié."]).await;
    assert!(binds(slapd, "essai06", INITIAL));
}

#[tokio::test(flavor = "multi_thread")]
async fn server_killed_before_answering_has_written() {
    for reset in [false, true] {
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
        let app = app_of(&ConfigFile::new(&proxy.url, &authority, ""));
        let session = SessionHarness::start(&app);
        // The change stamp counts in seconds: an account that is as new as its change shows no move.
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        if reset {
            session.reset(proofs("essai07", "75E8000007JKL"), NEW).await;
        } else {
            session.change("essai07", INITIAL, NEW).await;
        }
        died.recv().await.unwrap();
        slapd.lock().unwrap().restart();
        session.expect_all(&["MDP-201", "la modification de votre mot de passe a été effectuée"]).await;
        assert!(only_valid(&slapd.lock().unwrap(), "essai07", NEW, INITIAL));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_connection_names_the_valid_password() {
    let Some(slapd) = slapd::shared() else { return };
    for (login, fate, code, said, valid, other) in [
        ("essai08", Fate::CutBefore(EXTENDED), 452, "on ne le sait pas encore", INITIAL, NEW),
        ("essai09", Fate::CutAfter(EXTENDED), 201, "votre mot de passe a été effectuée", NEW, INITIAL),
    ] {
        let proxy = Proxy::before(slapd.port, fate).await;
        let app = app_of(&ConfigFile::new(&proxy.url, &slapd.authority(), ""));
        let session = SessionHarness::start(&app);
        session.change(login, INITIAL, NEW).await;
        session.expect_all(&[&format!("MDP-{code}"), said]).await;
        assert!(only_valid(slapd, login, valid, other));
    }
}
