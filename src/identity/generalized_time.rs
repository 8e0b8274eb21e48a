//! Generalized time (RFC 4517 §3.3.13), in all its spellings: `AAAAMMJJHH[MM[SS]][.fraction](Z|±HH[MM])`.
//!
//! Servers keep a value as an administrator typed it, so that one instant has many spellings.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The instant of a value, with its fraction; `None` when it is no generalized time.
#[must_use]
pub fn parse(value: &str) -> Option<Timestamp> {
    let end = value.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = value.split_at_checked(end)?;
    let field = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let part = |from: usize| field(from, from + 2).and_then(|part| i8::try_from(part).ok());
    let (minute, second, unit) = match digits.len() {
        10 => (0, 0, 3600),
        12 => (part(10)?, 0, 60),
        14 => (part(10)?, part(12)?, 1),
        _ => return None,
    };
    // A leap second counts as the one before.
    let second = if second == 60 { 59 } else { second };
    let (fraction, zone) = fraction(rest, unit)?;
    let civil = DateTime::new(field(0, 4)?, part(4)?, part(6)?, part(8)?, minute, second, 0).ok()?;
    let instant = TimeZone::UTC.to_timestamp(civil).ok()?;
    instant.checked_add(fraction).ok()?.checked_sub(offset(zone)?).ok()
}

/// The fraction of the last unit, which has `unit` seconds, and what follows it.
fn fraction(rest: &str, unit: i64) -> Option<(SignedDuration, &str)> {
    let Some(digits) = rest.strip_prefix(['.', ',']) else { return Some((SignedDuration::ZERO, rest)) };
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    let (digits, zone) = digits.split_at_checked(end)?;
    // Nine digits are below four microseconds of an hour.
    let kept = digits.get(..digits.len().min(9))?;
    let scale = 10_i64.checked_pow(u32::try_from(kept.len()).ok()?)?;
    let nanoseconds = kept.parse::<i64>().ok()?.checked_mul(unit)?.checked_mul(1_000_000_000 / scale)?;
    Some((SignedDuration::from_nanos(nanoseconds), zone))
}

/// The difference to UTC.
fn offset(zone: &str) -> Option<SignedDuration> {
    if zone == "Z" {
        return Some(SignedDuration::ZERO);
    }
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        2 => (digits, "0"),
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    (hours < 24 && minutes < 60).then(|| SignedDuration::from_secs(sign * (hours * 3600 + minutes * 60)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const YEAR_ZERO: i64 = -62_167_219_200;

    #[rstest]
    #[case("000001010000Z", YEAR_ZERO)]
    #[case("00000101000000Z", YEAR_ZERO)]
    #[case("0000010100Z", YEAR_ZERO)]
    #[case("00000101000000.0Z", YEAR_ZERO)]
    #[case("00000101000000,000Z", YEAR_ZERO)]
    #[case("00000101000000+0000", YEAR_ZERO)]
    #[case("0000010100+00", YEAR_ZERO)]
    #[case("00000101010000+0100", YEAR_ZERO)]
    #[case("00000101000000-0100", YEAR_ZERO + 3600)]
    #[case("20261124053012Z", 1_795_498_212)]
    #[case("20261124053012.999Z", 1_795_498_212)]
    #[case("20261124063012+0100", 1_795_498_212)]
    #[case("2026112405.5Z", 1_795_498_200)]
    #[case("202611240530,5Z", 1_795_498_230)]
    #[case("20261124053060Z", 1_795_498_259)]
    fn spellings_give_same_instant(#[case] value: &str, #[case] seconds: i64) {
        assert_eq!(parse(value).map(Timestamp::as_second), Some(seconds));
    }

    #[rstest]
    #[case("20261124053012.5Z", 500_000_000)]
    #[case("20261124053012,0000000019+0100", 1)]
    #[case("202611240530.999999999Z", 999_999_940)]
    #[case("2026112405.0001Z", 360_000_000)]
    #[case("20261124053012.000Z", 0)]
    fn fraction_is_kept(#[case] value: &str, #[case] nanoseconds: i32) {
        assert_eq!(parse(value).map(Timestamp::subsec_nanosecond), Some(nanoseconds));
    }

    #[rstest]
    fn other_value_is_none(
        #[values(
            "",
            "Z",
            "20261124053012",
            "20261324053012Z",
            "20261124253012Z",
            "2026112405301Z",
            "2026112405301éZ",
            "20261124053012.Zx",
            "20261124053012.Z",
            "20261124053012+1",
            "20261124053012+2500",
            "20261124053012+0160",
            "20261124053012*0100",
            "20261124053061Z",
            "00000000000000Z"
        )]
        value: &str,
    ) {
        assert_eq!(parse(value), None);
    }

    proptest! {
        #[test]
        fn any_text_never_panics(value in "[0-9.,+Zé-]{0,24}") {
            let _ = parse(&value);
        }
    }
}
