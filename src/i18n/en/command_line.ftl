### Configuration, files of secrets, audit, command line: for administrators.

config-at = { $place }: { $fault }
config-expected = Expected: { $what }.
config-not-found = this file does not exist.
config-not-permitted = the account that runs MaMamia may not read this file.
config-unreadable = this file cannot be read ({ $cause }).
config-too-long = this file is larger than 1 MiB: it is no configuration.
config-unguarded = this file says to whom the service account’s password is sent: it must be an ordinary file, owned by root or by the user who runs MaMamia, and nobody else may write to it (chmod go-w).
config-not-utf8 = this file is not UTF-8 text.
config-syntax = this is not TOML ({ $detail }).
config-unknown-key = unknown key.
config-unknown-key-near = unknown key; did you mean “{ $near }”?
config-missing-key = this key is required and is not there.
config-wrong-value = this value is refused.
config-cleartext = { $url } would carry passwords in clear text.
config-cleartext-instead = ldaps://, or starttls = true; in clear text, to this very machine only, with allow_cleartext_on_loopback = true
config-starttls-without-ldap = StartTLS is for ldap:// addresses only, and there is none, or an ldaps:// address stands beside them.
config-starttls-instead = starttls = false, or ldap:// addresses
config-half-certificate = a certificate without its key, or a key without its certificate, proves nothing to the server.
config-half-certificate-instead = client_certificate and client_key_file, or neither of them
config-min-above-max = the least length is above the greatest ({ $max }): no password would do.
config-min-below-classes = the least length is below the number of required classes ({ $classes }).
config-percent-out-of-reach = a password of { $max } characters (max_length), even drawn at random, does not reach this percentage: none would do.
config-changes-above-max = a password of { $max } characters (max_length) cannot differ from another by more characters.
config-phrase-above-max = a phrase of this length exceeds the greatest length ({ $max }).
config-phrase-below-min = every password that is long enough ({ $min }, min_length) would be a phrase: no class would ever be required.
config-phrase-below-min-instead = a length above min_length, or require = [] to require no class
config-at-most = at most { $most }, or a greater maximum
config-at-least = at least { $least }, or fewer required classes
config-idle-above-absolute = the idle limit is beyond the longest session.
config-idle-instead = a duration that is not beyond absolute_timeout

expected-table = a table, such as [directory]
expected-text = a text between quotes
expected-flag = true or false
expected-duration = a duration longer than zero, between quotes: "5s", "2m", "30 minutes"
expected-file = a path between quotes
expected-attribute = the name of an LDAP attribute, between quotes
expected-filter = an LDAP filter in parentheses, between quotes: "(objectClass=person)"
expected-dn = a distinguished name (DN), between quotes: "dc=ac-exemple,dc=fr"
expected-length = a whole number from 1 to { $most }
expected-length-or-none = a whole number from 0 to { $most }, where 0 means: without
expected-percent = a whole number from 0 to 100
expected-regex = a model, between quotes: "EXT-0000-00000", or a regular expression: "EXT-[0-9]{"{"}4{"}"}-[0-9]{"{"}5{"}"}"
expected-login-regex = a regular expression, between quotes: "[a-z]{"{"}1,16{"}"}[0-9]{"{"}0,4{"}"}"
expected-zone = the name of a time zone, between quotes: "Europe/Paris", "Indian/Reunion", "UTC"
expected-urls = a list of at least one address, each ldaps://SERVER, ldap://SERVER or ldapi://SOCKET and nothing more
expected-one-of = one of these values: { $values }
expected-some-of = a list of these values, each at most once: { $values }

