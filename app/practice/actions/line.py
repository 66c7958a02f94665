"""Opening an action and adding to its line. Every act adds a step; none changes one."""

from datetime import date, timedelta

from sqlalchemy import select

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core import events
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError, OutOfOrder
from app.practice import queries, rules
from app.practice.models import PracticeAction, PracticeFile, PracticeStep
from app.practice.records import ActionRecord, Kind, Origin, Source, Standing, State, StepRecord, Upload
from app.quizzes import queries as quizzes
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

AT_ONCE = timedelta(minutes=2)  # the same words again within this are an impatient finger, not a second thought


class NotYours(DomainError):
    """Somebody who may read an action wants to change it."""

    status = 403

    def __init__(self) -> None:
        super().__init__("Whoever leads this action, and your safeguarding leads, can change it. You can read it.")


class TwoOfThatName(DomainError):
    """A name that two colleagues have."""

    def __init__(self, some: PostRecord) -> None:
        super().__init__(f"Two people here have this name. Add the job, such as “{some.person_name}, {some.job_title}”")


def open_action(
    post: PostHeld,
    words: str,
    owner: str,
    review_on: date,
    origin: Origin = Origin.FRESH,
    source: Source | None = None,
) -> int:
    """Open a practice action of the author's setting, in words of its own; opening twice at once is opening once.

    Args:
        post: the author's.
        words: what will change.
        owner: a colleague's name, alone or with her job, or any other name or job.
        review_on: when it is looked at again.
        origin: by what it came up.
        source: the statement or the theme behind it.

    Returns:
        The action's number.

    Raises:
        TwoOfThatName: the name does not tell who leads it.
    """
    source, text = source or Source(), _tidy(words)
    recent = (PracticeAction.author_post_id == post.id) & (PracticeAction.created_at > now() - AT_ONCE)
    there = session.scalar(select(PracticeAction.id).where(recent, PracticeAction.words == text))
    if there:
        return there
    led_by, post_id = _leader(post, owner)
    action = PracticeAction(
        setting_id=post.setting_id,
        author_post_id=post.id,
        words=text,
        origin=origin,
        module=source.module,
        statement=source.statement,
        version_id=source.version_id,
        themes=_themes(source),
        created_at=now(),
    )
    session.add(action)
    session.flush()
    add_step(action.id, post, Kind.OPENED, Standing(State.PLANNED, review_on, led_by, post_id))
    record("practice action opened", post.person_id, action=action.id, origin=str(origin))
    events.action_set.send(action_id=action.id, person_id=post.person_id, module=source.module or "")
    return action.id


def _tidy(words: str) -> str:
    return words.replace("\r\n", "\n").strip()


def _themes(source: Source) -> list[str]:
    taught = quizzes.themes_by_statement(source.version_id) if source.version_id else {}
    themes = taught.get(source.statement or "", frozenset())
    return sorted(themes | {source.theme} if source.theme else themes)


def _leader(by: PostHeld, typed: str) -> tuple[str, int | None]:
    """Who leads it: the post of a colleague of that name, or the name or job as it was typed.

    Where several posts have the name, her own who writes it comes first; one person's posts are one person.
    """
    wanted = " ".join(typed.split())
    found = [
        one
        for one in workforce.colleagues(by.setting_id)
        if wanted.casefold() in (one.person_name.casefold(), f"{one.person_name}, {one.job_title}".casefold())
    ]
    found = [one for one in found if one.id == by.id] or found
    if len({one.person_id for one in found}) > 1:
        raise TwoOfThatName(found[0])
    return ("", found[0].id) if found else (wanted, None)


def add_step(
    action_id: int, post: PostHeld, kind: Kind, standing: Standing, words: str = "", undoes: int | None = None
) -> int:
    """Add a step to an action's line, by the holder of a post; returns its number."""
    step = PracticeStep(
        action_id=action_id,
        kind=kind,
        at=now(),
        by_post_id=post.id,
        words=_tidy(words),
        state=standing.state,
        review_on=standing.review_on,
        owner="" if standing.owner_post_id else standing.owner,
        owner_post_id=standing.owner_post_id,
        undoes_id=undoes,
    )
    session.add(step)
    session.flush()
    return step.id


