"""Saving, finishing and deleting a reflection. Its words are never logged, mailed or handed on."""

from collections.abc import Sequence

from sqlalchemy import delete

from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError, Overtaken
from app.core.vocabulary import Step
from app.learning import actions as learning
from app.learning.records import EnrolmentRecord
from app.reflection import queries
from app.reflection.models import Reflection, ReflectionText
from app.reflection.records import Written, mark
from app.reflection.rules import LONGEST, enough


def save(enrolment: EnrolmentRecord, written: Sequence[Written], seen: str) -> None:
    """Keep what stands in the boxes.

    Args:
        enrolment: the journey whose reflection it is.
        written: what was posted, box by box.
        seen: the mark of what the page showed as saved; see `records.mark`.

    Raises:
        OutOfOrder: the check is not passed yet.
        DomainError: a text is too long; nothing is kept then, and the page still holds what was typed.
        Overtaken: the boxes were changed on another page meanwhile, and hold other words than these; nothing is kept.
    """
    learning.require(enrolment, Step.REFLECTION)
    for box in written:
        if len(box.text) > LONGEST:
            raise DomainError(f"Reflection {box.slot} must be {LONGEST} characters or fewer")
    stands = queries.slots(enrolment, len(written))
    kept = {box.number: box.text for box in stands}
    if mark(stands) != seen and any(box.text != kept.get(box.slot, "") for box in written):
        raise Overtaken("You changed this reflection on another page meanwhile. Nothing is lost: see below", stands)
    offered = {prompt.code for prompt in queries.prompts(enrolment)}
    for box in written:
        if box.prompt in offered:
            session.merge(
                ReflectionText(
                    enrolment_id=enrolment.id, slot=box.slot, prompt=box.prompt, text=box.text, saved_at=now()
                )
            )
    session.flush()


def finish(enrolment: EnrolmentRecord, count: int, at_least: int) -> None:
    """Finish the reflection that was saved; finishing twice is finishing once.

    Raises:
        DomainError: fewer than `at_least` boxes hold a thought.
    """
    if queries.is_finished(enrolment.id):
        return
    if not enough([slot.text for slot in queries.slots(enrolment, count)], at_least):
        raise DomainError(f"Write something in at least {at_least} of the {count} boxes")
    session.add(Reflection(enrolment_id=enrolment.id, finished_at=now()))
    session.flush()
    learning.record_step(enrolment, Step.REFLECTION)


def finish_on_paper(enrolment: EnrolmentRecord) -> None:
    """Finish a reflection that its writer says she wrote on paper; finishing twice is finishing once."""
    if queries.is_finished(enrolment.id):
        return
    session.add(Reflection(enrolment_id=enrolment.id, finished_at=now()))
    session.flush()
    learning.record_step(enrolment, Step.REFLECTION, on_paper=True)


def delete_text(enrolment: EnrolmentRecord) -> None:
    """Delete her words for good; her completion stays."""
    session.execute(delete(ReflectionText).where(ReflectionText.enrolment_id == enrolment.id))
