//! Small lists, the filters built from them, and damaged ones.
use super::format::{self, HEADER, ShardHeader};
use super::lookup::holds;
use super::*;
use crate::password::testing::secret;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use xorf::{BinaryFuse16, Filter};

const BUILT: i64 = 1_790_000_000;

/// Evenly spread numbers (splitmix64), the same at each run.
fn numbers(seed: u64) -> impl Iterator<Item = u64> {
    std::iter::successors(Some(seed), |state| Some(state.wrapping_add(0x9e37_79b9_7f4a_7c15))).map(|state| {
        let bits = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    })
}

/// A list of SHA-1 hashes with these first eight bytes, all seen `count` times.
fn list(keys: impl IntoIterator<Item = u64>, count: u64) -> String {
    keys.into_iter().fold(String::new(), |mut text, key| {
        writeln!(text, "{key:016X}{key:016x}01234567:{count}").unwrap();
        text
    })
}

fn order(out: &Path) -> BuildOptions<'_> {
    BuildOptions { out, kind: None, min_count: 1, built: Timestamp::from_second(BUILT).unwrap() }
}

fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("filter");
    (folder, out)
}

fn make(text: &str, order: &BuildOptions<'_>) -> Result<BreachFacts, BuildError> {
    build(text.as_bytes(), order, &mut |_| ())
}

/// The filter of a list, whose file is gone.
fn opened(text: &str) -> BreachFilter {
    let (_folder, out) = place();
    make(text, &order(&out)).unwrap();
    BreachFilter::open(&out).unwrap()
}

/// The filter of 3000 hashes, after some damage to its file.
fn reopened(damage: &dyn Fn(&mut Vec<u8>)) -> Result<BreachFilter, BreachError> {
    let (_folder, out) = place();
    make(&list(numbers(3).take(3000), 1), &order(&out)).unwrap();
    let mut file = fs::read(&out).unwrap();
    damage(&mut file);
    fs::write(&out, &file).unwrap();
    BreachFilter::open(&out)
}

#[test]
fn list_is_found_others_rarely() {
    let keys: Vec<u64> = numbers(1).take(60_000).collect();
    let breached = opened(&list(keys.iter().copied(), 1));
    assert_eq!(breached.facts().entries, 60_000);
    assert!(keys.iter().all(|key| breached.contains_hash(key.to_be_bytes())));
    // 200 000 × 2⁻¹⁶ is 3; 16 or more occur once in ten million runs, and these numbers never change.
    let found =
        numbers(u64::MAX / 3).take(200_000).filter(|key| breached.contains_hash(key.to_be_bytes())).count();
    assert!(found < 16, "{found} of 200 000 others");
}

#[test]
fn small_lists_are_held_whole() {
    for length in (1..12).chain([100, 255, 256, 257, 1000, 4096]) {
        let keys: Vec<u64> = numbers(length as u64 * 77).take(length).collect();
        let breached = opened(&list(keys.iter().copied(), 1));
        assert_eq!(breached.facts().entries, length as u64);
        assert!(keys.iter().all(|key| breached.contains_hash(key.to_be_bytes())), "{length}");
    }
}

#[test]
fn sorted_part_fills_shards_evenly() {
    let (_folder, out) = place();
    let keys = (0..50_000).map(|low: u64| 0xabcd_e000_0000_0000 | (low << 20));
    make(&list(keys.clone(), 1), &order(&out)).unwrap();
    let breached = BreachFilter::open(&out).unwrap();
    assert!(keys.into_iter().all(|key| breached.contains_hash(key.to_be_bytes())));
    let (_, _, rows) = format::decode(&fs::read(&out).unwrap()).unwrap();
    let longest = rows.iter().map(|row| row.fingerprints()).max().unwrap();
    assert!(longest < 1024, "a shard of {longest} fingerprints for some 200 keys");
}

#[test]
fn look_up_equals_library() {
    let keys: Vec<u64> = numbers(9).take(20_000).collect();
    let filter = BinaryFuse16::try_from(&keys).unwrap();
    let row = ShardHeader {
        seed: filter.descriptor.seed,
        segment_length: filter.descriptor.segment_length,
        segment_count_length: filter.descriptor.segment_count_length,
    };
    let bytes: Vec<u8> = filter.fingerprints.iter().flat_map(|bits| bits.to_le_bytes()).collect();
    for key in keys.into_iter().chain(numbers(10).take(300_000)) {
        assert_eq!(holds(row, &bytes, key), filter.contains(&key), "{key:x}");
    }
}

