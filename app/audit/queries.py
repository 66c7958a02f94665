"""Reading the audit log."""

from sqlalchemy import select

from app.audit.models import AuditEntry
from app.audit.records import EntryRecord
from app.audit.rules import BEGINNING, chain
from app.core.database import session

PAGE, LAST_PAGE = 50, 100_000


def last_chain() -> str:
    """The hash of the newest row, or the beginning."""
    newest = select(AuditEntry.chain).order_by(AuditEntry.id.desc()).limit(1)
    return session.scalar(newest) or BEGINNING


def first_break() -> int | None:
    """The id of the first row that does not follow from the one before; None when the log is whole."""
    before = BEGINNING
    for row in session.scalars(select(AuditEntry).order_by(AuditEntry.id)).yield_per(500):
        if row.chain != chain(before, row.at, row.act, row.person_id, row.facts):
            return row.id
        before = row.chain
    return None


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
