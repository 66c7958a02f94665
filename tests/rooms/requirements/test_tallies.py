"""Counting whole settings: what is counted bit by bit is what would be counted from nothing, whoever dies meanwhile."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.core.clock import at, now
from app.core.database import session
from app.core.dates import date_of
from app.core.vocabulary import Role, SettingKind, Step
from app.jobs import actions as jobs
from app.jobs import queries as jobs_queries
from app.learning import actions as learning
from app.library import queries as library
from app.requirements import actions, queries
from app.requirements.actions import tallies
from app.requirements.models import RollUp, SettingTally, StaleTally, Standing
from app.requirements.records import State
from app.requirements.rules import state
from app.workforce import actions as workforce
from app.workforce.queries import partnership_id, post
from tests.factories.crowd import a_crowd
from tests.factories.people import a_person, a_setting
from tests.factories.shelf import MODULE

KINDS = (SettingKind.PRIMARY, SettingKind.PRIMARY, SettingKind.RESIDENTIAL)
SUBJECT = f"module:{MODULE}"


@pytest.fixture
def settings(app: Flask) -> list[int]:
    """Two schools and a home."""
    return [a_setting(kind, f"place-{n}") for n, kind in enumerate(KINDS)]


def count_what_is_due() -> None:
    actions.ask_for_count()
    jobs.carry_out_due()


def counted() -> tuple[list[object], list[object]]:
    """Everything that was counted, without when."""
    settings = session.execute(select(SettingTally.setting_id, SettingTally.numbers).order_by(SettingTally.setting_id))
    kinds = session.execute(select(RollUp.kind, RollUp.settings, RollUp.numbers).order_by(RollUp.kind))
    return [tuple(row) for row in settings], [tuple(row) for row in kinds]


def count_from_nothing() -> None:
    for table in (StaleTally, RollUp, SettingTally):
        session.execute(delete(table))
    jobs.ask(actions.TALLIES, None, None)
    jobs.carry_out_due()


def complete(post_id: int) -> None:
    enrolment = learning.begin(post_id, MODULE)
    for title in library.section_titles(enrolment.version_id, enrolment.kind):
        learning.read_section(enrolment, title.slug)
    for step in (Step.CHECK, Step.REFLECTION):
        learning.record_step(enrolment, step, percent=100)


def something_happens(random: Random, settings: list[int], people: list[int], posts: list[int]) -> None:
    today = date_of(now())
    if not posts or random.random() < 0.4:
        who = random.choice(people)
        begun = workforce.start_post(who, random.choice(settings), Role.STAFF, "Assistant", today)
        posts.append(begun.id)
    else:
        chosen, act = random.choice(posts), random.choice(("begin", "complete", "leave"))
        if act == "leave":
            workforce.end_post(chosen, today - timedelta(days=1))
            posts.remove(chosen)
        else:
            (complete if act == "complete" else lambda one: learning.begin(one, MODULE))(chosen)


@pytest.mark.parametrize("seed", range(4))
def test_counting_what_changed_gives_what_counting_from_nothing_does(settings: list[int], seed: int) -> None:
    random, posts, began = Random(seed), [], now()
    people = [a_person(f"person{n}", f"Person {n} Test").id for n in range(6)]
    for step in range(24):
        with at(began + timedelta(days=17 * step)):
            something_happens(random, settings, people, posts)
            if random.random() < 0.5:
                count_what_is_due()
    with at(began + timedelta(days=17 * 24)):
        count_what_is_due()
        bit_by_bit = counted()
        count_from_nothing()

        assert counted() == bit_by_bit
        for setting, numbers in bit_by_bit[0]:
            assert Counter({one: numbers.get(SUBJECT, {}).get(one, 0) for one in State}) == truth(setting)


def truth(setting_id: int) -> Counter[str]:
    rows = session.scalars(select(Standing).where(Standing.setting_id == setting_id))
    day = date_of(now())
    return Counter(str(state(row.began_on, row.done_on, row.renew_by, day)) for row in rows)


def test_a_change_marks_its_setting_in_the_same_transaction_and_is_counted_next(settings: list[int]) -> None:
    amina = workforce.start_post(a_person().id, settings[0], Role.STAFF, "Assistant", date_of(now()))
    session.commit()
    count_what_is_due()

    learning.begin(amina.id, MODULE)
    marked = set(session.scalars(select(StaleTally.setting_id)))
    session.rollback()

    assert marked == {settings[0]}
    assert session.scalar(select(func.count()).select_from(StaleTally)) == 0


def test_a_new_day_is_counted_anew_and_the_same_day_is_left_in_peace(settings: list[int]) -> None:
    count_what_is_due()
    first = {row.counted_at for row in session.scalars(select(RollUp))}

    with at(now() + timedelta(minutes=20)):
        actions.ask_for_count()
        assert jobs.reserve() is None or date_of(now()) != date_of(max(first))
        session.rollback()
    with at(now() + timedelta(days=1)):
        count_what_is_due()
        assert min(row.counted_at for row in session.scalars(select(RollUp))) > max(first)


def test_changes_close_together_are_counted_once(settings: list[int]) -> None:
    count_what_is_due()
    actions.recount(settings)
    actions.ask_for_count()
    assert jobs.reserve() is None

    with at(now() + timedelta(minutes=6)):
        actions.ask_for_count()
        actions.ask_for_count()
        assert jobs.carry_out_due() == 1


class KilledError(BaseException):
    """A worker is killed: nothing of ours gets to say anything."""


def test_a_count_that_is_killed_half_way_goes_on_where_it_was(app: Flask) -> None:
    for number in range(2 * tallies.AT_ONCE + 1):
        a_setting(KINDS[number % 3], f"place-{number}")
    a_crowd(1, MODULE, 4)
    a_crowd(2 * tallies.AT_ONCE, MODULE, 4)
    job_id = jobs.ask(actions.TALLIES, None, None)
    session.commit()
    assert jobs.reserve() == job_id
    session.commit()

    def die_early(stage: str, done: int, total: int) -> None:
        session.commit()
        raise KilledError

    with pytest.raises(KilledError):
        actions.count(jobs_queries.still_going(job_id), die_early)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(SettingTally)) == tallies.AT_ONCE
    assert session.scalar(select(func.count()).select_from(RollUp)) == 0

    with at(now() + timedelta(minutes=6)):
        assert jobs.carry_out_due() == 1
        after_the_kill = counted()
        count_from_nothing()
        assert counted() == after_the_kill
        assert sum(kind[1] for kind in after_the_kill[1]) == 2 * tallies.AT_ONCE + 1


def test_somebody_with_two_posts_is_one_person_in_what_is_added_up(settings: list[int]) -> None:
    amina = a_person().id
    for setting in settings:
        workforce.start_post(amina, setting, Role.STAFF, "Assistant", date_of(now()))
    count_what_is_due()

    town = partnership_id("town")
    assert town is not None
    numbers = [kind.numbers[SUBJECT] for kind in queries.roll_up(town)]
    assert sum(one["not-started"] for one in numbers) == 3
    assert sum(one["people"] for one in numbers) == 1


def test_a_post_that_ended_is_not_counted_twice(settings: list[int]) -> None:
    begun = workforce.start_post(a_person().id, settings[0], Role.STAFF, "Assistant", date_of(now()))
    workforce.end_post(begun.id, date_of(now()) - timedelta(days=1))
    workforce.start_post(post(begun.id).person_id, settings[1], Role.STAFF, "Assistant", date_of(now()))
    count_what_is_due()

    assert dict(counted()[0])[settings[1]][SUBJECT]["people"] == 1
