"""Recall: one question two, six and twelve weeks after a module, for the learner alone; it counts for nothing."""
