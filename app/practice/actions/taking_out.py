"""Taking details out that should never have been written: gone from every row, with a marker in their place."""

from sqlalchemy import select

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core.clock import today
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.practice import queries, rules
from app.practice.actions.line import NotYours, add_step
from app.practice.models import ImpactAnswer, ImpactQuestion, PracticeAction, PracticeFile, PracticeStep
from app.practice.records import ActionRecord, Kind


def take_out(post: PostHeld, action_id: int, passage: str) -> int:
    """Put a marker wherever a passage stands in an action's words, in its history and in lines about it.

    Returns:
        In how many texts it stood. The audit log holds that number and never the words.

    Raises:
        NotFound: it is another setting's, or there is none.
        NotYours: only a safeguarding lead takes details out.
        DomainError: the passage stands nowhere.
    """
    action = _led(post, action_id)
    mark = rules.marker(today(), post.role.label)
    count = sum(_replace(row, name, passage, mark) for row, name in _texts(action_id))
    if not count:
        raise DomainError("These words do not stand in this action. Copy them from the page")
    _note(post, action, count)
    return count


def _led(post: PostHeld, action_id: int) -> ActionRecord:
    action = queries.one(post.setting_id, action_id)
    if not post.is_lead:
        raise NotYours
    return action


def _texts(action_id: int) -> list[tuple[object, str]]:
    """Every text of an action, each as a row and the name of its column."""
    action = session.get_one(PracticeAction, action_id)
    steps = session.scalars(select(PracticeStep).where(PracticeStep.action_id == action_id)).all()
    files = session.scalars(select(PracticeFile).where(PracticeFile.step_id.in_([step.id for step in steps])))
    about_it = select(ImpactQuestion.id).where(ImpactQuestion.action_id == action_id)
    lines = session.scalars(select(ImpactAnswer).where(ImpactAnswer.question_id.in_(about_it)))
    return [
        (action, "words"),
        *((step, name) for step in steps for name in ("words", "owner")),
        *((file, "name") for file in files),
        *((answer, "line") for answer in lines),
    ]


def _replace(row: object, name: str, passage: str, mark: str) -> int:
    before = getattr(row, name)
    after = rules.without(before, passage, mark)
    if after != before:
        setattr(row, name, after)
    return int(after != before)


def take_file_out(post: PostHeld, action_id: int, file_id: int) -> None:
    """Delete a file's content and its name; that there was one stays.

    Raises:
        NotFound: there is no such file, or its action is another setting's.
        NotYours: only a safeguarding lead takes files out.
    """
    action = _led(post, action_id)
    if file_id not in {file.id for step in action.steps for file in step.files if file.is_there}:
        raise NotFound("There is no such file.")
    row = session.get_one(PracticeFile, file_id)
    row.content, row.size, row.name = b"", 0, rules.marker(today(), post.role.label)
    _note(post, action, 1)


def _note(post: PostHeld, action: ActionRecord, count: int) -> None:
    session.flush()
    add_step(action.id, post, Kind.TAKEN_OUT, action.standing)
    record("practice details taken out", post.person_id, action=action.id, places=count)
