"""Addresses of applications that are made by the thousand."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

_builders: dict[tuple[str, str, str, bool], Callable[..., Any]] = {}


class CompiledOnce(Rule):
    """A rule whose way to build an address is compiled once for all applications of this process.

    The compiled function is the same for the same rule, whatever map it is bound to; making it is most of what making
    an application costs.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., Any]:
        known = (self.rule, str(self._trace), str(self.defaults), append_unknown)
        if known not in _builders:
            _builders[known] = super()._compile_builder(append_unknown)
        return _builders[known]


def compile_once() -> None:
    """Let every application that is made from now on use such rules."""
    Flask.url_rule_class = CompiledOnce
