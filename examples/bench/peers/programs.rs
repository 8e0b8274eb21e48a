//! The measured programs: MaMamia in its two presentations, and tools with which one could write the same form.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, ensure};

use mamamia::config;

use super::launch::{ECHO, READY};
use super::session::Session;

/// The text before the answer of the captcha in the demonstration.
pub const IMAGE: &str = "captcha : ";
const FIELDS: [&str; 4] =
    ["Identifiant", "Mot de passe actuel", "Nouveau mot de passe", "Confirmation du nouveau mot de passe"];

/// The key that leads to the next field.
#[derive(Clone, Copy, PartialEq)]
pub enum Next {
    Tab,
    Down,
    Enter,
    /// There is one field.
    Never,
}

/// A program and the way through it.
pub struct Program {
    /// At the head of its column.
    pub name: &'static str,
    pub command: Vec<String>,
    /// A text of its first screen.
    pub shows: &'static str,
    /// The key of the menu that opens the form, for MaMamia, whose first screen is its menu.
    pub opens: Option<&'static [u8]>,
    /// Its menu, where that is another command.
    pub menu: Option<Vec<String>>,
    /// One process that has the terminal, to be sent signals: that of the command unless that is a shell.
    pub one: Option<Vec<String>>,
    pub next: Next,
    /// Number of fields before the masked one.
    pub masked: usize,
    /// The key that leaves it.
    pub quit: Option<&'static [u8]>,
    /// Longest pause after a key before its next output.
    pub pause: Duration,
}

impl Program {
    /// MaMamia in one of its looks.
    fn ours(name: &'static str, options: &[&str]) -> anyhow::Result<Self> {
        let binary = beside_this_one("mamamia")?;
        let demo = ["demo", "--show-captcha"].iter().chain(options);
        let command = std::iter::once(binary.display().to_string()).chain(demo.map(|word| word.to_string()));
        Ok(Self {
            command: command.collect(),
            shows: "Gérer mon mot de passe",
            opens: Some(b"1"),
            next: Next::Tab,
            masked: 2,
            quit: Some(b"\x03"),
            pause: 3 * config::SessionSection::default().typing_pause,
            ..Self::bare(name)
        })
    }

    fn bare(name: &'static str) -> Self {
        Self {
            name,
            command: Vec::new(),
            shows: "",
            opens: None,
            menu: None,
            one: None,
            next: Next::Never,
            masked: 0,
            quit: None,
            pause: Duration::from_millis(60),
        }
    }

    pub fn is_ours(&self) -> bool {
        self.opens.is_some()
    }

    /// At its first screen.
    pub fn start(&self, bits_a_second: Option<u32>) -> anyhow::Result<Session> {
        let mut session = Session::start(&self.command, bits_a_second)?;
        session.expect(self.shows).with_context(|| self.name.to_owned())?;
        Ok(session)
    }

    /// In the first field of its form, everything drawn.
    pub fn at_the_form(&self) -> anyhow::Result<Session> {
        let mut session = self.start(None)?;
        session.silence(self.pause)?;
        if let Some(key) = self.opens {
            session.key(key)?;
            session.expect("Confirmation")?;
            session.silence(self.pause)?;
        }
        Ok(session)
    }

    /// In a field that masks what is typed.
    pub fn at_a_masked_field(&self) -> anyhow::Result<Session> {
        let mut session = self.at_the_form()?;
        for _ in 0..self.masked {
            self.to_the_next(&mut session)?;
        }
        session.silence(self.pause)?;
        Ok(session)
    }

    pub fn to_the_next(&self, session: &mut Session) -> anyhow::Result<super::session::KeyResult> {
        match self.next {
            Next::Tab => session.key(b"\t"),
            Next::Down => session.arrow('B'),
            Next::Enter | Next::Never => session.key(b"\r"),
        }
    }
}

/// The programs of this machine, and the missing ones with their packages.
pub struct Programs {
    pub ours: Vec<Program>,
    /// The limit: the one-byte echo.
    pub limit: Program,
    pub peers: Vec<Program>,
    pub absent: Vec<(&'static str, &'static str)>,
}

