### The file of breached passwords: for administrators.

breach-unreadable = { $file } : ce fichier ne peut pas être lu ({ $cause }).
breach-not-a-filter = { $file } : ce n’est pas un fichier fait par « mamamia breach build ».
breach-version = { $file } : ce fichier est d’une version ({ $version }) que ce programme ne connaît pas ; refaites-le avec « mamamia breach build ».
breach-cut = { $file } : ce fichier est incomplet, ou en cours de copie.
breach-corrupt = { $file } : ce fichier est abîmé ; refaites-le avec « mamamia breach build ».
breach-would-replace = { $file } existe et n’a pas été fait par « mamamia breach build » : il n’est pas remplacé. L’ordre est LISTE puis SORTIE.
breach-unwritable = { $file } : ce fichier, ou un fichier temporaire à côté de lui, ne peut pas être écrit ({ $cause }).
breach-filter-failed = Le filtre n’a pas pu être construit : c’est une erreur du programme.
breach-nothing-written = Rien n’a été écrit ; un fichier déjà en place n’a pas changé.
breach-list-unreadable = { $list } : cette liste ne peut pas être lue ({ $cause }).
breach-list-gives-nothing = { $list } : aucune empreinte vue au moins { $count } fois.
breach-line-shape = { $list }, ligne { $line } : EMPREINTE:NOMBRE était attendu.
breach-line-digits = { $list }, ligne { $line } : une empreinte compte 40 chiffres hexadécimaux (SHA-1) ou 32 (NTLM), et celle-ci { $found }.
breach-line-digits-sha1 = { $list }, ligne { $line } : une empreinte SHA-1 compte 40 chiffres hexadécimaux, et celle-ci { $found }.
breach-line-digits-ntlm = { $list }, ligne { $line } : une empreinte NTLM compte 32 chiffres hexadécimaux, et celle-ci { $found }.
breach-line-hexadecimal = { $list }, ligne { $line } : l’empreinte n’est pas écrite en hexadécimal.
breach-line-count = { $list }, ligne { $line } : un nombre entier était attendu après les deux-points.
breach-reading = Lecture
breach-building = Construction
breach-lines = { $lines } lignes
breach-fact-file = Fichier      : { $file }, { $bytes } octets
breach-fact-entries = Empreintes   : { $entries } ({ $kind }), vues au moins { $count } fois
breach-fact-built =
    Construit    : { $date }, { $days ->
        [0] aujourd’hui
        [one] il y a { $days } jour
       *[other] il y a { $days } jours
    }
breach-fact-source = Liste        : { $bytes } octets, SHA-256 { $digest }
breach-verified = Contenu      : conforme à ce qui a été écrit
