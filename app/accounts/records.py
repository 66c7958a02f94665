"""What other rooms may know of a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Closure(StrEnum):
    """Why nobody signs in as somebody any more. Only what an administrator did is hers to undo."""

    DEACTIVATED = "deactivated"
    MERGED = "merged"
    ERASED = "erased"

    @property
    def label(self) -> str:
        return {
            Closure.DEACTIVATED: "Deactivated",
            Closure.MERGED: "Made one with another record",
            Closure.ERASED: "Erased",
        }[self]


@dataclass(frozen=True)
class PersonRecord:
    """A person. `certificate_name` is None until she has confirmed it."""

    id: int
    username: str
    name: str
    email: str | None
    certificate_name: str | None
    demo_label: str | None = None
    has_password: bool = False
    has_card: bool = False


@dataclass(frozen=True)
class Elsewhere:
    """Who somebody is elsewhere, and whose account here that opens."""

    id: int
    issuer: str
    subject: str
    person_id: int


@dataclass(frozen=True)
class Visit:
    """A live sign-in session: whose it is and the post she last chose."""

    person: PersonRecord
    token_digest: str
    post_id: int | None
    is_stale: bool
    has_second_step: bool
    began_at: datetime
    seen_at: datetime
    proved_at: datetime | None


@dataclass(frozen=True)
class KeptFormRecord:
    """A form sent after its session had ended: where to, its fields as (name, value), and until when it is kept."""

    to: str
    fields: tuple[tuple[str, str], ...]
    until: datetime

    @property
    def words(self) -> list[str]:
        """What was typed, as far as its writer would know it again."""
        return [value for _, value in self.fields if len(value.split()) > 1]


@dataclass(frozen=True)
class Ways:
    """By what somebody can show that it is she; by nothing, where another site signs her in."""

    password: bool
    pin: bool
    app: bool
    passkey: bool

    @property
    def key(self) -> str:
        """What she may type in the first box, in words; empty where she has neither."""
        return " or ".join(name for name, has in (("password", self.password), ("PIN", self.pin)) if has)

    @property
    def are_none(self) -> bool:
        return not (self.password or self.pin or self.app or self.passkey)


@dataclass(frozen=True)
class SessionRecord:
    """One place where a person is signed in."""

    id: int
    token_digest: str
    device: str
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True)
class PasskeyRecord:
    """One passkey, as its owner may see it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class SignInState:
    """How somebody gets in, and whether she can now: for whoever looks after the site.

    `is_slowed` says that too many wrong tries were made for her within the last quarter of an hour.
    """

    closure: Closure | None
    closed_at: datetime | None
    is_slowed: bool
    last_seen_at: datetime | None
    signed_in_at: int
    has_second_step: bool
