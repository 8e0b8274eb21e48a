### How a request ended, under its stable code: what happened, and (.advice) what to do.

# MDP-200
done = Your password has been changed.
    .advice = { $minutes ->
        [0] It is effective now.
        [1] You may have to wait for up to 1 minute before it is effective.
       *[other] You may have to wait for up to { $minutes } minutes before it is effective.
    }
# MDP-201
done-after-cut = The answer of the account service did not come, but your password has been changed.
    .advice = { done.advice }
# MDP-202
done-must-change = Your password has been changed, but it must be changed once more before it can be used.
    .advice = Choose to change it, with the password that you have just saved as the current one. If it happens again, ask the IT support of the academy, with the reference shown.
# MDP-410
wrong-captcha = The text you copied is not the one in the image.
    .advice = Copy the text of the new image. Capitals and lowercase letters are the same.
# MDP-411
expired-captcha = This image is no longer valid.
    .advice = Copy the text of the new image.
# MDP-412
too-many-waits = Too many waits were asked for. Nothing has been changed.
    .advice = { $minutes ->
        [1] Copy the image, or try again without it in 1 minute. If you can do neither, ask the IT support of the academy.
       *[other] Copy the image, or try again without it in { $minutes } minutes. If you can do neither, ask the IT support of the academy.
    }
# MDP-413
given-up = The request was cancelled during the wait. Nothing has been changed.
    .advice = You can begin again whenever you like.
# MDP-420
not-identified = We could not recognize you by this login and this password, or this account is blocked for now. Nothing has been changed.
    .advice = Check the login (that of your mailbox, without what follows the @ sign), then type the current password again. You no longer know it? Choose “define a new one”, if it is offered here. Otherwise ask the IT support of the academy.
# MDP-420, “define a new one”
not-identified-reset = We could not recognize you by this login, this NUMEN (or number) and this birth date, or this account is blocked for now. Nothing has been changed.
    .advice = Check each answer, beginning with the login: it is the one of your mailbox, without what follows the @ sign. If all is right, ask the IT support of the academy. If you know your password, choose “change it”.
# MDP-430
against-policy = The new password does not follow all the rules of the academy. Nothing has been changed.
    .advice = What to change is written under the field.
# MDP-430, only the strength rule is broken
too-easy = The new password is too easy to guess. Nothing has been changed.
    .advice = Choose a longer or less common password, without your name, your login or your birth date.
# MDP-430, only the difference rule is broken
same-as-current = The new password is the same as the current one. Nothing has been changed.
    .advice = Choose another password.
# MDP-430, only the breach rule is broken
breached = This password appears in a known data breach. Nothing has been changed.
    .advice = Choose another one, that was never used elsewhere. Where this one is still in use, change it too.
# MDP-431
too-short = The new password was refused: it is too short. Nothing has been changed.
    .advice = Choose a longer password.
# MDP-432
too-long = The new password was refused: it is too long. Nothing has been changed.
    .advice = Choose a shorter password. Accented letters often count twice there, and some signs four times.
# MDP-433
too-simple = The new password was refused: it is too simple. Nothing has been changed.
    .advice = Choose a longer or less common password, without your name or your login.
# MDP-433, the server also refuses pieces of names
too-simple-or-named = The new password was refused: it is too simple, or too close to your name. Nothing has been changed.
    .advice = This service also refuses three letters in a row of your names, of your login or of your mail address, even of what follows the @ sign. Choose a longer or less common password, without these letters.
# MDP-434
used-before = The new password was refused: this account has used it before. Nothing has been changed.
    .advice = Choose a password that you have never used.
# MDP-435
unchanged = The new password was refused: it already is the one of this account. Nothing has been changed.
    .advice = Choose another password.
# MDP-436
too-young = The password of this account was changed too recently. It has not been changed again.
    .advice = The academy demands some time between two changes: wait, then try again. To know how long, or if you cannot wait, ask the IT support of the academy.
# MDP-437
forbidden = The password of this account cannot be changed here. Nothing has been changed.
    .advice = Ask the IT support of the academy.
# MDP-438
unexplained = The new password was refused, and no reason was given. Nothing has been changed.
    .advice = Choose a longer password, very different from the previous ones. If it is refused too, ask the IT support of the academy.
# MDP-440
locked-by-administrator = This account is blocked by a decision of the academy. Nothing has been changed.
    .advice = Only the IT support of the academy can tell you more: ask them.
