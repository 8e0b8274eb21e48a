### About the password in force, as the directory told it. Two rows of a small screen at most.

reminder-uses-left = { $uses ->
    [0] Your password has expired: it will not open your account again.
    [1] Your password has expired. It can be used only 1 more time.
   *[other] Your password has expired. It can be used only { $uses } more times.
}
reminder-unusable = Your password opens nothing any more: it must be changed.
reminder-must-change = Your password must be changed before it is used elsewhere.
reminder-days-left = { $days ->
    [1] Your password expires in 1 day.
   *[other] Your password expires in { $days } days.
}
reminder-hours-left = { $hours ->
    [0] Your password expires in less than an hour.
    [1] Your password expires in 1 hour.
   *[other] Your password expires in { $hours } hours.
}
# The password was changed before the request; « followed » tells whether it was changed once more.
reminder-changed-today = { $followed ->
    [1] Your password had been changed today at { $hour }:{ $minute }.
   *[other] Your password was changed today at { $hour }:{ $minute }.
}
reminder-changed-yesterday = { $followed ->
    [1] Your password had been changed yesterday at { $hour }:{ $minute }.
   *[other] Your password was changed yesterday at { $hour }:{ $minute }.
}
reminder-changed-on = { $followed ->
    [1] Your password had been changed on { $day } at { $hour }:{ $minute }.
   *[other] Your password was changed on { $day } at { $hour }:{ $minute }.
}
