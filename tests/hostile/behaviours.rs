//! The answers of a hostile server, one row a behaviour.

use mamamia::directory::ldap::wire::{control, element, entry, message, nested, result};

/// The act in the place of an answer.
#[derive(Debug, Clone)]
pub enum Act {
    Send(Vec<u8>),
    /// One byte every 200 ms.
    Drip(Vec<u8>),
    /// The same bytes, for as long as somebody takes them.
    Flood(Vec<u8>),
    /// The server falls silent, and the connection stays open.
    Hang,
    Close,
}

use Act::{Close, Drip, Flood, Hang, Send};

/// The request that is answered: its number, and the tag of a good answer.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub id: u8,
    pub tag: u8,
}

impl Asked {
    fn good(self) -> Vec<u8> {
        self.with(&[])
    }

    /// A success, with these parts behind its operation.
    fn with(self, more: &[Vec<u8>]) -> Vec<u8> {
        let code = if self.tag == 0x6F { 6 } else { 0 };
        message(self.id, &[vec![result(self.tag, code, b"", b"")], more.to_vec()].concat())
    }

    fn refusing(self, code: u8, diagnostic: &[u8], more: &[u8]) -> Vec<u8> {
        message(self.id, &[result(self.tag, code, diagnostic, more)])
    }

    fn body(self, body: &[u8]) -> Vec<u8> {
        message(self.id, &[element(self.tag, body)])
    }

    fn entries(self, count: usize, values: &[&[u8]]) -> Vec<u8> {
        message(self.id, &[entry(b"uid=jdupont,dc=fr", b"cn", values)]).repeat(count)
    }
}

/// The meaning, for the request, of an answer in the place of a good one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The answer decides nothing: a write may be done or not.
    Nothing,
    /// A refusal: nothing was written.
    Refusal,
    /// A success, although the answer is odd.
    Success,
}

#[derive(Debug)]
pub struct Behaviour {
    pub name: &'static str,
    pub acts: fn(Asked) -> Vec<Act>,
    pub meaning: Meaning,
}

const fn broken(name: &'static str, acts: fn(Asked) -> Vec<Act>) -> Behaviour {
    Behaviour { name, acts, meaning: Meaning::Nothing }
}

const fn refusal(name: &'static str, acts: fn(Asked) -> Vec<Act>) -> Behaviour {
    Behaviour { name, acts, meaning: Meaning::Refusal }
}

const fn odd(name: &'static str, acts: fn(Asked) -> Vec<Act>) -> Behaviour {
    Behaviour { name, acts, meaning: Meaning::Success }
}

