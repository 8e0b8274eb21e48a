### Labels of fields, rules, faults, notices, exit messages, names of keys.

# Labels of the fields, as on the web page.
label-login = Login
label-current = Current password
label-number = Numen (or external staff number)
label-birth-date = Date of birth
label-new = New password
label-confirmation = Confirm the new password
label-captcha = Copy the text shown in the image

# The same, for narrow screens.
short-login = Login
short-current = Current password
short-number = Numen or number
short-birth-date = Date of birth
short-new = New password
short-confirmation = Confirmation
short-captcha = Text of the image

# What is expected, beside an empty field.
hint-login = e.g. pmartin
hint-number = 13 characters
hint-birth-date = DD/MM/YYYY

# Button and links.
without-image = { $seconds ->
    [one] Without the image: after “Save”, your request is held for { $seconds } second.
   *[other] Without the image: after “Save”, your request is held for { $seconds } seconds.
} { $left ->
    [1] It is the last wait within the hour.
   *[other] { $left } waits are left within the hour, each longer than the one before.
} F6 or Ctrl-O: back to the image.
without-image-sent = { $seconds ->
    [one] Without the image: your request is held for { $seconds } second before it is dealt with.
   *[other] Without the image: your request is held for { $seconds } seconds before it is dealt with.
}
button-save = Save
link-to-reset = I do not know my password
link-to-change = I know my password

# Fields outside a small window.
fields-above = { $count ->
    [one] { $count } field
   *[other] { $count } fields
}
fields-below = { $count ->
    [one] { $count } field, then “Save”
   *[other] { $count } fields, then “Save”
}

# Rules, as they are ticked.
rule-min-length = { $count } characters
rule-max-length = { $count } characters at most
rule-lower = lowercase letter
rule-upper = capital letter
rule-digit = digit
rule-special = special character
rule-passphrase = or { $count } characters
rule-no-hash-scheme = no {"{"}word{"}"} at its start
rule-min-percent = strength of { $percent }%
rule-differs = not the current one
rule-min-changes = { $count } changes
rule-no-login = without the login
rule-no-name = without names
rule-no-birth-date = without the date of birth
rule-no-number = without the Numen
rule-known-words = more than known words
rule-breached = in no known breach
rule-special-short = special
rules-all-met = all there

# Gauge and confirmation.
strength-very-weak = Very Weak
strength-weak = Weak
strength-good = Good
strength-strong = Strong
strength-very-strong = Very Strong
identical = identical
different = different

# A proposal, and the chance in it.
proposal-words = Write it down: { $count } words drawn at random, very hard to guess ({ $bits } bits).
proposal-words-and-digit = Write it down: { $count } words and a digit, very hard to guess ({ $bits } bits).
proposal-characters = Write it down: { $count } signs drawn at random, very hard to guess ({ $bits } bits).

