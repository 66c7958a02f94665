"""Reading drafts, through the eyes of whoever asks."""

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, or_, select

from app.access.identity import Identity
from app.accounts.queries import names_of
from app.authoring.models import Draft, DraftComment, DraftPicture, DraftPublication, DraftReview, DraftStep, DraftText
from app.authoring.records import (
    CommentRecord,
    DraftRecord,
    PublicationRecord,
    ReviewRecord,
    StepRecord,
    TextRecord,
    Verdict,
)
from app.authoring.rules import starts
from app.authoring.rules.desks import DESK_OFFICES, may_write, partnerships, settings_led, trusts_led
from app.content.merging import Clash, merge
from app.content.pictures import Picture, file_of, shown_in
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import ChangeClass
from app.library import queries as library
from app.library.records import VersionRecord


def _seen_by(who: Identity) -> ColumnElement[bool]:
    """What `rules.desks.reads` says, for the database."""
    return or_(
        Draft.partnership_id.in_(partnerships(who, *DESK_OFFICES)),
        Draft.trust_id.in_(trusts_led(who)),
        Draft.setting_id.in_(settings_led(who)),
    )


def drafts(who: Identity, put_away: bool = False) -> list[DraftRecord]:
    """Every draft that the asker may read, or that was put away, the newest first; without their texts."""
    chosen = Draft.put_away_at.is_not(None) if put_away else Draft.put_away_at.is_(None)
    query = select(Draft).where(_seen_by(who), chosen).order_by(Draft.id.desc())
    return [_draft(row) for row in session.scalars(query)]


def draft(who: Identity, draft_id: int) -> DraftRecord:
    """A draft with its texts. Raises NotFound for one that is not the asker's to read, as for none."""
    row = session.scalar(select(Draft).where(Draft.id == draft_id, _seen_by(who), Draft.put_away_at.is_(None)))
    if row is None:
        raise NotFound("There is no such draft.")
    return _draft(row, files(draft_id))


def draft_to_write(who: Identity, draft_id: int) -> DraftRecord:
    """A draft that the asker may write in. Raises NotFound for any other."""
    found = draft(who, draft_id)
    if not may_write(who, found):
        raise NotFound("There is no such draft for you to write in.")
    return found


def whole(draft_id: int) -> DraftRecord:
    """A draft with its texts, whoever asks: for work that was asked for earlier. Raises NotFound."""
    row = session.get(Draft, draft_id)
    if row is None:
        raise NotFound("There is no such draft.")
    return _draft(row, files(draft_id))


def _draft(row: Draft, files: tuple[TextRecord, ...] = ()) -> DraftRecord:
    shown = pictures_in(row.id, files) if files else ()
    desk = (row.partnership_id, row.trust_id, row.setting_id)
    return DraftRecord(row.id, row.module, row.title, row.origin_id, row.made_by, row.made_at, files, shown, *desk)


def pictures_in(draft_id: int, files: Iterable[TextRecord]) -> tuple[str, ...]:
    """The pictures that a draft may show: what was brought into it, the newest first, and what is published."""
    query = select(DraftPicture.name).where(DraftPicture.draft_id == draft_id).order_by(DraftPicture.made_at.desc())
    published = library.published_among(shown_in(file.text for file in files))
    return tuple(dict.fromkeys([*session.scalars(query), *sorted(published)]))


def shown_pictures(draft: DraftRecord) -> dict[str, Picture]:
    """The pictures that a draft's texts show, as files beside its module."""
    names = shown_in(draft.texts.values()).intersection(draft.pictures)
    return {file_of(draft.module, name): library.picture(name) for name in sorted(names)}


def picture(draft: DraftRecord, name: str) -> Picture:
    """A picture of a draft. Raises NotFound for one that is not its own, as for none."""
    if name not in draft.pictures:
        raise NotFound("There is no such picture.")
    return library.picture(name)


def files(draft_id: int) -> tuple[TextRecord, ...]:
    """The texts of a draft as they stand, by name."""
    rows = session.scalars(select(DraftText).where(DraftText.draft_id == draft_id).order_by(DraftText.name)).all()
    named = names(row.saved_by for row in rows)
    return tuple(TextRecord(r.name, r.text, r.number, named(r.saved_by), r.saved_at) for r in rows)


def names(ids: Iterable[int | None]) -> Callable[[int | None], str]:
    """What people are called, asked for at once."""
    known = names_of({one for one in ids if one})
    return lambda person_id: known.get(person_id or 0, "somebody")


