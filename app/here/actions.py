"""Putting questions about her own setting to somebody who passed a check, and keeping what she answers."""

from random import Random, SystemRandom

from app.core.clock import now
from app.core.database import session
from app.here import queries, rules
from app.here.models import HereAnswer, HereQuestion
from app.here.records import HereRecord
from app.learning.records import EnrolmentRecord
from app.quizzes.kinds import SingleChoice
from app.workforce import queries as workforce


def put_questions(enrolment: EnrolmentRecord, attempt_id: int, random: Random | None = None) -> None:
    """Put a few questions to whoever passed a check, made of her setting's facts of today and kept as they are.

    A fact that is missing, or was last checked too long ago, keeps its questions from being put.
    """
    templates = {one["id"]: one for one in queries.templates(enrolment.kind)}
    if not templates:
        return
    chance, post = random or SystemRandom(), workforce.post(enrolment.post_id)
    place = workforce.setting(post.setting_id)
    chosen = rules.drawn(queries.offered(place, enrolment.kind, post.person_name), queries.seen(post.id), chance)
    for position, one in enumerate(chosen, 1):
        used = rules.facts_in(templates[one.code])
        session.add(
            HereQuestion(
                attempt_id=attempt_id,
                position=position,
                enrolment_id=enrolment.id,
                setting_id=place.id,
                post_id=post.id,
                code=one.code,
                topic=one.topic,
                payload=one.payload,
                order=SingleChoice(one.payload).shuffled(chance),
                facts={name: place.facts[name] for name in sorted(used)},
                checked_on=place.facts_checked_on,
                put_at=now(),
            )
        )
    session.flush()


def answer(record: HereRecord, response: list[int]) -> None:
    """Keep an answer; the first counts, as its explanation is shown at once."""
    if record.given is None:
        is_right = record.question.is_right(response)
        session.add(
            HereAnswer(
                attempt_id=record.attempt_id,
                position=record.position,
                response=response,
                is_right=is_right,
                answered_at=now(),
            )
        )
        session.flush()
