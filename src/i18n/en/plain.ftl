### The line mode: questions, numbered choices, and one short sentence a change.

# How it goes, once at the start.
plain-how = To each question, type the answer, then Enter. Enter alone: what is in brackets. ? or F1: help. Esc: back to the menu. Ctrl-C: quit.
plain-how-lines = One answer a line. An empty line: what is in brackets. ?: help. End of input: quit.

# Prompts and numbered choices.
plain-prompt = { $label }:
plain-prompt-default = { $label } (Enter: { $default })
plain-keep = keep it
plain-keep-text = keep { $text }
plain-other-choices = choices
plain-birth-date = Birth date, DD/MM/YYYY
plain-choice = { $number }: { $label }
plain-your-choice = Your choice
plain-to-correct = Which answer is to be corrected?
plain-correct-nothing = none
plain-number = Numen or external staff number
plain-number-short = Numen or number
plain-kept = { $label }: { $text }.
plain-verdict-done = Done
plain-verdict-refused = Refused
plain-verdict-unsure = Unsure
plain-verdict-failed = Failed
plain-prompt-end = { $verdict } ({ $code }). Enter: finish
plain-prompt-after = { $verdict } ({ $code }). Choice (Enter: 1)
plain-prompt-refused = { $verdict } ({ $code }). Your choice:
plain-not-a-choice = Answer with a number from 1 to { $most }, then Enter.

# Choices.
plain-quit = quit
plain-image-show = show the image
plain-image-another = show another image
plain-image-wait = { $seconds ->
    [one] without the image: the request is held for { $seconds } second
   *[other] without the image: the request is held for { $seconds } seconds
}
plain-image-after-all = copy an image
plain-image-give-up = give up and ask IT support
plain-save = save
plain-review = correct an answer
plain-give-up = give up
plain-answer-it = answer the question
plain-retry = try again
plain-next-person = another person
plain-end = finish

# What is said.
plain-opening = { $title }: { $count } questions.
plain-opening-image = The last one asks you to copy an image, which a screen reader cannot read.
plain-opening-wait = { $seconds ->
    [one] Instead of the image, you may wait for { $seconds } second, longer if you start again.
   *[other] Instead of the image, you may wait for { $seconds } seconds, longer if you start again.
}
plain-secrets = Secret answers are not shown while you type.
plain-echo-unsure = Without a terminal, what you type may be shown, passwords included. To hide them, open MaMamia with: ssh -t.
plain-typed = { $count ->
    [1] 1 character typed.
   *[other] { $count } characters typed.
}
plain-strength = Strength: { $percent } percent, { $label }.
plain-date-understood = Date understood.
plain-date-read = { $month ->
    [0] The year { $year }, day and month unknown.
    [1] { plain-date-read.day } January { $year }.
    [2] { plain-date-read.day } February { $year }.
    [3] { plain-date-read.day } March { $year }.
    [4] { plain-date-read.day } April { $year }.
    [5] { plain-date-read.day } May { $year }.
    [6] { plain-date-read.day } June { $year }.
    [7] { plain-date-read.day } July { $year }.
    [8] { plain-date-read.day } August { $year }.
    [9] { plain-date-read.day } September { $year }.
    [10] { plain-date-read.day } October { $year }.
    [11] { plain-date-read.day } November { $year }.
   *[12] { plain-date-read.day } December { $year }.
}
    .day = { $day ->
        [0] Day unknown,
       *[other] { $digits }
    }
