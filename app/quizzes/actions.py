"""Starting an attempt, saving an answer, sending it in; and a whole sheet at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from random import Random, SystemRandom
from typing import Any

from sqlalchemy import delete, select, tuple_

from app.core import events
from app.core.clock import now
from app.core.database import session, take_turn
from app.core.errors import OutOfOrder, Overtaken
from app.core.vocabulary import Step
from app.learning import actions as learning
from app.learning.records import EnrolmentRecord
from app.quizzes import queries
from app.quizzes.kinds import Question
from app.quizzes.models import Attempt, AttemptAnswer, AttemptResult, QuestionTally, ThemeTally, Understanding
from app.quizzes.records import UNANSWERED, Answer, AttemptRecord, FirstTry, Result, Tally
from app.quizzes.rules import COUNTED, Outcome, counted, draw, draw_of_each, mark, sure_wrong, tallied
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

Counted = QuestionTally | ThemeTally
Key = tuple[Any, ...]  # of a row of either: its primary key in order


def start(enrolment: EnrolmentRecord, random: Random | None = None) -> AttemptRecord:
    """Draw a new attempt, unless one is still open: that one goes on.

    Raises:
        OutOfOrder: sections are still to be read.
    """
    learning.require(enrolment, Step.CHECK)
    earlier = queries.attempts(enrolment.id)
    last = earlier[-1] if earlier else None
    if last and (last.result is None or last.result.passed):
        return last
    chance = random or SystemRandom()
    seen = {entry["code"] for one in earlier for entry in one.drawn}
    drawing = draw_of_each if enrolment.is_top_up else draw
    drawn = drawing(list(queries.pool(enrolment).values()), queries.rule(enrolment), seen, chance)
    row = Attempt(
        enrolment_id=enrolment.id,
        number=len(earlier) + 1,
        began_at=now(),
        drawn=[{"code": question.code, "order": question.shuffled(chance)} for question in drawn],
    )
    session.add(row)
    session.flush()
    return queries.attempt(enrolment.id, row.number)


def save(attempt: AttemptRecord, position: int, answer: Answer, seen: str) -> None:
    """Keep an answer.

    Args:
        attempt: the try it belongs to.
        position: which of its questions, from 1.
        answer: what was chosen, and how surely.
        seen: the mark of what the form showed as saved; see `Answer.mark`.

    Raises:
        OutOfOrder: the attempt was sent in already.
        Overtaken: another answer was saved on another page meanwhile; it still stands.
    """
    if attempt.result is not None:
        raise OutOfOrder("These answers were sent in already. Start a new attempt to answer again.")
    stands = attempt.answers.get(position, UNANSWERED)
    if seen != stands.mark and stands != answer:
        raise Overtaken("You answered this question on another page meanwhile", stands)
    kept = {"response": answer.response, "sure": answer.sure, "saved_at": now()}
    session.merge(AttemptAnswer(attempt_id=attempt.id, position=position, **kept))
    session.flush()


def take_sheet(
    enrolment: EnrolmentRecord, sheet: Sequence[dict[str, Any]], answers: Sequence[Answer], **facts: Any
) -> AttemptRecord:
    """A try at questions that were drawn for many people at once, answered in one go and sent in.

    Args:
        enrolment: whose try it is.
        sheet: the questions by their codes, each with the order of its options.
        answers: one for each of them.
        facts: what is noted with the step if she passes.

    Raises:
        OutOfOrder: sections are still to be read.
    """
    learning.require(enrolment, Step.CHECK)
    row = Attempt(
        enrolment_id=enrolment.id,
        number=len(queries.attempts(enrolment.id)) + 1,
        began_at=now(),
        drawn=[dict(entry) for entry in sheet],
    )
    session.add(row)
    session.flush()
    session.add_all(
        AttemptAnswer(attempt_id=row.id, position=place, response=one.response, sure=one.sure, saved_at=now())
        for place, one in enumerate(answers, 1)
    )
    session.flush()
    send_in(enrolment, queries.attempt(enrolment.id, row.number), **facts)
    return queries.attempt(enrolment.id, row.number)


def send_in(enrolment: EnrolmentRecord, attempt: AttemptRecord, **facts: Any) -> Result:
    """Mark an attempt and, when it is passed, put the step behind her. Sending it in again changes nothing.

    `facts` are noted with the step.

    Raises:
        OutOfOrder: a question is not answered.
    """
    if attempt.result is not None:
        return attempt.result
    questions = [question for question, _ in queries.asked(attempt, queries.pool(enrolment))]
    if len(attempt.answers) < len(questions):
        raise OutOfOrder("Some questions are not answered yet.")
    responses = [attempt.answers[position].response for position in range(1, len(questions) + 1)]
    outcome = mark(questions, responses, queries.rule(enrolment))
    row = AttemptResult(
        attempt_id=attempt.id,
        sent_at=now(),
        marks=list(outcome.marks),
        percent=outcome.percent,
        missed_critical=outcome.missed_critical,
        passed=outcome.passed,
        sure_wrong=sure_wrong(outcome.marks, _sure(attempt)),
    )
    session.add(row)
    session.flush()
    if attempt.number == 1:
        _note_understanding(enrolment, attempt, questions, outcome)
    if outcome.passed:
        learning.record_step(enrolment, Step.CHECK, percent=outcome.percent, attempt=attempt.number, **facts)
        events.check_passed.send(enrolment=enrolment, attempt_id=attempt.id)
    return Result(row.sent_at, outcome.marks, outcome.percent, outcome.missed_critical, outcome.passed)


def _note_understanding(
    enrolment: EnrolmentRecord, attempt: AttemptRecord, questions: list[Question], outcome: Outcome
) -> None:
    """Keep what a first try showed by theme; later tries are drawn afresh and show what was read meanwhile."""
    post, sure = workforce.post(enrolment.post_id), _sure(attempt)
    _take_turn(post.setting_id)
    _note_themes(enrolment, attempt, post, tallied(_themes(enrolment, questions), outcome.marks, sure))
    if not queries.has_sent_in_before(enrolment.person_id, enrolment.module, attempt.id):
        codes, unsure = tuple(question.code for question in questions), tuple(sure_wrong(outcome.marks, sure))
        first = FirstTry(post.setting_id, enrolment.kind, enrolment.module, codes, outcome.marks, unsure)
        _add(QuestionTally, counted([first]))


def _themes(enrolment: EnrolmentRecord, questions: list[Question]) -> list[frozenset[str]]:
    by_statement = queries.themes_by_statement(enrolment.version_id)
    return [by_statement.get(question.payload.get("statement", ""), frozenset()) for question in questions]


def _sure(attempt: AttemptRecord) -> list[bool | None]:
    return [attempt.answers[position].sure for position in range(1, attempt.total + 1)]


def _note_themes(enrolment: EnrolmentRecord, attempt: AttemptRecord, post: PostRecord, found: dict[str, Tally]) -> None:
    """Keep what a try showed, and add it up; whose post was counted in a theme and role already stays one."""
    met = queries.themes_met(post.id, post.setting_id, post.role)
    whose = {"attempt_id": attempt.id, "post_id": post.id, "module": enrolment.module, "sent_at": now()}
    where = {"setting_id": post.setting_id, "role": post.role}
    session.add_all(
        Understanding(**whose, **where, theme=theme, asked=one.asked, wrong=one.wrong, sure_wrong=one.sure_wrong)
        for theme, one in found.items()
    )
    added = {theme: replace(one, people=int(theme not in met)) for theme, one in found.items()}
    _add(ThemeTally, {(post.setting_id, theme, post.role): one for theme, one in added.items()})


def _take_turn(setting_id: int) -> None:
    """Let nobody else count the first tries of a setting until the transaction ends."""
    take_turn(f"first tries of setting {setting_id}")


def _add(table: type[Counted], tallies: Mapping[Key, Tally]) -> None:
    """Add to what was counted, by primary key; whoever calls has her turn at every setting among them."""
    names = _names(table)
    rows = session.scalars(select(table).where(tuple_(*table.__table__.primary_key).in_(tallies)))
    there = {tuple(getattr(row, name) for name in names): row for row in rows}
    for key, tally in tallies.items():
        row = there.get(key)
        if row is None:
            session.add(_row(table, key, tally))
        else:
            for name in _measures(table):
                setattr(row, name, getattr(row, name) + getattr(tally, name))
    session.flush()


def _row(table: type[Counted], key: Key, tally: Tally) -> Counted:
    return table(
        **dict(zip(_names(table), key, strict=True)), **{name: getattr(tally, name) for name in _measures(table)}
    )


def _names(table: type[Counted]) -> list[str]:
    return [column.name for column in table.__table__.primary_key]


def _measures(table: type[Counted]) -> list[str]:
    return [name for name in COUNTED if name in table.__table__.c]


def count_again(setting_ids: Collection[int]) -> None:
    """Count the first tries of some settings again from what is kept of them, in the caller's transaction."""
    for setting_id in sorted(setting_ids):
        _take_turn(setting_id)
    _put(QuestionTally, setting_ids, counted(queries.first_tries(setting_ids)))
    _put(ThemeTally, setting_ids, queries.themes_shown(setting_ids))


def _put(table: type[Counted], setting_ids: Collection[int], tallies: Mapping[Key, Tally]) -> None:
    session.execute(delete(table).where(table.setting_id.in_(setting_ids)))
    session.add_all(_row(table, key, tally) for key, tally in tallies.items())
    session.flush()
