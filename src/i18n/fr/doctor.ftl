### What `mamamia doctor` reports to administrators, and (.advice) what to do.

doctor-level-ok = ok
doctor-level-attention = attention
doctor-level-fault = défaut
doctor-remedy = à faire : { $remedy }
doctor-configuration-read = Configuration lue : { $file }
doctor-root = Lancé par root : les droits vus ici ne sont pas ceux du compte qui lance MaMamia.
    .advice = recommencer sous ce compte : sudo -u COMPTE mamamia doctor
doctor-audit-absent = Aucune trace d'audit n'est écrite.
    .advice = nommer un fichier dans [audit] file
doctor-audit-writable = Trace d'audit : ce compte peut l'écrire dans { $file }
doctor-audit-remedy = créer le répertoire ; le donner, et le fichier s'il existe déjà, au compte qui lance MaMamia
doctor-theme-read = Thème lu : { $name }
doctor-theme-refused = Thème refusé : { $cause }
    .advice = corriger le fichier, ou choisir parmi { $names }
doctor-service-absent = Aucun compte de service : « le redéfinir » n'est pas proposé.
    .advice = rien si c'est voulu ; sinon renseigner [directory.service]
doctor-reached = Serveur joint, certificat vérifié.
doctor-reached-without-tls = Serveur joint, sans TLS (boucle locale ou socket Unix).
doctor-unreachable = Serveur injoignable.
    .advice = vérifier l'adresse, le port, le pare-feu, et que le serveur tourne
doctor-too-slow = Le serveur n'a pas répondu dans le délai.
    .advice = { doctor-unreachable.advice }
doctor-tls-authority = Certificat signé par une autorité inconnue.
    .advice = nommer dans ca_file l'autorité qui a signé ce certificat (PEM)
doctor-tls-host = Le certificat est celui d'un autre nom d'hôte.
    .advice = écrire dans urls un nom porté par le certificat (subjectAltName)
doctor-tls-expired = Certificat expiré, ou pas encore valable.
    .advice = renouveler le certificat du serveur ; vérifier l'horloge de cette machine
doctor-tls-starttls = Le serveur refuse StartTLS.
    .advice = installer un certificat sur le serveur, ou employer ldaps://
doctor-tls-handshake = La négociation TLS a échoué.
    .advice = vérifier que ce port parle TLS 1.2 ou 1.3
doctor-no-ldap = Le serveur ne répond pas comme un annuaire.
    .advice = vérifier que ce port est celui de l'annuaire
doctor-certificate-valid = Certificat { $subject } : valable jusqu'au { $day }.
doctor-certificate-soon = Certificat { $subject } : expire bientôt, le { $day }.
    .advice = renouveler ce certificat
doctor-certificate-over = Certificat { $subject } : expiré depuis le { $day }.
    .advice = { doctor-certificate-soon.advice }
doctor-kind-known = Type : { $kind } ; contrôle de politique et changement de mot de passe (RFC 3062) annoncés.
doctor-kind-unknown = Le serveur ne dit pas ce qu'il est (rootDSE illisible).
    .advice = laisser lire le rootDSE sans connexion, ou renseigner kind
doctor-kind-unsupported = Type : { $kind }, que cette version ne sait pas encore servir.
    .advice = retirer ce serveur de urls
doctor-no-password-modify = Type : { $kind } ; le changement de mot de passe (RFC 3062) n'est pas annoncé.
    .advice = autoriser l'opération étendue 1.3.6.1.4.1.4203.1.11.1 sur ce serveur
doctor-no-policy-control = Type : { $kind } ; le contrôle de politique n'est pas annoncé : les refus du serveur resteront imprécis.
    .advice = charger l'overlay ppolicy, si une politique doit s'appliquer
doctor-service-accepted = Compte de service accepté.
doctor-service-refused = Compte de service refusé.
    .advice = vérifier dn et password_file ; vérifier que ce compte n'est ni verrouillé ni expiré
doctor-people-seen = Des personnes sont trouvées sous base.
doctor-people-none = Personne n'est trouvé sous base avec person_filter.
    .advice = vérifier base et person_filter, et le droit de chercher (entry, objectClass, identifiant)
doctor-people-refused = La recherche de personnes est refusée.
    .advice = vérifier base ; si elle est juste, donner au compte de service le droit d'y chercher (search sur l'entrée de base)
doctor-may-compare = Le service peut comparer { $attribute }.
doctor-compare-remedy = donner au compte de service le droit compare (=c) sur { $attribute }
doctor-may-write = Le service peut écrire { $attribute }.
doctor-write-remedy = donner au compte de service le droit =xw sur { $attribute } (docs/administration.md)
doctor-right-denied = Le service n'a pas ce droit sur { $attribute }.
doctor-no-value = Aucune des personnes regardées n'a de { $attribute } : le droit ne peut pas être connu.
    .advice = vérifier que { $attribute } est bien l'attribut employé
doctor-no-such-attribute = Le schéma du serveur ne connaît pas { $attribute }.
    .advice = remplacer { $attribute } dans [identity] par l'attribut de l'annuaire
doctor-wrong-spelling = Le serveur refuse l'écriture donnée à { $attribute }.
    .advice = corriger birth_date_format pour { $attribute }
doctor-elsewhere = Ce serveur est une réplique : il renvoie ailleurs pour écrire { $attribute }.
    .advice = n'écrire dans urls que des serveurs qui acceptent les écritures
doctor-right-unknown = Droit sur { $attribute } indéterminé (code LDAP { $code }).
    .advice = consulter le journal du serveur
doctor-right-no-answer = Le serveur n'a pas répondu au sujet de { $attribute }.
    .advice = { doctor-unreachable.advice }
doctor-reads-proof = Le service peut lire { $attribute } : il n'en a pas besoin pour comparer.
    .advice = réduire à compare (=c) le droit du compte de service sur { $attribute }
doctor-reads-passwords = Le service peut lire les mots de passe enregistrés.
    .advice = retirer ce droit sans attendre
doctor-clock-untold = Le serveur ne donne pas son heure : l'écart n'est pas mesuré.
doctor-clock-gap = Écart d'horloge : { $seconds } s.
    .advice = synchroniser les deux machines (NTP)
doctor-breach-read = Mots de passe des fuites connues : { $entries } empreintes, fichier fait { $days ->
        [0] aujourd’hui.
        [one] il y a { $days } jour.
       *[other] il y a { $days } jours.
    }
    .advice = refaire ce fichier d’une liste récente, avec « mamamia breach build »
doctor-breach-remedy = vérifier breach.file, ou refaire ce fichier avec « mamamia breach build »
doctor-locks-seen = Le service voit les verrous posés par un administrateur.
doctor-locks-hidden = Le service ne voit pas pwdAccountLockedTime : « le redéfinir » lèverait sans le savoir le verrou d'un administrateur.
    .advice = donner au compte de service le droit de lire pwdAccountLockedTime