impl Programs {
    pub fn of_this_machine() -> anyhow::Result<Self> {
        let mut programs = Self {
            ours: vec![Program::ours("riche", &[])?],
            limit: one_byte_echo()?,
            peers: Vec::new(),
            absent: Vec::new(),
        };
        if understands(&["demo", "--lean", "--help"])? {
            programs.ours.insert(0, Program::ours("allégé", &["--lean"])?);
        }
        let others = [
            ("whiptail", "whiptail", whiptail()),
            ("dialog", "dialog", dialog()),
            ("ldappasswd", "ldap-utils", ldappasswd()),
            ("cat", "coreutils", kernel_echo()),
        ];
        for (binary, package, program) in others {
            match found(binary) {
                true => programs.peers.push(program),
                false => programs.absent.push((program.name, package)),
            }
        }
        Ok(programs)
    }

    pub fn all(&self) -> impl Iterator<Item = &Program> {
        self.ours.iter().chain(&self.peers).chain([&self.limit])
    }
}

fn one_byte_echo() -> anyhow::Result<Program> {
    let command = vec![env::current_exe()?.display().to_string(), ECHO.to_owned()];
    Ok(Program { command, shows: READY, ..Program::bare("écho d’un octet") })
}

/// The terminal's own echo, before a program that reads whole lines.
fn kernel_echo() -> Program {
    Program { command: words(&["cat"]), ..Program::bare("écho du noyau") }
}

/// Four boxes one after the other, as a script asks.
fn whiptail() -> Program {
    let title = "--title 'Modifier mon mot de passe'";
    let boxes = FIELDS.iter().enumerate().map(|(number, field)| {
        let kind = if number == 0 { "inputbox" } else { "passwordbox" };
        format!("whiptail {title} --{kind} '{field}' 10 60 2>/dev/null")
    });
    // The typed text goes to the standard error, which is not the terminal here.
    let script = boxes.collect::<Vec<_>>().join(" && ");
    Program {
        command: words(&["sh", "-c", &script]),
        shows: "Identifiant",
        menu: Some(menu("whiptail")),
        one: Some(words(&["whiptail", "--title", "Modifier", "--passwordbox", "Identifiant", "10", "60"])),
        next: Next::Enter,
        masked: 1,
        quit: Some(b"\x1b"),
        ..Program::bare("whiptail")
    }
}

/// One form of four fields.
fn dialog() -> Program {
    let mut command =
        words(&["dialog", "--insecure", "--mixedform", "Modifier mon mot de passe", "15", "76", "4"]);
    for (number, field) in FIELDS.iter().enumerate() {
        let (row, kind) = ((number + 1).to_string(), if number == 0 { "0" } else { "1" });
        command.extend(words(&[field, &row, "1", "", &row, "38", "32", "128", kind]));
    }
    Program {
        command,
        shows: "Identifiant",
        menu: Some(menu("dialog")),
        next: Next::Down,
        masked: 1,
        quit: Some(b"\x1b"),
        ..Program::bare("dialog")
    }
}

/// It asks three times before it connects to anything; nothing listens at that address.
fn ldappasswd() -> Program {
    let person = "uid=jdupont,ou=personnels,dc=ac-exemple,dc=fr";
    Program {
        command: words(&["ldappasswd", "-x", "-H", "ldap://127.0.0.1:1", "-D", person, "-S", "-W"]),
        shows: "New password:",
        next: Next::Enter,
        ..Program::bare("ldappasswd")
    }
}

fn menu(tool: &str) -> Vec<String> {
    words(&[
        tool,
        "--menu",
        "Gérer mon mot de passe",
        "12",
        "60",
        "3",
        "1",
        "le modifier",
        "2",
        "le redéfinir",
        "3",
        "quitter",
    ])
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn found(binary: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(binary).is_file())
}

/// Whether the program takes these words.
fn understands(words: &[&str]) -> anyhow::Result<bool> {
    let output = std::process::Command::new(beside_this_one("mamamia")?).args(words).output()?;
    Ok(output.status.success())
}

/// The release binary: this example is in `examples/` beside it.
fn beside_this_one(name: &str) -> anyhow::Result<PathBuf> {
    let this = env::current_exe()?;
    let folder = this.parent().and_then(Path::parent).context("the folder of the builds")?;
    let binary = folder.join(name);
    ensure!(binary.is_file(), "{} is not there: cargo build --release", binary.display());
    Ok(binary)
}
