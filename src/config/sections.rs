//! The tables of the file: for each key its type, its default, the expected value and, in French, its purpose.
//!
//! One declaration makes the struct, its default and its part of `docs/configuration.md`. The default of a required key
//! is empty; `load` refuses a file without that key.

use std::path::PathBuf;
use std::time::Duration;

use jiff::fmt::serde::unsigned_duration::friendly::compact::{
    optional as optional_duration, required as duration,
};
use serde::{Deserialize, Serialize};

use super::expected_type::ExpectedType::{
    Attribute, Count, CountOrNone, Dn, File, Filter, Flag, LoginPattern, NumberShape, OneOf, Percent,
    PositiveDuration, SomeOf, Text, Urls, Zone,
};
use super::schema::Presence::{Defaulted, Optional, Required};
use super::schema::{KeyDoc, SectionDoc};
use crate::i18n::Language;
use crate::identity::BirthDateFormat;

/// Documents a table: `NAME = path, purpose;`, then a line for each key.
macro_rules! document {
    ($doc:ident = $path:literal, $purpose:literal;
     $($key:ident: $expected:expr, $presence:expr, $about:literal;)*) => {
        const $doc: SectionDoc = SectionDoc {
            path: $path,
            purpose: $purpose,
            keys: &[$(KeyDoc {
                name: stringify!($key),
                expected: $expected,
                purpose: $about,
                presence: $presence,
            }),*],
        };
    };
}

