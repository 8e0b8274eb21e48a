### What `mamamia doctor` reports to administrators, and (.advice) what to do.

doctor-level-ok = ok
doctor-level-attention = attention
doctor-level-unchecked = non vérifié
doctor-level-fault = défaut
doctor-remedy = à faire : { $remedy }
doctor-configuration-read = Configuration lue : { $file }
doctor-root = Lancé par root : les droits vus ici ne sont pas ceux du compte qui lance MaMamia.
    .advice = recommencer sous ce compte : sudo -u COMPTE mamamia doctor
doctor-audit-absent = Aucune trace d’audit n’est écrite.
    .advice = nommer un fichier dans [audit] file
doctor-audit-writable = Trace d’audit : une ligne d’essai a été écrite jusqu’au disque ({ $file })
doctor-audit-remedy = créer le répertoire ; le donner, et le fichier s’il existe déjà, au compte qui lance MaMamia ; libérer de la place si le disque est plein
doctor-theme-read = Thème lu : { $name }
doctor-theme-refused = Thème refusé : { $cause }
    .advice = corriger le fichier, ou choisir parmi { $names }
doctor-service-absent = Aucun compte de service : « le redéfinir » n’est pas proposé.
    .advice = rien si c’est voulu ; sinon renseigner [directory.service]
doctor-reached = Serveur joint, certificat vérifié.
doctor-reached-without-tls = Serveur joint, sans TLS (boucle locale ou socket Unix).
doctor-unreachable = Serveur injoignable.
    .advice = vérifier l’adresse, le port, le pare-feu, et que le serveur tourne
doctor-too-slow = Le serveur n’a pas répondu dans le délai.
    .advice = { doctor-unreachable.advice }
doctor-tls-authority = Certificat signé par une autorité inconnue.
    .advice = nommer dans ca_file l’autorité qui a signé ce certificat (PEM)
doctor-tls-host = Le certificat est celui d’un autre nom d’hôte.
    .advice = écrire dans urls un nom porté par le certificat (subjectAltName)
doctor-tls-expired = Certificat expiré, ou pas encore valable.
    .advice = renouveler le certificat du serveur ; vérifier l’horloge de cette machine
doctor-tls-starttls = Le serveur refuse StartTLS.
    .advice = installer un certificat sur le serveur, ou employer ldaps://
doctor-tls-handshake = La négociation TLS a échoué.
    .advice = vérifier que ce port parle TLS 1.2 ou 1.3
doctor-tls-certificate-demanded = Le serveur demande un certificat à cette application, qui n’en a pas.
    .advice = nommer un certificat et sa clé dans client_certificate et client_key_file
doctor-tls-certificate-refused = Le serveur refuse le certificat de cette application.
    .advice = vérifier que client_certificate est encore valable, et signé par une autorité que le serveur reconnaît
doctor-no-ldap = Le serveur ne répond pas comme un annuaire.
    .advice = vérifier que ce port est celui de l’annuaire
doctor-certificate-valid = Certificat { $subject } : valable jusqu’au { $day }.
doctor-certificate-soon = Certificat { $subject } : expire bientôt, le { $day }.
    .advice = renouveler ce certificat
doctor-certificate-over = Certificat { $subject } : expiré depuis le { $day }.
    .advice = { doctor-certificate-soon.advice }
doctor-kind-known = Type : { $kind } ; contrôle de politique et changement de mot de passe (RFC 3062) annoncés.
doctor-kind-unknown = Le serveur ne dit pas ce qu’il est (rootDSE illisible).
    .advice = laisser lire le rootDSE sans connexion, ou renseigner kind
doctor-kind-unsupported = Type : { $kind }, que cette version ne sait pas encore servir.
    .advice = retirer ce serveur de urls
doctor-percent-low = Solidité minimale : { $percent } %. Active Directory garde des empreintes rapides à essayer : une base volée livrerait en minutes les mots de passe de cette force.
    .advice = donner { $advised } ou plus à policy.min_percent (docs/strength.md)
doctor-no-password-modify = Type : { $kind } ; le changement de mot de passe (RFC 3062) n’est pas annoncé.
    .advice = autoriser l’opération étendue 1.3.6.1.4.1.4203.1.11.1 sur ce serveur
doctor-no-policy-control = Type : { $kind } ; le contrôle de politique n’est pas annoncé : les refus du serveur resteront imprécis.
    .advice = charger l’overlay ppolicy, si une politique doit s’appliquer
doctor-service-accepted = Compte de service accepté.
doctor-service-expires = Compte de service accepté ; son mot de passe expire { $days ->
        [0] dans moins d’un jour.
        [one] dans { $days } jour.
       *[other] dans { $days } jours.
    }
    .advice = en choisir un nouveau d’ici là, dans l’annuaire et dans password_file ; ou donner à ce compte une politique sans expiration
