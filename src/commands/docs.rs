//! `mamamia docs`: the documents that the program writes about itself.

use std::io::{self, Write};

use clap_mangen::Man;

use crate::app::keymap::BINDINGS;
use crate::cli::{self, Page};
use crate::config;
use crate::i18n::{Catalogue, Language, TextKey};

/// Writes a page to `out`: roff, a shell script, or Markdown in UTF-8.
///
/// # Errors
/// The output cannot be written.
pub fn write(page: Page, out: &mut dyn Write) -> io::Result<()> {
    match page {
        Page::Man => manual(out),
        Page::Completions { shell } => completions(shell, out),
        Page::Config => out.write_all(config::reference_page().as_bytes()),
        Page::Keys => out.write_all(keys().as_bytes()),
    }
}

/// The keys that have a hint, from the table of the program: effect, key and alternatives.
fn keys() -> String {
    let words = Catalogue::of(Language::French);
    let mut page = String::from("| Effet | Touche | Autre touche |\n| --- | --- | --- |\n");
    let mut seen = Vec::new();
    for hint in BINDINGS.iter().filter_map(|binding| binding.hint) {
        if seen.contains(&hint) {
            continue;
        }
        seen.push(hint);
        let chords =
            BINDINGS.iter().filter(|binding| binding.hint == Some(hint)).map(|binding| binding.chords);
        let mut usual = Vec::new();
        let mut others = Vec::new();
        for chords in chords {
            let mut names = chords.iter().filter_map(|chord| chord.name);
            usual.extend(names.next());
            others.extend(names);
        }
        others.retain(|name| !usual.contains(name));
        let row = |names: Vec<TextKey>| {
            let mut names: Vec<_> = names.into_iter().map(|name| words.get(name)).collect();
            names.dedup();
            names.join(", ")
        };
        let (usual, others) = (row(usual), row(others));
        page.push_str(&format!("| {} | {usual} | {others} |\n", words.get(hint)));
    }
    page
}

/// One page for the program and all its commands.
fn manual(out: &mut dyn Write) -> io::Result<()> {
    let program = cli::description();
    let man = Man::new(program.clone()).title("MAMAMIA").manual("MaMamia");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in program.get_subcommands() {
        manual_of(command, program.get_name(), &mut page)?;
    }
    man.render_extra_section(&mut page)?;
    // The headings of the generator are in English.
    let page = String::from_utf8_lossy(&page);
    let page = page.replace(".SH NAME", ".SH NOM").replace(".SH EXTRA", ".SH CODES DE RETOUR");
    out.write_all(page.as_bytes())
}

/// A section for the command, or for each of its subcommands.
fn manual_of(command: &clap::Command, above: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let path = format!("{above} {}", command.get_name());
    if command.has_subcommands() {
        return command.get_subcommands().try_for_each(|below| manual_of(below, &path, page));
    }
    // The options of the program have `--help` already.
    let man = Man::new(command.clone().bin_name(&path).disable_help_flag(true));
    let mut section = Vec::new();
    man.render_synopsis_section(&mut section)?;
    man.render_description_section(&mut section)?;
    if command.get_arguments().next().is_some() {
        man.render_options_section(&mut section)?;
    }
    writeln!(page, ".SH COMMANDE {path}")?;
    page.extend_from_slice(String::from_utf8_lossy(&section).replace(".SH ", ".SS ").as_bytes());
    Ok(())
}

fn completions(shell: clap_complete::Shell, out: &mut dyn Write) -> io::Result<()> {
    let mut command = cli::description();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "mamamia", &mut script);
    out.write_all(&script)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap_complete::Shell;

    #[rstest]
    #[case(Page::Man, &[".TH MAMAMIA 1", "show\\-captcha"])]
    #[case(Page::Completions { shell: Shell::Bash }, &["_mamamia()"])]
    #[case(Page::Completions { shell: Shell::Zsh }, &["#compdef mamamia"])]
    #[case(Page::Completions { shell: Shell::Fish }, &["complete -c mamamia"])]
    #[case(Page::Config, &["## `[directory.service]`"])]
    #[case(Page::Keys, &["Ctrl-S"])]
    fn page_holds_its_parts(#[case] page: Page, #[case] parts: &[&str]) {
        let mut out = Vec::new();
        write(page, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(parts.iter().all(|part| text.contains(part)), "{text}");
    }

    #[test]
    fn closed_output_is_an_error() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for page in [Page::Man, Page::Config, Page::Completions { shell: Shell::Bash }] {
            assert_eq!(write(page, &mut Closed).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        }
    }
}
