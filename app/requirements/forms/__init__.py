"""The forms of own requirements, of assignments, of time given, and of training elsewhere."""
