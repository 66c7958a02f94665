"""Reading the audit log."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, true

from app.audit.models import AuditCut, AuditEntry
from app.audit.records import Break, Check, EntryRecord, Link, Wanted
from app.audit.rules import BEGINNING, CHECKED, CUT, OF_LEARNING, PERSON, SETTING, chain, concerns
from app.core.codes import normalised
from app.core.database import session

PAGE = 50
MOST = 10  # settings or people that words may mean at once: more would read most of the log


def last_chain() -> str:
    """The hash of the newest row, or the beginning."""
    newest = select(AuditEntry.chain).order_by(AuditEntry.id.desc()).limit(1)
    return session.scalar(newest) or BEGINNING


def newest() -> datetime | None:
    """When the last act was written down."""
    return session.scalar(select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1))


def last_before(moment: datetime) -> tuple[int, str, int] | None:
    """The last of the oldest rows that are all older than a moment: its id, its hash, and how many they are."""
    kept_from = session.scalar(select(func.min(AuditEntry.id)).where(AuditEntry.at >= moment))
    older = AuditEntry.id < kept_from if kept_from else true()
    found = session.scalars(select(AuditEntry).where(older).order_by(AuditEntry.id.desc()).limit(1)).first()
    count = session.scalar(select(func.count()).select_from(AuditEntry).where(older)) or 0
    return (found.id, found.chain, count) if found else None


def first_break() -> Break | None:
    """The first row that does not follow from the one before, or the cut that nothing vouches for; None when whole.

    The log begins at its newest cut, where it was ever cut.
    """
    row = session.scalars(select(AuditCut).order_by(AuditCut.id.desc()).limit(1)).first()
    cut = Link(row.through_id, row.at, CUT, None, {}, row.chain) if row else None
    columns = AuditEntry.__table__.c
    rows = session.execute(select(*columns).order_by(columns.id)).yield_per(500)
    links = (_link(one) for one in rows)
    return break_in(links, lambda: cut)


def _link(row: Row[Any]) -> Link:
    return Link(row.id, row.at, row.act, row.person_id, row.facts, row.chain, (row.setting_id, row.about_id))


def break_in(links: Iterable[Link], cut_of: Callable[[], Link | None]) -> Break | None:
    """Where a log that somebody reads out does not hold; None when it is whole.

    Args:
        links: its rows, oldest first.
        cut_of: answers the newest cut, if it was ever cut; asked when the first row was read.
    """
    before, cut, is_vouched = None, None, False
    for link in links:
        if before is None:
            cut = cut_of()
            before, is_vouched = (cut.chain, False) if cut else (BEGINNING, True)
        if link.chain != chain(before, link.at, link.act, link.person_id, link.facts):
            return Break(link.id, "does not follow from the row before")
        if link.filed != concerns(link.facts):
            return Break(link.id, "is filed under another setting or person than it says")
        before = link.chain
        is_vouched = is_vouched or _vouches(link, cut)
    cut = cut_of() if before is None else cut
    return None if cut is None or is_vouched else Break(cut.id, "was cut here, and no act in the log says so")


def _vouches(link: Link, cut: Link | None) -> bool:
    named = (link.facts.get("through"), link.facts.get("hash"))
    return cut is not None and link.act == CUT and named == (cut.id, cut.chain)


def row_count() -> int:
    """How many rows are kept."""
    return session.scalar(select(func.count(AuditEntry.id))) or 0


def last_check() -> Check | None:
    """When the log was last followed whole, and what was found; None when it never was."""
    done = select(AuditEntry).where(AuditEntry.act == CHECKED).order_by(AuditEntry.id.desc()).limit(1)
    row = session.scalars(done).first()
    if row is None:
        return None
    broken = Break(row.facts["broken"], row.facts["why"]) if row.facts["broken"] is not None else None
    return Check(row.at, row.facts["rows"], broken)


def kinds() -> list[str]:
    """Every kind of act in the log but those of learning, found by leaping along the index, not by reading all rows."""
    least = select(func.min(AuditEntry.act).label("act")).cte("kinds", recursive=True)
    after = select(func.min(AuditEntry.act)).where(AuditEntry.act > least.c.act).scalar_subquery()
    leaps = least.union_all(select(after).where(least.c.act.is_not(None)))
    return [act for act in session.scalars(select(leaps.c.act)) if act and act not in OF_LEARNING]


def of_setting(setting_id: int, before: int | None) -> tuple[list[EntryRecord], bool]:
    """A page of the acts of one setting, newest first, and whether there is more. `before` is where it goes on."""
    return _entries([_within([setting_id])], before)


def of_all(wanted: Wanted, before: int | None) -> tuple[list[EntryRecord], bool]:
    """A page of the acts that an administrator looks for, newest first, and whether there is more; none of learning."""
    conditions: list[ColumnElement[bool]] = [AuditEntry.act.not_in(OF_LEARNING)]
    if wanted.settings is not None:
        conditions.append(_within(wanted.settings))
    if wanted.people is not None:
        conditions.append(AuditEntry.person_id.in_(wanted.people) | AuditEntry.about_id.in_(wanted.people))
    if wanted.act:
        conditions.append(AuditEntry.act == wanted.act)
    if wanted.since:
        conditions.append(AuditEntry.at >= wanted.since)
    if wanted.until:
        conditions.append(AuditEntry.at < wanted.until)
    return _entries(conditions, before)


def _within(settings: Sequence[int]) -> ColumnElement[bool]:
    """What concerns some settings, and what their people did, now or before, that concerns no other."""
    post = AuditEntry.metadata.tables["post"]
    theirs = AuditEntry.person_id.in_(select(post.c.person_id).where(post.c.setting_id.in_(settings)))
    # Said so that SQLite looks the people up by their index, and not everything that concerns no setting by another.
    of_none = func.coalesce(AuditEntry.setting_id, 0) == 0
    return AuditEntry.setting_id.in_(settings) | (of_none & theirs)


def settings_like(typed: str) -> list[int]:
    """The first settings with some words in their name, or with this code; one more than MOST when there are more."""
    setting = AuditEntry.metadata.tables["setting"]
    has = func.lower(setting.c.name).contains(typed.lower(), autoescape=True)
    codes = (setting.c.code == typed.lower()) | (setting.c.join_code == normalised(typed))
    return list(session.scalars(select(setting.c.id).where(has | codes).order_by(setting.c.name).limit(MOST + 1)))


def people_like(typed: str) -> list[int]:
    """The first people with some words in their name, or with this username or address; as for settings."""
    person = AuditEntry.metadata.tables["person"]
    has = func.lower(person.c.name).contains(typed.lower(), autoescape=True)
    answers = has | (person.c.username == typed.lower()) | (person.c.email == typed.lower())
    return list(session.scalars(select(person.c.id).where(answers).order_by(person.c.name).limit(MOST + 1)))


def _entries(conditions: list[ColumnElement[bool]], before: int | None) -> tuple[list[EntryRecord], bool]:
    tables = AuditEntry.metadata.tables
    doer, about, setting = tables["person"].alias(), tables["person"].alias(), tables["setting"]
    query = (
        select(AuditEntry, doer.c.name, about.c.name, setting.c.name)
        .outerjoin(doer, doer.c.id == AuditEntry.person_id)
        .outerjoin(about, about.c.id == AuditEntry.about_id)
        .outerjoin(setting, setting.c.id == AuditEntry.setting_id)
        .where(*conditions)
        .order_by(AuditEntry.id.desc())
    )
    if before:
        query = query.where(AuditEntry.id < before)
    rows = session.execute(query.limit(PAGE + 1)).all()
    return [_entry(*row) for row in rows[:PAGE]], len(rows) > PAGE


def _entry(row: AuditEntry, name: str | None, about: str | None, place: str | None) -> EntryRecord:
    # Whom and which setting it concerns are said by name; the other facts are shown as they are.
    facts = {key: value for key, value in row.facts.items() if key not in (SETTING, PERSON) and value is not None}
    return EntryRecord(row.id, row.at, name or "", row.act, about or "", place or "", facts)
