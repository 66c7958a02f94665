"""Errors with words fit for the person; the web room turns them into pages."""

from typing import Any


class DomainError(Exception):
    """Something a person asked for cannot be done; `str(error)` says why in plain words."""

    status = 400


class NotFound(DomainError):
    """It does not exist, or it is not the asker's to see: both are answered alike."""

    status = 404


class OutOfOrder(DomainError):
    """A step was asked for before the one it needs."""

    status = 409


class Conflict(DomainError):
    """Two people, or the files and the desk, changed the same text; nothing was overwritten."""

    status = 409


class Overtaken(Conflict):
    """The same was saved on another page while it was being written. `stands` is what was saved there."""

    def __init__(self, words: str, stands: Any) -> None:
        super().__init__(words)
        self.stands = stands
