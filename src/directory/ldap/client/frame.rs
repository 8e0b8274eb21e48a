//! One LDAP message (RFC 4511 §4.1.1), read before ldap3 reads it.
//!
//! ldap3 recurses into nested elements without a limit, which ends the process, and panics on a message that lacks what
//! it expects. So each message of a server is first walked without recursion, then compared with the shape of an
//! answer. These are pure functions over bytes.

use std::ops::Range;

use crate::directory::ldap::ber::{self, CONSTRUCTED, Head, NotBer};

/// A message of more bytes is refused on its head. An entry with five attributes of a person has some hundred bytes.
pub(super) const MAX_LENGTH: usize = 1 << 20;
/// An answer nests its elements eight deep at most.
const MAX_DEPTH: usize = 32;
/// Elements of one message: ldap3 keeps a hundred bytes for each, however short it is.
pub(super) const MAX_ELEMENTS: usize = 4096;

const INTEGER: u8 = 0x02;
const BOOLEAN: u8 = 0x01;
const OCTETS: u8 = 0x04;
const ENUMERATED: u8 = 0x0A;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const CONTROLS: u8 = 0xA0;
const REFERRAL: u8 = 0xA3;
/// The control of paged results.
const PAGED_RESULTS: &[u8] = b"1.2.840.113556.1.4.319";
/// The numbers of the optional parts of a result: referral, SASL credentials, name and value of an extended answer.
const PARTS: [u8; 4] = [3, 7, 10, 11];
const TAG_NUMBER: u8 = 0x1F;

const BIND_REQUEST: u8 = 0x60;
const SEARCH_REQUEST: u8 = 0x63;
const MODIFY_REQUEST: u8 = 0x66;
const COMPARE_REQUEST: u8 = 0x6E;
const EXTENDED_REQUEST: u8 = 0x77;

const BIND_ANSWER: u8 = 0x61;
const ENTRY: u8 = 0x64;
const SEARCH_END: u8 = 0x65;
const MODIFY_ANSWER: u8 = 0x67;
const COMPARE_ANSWER: u8 = 0x6F;
const REFERENCE: u8 = 0x73;
pub(super) const EXTENDED_ANSWER: u8 = 0x78;
const INTERMEDIATE: u8 = 0x79;

/// The fault of a message of a server that is not passed on. It holds none of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::directory) enum Unreadable {
    /// It is no BER, or one element reaches beyond the one that holds it.
    NotBer,
    TooLong,
    TooDeep,
    TooManyElements,
    /// It is no answer of LDAP: a part is missing, of another kind, or a name is not UTF-8.
    NotAnAnswer,
    /// It answers no request of this connection, or in the wrong way.
    Unasked,
    /// One operation was answered by too many messages.
    TooManyMessages,
    /// One operation was answered by too many bytes.
    TooMuch,
}

impl From<NotBer> for Unreadable {
    fn from(_: NotBer) -> Self {
        Self::NotBer
    }
}

/// An answer of a server that ldap3 can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// 0: a notice that the server sends by itself (RFC 4511 §4.4).
    pub id: u32,
    /// The tag of its operation.
    pub operation: u8,
    pub elements: usize,
    /// Its result code, if it is a result.
    pub code: Option<u32>,
}

/// The relation of an answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// More answers follow.
    Part,
    Last,
    None,
}

/// The length of the first message; `None` when its head is not there as a whole yet.
pub(super) fn length(bytes: &[u8]) -> Result<Option<usize>, Unreadable> {
    if bytes.first().is_some_and(|tag| *tag != SEQUENCE) {
        return Err(Unreadable::NotAnAnswer);
    }
    let Some(Head { length, content, .. }) = ber::head(bytes)? else { return Ok(None) };
    if content > MAX_LENGTH { Err(Unreadable::TooLong) } else { Ok(Some(length + content)) }
}

/// The number and the operation of a request of ours.
pub(super) fn request(message: &[u8]) -> Option<(u32, u8)> {
    let (_, content, _) = ber::element(message)?;
    let (_, id, rest) = ber::element(content)?;
    Some((ber::unsigned(id)?, *rest.first()?))
}