/// Declares a table and documents it: a line `key: type = default, expected, presence, purpose;` for each key.
/// `[name] type;` is a table inside the table.
macro_rules! section {
    ($section:ident, $doc:ident = $path:literal, $purpose:literal;
     $($(#[$attribute:meta])* $key:ident: $type:ty = $default:expr, $expected:expr, $presence:expr, $about:literal;)*
     $([$table:ident] $table_type:ty;)?) => {
        #[doc = $purpose]
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $section {
            $(#[doc = $about] $(#[$attribute])* pub $key: $type,)*
            $(pub $table: $table_type,)?
        }

        impl Default for $section {
            fn default() -> Self {
                Self { $($key: $default,)* $($table: None,)? }
            }
        }

        document! { $doc = $path, $purpose; $($key: $expected, $presence, $about;)* }
    };
}

/// Every table, in the order of the reference.
pub const TABLES: &[SectionDoc] =
    &[DIRECTORY, SERVICE, IDENTITY, POLICY, BREACH, CAPTCHA, SESSION, INTERFACE, AUDIT];

/// The table of that path.
pub fn table(path: &str) -> Option<&'static SectionDoc> {
    TABLES.iter().find(|table| table.path == path)
}

section! {
    DirectorySection, DIRECTORY = "directory",
    "L’annuaire où sont les comptes. Seule table obligatoire.";
    urls: Vec<String> = Vec::new(), Urls, Required(r#"["ldaps://ldap1.ac-exemple.fr", "ldaps://ldap2.ac-exemple.fr"]"#),
        "Serveurs, essayés dans l’ordre : `ldaps://`, `ldap://` (avec StartTLS), `ldapi://` (socket local).";
    kind: DirectoryKind = DirectoryKind::Auto, OneOf(&["auto", "openldap", "389ds", "active-directory"]), Defaulted,
        "Logiciel de l’annuaire. `auto` : reconnu à sa rootDSE.";
    starttls: bool = false, Flag, Defaulted,
        "Chiffrer les connexions `ldap://` par StartTLS (RFC 4511 §4.14).";
    allow_cleartext_on_loopback: bool = false, Flag, Defaulted,
        "Permettre `ldap://` en clair vers la machine elle-même ; refusé vers toute autre. Pour des essais.";
    ca_file: Option<PathBuf> = None, File, Optional(r#""/etc/mamamia/ca.pem""#),
        "Autorités de certification reconnues, en PEM. Sans cette clé : celles du système.";
    client_certificate: Option<PathBuf> = None, File, Optional(r#""/etc/mamamia/client.pem""#),
        "Certificat de cette application, en PEM, pour un serveur qui en exige un. Sans cette clé : aucun.";
    client_key_file: Option<PathBuf> = None, File, Optional(r#""/etc/mamamia/client.key""#),
        "Sa clé privée, en PEM, dans un fichier gardé comme celui du mot de passe du service (voir « Le fichier du mot \
        de passe »).";
    base: String = String::new(), Dn, Required(r#""dc=ac-exemple,dc=fr""#),
        "Branche sous laquelle les personnes sont cherchées.";
    person_filter: String = "(objectClass=inetOrgPerson)".into(), Filter, Defaulted,
        "Entrées qui sont des personnes (RFC 4515).";
    login_attribute: String = "uid".into(), Attribute, Defaulted,
        "Attribut qui porte l’identifiant. Si son nom contient `mail` ou finit par `PrincipalName`, « @ » en fait \
        partie ; sinon, d’une adresse seul compte ce qui précède « @ ».";
    login_pattern: Option<String> = None, LoginPattern, Optional(r#""[a-z]{1,16}[0-9]{0,4}""#),
        "Forme des identifiants : expression régulière, qui doit convenir du premier au dernier caractère, majuscules \
        ou non. Si elle contient « @ », ce signe fait partie de l’identifiant. Sans cette clé : tout identifiant de \
        256 caractères au plus est accepté.";
    head_office_filter: Option<String> = None, Filter, Optional(r#""(ou=rectorat)""#),
        "Personnels du rectorat (RFC 4515). Sans effet sur les visites : MaMamia n’écrit pas encore le mot de passe du \
        poste de travail, et ne dit donc pas qu’il change. `mamamia doctor` vérifie ce filtre.";
    #[serde(with = "duration")]
    connect_timeout: Duration = Duration::from_secs(5), PositiveDuration, Defaulted,
        "Temps laissé à un serveur pour la connexion, TLS compris ; ensuite, le serveur suivant est essayé.";
    #[serde(with = "duration")]
    operation_timeout: Duration = Duration::from_secs(10), PositiveDuration, Defaulted,
        "Temps laissé à une opération LDAP. Tout ce qui précède une écriture tient dans connect_timeout et operation_timeout \
        réunis.";
    #[serde(with = "duration")]
    answer_timeout: Duration = Duration::from_secs(60), PositiveDuration, Defaulted,
        "Temps pendant lequel la réponse à une écriture est attendue. Elle peut encore être faite ensuite : la personne \
        lit alors MDP-452.";
    #[serde(with = "optional_duration")]
    replication_delay: Option<Duration> = None, PositiveDuration, Optional(r#""1m""#),
        "Quand une seule adresse cache plusieurs serveurs (répartiteur de charge) : temps le plus long avant qu’une \
        écriture soit sur tous. Sans cette clé : chaque adresse est un seul serveur.";
    [service] Option<ServiceSection>;
}

section! {
    ServiceSection, SERVICE = "directory.service",
    "Le compte de service, qui définit le mot de passe de qui ne connaît plus le sien. Sans cette table, « le \
    redéfinir » n’est pas proposé.";
    dn: String = String::new(), Dn, Required(r#""cn=mamamia,ou=services,dc=ac-exemple,dc=fr""#),
        "Son nom distinctif.";
    password_file: PathBuf = PathBuf::new(), File, Required(r#""/etc/mamamia/service.secret""#),
        "Fichier qui contient son mot de passe (voir « Le fichier du mot de passe »).";
}

section! {
    IdentitySection, IDENTITY = "identity",
    "Ce qui prouve l’identité de qui ne connaît plus son mot de passe.";
    numen_attribute: String = "numen".into(), Attribute, Defaulted,
        "Attribut qui porte le NUMEN.";
    external_number_attribute: String = "numeroPersonneExterieure".into(), Attribute, Defaulted,
        "Attribut qui porte le numéro de personne extérieure.";
    external_number_shape: String = "[0-9A-Z-]{4,20}".into(), NumberShape, Defaulted,
        "Forme de ce numéro. Un modèle, `EXT-0000-00000` : `0` est un chiffre, `a` une lettre, le reste est lui-même ; le \
        numéro se tape alors avec ou sans tirets, espaces ni capitales, et se compare tel que le modèle l’écrit. Ou une \
        expression régulière, en majuscules, qui convient du premier au dernier caractère : il se tape avec ses tirets.";
    birth_date_attribute: String = "dateNaissance".into(), Attribute, Defaulted,
        "Attribut qui porte la date de naissance.";
    birth_date_format: BirthDateFormat = BirthDateFormat::Compact,
        OneOf(&["YYYYMMDD", "YYYY-MM-DD", "DD/MM/YYYY", "generalized-time"]), Defaulted,
        "Écriture de cette date dans l’annuaire.";
    birth_date_zone: String = "Europe/Paris".into(), Zone, Defaulted,
        "Pour `generalized-time`, qui est un instant et non un jour : fuseau dont le minuit a pu être écrit dans \
        l’annuaire. Le minuit et le midi d’UTC sont acceptés aussi. `UTC` : eux seuls.";
    proof: ProofMethod = ProofMethod::Compare, OneOf(&["compare", "read"]), Defaulted,
        "`compare` : l’annuaire compare, le compte de service n’a aucun droit de lecture sur les preuves. `read` : le \
        compte de service les lit.";
}

// The struct of this table stands in the room `password`.
document! {
    POLICY = "policy",
    "Les règles d’un nouveau mot de passe. Celles de l’annuaire s’appliquent en plus.";
    min_length: Count, Defaulted,
        "Nombre minimal de caractères.";
    max_length: Count, Defaulted,
        "Nombre maximal de caractères ; un mot de passe plus long est refusé, jamais coupé.";
    require: SomeOf(&["lower", "upper", "digit", "special"]), Defaulted,
        "Classes dont au moins un caractère est exigé : minuscule, majuscule, chiffre, caractère spécial.";
    passphrase_length: CountOrNone, Defaulted,
        "À partir de ce nombre de caractères, un mot de passe est une phrase, dont aucune classe n’est exigée. 0 : \
        jamais.";
    min_percent: Percent, Defaulted,
        "Solidité minimale, en pour cent de la jauge.";
    min_changes: CountOrNone, Defaulted,
        "Caractères à changer, ajouter ou retirer au moins par rapport au mot de passe actuel, quand il vient d’être \
        saisi (distance de Levenshtein, sans majuscules ni accents). 0 : tout autre mot de passe convient.";
    forbid_personal: Flag, Defaulted,
        "Refuser l’identifiant, les nom et prénom, la date de naissance et le NUMEN dans le mot de passe.";
    words_file: File, Optional(r#""/etc/mamamia/mots.txt""#),
        "Liste de mots connus de tous ici, un par ligne, en UTF-8 : la jauge en tient compte, et un mot de passe dont \
        il ne reste presque rien sans eux est refusé.";
}

section! {
    BreachSection, BREACH = "breach",
    "Les mots de passe des fuites de données connues, cherchés dans un fichier de cette machine, jamais par le réseau.";
    file: Option<PathBuf> = None, File, Optional(r#""/etc/mamamia/breach.filter""#),
        "Fichier fait par `mamamia breach build` : un mot de passe qui y figure est refusé. Remplacé, il est pris en \
        compte sans redémarrage. Sans cette clé : rien n’est cherché.";
    missing: BreachMissing = BreachMissing::Warn, OneOf(&["warn", "refuse"]), Defaulted,
        "Tant que ce fichier ne peut pas être lu. `warn` : le dire une fois dans la trace, et ne rien y chercher. \
        `refuse` : ne pas démarrer ou, une fois démarré, n’accepter aucun nouveau mot de passe.";
}

section! {
    CaptchaSection, CAPTCHA = "captcha",
    "Le texte à recopier d’une image.";
    mode: CaptchaMode = CaptchaMode::Always, OneOf(&["always", "never"]), Defaulted,
        "`always` : sur les deux formulaires. `never` : jamais, pour des consoles de confiance.";
    #[serde(with = "duration")]
    ttl: Duration = Duration::from_secs(180), PositiveDuration, Defaulted,
        "Temps pendant lequel une image peut être recopiée.";
    alternative: CaptchaAlternative = CaptchaAlternative::Wait, OneOf(&["wait", "none"]), Defaulted,
        "Pour qui ne voit pas l’image. `wait` : la demande est retenue un moment avant tout échange avec l’annuaire. \
        `none` : il n’y a que l’image.";
    #[serde(with = "duration")]
    wait: Duration = Duration::from_secs(60), PositiveDuration, Defaulted,
        "Temps pendant lequel elle est retenue.";
}

section! {
    SessionSection, SESSION = "session",
    "Les limites d’une session.";
    #[serde(with = "duration")]
    idle_timeout: Duration = Duration::from_secs(300), PositiveDuration, Defaulted,
        "Sans une touche pendant ce temps, la saisie est effacée et la session prend fin ; un avertissement paraît 30 \
        secondes avant. Un Numen se cherche parfois sur une fiche de paie : pas trop court.";
    #[serde(with = "duration")]
    absolute_timeout: Duration = Duration::from_secs(900), PositiveDuration, Defaulted,
        "Durée de la plus longue session. La personne est prévenue cinq minutes avant la fin, et peut alors la prolonger \
        d’autant, quatre fois au plus.";
    several_people: bool = false, Flag, Defaulted,
        "Console où plusieurs personnes se suivent (assistance, borne) : après une réponse, la touche 2 revient au menu, sans \
        rien garder. Sinon le programme se termine, comme il convient à la session d’une seule personne.";
    #[serde(with = "duration")]
    refusal_time: Duration = Duration::from_millis(1500), PositiveDuration, Defaulted,
        "Toute identité non reconnue est refusée au bout de ce temps, quelle que soit l’information fausse.";
    #[serde(with = "duration")]
    typing_pause: Duration = Duration::from_millis(150), PositiveDuration, Defaulted,
        "Pause dans la frappe après laquelle la jauge et les règles d’un mot de passe sont mises à jour ; en \
        présentation légère, jamais moins de 600 ms.";
}

section! {
    InterfaceSection, INTERFACE = "interface",
    "Ce que les personnes voient.";
    language: Language = Language::French, OneOf(&["fr", "en"]), Defaulted,
        "Langue de départ ; `--lang` l’emporte.";
    theme: String = "academie".into(), Text, Defaulted,
        "Nom d’un thème, ou chemin d’un fichier de thème ; `--theme` l’emporte.";
    presentation: PresentationSetting = PresentationSetting::Auto, OneOf(&["auto", "rich", "lean"]), Defaulted,
        "`rich` : champs et jauges dessinés, couleurs, aide à côté du formulaire. `lean` : les mots seulement, pour les lignes lentes. \
        `auto` : légère si le terminal se dit lent (`TERM`, débit de la ligne) ; `--lean` l’emporte.";
    accessible: AccessibleSetting = AccessibleSetting::Auto, OneOf(&["auto", "screen"]), Defaulted,
        "`screen` : une ligne qui change est envoyée entière, celle qui prend le curseur aussi, et l’image sur demande (F5), \
        pour les lecteurs d’écran. `auto` : selon `ACCESSIBLE` (`screen` : de même ; `1` : questions et réponses).";
    mask_identity: bool = false, Flag, Defaulted,
        "Masquer aussi le Numen et la date de naissance pendant la saisie, comme un mot de passe, là où des passants voient \
        l’écran (une borne) ; F2 les montre un instant.";
    organisation: String = String::new(), Text, Defaulted,
        "Nom affiché en tête d’écran.";
    support: Option<String> = None, Text, Optional(r#""05 36 25 70 00, du lundi au vendredi, 8 h – 18 h""#),
        "L’assistance : numéro, adresse, heures. Une ligne, montrée partout où une personne est renvoyée vers elle : refus, \
        aide, dernier message. Sans cette clé : « l’assistance informatique de l’académie », sans plus.";
    notice: Option<PathBuf> = None, File, Optional(r#""/etc/mamamia/annonce.txt""#),
        "Fichier d’une annonce, montrée au menu et en mode ligne : une phrase en UTF-8, de 300 caractères au plus. Il est lu \
        à l’ouverture du programme ; absent ou vide, rien n’est annoncé.";
    after_change: Option<String> = None, Text,
        Optional(r#""Pensez à votre téléphone, à eduroam, à l’imprimante : l’ancien mot de passe y reste enregistré.""#),
        "Phrase ajoutée à une réussite. Un ancien mot de passe qui reste enregistré sur un appareil peut bloquer le compte.";
    #[serde(with = "duration")]
    effective_within: Duration = Duration::from_secs(1800), PositiveDuration, Defaulted,
        "« Vous devrez attendre au maximum … pour que celui-ci soit effectif. »";
}

section! {
    AuditSection, AUDIT = "audit",
    "La trace de ce qui a été fait.";
    file: Option<PathBuf> = None, File, Optional(r#""/var/log/mamamia/audit.jsonl""#),
        "Fichier auquel s’ajoute une ligne JSON par événement, jamais de secret. Sans cette clé : aucune trace.";
}

/// The software of the directory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DirectoryKind {
    /// Recognized by the rootDSE.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    #[serde(rename = "openldap")]
    OpenLdap,
    #[serde(rename = "389ds")]
    Ds389,
    /// Samba AD too.
    #[serde(rename = "active-directory")]
    ActiveDirectory,
}

/// The method that compares the proofs of an identity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProofMethod {
    /// LDAP Compare: the service needs no right to read the proofs.
    #[default]
    Compare,
    /// The service reads the attributes.
    Read,
}

/// The reaction to a filter file that cannot be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BreachMissing {
    /// Log it once, and accept passwords without looking them up.
    #[default]
    Warn,
    /// Do not start; once started, accept no new password.
    Refuse,
}

/// The forms that ask for the captcha.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CaptchaMode {
    #[default]
    Always,
    /// For trusted consoles.
    Never,
}

/// The alternative to the captcha, for a person who cannot read the image.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaptchaAlternative {
    /// A delay of the request.
    #[default]
    #[serde(rename = "wait")]
    Wait,
    #[serde(rename = "none")]
    Nothing,
}

/// With or without boxes around the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PresentationSetting {
    /// Lean on a terminal that reports a slow line, else rich.
    #[default]
    Auto,
    /// Lines, colours, the help beside the form.
    Rich,
    /// Words only, for lines on which every byte takes time.
    Lean,
}

/// The way the whole screen serves a screen reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccessibleSetting {
    /// As the variable `ACCESSIBLE` of the person asks.
    #[default]
    Auto,
    /// Whole rows, and the image on request.
    Screen,
}

impl CaptchaSection {
    /// The delay offered instead of the captcha; `None` if there is no captcha or no alternative.
    #[must_use]
    pub fn delay_instead(&self) -> Option<Duration> {
        let is_offered = self.mode == CaptchaMode::Always && self.alternative == CaptchaAlternative::Wait;
        is_offered.then_some(self.wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// The names that serde accepts in the place of the `?` of `document`, by its refusal of that `?`.
    fn names_by_serde(document: &str) -> Vec<String> {
        let refusal = toml::from_str::<Config>(document).unwrap_err();
        let (_, expected) = refusal.message().split_once("expected").unwrap();
        expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn documents_and_structs_have_same_keys() {
        let names = names_by_serde("\"?\" = 1");
        assert_eq!(names.len() + 1, TABLES.len(), "directory.service is within directory");
        for SectionDoc { path, keys, .. } in TABLES {
            let mut names = names_by_serde(&format!("[{path}]\n\"?\" = 1"));
            names.retain(|name| table(&format!("{path}.{name}")).is_none());
            assert_eq!(names, keys.iter().map(|key| key.name).collect::<Vec<_>>(), "{path}");
        }
    }

    #[test]
    fn documents_and_enums_have_same_values() {
        for (table, key) in TABLES.iter().flat_map(|table| table.keys.iter().map(move |key| (table, key))) {
            let (values, faulty) = match key.expected {
                OneOf(values) => (values, "\"?\""),
                SomeOf(values) => (values, "[\"?\"]"),
                _ => continue,
            };
            let path = table.path_of(key.name);
            assert_eq!(names_by_serde(&format!("{path} = {faulty}")), values, "{path}");
        }
    }
}
