"""Permissions as data, identity, rules, and the one guard."""
