//! The seeds of the mutations: well-formed bytes of each kind, and words that a random change would hardly write.

use std::path::Path;

use mamamia::password::breach::{BreachFilter, BuildOptions, build};

/// Well-formed inputs of a target.
pub fn of(target: &str) -> anyhow::Result<Vec<Vec<u8>>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = |names: &[&str]| names.iter().map(|name| Ok(std::fs::read(root.join(name))?)).collect();
    match target {
        "decoder" => Ok(KEYS.iter().map(|keys| keys.to_vec()).collect()),
        "gate" => Ok(MESSAGES.iter().map(|hex| bytes(hex)).collect()),
        "ppolicy" => Ok(POLICIES.iter().map(|hex| bytes(hex)).collect()),
        "ldif" => Ok(LDIF.iter().map(|text| text.as_bytes().to_vec()).collect()),
        "config" => {
            let reference = std::fs::read_to_string(root.join("docs/configuration.md"))?;
            let examples = reference.split("```toml\n").skip(1).filter_map(|block| block.split("```").next());
            Ok(examples.map(|example| example.as_bytes().to_vec()).collect())
        }
        "theme" => texts(&["themes/academie.toml", "themes/mono.toml", "themes/leger.toml"]),
        _ => Ok(vec![breach_file()?]),
    }
}

/// A file of breached passwords, built from a list of three.
fn breach_file() -> anyhow::Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("filter");
    let hashes = ["0", "5", "F"].map(|digit| format!("{}:3\n", digit.repeat(40)));
    build(
        hashes.concat().as_bytes(),
        &BuildOptions { out: &file, kind: None, min_count: 1, built: jiff::Timestamp::UNIX_EPOCH },
        &mut |_| {},
    )?;
    let _readable = BreachFilter::open(&file)?;
    Ok(std::fs::read(&file)?)
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u8> = hexadecimal.bytes().filter(u8::is_ascii_hexdigit).collect();
    digits
        .chunks_exact(2)
        .filter_map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok())
        .collect()
}

/// Words of each target, put in at random places.
pub fn words(target: &str) -> &'static [&'static [u8]] {
    match target {
        "decoder" => &[
            b"\x1b[",
            b"\x1b[200~",
            b"\x1b[201~",
            b"\x1bO",
            b"\x1b]",
            b"\x1b\\",
            b"\x07",
            b"\x1b[M",
            b"\xc3",
        ],
        "gate" => &[
            b"\x30\x84\x00\x00\x00\x10",
            b"\x30\x80",
            b"\x02\x01\x01",
            b"\x0a\x01\x00\x04\x00\x04\x00",
            b"\xa3\x02\x04\x00",
            b"\xa0\x00",
            b"\x8a\x00",
            b"\x8b\x00",
            b"\x01\x01\xff",
            b"\x64\x00",
            b"\x73\x00",
            b"\x79\x00",
            b"\x31\x00",
            b"1.2.840.113556.1.4.319",
        ],
        "ppolicy" => &[b"\x30\x84\x00\x00\x00\x03", b"\xa0\x03\x80\x01\x01", b"\x81\x01\x09", b"\xa0\x00"],
        "ldif" => &[
            b"dn:: ",
            b"\n ",
            b": ",
            b":: ",
            b"\n\n",
            b"{CLEAR}",
            b"{AGO}",
            b"objectClass: ",
            b"changetype: ",
        ],
        "config" => &[
            b"[directory]\n",
            b" = true\n",
            b" = \"5s\"\n",
            b" = []\n",
            b"[[",
            b"\"\"\"",
            b"policy.",
            b"\\u{0}",
        ],
        "theme" => &[b" = { fg = \"", b"#ffffff", b"bold = true", b"[title]\n", b"rgb(", b"\"\"\""],
        _ => &[b"MMBREACH", b"\x01\x00\x00\x00", b"\xff\xff\xff\xff\xff\xff\xff\xff"],
    }
}

const KEYS: &[&[u8]] = &[
    b"jdupont\tAncien-Mdp-2026\r",
    "été à Ÿ 🙂".as_bytes(),
    b"\x1b[A\x1b[1;5B\x1bOP\x1b[15~\x1b[Z\x1b",
    b"\x1b[200~coll\xc3\xa9\r\nici\x1b[201~",
    b"\x1b]0;titre\x07\x1bPq\x1b\\\x1b[M !!",
    b"\x1b[?1;2c\x1b[24;80R\x1ba",
];

const MESSAGES: &[&str] = &[
    "300c02010161070a010004000400",
    "30840000000c02010161070a013104000400",
    "303b020101610d0a0131040004067265667573e9a02730250419312e332e362e312e342e312e34322e322e32372e382e352e310101ff04053003810101",
    "3022020102641d040b7569643d782c64633d6672300e300c0402636e31060401410401e93010020102730b04096c6461703a2f2f782f303502010265070a010004000400a02730250416312e322e3834302e3131333535362e312e342e3331390101ff04083006020100040178",
    "301902010365140a010a04000400a30b04096c6461703a2f2f782f",
    "300c02010467070a013204000400",
    "300c0201056f070a010604000400",
    "301802010678130a0100040004008a05312e322e338b03616263",
    "30050201077900",
    "302402010078070a0134040004008a16312e332e362e312e342e312e313436362e3230303336",
];

const POLICIES: &[&str] = &[
    "3000",
    "3003810101",
    "3007a005800306977f",
    "3005a003810104",
    "30840000000ea084000000058003127500810102",
];

const LDIF: &[&str] = &[
    "version: 1\ndn: dc=fr\nobjectClass: top\n\ndn: ou=x,dc=fr\n# note\nou: x\ndescription:: w6l0w6k=\n",
    "dn: dc=fr\n\ndn: uid=a\\,b,dc=fr\nobjectClass: inetOrgPerson\ncn: A\n B\npwdChangedTime: 20260101000000Z\n",
];
