"""Whatever happens in whatever order, what the desk shows is what can be reckoned up again from history."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.clock import at, now, today
from app.core.database import session
from app.core.dates import date_of
from app.core.errors import DomainError
from app.core.vocabulary import Role
from app.learning import actions as learning
from app.learning import queries as journeys
from app.learning.models import Completion
from app.requirements import actions, queries
from app.requirements.models import Assignment, OutsideTraining, Relief, Standing
from app.requirements.queries import dues
from app.requirements.records import Decision, How, Typed, Whom, Wish
from app.workforce import actions as workforce
from app.workforce import queries as places
from tests.factories.people import a_colleague, a_person
from tests.factories.shelf import MODULE

BEGINS = datetime(2027, 9, 1, 9, tzinfo=UTC)
MOMENTS = st.integers(0, 40)
EVENTS = (
    "ask",
    "keep",
    "end",
    "change",
    "start",
    "time",
    "leave",
    "back",
    "withdraw",
    "say",
    "answer",
    "train",
    "learn",
)
HISTORY = st.lists(st.tuples(st.sampled_from(EVENTS), MOMENTS, st.integers(0, 9)), max_size=20)
SHOWN = ("assigned_on", "due_by", "relief", "relief_from", "relief_until", "done_on", "renew_by")


class Town:
    """A lead and whoever works with her; each event picks by a number whom or what it is about."""

    def __init__(self) -> None:
        there = places.setting_id("school")
        self.lead = places.colleagues(there)[0] if there else a_colleague("mark", Role.DSL)
        self.setting = self.lead.setting_id

    def do(self, event: str, pick: int) -> None:
        """Let one thing happen today; what is refused changes nothing."""
        with suppress(DomainError):
            getattr(self, event)(pick)

    def _post(self, pick: int) -> int:
        posts = [post.id for post in places.colleagues(self.setting)]
        return posts[pick % len(posts)]

    def _one(self, table: type, pick: int) -> int:
        found = session.scalars(select(table.id).order_by(table.id)).all()  # type: ignore[attr-defined]
        return found[pick % len(found)] if found else 0

    def ask(self, pick: int) -> None:
        self._assign(Whom(), today() + timedelta(days=7 * pick), None)

    def keep(self, pick: int) -> None:
        self._assign(Whom(jobs=("cook",)), None, 1 + pick)

    def _assign(self, whom: Whom, due_on: date | None, days: int | None) -> None:
        actions.assign(self.setting, Wish(MODULE, whom, due_on, days, How.SELF_STUDY, None), self.lead.person_id)

    def end(self, pick: int) -> None:
        actions.end_assignment(self._one(Assignment, pick), self.setting, self.lead.person_id)

    def change(self, pick: int) -> None:
        post = places.post(self._post(pick))
        workforce.change_post(post.id, post.role, "Cook" if pick % 2 else "Caretaker")

    def start(self, pick: int) -> None:
        person = a_person(f"new{len(places.colleagues(self.setting))}x{pick}x{today()}", "New Person")
        workforce.start_post(person.id, self.setting, Role.STAFF, "Cook" if pick % 2 else "Caretaker", today())

    def time(self, pick: int) -> None:
        until = today() + timedelta(days=10 * pick)
        actions.give_time(self.setting, [self._post(pick)], MODULE, until, "Exams", self.lead.person_id)

    def leave(self, pick: int) -> None:
        post = places.post(self._post(pick))
        until = today() + timedelta(days=9 * pick) if pick % 3 else None
        if pick % 2:
            workforce.note_leave(post.id, today(), until, self.lead.person_id)
        else:
            actions.exempt(post, MODULE if pick % 4 else None, today(), until, "Other work", self.lead.person_id)

    def back(self, pick: int) -> None:
        actions.note_back(self._one(Relief, pick), self.setting, self.lead.person_id)

    def withdraw(self, pick: int) -> None:
        actions.withdraw(self._one(Relief, pick), self.setting, self.lead.person_id)

    def say(self, pick: int) -> None:
        actions.say_not_mine(places.post(self._post(pick)), MODULE if pick % 2 else None, "Moved")

    def answer(self, pick: int) -> None:
        words = queries.open_words(self.setting)
        if words:
            actions.answer(words[pick % len(words)].id, self.setting, bool(pick % 2), self.lead.person_id)

    def train(self, pick: int) -> None:
        post = places.post(self._post(pick))
        actions.record_training(post, Typed("Elsewhere", today() - timedelta(days=pick), note="Seen"), post.person_id)
        decision = Decision(bool(pick % 3), "Looked at", MODULE, ("YEARLY",))
        actions.decide(self._one(OutsideTraining, pick), self.setting, decision, self.lead.person_id)

    def learn(self, pick: int) -> None:
        enrolment = learning.begin(self._post(pick), MODULE)
        row = Completion(
            enrolment_id=enrolment.id,
            person_id=enrolment.person_id,
            post_id=enrolment.post_id,
            module=MODULE,
            completed_at=now(),
            facts={"contributes_to": ["YEARLY"]},
        )
        session.add(row)
        session.flush()
        completion = journeys.completion_of(enrolment.id)
        assert completion is not None
        actions.note_completion(completion)


def shown() -> dict[int, tuple[object, ...]]:
    """What the desk shows of every post."""
    rows = session.scalars(select(Standing).execution_options(populate_existing=True))
    return {row.post_id: tuple(getattr(row, name) for name in SHOWN) for row in rows}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORY)
def test_after_any_history_the_standings_are_those_that_are_reckoned_from_it(
    app: Flask, history: list[tuple[str, int, int]]
) -> None:
    town, day = Town(), BEGINS
    for event, days, pick in history:
        day += timedelta(days=days)
        with at(day):
            town.do(event, pick)
    before = shown()

    assert actions.rebuild() == 0

    assert shown() == before
    session.rollback()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORY, HISTORY)
def test_what_was_asked_and_given_can_be_read_later_as_it_stood_on_any_day(
    app: Flask, first: list[tuple[str, int, int]], then: list[tuple[str, int, int]]
) -> None:
    town, day = Town(), BEGINS
    for event, days, pick in first:
        day += timedelta(days=days)
        with at(day):
            town.do(event, pick)
    posts, stood_on = list(shown()), date_of(day)
    stood = dues.asks(posts, stood_on), dues.given(posts, stood_on)
    for event, days, pick in then:
        day += timedelta(days=days + 1)
        with at(day):
            town.do(event, pick)

    assert (dues.asks(posts, stood_on), dues.given(posts, stood_on)) == stood
    session.rollback()
