# How a request ended: what happened (outcome-CODE), and what to do (outcome-CODE-advice).

outcome-200 = La modification de votre mot de passe a été effectuée.
outcome-200-advice = { $minutes ->
    [0] Il est effectif dès maintenant.
    [1] Vous devrez attendre au maximum 1 minute pour que celui-ci soit effectif.
   *[other] Vous devrez attendre au maximum { $minutes } minutes pour que celui-ci soit effectif.
}
outcome-201 = La liaison a été coupée un instant, mais la modification de votre mot de passe a été effectuée.
outcome-201-advice = { $minutes ->
    [0] Il est effectif dès maintenant.
    [1] Vous devrez attendre au maximum 1 minute pour que celui-ci soit effectif.
   *[other] Vous devrez attendre au maximum { $minutes } minutes pour que celui-ci soit effectif.
}
outcome-410 = Le texte recopié n'est pas celui de l'image.
outcome-410-advice = Recopiez celui de la nouvelle image ; majuscules et minuscules se valent.
outcome-411 = Cette image n'est plus valable.
outcome-411-advice = Recopiez le texte de la nouvelle image.
outcome-412 = Trop d'attentes demandées. Rien n'a été modifié.
outcome-412-advice = Recopiez l'image, ou réessayez dans une heure. Si vous ne pouvez ni l'un ni l'autre, adressez-vous à l'assistance informatique de l'académie.
outcome-413 = La demande a été annulée pendant l'attente. Rien n'a été modifié.
outcome-413-advice = Vous pouvez recommencer quand vous voulez.
outcome-420 = Les informations saisies ne permettent pas d'identifier un compte.
outcome-420-advice = Vérifiez chaque information, à commencer par l'identifiant : c'est celui de votre messagerie, sans ce qui suit le signe @. Après plusieurs essais, un compte peut être bloqué pendant un certain temps. En cas de difficulté, adressez-vous à l'assistance informatique de l'académie.
outcome-430 = Le nouveau mot de passe ne respecte pas toutes les règles de l'académie. Rien n'a été modifié.
outcome-430-advice = Ce qui est à changer est écrit sous le champ.
outcome-430-strength = Le nouveau mot de passe est trop facile à deviner. Rien n'a été modifié.
outcome-430-strength-advice = Choisissez un mot de passe plus long ou moins courant, sans votre nom, votre identifiant ni votre date de naissance.
outcome-430-same = Le nouveau mot de passe est le même que le mot de passe actuel. Rien n'a été modifié.
outcome-430-same-advice = Choisissez un autre mot de passe.
outcome-430-breached = Ce mot de passe figure dans une fuite de données connue. Rien n'a été modifié.
outcome-430-breached-advice = Choisissez-en un autre, qui n'a jamais servi ailleurs. Là où celui-ci sert encore, changez-le aussi.
outcome-431 = Le nouveau mot de passe a été refusé : il est trop court. Rien n'a été modifié.
outcome-431-advice = Choisissez un mot de passe plus long.
outcome-432 = Le nouveau mot de passe a été refusé : il est trop long. Rien n'a été modifié.
outcome-432-advice = Choisissez un mot de passe plus court.
outcome-433 = Le nouveau mot de passe a été refusé : il est trop simple. Rien n'a été modifié.
outcome-433-advice = Choisissez un mot de passe plus long ou moins courant, sans votre nom ni votre identifiant.
outcome-434 = Le nouveau mot de passe a été refusé : il a déjà servi pour ce compte. Rien n'a été modifié.
outcome-434-advice = Choisissez un mot de passe que vous n'avez jamais utilisé.
outcome-435 = Le nouveau mot de passe a été refusé : c'est déjà celui de ce compte. Rien n'a été modifié.
outcome-435-advice = Choisissez un autre mot de passe.
outcome-436 = Le mot de passe de ce compte a été modifié il y a trop peu de temps. Il n'a pas été modifié de nouveau.
outcome-436-advice = Réessayez plus tard, par exemple demain. Si vous ne pouvez pas attendre, adressez-vous à l'assistance informatique de l'académie.
outcome-437 = Le mot de passe de ce compte ne peut pas être modifié ici. Rien n'a été modifié.
outcome-437-advice = Adressez-vous à l'assistance informatique de l'académie.
outcome-438 = Le nouveau mot de passe a été refusé, sans que la raison soit donnée. Rien n'a été modifié.
outcome-438-advice = Choisissez un mot de passe plus long, très différent des précédents. S'il est refusé aussi, adressez-vous à l'assistance informatique de l'académie.
outcome-440 = Ce compte est bloqué par une décision de l'académie. Rien n'a été modifié.
outcome-440-advice = Seule l'assistance informatique de l'académie peut vous renseigner : adressez-vous à elle.
outcome-441 = Ce compte est bloqué pour un certain temps. Rien n'a été modifié.
outcome-441-advice = Attendez un moment avant de réessayer. Si le blocage dure, adressez-vous à l'assistance informatique de l'académie.
outcome-442 = Le mot de passe actuel n'a pas été accepté au moment de l'enregistrement. Rien n'a été modifié.
outcome-442-advice = Saisissez de nouveau votre mot de passe actuel. S'il vient d'être modifié ailleurs, saisissez celui-là.
outcome-450 = La liaison avec le service des comptes a été coupée. Rien n'a été modifié : votre mot de passe est resté le même.
outcome-450-advice = Réessayez dans quelques minutes. Si votre mot de passe d'avant n'est alors plus accepté, essayez le nouveau.
outcome-500 = Un défaut de cette application a arrêté l'opération. Rien n'a été modifié.
outcome-500-advice = Réessayez. Si cela se reproduit, signalez-le à l'assistance informatique de l'académie, avec la référence affichée.
outcome-503 = Le service des comptes de l'académie est injoignable. Rien n'a été modifié.
outcome-503-advice = Réessayez dans quelques minutes. Si cela dure, signalez-le à l'assistance informatique de l'académie.
outcome-504 = Le service des comptes de l'académie n'a pas répondu à temps. Rien n'a été modifié.
outcome-504-advice = Réessayez dans quelques minutes. Si cela dure, signalez-le à l'assistance informatique de l'académie.
outcome-505 = L'application n'a pas pu vérifier qu'elle parle bien au service des comptes de l'académie. Par sécurité, elle s'est arrêtée. Rien n'a été modifié.
outcome-505-advice = Réessayer n'y changera rien. Signalez-le à l'assistance informatique de l'académie, avec la référence affichée.
outcome-520 = Le service des comptes n'accepte pas cette application. Rien n'a été modifié.
outcome-520-advice = Réessayer n'y changera rien. Signalez-le à l'assistance informatique de l'académie, avec la référence affichée.
outcome-521 = Cette application n'a pas le droit de modifier le mot de passe de ce compte. Rien n'a été modifié.
outcome-521-advice = Réessayer n'y changera rien. Signalez-le à l'assistance informatique de l'académie, avec la référence affichée.
outcome-522 = La liaison avec le service des comptes n'est pas assez protégée pour un mot de passe. Rien n'a été modifié.
outcome-522-advice = Réessayer n'y changera rien. Signalez-le à l'assistance informatique de l'académie, avec la référence affichée.
outcome-523 = Un mot de passe oublié ne peut pas être redéfini depuis cette application.
outcome-523-advice = Si vous connaissez votre mot de passe actuel, choisissez « le modifier ». Sinon, adressez-vous à l'assistance informatique de l'académie.
outcome-524 = Le service ne peut pas comparer votre mot de passe à ceux des fuites de données connues. Rien n'a été modifié.
outcome-524-advice = Réessayer n'y changera rien. Signalez-le à l'assistance informatique de l'académie, avec la référence affichée.
outcome-530 = Le service des comptes de l'académie n'a pas voulu traiter la demande. Rien n'a été modifié.
outcome-530-advice = Réessayez dans quelques minutes. Si cela se reproduit, signalez-le à l'assistance informatique de l'académie, avec la référence affichée.
outcome-550 = La liaison avec le service des comptes a été coupée. Impossible de dire si votre mot de passe a été modifié.
outcome-550-advice = Dans quelques minutes, essayez le nouveau mot de passe, puis l'ancien : l'un des deux est le bon. Si aucun ne convient, adressez-vous à l'assistance informatique de l'académie, avec la référence.
outcome-551 = La modification a été acceptée, mais le nouveau mot de passe n'ouvre pas votre compte pour l'instant.
outcome-551-advice = Dans quelques minutes, essayez le nouveau mot de passe, puis l'ancien. Si aucun ne convient, adressez-vous à l'assistance informatique de l'académie, avec la référence affichée.
