"""The thread from review to changed practice, walkable both ways. Owns no tables."""
