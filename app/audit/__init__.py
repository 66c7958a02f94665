"""Who did what: append-only, each row carrying the hash of the one before."""
