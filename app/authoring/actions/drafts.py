"""Beginning a draft, saving it so that nobody overwrites anybody, going back and forth."""

from collections.abc import Callable, Collection
from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update

from app.audit.actions import record
from app.authoring import queries
from app.authoring.models import Draft, DraftStep, DraftText
from app.authoring.records import DraftRecord
from app.authoring.rules.passages import set_front
from app.authoring.rules.starts import MOST_CHARACTERS
from app.core.clock import now
from app.core.codes import fingerprint
from app.core.database import session
from app.core.errors import Conflict, DomainError, NotFound
from app.core.vocabulary import SettingKind

DONE, UNDONE, DROPPED = "done", "undone", "dropped"


class Overtaken(Conflict):
    """Somebody else saved the same part while it was being written. `stands` is what she saved."""

    def __init__(self, by: str, stands: Any) -> None:
        super().__init__(f"{by} saved this while you were writing. Nothing was overwritten.")
        self.by, self.stands = by, stands


def begin(
    module: str, title: str, desk: queries.Desk, by: int, texts: dict[str, str], origin_id: int | None = None
) -> int:
    """Begin a draft; returns its number.

    Args:
        module: the code it will be published under, series/module.
        title: what the list of drafts calls it.
        desk: where it lies, which says who may read it and write in it.
        by: who begins it.
        texts: its first files by name.
        origin_id: the published version it began from, if any.

    Raises:
        DomainError: another draft of this module is being written.
    """
    _only_one(module)
    row = Draft(module=module, title=title, origin_id=origin_id, made_by=by, made_at=now(), **asdict(desk))
    session.add(row)
    session.flush()
    for name, text in texts.items():
        _put(row.id, name, text, by)
    record("draft begun", by, draft=row.id, module=module)
    return row.id


def _only_one(module: str) -> None:
    there = session.scalar(select(Draft.id).where(Draft.module == module, Draft.put_away_at.is_(None)))
    if there:
        raise DomainError("A draft of this module is being written already. Open that one, or choose another name.")


def keep_part(
    draft_id: int,
    what: str,
    by: int,
    seen: str,
    read: Callable[[dict[str, str]], Any],
    write: Callable[[dict[str, str]], dict[str, str]],
) -> None:
    """Save one part of a draft, if that part still stands as whoever saves it saw it.

    Args:
        draft_id: the draft.
        what: the part, as the history calls it.
        by: who saves.
        seen: the fingerprint of the part as her form showed it.
        read: the part, out of texts.
        write: the changed files, out of texts.

    Raises:
        Overtaken: somebody else saved the part in between; nothing was written.
        DomainError: a file would be too large.
    """
    _lock(draft_id)
    files = queries.files(draft_id)
    texts = {file.name: file.text for file in files}
    stands = read(texts)
    if fingerprint(stands) != seen:
        last = max(files, key=lambda file: file.saved_at)
        raise Overtaken(last.saved_by, stands)
    keep(draft_id, what, by, write(texts))


def keep(draft_id: int, what: str, by: int, changes: dict[str, str]) -> None:
    """Save files of a draft as they were typed, and remember what they said before."""
    texts = {file.name: file.text for file in queries.files(draft_id)}
    after = {name: _said(text) for name, text in changes.items() if texts.get(name) != _said(text)}
    if not after:
        return
    session.execute(
        update(DraftStep).where(DraftStep.draft_id == draft_id, DraftStep.state == UNDONE).values(state=DROPPED)
    )
    before = {name: texts.get(name) for name in after}
    step = DraftStep(
        draft_id=draft_id, what=what[:120], before=before, after=after, made_by=by, made_at=now(), state=DONE
    )
    session.add(step)
    for name, text in after.items():
        _put(draft_id, name, text, by)


