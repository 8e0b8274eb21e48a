//! Words of a school and of phrases, written for this evaluation.

/// The staff of a school meets them every day.
pub const SCHOOL: &str = "professeur college lycee ecole rentree academie rectorat education enseignant enseignante \
    maitresse directeur directrice proviseur principal surveillant cantine recreation cartable tableau cahier crayon \
    mathematiques francais histoire geographie anglais espagnol allemand sciences physique chimie biologie philosophie \
    technologie musique sport bulletin examen brevet baccalaureat concours agregation certifie agrege mutation pronote \
    inspecteur inspection secretariat secretaire intendance intendant documentaliste bibliotheque internat vacances \
    eleves classe maternelle primaire formation stage stagiaire titulaire remplacante viescolaire conseil reunion \
    emploidutemps institut institutrice universite etudiant gestion gestionnaire projet numerique messagerie motdepasse \
    bureau ordinateur informatique formateur orientation psychologue infirmiere atsem devoirs evaluation notes";

/// Beginnings of phrases, the articles and the ends that follow.
pub const OPENERS: [&str; 24] = [
    "jaime",
    "jadore",
    "vive",
    "vivement",
    "jeveux",
    "jaimepas",
    "cest",
    "onaime",
    "toujours",
    "encore",
    "bonjour",
    "merci",
    "monpremier",
    "mapetite",
    "jedeteste",
    "cestmon",
    "allez",
    "adieu",
    "jaiachete",
    "ilfaut",
    "tuaimes",
    "nousavons",
    "jevois",
    "reve",
];
pub const ARTICLES: [&str; 14] =
    ["le", "la", "les", "un", "une", "des", "mon", "ma", "mes", "nos", "ce", "du", "vos", "leurs"];
pub const CLOSERS: [&str; 12] =
    ["", "", "", "", "aussi", "toujours", "dabord", "pourtous", "encore", "avectoi", "enfin", "cesoir"];

/// The small words of the language, the most frequent first.
pub const SMALL: &str = "de la le et les des en un une du que est pour dans qui pas sur au plus par je tu il elle nous \
    vous on mon ma mes ton ta tes son sa ses ce cette ces nos vos leur leurs avec sans tout tous toute bien tres trop \
    mais ou donc quand comme si non oui moi toi lui eux jai cest jaime aime adore vive veux suis etes sont est ai as a \
    avons avez ont fait faut voir veut peut bon bonne beau belle petit petite grand grande premier vie jour soir nuit \
    toujours jamais encore aussi enfin ici merci bonjour salut allez adieu vivement deteste achete aimes vois reve";