def history(draft_id: int, most: int = 30) -> list[StepRecord]:
    """The last saves, the newest first."""
    query = select(DraftStep).where(DraftStep.draft_id == draft_id).order_by(DraftStep.id.desc()).limit(most)
    rows = session.scalars(query).all()
    named = names(row.made_by for row in rows)
    return [StepRecord(row.id, row.what, named(row.made_by), row.made_at, row.state) for row in rows]


def writers(draft_id: int) -> set[int]:
    """Everybody whose words may be in a draft: who began it and who saved anything that was not undone."""
    steps = select(DraftStep.made_by).where(DraftStep.draft_id == draft_id, DraftStep.state == "done")
    began = select(Draft.made_by).where(Draft.id == draft_id)
    return {*session.scalars(steps), *session.scalars(began)}


def comments(draft_id: int) -> list[CommentRecord]:
    """Every thread of a draft with its answers; open ones first."""
    rows = session.scalars(
        select(DraftComment).where(DraftComment.draft_id == draft_id).order_by(DraftComment.id)
    ).all()
    named = names(one for row in rows for one in (row.made_by, row.resolved_by))

    def record(row: DraftComment, answers: tuple[CommentRecord, ...] = ()) -> CommentRecord:
        resolved = named(row.resolved_by) if row.resolved_at else None
        return CommentRecord(
            row.id, row.name, row.passage, row.words, named(row.made_by), row.made_at, resolved, answers
        )

    threads = [
        record(row, tuple(record(one) for one in rows if one.thread_id == row.id))
        for row in rows
        if row.thread_id is None
    ]
    return sorted(threads, key=lambda thread: thread.resolved_by is not None)


def newest_review(draft_id: int) -> ReviewRecord | None:
    """The last request for a second pair of eyes, if there was one."""
    query = select(DraftReview).where(DraftReview.draft_id == draft_id).order_by(DraftReview.id.desc()).limit(1)
    row = session.scalar(query)
    if row is None:
        return None
    named = names((row.asked_by, row.decided_by))
    decided = named(row.decided_by) if row.decided_at else None
    return ReviewRecord(
        row.id,
        row.digest,
        {statement: ChangeClass(change) for statement, change in row.names.items()},
        named(row.asked_by),
        row.asked_at,
        Verdict(row.verdict) if row.verdict else None,
        row.words,
        decided,
        row.decided_at,
    )


def publications(draft_id: int) -> list[PublicationRecord]:
    """Every publication asked for, the newest first."""
    query = select(DraftPublication).where(DraftPublication.draft_id == draft_id).order_by(DraftPublication.id.desc())
    rows = session.scalars(query).all()
    named = names(row.asked_by for row in rows)
    return [PublicationRecord(r.id, r.due_at, named(r.asked_by), r.version_id, r.refused) for r in rows]


def upstream(draft: DraftRecord) -> VersionRecord | None:
    """The version that a draft has not taken in: of its own module first, then of the one it was adopted from."""
    own = overtaken_by(draft)
    if own or draft.origin_id is None:
        return own
    newest = library.newest(library.version(draft.origin_id).module)
    is_own = newest.module == draft.module
    return newest if newest.id != draft.origin_id and not is_own else None


def overtaken_by(draft: DraftRecord) -> VersionRecord | None:
    """The newest version of a draft's own module, where it neither began from it nor became it."""
    newest = library.newest_or_none(draft.module)
    known = {draft.origin_id, *(one.version_id for one in publications(draft.id))}
    return newest if newest and newest.id not in known else None


def merge_of(draft: DraftRecord, newest: VersionRecord) -> tuple[dict[str, str], list[Clash]]:
    """What a draft would say with what changed upstream taken in, and every part that both changed.

    Raises:
        DomainError: the version that the draft began from was published before sources were kept.
    """
    known = known_of(draft, newest)
    if known is None or not library.texts(known):
        raise DomainError(
            "The text that this began from is not kept, so that nothing can be merged. Compare them instead."
        )
    began, now = library.texts(known), library.texts(newest.id)
    if newest.module != draft.module:
        began, now = (starts.copied(texts, newest.module, draft.module, draft.title) for texts in (began, now))
    return merge(began, draft.texts, now)


def known_of(draft: DraftRecord, newest: VersionRecord) -> int | None:
    """The version of a module that a draft knows: the one that it began from, or the one before the newest."""
    before = [one.id for one in library.versions(newest.module) if one.id < newest.id]
    return draft.origin_id if draft.origin_id in before else max(before, default=None)
