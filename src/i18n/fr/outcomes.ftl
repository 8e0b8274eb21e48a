### How a request ended, under its stable code: what happened, and (.advice) what to do.

# MDP-200
done = La modification de votre mot de passe a été effectuée.
    .advice = { $minutes ->
        [0] Il est effectif dès maintenant.
        [1] Vous devrez attendre au maximum 1 minute pour que celui-ci soit effectif.
       *[other] Vous devrez attendre au maximum { $minutes } minutes pour que celui-ci soit effectif.
    }
# MDP-201
done-after-cut = La réponse du service des comptes n’est pas arrivée, mais la modification de votre mot de passe a été effectuée.
    .advice = { done.advice }
# MDP-202
done-must-change = La modification de votre mot de passe a été effectuée, mais il doit être changé encore une fois avant de servir.
    .advice = Choisissez « le modifier », avec le mot de passe que vous venez d’enregistrer comme mot de passe actuel. Si cela se reproduit, adressez-vous à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-410
wrong-captcha = Le texte recopié n’est pas celui de l’image.
    .advice = Recopiez celui de la nouvelle image ; majuscules et minuscules se valent.
# MDP-411
expired-captcha = Cette image n’est plus valable.
    .advice = Recopiez le texte de la nouvelle image.
# MDP-412
too-many-waits = Trop d’attentes demandées. Rien n’a été modifié.
    .advice = { $minutes ->
        [1] Recopiez l’image, ou réessayez sans image dans 1 minute. Si vous ne pouvez ni l’un ni l’autre, adressez-vous à l’assistance informatique de l’académie.
       *[other] Recopiez l’image, ou réessayez sans image dans { $minutes } minutes. Si vous ne pouvez ni l’un ni l’autre, adressez-vous à l’assistance informatique de l’académie.
    }
# MDP-413
given-up = La demande a été annulée pendant l’attente. Rien n’a été modifié.
    .advice = Vous pouvez recommencer quand vous voulez.
# MDP-420
not-identified = Nous n’avons pas pu vous reconnaître avec cet identifiant et ce mot de passe, ou ce compte est bloqué pour l’instant. Rien n’a été modifié.
    .advice = Vérifiez l’identifiant (celui de votre messagerie, sans ce qui suit le signe @), puis retapez le mot de passe actuel. Vous ne le connaissez plus ? Choisissez « le redéfinir », s’il est proposé ici. Sinon, adressez-vous à l’assistance informatique de l’académie.
# MDP-420, « le redéfinir »
not-identified-reset = Nous n’avons pas pu vous reconnaître avec cet identifiant, ce Numen (ou ce numéro) et cette date de naissance, ou ce compte est bloqué pour l’instant. Rien n’a été modifié.
    .advice = Vérifiez chaque information, à commencer par l’identifiant : c’est celui de votre messagerie, sans ce qui suit le signe @. Si tout est juste, adressez-vous à l’assistance informatique de l’académie. Si vous connaissez votre mot de passe, choisissez « le modifier ».
# MDP-430
against-policy = Le nouveau mot de passe ne respecte pas toutes les règles de l’académie. Rien n’a été modifié.
    .advice = Ce qui est à changer est écrit sous le champ.
# MDP-430, only the strength rule is broken
too-easy = Le nouveau mot de passe est trop facile à deviner. Rien n’a été modifié.
    .advice = Choisissez un mot de passe plus long ou moins courant, sans votre nom, votre identifiant ni votre date de naissance.
# MDP-430, only the difference rule is broken
same-as-current = Le nouveau mot de passe est le même que le mot de passe actuel. Rien n’a été modifié.
    .advice = Choisissez un autre mot de passe.
# MDP-430, only the breach rule is broken
breached = Ce mot de passe figure dans une fuite de données connue. Rien n’a été modifié.
    .advice = Choisissez-en un autre, qui n’a jamais servi ailleurs. Là où celui-ci sert encore, changez-le aussi.
# MDP-431
too-short = Le nouveau mot de passe a été refusé : il est trop court. Rien n’a été modifié.
    .advice = Choisissez un mot de passe plus long.
# MDP-432
too-long = Le nouveau mot de passe a été refusé : il est trop long. Rien n’a été modifié.
    .advice = Choisissez un mot de passe plus court. Les lettres accentuées y comptent souvent double, et certains signes quadruple.
