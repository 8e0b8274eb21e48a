### The line mode: questions, numbered choices, and one short sentence a change.

# How it goes, once at the start.
plain-how = À chaque question, tapez la réponse puis Entrée. Entrée seule : ce qui est entre parenthèses. ? ou F1 : aide. Échap : retour au menu. Ctrl-C : quitter.
plain-how-lines = Une réponse par ligne. Ligne vide : ce qui est entre parenthèses. ? : aide. Fin de l’entrée : quitter.

# Prompts and numbered choices.
plain-prompt = { $label } :
plain-prompt-default = { $label } (Entrée : { $default })
plain-keep = garder
plain-keep-text = garder { $text }
plain-other-choices = choix
plain-birth-date = Date de naissance, JJ/MM/AAAA
plain-choice = { $number } : { $label }
plain-your-choice = Votre choix
plain-to-correct = Quelle réponse corriger ?
plain-correct-nothing = aucune
plain-number = Numen ou numéro extérieur
plain-number-short = Numen ou numéro
plain-kept = { $label } : { $text }.
plain-verdict-done = Fait
plain-verdict-refused = Refusé
plain-verdict-unsure = Pas sûr
plain-verdict-failed = Échec
plain-prompt-end = { $verdict } ({ $code }). Entrée : terminer
plain-prompt-after = { $verdict } ({ $code }). Choix (Entrée : 1)
plain-prompt-refused = { $verdict } ({ $code }). Votre choix :
plain-not-a-choice = Répondez par un nombre de 1 à { $most }, puis Entrée.

# Choices.
plain-quit = quitter
plain-image-show = afficher l’image
plain-image-another = afficher une autre image
plain-image-wait = { $seconds ->
    [one] sans image : la demande sera retenue { $seconds } seconde
   *[other] sans image : la demande sera retenue { $seconds } secondes
}
plain-image-after-all = recopier une image
plain-image-give-up = abandonner et s’adresser à l’assistance
plain-save = enregistrer
plain-review = corriger une réponse
plain-give-up = abandonner
plain-answer-it = répondre à la question
plain-retry = réessayer
plain-next-person = une autre personne
plain-end = terminer

# What is said.
plain-opening = { $title } : { $count } questions.
plain-opening-image = La dernière demande de recopier une image, qu’un lecteur d’écran ne peut pas lire.
plain-opening-wait = { $seconds ->
    [one] À la place de l’image, vous pourrez attendre { $seconds } seconde, plus longtemps si vous recommencez.
   *[other] À la place de l’image, vous pourrez attendre { $seconds } secondes, plus longtemps si vous recommencez.
}
plain-secrets = Les réponses secrètes ne s’affichent pas pendant la saisie.
plain-echo-unsure = Sans terminal, ce que vous tapez peut s’afficher, mots de passe compris. Pour les masquer, ouvrez MaMamia par : ssh -t.
plain-typed = { $count ->
    [1] 1 caractère saisi.
   *[other] { $count } caractères saisis.
}
plain-strength = Force : { $percent } pour cent, { $label }.
plain-date-understood = Date comprise.
plain-date-read = { $month ->
    [0] Année { $year }, jour et mois inconnus.
    [1] { plain-date-read.day } janvier { $year }.
    [2] { plain-date-read.day } février { $year }.
    [3] { plain-date-read.day } mars { $year }.
    [4] { plain-date-read.day } avril { $year }.
    [5] { plain-date-read.day } mai { $year }.
    [6] { plain-date-read.day } juin { $year }.
    [7] { plain-date-read.day } juillet { $year }.
    [8] { plain-date-read.day } août { $year }.
    [9] { plain-date-read.day } septembre { $year }.
    [10] { plain-date-read.day } octobre { $year }.
    [11] { plain-date-read.day } novembre { $year }.
   *[12] { plain-date-read.day } décembre { $year }.
}
    .day = { $day ->
        [0] Jour inconnu,
        [1] 1er
       *[other] { $digits }
    }