# Faults: what is wrong with a field, and what to do.
fault-login-empty = Type your login: first letter of your first name, surname, sometimes a number.
fault-login-mail = Type what stands before the @ sign.
fault-login-length = This login is too long: { $count } characters at most.
fault-login-shape = No login looks like this here: check what you typed.
fault-current-empty = Type your current password.
fault-number-empty = Type your Numen, or your external staff number.
fault-number-length = A Numen has 13 characters; you typed { $count }.
fault-number-digit = Numen, character { $place }: a digit is expected (0 or 1, not the letters O or I).
fault-number-letter = Numen, character { $place }: a letter is expected (O or I, not the digits 0 or 1).
fault-number-shape = This is neither a Numen (13 characters) nor an external staff number.
fault-date-empty = Type your date of birth: DD/MM/YYYY.
fault-date-shape = A date is written DD/MM/YYYY, for example 14/07/1975.
fault-date-short-year = Write the year with four digits, for example 1975.
fault-date-no-such-day = There is no such day: check the day and the month.
fault-date-implausible = Check the year of birth.
fault-new-empty = Type a new password.
fault-min-length = It takes at least { $count } characters.
fault-max-length = It takes at most { $count } characters.
fault-lower = Add a lowercase letter without accent (a to z).
fault-upper = Add a capital letter without accent (A to Z).
fault-digit = Add a digit (0 to 9).
fault-special = Add a special character (& # ! $ ...).
fault-no-hash-scheme = It begins with {"{"}...{"}"}, like a hash: a directory would take it for one. Begin it otherwise.
fault-min-percent = It is too easy to guess (F1 says why). Its strength must reach { $percent } %.
fault-same-as-current = Choose another password than the current one.
fault-min-changes = It is too close to the current one: change at least { $count } characters.
fault-no-login = It contains your login, or a part of it: take it out.
fault-no-name = It contains your first name or surname: take it out.
fault-no-birth-date = It contains your date or year of birth: take it out.
fault-no-number = It contains your Numen or number, or a part of it: take it out.
fault-known-words = It rests on words well known here: add other words, unrelated.
fault-breached = This password appears in a known data breach: choose another one.
fault-missing = Still missing: { $rules }.
fault-confirmation-empty = Type the new password a second time.
fault-confirmation-different = This is not the same password as above.
fault-captcha-empty = Copy the text of the image.
fault-captcha-length = The text of the image has { $count } characters.
fault-captcha-letters = No { $typed } in these images: they never hold { $absent }.
fault-captcha-coming = The image is on its way: copy it, then save.
fault-captcha-renewed = Copy the image, which comes when you reach this field.
fault-in-doubt = May be wrong: to be checked.

# Void secrets: what came is not what was typed. The mark stands in the place of the text.
void-mark = retype: Ctrl-U
void-mark-short = retype
void-not-utf8 = An accented letter arrived unreadable. Ctrl-U, then type it again. If it comes back, ask IT support (the terminal should be set to UTF-8).
void-other-encoding = An accented letter is doubtful. Ctrl-U, then type it again. If it comes back, ask IT support (terminal and LANG disagree).
void-key = A key was not understood: a character may be missing. Ctrl-U, then type it again.
void-refused = A character was refused, and is missing here. Ctrl-U, then type it again.
void-paste = The pasted text did not arrive whole. Ctrl-U, then paste it again.

# Notices: one line, until the next key.
notice-faults =
    { $count ->
        [one] Nothing was sent: one field needs mending.
       *[other] Nothing was sent: { $count } fields need mending.
    }
notice-too-long = This text is too long for this field: nothing was added.
notice-paste-too-long = What was pasted is too long: nothing was added, nothing was lost.
notice-invisible = It holds an invisible character ({ $character }): nothing was added. Type this text on the keyboard.
notice-tab = It holds a tab: this is the content of several fields. Nothing was added: paste one field at a time.
notice-unstable = Some services would read “{ $character }” differently: take another character.
notice-no-break-space = It holds a no-break space: nothing was added. Type an ordinary space.
notice-odd-space = It holds an unusual space ({ $character }): nothing was added. Type an ordinary space.
notice-first-line = Only the first line was pasted.
notice-mail-cut = Only what stands before the @ sign was kept.
notice-blanks = What was pasted begins or ends with a space, which counts: delete it if it is one too many.
notice-blank-at-an-end = The new password begins or ends with a space, and it counts.
notice-not-ascii = Accented letter or rare sign: hard to type on another keyboard.
notice-proposal-taken = Put in both fields, masked. In either of them, F2 or Ctrl-R shows it.
notice-no-proposal = No password could be drawn: choose one yourself.
notice-invalid-input = Unreadable characters were ignored: the terminal should be set to UTF-8.
notice-other-encoding = Characters are doubtful: the terminal is not set like the system (LANG).
notice-key-lost = A key was not understood: nothing was added.
notice-paste-lost = The pasted text did not arrive whole: nothing was added. Escape, then paste it again.
notice-how-to-paste = The terminal pastes: right click, Shift-Insert or Ctrl-Shift-V.
notice-plain = This field is not masked.
notice-reset-not-offered = A forgotten password cannot be redefined here: please ask the helpdesk.
notice-image-old = This image is too old. F5 or Ctrl-N: another image.
notice-delays-spent = { $minutes ->
    [1] Every wait instead of the image is used up. The next one will be free in 1 minute.
   *[other] Every wait instead of the image is used up. The next one will be free in { $minutes } minutes.
}
notice-image-failed = The image could not be prepared. F5 or Ctrl-N: try again.
image-on-request = F5: show the image; F6: no image
image-on-request-only = F5: show the image
notice-sending = The request is on its way: please wait for the answer.
notice-given-up = Request cancelled: nothing was sent. What you typed is kept.

# Questions before something typed is wiped. The key that asks never answers yes: held down, it repeats itself.
ask-leave = Wipe all and go back to the menu? Enter: yes. Otherwise just go on.
ask-other-form = Wipe everything but the login? Y: yes. Any other key: go on.

# Warnings of a limit, and their short form on the line of the cursor.
warning-idle = { $count ->
    [one] Everything is wiped in { $count } second. Press a key (F7) to go on.
   *[other] Everything is wiped in { $count } seconds. Press a key (F7) to go on.
}
warning-duration = { $left ->
    [0] This visit ends in { $count } seconds, and cannot be longer: save.
   *[other] This visit ends in { $count } seconds. F7 or Ctrl-T: make it longer.
}
warning-duration-minutes = { $left ->
    [0] This visit ends in { $count } min, and cannot be longer: save.
   *[other] This visit ends in { $count } min. F7 or Ctrl-T: make it longer.
}
warning-idle-short = ! { $count } s: press a key
warning-duration-short = ! { $count } s: F7
warning-duration-short-minutes = ! { $count } min: F7
notice-extended = { $left ->
    [0] The visit is longer: { $minutes } min are left. It was the last time.
    [one] The visit is longer: { $minutes } min are left. Once more is possible.
   *[other] The visit is longer: { $minutes } min are left. { $left } more times are possible.
}
notice-time-left = { $left ->
    [0] { $minutes } min of this visit are left. It cannot be made longer.
   *[other] { $minutes } min of this visit are left. You can make it longer near its end.
}

# Exit messages, on the ordinary screen.
exit-left = You have left MaMamia. What you typed is wiped.
exit-delayed = You left during the wait: the request is cancelled, nothing has been changed. What you typed is wiped.
exit-sending = You left before the answer: the change goes on. In a few minutes, try the new password, then the old one.
exit-awaiting = You left before the answer: it is not known yet whether your password has been changed. In a few minutes, try the new one, then the old one.
exit-idle = As you did nothing, the visit has ended. What you typed is wiped.
exit-absolute = A visit is limited in time, and this one is over. What you typed is wiped.
exit-done = Your password has been changed. Reference: { $reference }
exit-failed = Your request ended with the code MDP-{ $code }. Reference for the helpdesk: { $reference }

# What keys do.
do-choose = choose
do-open = open
do-move = change field
do-save = save
do-back = back
do-help = help
do-reveal = show
do-propose = propose
do-accept = take it
do-another = another
do-refuse = refuse it
do-new-image = other image
do-without-image = no image
do-with-image = with image
do-clear = clear
do-extend = more time
do-language = Français
do-quit = quit
do-close = close
do-scroll = scroll
do-page = turn the page
do-retry = back to the form
do-next-person = another person
do-end = finish
do-mend = correct
do-cancel = cancel
do-stop-waiting = stop waiting
do-lean = simple view
do-rich = full view
do-answer = give the answer
do-correct = correct
do-clear-answer = erase the answer
do-propose-new = propose a new password
do-leave-form = back to the menu, what you typed is erased

# Names of keys.
key-tab = Tab
key-shift-tab = Shift-Tab
key-enter = Enter
key-escape = Esc
key-backspace = Backspace
key-space = Space
key-up = ↑
key-down = ↓
key-page-up = PgUp
key-page-down = PgDn
key-f1 = F1
key-f2 = F2
key-f4 = F4
key-f5 = F5
key-f6 = F6
key-f7 = F7
key-f8 = F8
key-f9 = F9
key-one = 1
key-two = 2
key-question-mark = ?
key-ctrl-c = Ctrl-C
key-ctrl-g = Ctrl-G
key-ctrl-l = Ctrl-L
key-ctrl-n = Ctrl-N
key-ctrl-o = Ctrl-O
key-ctrl-p = Ctrl-P
key-ctrl-r = Ctrl-R
key-ctrl-s = Ctrl-S
key-ctrl-t = Ctrl-T
key-ctrl-y = Ctrl-Y
key-ctrl-u = Ctrl-U

# On the row of the cursor, in the cells of the label until the next key: at most 21 columns.
told-leave = Enter: wipe it all
told-other-form = Y: wipe it all
told-refused = refused ({ $code })
told-without-image = no image
reason-login-empty = no login
reason-password-empty = no password
reason-number-empty = no Numen
reason-date-empty = no date
reason-confirmation-empty = no confirmation
reason-login = check the login
reason-number = check the Numen
reason-date = check the date
reason-short = too short
reason-long = too long
reason-lower = no lower case letter
reason-upper = no capital letter
reason-digit = no digit
reason-special = no special character
reason-weak = too easy to guess
reason-different = not the same
reason-captcha = copy the image
reason-on-request = F5: show the image
reason-other = check this
notice-without-image = No image: the request will be held.

# The kinds of parts of a weak password, in the help, in the line mode and in « policy try »
weakness = It shows { $parts }.
weakness-and = { $first } and { $last }
weakness-none = Nothing in it is easy to guess.
weakness-short = It is too short.
weak-known = what is known of you
weak-password = a password that is tried first
weak-phrase = a set phrase
weak-first-name = a first name
weak-surname = a surname
weak-commune = a town
weak-word = a common word
weak-keyboard = a run of keys
weak-sequence = a sequence of digits or letters
weak-repeat = a repetition
weak-year = a year
weak-date = a date
weak-postal-code = a postal code
remedy-known = Put nothing in it that is about you.
remedy-another = Take another: four unrelated words, for example.
remedy-words = Add one or two words unrelated to the rest.
