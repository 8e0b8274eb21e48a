//! The command line: what may be typed, in the words of the design, and nothing done about it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::i18n::{Language, Text, keys::command_line as words};

/// A page of help: what clap says of itself is in English.
const PAGE: &str = "{about-with-newline}\nUsage : {usage}\n\n{all-args}{after-help}\n";

/// `mamamia …`
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(
    name = "mamamia",
    version,
    about = "Changer ou redéfinir le mot de passe de son compte académique",
    long_about = "Changer (« le modifier ») ou redéfinir (« le redéfinir ») le mot de passe de son compte \
                  académique.\n\nSans commande, le menu s’ouvre.",
    after_help = "Codes de retour : 0 terminé ou quitté, 1 refusé ou échoué, 2 ligne de commande ou \
                  configuration fautive, 3 annuaire injoignable.",
    subcommand_value_name = "COMMANDE",
    subcommand_help_heading = "Commandes ",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What is common to every command.
    #[command(flatten)]
    pub common: GlobalOptions,
    /// What to do; nothing named: open the menu.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that any command takes, before or after its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct GlobalOptions {
    /// The configuration's file.
    #[arg(
        long,
        global = true,
        value_name = "FICHIER",
        help = "Fichier de configuration [sinon $MAMAMIA_CONFIG, sinon /etc/mamamia/mamamia.toml]"
    )]
    pub config: Option<PathBuf>,
    /// The language, whatever the configuration says.
    #[arg(
        long, global = true, value_name = "fr|en", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(["fr", "en"]).map(|name| language(&name)),
        help = "Langue de l’interface"
    )]
    pub lang: Option<Language>,
    /// A theme's name or file, whatever the configuration says.
    #[arg(long, global = true, value_name = "NOM", help = "Thème, par son nom ou le chemin de son fichier")]
    pub theme: Option<String>,
    /// Questions and answers, line by line.
    #[arg(
        long,
        global = true,
        help = "Mode ligne à ligne, sans mise en page (lecteur d’écran, plage braille)"
    )]
    pub plain: bool,
    /// Words only, for slow lines.
    #[arg(
        long,
        global = true,
        conflicts_with = "plain",
        help = "Présentation légère, sans filets ni couleurs (ligne lente)"
    )]
    pub lean: bool,
    /// Only ASCII signs are drawn.
    #[arg(long, global = true, help = "Ne dessiner qu’en ASCII")]
    pub ascii: bool,
    /// Prints help and ends.
    #[arg(short = 'h', long, global = true, action = ArgAction::Help, help = "Afficher cette aide")]
    help: Option<bool>,
    /// Prints the version and ends.
    #[arg(short = 'V', long, action = ArgAction::Version, help = "Afficher la version")]
    version: Option<bool>,
}

/// Subcommands.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// The program over an embedded directory.
    #[command(
        about = "Essayer sur un annuaire embarqué et des personnes fictives",
        long_about = "Essayer sur un annuaire embarqué et des personnes fictives. Avec --config : les règles, \
                      les limites et l’apparence de ce fichier, sans rien demander à son annuaire ni écrire dans son \
                      journal d’audit."
    )]
    Demo {
        /// Prints the fictitious people and ends.
        #[arg(long, help = "Afficher les comptes fictifs, puis terminer")]
        accounts: bool,
        /// Shows the captcha's text.
        #[arg(long, help = "Montrer le texte de l’image, sous le titre")]
        show_captcha: bool,
    },
    /// Checks of the installation.
    #[command(about = "Vérifier configuration, TLS, droits, contrôles et horloge")]
    Doctor {
        /// For a supervisor.
        #[arg(long, help = "Écrire le résultat en JSON")]
        json: bool,
    },
    /// The rules for a new password.
    #[command(
        about = "Essayer les règles d’un nouveau mot de passe",
        arg_required_else_help = false,
        subcommand_value_name = "ACTION",
        subcommand_help_heading = "Actions "
    )]
    Policy {
        /// What is done with them.
        #[command(subcommand)]
        action: PolicyAction,
    },
    /// The file of breached passwords.
    #[command(about = "Construire ou vérifier le fichier des mots de passe des fuites connues")]
    Breach {
        /// What to do with it.
        #[command(subcommand)]
        action: BreachAction,
    },
    /// Generated documents.
    #[command(about = "Produire une documentation sur la sortie standard", arg_required_else_help = false)]
    Docs {
        /// Which one.
        #[command(subcommand)]
        page: Page,
    },
}

/// What may be done with the rules.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum PolicyAction {
    /// Says of each password what a person would be told.
    #[command(
        about = "Dire de chaque mot de passe ce qui serait dit à la personne",
        long_about = "Dire de chaque mot de passe ce qui serait dit à la personne.\n\nLes règles sont celles de \
                      --config, ou les règles par défaut sans cette option. Un mot de passe est désigné par son \
                      numéro de ligne, jamais montré. Code de retour : 0 tous acceptés, 1 un refus au moins."
    )]
    Try {
        /// The passwords; none: asked for without echo.
        #[arg(
            long,
            value_name = "FICHIER",
            help = "Mots de passe, un par ligne, en UTF-8 ; sans cette option : saisie masquée, ou entrée standard"
        )]
        file: Option<PathBuf>,
        /// For another program.
        #[arg(long, help = "Écrire un objet JSON par mot de passe")]
        json: bool,
    },
}

