//! Keys of breach.ftl: the file of breached passwords, for administrators.

use super::keys;

keys! {
    /// A filter file cannot be read; `$file`, `$cause`.
    UNREADABLE = "breach-unreadable";
    /// `$file` is something else.
    NOT_A_FILTER = "breach-not-a-filter";
    /// `$file` is of an unknown `$version`.
    VERSION = "breach-version";
    /// `$file` is not as long as it should be.
    CUT = "breach-cut";
    /// `$file` is damaged.
    CORRUPT = "breach-corrupt";
    /// `$file` is there and is no filter file.
    WOULD_REPLACE = "breach-would-replace";
    /// The filter cannot be written; `$file`, `$cause`.
    UNWRITABLE = "breach-unwritable";
    /// A filter could not be made.
    FILTER_FAILED = "breach-filter-failed";
    /// The old file is as it was.
    NOTHING_WRITTEN = "breach-nothing-written";
    /// The list breaks off; `$list`, `$cause`.
    LIST_UNREADABLE = "breach-list-unreadable";
    /// No hash of `$list` was seen `$count` times.
    LIST_GIVES_NOTHING = "breach-list-gives-nothing";
    /// `$line` of `$list` has no colon.
    LINE_SHAPE = "breach-line-shape";
    /// The hash of that line has `$found` digits.
    LINE_DIGITS = "breach-line-digits";
    /// The same, in a list of SHA-1.
    LINE_DIGITS_SHA1 = "breach-line-digits-sha1";
    /// The same, in a list of NTLM.
    LINE_DIGITS_NTLM = "breach-line-digits-ntlm";
    /// The hash of that line is not hexadecimal.
    LINE_HEXADECIMAL = "breach-line-hexadecimal";
    /// The count of that line is no number.
    LINE_COUNT = "breach-line-count";
    /// Step: the list is read.
    READING = "breach-reading";
    /// Step: the filters are made.
    BUILDING = "breach-building";
    /// How many `$lines` were read.
    LINES = "breach-lines";
    /// A fact: `$file`, `$bytes`.
    FACT_FILE = "breach-fact-file";
    /// A fact: `$entries` of a `$kind`, seen `$count` times at least.
    FACT_ENTRIES = "breach-fact-entries";
    /// A fact: the `$date`, so many `$days` ago.
    FACT_BUILT = "breach-fact-built";
    /// A fact: the list's `$bytes` and `$digest`.
    FACT_SOURCE = "breach-fact-source";
    /// The fingerprints are those that were written.
    VERIFIED = "breach-verified";
}