#[test]
fn facts_describe_the_list() {
    let (_folder, out) = place();
    // Two lines are one hash, in capitals and not; one is too rare.
    let text = list([1, 2, 3], 10) + &list([3], 12).to_lowercase().replace('\n', "\r\n") + &list([4], 9);
    let facts = make(&text, &BuildOptions { min_count: 10, ..order(&out) }).unwrap();
    assert_eq!((facts.kind, facts.entries, facts.min_count), (HashKind::Sha1, 3, 10));
    assert_eq!(facts.built.as_second(), BUILT);
    assert_eq!(facts.source_bytes, text.len() as u64);
    assert_eq!(facts.source_digest, format::sha256(text.as_bytes()));
    assert_eq!(facts.file_bytes, fs::metadata(&out).unwrap().len());
    let breached = BreachFilter::open(&out).unwrap();
    assert_eq!((breached.facts(), breached.verify()), (&facts, Ok(())));
    assert!(breached.contains_hash(3_u64.to_be_bytes()) && !breached.contains_hash(4_u64.to_be_bytes()));
}

/// The hashes of « password » are well known; another program made the third.
#[rstest]
#[case("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n", "password")]
#[case("8846F7EAEE8FB117AD06BDD830B7586C:1\n", "password")]
#[case("4A61D9EC0CAE84F2F0E50E4B1D8C1B4E2B1B4B5E:1\n", "autre")]
fn passwords_match_list_hashes(#[case] line: &str, #[case] password: &str) {
    let breached = opened(line);
    assert_eq!(breached.contains(&secret(password)), password == "password");
    assert!(!breached.contains(&secret("Password")) && !breached.contains(&secret("")));
}

/// `HASH` stands for the SHA-1 of « password ».
#[rstest]
#[case(LineError::Shape, &["HASH", ""])]
#[case(LineError::Digits { found: 7, kind: Some(HashKind::Sha1) }, &["bonjour:3"])]
#[case(LineError::Digits { found: 32, kind: Some(HashKind::Sha1) }, &["8846F7EAEE8FB117AD06BDD830B7586C:1"])]
#[case(LineError::Hexadecimal, &["5BAA61E4C9B93F3F0682250B6CF8331B7EE68FDX:1", "+BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1"])]
#[case(LineError::Count, &["HASH:", "HASH:-1", "HASH:99999999999999999999", "HASH:1:1"])]
#[case::endless(LineError::Count, &["HASH:1                                  "])]
fn faulty_line_leaves_no_file(#[case] fault: LineError, #[case] lines: &[&str]) {
    let (folder, out) = place();
    fs::write(&out, "the old one").unwrap();
    for line in lines {
        let line = line.replace("HASH", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8");
        let text = format!("{}{line}\n{}", list([1, 2], 1), list([3], 1));
        assert_eq!(make(&text, &order(&out)), Err(BuildError::List(ListError::Line(3, fault))), "{line}");
        assert_eq!(fs::read(&out).unwrap(), b"the old one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a temporary file was left");
    }
}

#[test]
fn interrupted_list_makes_no_file() {
    struct Breaks<'a>(&'a [u8]);
    impl io::Read for Breaks<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(io::ErrorKind::ConnectionReset.into()) } else { self.0.read(into) }
        }
    }
    let (_folder, out) = place();
    let ended = build(Breaks(list([1, 2], 1).as_bytes()), &order(&out), &mut |_| ());
    assert_eq!(ended, Err(BuildError::List(ListError::Unreadable(io::ErrorKind::ConnectionReset))));
    assert!(!out.exists());
}

