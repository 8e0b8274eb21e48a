//! Servers that cut, and servers whose texts would take the administrator's terminal.

use super::*;

use std::io::Read;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::scripted::{self, Answer, Question};

/// Tells whether a terminal obeys a character. The ends of lines are the report's own.
fn is_obeyed(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

async fn blocking<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(act).await.unwrap()
}

/// Neither form of the report lets a text of the server act, or begin a line of its own.
fn says_harmlessly(installation: &Installation, expected: &str) {
    for options in [&[][..], &["--json"]] {
        let output = run(installation, options);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(expected), "{said}");
        assert!(!said.contains(is_obeyed), "{said:?}");
        assert!(said.lines().all(|line| !line.trim_start().starts_with("{\"code\"")), "{said}");
    }
}

#[test]
fn hostile_certificate_is_shown_harmless() {
    let setting = Setting { certificate: Certificate::Hostile, ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    for authority in [slapd.authority(), slapd.other_authority()] {
        let installation =
            Installation::at(&slapd.ldaps(), &format!("ca_file = \"{}\"", authority.display()), "");
        says_harmlessly(&installation, "]0;pris");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_root_dse_is_shown_harmless() {
    let url = scripted::serve(|question| {
        Some(match question {
            Question::Search(base, _) if base.is_empty() => {
                let attributes = vec![("vendorName", vec![HOSTILE]), ("vendorVersion", vec![HOSTILE])];
                vec![Answer::Entry("", attributes), Answer::End(0)]
            }
            _ => vec![Answer::End(0)],
        })
    })
    .await;
    blocking(move || says_harmlessly(&Installation::at(&url, "", ""), "]0;pris")).await;
}

/// A server that cuts at its first, second… answer, whatever is asked.
#[tokio::test(flavor = "multi_thread")]
async fn server_that_cuts_gets_diagnosis() {
    for cut in [0, 1, 2, 3, 5, 8, 13] {
        let answered = Arc::new(AtomicUsize::new(0));
        let url = scripted::serve(move |question| {
            let is_before = answered.fetch_add(1, Ordering::SeqCst) < cut;
            let person = Answer::Entry(
                "uid=essai01,ou=personnels,dc=ac-exemple,dc=fr",
                vec![("uid", vec!["essai01"])],
            );
            is_before.then(|| match question {
                Question::Search(base, _) if base.is_empty() => {
                    vec![Answer::Entry("", vec![("objectClass", vec!["OpenLDAProotDSE"])]), Answer::End(0)]
                }
                Question::Search(..) => vec![person, Answer::End(0)],
                Question::Compare(..) => vec![Answer::End(5)],
                Question::Modify => vec![Answer::End(16)],
                _ => vec![Answer::End(0)],
            })
        })
        .await;
        let (code, findings) = blocking(move || doctor(&Installation::at(&url, "", ""), &[])).await;
        let faults = faults(&findings);
        assert_eq!(code, 1, "{cut}: {findings:?}");
        assert!(
            faults.iter().any(|fault| fault.check == "connection" && fault.said.contains("coupe la liaison")),
            "{cut}: {findings:?}"
        );
    }
}

/// Relays to `port`, and cuts each connection after so many bytes of the server.
fn cut_after(port: u16, bytes: u64) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let own = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let (mut client, server) = (client.unwrap(), TcpStream::connect(("127.0.0.1", port)).unwrap());
            let (mut from_client, mut to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut from_client, &mut to_server));
            std::thread::spawn(move || {
                let _ = std::io::copy(&mut (&server).take(bytes), &mut client);
                let _ = (client.shutdown(Shutdown::Both), server.shutdown(Shutdown::Both));
            });
        }
    });
    own
}

/// Within the handshake, at its end, in the first answers, among the others.
#[test]
fn cut_within_tls_gets_diagnosis() {
    let Some(slapd) = slapd::shared() else { return };
    let authority = format!("ca_file = \"{}\"", slapd.authority().display());
    for bytes in [10, 700, 1100, 1300, 1500, 1800, 2500, 4000] {
        let url = format!("ldaps://127.0.0.1:{}", cut_after(slapd.tls_port, bytes));
        let (code, findings) = doctor(&Installation::at(&url, &authority, ""), &[]);
        assert_ne!(code, 0, "{bytes}: {findings:?}");
        assert!(faults(&findings).iter().any(|fault| fault.check == "connection"), "{bytes}: {findings:?}");
    }
}

#[test]
fn demanded_client_certificate_is_said() {
    let setting = Setting { global: "TLSVerifyClient demand", ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    let authority = format!("ca_file = \"{}\"", slapd.authority().display());
    let (code, findings) = doctor(&Installation::at(&slapd.ldaps(), &authority, ""), &[]);
    let faults = faults(&findings);
    assert_ne!(code, 0);
    assert!(faults.iter().any(|fault| fault.said.contains("certificat")), "{findings:?}");
}
