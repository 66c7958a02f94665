"""Reading one's own reflection."""

from sqlalchemy import exists, select

from app.core.database import session
from app.learning.records import EnrolmentRecord
from app.library import queries as library
from app.library.records import PromptRecord
from app.reflection.models import Reflection, ReflectionText
from app.reflection.records import Slot
from app.reflection.rules import default_prompts


def prompts(enrolment: EnrolmentRecord) -> list[PromptRecord]:
    """The prompts she may choose from: those of her kind of setting."""
    return library.prompts(enrolment.version_id, enrolment.kind)


def slots(enrolment: EnrolmentRecord, count: int) -> list[Slot]:
    """The boxes of her reflection, as she left them."""
    offered = prompts(enrolment)
    by_code = {prompt.code: prompt for prompt in offered}
    rows = session.scalars(select(ReflectionText).where(ReflectionText.enrolment_id == enrolment.id))
    kept = {row.slot: row for row in rows}
    boxes = []
    for number, prompt in enumerate(default_prompts(offered, count), 1):
        row = kept.get(number)
        chosen = by_code.get(row.prompt, prompt) if row else prompt
        boxes.append(Slot(number, chosen, row.text if row else "", row.saved_at if row else None))
    return boxes


def is_finished(enrolment_id: int) -> bool:
    """Whether the reflection was finished, its text deleted since or not."""
    return bool(session.scalar(select(exists().where(Reflection.enrolment_id == enrolment_id))))
