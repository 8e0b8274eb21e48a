//! The reader over a real pipe.
use super::*;
use std::io::{PipeReader, Read, Write, pipe};

/// The text of an answer, or its kind in brackets.
fn said(answer: &InputLine) -> &str {
    match answer {
        InputLine::Complete(text) => text,
        InputLine::TooLong => "[too long]",
        InputLine::Endless => "[endless]",
        InputLine::NotText(_) => "[not text]",
        InputLine::End => "[end]",
    }
}

fn lines_of(bytes: &[u8]) -> Vec<String> {
    lines_in(InputEncoding::Utf8, bytes)
}

fn lines_in(encoding: InputEncoding, bytes: &[u8]) -> Vec<String> {
    let (reader, mut writer) = pipe().unwrap();
    writer.write_all(bytes).unwrap();
    drop(writer);
    let mut lines = Vec::new();
    while lines.last().is_none_or(|line| line != "[end]") {
        lines.push(said(&next_line(&reader, encoding)).to_owned());
    }
    lines
}

#[test]
fn line_end_is_lf_or_crlf() {
    assert_eq!(lines_of(b"un\ndeux\r\n\n\r\n\xc3\xa9t\xc3\xa9"), ["un", "deux", "", "", "été", "[end]"]);
    assert_eq!(lines_of(b""), ["[end]"]);
    // Only the carriage return of the end is no part of it.
    assert_eq!(lines_of(b"a\rb\r\r\n"), ["a\rb\r", "[end]"]);
}

#[test]
fn bad_line_leaves_next_whole() {
    let longest = "é".repeat(LONGEST_ANSWER / 2);
    for end in ["\n", "\r\n", ""] {
        assert_eq!(lines_of(format!("{longest}{end}").as_bytes()), [&longest, "[end]"]);
        assert_eq!(lines_of(format!("{longest}x{end}").as_bytes()), ["[too long]", "[end]"]);
    }
    assert_eq!(lines_of(&[&[b'x'; 9000][..], b"\nsuite\n"].concat()), ["[too long]", "suite", "[end]"]);
    assert_eq!(lines_of(b"\xe9t\xe9\nsuite\n"), ["[not text]", "suite", "[end]"]);
}

#[test]
fn line_is_read_in_its_encoding() {
    let latin = b"pi\xe9ce\n\xa4\nd\xc3\xa9\xc3\xa7u\n\x82\nsuite\n";
    let read = ["pi\u{e9}ce", "\u{20ac}", "[not text]", "[not text]", "suite", "[end]"];
    assert_eq!(lines_in(InputEncoding::Latin9, latin), read);
    assert_eq!(lines_in(InputEncoding::Latin1, b"\xa4\n"), ["\u{a4}", "[end]"]);
}

/// The writer needs a thread: a pipe holds no more than the longest line.
#[test]
fn endless_line_is_left_unread() {
    for (length, read) in [(LONGEST_LINE, "[too long]"), (LONGEST_LINE + 1, "[endless]")] {
        let (reader, mut writer) = pipe().unwrap();
        let line = thread::spawn(move || {
            writer.write_all(&vec![b'x'; length])?;
            writer.write_all(b"\n")
        });
        assert_eq!(said(&next_line(&reader, InputEncoding::Utf8)), read, "{length}");
        drop(reader);
        // The write may fail: the pipe has no reader any more.
        let _ = line.join().unwrap();
    }
}

fn left_in(mut reader: &PipeReader, mut writer: impl Write) -> String {
    writer.write_all(b"|").unwrap();
    let mut left = [0; 64];
    let length = reader.read(&mut left).unwrap();
    String::from_utf8(left[..length].to_vec()).unwrap()
}

#[tokio::test]
async fn reader_reads_no_unasked_byte() {
    let (reader, mut writer) = pipe().unwrap();
    let same = reader.try_clone().unwrap();
    writer.write_all(b"un\ndeux\ntrois\n").unwrap();
    let mut answers = LineReader::read_from(reader, InputEncoding::Utf8).unwrap();
    assert_eq!(said(&answers.next().await), "un");
    assert_eq!(left_in(&same, &writer), "deux\ntrois\n|");
    writer.write_all(b"quatre\n").unwrap();
    assert_eq!(said(&answers.next().await), "quatre");
    drop(writer);
    assert_eq!(said(&answers.next().await), "[end]");
    assert_eq!(said(&answers.next().await), "[end]");
}

#[tokio::test]
async fn dropped_wait_loses_no_answer() {
    let (reader, mut writer) = pipe().unwrap();
    let mut answers = LineReader::read_from(reader, InputEncoding::Utf8).unwrap();
    for _ in 0..3 {
        assert!(tokio::time::timeout(Duration::from_millis(1), answers.next()).await.is_err());
    }
    writer.write_all(b"un\ndeux\n").unwrap();
    assert_eq!(said(&answers.next().await), "un");
    assert_eq!(said(&answers.next().await), "deux");
}

#[tokio::test]
async fn output_has_line_feeds_only() {
    let ((_, _answers), (mut reader, output)) = (pipe().unwrap(), pipe().unwrap());
    let (input, _writer) = pipe().unwrap();
    let mut over = Pipe::over(input.into(), output.into(), InputEncoding::Utf8).unwrap();
    assert_eq!(over.columns, ENDLESS);
    over.output.write("Été :\r\n".as_bytes()).await.unwrap();
    let mut read = [0; 8];
    reader.read_exact(&mut read).unwrap();
    assert_eq!(read, *"Été :\n".as_bytes());
    drop(reader);
    assert_eq!(over.output.write(b"x").await.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
}
