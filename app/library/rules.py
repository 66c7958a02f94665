"""Whom a version is for, how that may change from one edition to the next, and what a text names."""

import re

from app.access.identity import Reach
from app.library.records import EVERYBODY, Owner


def is_for(owner: Owner, reach: Reach) -> bool:
    """Whether a version is for somebody: everybody's is, any other for those who belong to its owner.

    Args:
        owner: whom the version belongs to.
        reach: the settings, trusts and partnerships that she belongs to.
    """
    return (
        owner == EVERYBODY
        or owner.setting_id in reach.settings
        or owner.trust_id in reach.trusts
        or owner.partnership_id in reach.partnerships
    )


def may_become(before: Owner, after: Owner, reach: Reach) -> bool:
    """Whether the next edition may belong to another owner: to the same, or to one that takes in the one before.

    Nobody who could learn from an edition is left without the next.

    Args:
        before: whom the last edition belongs to.
        after: whom the next one is to belong to.
        reach: where the setting belongs that the last edition is of; nothing where it is of more than one setting.
    """
    return before == after or after == EVERYBODY or (before.setting_id is not None and is_for(after, reach))


def names(text: str, ref: str) -> bool:
    """Whether a text names a review, or one of its findings: town-2020 in “@town-2020.1”, never in “old-town-2020”."""
    return re.search(rf"(?<![\w-]){re.escape(ref)}(?![\w-])", text) is not None
