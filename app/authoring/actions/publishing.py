"""An approved text goes out through the library's one door, now or at a moment."""

from datetime import datetime

from app.access.identity import Identity
from app.authoring import queries
from app.authoring.actions.reviewing import NOT_FOR_THEM
from app.authoring.models import DraftPublication
from app.authoring.records import DraftRecord, Verdict
from app.content.checks import check_module
from app.content.documents import ModuleDocument, Shelf
from app.content.settling import DESK
from app.core.clock import now
from app.core.database import session
from app.core.errors import Conflict, DomainError
from app.core.vocabulary import ChangeClass, Office
from app.jobs import actions as jobs
from app.jobs.records import JobRecord
from app.library import actions as library
from app.library import queries as shelves

DUE_PUBLICATION = "publication of a draft"


def publish(who: Identity, draft: DraftRecord, due_at: datetime | None = None) -> int:
    """Publish an approved draft, now or at a moment; returns the number of the publication.

    Raises:
        DomainError: she may not publish for whom it is.
        DomainError: the text as it stands is not the one that was approved, or has faults; or the change is more than
            it is called.
    """
    if not queries.acts_for(who, queries.owner_of(draft), Office.AUTHOR):
        raise DomainError(NOT_FOR_THEM)
    review = queries.newest_review(draft.id)
    if review is None or review.verdict is not Verdict.APPROVED or review.digest != draft.digest:
        raise DomainError("This text has not been approved by a second pair of eyes.")
    moment = now()
    row = DraftPublication(
        draft_id=draft.id, review_id=review.id, asked_by=who.person_id, asked_at=moment, due_at=due_at or moment
    )
    session.add(row)
    session.flush()
    if due_at and due_at > moment:
        sound(draft)
        jobs.ask(DUE_PUBLICATION, None, who.person_id, due_at=due_at, publication=row.id)
    else:
        _carry_out(row, draft, review.names)
    return row.id


def publish_due(job: JobRecord, _say: jobs.Say) -> jobs.Outcome:
    """What a worker does when a publication falls due: publish, or keep in words why not."""
    row = session.get_one(DraftPublication, job.facts["publication"])
    draft, review = queries.whole(row.draft_id), queries.newest_review(row.draft_id)
    try:
        if review is None or review.id != row.review_id or review.digest != draft.digest:
            raise DomainError("The text changed after it was approved, so it was not published.")
        _carry_out(row, draft, review.names)
    except DomainError as refusal:
        row.refused = str(refusal)[:500]
        session.flush()
    return jobs.Outcome({"refused": row.refused} if row.refused else {"version": row.version_id})


def _carry_out(row: DraftPublication, draft: DraftRecord, names: dict[str, ChangeClass]) -> None:
    newer = queries.overtaken_by(draft)
    if newer:
        raise Conflict(f"Edition {newer.edition} of this module was published since. Look at what changed in it first.")
    module, shelf = sound(draft)
    if not library.publish(module, shelf, DESK, names, row.asked_by, draft.digest):
        raise DomainError("The newest version already says exactly this, or one that was withdrawn does.")
    row.version_id = shelves.newest(draft.module).id
    session.flush()


def sound(draft: DraftRecord) -> tuple[ModuleDocument, Shelf]:
    """A draft as a document ready to go out, and what it stands on. Raises DomainError while it has faults."""
    shelf = shelves.foundations()
    module, faults = check_module(draft.module, draft.whole, shelf)
    if module is None or faults:
        raise DomainError(f"{len(faults)} things must be mended first. The checks page names each.")
    return module, shelf
