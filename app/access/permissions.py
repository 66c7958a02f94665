"""Permissions as data: a name, a sentence, a rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.access.identity import Identity
from app.core.vocabulary import LEADS, Office, Role


@dataclass(frozen=True)
class Permission:
    """What a route may ask of whoever calls it."""

    name: str
    sentence: str
    rule: Callable[[Identity | None], bool]


def _in_post(*roles: Role) -> Callable[[Identity | None], bool]:
    return lambda who: bool(who and who.post and who.post.role in roles)


def _in_office(*offices: Office) -> Callable[[Identity | None], bool]:
    return lambda who: bool(who and who.office(*offices))


def _reads_modules(who: Identity | None) -> bool:
    return _in_office(Office.AUTHOR, Office.REVIEWER)(who) or _in_post(*LEADS, Role.FACILITATOR)(who)


def _walks_the_thread(who: Identity | None) -> bool:
    return _in_office(Office.AUTHOR, Office.REVIEWER, Office.OFFICER)(who) or _in_post(*LEADS)(who)


def _writes_modules(who: Identity | None) -> bool:
    return _in_office(Office.AUTHOR, Office.TRUST_LEAD)(who) or _in_post(*LEADS)(who)


def _reads_drafts(who: Identity | None) -> bool:
    return _writes_modules(who) or _in_office(Office.REVIEWER)(who)


PUBLIC = Permission("public", "Anyone, signed in or not.", lambda _: True)
SIGNED_IN = Permission("signed-in", "Anyone who has signed in, for what is her own.", lambda who: who is not None)
LEARN = Permission(
    "learn", "A person with a post that has not ended, for that post.", lambda who: bool(who and who.post)
)
LEAD = Permission("lead", "The safeguarding lead or a deputy of a setting, for that setting.", _in_post(*LEADS))
SUMMARY = Permission(
    "summary",
    "The head, a governor or trustee, or a lead of a setting: counts of that setting, and nobody's name.",
    _in_post(Role.HEAD, *LEADS),
)
FACILITATE = Permission(
    "facilitate",
    "A lead or facilitator of a setting, for its team meetings.",
    _in_post(Role.FACILITATOR, *LEADS),
)
PREVIEW = Permission(
    "preview",
    "A trainer or reviewer, for every kind of setting; a lead or facilitator, for her own kind.",
    _reads_modules,
)
PRINT = Permission(
    "print",
    "A person with a post, for its kind of setting; a trainer or reviewer, for every kind.",
    lambda who: bool(who and who.post) or _in_office(Office.AUTHOR, Office.REVIEWER)(who),
)
ANSWERS = Permission(
    "answers",
    "A lead or deputy, for her own kind of setting; a trainer or reviewer, for every kind: what is right on paper.",
    lambda who: _in_post(*LEADS)(who) or _in_office(Office.AUTHOR, Office.REVIEWER)(who),
)
PACKAGE = Permission(
    "package",
    "A lead or deputy, for her own kind of setting; a trainer, reviewer or administrator, for every kind: a module as a"
    " file, with its answers in it where it is a full one.",
    lambda who: _in_post(*LEADS)(who) or _in_office(Office.AUTHOR, Office.REVIEWER, Office.ADMINISTRATOR)(who),
)
AUTHOR = Permission("author", "A trainer who writes modules, for the register of reviews.", _in_office(Office.AUTHOR))
REVIEW = Permission(
    "review",
    "A trainer or reviewer, to read what the register holds and what should be checked in it.",
    _in_office(Office.AUTHOR, Office.REVIEWER),
)
WRITE = Permission(
    "write",
    "A trainer who writes modules, for the drafts of her partnership; whoever leads a trust or a setting, for its own.",
    _writes_modules,
)
DRAFTS = Permission(
    "drafts",
    "Whoever writes modules, and a reviewer, to read and discuss the drafts that are hers; never her own to approve.",
    _reads_drafts,
)
THREAD = Permission(
    "thread",
    "A trainer, reviewer or officer, with counts of her partnership; a lead, with the actions of her own setting.",
    _walks_the_thread,
)
TRUST = Permission(
    "trust", "The safeguarding lead of a trust or group, for the settings in it.", _in_office(Office.TRUST_LEAD)
)
PARTNERSHIP = Permission(
    "partnership",
    "An officer of a partnership: counts of its settings, small groups hidden, and nobody's name.",
    _in_office(Office.OFFICER),
)
ADMINISTER = Permission(
    "administer",
    "A site administrator, for who works where and who may do what; never for what anybody learned or wrote.",
    _in_office(Office.ADMINISTRATOR),
)
ALL = (
    PUBLIC,
    SIGNED_IN,
    LEARN,
    LEAD,
    SUMMARY,
    FACILITATE,
    PREVIEW,
    PRINT,
    ANSWERS,
    PACKAGE,
    AUTHOR,
    REVIEW,
    WRITE,
    DRAFTS,
    THREAD,
    TRUST,
    PARTNERSHIP,
    ADMINISTER,
)


def is_trusted(roles: Iterable[Role], offices: Iterable[Office]) -> bool:
    """Whether somebody with these roles and offices looks after others' records, or what others learn."""
    return bool(LEADS & set(roles)) or bool(set(offices))


def must_take_second_step(roles: Iterable[Role], offices: Iterable[Office], policy: str) -> bool:
    """Whether a policy asks somebody for a second step.

    Args:
        roles: the roles of all her posts.
        offices: the offices she is appointed to.
        policy: "leads" (leads, deputies and everyone in an office: the default in production), "everyone", or
            "offered" to all.
    """
    return policy == "everyone" or (policy == "leads" and is_trusted(roles, offices))
