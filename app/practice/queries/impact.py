"""Reading who is to be asked, who was, what they said, and how many said what."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select

from app.core.clock import now
from app.core.codes import digest
from app.core.database import Model, session
from app.core.errors import NotFound
from app.learning import queries as learning
from app.practice import rules
from app.practice.models import ImpactAnswer, ImpactChoice, ImpactQuestion, PracticeAction, PracticeStep
from app.practice.records import (
    NOBODY,
    Answer,
    AskedRecord,
    Barrier,
    Cause,
    Heads,
    ImpactCount,
    QuestionRecord,
    State,
)

SHOWN = 15
EVERYBODY = "everybody"
WORTH_ASKING = (State.PLANNED, State.UNDER_WAY, State.IN_PLACE)


def weeks_of(setting_id: int) -> int:
    """After how many weeks a setting asks; 0 is never."""
    chosen = session.get(ImpactChoice, setting_id)
    return chosen.weeks if chosen else rules.USUAL_WEEKS


def causes(moment: datetime) -> list[Cause]:
    """Everybody whose weeks have just passed and who was not asked about it: leaders of actions, then who learned."""
    chosen = {row.setting_id: row.weeks for row in session.scalars(select(ImpactChoice))}
    every = [*_of_actions(moment), *_of_learners(moment)]
    due = [
        one
        for one in every
        if rules.is_time_to_ask(one.began_at, chosen.get(one.setting_id, rules.USUAL_WEEKS), moment)
    ]
    keys = ImpactQuestion.cause.in_([one.key for one in due])
    asked = set(session.scalars(select(ImpactQuestion.cause).where(keys)))
    return [one for one in due if one.key not in asked]


def _since(moment: datetime) -> datetime:
    return moment - timedelta(weeks=rules.MOST_WEEKS) - rules.STILL_ASKED_FOR


def _of_actions(moment: datetime) -> list[Cause]:
    newest = select(func.max(PracticeStep.id)).group_by(PracticeStep.action_id).scalar_subquery()
    rows = session.execute(
        select(PracticeAction.id, PracticeAction.setting_id, PracticeStep.owner_post_id, PracticeAction.created_at)
        .join(PracticeStep, PracticeStep.action_id == PracticeAction.id)
        .where(
            PracticeStep.id.in_(newest),
            PracticeStep.state.in_(WORTH_ASKING),
            PracticeStep.owner_post_id.is_not(None),
            PracticeAction.created_at >= _since(moment),
        )
        .order_by(PracticeAction.id)
    )
    return [Cause(f"action:{ref}", place, post or 0, began, action_id=ref) for ref, place, post, began in rows]


def _of_learners(moment: datetime) -> list[Cause]:
    return [
        Cause(f"completion:{one.id}", one.setting_id, one.post_id, one.completed_at, module=one.module)
        for one in learning.completed_between(_since(moment), moment)
        if rules.is_in_sample(one.number, f"{one.setting_id}:{one.module}")
    ]


def asked_lately(moment: datetime) -> set[int]:
    """The people who were asked something within the last fortnight, in whichever post."""
    post = Model.metadata.tables["post"]
    recent = ImpactQuestion.asked_at > moment - rules.APART
    return set(
        session.scalars(
            select(post.c.person_id).join(ImpactQuestion, ImpactQuestion.post_id == post.c.id).where(recent)
        )
    )


def by_link(token: str) -> QuestionRecord | None:
    """The question of a link that can be answered still, or was a moment ago; looking records nothing."""
    moment = now()
    can_answer = ImpactQuestion.used_at.is_(None) & (ImpactQuestion.closes_at > moment)
    just_answered = ImpactQuestion.used_at > moment - rules.TO_ADD
    can_add = ImpactAnswer.added_at.is_(None) & just_answered
    place = Model.metadata.tables["setting"]
    row = session.execute(
        select(ImpactQuestion, place.c.name, PracticeAction.created_at, ImpactAnswer.answer)
        .join(place, place.c.id == ImpactQuestion.setting_id)
        .outerjoin(PracticeAction, PracticeAction.id == ImpactQuestion.action_id)
        .outerjoin(ImpactAnswer, ImpactAnswer.question_id == ImpactQuestion.id)
        .where(ImpactQuestion.token_digest == digest(token), can_answer | can_add)
    ).first()
    if row is None:
        return None
    found, name, opened, answer = row
    return QuestionRecord(found.id, found.action_id, found.module, name, opened, Answer(answer) if answer else None)


def asked(setting_id: int, page: int = 1) -> tuple[list[AskedRecord], bool]:
    """A page of those whom a setting asked, what was said last first; and whether there is more."""
    newest = func.coalesce(ImpactAnswer.answered_at, ImpactQuestion.asked_at).desc()
    newest_first = (
        _questions().where(ImpactQuestion.setting_id == setting_id).order_by(newest, ImpactQuestion.id.desc())
    )
    found = _asked(newest_first.offset((page - 1) * SHOWN).limit(SHOWN + 1))
    return found[:SHOWN], len(found) > SHOWN


def counts(setting_id: int) -> dict[Answer | None, int]:
    """How many questions of a setting had which answer; None stands for no answer."""
    query = (
        select(ImpactAnswer.answer, func.count())
        .select_from(ImpactQuestion)
        .outerjoin(ImpactAnswer, ImpactAnswer.question_id == ImpactQuestion.id)
        .where(ImpactQuestion.setting_id == setting_id)
        .group_by(ImpactAnswer.answer)
    )
    found = {row[0]: row[1] for row in session.execute(query)}
    return {one: found.get(one, 0) for one in (*Answer, None)}


def answered(setting_id: int, question_id: int) -> AskedRecord:
    """One answered question of a setting. Raises NotFound for any other setting's, as for none."""
    mine = (ImpactQuestion.setting_id == setting_id) & (ImpactQuestion.id == question_id)
    found = [one for one in _asked(_questions().where(mine)) if one.answer]
    if not found:
        raise NotFound("There is no such answer.")
    return found[0]