doctor-service-expires-soon = Compte de service accepté ; le serveur annonce que son mot de passe expire bientôt.
    .advice = { doctor-service-expires.advice }
doctor-service-grace = Compte de service accepté, mais son mot de passe est expiré ; connexions que le serveur accepte encore : { $uses }.
    .advice = en choisir un nouveau sans attendre, dans l’annuaire et dans password_file ; ou donner à ce compte une politique sans expiration
doctor-service-must-change = Compte de service accepté, mais le serveur exige d’abord qu’il change son mot de passe, et lui refuse tout le reste.
    .advice = lui faire changer son mot de passe (ldappasswd sous son nom), ou lever cette exigence (pwdReset) ; puis mettre password_file à jour
doctor-service-expired = Compte de service refusé : son mot de passe est expiré.
    .advice = { doctor-service-grace.advice }
doctor-service-locked = Compte de service refusé : il est verrouillé.
    .advice = le déverrouiller ; lui donner une politique sans verrouillage (pwdLockout à FALSE), sinon des connexions fausses de n’importe qui l’arrêtent
doctor-service-wrong = Compte de service refusé : nom ou mot de passe faux.
    .advice = vérifier dn et password_file
doctor-service-unavailable = Le serveur ne peut pas répondre maintenant au compte de service (code LDAP { $code }).
    .advice = vérifier que la base de données est en marche, et, derrière un mandataire, le serveur qui la tient
doctor-service-refused = Compte de service refusé (code LDAP { $code }).
    .advice = consulter le journal du serveur
doctor-service-no-answer = Le serveur n’a pas répondu à la connexion du compte de service.
    .advice = { doctor-unreachable.advice }
doctor-needs-tls = Le serveur exige une liaison mieux protégée (code LDAP { $code }).
    .advice = employer ldaps://, ou ldap:// avec starttls = true, et ca_file ; sur ldapi://, revoir la protection que le serveur exige d’un bind simple
doctor-clear-text = Liaison en clair : 389 Directory Server n’y change aucun mot de passe (code LDAP 13).
    .advice = { doctor-needs-tls.advice }
doctor-people-seen = Des personnes sont trouvées sous base.
doctor-people-none = Personne n’est trouvé sous base avec person_filter.
doctor-people-refused = La recherche de personnes est refusée (code LDAP { $code }).
doctor-may-compare = Le service peut comparer { $attribute }.
doctor-may-read = Le service peut lire { $attribute }.
doctor-may-write = Le service peut écrire { $attribute }.
doctor-right-denied = Le service n’a pas ce droit sur { $attribute }.
doctor-no-value = Aucune des personnes regardées n’a de { $attribute } : le droit ne peut pas être connu.
    .advice = vérifier que { $attribute } est bien l’attribut employé
doctor-no-such-attribute = Le schéma du serveur ne connaît pas { $attribute }.
    .advice = remplacer { $attribute } dans [identity] par l’attribut de l’annuaire
doctor-wrong-spelling = Le serveur refuse l’écriture donnée à { $attribute }.
    .advice = corriger birth_date_format pour { $attribute }
doctor-elsewhere = Ce serveur est une réplique : il renvoie ailleurs pour écrire { $attribute }.
doctor-read-only = Ce serveur n’accepte aucune écriture : { $attribute } ne peut pas y être changé.
doctor-right-unknown = Droit sur { $attribute } indéterminé (code LDAP { $code }).
    .advice = consulter le journal du serveur
doctor-right-no-answer = Le serveur n’a pas répondu au sujet de { $attribute }.
    .advice = { doctor-unreachable.advice }
doctor-reads-proof = Le service peut lire { $attribute } : il n’en a pas besoin pour comparer.
doctor-reads-passwords = Le service peut lire les mots de passe enregistrés.
doctor-clock-untold = Le serveur ne donne pas son heure : l’écart n’est pas mesuré.
    .advice = comparer l’heure des deux machines (NTP)
doctor-clock-gap = Écart d’horloge : { $seconds } s.
    .advice = synchroniser les deux machines (NTP)
doctor-breach-read = Mots de passe des fuites connues : { $entries } empreintes, fichier fait { $days ->
        [0] aujourd’hui.
        [one] il y a { $days } jour.
       *[other] il y a { $days } jours.
    }
    .advice = refaire ce fichier d’une liste récente, avec « mamamia breach build »
doctor-breach-remedy = vérifier breach.file, ou refaire ce fichier avec « mamamia breach build »
doctor-locks-seen = Le service voit tout ce qui peut fermer un compte.
doctor-locks-hidden = Le service ne voit pas { $attribute } : il ne peut pas savoir si un compte est fermé, et « le redéfinir » est refusé (MDP-527).
doctor-locks-half-seen = Le service ne voit pas { $attribute } : il ne peut pas savoir qui a verrouillé un compte, et « le redéfinir » est refusé pour tout compte verrouillé (MDP-527).
doctor-locks-unknown = L’annuaire ne dit pas de quel logiciel il est : « le redéfinir » est refusé (MDP-526).
    .advice = laisser le compte de service lire l’entrée racine (rootDSE), ou donner la clé kind