# MDP-440, the account has dates
outside-its-dates = This account is not open on this date. Nothing has been changed.
    .advice = Its first day is to come, or its last day is past. Ask the IT support of the academy.
# MDP-440, the account was not used
inactive = This account is closed, because it has not been used for a long time. Nothing has been changed.
    .advice = Ask the IT support of the academy to open it again.
# MDP-441
locked = This account is blocked for a while. Nothing has been changed.
    .advice = Wait a moment before you try again. If it stays blocked, ask the IT support of the academy.
# MDP-442
wrong-current = The current password was not accepted when saving. Nothing has been changed.
    .advice = Type your current password again. If it has just been changed elsewhere, type that one.
# MDP-443
expired = Your password has expired, and this application cannot replace it. Nothing has been changed.
    .advice = Ask the IT support of the academy, with the reference shown: they will give you a new password.
# MDP-450
cut-unchanged = The connection to the account service was lost. Nothing has been changed: your password is still the same.
    .advice = Try again in a few minutes. If it lasts, tell the IT support of the academy.
# MDP-452
not-known-yet = The account service has not answered yet. Your password may have been changed, or may be soon: it is not known yet.
    .advice = { $minutes ->
        [1] Do not send another request now. In 1 minute, try the new password, then the old one if you know it. If neither works, start again, or ask IT support, with the reference.
       *[other] Do not send another request now. In { $minutes } minutes, try the new password, then the old one if you know it. If neither works, start again, or ask IT support, with the reference.
    }
# MDP-500
internal = A fault in this application has stopped the operation. Nothing has been changed.
    .advice = Try again. If it happens again, tell the IT support of the academy, with the reference shown.
# MDP-503
unreachable = The account service of the academy cannot be reached. Nothing has been changed.
    .advice = Try again in a few minutes. If it lasts, tell the IT support of the academy.
# MDP-504
too-slow = The account service of the academy did not answer in time. Nothing has been changed.
    .advice = Try again in a few minutes. If it lasts, tell the IT support of the academy.
# MDP-505
untrusted = The application could not make sure that it is talking to the account service of the academy. For safety, it stopped. Nothing has been changed.
    .advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
# MDP-506
unreadable-answer = The account service of the academy sent an answer that cannot be read. For safety, the application stopped. Nothing has been changed.
    .advice = Try again once. If it happens again, tell the IT support of the academy, with the reference shown.
# MDP-507
certificate-demanded = The account service of the academy does not accept the connection of this application, for want of a valid authorisation. Nothing has been changed.
    .advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
# MDP-520
service-refused = The account service does not accept this application. Nothing has been changed.
    .advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
# MDP-521
no-right = This application is not allowed to change the password of this account. Nothing has been changed.
    .advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
# MDP-522
not-confidential = The connection to the account service is not protected enough for a password. Nothing has been changed.
    .advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
# MDP-523
reset-unavailable = A forgotten password cannot be defined again from this application.
    .advice = If you know your current password, choose to change it. If not, ask the IT support of the academy.
# MDP-524
breach-list-unusable = The service cannot compare your password with those of known data breaches. Nothing has been changed.
    .advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
# MDP-526
unknown-directory = This application cannot redefine a password in this account service. Nothing has been changed.
    .advice = If you know your current password, choose to change it. If not, ask the IT support of the academy, with the reference shown.
# MDP-527
state-unreadable = This application could not check that your account is open. To be safe, it stopped. Nothing has been changed.
    .advice = Trying again will not help. Tell the IT support of the academy, with the reference shown. If you know your current password, you can also choose to change it.
# MDP-530
directory-busy = The account service of the academy cannot handle the request at the moment. Nothing has been changed.
    .advice = Try again in a few minutes. If it happens again, tell the IT support of the academy, with the reference shown.
# MDP-532
directory-fault = The account service of the academy would not handle the request. Nothing has been changed.
    .advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
# MDP-550
accepted-unverified = Your new password was accepted, but the account service then stopped answering: it is not verified.
    .advice = In a few minutes, try the new password, then the old one. If neither works, ask the IT support of the academy, with the reference shown.
# MDP-551
not-proved = The change was accepted, but the new password does not open your account for now.
    .advice = In a few minutes, try the new password, then the old one. If neither works, ask the IT support of the academy, with the reference shown.
