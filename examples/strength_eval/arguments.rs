//! The arguments: `NAME=value`, as `make` hands them on. An empty value is none.

use std::path::PathBuf;

/// Said when there is no LIST.
pub const USAGE: &str = "\
Get a public list of frequent French passwords, such as Richelieu (CC BY 4.0, french_passwords_top20000.txt of \
https://github.com/tarraschk/richelieu): the project holds none.
Call make strength-eval LIST=/path/to/french_passwords_top20000.txt, with the optional FIRST, SURNAMES, NAMES_A, NAMES_B \
(name<tab>count a line), TOWNS (town<tab>postal,codes<tab>inhabitants), REAL (passwords), ZXCVBN_TS (a folder node_modules), \
SEED (a number) and ARGS=--markdown.";

/// The files to read, and the form of the report.
#[derive(Default)]
pub struct Arguments {
    pub list: PathBuf,
    pub first_names: Option<PathBuf>,
    pub surnames: Option<PathBuf>,
    pub towns: Option<PathBuf>,
    pub names_a: Option<PathBuf>,
    pub names_b: Option<PathBuf>,
    pub real: Option<PathBuf>,
    pub zxcvbn_ts: Option<PathBuf>,
    /// Another seed makes other passwords, of other halves of the list.
    pub seed: u64,
    pub markdown: bool,
}

impl Arguments {
    /// `Err` with what is to be said.
    pub fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut read, mut list) = (Self::default(), None);
        for argument in arguments {
            if argument == "--markdown" {
                read.markdown = true;
                continue;
            }
            let (name, value) =
                argument.split_once('=').ok_or_else(|| format!("{argument} is unknown.\n{USAGE}"))?;
            if name == "SEED" {
                read.seed = match value {
                    "" => 0,
                    _ => value.parse().map_err(|_| format!("{value} is no number.\n{USAGE}"))?,
                };
                continue;
            }
            let place = match name {
                "LIST" => &mut list,
                "FIRST" => &mut read.first_names,
                "SURNAMES" => &mut read.surnames,
                "TOWNS" => &mut read.towns,
                "NAMES_A" => &mut read.names_a,
                "NAMES_B" => &mut read.names_b,
                "REAL" => &mut read.real,
                "ZXCVBN_TS" => &mut read.zxcvbn_ts,
                _ => return Err(format!("{name} is unknown.\n{USAGE}")),
            };
            *place = (!value.is_empty()).then(|| PathBuf::from(value));
        }
        read.list = list.ok_or(USAGE)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Arguments, String> {
        Arguments::read(arguments.iter().map(ToString::to_string))
    }

    #[test]
    fn missing_list_gives_the_usage() {
        for arguments in [&[][..], &["LIST="], &["FIRST=names.txt"]] {
            assert_eq!(read(arguments).err().as_deref(), Some(USAGE));
        }
    }

    #[test]
    fn empty_value_is_none() {
        let read = read(&["LIST=a", "FIRST=", "TOWNS=b", "--markdown"]).expect("arguments");
        assert_eq!((read.list, read.first_names, read.towns), ("a".into(), None, Some("b".into())));
        assert!(read.markdown);
    }

    #[test]
    fn seed_is_a_number() {
        assert_eq!(read(&["LIST=a", "SEED=7"]).map(|read| read.seed), Ok(7));
        assert_eq!(read(&["LIST=a", "SEED="]).map(|read| read.seed), Ok(0));
        assert!(read(&["LIST=a", "SEED=x"]).is_err());
    }

    #[test]
    fn unknown_argument_is_refused() {
        for argument in ["--write", "LISTS=a"] {
            assert!(read(&["LIST=a", argument]).is_err_and(|said| said.contains("is unknown")));
        }
    }
}