def changeable(post: PostHeld, action_id: int) -> ActionRecord:
    """An action that the holder of a post may change.

    Raises:
        NotFound: it is another setting's, or there is none.
        NotYours: she may only read it.
    """
    action = queries.one(post.setting_id, action_id)
    if not rules.may_change(post, action.standing):
        raise NotYours
    return action


def _is_repeated(action: ActionRecord, kind: Kind, words: str, standing: Standing) -> bool:
    last = action.steps[-1]
    return (last.kind, last.words, last.standing) == (kind, _tidy(words), standing) and _just(last)


def _just(step: StepRecord) -> bool:
    return step.at > now() - AT_ONCE


def review(post: PostHeld, action_id: int, state: State, review_on: date, words: str) -> int:
    """Note that an action was looked at: where it stands now, and when it is looked at again. Returns the step.

    Raises:
        NotFound, NotYours: see `changeable`.
        DomainError: it did not work or is dropped, and nobody says why.
    """
    action = changeable(post, action_id)
    if state in rules.NEEDS_WORDS and not words.strip():
        raise DomainError(rules.NEEDS_WORDS[state])
    standing = Standing(state, review_on, action.owner, action.standing.owner_post_id)
    if _is_repeated(action, Kind.REVIEWED, words, standing):
        return action.steps[-1].id
    record("practice action looked at", post.person_id, action=action_id, state=str(state))
    return add_step(action_id, post, Kind.REVIEWED, standing, words)


def add_evidence(post: PostHeld, action_id: int, words: str, files: list[Upload]) -> int:
    """Note what a child, a parent or a member of staff would notice, with files that show it. Returns the step.

    Raises:
        NotFound, NotYours: see `changeable`.
        DomainError: a file is too large, of another kind, or one too many.
    """
    action = changeable(post, action_id)
    for file in files:
        fault = rules.file_fault(file.content)
        if fault:
            raise DomainError(fault)
    if sum(len(step.files) for step in action.steps) + len(files) > rules.MOST_FILES:
        raise DomainError(f"An action keeps up to {rules.MOST_FILES} files")
    if _is_repeated(action, Kind.EVIDENCE, words, action.standing):
        return action.steps[-1].id
    step_id = add_step(action_id, post, Kind.EVIDENCE, action.standing, words)
    session.add_all(_file(step_id, file) for file in files)
    session.flush()
    record("practice evidence added", post.person_id, action=action_id, files=len(files))
    return step_id


def _file(step_id: int, file: Upload) -> PracticeFile:
    kind = rules.kind_of_file(file.content)
    assert kind is not None, "looked at before"
    name = rules.file_name(file.name, kind)
    return PracticeFile(step_id=step_id, name=name, kind=kind.ending, size=len(file.content), content=file.content)


def hand_over(post: PostHeld, action_id: int, owner: str, words: str) -> int:
    """Let somebody else lead an action. Returns the step.

    Raises:
        NotFound, NotYours: see `changeable`.
        TwoOfThatName: the name does not tell who leads it.
    """
    led_by, post_id = _leader(post, owner)
    last = queries.one(post.setting_id, action_id).steps[-1]
    if (last.kind, last.words, last.standing.owner_post_id) == (Kind.HANDED_OVER, _tidy(words), post_id) and _just(
        last
    ):
        return last.id
    action = changeable(post, action_id)
    standing = Standing(action.state, action.review_on, led_by, post_id)
    record("practice action handed over", post.person_id, action=action_id, post=post_id)
    return add_step(action_id, post, Kind.HANDED_OVER, standing, words)


def undo(post: PostHeld, action_id: int, step_id: int) -> int:
    """Take the last step back by adding one, which says how it stood before. Returns the new step.

    Raises:
        NotFound, NotYours: see `changeable`.
        OutOfOrder: that step is not the last, or cannot be taken back.
    """
    action = changeable(post, action_id)
    if action.steps[-1].undoes == step_id:
        return action.steps[-1].id
    last = action.last_to_undo
    if last is None or last.id != step_id:
        raise OutOfOrder("Something was noted since, or this cannot be taken back. Look at the action once more.")
    record("practice step taken back", post.person_id, action=action_id, step=step_id)
    return add_step(action_id, post, Kind.UNDONE, action.steps[-2].standing, undoes=step_id)
