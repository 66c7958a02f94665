"""Reading platforms, courses, and where scores go."""

from sqlalchemy import select

from app.bridges.lti.models import Course, Line, Platform, Seat
from app.bridges.lti.records import CourseRecord, LineRecord, PlatformRecord, State
from app.core.database import session
from app.core.errors import NotFound


def to_record(row: Platform) -> PlatformRecord:
    """A platform as it is handed about."""
    state = State.REMOVED if row.removed_at else State.CONFIRMED if row.confirmed_at else State.WAITING
    places = (row.authorises_at, row.tokens_at, row.keys_at)
    lists = (tuple(row.deployments), tuple(row.shown_on))
    return PlatformRecord(row.name, row.issuer, row.client_id, *places, *lists, row.id, state)


def platforms() -> list[PlatformRecord]:
    """Every platform, newest first."""
    return [to_record(row) for row in session.scalars(select(Platform).order_by(Platform.id.desc()))]


def platform(platform_id: int) -> PlatformRecord:
    """One platform, whatever its state. Raises NotFound."""
    row = session.get(Platform, platform_id)
    if row is None:
        raise NotFound("There is no such platform.")
    return to_record(row)


def confirmed(issuer: str, client_id: str = "") -> PlatformRecord | None:
    """The confirmed platform of an issuer, where one is meant: by our client there, or as the only one."""
    here = (Platform.issuer == issuer) & Platform.confirmed_at.is_not(None) & Platform.removed_at.is_(None)
    query = select(Platform).where(here, Platform.client_id == client_id if client_id else here)
    found = session.scalars(query.limit(2)).all()
    return to_record(found[0]) if len(found) == 1 else None


def courses(platform_id: int) -> list[CourseRecord]:
    """The courses of a platform that were opened from, those without a setting first."""
    order = (Course.setting_id.is_not(None), Course.title, Course.id)
    return [
        _course(row)
        for row in session.scalars(select(Course).where(Course.platform_id == platform_id).order_by(*order))
    ]


def course(course_id: int) -> CourseRecord:
    """One course. Raises NotFound."""
    row = session.get(Course, course_id)
    if row is None:
        raise NotFound("There is no such course.")
    return _course(row)


def _course(row: Course) -> CourseRecord:
    return CourseRecord(row.id, row.platform_id, row.title, row.setting_id, row.members_at)


def line(line_id: int) -> LineRecord:
    """A module in a course. Raises NotFound."""
    row = session.get(Line, line_id)
    if row is None:
        raise NotFound("There is no such line.")
    there = platform(course(row.course_id).platform_id)
    return LineRecord(row.id, there, row.module, row.link or "", row.line_at, row.lines_at)


def seats_of(elsewhere_ids: list[int], module: str, setting_id: int) -> list[Seat]:
    """The places where somebody opened a module from courses of a setting, on platforms that are let in."""
    query = (
        select(Seat)
        .join(Line, Line.id == Seat.line_id)
        .join(Course, Course.id == Line.course_id)
        .join(Platform, Platform.id == Course.platform_id)
        .where(Seat.elsewhere_id.in_(elsewhere_ids), Line.module == module, Course.setting_id == setting_id)
        .where(Platform.confirmed_at.is_not(None), Platform.removed_at.is_(None))
    )
    return list(session.scalars(query))
