"""Every setting, partnership, trust and office there is: for whoever looks after the site. Of people, counts only."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.core.codes import normalised
from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import LEADS, Office, SettingKind
from app.workforce.models import Appointment, Partnership, Post, Setting, Trust, TrustMember
from app.workforce.queries.places import facts_of, is_current, post_ids, posts, posts_that
from app.workforce.records import OfficeHeld, PlaceRecord, PostHistory, PostRecord, SettingLine

A_PAGE = 25


def settings_like(
    words: str, page: int, partnership_id: int | None = None, trust_id: int | None = None
) -> tuple[list[SettingLine], int]:
    """A page of the settings whose name or code has some words, by name, and how many there are in all."""
    wanted = _like(words)
    if partnership_id:
        wanted &= Setting.partnership_id == partnership_id
    if trust_id:
        wanted &= TrustMember.trust_id == trust_id
    here = select(func.count(func.distinct(Post.person_id))).where(Post.setting_id == Setting.id, is_current())
    query = (
        select(Setting.id, Setting.name, Setting.kind, Partnership.name, Trust.name, here.scalar_subquery())
        .join(Partnership, Partnership.id == Setting.partnership_id)
        .outerjoin(TrustMember, TrustMember.setting_id == Setting.id)
        .outerjoin(Trust, Trust.id == TrustMember.trust_id)
        .where(wanted)
    )
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.execute(_page(query.order_by(func.lower(Setting.name), Setting.id), page))
    return [SettingLine(number, name, SettingKind(kind), *rest) for number, name, kind, *rest in rows], total


def _like(words: str) -> ColumnElement[bool]:
    typed = words.strip().lower()
    has = func.lower(Setting.name).contains(typed, autoescape=True)
    return or_(has, Setting.code == typed, Setting.join_code == normalised(words))


def _page(query: Select[Any], page: int) -> Select[Any]:
    return query.offset((page - 1) * A_PAGE).limit(A_PAGE)


def partnerships_counted() -> list[PlaceRecord]:
    """Every partnership by name, with how many settings are in it."""
    count = select(func.count()).where(Setting.partnership_id == Partnership.id).scalar_subquery()
    rows = session.execute(select(Partnership.id, Partnership.code, Partnership.name, count).order_by(Partnership.name))
    return [PlaceRecord(*row) for row in rows]


def trusts_counted() -> list[PlaceRecord]:
    """Every trust by name, with how many settings belong to it."""
    count = select(func.count()).where(TrustMember.trust_id == Trust.id).scalar_subquery()
    rows = session.execute(select(Trust.id, Trust.code, Trust.name, count).order_by(Trust.name))
    return [PlaceRecord(*row) for row in rows]


def trust_of(setting_id: int) -> int | None:
    """The trust a setting belongs to, if any."""
    return session.scalar(select(TrustMember.trust_id).where(TrustMember.setting_id == setting_id))


def leads_of(setting_id: int) -> list[PostRecord]:
    """Who leads safeguarding in a setting today, deputies too."""
    return posts_that(Post.setting_id == setting_id, Post.role.in_(LEADS), is_current())


def people_on(setting_id: int, day: date) -> int:
    """How many people held a post in a setting, as far as it was known by an earlier day."""
    known = facts_of(post_ids([setting_id]), day)
    held = [number for number, facts in known.items() if facts[-1].ended_on is None and facts[-1].started_on <= day]
    return len({one.person_id for one in posts(held)})


def people_count(setting_id: int) -> int:
    """How many people hold a post in a setting today."""
    here = select(func.count(func.distinct(Post.person_id))).where(Post.setting_id == setting_id, is_current())
    return session.scalar(here) or 0


def offices_held(page: int, person_id: int | None = None) -> tuple[list[OfficeHeld], int]:
    """A page of the appointments that have not ended, by office and name, and how many there are; or one person's."""
    wanted: ColumnElement[bool] = Appointment.ended_at.is_(None)
    if person_id:
        wanted &= Appointment.person_id == person_id
    person = Post.metadata.tables["person"]
    ordered = _offices().where(wanted).order_by(Appointment.office, func.lower(person.c.name), Appointment.id)
    total = session.scalar(select(func.count(Appointment.id)).where(wanted)) or 0
    return [_office(*row) for row in session.execute(_page(ordered, page))], total


def office_held(appointment_id: int) -> OfficeHeld:
    """One appointment that has not ended. Raises NotFound."""
    wanted = (Appointment.id == appointment_id) & Appointment.ended_at.is_(None)
    row = session.execute(_offices().where(wanted)).first()
    if row is None:
        raise NotFound("There is no such appointment.")
    return _office(*row)


def _offices() -> Select[Any]:
    person = Post.metadata.tables["person"]
    return (
        select(Appointment, person.c.name, func.coalesce(Trust.name, Partnership.name))
        .join(person, person.c.id == Appointment.person_id)
        .outerjoin(Trust, Trust.id == Appointment.trust_id)
        .outerjoin(Partnership, Partnership.id == Appointment.partnership_id)
    )


def _office(row: Appointment, name: str, where: str | None) -> OfficeHeld:
    return OfficeHeld(row.id, row.person_id, name, Office(row.office), where or "", row.began_at)


def history_of(person_id: int) -> list[PostHistory]:
    """Every post somebody holds, held or will hold, the newest first, with where it is."""
    found = posts_that(Post.person_id == person_id)
    rows = session.scalars(select(Setting).where(Setting.id.in_({one.setting_id for one in found})))
    names = {row.id: row.name for row in rows}
    return [PostHistory(one, names[one.setting_id]) for one in sorted(found, key=lambda one: one.started_on)[::-1]]


def with_staff_code(code: str) -> list[int]:
    """The people who have this staff code in some setting."""
    query = select(Post.person_id).where(Post.external_id == code.strip()).distinct().order_by(Post.person_id)
    return list(session.scalars(query.limit(A_PAGE)))


def workplaces(person_ids: list[int]) -> dict[int, list[str]]:
    """The names of the settings where some people work today, by person."""
    query = (
        select(Post.person_id, Setting.name)
        .join(Setting, Setting.id == Post.setting_id)
        .where(Post.person_id.in_(person_ids), is_current())
        .order_by(Setting.name)
    )
    found: dict[int, list[str]] = {}
    for person_id, name in session.execute(query):
        found.setdefault(person_id, []).append(name)
    return found
