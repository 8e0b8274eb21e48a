//! The command line: its options and commands, and the errors of parsing it. `commands` runs the commands.
//!
//! The documentation of an option or a command is its help, hence in French.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::i18n::keys::command_line as texts;
use crate::i18n::{Language, Text, TextKey};

/// The help page: the template of clap is in English.
const PAGE: &str = "{about-with-newline}\nUsage : {usage}\n\n{all-args}{after-help}\n";

/// Changer (« le modifier ») ou redéfinir (« le redéfinir ») le mot de passe de son compte académique
///
/// Sans commande, le menu s’ouvre.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(
    name = "mamamia",
    version,
    after_help = "Codes de retour : 0 terminé ou quitté, 1 refusé ou échoué, 2 ligne de commande ou \
                  configuration fautive, 3 annuaire injoignable.",
    subcommand_value_name = "COMMANDE",
    subcommand_help_heading = "Commandes ",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// The options outside of the commands.
    #[command(flatten)]
    pub common: GlobalOptions,
    /// The command; without one, the menu opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help, help = "Afficher cette aide")]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = "Afficher la version")]
    version: Option<bool>,
}

/// Options that may stand before or after the name of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct GlobalOptions {
    /// The options of the menu or of `demo`, before or after the name of the command.
    #[command(flatten)]
    pub display: DisplayOptions,
    /// Fichier de configuration [sinon $MAMAMIA_CONFIG, sinon /etc/mamamia/mamamia.toml]
    #[arg(long, global = true, value_name = "FICHIER")]
    pub config: Option<PathBuf>,
    /// Langue de l’interface [sinon celle de la configuration, sinon celle du système]
    #[arg(
        long, global = true, value_name = "fr|en", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(["fr", "en"]).map(|name| language(&name))
    )]
    pub lang: Option<Language>,
    /// N’écrire que des caractères ASCII
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// Options of the commands that open a session: the menu and `demo`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct DisplayOptions {
    /// Thème, par son nom ou le chemin de son fichier
    #[arg(long, value_name = "NOM")]
    pub theme: Option<String>,
    /// Mode ligne à ligne, sans mise en page (lecteur d’écran, plage braille)
    #[arg(long)]
    pub plain: bool,
    /// Présentation légère, sans filets ni couleurs (ligne lente)
    #[arg(long, conflicts_with = "plain")]
    pub lean: bool,
}

/// The commands: one file each in `commands`.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Essayer sur un annuaire embarqué et des personnes fictives
    ///
    /// Avec --config : les règles, les limites et l’apparence de ce fichier, sans rien demander à son annuaire ni
    /// écrire dans son journal d’audit.
    Demo {
        /// Afficher les comptes fictifs, puis terminer
        #[arg(long)]
        accounts: bool,
        /// Écrire aussi, en lettres, le texte de l’image
        #[arg(long)]
        show_captcha: bool,
        /// Moved to [`GlobalOptions`] by [`parse`].
        #[command(flatten)]
        display: DisplayOptions,
    },
    /// Vérifier tout ce dont une visite a besoin, et dire quoi faire
    ///
    /// Pose à l’annuaire les questions d’une visite : recherches, droits, temps de réponse, formes des identifiants. Ne
    /// modifie rien, et écrit une ligne d’essai dans la trace d’audit.
    Doctor {
        /// Identifiant de la personne dont parlent les questions [sinon les premières trouvées, et un inconnu]
        #[arg(long, value_name = "IDENTIFIANT")]
        login: Option<String>,
        /// Fichier du mot de passe de cette personne, pour vérifier qu’elle peut changer le sien
        #[arg(long, value_name = "FICHIER", requires = "login")]
        password_file: Option<PathBuf>,
        /// Compte d’une borne ssh, dont sshd dit ce qu’il permet [sinon ceux dont l’interpréteur est ce programme]
        #[arg(long, value_name = "COMPTE")]
        ssh_user: Option<String>,
        /// Écrire le résultat en JSON
        #[arg(long)]
        json: bool,
    },
    /// Essayer les règles d’un nouveau mot de passe
    #[command(
        subcommand,
        arg_required_else_help = false,
        subcommand_value_name = "ACTION",
        subcommand_help_heading = "Actions "
    )]
    Policy(PolicyAction),
    /// Construire ou vérifier le fichier des mots de passe des fuites connues
    #[command(subcommand, subcommand_value_name = "COMMANDE", subcommand_help_heading = "Commandes ")]
    Breach(BreachAction),
    /// Produire une documentation sur la sortie standard
    #[command(
        subcommand,
        arg_required_else_help = false,
        subcommand_value_name = "PAGE",
        subcommand_help_heading = "Pages "
    )]
    Docs(Page),
}