plain-identical = Identical.
plain-void-not-utf8 = An accented letter arrived unreadable. This answer is not taken: type it again. If it comes back, ask IT support (the terminal should be set to UTF-8).
plain-void-other-encoding = An accented letter is doubtful. This answer is not taken: type it again. If it comes back, ask IT support (terminal and LANG disagree).
plain-void-key = A key was not understood: a character may be missing. This answer is not taken: type it again.
plain-void-refused = A refused character is missing in this answer. It is not taken: type it again.
plain-void-paste = The pasted text did not arrive whole, and is not taken. Ctrl-U, then paste it again.
plain-different = The two are different. Type the new password again, then its confirmation.
plain-blanks = It begins or ends with a space, and that space counts.
plain-rules = The new password must have: { $rules }.
plain-may-propose = To have a password proposed and shown: ! then Enter.
plain-proposed = Proposed password, on the next line:
plain-take-proposal = take this password
plain-another-proposal = propose another one, of another kind
plain-own-password = type my own
plain-proposal-taken = This password is kept, without a confirmation to type.
plain-missing = Still needed: { $rules }.
plain-rule-min-length = at least { $count } characters
plain-rule-max-length = at most { $count } characters
plain-rule-lower = a lowercase letter without accent
plain-rule-upper = a capital letter without accent
plain-rule-digit = a digit
plain-rule-special = a special character (neither letter nor digit)
plain-rule-min-percent = a strength of at least { $percent } percent
plain-fault-min-percent = It is too easy to guess: its strength must reach { $percent } percent.
plain-rule-differs = another text than the current password
plain-rule-breached = a password that is in no known data breach
plain-nothing-typed = Nothing was typed.
plain-image = Image: { $count } letters or digits to copy. It cannot be read by a screen reader.
plain-delays-left = { $left ->
    [1] One wait is left within the hour, instead of the image.
   *[other] { $left } waits are left within the hour, instead of the image, each longer than the one before.
}
plain-image-follows = The image follows, drawn on { $count } lines.
plain-image-old = The image shown is too old: another one is needed.
plain-image-failed = The image could not be prepared.
plain-gave-up = Request given up. The IT support of the académie can help you: please ask them.
plain-all-answered = All is answered. It remains to be saved.
plain-will-be-delayed = { $seconds ->
    [one] Without the image: the request is held for { $seconds } second, then saved.
   *[other] Without the image: the request is held for { $seconds } seconds, then saved.
}
plain-delayed = { $seconds ->
    [one] The request is held for { $seconds } second. Esc: cancel.
   *[other] The request is held for { $seconds } seconds. Esc: cancel.
}
plain-delayed-lines = { $seconds ->
    [one] The request is held for { $seconds } second.
   *[other] The request is held for { $seconds } seconds.
}
plain-delay-left = { $seconds ->
    [one] { $seconds } second left.
   *[other] { $seconds } seconds left.
}
plain-awaited = { slow-answer } Escape: stop waiting.
plain-awaited-left = { $seconds ->
    [one] { $seconds } more second at most.
   *[other] { $seconds } more seconds at most.
}
plain-back-at-menu = Back at the menu. What you had typed is erased.
plain-line-too-long = This line is too long: it is not taken.
plain-line-not-utf8 = This line is not UTF-8: it is not taken.
plain-line-other-encoding = This line is not written as the system says (LANG): it is not taken.
plain-line-endless = A line was longer than 64 KiB: the visit is over. What was typed is wiped.
plain-too-many-refused = Too many answers could not be taken: the visit is over. What was typed is wiped.
plain-input-ended = The input is over, and this question has no answer. What was typed is wiped.
plain-left = You have left MaMamia.

# Help.
plain-help-login = The login of your mailbox: first letter of the first name, name and sometimes a number, for instance pmartin.
plain-help-current = The password that you use today.
plain-help-forgotten = If you no longer know it, leave the answer empty: you will be able to define a new one.
plain-help-number = Your Numen, of 13 characters, or your external staff number.
plain-help-birth-date = The day, the month, then the year of your birth, for example 03/07/1985; 00/00/1985 if day and month are not known.
plain-help-confirmation = The new password once more, exactly the same.
plain-help-captcha = The { $count } letters of the image. An empty answer: the other choices.
plain-help-more = All of the help: ? once more.
plain-help-score = Once you have typed it, a percentage gives you an idea of how well your password protects you.
