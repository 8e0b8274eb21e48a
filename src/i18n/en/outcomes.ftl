# How a request ended: what happened (outcome-CODE), and what to do (outcome-CODE-advice).

outcome-200 = Your password has been changed.
outcome-200-advice = { $minutes ->
    [0] It is effective now.
    [1] You may have to wait for up to 1 minute before it is effective.
   *[other] You may have to wait for up to { $minutes } minutes before it is effective.
}
outcome-201 = The connection was lost for a moment, but your password has been changed.
outcome-201-advice = { $minutes ->
    [0] It is effective now.
    [1] You may have to wait for up to 1 minute before it is effective.
   *[other] You may have to wait for up to { $minutes } minutes before it is effective.
}
outcome-410 = The text you copied is not the one in the image.
outcome-410-advice = Copy the text of the new image. Capitals and small letters are the same.
outcome-411 = This image is no longer valid.
outcome-411-advice = Copy the text of the new image.
outcome-412 = Too many waits were asked for. Nothing has been changed.
outcome-412-advice = Copy the image, or try again in an hour. If you can do neither, ask the IT support of the academy.
outcome-413 = The request was cancelled during the wait. Nothing has been changed.
outcome-413-advice = You can begin again whenever you like.
outcome-420 = What you typed does not identify an account.
outcome-420-advice = Check each answer, beginning with the login: it is the one of your mailbox, without what follows the @ sign. After several tries an account may be blocked for a while. If it still fails, ask the IT support of the academy.
outcome-430 = The new password does not follow all the rules of the academy. Nothing has been changed.
outcome-430-advice = What to change is written under the field.
outcome-430-strength = The new password is too easy to guess. Nothing has been changed.
outcome-430-strength-advice = Choose a longer or less common password, without your name, your login or your birth date.
outcome-430-same = The new password is the same as the current one. Nothing has been changed.
outcome-430-same-advice = Choose another password.
outcome-430-breached = This password appears in a known data breach. Nothing has been changed.
outcome-430-breached-advice = Choose another one, that was never used elsewhere. Where this one is still in use, change it too.
outcome-431 = The new password was refused: it is too short. Nothing has been changed.
outcome-431-advice = Choose a longer password.
outcome-432 = The new password was refused: it is too long. Nothing has been changed.
outcome-432-advice = Choose a shorter password.
outcome-433 = The new password was refused: it is too simple. Nothing has been changed.
outcome-433-advice = Choose a longer or less common password, without your name or your login.
outcome-434 = The new password was refused: this account has used it before. Nothing has been changed.
outcome-434-advice = Choose a password that you have never used.
outcome-435 = The new password was refused: it already is the one of this account. Nothing has been changed.
outcome-435-advice = Choose another password.
outcome-436 = The password of this account was changed too recently. It has not been changed again.
outcome-436-advice = Try again later, for instance tomorrow. If you cannot wait, ask the IT support of the academy.
outcome-437 = The password of this account cannot be changed here. Nothing has been changed.
outcome-437-advice = Ask the IT support of the academy.
outcome-438 = The new password was refused, and no reason was given. Nothing has been changed.
outcome-438-advice = Choose a longer password, very different from the previous ones. If it is refused too, ask the IT support of the academy.
outcome-440 = This account is blocked by a decision of the academy. Nothing has been changed.
outcome-440-advice = Only the IT support of the academy can tell you more: ask them.
outcome-441 = This account is blocked for a while. Nothing has been changed.
outcome-441-advice = Wait a moment before you try again. If it stays blocked, ask the IT support of the academy.
outcome-442 = The current password was not accepted when saving. Nothing has been changed.
outcome-442-advice = Type your current password again. If it has just been changed elsewhere, type that one.
outcome-450 = The connection to the account service was lost. Nothing has been changed: your password is still the same.
outcome-450-advice = Try again in a few minutes. If your previous password is then refused, try the new one.
outcome-500 = A fault in this application has stopped the operation. Nothing has been changed.
outcome-500-advice = Try again. If it happens again, tell the IT support of the academy, with the reference shown.
outcome-503 = The account service of the academy cannot be reached. Nothing has been changed.
outcome-503-advice = Try again in a few minutes. If it lasts, tell the IT support of the academy.
outcome-504 = The account service of the academy did not answer in time. Nothing has been changed.
outcome-504-advice = Try again in a few minutes. If it lasts, tell the IT support of the academy.
outcome-505 = The application could not make sure that it is talking to the account service of the academy. For safety, it stopped. Nothing has been changed.
outcome-505-advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
outcome-520 = The account service does not accept this application. Nothing has been changed.
outcome-520-advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
outcome-521 = This application is not allowed to change the password of this account. Nothing has been changed.
outcome-521-advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
outcome-522 = The connection to the account service is not protected enough for a password. Nothing has been changed.
outcome-522-advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
outcome-523 = A forgotten password cannot be defined again from this application.
outcome-523-advice = If you know your current password, choose to change it. If not, ask the IT support of the academy.
outcome-524 = The service cannot compare your password with those of known data breaches. Nothing has been changed.
outcome-524-advice = Trying again will not help. Tell the IT support of the academy, with the reference shown.
outcome-530 = The account service of the academy declined the request. Nothing has been changed.
outcome-530-advice = Try again in a few minutes. If it happens again, tell the IT support of the academy, with the reference shown.
outcome-550 = The connection to the account service was lost. It is impossible to say whether your password has been changed.
outcome-550-advice = In a few minutes, try the new password, then the old one: one of them is right. If neither works, ask the IT support of the academy, with the reference shown.
outcome-551 = The change was accepted, but the new password does not open your account for now.
outcome-551-advice = In a few minutes, try the new password, then the old one. If neither works, ask the IT support of the academy, with the reference shown.
