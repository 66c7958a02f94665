"""Reading the questions about the reader's own setting: what could be asked, what was, and how it was answered."""

from typing import Any

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import Topic
from app.here import rules
from app.here.models import HereAnswer, HereQuestion
from app.here.records import Given, HereRecord, Offered, TopicCount
from app.library import queries as library
from app.workforce import queries as workforce
from app.workforce.records import SettingRecord
from app.workforce.rules import facts_to_check


def templates(kind: str) -> list[dict[str, Any]]:
    """The questions of a kind of setting as their authors wrote them."""
    return library.questions_here(kind)


def offered(place: SettingRecord, kind: str, reader: str = "") -> list[Offered]:
    """The questions of a kind of setting, as they would be put in a setting today, or why they are not."""
    to_check = {one.name for one in facts_to_check(place, today())}
    return rules.offered(templates(kind), place.facts, to_check, reader)


def of_enrolment(enrolment_id: int) -> list[HereRecord]:
    """Every question that was put in a journey, the newest check's last, in their order."""
    rows = session.execute(_questions().where(HereQuestion.enrolment_id == enrolment_id)).all()
    if not rows:
        return []
    facts = workforce.setting(rows[0][0].setting_id).facts
    return [_record(row, answer, facts) for row, answer in rows]


def one(enrolment_id: int, attempt_id: int, position: int) -> HereRecord:
    """One question of a journey. Raises NotFound."""
    wanted = (attempt_id, position)
    found = [record for record in of_enrolment(enrolment_id) if (record.attempt_id, record.position) == wanted]
    if not found:
        raise NotFound("There is no such question.")
    return found[0]


def seen(post_id: int) -> set[str]:
    """The questions that were put to the holder of a post before."""
    return set(session.scalars(select(HereQuestion.code).where(HereQuestion.post_id == post_id)))


def counts(setting_id: int) -> list[TopicCount]:
    """How a setting's people answered, by topic."""
    facts = workforce.setting(setting_id).facts
    rows = session.execute(
        _questions().where(HereQuestion.setting_id == setting_id, HereAnswer.answered_at.is_not(None))
    )
    told = ((row.post_id, _record(row, answer, facts)) for row, answer in rows)
    return rules.counted((post_id, record, record.given) for post_id, record in told if record.given)


def _questions() -> Any:
    answered = (HereAnswer.attempt_id == HereQuestion.attempt_id) & (HereAnswer.position == HereQuestion.position)
    return (
        select(HereQuestion, HereAnswer)
        .outerjoin(HereAnswer, answered)
        .order_by(HereQuestion.attempt_id, HereQuestion.position)
    )


def _record(row: HereQuestion, answer: HereAnswer | None, facts: dict[str, str | None]) -> HereRecord:
    given = Given(answer.response, answer.is_right, answer.answered_at) if answer else None
    return HereRecord(
        row.attempt_id,
        row.position,
        Topic(row.topic),
        row.payload,
        row.order,
        row.facts,
        row.checked_on,
        given,
        rules.changed(row.facts, facts),
    )
