"""Clock, database, errors, events, codes, vocabulary: what every room may lean on."""
