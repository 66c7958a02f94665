"""Reading settings and posts."""

from typing import Any

from sqlalchemy import ColumnElement, select

from app.access.identity import PostHeld
from app.core.clock import today
from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import LEADS, Role, SettingKind
from app.workforce.models import Partnership, Post, Setting
from app.workforce.records import PostRecord, SettingRecord

CONTACT_FACTS = (
    "dsl_contact",
    "deputy_contact",
    "referral_line",
    "advice_line",
    "out_of_hours_line",
    "recording_place",
)


def posts_of(person_id: int) -> tuple[PostHeld, ...]:
    """The posts a person holds today, oldest first, in one statement."""
    rows = session.execute(
        select(Post, Setting.name, Setting.kind)
        .join(Setting, Setting.id == Post.setting_id)
        .where(Post.person_id == person_id, _current())
        .order_by(Post.started_on, Post.id)
    )
    return tuple(
        PostHeld(post.id, person_id, post.setting_id, name, SettingKind(kind), Role(post.role), post.job_title)
        for post, name, kind in rows
    )


def _current() -> ColumnElement[bool]:
    day = today()
    return (Post.started_on <= day) & (Post.ended_on.is_(None) | (Post.ended_on >= day))


def setting(setting_id: int) -> SettingRecord:
    """A setting with the facts that fill its merge fields, its leads' names among them: one statement."""
    people = Post.metadata.tables["person"]
    leading = (Post.setting_id == Setting.id) & Post.role.in_(LEADS) & _current()
    rows = session.execute(
        select(Setting, Partnership, Post.role, people.c.name)
        .join(Partnership, Partnership.id == Setting.partnership_id)
        .outerjoin(Post, leading)
        .outerjoin(people, people.c.id == Post.person_id)
        .where(Setting.id == setting_id)
        .order_by(Post.id)
    ).all()
    if not rows:
        raise NotFound("There is no such setting.")
    place, partnership = rows[0][0], rows[0][1]
    facts = {"setting": place.name, **{name: getattr(place, name) for name in CONTACT_FACTS}}
    for name, role in (("dsl", Role.DSL), ("deputy", Role.DEPUTY_DSL)):
        facts[name] = next((person for _, _, held, person in rows if held == role), None)
    return SettingRecord(
        place.id,
        place.code,
        place.name,
        SettingKind(place.kind),
        partnership.name,
        partnership.pathway,
        facts,
        place.facts_checked_on,
    )


def _posts() -> Any:
    people = Post.metadata.tables["person"]
    return (
        select(Post, people.c.name, people.c.email, Setting.kind)
        .join(people, people.c.id == Post.person_id)
        .join(Setting, Setting.id == Post.setting_id)
        .order_by(Post.id)
    )


def _records(query: Any) -> list[PostRecord]:
    return [_record(post, name, email, kind) for post, name, email, kind in session.execute(query)]


def _record(post: Post, name: str, email: str | None, kind: str) -> PostRecord:
    return PostRecord(
        post.id,
        post.person_id,
        name,
        post.setting_id,
        SettingKind(kind),
        Role(post.role),
        post.job_title,
        post.started_on,
        post.ended_on,
        email,
    )


def post(post_id: int) -> PostRecord:
    """One post. Raises NotFound."""
    found = _records(_posts().where(Post.id == post_id))
    if not found:
        raise NotFound("There is no such post.")
    return found[0]


def current_posts() -> list[PostRecord]:
    """Every post that is held today, everywhere: for whoever must tell all of them something."""
    return _records(_posts().where(_current()))


def colleagues(setting_id: int) -> list[PostRecord]:
    """Everyone who holds a post in a setting today, by name."""
    found = _records(_posts().where(Post.setting_id == setting_id, _current()))
    return sorted(found, key=lambda record: record.person_name.casefold())


def partnership_id(code: str) -> int | None:
    """The partnership of a code, if it is there."""
    return session.scalar(select(Partnership.id).where(Partnership.code == code))


def setting_id(code: str) -> int | None:
    """The setting of a code, if it is there."""
    return session.scalar(select(Setting.id).where(Setting.code == code))
