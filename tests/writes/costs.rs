//! The cost of a journey to the account: connections, binds, failures and grace uses that the server counts.

use super::support::middlebox::{Counts, Middlebox, Trouble};
use super::support::slapd::{self, Setting};
use super::support::{INITIAL, SERVICE, change, reset, settings};
use super::*;

/// People of the last grace use, and of none.
const LAST_GRACE: [&str; 1] = ["expire1"];

fn wrong_number() -> Request {
    reset("essai03", "06E0000000ABC", "19700101", NEW)
}

#[tokio::test]
async fn journey_costs_as_little_as_it_can() {
    let Some(slapd) = slapd::start(&Setting { anonymous: "read", ..Setting::default() }) else { return };
    put_under(&slapd, "derniere-grace", &LAST_GRACE);
    let counts = |connections, binds, binds_after_write, other_binds, writes| Counts {
        connections,
        binds,
        binds_after_write,
        other_binds,
        writes,
    };
    let with = Some(SERVICE);
    // The name, the account of the service, the request, its code, what passed, failures and grace uses afterwards.
    let journeys = [
        ("change", with, change("essai01", INITIAL, NEW), 200, counts(2, 2, 1, 1, 1), 0, 0),
        ("change without service", None, change("essai02", INITIAL, NEW), 200, counts(2, 2, 1, 0, 1), 0, 0),
        ("wrong current", with, change("essai03", "Pas-Le-Bon-2026", NEW), 420, counts(2, 1, 0, 1, 0), 1, 0),
        ("last grace use", None, change("expire1", INITIAL, NEW), 200, counts(2, 2, 1, 0, 1), 0, 0),
        ("expired", with, change("expire2", INITIAL, NEW), 200, counts(2, 2, 1, 2, 1), 0, 0),
        ("reset", with, redefine("essai04"), 200, counts(3, 1, 1, 3, 1), 0, 0),
        ("wrong number", with, wrong_number(), 420, counts(2, 0, 0, 2, 0), 1, 0),
    ];
    for (name, service, request, code, expected, failures, graces) in journeys {
        let middlebox = Middlebox::before(slapd.port, Trouble::None).await;
        let of = request.login().as_str().to_owned();
        let ended = submit(&services(&settings(&[&middlebox.url]), service), request).await;
        assert_eq!((ended.code(), middlebox.counts()), (code, expected), "{name}");
        let counted = (values(&slapd, &of, "pwdFailureTime"), values(&slapd, &of, "pwdGraceUseTime"));
        assert_eq!(counted, (failures, graces), "{name}");
    }
}
