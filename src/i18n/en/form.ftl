rule-min-length = { $count } characters
