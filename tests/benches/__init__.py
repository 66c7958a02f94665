"""Figures of pages and exports on generated data; `make bench-…` prints them and writes them to `var/`."""
