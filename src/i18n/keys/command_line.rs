//! Keys of command_line.ftl: configuration, files of secrets, audit, command line. For administrators.

use super::keys;

keys! {
    /// « Attendu : … »
    CONFIG_EXPECTED = "config-expected";
    /// The file does not exist.
    CONFIG_NOT_FOUND = "config-not-found";
    /// The file may not be read.
    CONFIG_NOT_PERMITTED = "config-not-permitted";
    /// The file cannot be read: `$cause`.
    CONFIG_UNREADABLE = "config-unreadable";
    /// The file is far too long.
    CONFIG_TOO_LONG = "config-too-long";
    /// It names a service account, and others than root and this user may have written it.
    CONFIG_UNGUARDED = "config-unguarded";
    /// The file is not UTF-8.
    CONFIG_NOT_UTF8 = "config-not-utf8";
    /// Not TOML: `$detail`, in the words of the TOML reader.
    CONFIG_SYNTAX = "config-syntax";
    /// An unknown key.
    CONFIG_UNKNOWN_KEY = "config-unknown-key";
    /// An unknown key that looks like `$near`.
    CONFIG_UNKNOWN_KEY_NEAR = "config-unknown-key-near";
    /// A required key is not there.
    CONFIG_MISSING_KEY = "config-missing-key";
    /// Another type, or a value without sense.
    CONFIG_WRONG_VALUE = "config-wrong-value";
    /// `$url` would carry passwords in clear text.
    CONFIG_CLEARTEXT = "config-cleartext";
    /// What to do of it.
    CONFIG_CLEARTEXT_INSTEAD = "config-cleartext-instead";
    /// StartTLS, and no URL to use it on, or one that is already encrypted.
    CONFIG_STARTTLS_WITHOUT_LDAP = "config-starttls-without-ldap";
    /// What to do of it.
    CONFIG_STARTTLS_INSTEAD = "config-starttls-instead";
    /// Least length above the greatest, `$max`.
    CONFIG_MIN_ABOVE_MAX = "config-min-above-max";
    /// Least length below the number of required classes, `$classes`.
    CONFIG_MIN_BELOW_CLASSES = "config-min-below-classes";
    /// `min_percent` is beyond any password of `max_length`.
    CONFIG_PERCENT_OUT_OF_REACH = "config-percent-out-of-reach";
    /// `min_changes` is beyond `max_length`.
    CONFIG_CHANGES_ABOVE_MAX = "config-changes-above-max";
    /// `passphrase_length` is beyond `max_length`.
    CONFIG_PHRASE_ABOVE_MAX = "config-phrase-above-max";
    /// `passphrase_length` leaves nothing to `require`.
    CONFIG_PHRASE_BELOW_MIN = "config-phrase-below-min";
    /// What would be right instead.
    CONFIG_PHRASE_BELOW_MIN_INSTEAD = "config-phrase-below-min-instead";
    /// At most `$most`.
    CONFIG_AT_MOST = "config-at-most";
    /// At least `$least`.
    CONFIG_AT_LEAST = "config-at-least";
    /// The idle limit is beyond the absolute one.
    CONFIG_IDLE_ABOVE_ABSOLUTE = "config-idle-above-absolute";
    /// What to do of it.
    CONFIG_IDLE_INSTEAD = "config-idle-instead";

    /// A table.
    EXPECTED_TABLE = "expected-table";
    /// A text.
    EXPECTED_TEXT = "expected-text";
    /// true or false.
    EXPECTED_FLAG = "expected-flag";
    /// A duration.
    EXPECTED_DURATION = "expected-duration";
    /// A path.
    EXPECTED_FILE = "expected-file";
    /// The name of an LDAP attribute.
    EXPECTED_ATTRIBUTE = "expected-attribute";
    /// An LDAP filter.
    EXPECTED_FILTER = "expected-filter";
    /// A distinguished name.
    EXPECTED_DN = "expected-dn";
    /// A length of password, at most `$most`.
    EXPECTED_LENGTH = "expected-length";
    /// The same, or 0 for none.
    EXPECTED_LENGTH_OR_NONE = "expected-length-or-none";
    /// A percentage.
    EXPECTED_PERCENT = "expected-percent";
    /// A regular expression.
    EXPECTED_REGEX = "expected-regex";
    /// Directory URLs.
    EXPECTED_URLS = "expected-urls";
    /// One of `$values`.
    EXPECTED_ONE_OF = "expected-one-of";
    /// A list of some of `$values`.
    EXPECTED_SOME_OF = "expected-some-of";

    /// The file of a secret, `$file`, does not exist.
    SECRET_FILE_MISSING = "secret-file-missing";
    /// It cannot be read: `$cause`.
    SECRET_FILE_UNREADABLE = "secret-file-unreadable";
    /// It is a directory, a pipe…
    SECRET_FILE_NOT_A_FILE = "secret-file-not-a-file";
    /// Others may read or write it: `$mode`.
    SECRET_FILE_TOO_OPEN = "secret-file-too-open";
    /// It belongs to someone else.
    SECRET_FILE_FOREIGN_OWNER = "secret-file-foreign-owner";
    /// It is empty.
    SECRET_FILE_EMPTY = "secret-file-empty";
    /// It is too long.
    SECRET_FILE_TOO_LONG = "secret-file-too-long";
    /// It holds what no password may hold.
    SECRET_FILE_CHARACTERS = "secret-file-characters";
    /// `$file` is a systemd credential, and there is none.
    SECRET_FILE_NO_CREDENTIALS = "secret-file-no-credentials";

    /// The audit's file, `$file`, cannot be written: `$cause`.
    AUDIT_UNWRITABLE = "audit-unwritable";
    /// The audit's `$file` is a directory, a pipe…
    AUDIT_NOT_A_FILE = "audit-not-a-file";
    /// Logging was set up before.
    AUDIT_ALREADY = "audit-already";

    /// An unknown argument, `$argument`.
    USAGE_UNKNOWN_ARGUMENT = "usage-unknown-argument";
    /// An unknown subcommand, `$argument`.
    USAGE_UNKNOWN_COMMAND = "usage-unknown-command";
    /// `$argument` cannot be `$value`; one of `$values`.
    USAGE_WRONG_VALUE = "usage-wrong-value";
    /// `$argument` needs a value.
    USAGE_VALUE_NEEDED = "usage-value-needed";
    /// Something is missing: `$argument`.
    USAGE_MISSING = "usage-missing";
    /// Any other misuse.
    USAGE_OTHER = "usage-other";
    /// Where help is.
    USAGE_SEE_HELP = "usage-see-help";
    /// The system refused something; `$cause`.
    SYSTEM_FAILED = "system-failed";
    /// The terminal was lost before it was taken.
    NO_TERMINAL = "no-terminal";
    /// The terminal would show what is typed.
    ECHO_STAYS = "echo-stays";
    /// Said when a fault of the program ends a visit.
    PANIC = "panic";
    /// The directory's settings cannot work; `$cause`.
    DIRECTORY_SETUP = "directory-setup";
    /// No certification authority in `$file`; `$cause`.
    DIRECTORY_AUTHORITIES = "directory-authorities";
    /// Neither `ca_file` nor an authority of the system.
    DIRECTORY_NO_AUTHORITY = "directory-no-authority";
    /// A kind of directory that is not served yet.
    DIRECTORY_KIND = "directory-kind";
    /// The captcha cannot be drawn on this machine.
    NO_CAPTCHA = "no-captcha";
    /// The system gives no random numbers.
    NO_RANDOMNESS = "no-randomness";
    /// The administrator's list of words; `$file`, `$cause`.
    WORDS_FILE_UNREADABLE = "words-file-unreadable";
    /// The passwords to try; `$file`, `$cause`.
    PASSWORDS_UNREADABLE = "passwords-unreadable";
    /// The name of standard input, where a file's would stand.
    PASSWORDS_STDIN = "passwords-stdin";
    /// A password that is accepted; `$line`, `$percent`, `$label`.
    TRY_ACCEPTED = "try-accepted";
    /// A password that is refused; `$line`, `$percent`, `$label`.
    TRY_REFUSED = "try-refused";
    /// A line that no field would take; `$line`.
    TRY_UNTYPABLE = "try-untypable";
    /// Why: other bytes than text.
    TRY_NOT_UTF8 = "try-not-utf8";
    /// How many; `$accepted`, `$refused`.
    TRY_SUMMARY = "try-summary";
    /// Asks for a password.
    TRY_PROMPT = "try-prompt";
    /// No theme of that name; `$cause`, `$names`.
    THEME_UNKNOWN = "theme-unknown";
    /// The theme's file is faulty; `$cause`, `$names`.
    THEME_FAULTY = "theme-faulty";
    /// The embedded directory is faulty.
    DEMO_FAULTY = "demo-faulty";
    /// Column of the demonstration's people: login.
    ACCOUNTS_LOGIN = "accounts-login";
    /// Column: name.
    ACCOUNTS_NAME = "accounts-name";
    /// Column: password.
    ACCOUNTS_PASSWORD = "accounts-password";
    /// In that column, for who has none.
    ACCOUNTS_NO_PASSWORD = "accounts-no-password";
    /// Column: NUMEN or external number.
    ACCOUNTS_NUMBER = "accounts-number";
    /// Column: birth date.
    ACCOUNTS_BIRTH_DATE = "accounts-birth-date";
    /// Column: what the account shows.
    ACCOUNTS_SHOWS = "accounts-shows";
}
