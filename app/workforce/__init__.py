"""Partnerships, settings and posts: who works where, in which role."""
