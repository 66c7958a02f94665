"""A launch: asked for in a browser, and taken from that browser once."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

from sqlalchemy import delete, select

from app.bridges.lti import provider, queries, rules
from app.bridges.lti.models import AskedLaunch, Course, Line, Seat
from app.bridges.lti.records import CourseRecord, Launch, PlatformRecord, Refused, State
from app.bridges.lti.rules import AGAIN
from app.core.clock import now
from app.core.codes import digest, new_token
from app.core.database import session

LASTS = timedelta(minutes=10)


def begin(platform: PlatformRecord, asked: Mapping[str, str], back: str) -> tuple[str, str, str]:
    """Where to send a browser that a platform sent here, and what it must bring back.

    Args:
        platform: who asks.
        asked: what it asked with.
        back: our own address for the answer.

    Returns:
        The platform's address, the state, and the browser's secret.
    """
    state, nonce, browser = new_token(), new_token(), new_token()
    session.execute(delete(AskedLaunch).where(AskedLaunch.asked_at < now() - LASTS))
    row = AskedLaunch(state_digest=digest(state), browser_digest=digest(browser), nonce=nonce, asked_at=now())
    row.platform_id, row.asked = platform.id, dict(asked)
    session.add(row)
    session.flush()
    said = {"scope": "openid", "response_type": "id_token", "response_mode": "form_post", "prompt": "none"}
    said |= {"client_id": platform.client_id, "redirect_uri": back, "state": state, "nonce": nonce}
    said |= {name: asked[name] for name in ("login_hint", "lti_message_hint") if asked.get(name)}
    joint = "&" if "?" in platform.authorises_at else "?"
    return f"{platform.authorises_at}{joint}{urlencode(said)}", state, browser


def asked_with(state: str) -> tuple[PlatformRecord, dict[str, str]] | None:
    """The platform and the words of a launch that was asked for and may still come back."""
    row = session.get(AskedLaunch, digest(state))
    if row is None or row.asked_at < now() - LASTS:
        return None
    platform = queries.platform(row.platform_id)
    return (platform, dict(row.asked)) if platform.state is State.CONFIRMED else None


def take(state: str, browser: str, token: str) -> Launch:
    """What a launch says: believed once, in the browser that it was asked for in.

    Raises:
        Refused: it is not what was asked for, or was taken already, or in another browser.
    """
    row = session.get(AskedLaunch, digest(state))
    if row is None:
        raise Refused(AGAIN, "no such launch was asked for, or it was taken already")
    platform, nonce = queries.platform(row.platform_id), row.nonce
    claims = provider.verified(token, platform)
    rules.check(claims, platform, nonce, int(now().timestamp()))
    same = (AskedLaunch.state_digest == digest(state)) & (AskedLaunch.browser_digest == digest(browser))
    taken = delete(AskedLaunch).where(same, AskedLaunch.asked_at >= now() - LASTS).returning(AskedLaunch.nonce)
    if session.scalar(taken) != nonce:
        raise Refused(AGAIN, "taken already, too old, or in another browser")
    return rules.launch_of(claims, platform.id)


def course_of(launch: Launch) -> CourseRecord:
    """The course of a launch, kept from its first launch on."""
    same = (Course.platform_id == launch.platform_id) & (Course.deployment == launch.deployment)
    row = session.scalar(select(Course).where(same, Course.code == launch.course))
    if row is None:
        row = Course(platform_id=launch.platform_id, deployment=launch.deployment, code=launch.course)
        session.add(row)
    row.title, row.members_at = launch.course_title, launch.members_at or row.members_at
    session.flush()
    return queries.course(row.id)


def seat(launch: Launch, course_id: int, elsewhere_id: int) -> None:
    """Remember that somebody opened a module from a course, and where its scores go."""
    row = session.scalar(select(Line).where(Line.course_id == course_id, Line.module == launch.module))
    if row is None:
        row = Line(course_id=course_id, module=launch.module)
        session.add(row)
    row.link = launch.link
    row.line_at, row.lines_at = launch.line_at or row.line_at, launch.lines_at or row.lines_at
    session.flush()
    session.merge(Seat(line_id=row.id, elsewhere_id=elsewhere_id))
    session.flush()