/// The actions of `policy`, over the rules for a new password.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum PolicyAction {
    /// Dire de chaque mot de passe ce qui serait dit à la personne
    ///
    /// Les règles sont celles de --config, ou les règles par défaut sans cette option. Un mot de passe est désigné
    /// par son numéro de ligne, jamais montré. Code de retour : 0 tous acceptés, 1 un refus au moins.
    Try {
        /// Mots de passe, un par ligne, en UTF-8 ; sans cette option : saisie masquée, ou entrée standard
        #[arg(long, value_name = "FICHIER")]
        file: Option<PathBuf>,
        /// Écrire un objet JSON par mot de passe
        #[arg(long)]
        json: bool,
    },
}

/// The actions of `breach`, over the file of breached passwords.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum BreachAction {
    /// Construire le fichier à partir d’une liste publique d’empreintes
    Build {
        /// Lignes EMPREINTE:NOMBRE (Have I Been Pwned) ; « - » : l’entrée standard
        #[arg(value_name = "LISTE")]
        list: PathBuf,
        /// Fichier à écrire, ou à remplacer une fois le nouveau terminé
        #[arg(value_name = "SORTIE")]
        out: PathBuf,
        /// Empreintes attendues [sinon celles de la première ligne]
        #[arg(long, value_name = "sha1|ntlm", hide_possible_values = true)]
        kind: Option<ListKind>,
        /// Ne retenir que les empreintes vues au moins N fois [sinon toutes]
        #[arg(
            long, value_name = "N", default_value_t = 1, hide_default_value = true,
            value_parser = clap::value_parser!(u64).range(1..)
        )]
        min_count: u64,
    },
    /// Vérifier un fichier en entier, et dire ce qu’il contient
    Check {
        /// Fichier fait par « breach build »
        #[arg(value_name = "FICHIER")]
        file: PathBuf,
    },
}

/// The hash function of a public list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListKind {
    /// La liste SHA-1 de Have I Been Pwned
    Sha1,
    /// La même liste, pour Active Directory
    Ntlm,
}

/// The documents that `docs` makes of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum Page {
    /// La page de manuel (roff)
    Man,
    /// La complétion pour un interpréteur de commandes
    Completions {
        /// bash, zsh, fish, elvish ou powershell
        #[arg(value_name = "SHELL", hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// La référence du fichier de configuration (Markdown)
    Config,
    /// La liste des touches (Markdown)
    Keys,
}

/// Why the command line runs no command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseError {
    /// The help or the version, for standard output and exit code 0.
    HelpRequested(String),
    /// The sentence for standard error, with exit code 2, and the language that `--lang` asks for.
    Misuse(Text, Option<Language>),
}

/// Reads the arguments, the program's name first.
///
/// # Errors
/// See [`ParseError`].
pub fn parse(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Cli, ParseError> {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let matches = description().try_get_matches_from(&arguments);
    let text = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(mut cli) => {
            cli.take_display_of_demo();
            match cli.option_without_effect() {
                None => return Ok(cli),
                Some((option, command)) => without_effect(option, command),
            }
        }
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return Err(ParseError::HelpRequested(error.render().to_string()));
        }
        Err(error) => misuse(&error, &arguments),
    };
    Err(ParseError::Misuse(text, asked_language(&arguments)))
}

/// The command line as clap knows it, for the manual page and the completions.
#[must_use]
pub fn description() -> clap::Command {
    in_french(Cli::command())
}

/// Puts the headings of clap in French. Clap writes « : » right after a heading, so a French heading ends with a space.
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

/// The language of `--lang`, found without clap: it stops at the first fault.
fn asked_language(arguments: &[OsString]) -> Option<Language> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        let name = match argument {
            "--lang" => arguments.next(),
            _ => argument.strip_prefix("--lang="),
        };
        asked = name.filter(|name| ["fr", "en"].contains(name)).map(language).or(asked);
    }
    asked
}

