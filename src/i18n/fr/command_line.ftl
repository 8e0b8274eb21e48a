### Configuration, files of secrets, audit, command line: for administrators.

config-at = { $place } : { $fault }
config-expected = Attendu : { $what }.
config-not-found = ce fichier n’existe pas.
config-not-permitted = le compte qui lance MaMamia n’a pas le droit de lire ce fichier.
config-unreadable = ce fichier ne peut pas être lu ({ $cause }).
config-too-long = ce fichier dépasse 1 Mio : ce n’est pas une configuration.
config-unguarded = ce fichier dit à qui le mot de passe du compte de service est envoyé : il doit être un fichier ordinaire, de root ou de l’utilisateur qui lance MaMamia, et personne d’autre ne doit pouvoir y écrire (chmod go-w).
config-not-utf8 = ce fichier n’est pas du texte en UTF-8.
config-syntax = ce n’est pas du TOML ({ $detail }).
config-unknown-key = clé inconnue.
config-unknown-key-near = clé inconnue ; vouliez-vous dire « { $near } » ?
config-missing-key = cette clé est obligatoire et n’est pas là.
config-wrong-value = cette valeur est refusée.
config-cleartext = { $url } ferait passer les mots de passe en clair.
config-cleartext-instead = ldaps://, ou starttls = true ; en clair, vers la machine elle-même seulement, avec allow_cleartext_on_loopback = true
config-starttls-without-ldap = StartTLS ne concerne que les adresses ldap://, et il n’y en a pas, ou une adresse ldaps:// les accompagne.
config-starttls-instead = starttls = false, ou des adresses ldap://
config-half-certificate = un certificat sans sa clé, ou une clé sans son certificat, ne prouve rien au serveur.
config-half-certificate-instead = client_certificate et client_key_file, ou aucun des deux
config-min-above-max = la longueur minimale dépasse la longueur maximale ({ $max }) : aucun mot de passe ne conviendrait.
config-min-below-classes = la longueur minimale est inférieure au nombre de classes exigées ({ $classes }).
config-percent-out-of-reach = un mot de passe de { $max } caractères (max_length), même tiré au sort, n’atteint pas ce pourcentage : aucun ne conviendrait.
config-changes-above-max = un mot de passe de { $max } caractères (max_length) ne peut pas différer d’un autre par plus de caractères.
config-phrase-above-max = une phrase de cette longueur dépasse la longueur maximale ({ $max }).
config-phrase-below-min = tout mot de passe assez long ({ $min }, min_length) serait une phrase : aucune classe ne serait jamais exigée.
config-phrase-below-min-instead = une longueur au-dessus de min_length, ou require = [] pour n’exiger aucune classe
config-at-most = { $most } au plus, ou une plus grande longueur maximale
config-at-least = { $least } au moins, ou moins de classes exigées
config-idle-above-absolute = la limite d’inactivité dépasse la durée de la plus longue session.
config-idle-instead = une durée qui ne dépasse pas absolute_timeout

expected-table = une table, comme [directory]
expected-text = un texte entre guillemets
expected-flag = true ou false
expected-duration = une durée plus longue que zéro, entre guillemets : "5s", "2m", "30 minutes"
expected-file = un chemin entre guillemets
expected-attribute = le nom d’un attribut LDAP, entre guillemets
expected-filter = un filtre LDAP entre parenthèses, entre guillemets : "(objectClass=person)"
expected-dn = un nom distinctif (DN), entre guillemets : "dc=ac-exemple,dc=fr"
expected-length = un nombre entier de 1 à { $most }
expected-length-or-none = un nombre entier de 0 à { $most }, où 0 veut dire : sans
expected-percent = un nombre entier de 0 à 100
expected-regex = un modèle, entre guillemets : "EXT-0000-00000", ou une expression régulière : "EXT-[0-9]{"{"}4{"}"}-[0-9]{"{"}5{"}"}"
expected-login-regex = une expression régulière, entre guillemets : "[a-z]{"{"}1,16{"}"}[0-9]{"{"}0,4{"}"}"
expected-zone = le nom d’un fuseau horaire, entre guillemets : "Europe/Paris", "Indian/Reunion", "UTC"
expected-urls = une liste d’au moins une adresse, chacune ldaps://SERVEUR, ldap://SERVEUR ou ldapi://SOCKET et rien de plus
expected-one-of = une de ces valeurs : { $values }
expected-some-of = une liste de ces valeurs, chacune une fois au plus : { $values }

