//! The same work by MaMamia and by its peers, side by side.

use std::time::Duration;

use super::endings::END_METHODS;
use super::page::number;
use super::programs::Next;
use super::{Measured, Run};
use crate::means::milliseconds;
use crate::table::Table;

pub fn table(run: &Run<'_>) -> Table {
    let mut table = Table::new("À côté des autres programmes", &headings(run.programs.iter()));
    let mut row = |what: &str, of: &dyn Fn(&Measured<'_>) -> Option<String>| {
        table.row(cells(run.programs.iter(), what, of));
    };
    row("premier écran : médiane / au mieux (ms)", &|one| {
        Some(format!("{} / {}", ms(one.opened?.first_frame, 1), ms(one.opened?.quickest, 1)))
    });
    row("premier écran (octets)", &|one| Some(one.opened?.first_bytes.to_string()));
    row("flèche du menu (octets)", &|one| Some(one.walk.arrow?.to_string()));
    row("formulaire, sans image (octets)", &|one| {
        one.walk.field_move.and(one.opened).map(|opened| opened.form.to_string())
    });
    row("touche de l’identifiant (octets)", &|one| Some(one.walk.login_key?.to_string()));
    row("touche masquée : médiane / la plus chère (octets)", &|one| {
        Some(format!("{} / {}", one.keys.median_bytes(), one.keys.dearest()))
    });
    row("touche masquée : latence médiane (ms)", &|one| Some(ms(one.keys.latency.as_ref()?.median(), 2)));
    row("touche masquée : 99e centile (ms)", &|one| Some(ms(one.keys.latency.as_ref()?.p99(), 2)));
    row("touche masquée : × l’écho d’un octet", &|one| Some(number(one.keys.ratio(run.limit()?)?, 1)));
    row("champ suivant, le plus cher (octets)", &|one| Some(one.walk.field_move?.to_string()));
    row("collage de 16 caractères (octets)", &|one| Some(one.walk.paste?.to_string()));
    row("repos : octets / réveils par minute", &|one| {
        Some(format!("{} / {}", one.rest.bytes, one.rest.wake_ups))
    });
    row("mémoire : résidente / dont propre (Mio)", &|one| {
        let mib = |kib: u64| number(kib as f64 / 1024.0, 1);
        Some(format!("{} / {}", mib(one.rest.memory.resident), mib(one.rest.memory.private)))
    });
    row("à 2400 bit/s : le formulaire (s)", &|one| Some(seconds(one.waits?.form, 1)));
    row("à 2400 bit/s : l’image est là (s)", &|one| Some(seconds(one.waits?.image?, 1)));
    row("à 2400 bit/s : champ suivant (s)", &|one| Some(seconds(one.waits?.field_move, 2)));
    row("à 2400 bit/s : touche masquée (s)", &|one| Some(seconds(one.waits?.key, 3)));
    for (name, package) in run.absent {
        table.note(format!("{name} n’est pas sur cette machine : apt-get install {package}."));
    }
    table
}

pub fn endings(run: &Run<'_>) -> Table {
    let drawing = |one: &&Measured<'_>| one.program.next != Next::Never;
    let mut table = Table::new("Ce qui reste du terminal", &headings(run.programs.iter().filter(drawing)));
    for (number, (what, _)) in END_METHODS.iter().enumerate() {
        table.row(cells(run.programs.iter().filter(drawing), what, &|one| {
            let ending = one.endings.get(number)?.as_ref()?;
            let Some(after) = ending.after else { return Some("tourne encore".to_owned()) };
            let after = ms(after, 0);
            Some(match ending.left.as_slice() {
                [] => format!("rendu, {after} ms"),
                left => format!("{}, {after} ms", left.join(" + ")),
            })
        }));
    }
    table
}

fn headings<'a>(programs: impl Iterator<Item = &'a Measured<'a>>) -> Vec<String> {
    std::iter::once("").chain(programs.map(|one| one.program.name)).map(str::to_owned).collect()
}

fn cells<'a>(
    programs: impl Iterator<Item = &'a Measured<'a>>,
    what: &str,
    of: &dyn Fn(&Measured<'_>) -> Option<String>,
) -> Vec<String> {
    let figures = programs.map(|one| of(one).unwrap_or_else(|| "—".to_owned()));
    std::iter::once(what.to_owned()).chain(figures).collect()
}

fn ms(duration: Duration, decimals: usize) -> String {
    number(milliseconds(duration), decimals)
}

fn seconds(duration: Duration, decimals: usize) -> String {
    number(duration.as_secs_f64(), decimals)
}
