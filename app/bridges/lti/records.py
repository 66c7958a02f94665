"""Platforms, courses and launches as this room hands them about."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from app.core.errors import DomainError


class State(StrEnum):
    """Where a platform stands with us."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REMOVED = "removed"


@dataclass(frozen=True)
class PlatformRecord:
    """A platform: who it is, who we are there, and where it is asked."""

    name: str
    issuer: str
    client_id: str
    authorises_at: str
    tokens_at: str
    keys_at: str
    deployments: tuple[str, ...] = ()
    shown_on: tuple[str, ...] = ()
    id: int = 0
    state: State = State.WAITING


@dataclass(frozen=True)
class CourseRecord:
    """A context of a platform, and its setting here, if it has one."""

    id: int
    platform_id: int
    title: str
    setting_id: int | None
    members_at: str | None


@dataclass(frozen=True)
class LineRecord:
    """A module in a platform's course: the link it was last opened by, and where its scores go, as far as is known."""

    id: int
    platform: PlatformRecord
    module: str
    link: str
    line_at: str | None
    lines_at: str | None


@dataclass(frozen=True)
class Launch:
    """What a checked token says: who comes from which course, to which module, and where scores and members are."""

    platform_id: int
    issuer: str
    subject: str
    name: str
    roles: tuple[str, ...]
    deployment: str
    message: str
    course: str
    course_title: str
    module: str
    link: str
    line_at: str | None = None
    lines_at: str | None = None
    members_at: str | None = None
    choosing: dict[str, Any] = field(default_factory=dict)


class Refused(DomainError):
    """A launch or registration that is not let in; the message is for whoever tried, the cause for the log."""

    def __init__(self, said: str, cause: str = "") -> None:
        super().__init__(said)
        self.cause = cause or said


class NotNow(Exception):
    """A platform did not answer, or asked us to come back; it is asked again later."""


def origin(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
