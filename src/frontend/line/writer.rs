//! [`LineWriter`]: whole lines, then a prompt that stays open for an answer by keys. Text, ends of line and
//! backspaces only, as on a teletype.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;
use zeroize::Zeroizing;

use crate::terminal::Charset;

use super::input_mode::InputMode;

/// Columns of a terminal that does not know its own.
const USUAL_WIDTH: u16 = 80;
/// A raw tty needs both: the carriage does not return by itself.
const END_OF_LINE: &[u8] = b"\r\n";
const BELL: u8 = 0x07;
/// One column back, and blank.
const RUB_OUT: &[u8] = b"\x08 \x08";

/// The line of the cursor. It stays open as long as it can: a braille display shows that line only.
enum OpenLine {
    /// Empty.
    Fresh,
    /// A sentence, or a question that was answered.
    Said,
    /// A prompt and its columns, with the echo of the answer so far.
    Prompt(usize, Zeroizing<String>),
}

/// Writes into memory; [`LineWriter::take`] takes the bytes.
pub(super) struct LineWriter {
    /// The buffer may hold a secret that the person may see: it is wiped, and never grows in place.
    bytes: Zeroizing<Vec<u8>>,
    width: u16,
    charset: Charset,
    /// A program gets no echo, and waits for the end of the line of a question.
    input: InputMode,
    open: OpenLine,
}

impl LineWriter {
    pub(super) fn new(width: u16, charset: Charset, input: InputMode) -> Self {
        Self { bytes: Zeroizing::default(), width, charset, input, open: OpenLine::Fresh }
    }

    pub(super) fn set_width(&mut self, width: u16) {
        self.width = width;
    }

    pub(super) fn width(&self) -> u16 {
        if self.width == 0 { USUAL_WIDTH } else { self.width }
    }

    /// Whether a prompt is open.
    pub(super) fn has_prompt(&self) -> bool {
        matches!(self.open, OpenLine::Prompt(..))
    }

    /// Writes a sentence on a line of its own. The terminal wraps it: a screen reader pauses at the end of a line.
    pub(super) fn write(&mut self, sentence: &str) {
        self.write_parts(&[sentence]);
    }

    /// The same for a sentence in parts.
    pub(super) fn write_parts(&mut self, parts: &[&str]) {
        self.end_line();
        parts.iter().for_each(|part| self.put(part));
        self.open = OpenLine::Said;
        self.end_line_of_program();
    }

    /// Writes a prompt in parts, and leaves it open for an answer by keys.
    pub(super) fn ask(&mut self, parts: &[&str]) {
        self.end_line();
        parts.iter().for_each(|part| self.put(part));
        match self.input {
            InputMode::Keys => self.put(" "),
            InputMode::Lines => self.push(END_OF_LINE),
        }
        let columns = parts.iter().map(|part| part.width()).sum::<usize>() + 1;
        self.open = OpenLine::Prompt(columns, Zeroizing::default());
    }

    /// Closes the prompt: its line stays that of the cursor until something is said.
    pub(super) fn close_prompt(&mut self) {
        if self.has_prompt() {
            self.open = if self.input == InputMode::Keys { OpenLine::Said } else { OpenLine::Fresh };
        }
    }

    /// Whether a prompt is open, and the answer can be echoed there: a terminal does not go back over the end of a row.
    pub(super) fn can_echo(&self, answer: &str) -> bool {
        let OpenLine::Prompt(columns, shown) = &self.open else { return false };
        let (same, gone) = self.kept_and_gone(shown, answer);
        let kept = columns + shown.get(..same).unwrap_or_default().width();
        let width = usize::from(self.width());
        gone == 0 || self.input == InputMode::Lines || kept / width == (kept + gone) / width
    }

    /// Echoes the answer: what differs from the last echo at its end is rubbed out and written anew.
    pub(super) fn echo(&mut self, answer: &str) {
        if self.input == InputMode::Lines {
            return;
        }
        let OpenLine::Prompt(columns, shown) = &mut self.open else { return };
        let (columns, shown) = (*columns, std::mem::take(shown));
        let (same, gone) = self.kept_and_gone(&shown, answer);
        (0..gone).for_each(|_| self.push(RUB_OUT));
        self.put(answer.get(same..).unwrap_or_default());
        self.open = OpenLine::Prompt(columns, Zeroizing::new(answer.to_owned()));
    }