#[test]
fn useless_list_makes_no_file() {
    let (line, ntlm) = ("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9", Some(HashKind::Ntlm));
    let other = BuildError::List(ListError::Line(1, LineError::Digits { found: 40, kind: ntlm }));
    let (folder, out) = place();
    let made = |text, kind, min_count| make(text, &BuildOptions { kind, min_count, ..order(&out) });
    assert_eq!(
        [made("", None, 1), made(line, None, 10)],
        [Err(BuildError::Nothing), Err(BuildError::Nothing)]
    );
    assert_eq!(made(line, ntlm, 1), Err(other));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn progress_reaches_its_end() {
    let (_folder, out) = place();
    let text = list(numbers(5).take(70_000), 1);
    let mut said = Vec::new();
    build(text.as_bytes(), &order(&out), &mut |progress| said.push(progress)).unwrap();
    assert!(matches!(said.first(), Some(BuildProgress::Reading { lines: 65_536, .. })), "{:?}", said.first());
    assert!(said.contains(&BuildProgress::Reading { bytes: text.len() as u64, lines: 70_000 }));
    assert_eq!(said.last(), Some(&BuildProgress::Building { done: 256, of: 256 }));
}

#[rstest]
#[case::nothing(&|_: &mut Vec<u8>| (), None)]
#[case::empty(&Vec::clear, Some(BreachError::NotAFilter))]
#[case::another_file(&|file: &mut Vec<u8>| *file = b"#!/bin/sh\n".repeat(100), Some(BreachError::NotAFilter))]
#[case::newer(&|file: &mut Vec<u8>| file[8] = 2, Some(BreachError::Version(2)))]
#[case::cut(&|file: &mut Vec<u8>| file.truncate(file.len() - 1), Some(BreachError::Cut))]
#[case::cut_in_the_header(&|file: &mut Vec<u8>| file.truncate(30), Some(BreachError::Cut))]
#[case::cut_after_the_magic(&|file: &mut Vec<u8>| file.truncate(8), Some(BreachError::Cut))]
#[case::longer(&|file: &mut Vec<u8>| file.push(0), Some(BreachError::Cut))]
#[case::kind(&|file: &mut Vec<u8>| file[12] = 2, Some(BreachError::Corrupt))]
#[case::shards(&|file: &mut Vec<u8>| file[13] = 9, Some(BreachError::Corrupt))]
#[case::no_shards(&|file: &mut Vec<u8>| file[13] = 0, Some(BreachError::Corrupt))]
#[case::date(&|file: &mut Vec<u8>| file[16] ^= 1, Some(BreachError::Corrupt))]
#[case::header_digest(&|file: &mut Vec<u8>| file[HEADER - 1] ^= 1, Some(BreachError::Corrupt))]
#[case::table(&|file: &mut Vec<u8>| file[HEADER + 9] ^= 1, Some(BreachError::Corrupt))]
fn damaged_file_is_refused(#[case] damage: &dyn Fn(&mut Vec<u8>), #[case] fault: Option<BreachError>) {
    assert_eq!(reopened(damage).err(), fault);
}

#[test]
fn verify_finds_damaged_fingerprints() {
    assert_eq!(reopened(&|file| *file.last_mut().unwrap() ^= 1).unwrap().verify(), Err(BreachError::Corrupt));
}

#[test]
fn unusable_path_is_refused() {
    let built = make(&list([1], 1), &order(Path::new("/nowhere/filter")));
    assert_eq!(built, Err(BuildError::Unwritable(io::ErrorKind::NotFound)));
    let (folder, none) = place();
    let open = |path: &Path| BreachFilter::open(path).err();
    assert_eq!(open(&none), Some(BreachError::Unreadable(io::ErrorKind::NotFound)));
    assert!(matches!(open(folder.path()), Some(BreachError::Unreadable(_))));
}

#[test]
fn replaced_file_stays_open() {
    let (_folder, out) = place();
    make(&list([1], 1), &order(&out)).unwrap();
    let old = BreachFilter::open(&out).unwrap();
    assert_eq!(FileStamp::of(&out), Ok(old.stamp()));
    make(&list([2], 1), &order(&out)).unwrap();
    assert_ne!(FileStamp::of(&out), Ok(old.stamp()));
    assert!(old.is_untouched() && old.contains_hash(1_u64.to_be_bytes()));
    let new = BreachFilter::open(&out).unwrap();
    fs::write(&out, "cut").unwrap();
    assert!(!new.is_untouched());
}