doctor-locks-no-answer = Le serveur n’a pas répondu au sujet de ce qui peut fermer un compte.
    .advice = { doctor-unreachable.advice }
doctor-kind-differs = Le serveur est { $kind }, ce que kind ne dit pas.
    .advice = corriger kind, ou retirer cette clé : le type est alors reconnu
doctor-cut = Le serveur coupe la liaison { $stage ->
        [root] dès la première question.
        [service] pendant la connexion du compte de service.
        [searches] pendant les recherches d’une visite.
        [rights] pendant l’examen des droits.
        [shapes] pendant la lecture des premières entrées.
       *[other] avant la fin de l’examen.
    }
    .advice = consulter le journal du serveur et du répartiteur ; vérifier que rien ne coupe entre les deux
doctor-login-found = Un identifiant est cherché comme dans une visite : la personne est retrouvée ({ $ms } ms).
doctor-login-searched = Les identifiants peuvent être cherchés, sans être lus ({ $ms } ms).
doctor-login-slow = Une recherche par { $attribute } prend { $ms } ms : cet attribut n’est sans doute pas indexé.
doctor-login-limit = Une recherche par { $attribute } dépasse les limites du serveur (code LDAP { $code }) : cet attribut n’est sans doute pas indexé.
doctor-login-too-slow = Une recherche par { $attribute } reste sans réponse : cet attribut n’est sans doute pas indexé.
doctor-search-refused = Une recherche par { $attribute } est refusée (code LDAP { $code }).
doctor-search-no-answer = Une recherche par { $attribute } reste sans réponse : la liaison a été coupée.
    .advice = { doctor-unreachable.advice }
doctor-login-hidden = Personne ne peut être retrouvé par { $attribute } : cet attribut n’existe pas, personne ne l’a, ou le service ne peut pas y chercher.
doctor-login-lost = Une personne a un identifiant ({ $attribute }) par lequel le service ne la retrouve pas.
doctor-login-exact = L’annuaire distingue les majuscules de { $attribute } : qui tape son identifiant avec d’autres n’est pas reconnu.
    .advice = donner à { $attribute } une égalité sans majuscules (caseIgnoreMatch), ou employer un autre login_attribute
doctor-login-untypable = Aucun identifiant ({ $attribute }) des personnes regardées ne peut être saisi.
    .advice = employer un login_attribute dont les valeurs peuvent être saisies
doctor-login-several = Plusieurs entrées ont le même identifiant ({ $attribute }) : aucune de ces personnes n’est servie.
    .advice = rendre { $attribute } unique sous base (overlay unique d’OpenLDAP, greffon Attribute Uniqueness de 389), ou préciser person_filter
doctor-login-nobody = Personne n’a l’identifiant donné par --login.
    .advice = vérifier cet identifiant ; s’il existe, vérifier base, person_filter et login_attribute
doctor-login-refused = L’identifiant donné par --login ne peut pas être saisi dans le formulaire.
    .advice = donner l’identifiant tel que la personne le saisit
doctor-head-office-searched = La recherche de head_office_filter est acceptée ({ $ms } ms).
doctor-head-office-slow = La recherche de head_office_filter prend { $ms } ms.
    .advice = indexer par égalité les attributs de head_office_filter
doctor-head-office-refused = La recherche de head_office_filter est refusée (code LDAP { $code }).
    .advice = vérifier head_office_filter et les droits du service sur ses attributs
doctor-head-office-no-answer = La recherche de head_office_filter reste sans réponse.
    .advice = { doctor-head-office-slow.advice }
doctor-filter-hidden = Un filtre nomme { $attribute }, que le serveur n’évalue pour personne : cet attribut n’existe pas, ou le service ne peut pas y chercher.
doctor-schema-lacks = La configuration nomme { $attribute }, que le schéma du serveur ne connaît pas.
    .advice = corriger ce nom dans [directory] ou [identity]
doctor-public-proofs = N’importe qui lit les preuves d’identité, sans connexion : { $attribute }.
doctor-shapes-logins-good = Identifiants des { $entries } premières entrées : tous peuvent être saisis.
doctor-shapes-proofs-unread = Numéros et dates : le service ne peut pas les lire (c’est voulu avec =c), leur forme n’est pas vérifiée.
    .advice = essayer un compte d’essai par « le redéfinir »
doctor-shapes-good = Identifiants, numéros et dates des { $entries } premières entrées : tous peuvent être saisis.
doctor-shapes-unread = Formes des identifiants : aucune entrée n’a pu être lue.
    .advice = laisser le service lister des personnes, par pages (RFC 2696) ou cinquante à la fois
