### About the password in force, as the directory told it. Two rows of a small screen at most.

reminder-uses-left = { $uses ->
    [0] Votre mot de passe a expiré : il n’ouvrira plus votre compte.
    [1] Votre mot de passe a expiré. Il ne peut plus servir que 1 fois.
   *[other] Votre mot de passe a expiré. Il ne peut plus servir que { $uses } fois.
}
reminder-unusable = Votre mot de passe n’ouvre plus votre compte : il doit être changé.
reminder-must-change = Votre mot de passe doit être changé avant de servir ailleurs.
reminder-days-left = { $days ->
    [1] Votre mot de passe expire dans 1 jour.
   *[other] Votre mot de passe expire dans { $days } jours.
}
reminder-hours-left = { $hours ->
    [0] Votre mot de passe expire dans moins d’une heure.
    [1] Votre mot de passe expire dans 1 heure.
   *[other] Votre mot de passe expire dans { $hours } heures.
}
# The password was changed before the request; « followed » tells whether it was changed once more.
reminder-changed-today = { $followed ->
    [1] Votre mot de passe avait été modifié aujourd’hui à { $hour } h { $minute }.
   *[other] Votre mot de passe a été modifié aujourd’hui à { $hour } h { $minute }.
}
reminder-changed-yesterday = { $followed ->
    [1] Votre mot de passe avait été modifié hier à { $hour } h { $minute }.
   *[other] Votre mot de passe a été modifié hier à { $hour } h { $minute }.
}
reminder-changed-on = { $followed ->
    [1] Votre mot de passe avait été modifié le { $day } à { $hour } h { $minute }.
   *[other] Votre mot de passe a été modifié le { $day } à { $hour } h { $minute }.
}
