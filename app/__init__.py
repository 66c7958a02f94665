"""CSPR Learning. The rooms of this package and their order are described in docs/map.md."""