secret-file-missing = { $file } : ce fichier n’existe pas.
secret-file-unreadable = { $file } : ce fichier ne peut pas être lu ({ $cause }).
secret-file-not-a-file = { $file } n’est pas un fichier ordinaire.
secret-file-too-open = { $file } est ouvert à d’autres que son propriétaire (droits { $mode }) : chmod 600.
secret-file-foreign-owner = { $file } n’appartient ni au compte qui lance MaMamia ni à root.
secret-file-empty = { $file } est vide.
secret-file-too-long = { $file } est trop long pour un mot de passe.
secret-file-characters = { $file } doit être une seule ligne de texte en UTF-8 (NFC), sans caractère invisible.
secret-file-no-credentials = { $file } désigne un justificatif systemd (LoadCredential=), et systemd n’en a donné aucun ; pour un fichier, écrivez son chemin complet.

audit-unwritable = { $file } : la trace d’audit ne peut pas y être écrite par ce compte ({ $cause }).
audit-not-a-file = { $file } : la trace d’audit n’est pas un fichier ordinaire.
audit-already = la trace d’audit est déjà ouverte.

usage-unknown-argument = L’option « { $argument } » est inconnue.
usage-unknown-argument-near = L’option « { $argument } » est inconnue ; vouliez-vous dire « { $near } » ?
usage-unknown-command = La commande « { $argument } » est inconnue.
usage-unknown-command-near = La commande « { $argument } » est inconnue ; vouliez-vous dire « { $near } » ?
usage-without-effect = L’option « { $argument } » est sans effet avec « mamamia { $command } ».
usage-wrong-value = « { $value } » ne convient pas à { $argument }. Valeurs possibles : { $values }.
usage-value-needed = { $argument } attend une valeur.
usage-missing = Il manque : { $argument }.
usage-other = La ligne de commande n’est pas comprise.
no-command = Cette borne n’exécute aucune commande.
usage-see-help = Voir : mamamia --help
system-failed = Le système a refusé une opération ({ $cause }).
not-configured = MaMamia n’est pas configuré : { $file } n’existe pas.
    .advice = Pour le configurer : docs/administration.md. Pour s’en servir : docs/guide-utilisateur.md.
try-the-demo = Pour l’essayer sans configuration : mamamia demo.
no-terminal = Le terminal n’est plus là.
echo-stays = Ce terminal ne laisse pas masquer ce qui est tapé : les mots de passe s’y verraient. Rien n’a été demandé ; ouvrez MaMamia dans un autre terminal.
panic = MaMamia s’est arrêté sur une erreur interne. Rien de ce que vous avez saisi n’a été conservé. Relancez le programme ; si vous veniez de valider, essayez d’abord votre nouveau mot de passe.
directory-authorities = { $file } (ca_file) : aucune autorité de certification ne peut y être lue ({ $cause }). Attendu : un fichier PEM que le compte qui lance MaMamia a le droit de lire.
directory-client-certificate = { $file } (client_certificate, client_key_file) : ce certificat et sa clé ne peuvent pas servir ({ $cause }). Attendu : en PEM, le certificat suivi des intermédiaires, et la clé privée qui lui correspond.
directory-no-authority = Cette machine ne connaît aucune autorité de certification : nommez-en une dans [directory] ca_file.
directory-kind = Active Directory n’est pas encore pris en charge : kind = "openldap" ou "389ds".
directory-setup = L’annuaire ne peut pas être utilisé ainsi configuré : { $cause }
no-captcha = Les images à recopier ne peuvent pas être dessinées sur cette machine.
no-randomness = Le système ne fournit pas de nombres aléatoires : rien ne peut être protégé.
words-file-unreadable = { $file } : cette liste de mots (words_file) ne peut pas être lue ({ $cause }).
announcement-unusable = { $file } : cette annonce (notice) ne peut pas être lue ({ $cause }). Attendu : une phrase en UTF-8, de 300 caractères au plus.
passwords-unreadable = { $file } : ce fichier ne peut pas être lu ({ $cause }).
passwords-stdin = entrée standard
try-accepted = Ligne { $line } : { $percent } % { $label }, accepté.
try-refused = Ligne { $line } : { $percent } % { $label }, refusé.
try-untypable = Ligne { $line } : ne peut pas être saisi.
try-not-utf8 = Cette ligne n’est pas du texte en UTF-8.
try-summary =
    { $refused ->
        [0] Tous acceptés ({ $accepted }).
       *[other] Acceptés : { $accepted }. Refusés : { $refused }.
    }
try-prompt = Mot de passe à essayer (masqué ; ligne vide : terminer) :
theme-unknown = « { $name } » n’est ni un thème fourni ni un fichier. Thèmes fournis : { $names }.
theme-faulty = Thème refusé : { $cause }. Thèmes fournis : { $names }.
demo-absent = Ce MaMamia a été construit sans la démonstration.
demo-faulty = L’annuaire de démonstration ne peut pas démarrer.
accounts-login = Identifiant
accounts-name = Nom
accounts-password = Mot de passe
accounts-no-password = (aucun)
accounts-number = Numen ou numéro
accounts-birth-date = Né(e) le
accounts-shows = Ce que montre le compte