/// Tells whether an answer of this operation fits that request (RFC 4511 §4.2 to §4.12).
pub(super) fn fit(request: u8, answer: u8) -> Fit {
    match (request, answer) {
        (BIND_REQUEST, BIND_ANSWER)
        | (SEARCH_REQUEST, SEARCH_END)
        | (MODIFY_REQUEST, MODIFY_ANSWER)
        | (COMPARE_REQUEST, COMPARE_ANSWER)
        | (EXTENDED_REQUEST, EXTENDED_ANSWER) => Fit::Last,
        (SEARCH_REQUEST, ENTRY | REFERENCE | INTERMEDIATE) => Fit::Part,
        _ => Fit::None,
    }
}

/// Examines one whole message, and mends its diagnostic text: bytes that are not UTF-8 become question marks, because an
/// old server writes it in Latin-1 and its result code is good all the same.
pub(super) fn examine(message: &mut [u8]) -> Result<Answer, Unreadable> {
    let elements = walk(message)?;
    let (answer, diagnostic) = Reader { bytes: message }.answer(elements).ok_or(Unreadable::NotAnAnswer)?;
    if let Some(text) = diagnostic.and_then(|range| message.get_mut(range)) {
        mend(text);
    }
    Ok(answer)
}

/// Counts the elements of a message, each within the one that holds it.
fn walk(message: &[u8]) -> Result<usize, Unreadable> {
    let mut ends = Vec::with_capacity(MAX_DEPTH);
    let (mut at, mut elements) = (0, 0);
    while at < message.len() {
        while ends.last() == Some(&at) {
            ends.pop();
        }
        let end = ends.last().copied().unwrap_or(message.len());
        let Head { tag, length, content } =
            ber::head(message.get(at..end).unwrap_or_default())?.ok_or(Unreadable::NotBer)?;
        elements += 1;
        if elements > MAX_ELEMENTS {
            return Err(Unreadable::TooManyElements);
        }
        let start = at + length;
        let next = start.checked_add(content).filter(|next| *next <= end).ok_or(Unreadable::NotBer)?;
        if tag & CONSTRUCTED == 0 {
            at = next;
        } else if ends.len() == MAX_DEPTH {
            return Err(Unreadable::TooDeep);
        } else {
            ends.push(next);
            at = start;
        }
    }
    Ok(elements)
}

/// Reads the parts of a message that was walked.
struct Reader<'a> {
    bytes: &'a [u8],
}

/// An element, by the place of its content.
struct Part {
    tag: u8,
    content: Range<usize>,
}

