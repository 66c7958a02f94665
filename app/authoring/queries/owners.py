"""Whom a draft is for, who may write and approve for them, and on whose desk it lies."""

from collections.abc import Collection
from dataclasses import astuple, dataclass

from app.access.identity import Identity
from app.authoring.records import DraftRecord
from app.authoring.rules import passages
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Office, SettingKind
from app.library import queries as library
from app.library.records import EVERYBODY, Owner
from app.library.rules import is_for
from app.workforce import queries as workforce

EVERYBODY_IN_WORDS = "Everybody"
IN_WORDS = {
    "partnership": "Only the settings of {}",
    "trust": "Only the settings of {}",
    "setting": "Only {}",
}


@dataclass(frozen=True)
class Desk:
    """Where a draft lies: on a partnership's desk, and beside on that of the trust or setting that it is for."""

    partnership_id: int
    trust_id: int | None = None
    setting_id: int | None = None


def owner_of(draft: DraftRecord) -> Owner:
    """Whom a draft is for, as its text says. Raises DomainError where that cannot be read, or is nobody here."""
    return library.owner_of(str(passages.front_of(draft.module, draft.texts).get("only_for") or ""))


def whom(draft: DraftRecord) -> str:
    """Whom a draft is only for, in words; empty where it is for everybody."""
    try:
        return library.whom(owner_of(draft))
    except DomainError as unknown:
        return str(unknown)


def acts_for(who: Identity, owner: Owner, office: Office) -> bool:
    """Whether somebody may write (as a trainer) or approve (as a reviewer) what is for an owner.

    The lead of a trust or of a setting may for its own, as trainer and as reviewer; never for what she wrote herself,
    which is asked elsewhere.
    """
    if owner == EVERYBODY:
        return who.office(office) is not None
    return is_for(owner, workforce.reach_in_office(who, office))


def choices(who: Identity) -> list[tuple[str, str]]:
    """Whom somebody may write for: as front matter says it, and in words."""
    places = workforce.places_within(workforce.reach_in_office(who, Office.AUTHOR))
    found = [(f"{one.what}/{one.code}", IN_WORDS[one.what].format(one.name)) for one in places]
    return [("", EVERYBODY_IN_WORDS), *found] if who.office(Office.AUTHOR) else found


def desk_for(who: Identity, owner: Owner) -> Desk:
    """The desk on which a draft for an owner lies. Raises NotFound where nobody could review it there."""
    held = who.office(Office.AUTHOR)
    partnership = owner.partnership_id or (held.partnership_id if held else None)
    if owner.setting_id or partnership is None:
        partnership = workforce.partnership_of(workforce.settings_of(*astuple(owner)))
    if partnership is None:
        raise NotFound("There is no partnership to write for.")
    return Desk(partnership, owner.trust_id, owner.setting_id)


def kinds_for(owner: Owner, kinds: Collection[SettingKind]) -> list[SettingKind]:
    """Those of some kinds of setting that an owner has; all that it has, where none of these is among them."""
    if owner == EVERYBODY:
        return list(kinds)
    there = workforce.kinds_in(workforce.settings_of(*astuple(owner)))
    found = [one for one in SettingKind if one in there]
    return [one for one in found if one in kinds] or found or list(kinds)
