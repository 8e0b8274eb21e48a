### The file of breached passwords: for administrators.

breach-unreadable = { $file }: this file cannot be read ({ $cause }).
breach-not-a-filter = { $file }: this is no file made by “mamamia breach build”.
breach-version = { $file }: this file is of a version ({ $version }) that this program does not know; make it again with “mamamia breach build”.
breach-cut = { $file }: this file is incomplete, or still being copied.
breach-corrupt = { $file }: this file is damaged; make it again with “mamamia breach build”.
breach-would-replace = { $file } exists and was not made by “mamamia breach build”: it is not replaced. The order is LIST, then OUTPUT.
breach-unwritable = { $file }: this file, or a temporary one beside it, cannot be written ({ $cause }).
breach-filter-failed = The filter could not be built: this is a fault of the program.
breach-nothing-written = Nothing was written; a file that was already there has not changed.
breach-list-unreadable = { $list }: this list cannot be read ({ $cause }).
breach-list-gives-nothing = { $list }: no hash was seen at least { $count } times.
breach-line-shape = { $list }, line { $line }: HASH:COUNT was expected.
breach-line-digits = { $list }, line { $line }: a hash has 40 hexadecimal digits (SHA-1) or 32 (NTLM), and this one { $found }.
breach-line-digits-sha1 = { $list }, line { $line }: a SHA-1 hash has 40 hexadecimal digits, and this one { $found }.
breach-line-digits-ntlm = { $list }, line { $line }: an NTLM hash has 32 hexadecimal digits, and this one { $found }.
breach-line-hexadecimal = { $list }, line { $line }: the hash is not hexadecimal.
breach-line-count = { $list }, line { $line }: a whole number was expected after the colon.
breach-reading = Reading
breach-building = Building
breach-lines = { $lines } lines
breach-fact-file = File    : { $file }, { $bytes } bytes
breach-fact-entries = Hashes  : { $entries } ({ $kind }), seen at least { $count } times
breach-fact-built =
    Built   : { $date }, { $days ->
        [0] today
        [one] { $days } day ago
       *[other] { $days } days ago
    }
breach-fact-source = List    : { $bytes } bytes, SHA-256 { $digest }
breach-verified = Content : as it was written