impl Reader<'_> {
    /// The answer, and where its diagnostic text stands.
    fn answer(&self, elements: usize) -> Option<(Answer, Option<Range<usize>>)> {
        let mut top = self.parts(0..self.bytes.len())?.into_iter();
        let message = top.next().filter(|part| part.tag == SEQUENCE && top.next().is_none())?;
        let mut parts = self.parts(message.content)?.into_iter();
        let id = self.number(&parts.next()?, INTEGER)?;
        let operation = parts.next()?;
        // A notice ends the connection whatever it holds: Active Directory puts its name in the wrong place.
        if id != 0 {
            if let Some(controls) = parts.next() {
                self.controls(&controls)?;
            }
            if parts.next().is_some() {
                return None;
            }
        }
        let (code, diagnostic) = match operation.tag {
            _ if id == 0 => (None, None),
            BIND_ANSWER | SEARCH_END | MODIFY_ANSWER | COMPARE_ANSWER | EXTENDED_ANSWER => {
                let (code, diagnostic) = self.result(&operation)?;
                (Some(code), Some(diagnostic))
            }
            ENTRY => self.entry(&operation).map(|()| (None, None))?,
            REFERENCE => self.texts(&operation).map(|()| (None, None))?,
            INTERMEDIATE => (None, None),
            _ => return None,
        };
        Some((Answer { id, operation: operation.tag, elements, code }, diagnostic))
    }

    /// The elements in a part of the message.
    fn parts(&self, within: Range<usize>) -> Option<Vec<Part>> {
        let (mut at, end) = (within.start, within.end);
        let mut parts = Vec::new();
        while at < end {
            let Head { tag, length, content } = ber::head(self.bytes.get(at..end)?).ok()??;
            let start = at + length;
            at = start.checked_add(content).filter(|next| *next <= end)?;
            parts.push(Part { tag, content: start..at });
        }
        Some(parts)
    }

    /// A number of 31 bits at most, not negative.
    fn number(&self, part: &Part, tag: u8) -> Option<u32> {
        let bytes = self.bytes.get(part.content.clone()).filter(|_| part.tag == tag)?;
        ber::unsigned(bytes).filter(|number| bytes.len() <= 4 && *number <= 0x7FFF_FFFF)
    }

    fn is_text(&self, part: &Part) -> bool {
        part.tag & CONSTRUCTED == 0
            && self.bytes.get(part.content.clone()).is_some_and(|text| str::from_utf8(text).is_ok())
    }

    /// A list of texts: addresses of other servers.
    fn texts(&self, list: &Part) -> Option<()> {
        let texts = self.parts(list.content.clone())?;
        texts.iter().all(|text| text.tag == OCTETS && self.is_text(text)).then_some(())
    }

    /// The code of a result (RFC 4511 §4.1.9), and the place of its diagnostic text.
    fn result(&self, operation: &Part) -> Option<(u32, Range<usize>)> {
        let mut parts = self.parts(operation.content.clone())?.into_iter();
        let code = self.number(&parts.next()?, ENUMERATED)?;
        let _matched = parts.next().filter(|part| part.tag == OCTETS && self.is_text(part))?;
        let diagnostic = parts.next().filter(|part| part.tag == OCTETS)?;
        for part in parts {
            let number = part.tag & TAG_NUMBER;
            let is_known = part.tag & !TAG_NUMBER & !CONSTRUCTED == 0x80 && PARTS.contains(&number);
            match number {
                // ldap3 looks at the number only, so another class would be taken for these.
                3 if part.tag == REFERRAL => self.texts(&part)?,
                10 if is_known && self.is_text(&part) => {}
                7 | 11 if is_known && part.tag & CONSTRUCTED == 0 => {}
                _ if !PARTS.contains(&number) => {}
                _ => return None,
            }
        }
        Some((code, diagnostic.content))
    }

    /// An entry (RFC 4511 §4.5.2): a name, and attributes with their values. A value may hold any bytes.
    fn entry(&self, operation: &Part) -> Option<()> {
        let mut parts = self.parts(operation.content.clone())?.into_iter();
        parts.next().filter(|name| name.tag == OCTETS && self.is_text(name))?;
        let attributes = parts.next().filter(|list| list.tag == SEQUENCE)?;
        for attribute in self.parts(attributes.content)? {
            let mut parts = self.parts(attribute.content).filter(|_| attribute.tag == SEQUENCE)?.into_iter();
            parts.next().filter(|name| name.tag == OCTETS && self.is_text(name))?;
            let values = parts.next().filter(|values| values.tag == SET)?;
            self.parts(values.content)?.iter().all(|value| value.tag == OCTETS).then_some(())?;
        }
        Some(())
    }

    /// Controls (RFC 4511 §4.1.11): each a type, whether it is critical, a value.
    fn controls(&self, controls: &Part) -> Option<()> {
        for control in self.parts(controls.content.clone()).filter(|_| controls.tag == CONTROLS)? {
            let mut parts = self.parts(control.content).filter(|_| control.tag == SEQUENCE)?.into_iter();
            let kind = parts.next().filter(|kind| kind.tag == OCTETS && self.is_text(kind))?;
            let mut value = parts.next();
            if value.as_ref().is_some_and(|part| part.tag == BOOLEAN && part.content.len() == 1) {
                value = parts.next();
            }
            if value.as_ref().is_some_and(|value| value.tag != OCTETS) || parts.next().is_some() {
                return None;
            }
            if self.bytes.get(kind.content) == Some(PAGED_RESULTS) {
                self.page(value?.content)?;
            }
        }
        Some(())
    }

    /// The value of the control of paged results (RFC 2696), which ldap3 reads: a number and a cookie.
    fn page(&self, value: Range<usize>) -> Option<()> {
        let mut parts = self.parts(value).filter(|parts| parts.len() == 1)?.into_iter();
        let page = parts.next().filter(|page| page.tag == SEQUENCE)?;
        let mut parts = self.parts(page.content).filter(|parts| parts.len() == 2)?.into_iter();
        self.number(&parts.next()?, INTEGER)?;
        parts.next().filter(|cookie| cookie.tag == OCTETS).map(|_| ())
    }
}

/// Replaces each byte that is not part of UTF-8.
fn mend(text: &mut [u8]) {
    let mut at = 0;
    while let Some(rest) = text.get_mut(at..) {
        let Err(error) = str::from_utf8(rest) else { return };
        let bad = error.valid_up_to();
        let end = error.error_len().map_or(rest.len(), |length| bad + length);
        rest.get_mut(bad..end).unwrap_or_default().fill(b'?');
        at += end;
    }
}

#[cfg(test)]
mod tests;
