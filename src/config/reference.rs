//! `docs/configuration.md`: the reference of the file, in French, for the administrators.

use super::Config;
use super::load::{DEFAULT_PATH, ENVIRONMENT_VARIABLE};
use super::schema::{Presence, SectionDoc};
use super::secret_file::CREDENTIALS_VARIABLE;
use super::sections::TABLES;
use crate::i18n::{Catalogue, Language};

/// The whole page, in Markdown.
#[must_use]
pub fn page() -> String {
    let french = Catalogue::of(Language::French);
    let defaults = defaults();
    let mut page = introduction();
    for table in TABLES {
        page.push_str(&format!("\n## `[{}]`\n\n{}\n\n", table.path, table.purpose));
        page.push_str("| Clé | Rôle | Attendu | Sans cette clé |\n| --- | --- | --- | --- |\n");
        for key in table.keys {
            page.push_str(&format!(
                "| `{}` | {} | {} | {} |\n",
                key.name,
                key.purpose,
                french.format(&key.expected.text()).replace('|', "\\|"),
                match key.presence {
                    Presence::Required(_) => "**obligatoire**".to_owned(),
                    Presence::Optional(_) => "—".to_owned(),
                    Presence::Defaulted => format!("`{}`", value_of(&defaults, table, key.name)),
                },
            ));
        }
    }
    page.push_str(
        "\n## Fichier complet\n\nUne ligne précédée de `#` donne ce qui vaut sans elle, ou un exemple quand rien ne vaut sans elle.\n\n```toml\n",
    );
    page.push_str(&complete_file());
    page.push_str("```\n");
    page
}

/// A file with every key: the required ones, and the others as comments.
fn complete_file() -> String {
    let defaults = defaults();
    let mut file = String::new();
    for table in TABLES {
        file.push_str(&format!("{}[{}]\n", if file.is_empty() { "" } else { "\n" }, table.path));
        for key in table.keys {
            let (sign, value) = match key.presence {
                Presence::Required(example) => ("", example.to_owned()),
                Presence::Optional(example) => ("# ", format!("{example} # exemple")),
                Presence::Defaulted => ("# ", value_of(&defaults, table, key.name)),
            };
            file.push_str(&format!("{sign}{} = {value}\n", key.name));
        }
    }
    file
}

fn defaults() -> toml::Table {
    toml::Table::try_from(Config::default()).unwrap_or_default()
}

fn value_of(defaults: &toml::Table, table: &SectionDoc, key: &str) -> String {
    let mut within = Some(defaults);
    for name in table.path.split('.') {
        within = within.and_then(|outer| outer.get(name)).and_then(toml::Value::as_table);
    }
    within.and_then(|table| table.get(key)).map(ToString::to_string).unwrap_or_default()
}

fn introduction() -> String {
    format!(
        "<!-- Page produite par `make docs` ; ne pas la modifier ici. -->

# Configuration de MaMamia

Un seul fichier, en [TOML](https://toml.io/fr/) : celui de l’option `--config`, sinon celui que nomme la variable
`{ENVIRONMENT_VARIABLE}`, sinon `{DEFAULT_PATH}`.

Le fichier est lu en entier au démarrage. Une clé inconnue, une valeur d’un autre type ou une contradiction entre deux
clés est refusée : le programme dit le fichier, la ligne, la clé et ce qui était attendu, pour tous les défauts à la
fois, et s’arrête avec le code 2.

Une durée s’écrit entre guillemets : `\"5s\"`, `\"2m\"`, `\"30 minutes\"`, `\"1h 30m\"`.

## Le fichier du mot de passe

Aucun secret n’est dans ce fichier, ni en argument, ni dans l’environnement. Le mot de passe du compte de service est
dans un fichier à part (`directory.service.password_file`), en UTF-8, sur une seule ligne. Il est refusé s’il est vide,
s’il peut être lu ou modifié par un autre que son propriétaire (`chmod 600`), ou si ce propriétaire n’est ni le compte
qui lance MaMamia ni root. Un lien symbolique est suivi ; c’est le fichier atteint qui est examiné.

Sous systemd, `LoadCredential=annuaire:/etc/mamamia/service.secret` et `password_file = \"annuaire\"` : un nom sans
chemin désigne un fichier du répertoire `${CREDENTIALS_VARIABLE}`.
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn complete_file_is_accepted() {
        let file = complete_file();
        let all: String = file.lines().map(|line| format!("{}\n", line.trim_start_matches("# "))).collect();
        assert!(all.lines().filter(|line| line.contains(" = ")).count() > 30, "{all}");
        for text in [&file, &all] {
            assert_eq!(Config::parse(text, Path::new("mamamia.toml")).err(), None, "{text}");
        }
    }

    #[test]
    fn page_shows_every_default() {
        assert!(!page().contains("| `` |"), "a key without its default");
        assert!(page().contains("| `connect_timeout` |") && page().contains("`\"5s\"`"));
    }
}
