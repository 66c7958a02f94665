"""Proofs that take a while or kill processes; `make prove-…` runs each and prints its figures."""