impl Cli {
    /// Moves the options of `demo` to the global ones: `mamamia --plain demo` and `mamamia demo --plain` are the same.
    fn take_display_of_demo(&mut self) {
        let Some(Command::Demo { display, .. }) = &mut self.command else { return };
        let common = &mut self.common.display;
        common.theme = display.theme.take().or(common.theme.take());
        common.plain |= std::mem::take(&mut display.plain);
        common.lean |= std::mem::take(&mut display.lean);
    }

    /// The first option that the command would ignore, and the name of the command.
    fn option_without_effect(&self) -> Option<(&'static str, &'static str)> {
        let (command, is_text) = match &self.command {
            None | Some(Command::Demo { accounts: false, .. }) => return None,
            Some(Command::Demo { accounts: true, .. }) => ("demo --accounts", true),
            Some(Command::Doctor { json: false, .. }) => ("doctor", true),
            Some(Command::Doctor { json: true, .. }) => ("doctor --json", false),
            Some(Command::Policy(PolicyAction::Try { json: false, .. })) => ("policy try", true),
            Some(Command::Policy(PolicyAction::Try { json: true, .. })) => ("policy try --json", false),
            Some(Command::Breach(_)) => ("breach", true),
            Some(Command::Docs(_)) => ("docs", false),
        };
        let GlobalOptions { ascii, display, .. } = &self.common;
        [
            ("--theme", display.theme.is_some()),
            ("--plain", display.plain),
            ("--lean", display.lean),
            ("--ascii", *ascii && !is_text),
        ]
        .into_iter()
        .find_map(|(option, is_ignored)| is_ignored.then_some((option, command)))
    }
}

fn without_effect(option: impl Into<String>, command: impl Into<String>) -> Text {
    Text::from(texts::USAGE_WITHOUT_EFFECT).word("argument", option).word("command", command)
}

/// The sentence for an error of clap, whose own sentences are in English only.
fn misuse(error: &clap::Error, arguments: &[OsString]) -> Text {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(several)) => several.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let (path, command) = named_command(arguments);
    match error.kind() {
        ErrorKind::UnknownArgument if !path.is_empty() && is_option_of_menu(&argument) => {
            without_effect(argument, path)
        }
        ErrorKind::UnknownArgument => {
            let keys = (texts::USAGE_UNKNOWN_ARGUMENT, texts::USAGE_UNKNOWN_ARGUMENT_NEAR);
            unknown(keys, argument, error.get(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let keys = (texts::USAGE_UNKNOWN_COMMAND, texts::USAGE_UNKNOWN_COMMAND_NEAR);
            unknown(
                keys,
                context(ContextKind::InvalidSubcommand),
                error.get(ContextKind::SuggestedSubcommand),
            )
        }
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            Text::from(texts::USAGE_VALUE_NEEDED).word("argument", argument)
        }
        ErrorKind::InvalidValue => Text::from(texts::USAGE_WRONG_VALUE)
            .word("argument", argument)
            .word("value", context(ContextKind::InvalidValue))
            .word("values", context(ContextKind::ValidValue)),
        ErrorKind::MissingRequiredArgument => Text::from(texts::USAGE_MISSING).word("argument", argument),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let names: Vec<_> = command.get_subcommands().map(clap::Command::get_name).collect();
            Text::from(texts::USAGE_MISSING).word("argument", names.join(" | "))
        }
        _ => texts::USAGE_OTHER.into(),
    }
}

/// An unknown name, with the nearest one where clap finds one: the last of its list.
fn unknown((alone, with_near): (TextKey, TextKey), name: String, near: Option<&ContextValue>) -> Text {
    let near = match near {
        Some(ContextValue::String(near)) => Some(near),
        Some(ContextValue::Strings(several)) => several.last(),
        _ => None,
    };
    match near {
        Some(near) => Text::from(with_near).word("argument", name).word("near", near),
        None => Text::from(alone).word("argument", name),
    }
}

/// The command that the arguments name, and its path (`policy try`). An error of clap holds neither.
fn named_command(arguments: &[OsString]) -> (String, clap::Command) {
    let (mut path, mut command) = (Vec::new(), description());
    for argument in arguments {
        if let Some(below) = command.find_subcommand(argument).cloned() {
            path.push(below.get_name().to_owned());
            command = below;
        }
    }
    (path.join(" "), command)
}

fn is_option_of_menu(argument: &str) -> bool {
    let name = argument.strip_prefix("--");
    name.is_some() && description().get_arguments().any(|option| option.get_long() == name)
}

#[cfg(test)]
mod tests;
