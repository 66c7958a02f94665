"""Everything that is held about one person, gathered from every room."""

import json
import zipfile
from io import BytesIO
from typing import Any

from flask import render_template
from sqlalchemy import or_, select

from app.accounts import queries as accounts_queries
from app.accounts import rights as accounts
from app.audit import rights as audit
from app.authoring import rights as authoring
from app.certificates import rights as certificates
from app.core import events
from app.core.clock import now
from app.core.database import plain, session
from app.here import rights as here
from app.jobs import rights as jobs
from app.learning import rights as learning
from app.meetings import rights as meetings
from app.notices import rights as notices
from app.practice import rights as practice
from app.privacy import rules
from app.privacy.models import KeptFor, Merge
from app.privacy.records import MergeRecord
from app.quizzes import rights as quizzes
from app.recall import rights as recall
from app.reflection import rights as reflection
from app.reminders import rights as reminders
from app.requirements import rights as requirements
from app.workforce import rights as workforce

ROOMS = (
    accounts,
    workforce,
    learning,
    quizzes,
    here,
    reflection,
    requirements,
    certificates,
    practice,
    recall,
    meetings,
    reminders,
    authoring,
    notices,
    jobs,
    audit,
)


def everything_about(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """All that is held about a person, by what it is called; secrets that let somebody in are left out."""
    held: dict[str, list[dict[str, Any]]] = {}
    for room in ROOMS:
        held |= room.about(person_id)
    events.data_asked_for.send(person_id=person_id, held=held)
    return held | _own(person_id)


def _own(person_id: int) -> dict[str, list[dict[str, Any]]]:
    chosen = session.scalars(select(KeptFor).where(KeptFor.chosen_by == person_id))
    merged = session.scalars(select(Merge).where(or_(Merge.kept_id == person_id, Merge.merged_id == person_id)))
    return {"kept_for": [plain(row) for row in chosen], "records_merged": [plain(row, "moved") for row in merged]}


def merges_of(person_id: int) -> list[MergeRecord]:
    """The merges into somebody's record that can still be undone, the newest first."""
    kept = (Merge.kept_id == person_id) & Merge.undone_at.is_(None)
    recent = Merge.merged_at >= now() - rules.MERGES_UNDONE_WITHIN
    rows = session.scalars(select(Merge).where(kept, recent).order_by(Merge.id.desc()))
    return [
        MergeRecord(row.id, accounts_queries.person(row.merged_id).username, row.by, row.reason, row.merged_at)
        for row in rows
    ]


def own_periods() -> dict[str, dict[int, int]]:
    """How many months settings keep things that they decided about: by kind of thing, then by setting."""
    found: dict[str, dict[int, int]] = {}
    for row in session.scalars(select(KeptFor)):
        found.setdefault(row.what, {})[row.setting_id] = row.months
    return found


def periods_of(setting_id: int) -> dict[str, int]:
    """How many months a setting keeps each kind of thing, as usual or as it decided."""
    chosen = {row.what: row.months for row in session.scalars(select(KeptFor).where(KeptFor.setting_id == setting_id))}
    return {what: chosen.get(what, kept.months) for what, kept in rules.KEPT.items()}


def as_archive(person_id: int) -> bytes:
    """A ZIP of everything about a person: once for people to read, once for programs."""
    held, out = everything_about(person_id), BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-data.json", json.dumps(held, ensure_ascii=False, indent=2, default=str))
        for name, content in requirements.files(person_id):
            archive.writestr(name, content)
        archive.writestr("my-data.html", render_template("privacy/my_data.html", held=held, made_at=now()))
    return out.getvalue()