# MDP-433
too-simple = Le nouveau mot de passe a été refusé : il est trop simple. Rien n’a été modifié.
    .advice = Choisissez un mot de passe plus long ou moins courant, sans votre nom ni votre identifiant.
# MDP-433, the server also refuses pieces of names
too-simple-or-named = Le nouveau mot de passe a été refusé : il est trop simple, ou trop proche de votre nom. Rien n’a été modifié.
    .advice = Ce service refuse aussi trois lettres de suite de votre nom, de votre prénom, de votre identifiant ou de votre adresse de messagerie, même ce qui suit le signe @. Choisissez un mot de passe plus long ou moins courant, sans ces lettres.
# MDP-434
used-before = Le nouveau mot de passe a été refusé : il a déjà servi pour ce compte. Rien n’a été modifié.
    .advice = Choisissez un mot de passe que vous n’avez jamais utilisé.
# MDP-435
unchanged = Le nouveau mot de passe a été refusé : c’est déjà celui de ce compte. Rien n’a été modifié.
    .advice = Choisissez un autre mot de passe.
# MDP-436
too-young = Le mot de passe de ce compte a été modifié il y a trop peu de temps. Il n’a pas été modifié de nouveau.
    .advice = L’académie exige un délai entre deux changements : attendez, puis réessayez. Pour savoir combien, ou si vous ne pouvez pas attendre, adressez-vous à l’assistance informatique de l’académie.
# MDP-437
forbidden = Le mot de passe de ce compte ne peut pas être modifié ici. Rien n’a été modifié.
    .advice = Adressez-vous à l’assistance informatique de l’académie.
# MDP-438
unexplained = Le nouveau mot de passe a été refusé, sans que la raison soit donnée. Rien n’a été modifié.
    .advice = Choisissez un mot de passe plus long, très différent des précédents. S’il est refusé aussi, adressez-vous à l’assistance informatique de l’académie.
# MDP-440
locked-by-administrator = Ce compte est bloqué par une décision de l’académie. Rien n’a été modifié.
    .advice = Seule l’assistance informatique de l’académie peut vous renseigner : adressez-vous à elle.
# MDP-440, the account has dates
outside-its-dates = Ce compte n’est pas ouvert à cette date. Rien n’a été modifié.
    .advice = Sa période d’ouverture n’a pas commencé, ou elle est terminée. Adressez-vous à l’assistance informatique de l’académie.
# MDP-440, the account was not used
inactive = Ce compte est fermé, parce qu’il n’a pas servi depuis longtemps. Rien n’a été modifié.
    .advice = Demandez sa réouverture à l’assistance informatique de l’académie.
# MDP-441
locked = Ce compte est bloqué pour un certain temps. Rien n’a été modifié.
    .advice = Attendez un moment avant de réessayer. Si le blocage dure, adressez-vous à l’assistance informatique de l’académie.
# MDP-442
wrong-current = Le mot de passe actuel n’a pas été accepté au moment de l’enregistrement. Rien n’a été modifié.
    .advice = Saisissez de nouveau votre mot de passe actuel. S’il vient d’être modifié ailleurs, saisissez celui-là.
# MDP-443
expired = Votre mot de passe a expiré, et cette application ne peut pas le remplacer. Rien n’a été modifié.
    .advice = Adressez-vous à l’assistance informatique de l’académie, avec la référence affichée : elle vous donnera un nouveau mot de passe.
# MDP-450
cut-unchanged = La liaison avec le service des comptes a été coupée. Rien n’a été modifié : votre mot de passe est resté le même.
    .advice = Réessayez dans quelques minutes. Si cela dure, signalez-le à l’assistance informatique de l’académie.
# MDP-452
not-known-yet = Le service des comptes n’a pas encore répondu. Votre mot de passe est peut-être modifié, ou va l’être : on ne le sait pas encore.
    .advice = { $minutes ->
        [1] N’envoyez pas d’autre demande maintenant. Dans 1 minute, essayez le nouveau mot de passe, puis l’ancien si vous le connaissez. Si aucun ne convient, recommencez, ou voyez l’assistance, avec la référence.
       *[other] N’envoyez pas d’autre demande maintenant. Dans { $minutes } minutes, essayez le nouveau mot de passe, puis l’ancien si vous le connaissez. Si aucun ne convient, recommencez, ou voyez l’assistance, avec la référence.
    }
