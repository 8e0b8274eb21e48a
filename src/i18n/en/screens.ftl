### Titles, menu, help, endings.

program = MaMamia
subtitle = Managing my academic account
menu-title = Manage my password
menu-change = change it
menu-change-explained = I know my current password and want another one.
menu-change-at-hand = You need: login, current password
menu-reset = define a new one
menu-reset-explained = I do not know my password, or no longer do.
menu-reset-at-hand = You need: login, Numen, date of birth
menu-reset-closed = Not offered here. If you do not know your password, ask the IT support of the académie.
change-title = Change my password
reset-title = Define or redefine my password
done-title = Password saved
refused-title = Password not saved
saving = Saving…
delayed = { $seconds ->
    [one] { $seconds } second left. Esc: cancel
   *[other] { $seconds } seconds left. Esc: cancel
}
awaited = { $seconds } s. Escape: stop waiting
slow-answer = { $seconds ->
    [one] Your request has been sent, but the account service is slow: its answer is awaited for { $seconds } more second at most.
   *[other] Your request has been sent, but the account service is slow: its answer is awaited for { $seconds } more seconds at most.
}
image-coming = The image is on its way…
image-stale = This image is no longer valid. Press F5 to get another one.
image-failed = The image could not be drawn. Press F5 to try again.
image-too-wide = The window is too narrow to show the image: make it 76 columns wide.
reference = Reference: { $reference } (code { $code })
reference-explained = Write this reference down: with it, IT support can find out what happened.
help-title = Help
help-weakness = Your new password
help-complexity = How complex the password must be
help-complexity-text = To keep your account safe, your password must have at least { $count } characters, at least one lowercase letter and one capital, at least one digit and at least one character that is neither letter nor digit (&,#,!,$,...).
help-bar = The coloured bar and its score give you an idea of how well your password protects you.
help-signs = Before each rule: "{ $met }" it is met, "{ $unmet }" it is not met yet. F2 shows what is masked for a moment; F4 proposes a password.
help-not-needed = "{ $waived }" before a rule: a phrase that is long enough does not need it.
help-external = External staff number
help-external-text = If you are an external person you have no NUMEN, but an external staff number, which your manager gave you when you joined. If you have lost it, please ask your manager.
help-limits = Length of a visit
help-limits-text = Without a key for { $idle }, everything is wiped and the visit ends. A visit lasts { $longest } at most; near its end, F7 or Ctrl-T makes it as much longer, { $times } times at most. A warning always comes before.
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
help-keys = Keys
too-small = Window too small: make it larger (40 columns, 12 lines). Nothing is lost; keys are not taken meanwhile. Escape: back, Ctrl-C: quit.
disclosed = Demonstration, captcha: { $text }
help-complexity-other = To keep your account safe, your password must meet these conditions: { $rules }.
help-key = { $keys }: { $does }
unsure-title = Result uncertain
image-below = (The image is shown when you get here.)
image-comes-here = the image comes here
help-more = (more: { $key })
support = Support: { $support }
held-nothing-sent = Nothing was sent: Esc cancels it, what you typed is kept.
seconds-left = { $seconds ->
    [one] { $seconds } second left
   *[other] { $seconds } seconds left
}
help-image = The { $count } letters or digits of the image, in capitals or not.
help-without-image = You cannot see it? F6: your request will only be held for a while.
help-refused = Refusal MDP-{ $code }: what to do
