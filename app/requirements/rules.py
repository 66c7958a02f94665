"""Whom a requirement concerns, when to renew, and what a standing is called on a day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from app.core.dates import add_months
from app.core.vocabulary import Role, SettingKind
from app.requirements.records import RequirementRecord, State

SOON = timedelta(days=30)


def applies(payload: dict[str, Any], kind: SettingKind, role: Role) -> bool:
    """Whether a requirement concerns a post. A childminder holds every role there is in her setting."""
    kinds, roles = payload["kinds"], payload["roles"]
    held = {str(role), "childminder"} if kind is SettingKind.CHILDMINDER else {str(role)}
    return (kinds == "all" or kind in kinds) and (roles == "all" or bool(held & set(roles)))


def contributing(
    requirements: Iterable[RequirementRecord], codes: Iterable[str], kind: SettingKind, role: Role
) -> list[RequirementRecord]:
    """The requirements of a post that a module contributes to."""
    wanted = set(codes)
    return [one for one in requirements if one.code in wanted and applies(one.payload, kind, role)]


def renewal(requirements: Iterable[RequirementRecord], done_on: date) -> tuple[date | None, str | None]:
    """The earliest date by which one of the requirements asks for it again, and which one; none when none does."""
    dated = [(add_months(done_on, one.interval_months), one.code) for one in requirements if one.interval_months]
    return min(dated) if dated else (None, None)


def state(began_on: date | None, done_on: date | None, renew_by: date | None, today: date) -> State:
    """What a standing is called today. A renewal under way does not hide that it was done before."""
    if done_on is None:
        return State.NOT_STARTED if began_on is None else State.UNDER_WAY
    if renew_by is None or today < renew_by - SOON:
        return State.DONE
    return State.RENEW_SOON if today <= renew_by else State.RENEW_NOW