doctor-shape-login = Identifiants : { $count ->
        [one] une entrée
       *[other] { $count } entrées
    } sur les { $entries } premières que personne ne pourrait saisir.
    .advice = vérifier login_attribute, et les droits de ces entrées à ce service ; la forme attendue est dans docs/configuration.md
doctor-shape-numen = NUMEN : { $count ->
        [one] une entrée
       *[other] { $count } entrées
    } sur les { $entries } premières que personne ne pourrait saisir.
    .advice = vérifier numen_attribute : treize signes, deux chiffres, une lettre, sept chiffres, trois lettres
doctor-shape-external = Numéros de personne extérieure : { $count ->
        [one] une entrée
       *[other] { $count } entrées
    } sur les { $entries } premières que personne ne pourrait saisir.
    .advice = vérifier external_number_attribute et external_number_shape
doctor-shape-date = Dates de naissance : { $count ->
        [one] une entrée
       *[other] { $count } entrées
    } sur les { $entries } premières que personne ne pourrait saisir.
    .advice = vérifier birth_date_attribute et birth_date_format
doctor-shape-midnight = Dates de naissance : { $count ->
        [one] une entrée
       *[other] { $count } entrées
    } sur les { $entries } premières ne sont pas à minuit UTC ; leur jour est celui du minuit de birth_date_zone.
    .advice = vérifier birth_date_zone, ou exporter le jour à minuit UTC (AAAAMMJJ000000Z)
doctor-person-opens = La personne de --login se connecte avec le mot de passe donné.
doctor-person-refused = La personne de --login ne peut pas se connecter avec le mot de passe donné.
    .advice = vérifier ce mot de passe ; s’il est juste, le compte est verrouillé, expiré ou fermé
doctor-person-may-write = Cette personne peut changer son propre mot de passe.
doctor-person-may-not-write = Cette personne n’a pas le droit de changer son propre mot de passe : « le modifier » échoue.
doctor-person-unchecked = Le droit de chacun sur son propre mot de passe ne se voit pas d’ici.
    .advice = le vérifier avec un compte d’essai : mamamia doctor --login IDENTIFIANT --password-file FICHIER
doctor-summary = Bilan : défauts { $faults }, attention { $attentions }, non vérifié { $unchecked }, ok { $ok }.
doctor-ssh-absent = Compte { $user } : pas de sshd sur cette machine, ce qu’il permet n’est pas vérifié.
    .advice = sur la borne : mamamia doctor --ssh-user { $user }
doctor-ssh-unasked = Compte { $user } : sshd ne dit pas ses réglages ({ $cause }).
    .advice = recommencer sous root : mamamia doctor --ssh-user { $user }
doctor-ssh-good = Par ssh, le compte { $user } n’ouvre que le menu.
doctor-ssh-sftp = Par ssh, le compte { $user } ouvre le sftp interne de sshd : un visiteur lit le mot de passe du service, et récrit la trace.
    .advice = ForceCommand /usr/local/bin/mamamia dans le bloc Match de ce compte (docs/administration.md), ou Subsystem sftp /bin/false
doctor-ssh-shell = Par ssh, le compte { $user } ouvre une ligne de commande : son interpréteur n’est pas MaMamia, et rien n’est imposé.
    .advice = ForceCommand /usr/local/bin/mamamia dans le bloc Match de ce compte, ou usermod --shell /usr/local/bin/mamamia { $user }
doctor-ssh-forced = Par ssh, le compte { $user } lance une autre commande que MaMamia : { $command }. Un visiteur n’a pas le menu, et peut trouver une ligne de commande.
    .advice = ForceCommand /usr/local/bin/mamamia dans le bloc Match de ce compte
doctor-ssh-environment = sshd laisse un visiteur du compte { $user } choisir des variables ({ $names }) : elles peuvent désigner une autre configuration.
    .advice = AcceptEnv LANG LC_* seulement, et PermitUserEnvironment no
doctor-ssh-open = sshd laisse au compte { $user } d’autres portes que le menu : { $names }.
    .advice = DisableForwarding yes, PermitTunnel no et PermitUserRC no dans le bloc Match de ce compte
doctor-stamp-hidden = Le service ne peut pas lire { $attribute } : après une réponse perdue, rien ne dira si le mot de passe a changé (MDP-452).
doctor-proxy-without-policy = Ce serveur est un mandataire qui retire le contrôle de politique (back-meta) : un nouveau mot de passe y serait écrit sans que la politique le vérifie, ou refusé sans raison.
    .advice = nommer dans urls les serveurs de l’annuaire eux-mêmes, ou un mandataire back-ldap
doctor-person-secret = écrire le mot de passe de cette personne, seul, dans un fichier en mode 400 du compte qui lance mamamia doctor
