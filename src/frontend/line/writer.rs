//! [`LineWriter`]: whole lines, then a prompt that stays open for an answer by keys. Text, ends of line and
//! backspaces only, as on a teletype.

use textwrap::{Options, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::terminal::Charset;

use super::input_mode::InputMode;

/// Columns of a terminal that does not know its own.
const USUAL_WIDTH: u16 = 80;
/// A raw tty needs both: the carriage does not return by itself.
const END_OF_LINE: &[u8] = b"\r\n";
const BELL: u8 = 0x07;
/// One column back, and blank.
const RUB_OUT: &[u8] = b"\x08 \x08";

/// Writes into memory; [`LineWriter::take`] takes the bytes.
pub(super) struct LineWriter {
    bytes: Vec<u8>,
    width: u16,
    charset: Charset,
    /// A program gets no echo, and waits for the end of the line of a question.
    input: InputMode,
    /// The echo of the answer so far; `None` while no prompt is open.
    open: Option<String>,
}

impl LineWriter {
    pub(super) fn new(width: u16, charset: Charset, input: InputMode) -> Self {
        Self { bytes: Vec::new(), width, charset, input, open: None }
    }

    pub(super) fn set_width(&mut self, width: u16) {
        self.width = width;
    }

    pub(super) fn width(&self) -> u16 {
        if self.width == 0 { USUAL_WIDTH } else { self.width }
    }

    /// Whether a prompt is open.
    pub(super) fn has_prompt(&self) -> bool {
        self.open.is_some()
    }

    /// Writes a sentence in as many lines as it needs; an open prompt ends first.
    pub(super) fn write(&mut self, sentence: &str) {
        self.end_line();
        for line in wrap(sentence, self.width()) {
            self.put(&line);
            self.bytes.extend_from_slice(END_OF_LINE);
        }
    }

    /// Writes a line of a drawing as it is.
    pub(super) fn draw(&mut self, line: &str) {
        self.end_line();
        self.put(line);
        self.bytes.extend_from_slice(END_OF_LINE);
    }

    /// Writes a prompt, and leaves it open for an answer by keys.
    pub(super) fn ask(&mut self, prompt: &str) {
        self.end_line();
        for (number, line) in wrap(prompt, self.width()).into_iter().enumerate() {
            if number > 0 {
                self.bytes.extend_from_slice(END_OF_LINE);
            }
            self.put(&line);
        }
        match self.input {
            InputMode::Keys => self.put(" "),
            InputMode::Lines => self.bytes.extend_from_slice(END_OF_LINE),
        }
        self.open = Some(String::new());
    }

    /// Echoes the answer: what differs from the last echo at its end is rubbed out and written anew.
    pub(super) fn echo(&mut self, answer: &str) {
        if self.input == InputMode::Lines {
            return;
        }
        let Some(shown) = self.open.take() else { return };
        let same: usize = shown
            .graphemes(true)
            .zip(answer.graphemes(true))
            .take_while(|(before, after)| before == after)
            .map(|(same, _)| same.len())
            .sum();
        let gone = self.charset.spell(shown.get(same..).unwrap_or_default()).width();
        self.bytes.extend(RUB_OUT.repeat(gone));
        self.put(answer.get(same..).unwrap_or_default());
        self.open = Some(answer.to_owned());
    }

    /// Ends the line of an open prompt.
    pub(super) fn end_line(&mut self) {
        if self.open.take().is_some() && self.input == InputMode::Keys {
            self.bytes.extend_from_slice(END_OF_LINE);
        }
    }

    /// Rings the bell of a person's terminal.
    pub(super) fn ring(&mut self) {
        if self.input == InputMode::Keys {
            self.bytes.push(BELL);
        }
    }

    /// The bytes written since the last call.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    fn put(&mut self, text: &str) {
        self.bytes.extend_from_slice(self.charset.spell(text).as_bytes());
    }
}

/// The lines of a sentence: words stay whole, and so do a word and the sign that French sets apart from it.
/// The last column stays free: some terminals go to the next line as soon as it is written.
fn wrap(sentence: &str, width: u16) -> Vec<String> {
    let mut glued = sentence.replace("« ", "«\u{a0}");
    for sign in [":", ";", "!", "?", "»", "%"] {
        glued = glued.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    let options = Options::new(usize::from(width.saturating_sub(1).max(1)))
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::wrap(&glued, options).into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn written(writer: &mut LineWriter) -> String {
        String::from_utf8(writer.take()).unwrap()
    }

    #[rstest]
    #[case(
        40,
        "Référence : K7M4-QXR (code MDP-200) et « le modifier », anticonstitutionnellement ?",
        "Référence : K7M4-QXR (code MDP-200) et\r\n« le modifier »,\r\nanticonstitutionnellement ?\r\n"
    )]
    #[case::overlong_word(
        10,
        "un anticonstitutionnellement long",
        "un\r\nanticonstitutionnellement\r\nlong\r\n"
    )]
    fn narrow_line_keeps_words_whole(#[case] width: u16, #[case] sentence: &str, #[case] lines: &str) {
        let mut writer = LineWriter::new(width, Charset::Unicode, InputMode::Keys);
        writer.write(sentence);
        assert_eq!(written(&mut writer), lines);
    }

    #[test]
    fn changed_answer_is_rubbed_out() {
        let mut writer = LineWriter::new(0, Charset::Unicode, InputMode::Keys);
        writer.ask("Identifiant :");
        ["j", "je", "jé", "j", ""].iter().for_each(|answer| writer.echo(answer));
        let rub = "\u{8} \u{8}";
        assert_eq!(written(&mut writer), format!("Identifiant : je{rub}é{rub}{rub}"));
        writer.write("Fini.");
        assert_eq!(written(&mut writer), "\r\nFini.\r\n");
    }

    #[test]
    fn echo_needs_a_prompt() {
        let mut writer = LineWriter::new(80, Charset::Unicode, InputMode::Keys);
        writer.echo("jdupont");
        writer.end_line();
        assert_eq!(written(&mut writer), "");
    }

    #[test]
    fn program_gets_lines_without_echo() {
        let mut writer = LineWriter::new(u16::MAX, Charset::Unicode, InputMode::Lines);
        writer.ask("Identifiant :");
        writer.echo("jdupont");
        assert!(writer.has_prompt());
        assert_eq!(written(&mut writer), "Identifiant :\r\n");
        writer.end_line();
        assert!(!writer.has_prompt());
        let sentence = "mot ".repeat(4000) + "fin";
        writer.write(&sentence);
        assert_eq!(written(&mut writer), sentence + "\r\n");
    }

    #[test]
    fn ascii_terminal_gets_ascii() {
        let mut writer = LineWriter::new(80, Charset::Ascii, InputMode::Keys);
        writer.write("Échap : retour, « œuvre »…");
        writer.ask("Où :");
        writer.echo("é字");
        writer.echo("");
        let text = written(&mut writer);
        assert!(text.is_ascii(), "{text}");
        assert_eq!(text.matches('\u{8}').count(), 6, "as wide as it was shown: {text:?}");
    }
}
