"""Dated proof with frozen facts: page, PDF, public check."""