/// What may be done with the file of breached passwords.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[command(subcommand_value_name = "COMMANDE", subcommand_help_heading = "Commandes ")]
pub enum BreachAction {
    /// Makes it of a list.
    #[command(about = "Construire le fichier à partir d’une liste publique d’empreintes")]
    Build {
        /// The list.
        #[arg(
            value_name = "LISTE",
            help = "Lignes EMPREINTE:NOMBRE (Have I Been Pwned) ; « - » : l’entrée standard"
        )]
        list: PathBuf,
        /// The file to make.
        #[arg(value_name = "SORTIE", help = "Fichier à écrire, ou à remplacer une fois le nouveau terminé")]
        out: PathBuf,
        /// The kind of its hashes.
        #[arg(
            long, value_name = "sha1|ntlm", hide_possible_values = true,
            value_parser = PossibleValuesParser::new(["sha1", "ntlm"]).map(|name| list_kind(&name)),
            help = "Empreintes attendues [sinon celles de la première ligne]"
        )]
        kind: Option<ListKind>,
        /// Hashes seen less often are left out.
        #[arg(
            long, value_name = "N", default_value_t = 1, hide_default_value = true,
            value_parser = clap::value_parser!(u64).range(1..),
            help = "Ne retenir que les empreintes vues au moins N fois [sinon toutes]"
        )]
        min_count: u64,
    },
    /// Verifies it.
    #[command(about = "Vérifier un fichier en entier, et dire ce qu’il contient")]
    Check {
        /// The file.
        #[arg(value_name = "FICHIER", help = "Fichier fait par « breach build »")]
        file: PathBuf,
    },
}

/// Kinds of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// SHA-1.
    Sha1,
    /// NT hashes.
    Ntlm,
}

/// The documents that the program makes of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
#[command(subcommand_value_name = "PAGE", subcommand_help_heading = "Pages ")]
pub enum Page {
    /// The manual page.
    #[command(about = "La page de manuel (roff)")]
    Man,
    /// Completions of a shell.
    #[command(about = "La complétion pour un interpréteur de commandes")]
    Completions {
        /// Which shell.
        #[arg(
            value_name = "SHELL",
            hide_possible_values = true,
            help = "bash, zsh, fish, elvish ou powershell"
        )]
        shell: clap_complete::Shell,
    },
    /// The reference of the configuration.
    #[command(about = "La référence du fichier de configuration (Markdown)")]
    Config,
    /// The keys.
    #[command(about = "Les touches (Markdown)")]
    Keys,
}

/// Why no command is to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseError {
    /// Help or version was asked for: to standard output, exit code 0.
    HelpRequested(String),
    /// A misuse: to standard error, exit code 2.
    Misuse(Text),
}

/// Reads the arguments, the program's name first.
///
/// # Errors
/// See [`ParseError`].
pub fn parse(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Cli, ParseError> {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let matches = description().try_get_matches_from(&arguments);
    matches.and_then(|matches| Cli::from_arg_matches(&matches)).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            ParseError::HelpRequested(error.render().to_string())
        }
        _ => ParseError::Misuse(misuse(&error, &arguments)),
    })
}

/// The command line as clap knows it, for the manual page and the completions.
#[must_use]
pub fn description() -> clap::Command {
    in_french(Cli::command())
}

/// Clap writes « : » right after a heading: a French heading ends with the space that stands before it.
fn in_french(command: clap::Command) -> clap::Command {
    let headed = command.help_template(PAGE).mut_args(|argument| {
        let is_common = argument.is_global_set() || argument.get_id() == "version";
        let options = if is_common { "Options communes " } else { "Options " };
        let heading = if argument.is_positional() { "Arguments " } else { options };
        argument.help_heading(heading)
    });
    headed.mut_subcommands(in_french)
}

fn language(name: &str) -> Language {
    if name == "en" { Language::English } else { Language::French }
}

fn list_kind(name: &str) -> ListKind {
    if name == "ntlm" { ListKind::Ntlm } else { ListKind::Sha1 }
}

/// What is wrong, in our own words: clap's are in English only.
fn misuse(error: &clap::Error, arguments: &[OsString]) -> Text {
    // What was typed may hold anything: the terminal is not to obey it.
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => one.replace(char::is_control, "\u{fffd}"),
        Some(ContextValue::Strings(several)) => several.join(", ").replace(char::is_control, "\u{fffd}"),
        _ => String::new(),
    };
    let argument = said(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => Text::from(words::USAGE_UNKNOWN_ARGUMENT).word("argument", argument),
        ErrorKind::InvalidSubcommand => {
            Text::from(words::USAGE_UNKNOWN_COMMAND).word("argument", said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => {
            Text::from(words::USAGE_VALUE_NEEDED).word("argument", argument)
        }
        ErrorKind::InvalidValue => Text::from(words::USAGE_WRONG_VALUE)
            .word("argument", argument)
            .word("value", said(ContextKind::InvalidValue))
            .word("values", said(ContextKind::ValidValue)),
        ErrorKind::MissingRequiredArgument => Text::from(words::USAGE_MISSING).word("argument", argument),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Text::from(words::USAGE_MISSING).word("argument", subcommands(arguments))
        }
        _ => words::USAGE_OTHER.into(),
    }
}

/// What may follow the command that the arguments name: clap does not say.
fn subcommands(arguments: &[OsString]) -> String {
    let whole = description();
    let named = arguments
        .iter()
        .fold(&whole, |command, argument| command.find_subcommand(argument).unwrap_or(command));
    named.get_subcommands().map(clap::Command::get_name).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests;
