"""Reading attempts."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, true, tuple_

from app.core.database import session
from app.core.errors import NotFound
from app.core.small_numbers import Cell
from app.core.vocabulary import Role
from app.learning import queries as learning
from app.learning.records import EnrolmentRecord
from app.library import queries as library
from app.library.records import Key
from app.quizzes.kinds import Question, question
from app.quizzes.models import Attempt, AttemptAnswer, AttemptResult, QuestionTally, ThemeTally, Understanding
from app.quizzes.records import Answer, AttemptRecord, FirstTry, Grip, Result, Tally
from app.quizzes.rules import COUNTED, CheckRule, grip
from app.reviews import queries as register

ByTheme = dict[tuple[int, str, str], Tally]  # by setting, theme and role


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

    `until` is a moment after which nothing counts, for a map as it stood then; it is added up from every try.
    """
    found: dict[str, dict[Role, Tally]] = {}
    for (_, theme, role), tally in (themes_shown([setting_id], until) if until else _theme_tallies(setting_id)).items():
        found.setdefault(theme, {})[Role(role)] = tally
    return found


def _theme_tallies(setting_id: int) -> ByTheme:
    row = ThemeTally
    rows = session.scalars(select(row).where(row.setting_id == setting_id).order_by(row.theme, row.role))
    return {(setting_id, one.theme, one.role): Tally(one.people, one.asked, one.wrong, one.sure_wrong) for one in rows}


def themes_shown(setting_ids: Collection[int], until: datetime | None = None) -> ByTheme:
    """What first tries showed in some settings, by setting, theme and role, added up from every try: one statement."""
    key = (Understanding.setting_id, Understanding.theme, Understanding.role)
    sums = (func.sum(getattr(Understanding, name)) for name in COUNTED[1:])
    rows = session.execute(
        select(*key, func.count(Understanding.post_id.distinct()), *sums)
        .where(Understanding.setting_id.in_(setting_ids), Understanding.sent_at < until if until else true())
        .group_by(*key)
        .order_by(*key)
    )
    return {(place, theme, role): Tally(*map(int, numbers)) for place, theme, role, *numbers in rows}


def themes_met(post_id: int, setting_id: int, role: Role) -> set[str]:
    """The themes that a post's first tries have touched in a setting and a role."""
    one = Understanding
    hers = (one.post_id == post_id, one.setting_id == setting_id, one.role == role)
    return set(session.scalars(select(one.theme).where(*hers)))


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


def by_question(partnership_id: int, questions: Collection[Key]) -> list[Cell]:
    """What first tries in a partnership's settings showed of some questions, by kind of setting: one statement.

    Whoever shows it hides small groups. The subject of a cell is its question, as “module:code”.
    """
    setting, tally = QuestionTally.metadata.tables["setting"], QuestionTally
    sums = (func.sum(getattr(tally, name)) for name in ("people", "wrong", "sure_wrong"))
    rows = session.execute(
        select(tally.module, tally.question, tally.kind, func.count(tally.setting_id.distinct()), *sums)
        .join(setting, setting.c.id == tally.setting_id)
        .where(setting.c.partnership_id == partnership_id, tuple_(tally.module, tally.question).in_(questions))
        .group_by(tally.module, tally.question, tally.kind)
        .order_by(tally.kind)
    )
    measures = ("settings", "people", "wrong", "sure_wrong")
    return [
        Cell(kind, f"{module}:{code}", dict(zip(measures, map(int, numbers), strict=True)))
        for module, code, kind, *numbers in rows
    ]


def first_tries(setting_ids: Collection[int]) -> list[FirstTry]:
    """The first check of each module that each person sent in, where that was in one of these settings."""
    tables = Attempt.metadata.tables
    enrolment, post = tables["enrolment"].c, tables["post"].c
    there = select(post.person_id).where(post.setting_id.in_(setting_ids))
    place = func.row_number().over(
        partition_by=(enrolment.person_id, enrolment.module), order_by=(AttemptResult.sent_at, AttemptResult.attempt_id)
    )
    sent = (
        select(AttemptResult.attempt_id, place.label("place"), post.setting_id, enrolment.kind, enrolment.module)
        .join(Attempt, Attempt.id == AttemptResult.attempt_id)
        .join(tables["enrolment"], enrolment.id == Attempt.enrolment_id)
        .join(tables["post"], post.id == enrolment.post_id)
        .where(Attempt.number == 1, enrolment.person_id.in_(there))
        .subquery()
    )
    rows = session.execute(
        select(
            sent.c.setting_id, sent.c.kind, sent.c.module, Attempt.drawn, AttemptResult.marks, AttemptResult.sure_wrong
        )
        .join(sent, sent.c.attempt_id == Attempt.id)
        .join(AttemptResult, AttemptResult.attempt_id == Attempt.id)
        .where(sent.c.place == 1, sent.c.setting_id.in_(setting_ids))
    )
    return [
        FirstTry(place, kind, module, tuple(one["code"] for one in drawn), tuple(marks), tuple(sure))
        for place, kind, module, drawn, marks, sure in rows
    ]


def has_sent_in_before(person_id: int, module: str, attempt_id: int) -> bool:
    """Whether somebody sent a check of a module in before this one, in whichever post."""
    enrolment = Attempt.metadata.tables["enrolment"]
    earlier = (
        select(AttemptResult.attempt_id)
        .join(Attempt, Attempt.id == AttemptResult.attempt_id)
        .join(enrolment, enrolment.c.id == Attempt.enrolment_id)
        .where(enrolment.c.person_id == person_id, enrolment.c.module == module, Attempt.id != attempt_id)
    )
    return session.scalar(earlier.limit(1)) is not None
