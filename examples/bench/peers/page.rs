//! `docs/performance.md`: the last run, and what its figures mean.

use std::thread;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Run;
use crate::means::milliseconds;
use crate::table::Table;

/// A number as it is written in French.
pub fn number(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}").replace('.', ",")
}

pub fn of(run: &Run<'_>, tables: &[Table]) -> String {
    let date = TimeZone::UTC.to_datetime(Timestamp::now()).date().strftime("%d/%m/%Y");
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let tables: Vec<String> = tables.iter().map(|table| table.markdown(2)).collect();
    let limit =
        run.limit().and_then(|keys| keys.latency.as_ref()).map(|latency| milliseconds(latency.median()));
    let limit = number(limit.unwrap_or_default(), 2);
    format!(
        "<!-- Écrit par `make performance` : ne pas modifier à la main. -->

# Ce que coûte une touche

Mesuré le {date}, version {version}, sur une machine à {cores} cœurs partagée avec d’autres travaux.

```sh
make performance   # mesurer et récrire cette page (moins de trois minutes)
make bench         # les mêmes tables, et toutes les autres mesures
apt-get install whiptail dialog ldap-utils   # les programmes voisins ; sans eux, leur colonne manque
```

Chaque programme est lancé sur un pseudo-terminal de 80×24 (`TERM=xterm-256color`, `LANG=C.UTF-8`) et reçoit les mêmes
touches. Chaque octet est daté à sa lecture ; un émulateur n’en reconstitue l’écran qu’après. MaMamia est
`mamamia demo --show-captcha`, dans sa présentation allégée (`--lean`) et dans sa présentation riche ; whiptail, quatre
boîtes l’une après l’autre ; dialog, `--mixedform` ; ldappasswd, ses trois questions ; l’écho d’un octet, un programme qui
lit un octet et l’écrit ; l’écho du noyau, celui du terminal lui-même.

Les octets sont exacts, et les mêmes à chaque mesure (l’image, tirée au sort, est la plus grosse de plusieurs). Les temps
sont ceux de cette machine, à cet instant : ils ne se comparent qu’à l’intérieur d’une même mesure, où les programmes
passent à tour de rôle. La borne d’une touche est donc un rapport à l’écho d’un octet ({limit} ms cette fois), le moins
qu’un programme puisse faire.

{tables}",
        version = env!("CARGO_PKG_VERSION"),
        tables = tables.join("\n"),
    )
}