    /// Bytes of what was shown that stay, and columns of what goes.
    fn kept_and_gone(&self, shown: &str, answer: &str) -> (usize, usize) {
        let pairs = shown.graphemes(true).zip(answer.graphemes(true));
        let same = pairs.take_while(|(before, after)| before == after).map(|(same, _)| same.len()).sum();
        (same, self.charset.spell(shown.get(same..).unwrap_or_default()).width())
    }

    /// Ends the line of the cursor, unless it is empty. A program had the end of its line with the question.
    pub(super) fn end_line(&mut self) {
        match std::mem::replace(&mut self.open, OpenLine::Fresh) {
            OpenLine::Fresh => {}
            OpenLine::Prompt(..) if self.input == InputMode::Lines => {}
            OpenLine::Said | OpenLine::Prompt(..) => self.push(END_OF_LINE),
        }
    }

    fn end_line_of_program(&mut self) {
        if self.input == InputMode::Lines {
            self.end_line();
        }
    }

    /// Rings the bell of a person's terminal.
    pub(super) fn ring(&mut self) {
        if self.input == InputMode::Keys {
            self.push(&[BELL]);
        }
    }

    /// The bytes written since the last call.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut *self.bytes)
    }

    fn put(&mut self, text: &str) {
        match self.charset.spell(text) {
            Cow::Borrowed(text) => self.push(text.as_bytes()),
            Cow::Owned(text) => self.push(Zeroizing::new(text).as_bytes()),
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        let length = self.bytes.len() + bytes.len();
        if length > self.bytes.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(length.next_power_of_two()));
            larger.extend_from_slice(&self.bytes);
            // Wipes the smaller one.
            self.bytes = larger;
        }
        self.bytes.extend_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(writer: &mut LineWriter) -> String {
        String::from_utf8(writer.take()).unwrap()
    }

    #[test]
    fn sentence_stays_whole_and_open() {
        let mut writer = LineWriter::new(40, Charset::Unicode, InputMode::Keys);
        writer.write("Référence : K7M4-QXR (code MDP-200) et « le modifier », anticonstitutionnellement.");
        writer.write("Fini.");
        let lines =
            "Référence : K7M4-QXR (code MDP-200) et « le modifier », anticonstitutionnellement.\r\nFini.";
        assert_eq!(written(&mut writer), lines);
        writer.end_line();
        writer.end_line();
        assert_eq!(written(&mut writer), "\r\n");
    }

    #[test]
    fn closed_prompt_keeps_its_line() {
        let mut writer = LineWriter::new(0, Charset::Unicode, InputMode::Keys);
        writer.ask(&["Votre choix :"]);
        writer.echo("1");
        writer.close_prompt();
        writer.echo("2");
        assert_eq!(written(&mut writer), "Votre choix : 1");
        writer.write("La demande est retenue.");
        assert_eq!(written(&mut writer), "\r\nLa demande est retenue.");
    }

    #[test]
    fn changed_answer_is_rubbed_out() {
        let mut writer = LineWriter::new(0, Charset::Unicode, InputMode::Keys);
        writer.ask(&["Identifiant :"]);
        ["j", "je", "jé", "j", ""].iter().for_each(|answer| writer.echo(answer));
        let rub = "\u{8} \u{8}";
        assert_eq!(written(&mut writer), format!("Identifiant : je{rub}é{rub}{rub}"));
        writer.write("Fini.");
        assert_eq!(written(&mut writer), "\r\nFini.");
    }

    #[test]
    fn echo_needs_a_prompt() {
        let mut writer = LineWriter::new(80, Charset::Unicode, InputMode::Keys);
        writer.echo("jdupont");
        writer.close_prompt();
        writer.end_line();
        assert_eq!(written(&mut writer), "");
    }

    #[test]
    fn program_gets_lines_without_echo() {
        let mut writer = LineWriter::new(u16::MAX, Charset::Unicode, InputMode::Lines);
        writer.ask(&["Identifiant :"]);
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
        writer.ask(&["Où :"]);
        writer.echo("é字");
        writer.echo("");
        let text = written(&mut writer);
        assert!(text.is_ascii(), "{text}");
        assert_eq!(text.matches('\u{8}').count(), 6, "as wide as it was shown: {text:?}");
    }
}
