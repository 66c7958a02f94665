"""Limits that are counted together, on a Redis server of the tests' own; run by `make redis` and `make check`."""
