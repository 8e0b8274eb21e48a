//! The bounds of MaMamia beside its measures, one presentation a column.

use std::time::Duration;

use super::frames::Image;
use super::{Measured, Run, STARTS, endings::END_METHODS, endings::EndMethod, page::number};
use crate::means::milliseconds;
use crate::table::Table;

/// A figure as it is read, and whether it is as it was asked; `None` for a look without a requirement.
struct Figure {
    text: String,
    held: Option<bool>,
}

fn at_most(measured: Option<usize>, bound: usize) -> Option<Figure> {
    measured.map(|measured| Figure { text: measured.to_string(), held: Some(measured <= bound) })
}

fn within(measured: f64, bound: f64, decimals: usize) -> Option<Figure> {
    Some(Figure { text: number(measured, decimals), held: Some(measured <= bound) })
}

pub fn table(run: &Run<'_>) -> Table {
    let mut headings = vec!["".to_owned(), "demandé".to_owned()];
    headings.extend(run.ours().flat_map(|look| [look.program.name.to_owned(), "tenu".to_owned()]));
    let mut table = Table::new("Ce qui est demandé", &headings);
    let mut row = |what: &str, asked: &str, of: &dyn Fn(&Measured<'_>) -> Option<Figure>| {
        let mut cells = vec![what.to_owned(), asked.to_owned()];
        for look in run.ours() {
            let figure = of(look);
            let held = figure.as_ref().and_then(|figure| figure.held);
            cells.push(figure.map_or_else(|| "—".to_owned(), |figure| figure.text));
            cells.push(held.map_or("", |held| if held { "oui" } else { "NON" }).to_owned());
        }
        table.row(cells);
    };
    row("touche d’un champ masqué (octets)", "allégé ≤ 2, riche ≤ 3", &|look| {
        at_most(Some(look.keys.median_bytes()), of(look, 2, 3))
    });
    row(
        "jugement d’un mot de passe faible = d’un fort (octets)",
        "allégé ≤ 80, riche ≤ 176, égaux",
        &|look| {
            let (weak, strong) = look.walk.estimates?;
            let sign = if weak == strong { "=" } else { "≠" };
            let held = weak == strong && weak <= of(look, 80, 176);
            Some(Figure { text: format!("{weak} {sign} {strong}"), held: Some(held) })
        },
    );
    row(
        "passage d’un champ à l’autre, le plus cher (octets)",
        "allégé ≤ 25, riche ≤ 60",
        &|look| at_most(look.walk.field_move, of(look, 25, 60)),
    );
    row("flèche du menu, la plus chère (octets)", "allégé ≤ 20", &|look| {
        let arrow = look.walk.arrow?;
        Some(Figure { text: arrow.to_string(), held: is_lean(look).then_some(arrow <= 20) })
    });
    row("formulaire, sans son image (octets)", "allégé ≤ 400, riche ≤ 1390", &|look| {
        at_most(look.opened.map(|opened| opened.form), of(look, 400, 1390))
    });
    row("image, dans un envoi à elle (octets)", "≤ 1000", &|look| {
        at_most(look.opened.and_then(|opened| opened.image).map(Image::bytes), 1000)
    });
    row("collage de 16 caractères : son écho (octets)", "allégé ≤ 20, riche ≤ 48", &|look| {
        at_most(look.walk.paste, of(look, 20, 48))
    });
    row("une minute sans rien toucher (octets, réveils)", "0 / 0", &|look| {
        let (bytes, wake_ups) = (look.rest.bytes, look.rest.wake_ups);
        Some(Figure { text: format!("{bytes} / {wake_ups}"), held: Some(bytes == 0 && wake_ups == 0) })
    });
    row("premier écran, annuaire embarqué non compris (ms)", "≤ 10", &|look| {
        within(milliseconds(look.opened?.quickest.saturating_sub(run.directory)), 10.0, 1)
    });
    row("écho d’une touche masquée, × l’écho d’un octet (médianes)", "≤ 2,5", &|look| {
        within(look.keys.ratio(run.limit()?)?, 2.5, 1)
    });
    row("à 2400 bit/s : le formulaire (s)", "allégé < 2", &|look| slow(look, |waits| waits.form, 2.0, 1));
    row("à 2400 bit/s : passage au champ suivant (s)", "allégé < 0,15", &|look| {
        slow(look, |waits| waits.field_move, 0.15, 2)
    });
    row("à 2400 bit/s : une touche masquée (s)", "allégé < 0,02", &|look| {
        slow(look, |waits| waits.key, 0.02, 3)
    });
    row("terminal rendu comme avant, par chaque fin", "5 sur 5", &|look| {
        let ends = |ending: &&_| matches!(ending, Some(ending) if super::EndResult::is_clean(ending));
        let signals = look.endings.len().saturating_sub(1);
        let clean = look.endings.iter().take(signals).filter(ends).count();
        Some(Figure { text: format!("{clean} sur {signals}"), held: Some(clean == signals) })
    });
    row("fin après la fermeture du terminal (ms)", "< 100", &|look| {
        let position = END_METHODS.iter().position(|(_, way)| *way == EndMethod::HangUp)?;
        let after = look.endings.get(position)?.as_ref()?.after;
        after.map_or(Some(Figure { text: "tourne encore".to_owned(), held: Some(false) }), |after| {
            within(milliseconds(after), 100.0, 0)
        })
    });
    table.note("L’image de la présentation allégée est comptée avec le passage à son champ, qui l’amène.");
    table.note(format!(
        "Premier écran : le meilleur de {STARTS} départs, que ce que la machine fait d’autre ne peut que retarder, \
         moins le démarrage de l’annuaire embarqué ({} ms au mieux).",
        number(milliseconds(run.directory), 1)
    ));
    table
}

fn is_lean(look: &Measured<'_>) -> bool {
    look.program.command.iter().any(|word| word == "--lean")
}

/// The bound of this look: the lean one, or the rich one.
fn of(look: &Measured<'_>, lean: usize, rich: usize) -> usize {
    if is_lean(look) { lean } else { rich }
}

/// Of the lean look alone is something asked there.
fn slow(
    look: &Measured<'_>,
    of: fn(super::Waits) -> Duration,
    bound: f64,
    decimals: usize,
) -> Option<Figure> {
    let seconds = of(look.waits?).as_secs_f64();
    Some(Figure { text: number(seconds, decimals), held: is_lean(look).then_some(seconds < bound) })
}
