"""Enrolments, sections read, steps done, completion."""
