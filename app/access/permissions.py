"""Permissions as data: a name, a sentence, a rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.access.identity import Identity
from app.core.vocabulary import LEADS, Role

TRUSTED = LEADS | {Role.TRAINER}


@dataclass(frozen=True)
class Permission:
    """What a route may ask of whoever calls it."""

    name: str
    sentence: str
    rule: Callable[[Identity | None], bool]


def _lead(who: Identity | None) -> bool:
    return bool(who and who.post and who.post.is_lead)


def _trainer(who: Identity | None) -> bool:
    return bool(who and any(post.role is Role.TRAINER for post in who.posts))


PUBLIC = Permission("public", "Anyone, signed in or not.", lambda _: True)
SIGNED_IN = Permission("signed-in", "Anyone who has signed in, for what is her own.", lambda who: who is not None)
LEARN = Permission(
    "learn", "A person with a post that has not ended, for that post.", lambda who: bool(who and who.post)
)
LEAD = Permission("lead", "The safeguarding lead or a deputy of a setting, for that setting.", _lead)
PREVIEW = Permission("preview", "A trainer, for every module and kind of setting.", _trainer)
ALL = (PUBLIC, SIGNED_IN, LEARN, LEAD, PREVIEW)


def is_trusted(roles: Iterable[Role]) -> bool:
    """Whether somebody with these roles looks after others' records."""
    return bool(TRUSTED & set(roles))


def must_take_second_step(roles: Iterable[Role], policy: str) -> bool:
    """Whether a policy asks somebody with these roles for a second step.

    Args:
        roles: the roles of all her posts.
        policy: "leads" (leads, deputies and trainers: the default in production), "everyone", or "offered" to all.
    """
    return policy == "everyone" or (policy == "leads" and is_trusted(roles))