secret-file-missing = { $file }: this file does not exist.
secret-file-unreadable = { $file }: this file cannot be read ({ $cause }).
secret-file-not-a-file = { $file } is no ordinary file.
secret-file-too-open = { $file } is open to others than its owner (mode { $mode }): chmod 600.
secret-file-foreign-owner = { $file } belongs neither to the account that runs MaMamia nor to root.
secret-file-empty = { $file } is empty.
secret-file-too-long = { $file } is too long for a password.
secret-file-characters = { $file } must be one line of UTF-8 text (NFC), without any invisible character.
secret-file-no-credentials = { $file } names a systemd credential (LoadCredential=), and systemd gave none; for a file, write its whole path.

audit-unwritable = { $file }: this account cannot write the audit trail there ({ $cause }).
audit-not-a-file = { $file }: the audit trail is no ordinary file.
audit-already = the audit trail is already open.

usage-unknown-argument = The option “{ $argument }” is unknown.
usage-unknown-argument-near = The option “{ $argument }” is unknown; did you mean “{ $near }”?
usage-unknown-command = The command “{ $argument }” is unknown.
usage-unknown-command-near = The command “{ $argument }” is unknown; did you mean “{ $near }”?
usage-without-effect = The option “{ $argument }” has no effect on “mamamia { $command }”.
usage-wrong-value = “{ $value }” will not do for { $argument }. Possible values: { $values }.
usage-value-needed = { $argument } needs a value.
usage-missing = Missing: { $argument }.
usage-other = The command line is not understood.
no-command = This kiosk carries out no command.
usage-see-help = See: mamamia --help
system-failed = The system refused an operation ({ $cause }).
not-configured = MaMamia is not configured: { $file } does not exist.
    .advice = To configure it: docs/administration.md. To use it: docs/guide-utilisateur.md (both in French).
try-the-demo = To try it without a configuration: mamamia demo.
no-terminal = The terminal is gone.
echo-stays = This terminal cannot hide what is typed: passwords would be seen. Nothing was asked; open MaMamia in another terminal.
panic = MaMamia stopped on an internal error. Nothing that you typed was kept. Start it again; if you had just confirmed, try your new password first.
directory-authorities = { $file } (ca_file): no certification authority can be read there ({ $cause }). Expected: a PEM file that the account that runs MaMamia may read.
directory-client-certificate = { $file } (client_certificate, client_key_file): this certificate and its key cannot be used ({ $cause }). Expected: in PEM, the certificate followed by the intermediates, and the private key that belongs to it.
directory-no-authority = This machine knows no certification authority: name one in [directory] ca_file.
directory-kind = Active Directory is not supported yet: kind = "openldap" or "389ds".
directory-setup = The directory cannot be used as configured: { $cause }
no-captcha = The images to copy cannot be drawn on this machine.
no-randomness = The system gives no random numbers: nothing can be protected.
words-file-unreadable = { $file }: this list of words (words_file) cannot be read ({ $cause }).
announcement-unusable = { $file }: this announcement (notice) cannot be read ({ $cause }). Expected: one sentence in UTF-8, of 300 characters at most.
passwords-unreadable = { $file }: this file cannot be read ({ $cause }).
passwords-stdin = standard input
try-accepted = Line { $line }: { $percent } % { $label }, accepted.
try-refused = Line { $line }: { $percent } % { $label }, refused.
try-untypable = Line { $line }: cannot be typed.
try-not-utf8 = This line is not text in UTF-8.
try-summary =
    { $refused ->
        [0] All accepted ({ $accepted }).
       *[other] Accepted: { $accepted }. Refused: { $refused }.
    }
try-prompt = Password to try (masked; empty line: end):
theme-unknown = “{ $name }” is neither a built-in theme nor a file. Built-in themes: { $names }.
theme-faulty = Theme refused: { $cause }. Built-in themes: { $names }.
demo-absent = This MaMamia was built without the demonstration.
demo-faulty = The directory of the demonstration cannot start.
accounts-login = Login
accounts-name = Name
accounts-password = Password
accounts-no-password = (none)
accounts-number = NUMEN or number
accounts-birth-date = Born on
accounts-shows = What the account shows
