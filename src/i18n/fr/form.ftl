### Labels of fields, rules, faults, notices, exit messages, names of keys.

# Labels of the fields, as on the web page.
label-login = Identifiant
label-current = Mot de passe actuel
label-number = Numen (ou Numéro de personne extérieure)
label-birth-date = Date de naissance
label-new = Nouveau mot de passe
label-confirmation = Confirmation du nouveau mot de passe
label-captcha = Recopiez le texte qui apparaît sur l’image

# The same, for narrow screens.
short-login = Identifiant
short-current = Mot de passe actuel
short-number = Numen ou numéro
short-birth-date = Date de naissance
short-new = Nouveau mot de passe
short-confirmation = Confirmation
short-captcha = Texte de l’image

# What is expected, beside an empty field.
hint-login = ex. : pmartin
hint-number = 13 caractères
hint-birth-date = JJ/MM/AAAA

# Button and links.
without-image = { $seconds ->
    [one] Sans image : après « Enregistrer », votre demande sera retenue { $seconds } seconde.
   *[other] Sans image : après « Enregistrer », votre demande sera retenue { $seconds } secondes.
} { $left ->
    [1] C’est la dernière attente possible dans l’heure.
   *[other] Il reste { $left } attentes dans l’heure, chacune plus longue que la précédente.
} F6 ou Ctrl-O : revenir à l’image.
without-image-sent = { $seconds ->
    [one] Sans image : votre demande est retenue { $seconds } seconde avant d’être traitée.
   *[other] Sans image : votre demande est retenue { $seconds } secondes avant d’être traitée.
}
button-save = Enregistrer
link-to-reset = Je ne connais pas mon mot de passe
link-to-change = Je connais mon mot de passe

# Fields outside a small window.
fields-above = { $count ->
    [one] { $count } champ
   *[other] { $count } champs
}
fields-below = { $count ->
    [one] { $count } champ, puis « Enregistrer »
   *[other] { $count } champs, puis « Enregistrer »
}

# Rules, as they are ticked.
rule-min-length = { $count } caractères
rule-max-length = { $count } caractères au plus
rule-lower = minuscule
rule-upper = majuscule
rule-digit = chiffre
rule-special = caractère spécial
rule-passphrase = ou { $count } caractères
rule-no-hash-scheme = sans {"{"}mot{"}"} au début
rule-min-percent = force de { $percent } %
rule-differs = autre que l’actuel
rule-min-changes = { $count } changements
rule-no-login = sans l’identifiant
rule-no-name = sans prénom ni nom
rule-no-birth-date = sans date de naissance
rule-no-number = sans le Numen
rule-known-words = plus que des mots connus
rule-breached = absent des fuites connues
rule-special-short = spécial
rules-all-met = tout y est

# Gauge and confirmation.
strength-very-weak = Très Faible
strength-weak = Faible
strength-good = Bon
strength-strong = Fort
strength-very-strong = Très Fort
identical = identique
different = différent

# A proposal, and the chance in it.
proposal-words = Notez-le : { $count } mots tirés au sort, très difficile à deviner ({ $bits } bits).
proposal-words-and-digit = Notez-le : { $count } mots et un chiffre, très difficile à deviner ({ $bits } bits).
proposal-characters = Notez-le : { $count } signes tirés au sort, très difficile à deviner ({ $bits } bits).

