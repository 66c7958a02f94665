"""On whose desk a draft lies: who reads it, and who writes in it."""

from app.access.identity import Identity
from app.authoring.records import DraftRecord
from app.core.vocabulary import Office

DESK_OFFICES = (Office.AUTHOR, Office.REVIEWER)


def partnerships(who: Identity, *offices: Office) -> list[int]:
    """The partnerships in which somebody holds an office."""
    return [one.partnership_id for one in who.appointments if one.office in offices and one.partnership_id]


def trusts_led(who: Identity) -> list[int]:
    """The trusts whose safeguarding lead somebody is."""
    return [one.trust_id for one in who.appointments if one.office is Office.TRUST_LEAD and one.trust_id]


def settings_led(who: Identity) -> list[int]:
    """The setting that somebody leads, where she looks from there."""
    return [who.post.setting_id] if who.post and who.post.is_lead else []


def may_write(who: Identity, draft: DraftRecord) -> bool:
    """Whether somebody may write in a draft: a trainer of its partnership, or who leads the trust or setting it is for.

    A reviewer who is no trainer reads it, remarks on it and approves it.
    """
    return (
        draft.partnership_id in partnerships(who, Office.AUTHOR)
        or draft.trust_id in trusts_led(who)
        or draft.setting_id in settings_led(who)
    )
