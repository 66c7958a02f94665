"""What first tries showed of each theme: kept with the marking, it is always what all of them add up to."""

from collections import defaultdict
from datetime import timedelta
from random import Random

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import delete, select

from app.core.clock import now
from app.core.database import session
from app.core.vocabulary import Role, Step
from app.demo.actions import seed
from app.learning import actions as learning
from app.privacy import actions as privacy
from app.quizzes import actions, queries
from app.quizzes.models import ThemeTally, Understanding
from app.workforce import actions as workforce
from app.workforce import queries as places
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.measuring import counting, signed_in, statements
from tests.rooms.quizzes.test_tallies import a_try

ROLES = (Role.STAFF, Role.FACILITATOR, Role.DSL)
Counts = dict[tuple[int, str, str], tuple[int, ...]]


def counts() -> Counts:
    return {
        (row.setting_id, row.theme, row.role): (row.people, row.asked, row.wrong, row.sure_wrong)
        for row in session.scalars(select(ThemeTally))
    }


def naive() -> Counts:
    """Every first try, one by one."""
    people: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    found: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in session.scalars(select(Understanding)):
        key = (row.setting_id, row.theme, row.role)
        people[key].add(row.post_id)
        found[key] = [found[key][0] + row.asked, found[key][1] + row.wrong, found[key][2] + row.sure_wrong]
    return {key: (len(people[key]), *numbers) for key, numbers in found.items()}


def a_journey(post_id: int, right: bool, sure: bool) -> None:
    """A check; whoever passes it is through, so that her next one is a first try again."""
    a_try(post_id, right, sure)
    if right:
        learning.record_step(learning.begin(post_id, MODULE), Step.REFLECTION)


@pytest.mark.parametrize("number", range(4))
def test_after_any_tries_changes_of_role_and_erasures_the_tally_is_what_all_tries_add_up_to(
    app: Flask, number: int
) -> None:
    chance = Random(number)
    schools = [a_setting(code="one"), a_setting(code="two")]
    for school in schools:
        a_colleague(f"lead{school}", Role.DSL, school)
    there = [a_colleague(f"p{n}", chance.choice(ROLES), chance.choice(schools)) for n in range(6)]
    for _ in range(14):
        one = chance.choice(there)
        act = chance.choice(("try", "try", "try", "try", "role", "erase"))
        if act == "try":
            a_journey(one.id, right=chance.random() < 0.6, sure=chance.random() < 0.5)
        elif act == "role":
            workforce.change_post(one.id, chance.choice(ROLES), one.job_title)
        elif len(there) > 3:
            there.remove(one)
            privacy.erase(one.person_id, "The office", "She asked")
        session.commit()
        assert counts() == naive()

    session.execute(delete(ThemeTally))
    actions.count_again(schools)
    assert counts() == naive()


def test_a_post_is_counted_once_in_each_role_however_often_it_tries(app: Flask) -> None:
    school = a_setting()
    amina = a_colleague("amina", setting=school)
    for _ in range(2):
        a_journey(amina.id, right=True, sure=True)
    asked = counts()[school, "voice", Role.STAFF][1]
    workforce.change_post(amina.id, Role.FACILITATOR, amina.job_title)
    a_journey(amina.id, right=True, sure=True)

    assert [counts()[school, "voice", role][0] for role in (Role.STAFF, Role.FACILITATOR)] == [1, 1]
    assert counts()[school, "voice", Role.STAFF][1] == asked


def test_todays_map_reads_the_tally_and_an_earlier_one_every_try(app: Flask) -> None:
    school, start = a_setting(), now()
    for number in range(5):
        a_try(a_colleague(f"p{number}", setting=school).id, right=number > 1)

    assert queries.gap_map(school) == queries.gap_map(school, now() + timedelta(days=1))
    assert queries.gap_map(school, start) == {}
    with counting() as seen:
        queries.gap_map(school)
    assert len(seen) == 1
    assert "understanding" not in seen[0]


def test_the_map_asks_as_many_statements_for_many_people_as_for_few(app: Flask) -> None:
    school = a_setting()
    a_colleague("mark", Role.DSL, school)
    lead, costs = signed_in(app, "mark"), []
    for some in (range(5), range(5, 15)):
        for number in some:
            a_try(a_colleague(f"p{number}", setting=school).id, right=False)
        costs.append(statements(lead, "/desk/gaps"))

    assert costs[0] == costs[1]


def test_a_filled_town_is_added_up_by_the_migration_as_by_the_marking(shipped_app: Flask) -> None:
    seed(is_production=False)
    session.commit()
    before = counts()
    session.remove()

    downgrade(revision="0024")
    upgrade()

    assert before
    assert counts() == before == naive()
    actions.count_again(places.setting_ids())
    assert counts() == before
