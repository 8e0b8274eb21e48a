//! A directory of scripted answers: each request is described to a function, which says what to send back.

use std::sync::Arc;

use mamamia::directory::ldap::wire;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::proxy::message;

/// A request, as far as a script needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    Bind(String),
    /// The base, and every text of the request: attributes and values of the filter, attributes asked for.
    Search(String, Vec<String>),
    /// The entry and the attribute.
    Compare(String, String),
    Modify,
    Extended,
    Other,
}

/// A message of an answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// An entry with its attributes.
    Entry(&'static str, Vec<(&'static str, Vec<&'static str>)>),
    /// The end of an operation, by its result code.
    End(u8),
}

/// Serves the script on a free port; `None` cuts the connection.
pub async fn serve(script: impl Fn(&Question) -> Option<Vec<Answer>> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ldap://{}", listener.local_addr().unwrap());
    let script = Arc::new(script);
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let script = Arc::clone(&script);
            tokio::spawn(async move {
                while let Some(request) = message(&mut client).await {
                    let (id, tag, question) = read(&request);
                    let Some(answers) = script(&question) else { return };
                    let sent: Vec<u8> = answers.iter().flat_map(|answer| encode(&id, tag, answer)).collect();
                    if client.write_all(&sent).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    url
}

/// The message number (an element), the tag of the operation, and the question.
fn read(request: &[u8]) -> (Vec<u8>, u8, Question) {
    let (_, body, _) = element(request);
    let (_, _, after) = element(body);
    let id = body[..body.len() - after.len()].to_vec();
    let (tag, operation, _) = element(after);
    let question = match tag {
        0x60 => {
            let (_, _, after) = element(operation);
            Question::Bind(text(element(after).1))
        }
        0x63 => Question::Search(text(element(operation).1), texts(operation)),
        0x6E => {
            let (_, entry, after) = element(operation);
            Question::Compare(text(entry), text(element(element(after).1).1))
        }
        0x66 => Question::Modify,
        0x77 => Question::Extended,
        _ => Question::Other,
    };
    (id, tag, question)
}

/// Every primitive text, in order.
fn texts(mut bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let (tag, content, after) = element(bytes);
        if tag & 0x20 != 0 {
            found.extend(texts(content));
        } else if tag == 0x04 || tag & 0x80 != 0 {
            found.push(text(content));
        }
        bytes = after;
    }
    found
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The first element: its tag, its content, and the rest.
fn element(bytes: &[u8]) -> (u8, &[u8], &[u8]) {
    let first = usize::from(bytes[1]);
    let (length, head) = if first < 0x80 {
        (first, 2)
    } else {
        let digits = &bytes[2..2 + (first & 0x7F)];
        (digits.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), 2 + digits.len())
    };
    (bytes[0], &bytes[head..head + length], &bytes[head + length..])
}

fn encode(id: &[u8], request: u8, answer: &Answer) -> Vec<u8> {
    let operation = match answer {
        Answer::Entry(dn, attributes) => {
            let attributes: Vec<_> = attributes
                .iter()
                .map(|(name, values)| {
                    let values: Vec<_> = values.iter().map(|value| value.as_bytes()).collect();
                    wire::attribute(name.as_bytes(), &values)
                })
                .collect();
            wire::entry_of(dn.as_bytes(), &attributes)
        }
        Answer::End(code) => {
            // The answer to a search is the tag after the next (RFC 4511 §4.5.2), else the next one.
            let tag = if request == 0x63 { 0x65 } else { request + 1 };
            wire::result(tag, *code, b"", b"")
        }
    };
    wire::element(0x30, &[id.to_vec(), operation].concat())
}
