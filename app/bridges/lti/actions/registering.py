"""Platforms: registered by themselves or by hand, confirmed by an administrator, taken away; courses and settings."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import func, select

from app.audit.actions import record
from app.bridges.lti import provider, queries, rules
from app.bridges.lti.models import Course, Platform
from app.bridges.lti.records import NotNow, PlatformRecord, Refused, State
from app.core.clock import now
from app.core.database import reading, session
from app.core.errors import Conflict, NotFound
from app.workforce import queries as places

MOST_WAITING = 50


def register(at: str, token: str, name: str, address: str) -> PlatformRecord:
    """Register here a platform that asks for it, and us there; it waits for an administrator.

    Args:
        at: the address of the platform's configuration.
        token: what lets us register there; empty where it needs nothing.
        name: how we are called there.
        address: that of our own pages for platforms.

    Raises:
        Refused: it does not answer, does not describe itself as it must, or too many wait already.
    """
    waiting = Platform.confirmed_at.is_(None) & Platform.removed_at.is_(None)
    if (session.scalar(select(func.count()).select_from(Platform).where(waiting)) or 0) >= MOST_WAITING:
        raise Refused("Too many platforms wait to be confirmed here. Ask the administrator of this site.")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with reading():  # nobody waits to write while a platform takes its time
            said = _dict(provider.document(provider.asked("GET", at)))
            rules.described(at, said, {"client_id": "none yet"})
            asking = rules.registration(name, address)
            there = str(said.get("registration_endpoint"))
            answer = _dict(provider.document(provider.asked("POST", there, json=asking, headers=headers)))
    except NotNow as silence:
        raise Refused("The platform does not answer. Please try again later.", str(silence)) from silence
    return add(rules.described(at, said, answer))


def _dict(found: object) -> dict[str, object]:
    if not isinstance(found, dict):
        raise Refused("The platform’s answer cannot be read.", "no object")
    return found


def add(platform: PlatformRecord, by: int | None = None) -> PlatformRecord:
    """Keep a platform as waiting. Raises Conflict where it is registered with this client already."""
    same = (Platform.issuer == platform.issuer) & (Platform.client_id == platform.client_id)
    row = session.scalar(select(Platform).where(same))
    if row is not None and row.removed_at is None:
        raise Conflict("This platform is registered here already, with the same client.")
    if row is None:
        row = Platform(issuer=platform.issuer, client_id=platform.client_id)
        session.add(row)
    row.name, row.authorises_at, row.tokens_at = platform.name, platform.authorises_at, platform.tokens_at
    row.keys_at, row.deployments, row.shown_on = platform.keys_at, list(platform.deployments), list(platform.shown_on)
    row.asked_at, row.confirmed_at, row.removed_at = now(), None, None
    session.flush()
    record("platform registered", by, platform=row.id, issuer=row.issuer)
    return replace(platform, id=row.id, state=State.WAITING)


def _row(platform_id: int) -> Platform:
    row = session.get(Platform, platform_id)
    if row is None:
        raise NotFound("There is no such platform.")
    return row


def confirm(platform_id: int, deployments: Iterable[str], shown_on: Iterable[str], by: int) -> None:
    """Let a platform's launches in, of these deployments, in pages of these origins."""
    row = _row(platform_id)
    row.deployments, row.shown_on = list(deployments), list(shown_on)
    row.confirmed_at, row.removed_at = now(), None
    provider.forget(platform_id)
    record("platform confirmed", by, platform=row.id, deployments=row.deployments)


def remove(platform_id: int, by: int) -> None:
    """Let nobody in from a platform any more, and send it nothing; what was learned stays."""
    _row(platform_id).removed_at = now()
    record("platform removed", by, platform=platform_id)


def give_setting(course_id: int, setting_id: int, by: int) -> None:
    """Say which setting a course belongs to."""
    course, place = queries.course(course_id), places.setting(setting_id)
    session.get_one(Course, course.id).setting_id = place.id
    record("course given a setting", by, course=course.id, setting=place.id)