plain-identical = Identique.
plain-void-not-utf8 = Une lettre accentuée est arrivée illisible. Cette réponse n’est pas prise : retapez-la. Si cela revient, demandez à l’assistance (terminal à régler sur UTF-8).
plain-void-other-encoding = Une lettre accentuée est douteuse. Cette réponse n’est pas prise : retapez-la. Si cela revient, demandez à l’assistance (terminal et LANG ne s’accordent pas).
plain-void-key = Une touche n’a pas été comprise : il manque peut-être un signe. Cette réponse n’est pas prise : retapez-la.
plain-void-refused = Un signe refusé manque dans cette réponse. Elle n’est pas prise : retapez-la.
plain-void-paste = Le texte collé n’est pas arrivé en entier, et n’est pas pris. Ctrl-U, puis recommencez.
plain-different = Les deux saisies sont différentes. Saisissez de nouveau le nouveau mot de passe, puis sa confirmation.
plain-blanks = Il commence ou finit par un espace, et cet espace compte.
plain-rules = Le nouveau mot de passe doit avoir : { $rules }.
plain-may-propose = Pour qu’un mot de passe soit proposé et affiché : ! puis Entrée.
plain-proposed = Mot de passe proposé, sur la ligne suivante :
plain-take-proposal = prendre ce mot de passe
plain-another-proposal = en proposer un autre, d’un autre genre
plain-own-password = saisir le mien
plain-proposal-taken = Ce mot de passe est retenu, sans confirmation à saisir.
plain-missing = Il faut encore : { $rules }.
plain-rule-min-length = au moins { $count } caractères
plain-rule-max-length = au plus { $count } caractères
plain-rule-lower = une minuscule sans accent
plain-rule-upper = une majuscule sans accent
plain-rule-digit = un chiffre
plain-rule-special = un caractère spécial (ni lettre ni chiffre)
plain-rule-min-percent = une force de { $percent } pour cent au moins
plain-fault-min-percent = Il est trop facile à deviner : sa force doit atteindre { $percent } pour cent.
plain-rule-differs = un autre texte que le mot de passe actuel
plain-rule-breached = un mot de passe absent des fuites de données connues
plain-nothing-typed = Rien n’a été saisi.
plain-image = Image : { $count } lettres ou chiffres à recopier. Elle ne peut pas être lue par un lecteur d’écran.
plain-delays-left = { $left ->
    [1] Il reste une attente possible dans l’heure, à la place de l’image.
   *[other] Il reste { $left } attentes possibles dans l’heure, à la place de l’image, chacune plus longue que la précédente.
}
plain-image-follows = L’image suit, dessinée sur { $count } lignes.
plain-image-old = L’image affichée est trop ancienne : il en faut une autre.
plain-image-failed = L’image n’a pas pu être préparée.
plain-gave-up = Demande abandonnée. L’assistance informatique de l’académie peut vous aider : adressez-vous à elle.
plain-all-answered = Tout est saisi. Il reste à enregistrer.
plain-will-be-delayed = { $seconds ->
    [one] Sans image : la demande sera retenue { $seconds } seconde, puis enregistrée.
   *[other] Sans image : la demande sera retenue { $seconds } secondes, puis enregistrée.
}
plain-delayed = { $seconds ->
    [one] La demande est retenue { $seconds } seconde. Échap : annuler.
   *[other] La demande est retenue { $seconds } secondes. Échap : annuler.
}
plain-delayed-lines = { $seconds ->
    [one] La demande est retenue { $seconds } seconde.
   *[other] La demande est retenue { $seconds } secondes.
}
plain-delay-left = { $seconds ->
    [one] Encore { $seconds } seconde.
   *[other] Encore { $seconds } secondes.
}
plain-awaited = { slow-answer } Échap : ne plus attendre.
plain-awaited-left = { $seconds ->
    [one] Encore { $seconds } seconde au plus.
   *[other] Encore { $seconds } secondes au plus.
}
plain-back-at-menu = Retour au menu. Ce que vous aviez saisi est effacé.
plain-line-too-long = Cette ligne est trop longue : elle n’est pas prise.
plain-line-not-utf8 = Cette ligne n’est pas en UTF-8 : elle n’est pas prise.
plain-line-other-encoding = Cette ligne n’est pas écrite comme le système le dit (LANG) : elle n’est pas prise.
plain-line-endless = Une ligne a dépassé 64 Kio : la visite est terminée. Ce qui était saisi est effacé.
plain-too-many-refused = Trop de réponses n’ont pas pu être prises : la visite est terminée. Ce qui était saisi est effacé.
plain-input-ended = L’entrée est finie, cette question reste sans réponse. Ce qui était saisi est effacé.
plain-left = Vous avez quitté MaMamia.

# Help.
plain-help-login = Votre identifiant de messagerie : 1ère lettre du prénom, nom et parfois un nombre, par exemple pmartin.
plain-help-current = Le mot de passe que vous utilisez aujourd’hui.
plain-help-forgotten = Si vous ne le connaissez plus, laissez la réponse vide : vous pourrez le redéfinir.
plain-help-number = Votre Numen, de 13 caractères, ou votre Numéro de personne extérieure.
plain-help-birth-date = Le jour, le mois puis l’année de votre naissance, par exemple 03/07/1985 ; 00/00/1985 si le jour et le mois ne sont pas connus.
plain-help-confirmation = Le nouveau mot de passe une seconde fois, à l’identique.
plain-help-captcha = Les { $count } lettres de l’image. Réponse vide : les autres choix.
plain-help-more = Pour toute l’aide, de nouveau : ?
plain-help-score = Après la saisie, un pourcentage vous donne une idée du niveau de protection que vous fournit votre mot de passe.
