//! Writes the lists of names and communes of the strength estimator from the files of their publishers (`make word-lists`,
//! docs/word-lists.md).
//!
//! `word_lists first-names|surnames FILE MOST`: FILE has a name, a tab and a number of births a line. `word_lists communes
//! FILE`: the file `data/communes.json` of the npm package @etalab/decoupage-administratif. The list goes to standard
//! output.

#[path = "../src/password/known/fold.rs"]
mod fold;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

const FIRST_NAMES: &str = "\
# First names of France, in bands of frequency: a line with @ begins the next band.
# Prénoms : Insee, fichier des prénoms (naissances 1900-2024, édition 2025),
# https://www.insee.fr/fr/statistiques/8595130. Licence Ouverte / Open Licence 2.0.
# Données modifiées : additionnées, réduites et remises en forme par le projet ; l’Insee n’en est pas responsable.
";
const SURNAMES: &str = "\
# Surnames of France, in bands of frequency: a line with @ begins the next band.
# Noms : Insee, fichier des noms (naissances 1891-2000, mis en ligne le 22 mai 2018),
# https://www.insee.fr/fr/statistiques/3536630. Licence Ouverte / Open Licence 2.0.
# Données modifiées : additionnées, réduites et remises en forme par le projet ; l’Insee n’en est pas responsable.
";
const COMMUNES: &str = "\
# Communes of France and their departments, in bands of population: a line with @ begins the next band.
# Communes : Insee (Code officiel géographique, populations) et La Poste (Base officielle des codes postaux), réunis par
# Etalab, @etalab/decoupage-administratif 6.0.0 (2026), Licence Ouverte / Open Licence 2.0.
# Données modifiées par le projet.
";
/// Bands of a decade of ranks.
const BANDS: f64 = 8.0;
const LINE: usize = 118;
/// Shorter names occur by chance in any password.
const SHORTEST: usize = 3;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Commune {
    nom: String,
    r#type: String,
    #[serde(default)]
    codes_postaux: Vec<String>,
    #[serde(default)]
    population: u64,
}

impl Commune {
    /// Whether it is a commune of today with a postal code: the file has districts and former communes too.
    fn is_present(&self) -> bool {
        self.r#type == "commune-actuelle" && !self.codes_postaux.is_empty()
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (header, words) = match *arguments.as_slice() {
        ["first-names", file, most] => (FIRST_NAMES, names(&std::fs::read_to_string(file)?, most.parse()?)?),
        ["surnames", file, most] => (SURNAMES, names(&std::fs::read_to_string(file)?, most.parse()?)?),
        ["communes", file] => (COMMUNES, communes(serde_json::from_slice(&std::fs::read(file)?)?)),
        _ => bail!("first-names FILE MOST, surnames FILE MOST or communes FILE"),
    };
    std::io::stdout().write_all((header.to_owned() + &in_bands(&words)).as_bytes())?;
    Ok(())
}

/// The names, most frequent first: spellings that fold to one name are one, with the sum of their births.
fn names(text: &str, most: usize) -> Result<Vec<String>> {
    let mut births: BTreeMap<String, u64> = BTreeMap::new();
    for line in text.lines() {
        let (name, count) = line.split_once('\t').with_context(|| format!("no tab: {line}"))?;
        *births.entry(folded(name)).or_default() += count.trim().parse::<u64>()?;
    }
    Ok(ranked(births).into_iter().take(most).collect())
}

/// The communes, most populated first, each with the departments of its postal codes: `saint-denis:93,97`.
fn communes(all: Vec<Commune>) -> Vec<String> {
    let mut population: BTreeMap<String, u64> = BTreeMap::new();
    let mut departments: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for commune in all.into_iter().filter(Commune::is_present) {
        let name = folded(&commune.nom);
        *population.entry(name.clone()).or_default() += commune.population;
        let codes = commune.codes_postaux.iter().filter_map(|code| code.get(..2).map(str::to_owned));
        departments.entry(name).or_default().extend(codes);
    }
    let with_departments = |name: String| {
        let codes: Vec<&str> = departments.get(&name).into_iter().flatten().map(String::as_str).collect();
        format!("{name}:{}", codes.join(","))
    };
    ranked(population).into_iter().map(with_departments).collect()
}

fn ranked(counts: BTreeMap<String, u64>) -> Vec<String> {
    let mut names: Vec<(String, u64)> =
        counts.into_iter().filter(|(name, _)| name.len() >= SHORTEST).collect();
    // Names of one count stay in alphabetical order.
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    names.into_iter().map(|(name, _)| name).collect()
}

/// Small letters and digits without accents; hyphens stand for what is between the parts.
fn folded(name: &str) -> String {
    let letters = name.chars().flat_map(fold::fold);
    let spelt: String =
        letters.map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    spelt.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The words in bands that grow with the rank, in alphabetical order within a band.
fn in_bands(words: &[String]) -> String {
    let band = |rank: usize| ((rank as f64).log10() * BANDS) as usize;
    let mut bands: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (rank, word) in (1..).zip(words) {
        bands.entry(band(rank)).or_default().push(word);
    }
    bands.into_values().fold(String::new(), |mut text, mut words| {
        words.sort_unstable();
        text.push_str("@\n");
        text.push_str(&wrapped(&words));
        text
    })
}

fn wrapped(words: &[&str]) -> String {
    let mut text = String::new();
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && line.len() + 1 + word.len() > LINE {
            text.push_str(&line);
            text.push('\n');
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    text + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_added() {
        let found = names("jérôme\t2\nanne\t4\njerome\t3\njean-pierre\t1\nlé\t9\n", 9).unwrap();
        assert_eq!(found, ["jerome", "anne", "jean-pierre"]);
        assert_eq!(names("anne\t4\nluc\t5\n", 1).unwrap(), ["luc"]);
        assert!(names("anne", 1).is_err());
    }

    #[test]
    fn commune_has_its_departments() {
        let json = r#"[{"nom":"Saint-Denis","type":"commune-actuelle","codesPostaux":["93200","93210"],"population":2},
            {"nom":"Saint-Denis","type":"commune-actuelle","codesPostaux":["97400"],"population":5},
            {"nom":"L'Haÿ-les-Roses","type":"commune-actuelle","codesPostaux":["94240"],"population":9},
            {"nom":"Beaumont","type":"commune-actuelle"},{"nom":"Lyon 1er","type":"arrondissement-municipal","codesPostaux":["69001"]}]"#;
        let found = communes(serde_json::from_str(json).unwrap());
        assert_eq!(found, ["l-hay-les-roses:94", "saint-denis:93,97"]);
    }

    #[test]
    fn bands_grow_with_the_rank() {
        let words: Vec<String> = (1..=20).map(|rank| format!("w{rank:02}")).collect();
        let text = in_bands(&words);
        assert!(
            text.starts_with("@\nw01\n@\nw02\n@\nw03\n@\nw04\n@\nw05\n@\nw06 w07\n@\nw08 w09\n@\nw10"),
            "{text}"
        );
    }
}
