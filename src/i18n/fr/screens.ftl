### Titles, menu, help, endings.

program = MaMamia
subtitle = Gestion de mon compte académique
menu-title = Gérer mon mot de passe
menu-change = le modifier
menu-change-explained = Je connais mon mot de passe actuel et je veux en changer.
menu-change-at-hand = Prévoir : identifiant, mot de passe actuel
menu-reset = le redéfinir
menu-reset-explained = Je ne connais pas, ou plus, mon mot de passe.
menu-reset-at-hand = Prévoir : identifiant, Numen, date de naissance
menu-reset-closed = Non proposé ici. Si vous ne connaissez pas votre mot de passe, adressez-vous à l’assistance informatique de l’académie.
change-title = Modifier mon mot de passe
reset-title = Définir ou redéfinir mon mot de passe
done-title = Mot de passe enregistré
refused-title = Mot de passe non enregistré
saving = Enregistrement en cours…
delayed = { $seconds ->
    [one] Encore { $seconds } seconde. Échap : annuler
   *[other] Encore { $seconds } secondes. Échap : annuler
}
awaited = { $seconds } s. Échap : ne plus attendre
slow-answer = { $seconds ->
    [one] Votre demande est partie, mais le service des comptes est lent : réponse attendue encore { $seconds } seconde au plus.
   *[other] Votre demande est partie, mais le service des comptes est lent : réponse attendue encore { $seconds } secondes au plus.
}
image-coming = L’image arrive…
image-stale = Cette image n’est plus valable. Appuyez sur F5 pour en recevoir une autre.
image-failed = L’image n’a pas pu être dessinée. Appuyez sur F5 pour réessayer.
image-too-wide = La fenêtre est trop étroite pour montrer l’image : élargissez-la à 76 colonnes.
reference = Référence : { $reference } (code { $code })
reference-explained = Notez cette référence : elle permet à l’assistance de retrouver ce qui s’est passé.
help-title = Aide
help-weakness = Votre nouveau mot de passe
help-complexity = Complexité du mot de passe
help-complexity-text = Pour renforcer la sécurité de votre compte, votre mot de passe doit contenir au moins { $count } caractères, au moins une minuscule et une majuscule, au moins un chiffre et au moins un caractère non-alphanumérique (&,#,!,$,...).
help-bar = La barre de couleur et le score associé vous donnent une idée du niveau de protection que vous fournit votre mot de passe.
help-signs = Devant chaque règle : « { $met } » elle est respectée, « { $unmet } » elle ne l’est pas encore. F2 montre un instant ce qui est masqué ; F4 propose un mot de passe.
help-not-needed = « { $waived } » devant une règle : une phrase assez longue n’en a pas besoin.
help-external = Numéro de personne extérieure
help-external-text = Si vous êtes une personne extérieure, vous ne possédez pas de Numen mais un Numéro de personne extérieure qui vous a été remis par votre responsable lors de votre arrivée dans les services académiques. Si vous l’avez perdu, merci de vous adresser à votre responsable.
help-limits = Durée d’une visite
help-limits-text = Sans une touche pendant { $idle }, tout est effacé et la visite se termine. Une visite dure au plus { $longest } ; quand la fin approche, F7 ou Ctrl-T la prolonge d’autant, { $times } fois au plus. Un avertissement vient toujours avant.
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } secondes
}
help-keys = Touches
too-small = Fenêtre trop petite : agrandissez-la (40 colonnes, 12 lignes). Rien n’est perdu ; d’ici là, rien ne se saisit. Échap : retour, Ctrl-C : quitter.
disclosed = Démonstration, captcha : { $text }
help-complexity-other = Pour renforcer la sécurité de votre compte, votre mot de passe doit remplir ces conditions : { $rules }.
help-key = { $keys } : { $does }
unsure-title = Résultat incertain
image-below = (L’image s’affiche quand vous arrivez ici.)
image-comes-here = l’image vient ici
help-more = (suite : { $key })
support = Assistance : { $support }
held-nothing-sent = Rien n’est parti : Échap l’annule, ce que vous avez saisi est gardé.
seconds-left = { $seconds ->
    [one] Encore { $seconds } seconde
   *[other] Encore { $seconds } secondes
}
help-image = Les { $count } lettres ou chiffres de l’image, en majuscules ou en minuscules.
help-without-image = Vous ne la voyez pas ? F6 : votre demande sera seulement retenue un moment.
help-refused = Refus MDP-{ $code } : que faire
