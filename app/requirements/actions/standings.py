"""Keeping standings true, in the transaction that changes them.

`restate` reckons every row of some posts from their history, and `_write` is the one place where rows are written.
Only a step within a module under way is noted without reckoning, since it changes nothing else.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from app.core.database import session
from app.core.dates import date_of
from app.learning import queries as learning
from app.learning.records import CompletionRecord, EnrolmentRecord
from app.library import queries as library
from app.library.records import Owner, VersionRecord
from app.requirements.actions.tallies import recount
from app.requirements.actions.top_ups import owe_top_ups
from app.requirements.models import OverallStanding, RequirementStanding, Standing, StandingLine
from app.requirements.queries.following import Row, following
from app.requirements.queries.history import chunks, reckoned
from app.requirements.queries.pathways import PRESENT
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

Say = Callable[[int, int], None]


def _untold(done: int, total: int) -> None:
    """Nobody asked how far it is."""


def restate(post_ids: Iterable[int], say: Say = _untold) -> int:
    """Make the rows of some posts say what their history says; returns how many rows that changed.

    Args:
        post_ids: the posts, ended ones among them, which stand nowhere.
        say: is told how many posts are behind it, of how many.
    """
    ids, changed = list(post_ids), 0
    for number, some in enumerate(chunks(ids), 1):
        rows = reckoned(some, PRESENT)
        changed += _write(Standing, "module", some, rows.standings)
        changed += _write(RequirementStanding, "code", some, rows.duties)
        changed += _write(OverallStanding, "number", some, rows.overall)
        changed += _write(StandingLine, "setting_id", some, rows.lines)
        say(min(number * len(some), len(ids)), len(ids))
    return changed


def rebuild(say: Say = _untold) -> int:
    """Reckon every post's rows from history; returns how many differed from what was stored: none, if all is well."""
    return restate(workforce.post_ids(), say)


def _write(model: Any, name: str, post_ids: list[int], rows: list[Row]) -> int:
    """Let a table hold these rows of some posts and no others; returns how many were added, changed or taken out.

    The settings of those that stand in a module are marked, to be counted again.
    """
    kept = {(row.post_id, getattr(row, name)): row for row in session.scalars(_of(model, post_ids))}
    added, changed = [], []
    for row in rows:
        there = kept.pop((row["post_id"], row[name]), None)
        if there is None:
            added.append(row)
        elif _changed(there, row):
            changed.append(row)
    gone = kept.values()
    for one in gone:
        session.delete(one)
    session.flush()
    if added:
        session.execute(insert(model), added)
    if model is Standing:
        recount({row["setting_id"] for row in (*added, *changed)} | {one.setting_id for one in gone})
    return len(added) + len(changed) + len(gone)


def _of(model: Any, post_ids: list[int]) -> Any:
    return select(model).where(model.post_id.in_(post_ids))


def _changed(there: Any, row: Row) -> bool:
    differing = {name: value for name, value in row.items() if getattr(there, name) != value}
    for name, value in differing.items():
        setattr(there, name, value)
    return bool(differing)


def open_for_posts(posts: list[PostRecord]) -> None:
    """New posts stand at the beginning of every published module, and of whatever is asked of them."""
    restate(post.id for post in posts)


def close_for_posts(posts: list[PostRecord]) -> None:
    """Posts that ended leave the desk; their history stays where it is."""
    recount({post.setting_id for post in posts})
    for some in chunks(post.id for post in posts):
        for model in (Standing, RequirementStanding, OverallStanding, StandingLine):
            session.execute(delete(model).where(model.post_id.in_(some)))


def note_publication(version: VersionRecord) -> None:
    """A module published for the first time, or for others than before, is there for whom it is meant.

    New learning is topped up by those who learned what changed.
    """
    published = library.publications(version.published_at + timedelta(seconds=1), version.module)
    before = [one for one in published if one.withdrawn_at is None and one.version_id != version.id]
    if not before or (before[-1].kinds, before[-1].owner) != (version.kinds, version.owner):
        restate(_concerned(version.module, version.owner))
    elif version.changed:
        owe_top_ups(version.module)


def note_withdrawal(version: VersionRecord) -> None:
    """A version was withdrawn, or holds again: the module is there for whom it is meant now, and some owe a top-up."""
    stands = library.standing_without(version)
    if stands and (stands.kinds, stands.owner) == (version.kinds, version.owner):
        owe_top_ups(version.module)
    else:
        restate(_concerned(version.module, *(one.owner for one in (version, stands) if one)))


def _concerned(module: str, *owners: Owner) -> list[int]:
    """The posts that modules of some owners are for, and whoever stands in one of them already."""
    if any(one.is_everybody for one in owners):
        return workforce.post_ids()
    settings = (workforce.settings_of(one.partnership_id, one.trust_id, one.setting_id) for one in owners)
    standing = session.scalars(select(Standing.post_id).where(Standing.module == module))
    return sorted({*workforce.post_ids(frozenset().union(*settings)), *standing})


def _follow(post_ids: list[int]) -> None:
    """Write again what follows from how some posts stand by module and by requirement."""
    spans, lines = following(post_ids)
    session.execute(delete(OverallStanding).where(OverallStanding.post_id.in_(post_ids)))
    session.execute(delete(StandingLine).where(StandingLine.post_id.in_(post_ids)))
    if spans:
        session.execute(insert(OverallStanding), spans)
    if lines:
        session.execute(insert(StandingLine), lines)


def note_top_up(post_id: int) -> None:
    """What changed of a module was topped up."""
    restate([post_id])


def note_post(post: PostRecord) -> None:
    """A post's role, job, kind, contract or its holder's name changed."""
    restate([post.id])


def note_setting(setting_id: int) -> None:
    """Who runs a setting, its size, kind or partnership changed, and with it what is asked there."""
    restate(workforce.post_ids([setting_id]))
    recount([setting_id])


def note_leave(post_id: int) -> None:
    """A leave from a post was noted."""
    restate([post_id])


def note_training(post_ids: list[int]) -> None:
    """Training done elsewhere was recorded for some posts."""
    restate(post_ids)


def note_completion(completion: CompletionRecord) -> None:
    """A module was completed."""
    restate([completion.post_id])


def note_taken_back(enrolment: EnrolmentRecord, **_: object) -> None:
    """What was put behind the wrong person was taken back."""
    restate([enrolment.post_id])


def note_start(enrolment: EnrolmentRecord) -> None:
    """A module was begun."""
    standing = session.get(Standing, (enrolment.post_id, enrolment.module))
    if standing:
        standing.began_on = date_of(enrolment.began_at)
        standing.sections_read = 0
        standing.sections_total = len(learning.sections(enrolment))
        session.flush()
        _follow([enrolment.post_id])
        recount([standing.setting_id])


def note_section(enrolment: EnrolmentRecord, read: int, total: int) -> None:
    """A section was read."""
    standing = session.get(Standing, (enrolment.post_id, enrolment.module))
    if standing:
        standing.sections_read, standing.sections_total = read, total
        session.flush()