def on_paper(setting_id: int) -> list[AskedRecord]:
    """Whom a setting asks on paper and who has not handed it in."""
    return _asked(_questions().where(open_on_paper(setting_id)).order_by(ImpactQuestion.id))


def open_on_paper(setting_id: int) -> ColumnElement[bool]:
    """The condition of a paper question of a setting that can be keyed in still."""
    return (
        (ImpactQuestion.setting_id == setting_id)
        & ImpactQuestion.code.is_not(None)
        & ImpactQuestion.used_at.is_(None)
        & (ImpactQuestion.closes_at > now())
    )


def to_confirm(setting_id: int) -> list[AskedRecord]:
    """A sample of those who say they used it, for a lead to say whether she has seen it too."""
    is_used = (ImpactQuestion.setting_id == setting_id) & (ImpactAnswer.answer == Answer.USED)
    used = _asked(_questions().where(is_used).order_by(ImpactAnswer.answered_at, ImpactQuestion.id))
    drawn = [one for number, one in enumerate(used, 1) if rules.is_in_sample(number, f"confirm:{setting_id}")]
    return [one for one in drawn if one.confirmed is None]


def _questions() -> Select[Any]:
    tables = Model.metadata.tables
    post, person = tables["post"], tables["person"]
    return (
        select(ImpactQuestion, person.c.name, ImpactAnswer)
        .join(post, post.c.id == ImpactQuestion.post_id)
        .join(person, person.c.id == post.c.person_id)
        .outerjoin(ImpactAnswer, ImpactAnswer.question_id == ImpactQuestion.id)
    )


def _asked(query: Select[Any]) -> list[AskedRecord]:
    moment = now()
    return [_one(row, name, said, moment) for row, name, said in session.execute(query)]


def _one(row: ImpactQuestion, name: str, said: ImpactAnswer | None, moment: datetime) -> AskedRecord:
    facts = (row.id, name, row.action_id, row.module, row.code, row.asked_at, row.closes_at > moment)
    if said is None:
        return AskedRecord(*facts)
    barrier = Barrier(said.barrier) if said.barrier else None
    return AskedRecord(*facts, Answer(said.answer), barrier, said.line, said.confirmed)


def counts_of_partnership(partnership_id: int) -> list[ImpactCount]:
    """About how many people of a partnership's settings said what, by module; no name, no setting, no small group."""
    here = Model.metadata.tables["setting"].c.partnership_id == partnership_id
    answers, barriers, all_said = (
        _tally(here, what) for what in (ImpactAnswer.answer, ImpactAnswer.barrier, literal(EVERYBODY))
    )
    return [
        rules.over_settings(module, said[EVERYBODY], answers[module], barriers.get(module, {}))
        for module, said in sorted(all_said.items(), key=str)
    ]


def counts_by_module(setting_id: int) -> list[ImpactCount]:
    """How many people of a setting said what, by module, as its lead may know who they are."""
    here = ImpactQuestion.setting_id == setting_id
    answers, barriers = _tally(here, ImpactAnswer.answer), _tally(here, ImpactAnswer.barrier)
    return [
        ImpactCount(
            module,
            sum(one.people for one in said.values()),
            {one: said.get(one, NOBODY).people for one in Answer},
            {one: barriers.get(module, {}).get(one, NOBODY).people for one in Barrier},
        )
        for module, said in sorted(answers.items(), key=str)
    ]


def _tally(where: ColumnElement[bool], what: Any) -> dict[str | None, dict[str, Heads]]:
    """By module and by what was said: how many people in how many settings. One statement."""
    place = Model.metadata.tables["setting"]
    about = func.coalesce(ImpactQuestion.module, PracticeAction.module)
    rows = session.execute(
        select(
            about, what, func.count(ImpactQuestion.post_id.distinct()), func.count(ImpactQuestion.setting_id.distinct())
        )
        .select_from(ImpactQuestion)
        .join(ImpactAnswer, ImpactAnswer.question_id == ImpactQuestion.id)
        .join(place, place.c.id == ImpactQuestion.setting_id)
        .outerjoin(PracticeAction, PracticeAction.id == ImpactQuestion.action_id)
        .where(where, what.is_not(None))
        .group_by(about, what)
    )
    found: dict[str | None, dict[str, Heads]] = {}
    for module, said, people, settings in rows:
        found.setdefault(module, {})[said] = Heads(people, settings)
    return found
