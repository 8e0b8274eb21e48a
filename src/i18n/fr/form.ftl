rule-min-length = { $count } caractères
