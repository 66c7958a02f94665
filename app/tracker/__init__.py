"""The safeguarding lead's desk. Owns no tables."""
