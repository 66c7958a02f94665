"""Reading attempts."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, true

from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import Role
from app.learning import queries as learning
from app.learning.records import EnrolmentRecord
from app.library import queries as library
from app.quizzes.kinds import Question, question
from app.quizzes.models import Attempt, AttemptAnswer, AttemptResult, Understanding
from app.quizzes.records import Answer, AttemptRecord, Grip, Result, Tally
from app.quizzes.rules import CheckRule, grip
from app.reviews import queries as register


def rule(enrolment: EnrolmentRecord) -> CheckRule:
    """What the version she is on asks of its check, or of the shorter one of a renewal or a top-up."""
    front = library.version(enrolment.version_id).front
    if enrolment.top_up is not None:
        size = learning.size_of_top_up(enrolment.version_id, enrolment.kind, enrolment.top_up)
        return CheckRule(**(front["check"] | {"questions": size.questions, "own_kind": 0}))
    return CheckRule(**(front["check"] | (front["renewal"]["check"] if enrolment.is_renewal else {})))


def pool(enrolment: EnrolmentRecord) -> dict[str, Question]:
    """Every question she may be asked, by code: in a top-up, those of its statements."""
    found, topped_up = library.questions(enrolment.version_id, enrolment.kind), enrolment.top_up
    is_asked = {code: topped_up is None or payload["statement"] in topped_up for code, payload in found.items()}
    return {code: question(payload) for code, payload in found.items() if is_asked[code]}


def attempt(enrolment_id: int, number: int) -> AttemptRecord:
    """One attempt of a journey, with its answers and result: two statements. Raises NotFound."""
    row = session.execute(
        select(Attempt, AttemptResult)
        .outerjoin(AttemptResult, AttemptResult.attempt_id == Attempt.id)
        .where(Attempt.enrolment_id == enrolment_id, Attempt.number == number)
    ).first()
    if row is None:
        raise NotFound("There is no such attempt.")
    answers = session.scalars(select(AttemptAnswer).where(AttemptAnswer.attempt_id == row[0].id))
    return _record(row[0], row[1], {answer.position: Answer(answer.response, answer.sure) for answer in answers})


def attempts(enrolment_id: int) -> list[AttemptRecord]:
    """Every attempt of a journey, oldest first, without its answers."""
    rows = session.execute(
        select(Attempt, AttemptResult)
        .outerjoin(AttemptResult, AttemptResult.attempt_id == Attempt.id)
        .where(Attempt.enrolment_id == enrolment_id)
        .order_by(Attempt.number)
    )
    return [_record(row, result, {}) for row, result in rows]


def _record(row: Attempt, result: AttemptResult | None, answers: dict[int, Answer]) -> AttemptRecord:
    return AttemptRecord(
        row.id, row.enrolment_id, row.number, tuple(row.drawn), answers, _result(result) if result else None
    )


def _result(row: AttemptResult) -> Result:
    return Result(row.sent_at, tuple(row.marks), row.percent, row.missed_critical, row.passed)


def asked(attempt: AttemptRecord, questions: dict[str, Question]) -> list[tuple[Question, Any]]:
    """The attempt's questions in order, each with the order of its options."""
    return [(questions[entry["code"]], entry["order"]) for entry in attempt.drawn]


def grips(enrolment_id: int) -> dict[str, Grip]:
    """How loosely somebody held each question of a journey's tries, by code; the loosest of all tries counts."""
    found: dict[str, Grip] = {}
    for number in [one.number for one in attempts(enrolment_id) if one.result]:
        one = attempt(enrolment_id, number)
        marks = one.result.marks if one.result else ()
        for position, (entry, is_right) in enumerate(zip(one.drawn, marks, strict=True), 1):
            answer, code = one.answers.get(position), entry["code"]
            found[code] = min(found.get(code, Grip.UNSEEN), grip(is_right, answer.sure if answer else None))
    return found


def themes_by_statement(version_id: int) -> dict[str, frozenset[str]]:
    """The themes of the findings that each statement of a version came from."""
    statements = library.statements(version_id)
    themes = register.themes_of({ref for one in statements for ref in one.findings})
    return {one.code: frozenset(themes[ref] for ref in one.findings if ref in themes) for one in statements}


def gap_map(setting_id: int, until: datetime | None = None) -> dict[str, dict[Role, Tally]]:
    """What first tries showed in a setting, theme by role: one statement. Whoever shows it hides small groups.

    `until` is a moment after which nothing counts, for a map as it stood then.
    """
    sent = Understanding.sent_at < until if until else true()
    query = (
        select(
            Understanding.theme,
            Understanding.role,
            func.count(Understanding.post_id.distinct()),
            func.sum(Understanding.asked),
            func.sum(Understanding.wrong),
            func.sum(Understanding.sure_wrong),
        )
        .where(Understanding.setting_id == setting_id, sent)
        .group_by(Understanding.theme, Understanding.role)
    )
    found: dict[str, dict[Role, Tally]] = {}
    for theme, role, *numbers in session.execute(query):
        found.setdefault(theme, {})[Role(role)] = Tally(*(int(number) for number in numbers))
    return found


def theme_totals(setting_ids: Collection[int]) -> dict[int, dict[str, dict[str, int]]]:
    """What first tries showed in some settings, by setting and "theme:…": one statement. `people` are posts."""
    measures = ("people", "asked", "wrong", "sure_wrong")
    sums = (func.sum(getattr(Understanding, name)) for name in measures[1:])
    rows = session.execute(
        select(Understanding.setting_id, Understanding.theme, func.count(Understanding.post_id.distinct()), *sums)
        .where(Understanding.setting_id.in_(setting_ids))
        .group_by(Understanding.setting_id, Understanding.theme)
    )
    found: dict[int, dict[str, dict[str, int]]] = {}
    for setting_id, theme, *numbers in rows:
        found.setdefault(setting_id, {})[f"theme:{theme}"] = dict(zip(measures, map(int, numbers), strict=True))
    return found
