"""Reading the audit log."""

from datetime import datetime

from sqlalchemy import func, select, true

from app.audit.models import AuditCut, AuditEntry
from app.audit.records import Break, EntryRecord
from app.audit.rules import BEGINNING, CUT, chain
from app.core.database import session

PAGE, LAST_PAGE = 50, 100_000


def last_chain() -> str:
    """The hash of the newest row, or the beginning."""
    newest = select(AuditEntry.chain).order_by(AuditEntry.id.desc()).limit(1)
    return session.scalar(newest) or BEGINNING


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
    cut = session.scalars(select(AuditCut).order_by(AuditCut.id.desc()).limit(1)).first()
    before, is_vouched = (cut.chain, False) if cut else (BEGINNING, True)
    for row in session.scalars(select(AuditEntry).order_by(AuditEntry.id)).yield_per(500):
        if row.chain != chain(before, row.at, row.act, row.person_id, row.facts):
            return Break(row.id, "does not follow from the row before")
        before = row.chain
        is_vouched = is_vouched or _vouches(row, cut)
    return None if cut is None or is_vouched else Break(cut.through_id, "was cut here, and no act in the log says so")


def _vouches(row: AuditEntry, cut: AuditCut | None) -> bool:
    named = (row.facts.get("through"), row.facts.get("hash"))
    return cut is not None and row.act == CUT and named == (cut.through_id, cut.chain)


def of_setting(setting_id: int, page: int) -> tuple[list[EntryRecord], bool]:
    """A page of the acts of everyone who holds or held a post in a setting, newest first, and whether there is more."""
    tables = AuditEntry.metadata.tables
    post, person = tables["post"], tables["person"]
    theirs = select(post.c.person_id).where(post.c.setting_id == setting_id)
    query = (
        select(AuditEntry, person.c.name)
        .join(person, person.c.id == AuditEntry.person_id)
        .where(AuditEntry.person_id.in_(theirs))
        .order_by(AuditEntry.id.desc())
    )
    rows = session.execute(query.offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return [EntryRecord(row.at, name, row.act, row.facts) for row, name in rows[:PAGE]], len(rows) > PAGE