def change(draft_id: int, what: str, by: int, write: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Save what one act changes in the files as they stand now, whoever saved them last."""
    _lock(draft_id)
    keep(draft_id, what, by, write({file.name: file.text for file in queries.files(draft_id)}))


def _said(text: str) -> str:
    """A text as a browser sent it, with one kind of line end, and without what no database keeps."""
    said = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    said = said.encode("utf-8", "replace").decode("utf-8")
    if len(said) > MOST_CHARACTERS:
        raise DomainError(f"One file may have {MOST_CHARACTERS:,} characters; this one has {len(said):,}.")
    return said


def _lock(draft_id: int) -> None:
    """One save at a time: SQLite sees to it by itself, PostgreSQL is asked for the row."""
    if session.scalar(select(Draft.id).where(Draft.id == draft_id).with_for_update()) is None:
        raise NotFound("There is no such draft.")


def _put(draft_id: int, name: str, text: str | None, by: int) -> None:
    row = session.get(DraftText, (draft_id, name))
    if text is None:
        if row:
            session.delete(row)
    elif row is None:
        session.add(DraftText(draft_id=draft_id, name=name, text=text, number=1, saved_by=by, saved_at=now()))
    else:
        row.text, row.number, row.saved_by, row.saved_at = text, row.number + 1, by, now()
    session.flush()


def undo(draft_id: int, by: int) -> str:
    """Take the last save back; returns what it was. Raises DomainError where there is none."""
    _lock(draft_id)
    step = _step(draft_id, DONE, newest=True)
    for name, text in step.before.items():
        _put(draft_id, name, text, by)
    step.state = UNDONE
    session.flush()
    return step.what


def redo(draft_id: int, by: int) -> str:
    """Do again what was taken back; returns what it was. Raises DomainError where there is nothing."""
    _lock(draft_id)
    step = _step(draft_id, UNDONE, newest=False)
    for name, text in step.after.items():
        _put(draft_id, name, text, by)
    step.state = DONE
    session.flush()
    return step.what


def _step(draft_id: int, state: str, newest: bool) -> DraftStep:
    order = DraftStep.id.desc() if newest else DraftStep.id.asc()
    query = select(DraftStep).where(DraftStep.draft_id == draft_id, DraftStep.state == state).order_by(order).limit(1)
    step = session.scalar(query)
    if step is None:
        raise DomainError("There is nothing to take back." if newest else "There is nothing to do again.")
    return step


def give_to(draft: DraftRecord, only_for: str, kinds: Collection[SettingKind], desk: queries.Desk, by: int) -> None:
    """Say whom a draft is for, and lay it on their desk.

    Args:
        draft: the draft.
        only_for: as front matter says it; empty is everybody.
        kinds: the kinds of setting that it is for from now on; all is said by naming none.
        desk: where it lies from now on.
        by: who says so.
    """
    named = None if len(kinds) == len(SettingKind) else [str(kind) for kind in kinds]
    changes = {"only_for": only_for or None, "kinds": named}
    keep(draft.id, "Whom it is for", by, set_front(draft.module, draft.texts, changes))
    row = session.get_one(Draft, draft.id)
    row.partnership_id, row.trust_id, row.setting_id = desk.partnership_id, desk.trust_id, desk.setting_id
    session.flush()
    record("draft is for", by, draft=draft.id, only_for=only_for or "everybody")


def take_in(draft_id: int, version_id: int, by: int) -> None:
    """Say that what changed in a published version was looked at, so that the draft goes on from there."""
    row = session.get_one(Draft, draft_id)
    row.origin_id = version_id
    session.flush()
    record("draft goes on from version", by, draft=draft_id, version=version_id)


def put_away(draft_id: int, by: int) -> None:
    """Take a draft off the list; its module stays as it is published."""
    row = session.get_one(Draft, draft_id)
    row.put_away_at = now()
    session.flush()
    record("draft put away", by, draft=draft_id)


def bring_back(draft_id: int, by: int) -> None:
    """Put a draft back on the list. Raises DomainError where another of its module is being written."""
    row = session.get_one(Draft, draft_id)
    _only_one(row.module)
    row.put_away_at = None
    session.flush()
    record("draft brought back", by, draft=draft_id)