# Faults: what is wrong with a field, and what to do.
fault-login-empty = Saisissez votre identifiant : 1ère lettre du prénom, nom, parfois un nombre.
fault-login-mail = Saisissez ce qui précède le signe @.
fault-login-length = Cet identifiant est trop long : { $count } caractères au plus.
fault-login-shape = Un identifiant n’a pas cette forme ici : vérifiez ce que vous avez saisi.
fault-current-empty = Saisissez votre mot de passe actuel.
fault-number-empty = Saisissez votre Numen, ou votre Numéro de personne extérieure.
fault-number-length = Un Numen compte 13 caractères ; vous en avez saisi { $count }.
fault-number-digit = Numen, caractère { $place } : un chiffre est attendu (0 ou 1, pas les lettres O ou I).
fault-number-letter = Numen, caractère { $place } : une lettre est attendue (O ou I, pas les chiffres 0 ou 1).
fault-number-shape = Ce n’est ni un Numen (13 caractères) ni un Numéro de personne extérieure.
fault-date-empty = Saisissez votre date de naissance : JJ/MM/AAAA.
fault-date-shape = La date s’écrit JJ/MM/AAAA, par exemple 14/07/1975.
fault-date-short-year = Écrivez l’année avec quatre chiffres, par exemple 1975.
fault-date-no-such-day = Ce jour n’existe pas : vérifiez le jour et le mois.
fault-date-implausible = Vérifiez l’année de naissance.
fault-new-empty = Saisissez un nouveau mot de passe.
fault-min-length = Il faut au moins { $count } caractères.
fault-max-length = Il faut au plus { $count } caractères.
fault-lower = Ajoutez une minuscule sans accent (a à z).
fault-upper = Ajoutez une majuscule sans accent (A à Z).
fault-digit = Ajoutez un chiffre (0 à 9).
fault-special = Ajoutez un caractère spécial (& # ! $ ...).
fault-no-hash-scheme = Il commence par {"{"}...{"}"}, comme une empreinte : un annuaire le prendrait pour telle. Commencez-le autrement.
fault-min-percent = Il est trop facile à deviner (F1 dit pourquoi). Sa force doit atteindre { $percent } %.
fault-same-as-current = Choisissez un autre mot de passe que l’actuel.
fault-min-changes = Il ressemble trop à l’actuel : changez au moins { $count } caractères.
fault-no-login = Il contient votre identifiant, en entier ou en partie : enlevez-le.
fault-no-name = Il contient votre prénom ou votre nom : enlevez-le.
fault-no-birth-date = Il contient votre date ou votre année de naissance : enlevez-la.
fault-no-number = Il contient votre Numen ou votre numéro, en entier ou en partie : enlevez-le.
fault-known-words = Il repose sur des mots trop connus ici : ajoutez d’autres mots, sans lien.
fault-breached = Ce mot de passe figure dans une fuite de données connue : choisissez-en un autre.
fault-missing = Il faut : { $rules }.
fault-confirmation-empty = Saisissez le nouveau mot de passe une seconde fois.
fault-confirmation-different = Ce n’est pas le même mot de passe que ci-dessus.
fault-captcha-empty = Recopiez le texte de l’image.
fault-captcha-length = Le texte de l’image compte { $count } caractères.
fault-captcha-letters = Pas de { $typed } dans ces images : elles ne contiennent jamais { $absent }.
fault-captcha-coming = L’image arrive : recopiez-la, puis enregistrez.
fault-captcha-renewed = Recopiez l’image, qui s’affiche quand vous arrivez à ce champ.
fault-in-doubt = Peut-être inexact : à vérifier.

# Void secrets: what came is not what was typed. The mark stands in the place of the text.
void-mark = à retaper : Ctrl-U
void-mark-short = à retaper
void-not-utf8 = Une lettre accentuée est arrivée illisible. Ctrl-U, puis retapez. Si cela revient, demandez à l’assistance (terminal à régler sur UTF-8).
void-other-encoding = Une lettre accentuée est douteuse. Ctrl-U, puis retapez. Si cela revient, demandez à l’assistance (terminal et LANG ne s’accordent pas).
void-key = Une touche n’a pas été comprise : il manque peut-être un signe. Ctrl-U, puis retapez.
void-refused = Un signe a été refusé, et manque ici. Ctrl-U, puis retapez.
void-paste = Le texte collé n’est pas arrivé en entier. Ctrl-U, puis recommencez.

# Notices: one line, until the next key.
notice-faults =
    { $count ->
        [one] Rien n’a été envoyé : un champ est à corriger.
       *[other] Rien n’a été envoyé : { $count } champs sont à corriger.
    }
notice-too-long = Ce texte est trop long pour ce champ : rien n’a été ajouté.
notice-paste-too-long = Ce qui a été collé est trop long : rien n’a été ajouté, rien n’a été perdu.
notice-invisible = Un caractère invisible ({ $character }) s’y trouve : rien n’a été ajouté. Saisissez ce texte au clavier.
notice-tab = Une tabulation s’y trouve : c’est le contenu de plusieurs champs. Rien n’a été ajouté : collez un champ à la fois.
notice-unstable = « { $character } » serait lu autrement par certains services : prenez un autre caractère.
notice-no-break-space = Un espace insécable s’y trouve : rien n’a été ajouté. Tapez un espace ordinaire.
notice-odd-space = Un espace spécial ({ $character }) s’y trouve : rien n’a été ajouté. Tapez un espace ordinaire.
notice-first-line = Seule la première ligne a été collée.
notice-mail-cut = Seul ce qui précède le signe @ a été gardé.
notice-blanks = Ce qui a été collé commence ou finit par un espace, qui compte : effacez-le s’il est de trop.
notice-blank-at-an-end = Le nouveau mot de passe commence ou finit par un espace, et cet espace compte.
notice-not-ascii = Lettre accentuée ou signe rare : difficile à taper sur un autre clavier.
notice-proposal-taken = Mis dans les deux champs, masqué. Dans l’un d’eux, F2 ou Ctrl-R le montre.
notice-no-proposal = Aucun mot de passe n’a pu être tiré au sort : choisissez-en un vous-même.
notice-invalid-input = Des caractères illisibles ont été ignorés : le terminal doit être réglé sur UTF-8.
notice-other-encoding = Des caractères sont douteux : le terminal n’est pas réglé comme le système (LANG).
notice-key-lost = Une touche n’a pas été comprise : rien n’a été ajouté.
notice-paste-lost = Le texte collé n’est pas arrivé en entier : rien n’a été ajouté. Échap, puis recommencez.
notice-how-to-paste = C’est le terminal qui colle : clic droit, Maj-Inser ou Ctrl-Maj-V.
notice-plain = Ce champ n’est pas masqué.
notice-reset-not-offered = Ici, on ne peut pas redéfinir un mot de passe oublié : adressez-vous à l’assistance.
notice-image-old = Cette image est trop ancienne. F5 ou Ctrl-N : une autre image.
notice-delays-spent = { $minutes ->
    [1] Toutes les attentes à la place de l’image sont utilisées. La prochaine sera possible dans 1 minute.
   *[other] Toutes les attentes à la place de l’image sont utilisées. La prochaine sera possible dans { $minutes } minutes.
}
notice-image-failed = L’image n’a pas pu être préparée. F5 ou Ctrl-N : essayer encore.
image-on-request = F5 : afficher l’image ; F6 : sans image
image-on-request-only = F5 : afficher l’image
notice-sending = La demande est partie : attendez la réponse.
notice-given-up = Demande annulée : rien n’est parti. Ce que vous aviez saisi est gardé.

# Questions before something typed is wiped. The key that asks never answers yes: held down, it repeats itself.
ask-leave = Tout effacer et revenir au menu ? Entrée : oui. Sinon, continuez.
ask-other-form = Tout effacer sauf l’identifiant ? O : oui. Autre touche : continuer.

# Warnings of a limit, and their short form on the line of the cursor.
warning-idle = { $count ->
    [one] Tout sera effacé dans { $count } seconde. Appuyez sur une touche (F7) pour continuer.
   *[other] Tout sera effacé dans { $count } secondes. Appuyez sur une touche (F7) pour continuer.
}
warning-duration = { $left ->
    [0] Cette visite se termine dans { $count } secondes, sans prolongation : enregistrez.
   *[other] Cette visite se termine dans { $count } secondes. F7 ou Ctrl-T : la prolonger.
}
warning-duration-minutes = { $left ->
    [0] Cette visite se termine dans { $count } min, sans prolongation : enregistrez.
   *[other] Cette visite se termine dans { $count } min. F7 ou Ctrl-T : la prolonger.
}
warning-idle-short = ! { $count } s : une touche
warning-duration-short = ! { $count } s : F7
warning-duration-short-minutes = ! { $count } min : F7
notice-extended = { $left ->
    [0] La visite est prolongée : il reste { $minutes } min. C’était la dernière fois.
    [one] La visite est prolongée : il reste { $minutes } min. Encore une fois possible.
   *[other] La visite est prolongée : il reste { $minutes } min. Encore { $left } fois possible.
}
notice-time-left = { $left ->
    [0] Il reste { $minutes } min à cette visite. Elle ne peut plus être prolongée.
   *[other] Il reste { $minutes } min à cette visite. Vous pourrez la prolonger vers la fin.
}

# Exit messages, on the ordinary screen.
exit-left = Vous avez quitté MaMamia. Ce que vous aviez saisi est effacé.
exit-delayed = Vous avez quitté pendant l’attente : la demande est annulée, rien n’a été modifié. Ce que vous aviez saisi est effacé.
exit-sending = Vous avez quitté avant la réponse : le changement se poursuit. Dans quelques minutes, essayez le nouveau mot de passe, puis l’ancien.
exit-awaiting = Vous avez quitté avant la réponse : on ne sait pas encore si votre mot de passe est modifié. Dans quelques minutes, essayez le nouveau, puis l’ancien.
exit-idle = Sans action de votre part, la visite s’est terminée. Ce que vous aviez saisi est effacé.
exit-absolute = La durée d’une visite est limitée, et celle-ci est terminée. Ce que vous aviez saisi est effacé.
exit-done = La modification de votre mot de passe a été effectuée. Référence : { $reference }
exit-failed = Votre demande s’est terminée par le code MDP-{ $code }. Référence pour l’assistance : { $reference }

# What keys do.
do-choose = choisir
do-open = ouvrir
do-move = changer de champ
do-save = enregistrer
do-back = retour
do-help = aide
do-reveal = voir
do-propose = proposer
do-accept = le prendre
do-another = un autre
do-refuse = le refuser
do-new-image = autre image
do-without-image = sans image
do-with-image = avec image
do-clear = effacer
do-extend = plus de temps
do-language = English
do-quit = quitter
do-close = fermer
do-scroll = défiler
do-page = tourner la page
do-retry = reprendre la saisie
do-next-person = autre personne
do-end = terminer
do-mend = corriger
do-cancel = annuler
do-stop-waiting = ne plus attendre
do-lean = vue simple
do-rich = vue complète
do-answer = valider la réponse
do-correct = corriger
do-clear-answer = effacer la réponse
do-propose-new = proposer un nouveau mot de passe
do-leave-form = retour au menu, ce qui est saisi est effacé

# Names of keys.
key-tab = Tab
key-shift-tab = Maj-Tab
key-enter = Entrée
key-escape = Échap
key-backspace = Retour arrière
key-space = Espace
key-up = ↑
key-down = ↓
key-page-up = Page préc.
key-page-down = Page suiv.
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
told-leave = Entrée : tout effacer
told-other-form = O : tout effacer
told-refused = refusé ({ $code })
told-without-image = sans image
reason-login-empty = identifiant vide
reason-password-empty = mot de passe vide
reason-number-empty = Numen vide
reason-date-empty = date vide
reason-confirmation-empty = confirmation vide
reason-login = identifiant à revoir
reason-number = Numen à revoir
reason-date = date à revoir
reason-short = trop court
reason-long = trop long
reason-lower = sans minuscule
reason-upper = sans majuscule
reason-digit = sans chiffre
reason-special = sans signe spécial
reason-weak = trop facile à deviner
reason-different = pas identique
reason-captcha = image à recopier
reason-on-request = F5 : voir l’image
reason-other = à revoir
notice-without-image = Sans image : la demande attendra.

# The kinds of parts of a weak password, in the help, in the line mode and in « policy try »
weakness = On y reconnaît { $parts }.
weakness-and = { $first } et { $last }
weakness-none = Rien de facile à deviner n’y paraît.
weakness-short = Il est trop court.
weak-known = ce que l’on sait de vous
weak-password = un mot de passe que l’on essaie en premier
weak-phrase = une phrase toute faite
weak-first-name = un prénom
weak-surname = un nom de famille
weak-commune = une commune
weak-word = un mot courant
weak-keyboard = une suite du clavier
weak-sequence = une suite de chiffres ou de lettres
weak-repeat = une répétition
weak-year = une année
weak-date = une date
weak-postal-code = un code postal
remedy-known = N’y mettez rien qui vous concerne.
remedy-another = Prenez autre chose : quatre mots sans lien, par exemple.
remedy-words = Ajoutez un ou deux mots sans lien avec le reste.