/// They end at once.
pub const QUICK: &[Behaviour] = &[
    broken("nested 33 deep", |it| vec![Send(message(it.id, &[nested(33)]))]),
    broken("nested 20 000 deep", |it| vec![Send(message(it.id, &[nested(20_000)]))]),
    broken("nested 60 000 deep", |it| vec![Send(message(it.id, &[nested(60_000)]))]),
    broken("nested in a control", |it| vec![Send(it.with(&[element(0xA0, &nested(60_000))]))]),
    broken("nested in a page", |it| {
        vec![Send(it.with(&[control(b"1.2.840.113556.1.4.319", &nested(60_000))]))]
    }),
    odd("nested in the policy", |it| {
        vec![Send(it.with(&[control(b"1.3.6.1.4.1.42.2.27.8.5.1", &nested(60_000))]))]
    }),
    broken("no operation", |it| vec![Send(message(it.id, &[]))]),
    broken("empty message", |_| vec![Send(vec![0x30, 0])]),
    broken("control that is no sequence", |it| vec![Send(it.with(&[element(0xA0, &element(4, b""))]))]),
    broken("control without a type", |it| vec![Send(it.with(&[element(0xA0, &element(0x30, b""))]))]),
    broken("control with an empty truth", |it| {
        vec![Send(it.with(&[b"\xa0\x06\x30\x04\x04\x00\x01\x00".to_vec()]))]
    }),
    broken("10 000 controls", |it| {
        vec![Send(it.with(&[element(0xA0, &element(0x30, &element(4, b"1.2")).repeat(10_000))]))]
    }),
    odd("strange policy", |it| {
        vec![Send(it.with(&[control(b"1.3.6.1.4.1.42.2.27.8.5.1", b"\x30\x84\xff\xff\xff\xff")]))]
    }),
    broken("length of 4 GiB", |_| vec![Send(vec![0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]), Hang]),
    broken("length of 4 GiB and a flood", |_| {
        vec![Send(vec![0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]), Flood(vec![0; 65_536])]
    }),
    broken("length of 1 MiB and a byte", |_| vec![Send(vec![0x30, 0x83, 0x10, 0, 1]), Hang]),
    broken("indefinite length", |_| vec![Send(b"\x30\x80\x02\x01\x01\x61\x80\x00\x00\x00\x00".to_vec())]),
    broken("length of 127 bytes", |_| vec![Send([&[0x30, 0xFF][..], &[1; 127]].concat()), Hang]),
    broken("long tag", |_| vec![Send(b"\x3f\x81\x01\x00".to_vec())]),
    broken("element beyond its message", |it| vec![Send(vec![0x30, 6, 2, 1, it.id, it.tag, 0x7F, 0])]),
    broken("notice of disconnection", |_| {
        vec![Send(message(0, &[result(0x78, 52, b"", &element(0x8A, b"1.3.6.1.4.1.1466.20036"))])), Hang]
    }),
    broken("notice of Active Directory", |_| {
        vec![Send(message(0, &[result(0x78, 52, b"", b""), element(0x8A, b"1.3.6.1.4.1.1466.20036")])), Hang]
    }),
    broken("other number", |it| vec![Send(message(it.id + 7, &[result(it.tag, 0, b"", b"")]))]),
    broken("negative number", |it| {
        vec![Send(element(0x30, &[vec![2, 1, 0xFF], result(it.tag, 0, b"", b"")].concat()))]
    }),
    broken("number of five bytes", |it| {
        vec![Send(element(0x30, &[vec![2, 5, 1, 0, 0, 0, 1], result(it.tag, 0, b"", b"")].concat()))]
    }),
    broken("number without a digit", |it| {
        vec![Send(element(0x30, &[vec![2, 0], result(it.tag, 0, b"", b"")].concat()))]
    }),
    broken("number that is a text", |it| {
        vec![Send(element(0x30, &[vec![4, 1, it.id], result(it.tag, 0, b"", b"")].concat()))]
    }),
    broken("answer of another kind", |it| {
        vec![Send(message(it.id, &[result(if it.tag == 0x67 { 0x6B } else { 0x67 }, 0, b"", b"")]))]
    }),
    broken("entry where none was asked for", |it| {
        vec![Send(message(it.id, &[entry(b"uid=x", b"cn", &[b"X"])])), Close]
    }),
    broken("intermediate answer", |it| vec![Send(message(it.id, &[element(0x79, b"")])), Close]),
    broken("request in the place of an answer", |it| vec![Send(message(it.id, &[element(0x42, b"")]))]),
    broken("empty result", |it| vec![Send(it.body(b""))]),
    broken("code without a digit", |it| vec![Send(it.body(b"\x0a\x00\x04\x00\x04\x00"))]),
    broken("code of five bytes", |it| vec![Send(it.body(b"\x0a\x05\x01\x00\x00\x00\x00\x04\x00\x04\x00"))]),
    broken("code that is an integer", |it| vec![Send(it.body(b"\x02\x01\x00\x04\x00\x04\x00"))]),
    broken("no diagnostic", |it| vec![Send(it.body(b"\x0a\x01\x00\x04\x00"))]),
    broken("matched name in Latin-1", |it| vec![Send(it.body(b"\x0a\x01\x00\x04\x01\xe9\x04\x00"))]),
    refusal("diagnostic in Latin-1", |it| vec![Send(it.refusing(80, b"refus\xe9", b""))]),
    refusal("diagnostic for a terminal", |it| {
        vec![Send(it.refusing(80, "\u{1b}[2J\u{202e}pris\u{7}".as_bytes(), b""))]
    }),
    refusal("diagnostic of 900 kB", |it| vec![Send(it.refusing(80, &[b'x'; 900_000], b""))]),
    refusal("unknown code", |it| vec![Send(it.refusing(123, b"", b""))]),
    refusal("referral", |it| {
        vec![Send(it.refusing(10, b"", &element(0xA3, &element(4, b"ldap://127.0.0.1:1/"))))]
    }),
    refusal("referral in Latin-1", |it| {
        vec![Send(it.refusing(10, b"", &element(0xA3, &element(4, b"\xe9"))))]
    }),
    refusal("referral that is a text", |it| vec![Send(it.refusing(10, b"", &element(0x83, b"ldap://x/")))]),
    refusal("10 000 referrals", |it| {
        vec![Send(it.refusing(10, b"", &element(0xA3, &element(4, b"ldap://x/").repeat(10_000))))]
    }),
    broken("1 000 references", |it| {
        vec![Send(message(it.id, &[element(0x73, &element(4, b"ldap://x/"))]).repeat(1000)), Send(it.good())]
    }),
    broken("HTTP", |_| {
        vec![Send(b"HTTP/1.1 302 Found\r\nLocation: http://portail.example/\r\n\r\n".to_vec()), Close]
    }),
    broken("SSH", |_| vec![Send(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()), Hang]),
    broken("flood of zeroes", |_| vec![Flood(vec![0; 65_536])]),
    broken("nothing, then the end", |_| vec![Close]),
    broken("half an answer, then the end", |it| vec![Send(it.good()[..6].to_vec()), Close]),
    odd("good answer, then bytes without a meaning", |it| {
        vec![Send([it.good(), b"\xff\xff\xff".to_vec()].concat())]
    }),
    odd("good answer twice", |it| vec![Send(it.good().repeat(2))]),
    odd("success to everything", |it| vec![Send(it.good())]),
    broken("five values of 1 MB", |it| vec![Send(it.entries(5, &[&[b'x'; 1_000_000]])), Send(it.good())]),
    broken("five values of 1 MB in one entry", |it| {
        vec![Send(it.entries(1, &[&[b'x'; 1_000_000][..]; 5])), Send(it.good())]
    }),
    broken("20 000 values", |it| vec![Send(it.entries(1, &[&b"x"[..]; 20_000])), Send(it.good())]),
    odd("4 000 values", |it| vec![Send(it.entries(1, &[&b"x"[..]; 4_000])), Send(it.good())]),
    broken("name of 2 MB", |it| {
        vec![Send(message(it.id, &[entry(&[b'x'; 2_000_000], b"cn", &[])])), Send(it.good())]
    }),
    odd("name of 900 kB", |it| {
        vec![Send(message(it.id, &[entry(&[b'x'; 900_000], b"cn", &[])])), Send(it.good())]
    }),
    odd("name for a terminal", |it| {
        vec![
            Send(message(
                it.id,
                &[entry("\u{1b}[2J\u{202e}".as_bytes(), b"cn", &["\u{1b}]0;pris\u{7}".as_bytes()])],
            )),
            Send(it.good()),
        ]
    }),
    broken("name in Latin-1", |it| {
        vec![Send(message(it.id, &[entry(b"uid=\xe9", b"cn", &[])])), Send(it.good())]
    }),
    broken("empty name", |it| vec![Send(message(it.id, &[entry(b"", b"cn", &[])])), Send(it.good())]),
    broken("entry without attributes", |it| {
        vec![Send(message(it.id, &[element(0x64, &element(4, b"uid=x"))])), Send(it.good())]
    }),
    broken("two entries", |it| vec![Send(it.entries(2, &[b"X"])), Send(it.good())]),
    broken("endless entries", |it| vec![Flood(it.entries(1, &[b"X"]))]),
    odd("generated password", |it| {
        vec![Send(message(it.id, &[result(it.tag, 0, b"", b"\x8b\x0c\x30\x0a\x80\x08AbCdEf12")]))]
    }),
];

/// They end at a limit of time.
pub const WAITING: &[Behaviour] = &[
    broken("silence", |_| vec![Hang]),
    odd("good answer, a byte at a time", |it| vec![Drip(it.good())]),
    broken("large answer, a byte at a time", |it| vec![Drip(it.refusing(80, &[b'x'; 900_000], b""))]),
    broken("head of an answer", |it| vec![Send(it.good()[..4].to_vec()), Hang]),
];