# MDP-500
internal = Un défaut de cette application a arrêté l’opération. Rien n’a été modifié.
    .advice = Réessayez. Si cela se reproduit, signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-503
unreachable = Le service des comptes de l’académie est injoignable. Rien n’a été modifié.
    .advice = Réessayez dans quelques minutes. Si cela dure, signalez-le à l’assistance informatique de l’académie.
# MDP-504
too-slow = Le service des comptes de l’académie n’a pas répondu à temps. Rien n’a été modifié.
    .advice = Réessayez dans quelques minutes. Si cela dure, signalez-le à l’assistance informatique de l’académie.
# MDP-505
untrusted = L’application n’a pas pu vérifier qu’elle parle bien au service des comptes de l’académie. Par sécurité, elle s’est arrêtée. Rien n’a été modifié.
    .advice = Réessayer n’y changera rien. Signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-506
unreadable-answer = Le service des comptes de l’académie a envoyé une réponse illisible. Par sécurité, l’application s’est arrêtée. Rien n’a été modifié.
    .advice = Réessayez une fois. Si cela se reproduit, signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-507
certificate-demanded = Le service des comptes de l’académie n’accepte pas la liaison de cette application, faute d’une autorisation valable. Rien n’a été modifié.
    .advice = Réessayer n’y changera rien. Signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-520
service-refused = Le service des comptes n’accepte pas cette application. Rien n’a été modifié.
    .advice = Réessayer n’y changera rien. Signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-521
no-right = Cette application n’a pas le droit de modifier le mot de passe de ce compte. Rien n’a été modifié.
    .advice = Réessayer n’y changera rien. Signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-522
not-confidential = La liaison avec le service des comptes n’est pas assez protégée pour un mot de passe. Rien n’a été modifié.
    .advice = Réessayer n’y changera rien. Signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-523
reset-unavailable = Un mot de passe oublié ne peut pas être redéfini depuis cette application.
    .advice = Si vous connaissez votre mot de passe actuel, choisissez « le modifier ». Sinon, adressez-vous à l’assistance informatique de l’académie.
# MDP-524
breach-list-unusable = Le service ne peut pas comparer votre mot de passe à ceux des fuites de données connues. Rien n’a été modifié.
    .advice = Réessayer n’y changera rien. Signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-526
unknown-directory = Cette application ne sait pas redéfinir un mot de passe dans ce service des comptes. Rien n’a été modifié.
    .advice = Si vous connaissez votre mot de passe actuel, choisissez « le modifier ». Sinon, adressez-vous à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-527
state-unreadable = Cette application n’a pas pu vérifier que votre compte est ouvert. Par sécurité, elle s’est arrêtée. Rien n’a été modifié.
    .advice = Réessayer n’y changera rien. Signalez-le à l’assistance informatique de l’académie, avec la référence affichée. Si vous connaissez votre mot de passe actuel, vous pouvez aussi choisir « le modifier ».
# MDP-530
directory-busy = Le service des comptes de l’académie ne peut pas traiter la demande pour l’instant. Rien n’a été modifié.
    .advice = Réessayez dans quelques minutes. Si cela se reproduit, signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-532
directory-fault = Le service des comptes de l’académie n’a pas voulu traiter la demande. Rien n’a été modifié.
    .advice = Réessayer n’y changera rien. Signalez-le à l’assistance informatique de l’académie, avec la référence affichée.
# MDP-550
accepted-unverified = La modification de votre mot de passe a été acceptée, mais le service des comptes n’a plus répondu ensuite : elle n’est pas vérifiée.
    .advice = Dans quelques minutes, essayez le nouveau mot de passe, puis l’ancien. Si aucun ne convient, adressez-vous à l’assistance informatique de l’académie, avec la référence.
# MDP-551
not-proved = La modification a été acceptée, mais le nouveau mot de passe n’ouvre pas votre compte pour l’instant.
    .advice = Dans quelques minutes, essayez le nouveau mot de passe, puis l’ancien. Si aucun ne convient, adressez-vous à l’assistance informatique de l’académie, avec la référence affichée.
