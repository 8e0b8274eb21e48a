//! What each key of the file is for and what is expected of it: the half that serde does not know.
//!
//! Names, types and defaults stay in the structs; a test holds that both list the same keys.

use super::leaf::ExpectedType::{
    self, Attribute, Count, CountOrNone, Dn, Duration, File, Filter, Flag, NumberShape, OneOf, Percent,
    SomeOf, Text, Urls,
};
use super::serde_names::names_of;
use super::{
    BreachMissing, CaptchaAlternative, CaptchaMode, DirectoryKind, PresentationSetting, ProofMethod,
};
use crate::i18n::Language;
use crate::identity::BirthDateFormat;
use crate::password::CharacterClass;

/// A table of the file.
pub struct SectionDoc {
    /// Its dotted path: `directory.service`.
    pub path: &'static str,
    /// What it is about, in French (the language of `docs/configuration.md`).
    pub purpose: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: &'static [KeyDoc],
}

/// A key of a table.
pub struct KeyDoc {
    /// Its name.
    pub name: &'static str,
    /// What is accepted.
    pub expected: ExpectedType,
    /// What it is for, in French.
    pub purpose: &'static str,
    /// Whether it has a default.
    pub presence: Presence,
}

/// What happens without the key. The values are TOML.
#[derive(Clone, Copy)]
pub enum Presence {
    /// Its table cannot do without it; an example.
    Required(&'static str),
    /// Nothing is assumed; an example.
    Absent(&'static str),
    /// The struct's default is used.
    Defaulted,
}
use Presence::{Absent, Defaulted, Required};

const fn key(
    name: &'static str,
    expected: ExpectedType,
    presence: Presence,
    purpose: &'static str,
) -> KeyDoc {
    KeyDoc { name, expected, purpose, presence }
}

/// The table of that path.
pub fn table(path: &str) -> Option<&'static SectionDoc> {
    TABLES.iter().find(|table| table.path == path)
}

impl SectionDoc {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static KeyDoc> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The dotted path of one of its keys.
    pub fn path_of(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }
}

/// The whole file. A table must stand in the file when it is the only required one: `directory`.
pub const TABLES: &[SectionDoc] = &[
    SectionDoc {
        path: "directory",
        purpose: "L’annuaire où sont les comptes. Seule table obligatoire.",
        keys: &[
            key(
                "urls",
                Urls,
                Required(r#"["ldaps://ldap1.ac-exemple.fr", "ldaps://ldap2.ac-exemple.fr"]"#),
                "Serveurs, essayés dans l’ordre : `ldaps://`, `ldap://` (avec StartTLS), `ldapi://` (socket local).",
            ),
            key(
                "kind",
                OneOf(names_of::<DirectoryKind>),
                Defaulted,
                "Logiciel de l’annuaire. `auto` : reconnu à sa rootDSE.",
            ),
            key(
                "starttls",
                Flag,
                Defaulted,
                "Chiffrer les connexions `ldap://` par StartTLS (RFC 4511 §4.14).",
            ),
            key(
                "allow_cleartext_on_loopback",
                Flag,
                Defaulted,
                "Permettre `ldap://` en clair vers la machine elle-même ; refusé vers toute autre. Pour des essais.",
            ),
            key(
                "ca_file",
                File,
                Absent(r#""/etc/mamamia/ca.pem""#),
                "Autorités de certification reconnues, en PEM. Sans cette clé : celles du système.",
            ),
            key(
                "base",
                Dn,
                Required(r#""dc=ac-exemple,dc=fr""#),
                "Branche sous laquelle les personnes sont cherchées.",
            ),
            key("person_filter", Filter, Defaulted, "Entrées qui sont des personnes (RFC 4515)."),
            key("login_attribute", Attribute, Defaulted, "Attribut qui porte l’identifiant."),
            key(
                "head_office_filter",
                Filter,
                Absent(r#""(ou=rectorat)""#),
                "Personnels du rectorat, dont le mot de passe du poste de travail change aussi (RFC 4515). Sans cette clé : personne.",
            ),
            key(
                "connect_timeout",
                Duration,
                Defaulted,
                "Temps laissé à un serveur pour la connexion, TLS compris ; ensuite, le serveur suivant est essayé.",
            ),
            key("operation_timeout", Duration, Defaulted, "Temps laissé à une opération LDAP."),
        ],
    },
    SectionDoc {
        path: "directory.service",
        purpose: "Le compte de service, qui définit le mot de passe de qui ne connaît plus le sien. \
                  Sans cette table, « le redéfinir » n’est pas proposé.",
        keys: &[
            key("dn", Dn, Required(r#""cn=mamamia,ou=services,dc=ac-exemple,dc=fr""#), "Son nom distinctif."),
            key(
                "password_file",
                File,
                Required(r#""/etc/mamamia/service.secret""#),
                "Fichier qui contient son mot de passe (voir « Le fichier du mot de passe »).",
            ),
        ],
    },
    SectionDoc {
        path: "identity",
        purpose: "Ce qui prouve l’identité de qui ne connaît plus son mot de passe.",
        keys: &[
            key("numen_attribute", Attribute, Defaulted, "Attribut qui porte le NUMEN."),
            key(
                "external_number_attribute",
                Attribute,
                Defaulted,
                "Attribut qui porte le numéro de personne extérieure.",
            ),
            key(
                "external_number_shape",
                NumberShape,
                Defaulted,
                "Forme de ce numéro, en majuscules ; elle doit convenir du premier au dernier caractère.",
            ),
            key("birth_date_attribute", Attribute, Defaulted, "Attribut qui porte la date de naissance."),
            key(
                "birth_date_format",
                OneOf(names_of::<BirthDateFormat>),
                Defaulted,
                "Écriture de cette date dans l’annuaire.",
            ),
            key(
                "proof",
                OneOf(names_of::<ProofMethod>),
                Defaulted,
                "`compare` : l’annuaire compare, le compte de service n’a aucun droit de lecture sur les preuves. \
                 `read` : le compte de service les lit.",
            ),
        ],
    },
    SectionDoc {
        path: "policy",
        purpose: "Les règles d’un nouveau mot de passe. Celles de l’annuaire s’appliquent en plus.",
        keys: &[
            key("min_length", Count, Defaulted, "Nombre minimal de caractères."),
            key(
                "max_length",
                Count,
                Defaulted,
                "Nombre maximal de caractères ; un mot de passe plus long est refusé, jamais coupé.",
            ),
            key(
                "require",
                SomeOf(names_of::<CharacterClass>),
                Defaulted,
                "Classes dont au moins un caractère est exigé : minuscule, majuscule, chiffre, caractère spécial.",
            ),
            key(
                "passphrase_length",
                CountOrNone,
                Defaulted,
                "À partir de ce nombre de caractères, un mot de passe est une phrase, dont aucune classe n’est exigée. \
                 0 : jamais.",
            ),
            key("min_percent", Percent, Defaulted, "Solidité minimale, en pour cent de la jauge."),
            key(
                "min_changes",
                CountOrNone,
                Defaulted,
                "Caractères à changer, ajouter ou retirer au moins par rapport au mot de passe actuel, quand il vient \
                 d’être saisi (distance de Levenshtein, sans majuscules ni accents). 0 : tout autre mot de passe convient.",
            ),
            key(
                "forbid_personal",
                Flag,
                Defaulted,
                "Refuser l’identifiant, les nom et prénom, la date de naissance et le NUMEN dans le mot de passe.",
            ),
            key(
                "words_file",
                File,
                Absent(r#""/etc/mamamia/mots.txt""#),
                "Liste de mots connus de tous ici, un par ligne, en UTF-8 : la jauge en tient compte, et un mot de passe \
                 dont il ne reste presque rien sans eux est refusé.",
            ),
        ],
    },
    SectionDoc {
        path: "breach",
        purpose: "Les mots de passe des fuites de données connues, cherchés dans un fichier de cette machine, jamais par le réseau.",
        keys: &[
            key(
                "file",
                File,
                Absent(r#""/etc/mamamia/breach.filter""#),
                "Fichier fait par `mamamia breach build` : un mot de passe qui y figure est refusé. \
                 Remplacé, il est pris en compte sans redémarrage. Sans cette clé : rien n’est cherché.",
            ),
            key(
                "missing",
                OneOf(names_of::<BreachMissing>),
                Defaulted,
                "Tant que ce fichier ne peut pas être lu. `warn` : le dire une fois dans la trace, et ne rien y chercher. \
                 `refuse` : ne pas démarrer ou, une fois démarré, n’accepter aucun nouveau mot de passe.",
            ),
        ],
    },
    SectionDoc {
        path: "captcha",
        purpose: "Le texte à recopier d’une image.",
        keys: &[
            key(
                "mode",
                OneOf(names_of::<CaptchaMode>),
                Defaulted,
                "`always` : sur les deux formulaires. `never` : jamais, pour des consoles de confiance.",
            ),
            key("ttl", Duration, Defaulted, "Temps pendant lequel une image peut être recopiée."),
            key(
                "alternative",
                OneOf(names_of::<CaptchaAlternative>),
                Defaulted,
                "Pour qui ne voit pas l’image. `wait` : la demande est retenue un moment avant tout échange avec l’annuaire. \
                 `none` : il n’y a que l’image.",
            ),
            key("wait", Duration, Defaulted, "Temps pendant lequel elle est retenue."),
        ],
    },
    SectionDoc {
        path: "session",
        purpose: "Les limites d’une session.",
        keys: &[
            key(
                "idle_timeout",
                Duration,
                Defaulted,
                "Sans une touche pendant ce temps, la saisie est effacée et la session prend fin.",
            ),
            key("absolute_timeout", Duration, Defaulted, "Durée de la plus longue session."),
            key(
                "refusal_time",
                Duration,
                Defaulted,
                "Toute identité non reconnue est refusée au bout de ce temps, quelle que soit l’information fausse.",
            ),
            key(
                "typing_pause",
                Duration,
                Defaulted,
                "Pause dans la frappe après laquelle la jauge et les règles d’un mot de passe sont mises à jour ; \
                 en présentation légère, jamais moins de 600 ms.",
            ),
        ],
    },
    SectionDoc {
        path: "interface",
        purpose: "Ce que les personnes voient.",
        keys: &[
            key("language", OneOf(names_of::<Language>), Defaulted, "Langue de départ ; `--lang` l’emporte."),
            key(
                "theme",
                Text,
                Defaulted,
                "Nom d’un thème, ou chemin d’un fichier de thème ; `--theme` l’emporte.",
            ),
            key(
                "presentation",
                OneOf(names_of::<PresentationSetting>),
                Defaulted,
                "`boxed` : filets, couleurs, aide à côté du formulaire. `lean` : les mots seulement, pour les lignes \
                 lentes. `auto` : légère si le terminal se dit lent (`TERM`, débit de la ligne) ; `--lean` l’emporte.",
            ),
            key("organisation", Text, Defaulted, "Nom affiché en tête d’écran."),
            key(
                "effective_within",
                Duration,
                Defaulted,
                "« Vous devrez attendre au maximum … pour que celui-ci soit effectif. »",
            ),
        ],
    },
    SectionDoc {
        path: "audit",
        purpose: "La trace de ce qui a été fait.",
        keys: &[key(
            "file",
            File,
            Absent(r#""/var/log/mamamia/audit.jsonl""#),
            "Fichier auquel s’ajoute une ligne JSON par événement, jamais de secret. Sans cette clé : aucune trace.",
        )],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::config::{
        AuditSection, BreachSection, CaptchaSection, Config, DirectorySection, IdentitySection,
        InterfaceSection, ServiceSection, SessionSection,
    };
    use crate::password::Policy;

    fn serde_keys() -> BTreeSet<String> {
        let tables: [(&str, &[&str]); 9] = [
            ("directory", names_of::<DirectorySection>()),
            ("directory.service", names_of::<ServiceSection>()),
            ("identity", names_of::<IdentitySection>()),
            ("policy", names_of::<Policy>()),
            ("breach", names_of::<BreachSection>()),
            ("captcha", names_of::<CaptchaSection>()),
            ("session", names_of::<SessionSection>()),
            ("interface", names_of::<InterfaceSection>()),
            ("audit", names_of::<AuditSection>()),
        ];
        tables
            .iter()
            .flat_map(|(table, keys)| keys.iter().map(move |key| format!("{table}.{key}")))
            .chain(names_of::<Config>().iter().map(|table| (*table).to_owned()))
            .collect()
    }

    #[test]
    fn the_schema_and_the_structs_list_the_same_keys() {
        let schema: BTreeSet<String> = TABLES
            .iter()
            .flat_map(|table| table.keys.iter().map(|key| table.path_of(key.name)))
            .chain(TABLES.iter().map(|table| table.path.to_owned()))
            .collect();
        assert_eq!(schema, serde_keys());
    }

    #[test]
    fn names_are_those_of_serde() {
        assert_eq!(names_of::<DirectoryKind>(), ["auto", "openldap", "389ds", "active-directory"]);
        assert!(names_of::<String>().is_empty());
    }
}
