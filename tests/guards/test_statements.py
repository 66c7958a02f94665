"""How many SQL statements a page may cost, counted."""

from flask import Flask
from sqlalchemy import delete, update

from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import Office, Role
from app.requirements.actions import restate
from app.requirements.models import Standing
from app.workforce.actions import keep_new_posts
from app.workforce.queries import post_ids, posts
from tests.factories.crowd import a_crowd
from tests.factories.people import a_colleague, a_person, a_setting, an_officer
from tests.factories.practice import an_action
from tests.factories.shelf import MODULE
from tests.journeys.walks import answer_all, begin_and_read
from tests.measuring import counting
from tests.visitor import Visitor


def test_reading_a_section_costs_at_most_eight(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    visitor.follow("Look and begin")
    visitor.press("Begin")

    with counting() as seen:
        visitor.visit("/learn/1/asking")

    assert len(seen) <= 8, seen


def test_sending_a_check_in_costs_at_most_thirty(app: Flask) -> None:
    post = a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    begin_and_read(visitor)
    page = answer_all(visitor, post.id, MODULE, right=True)
    token = page.form("Send in").find(attrs={"name": "csrf_token"})["value"]

    with counting() as seen:
        visitor._ask("POST", page.address, data={"csrf_token": token})

    assert len(seen) <= 30, seen


def test_a_reset_and_a_wrong_password_cost_the_same_statements_for_known_and_unknown_names(app: Flask) -> None:
    a_person("amina", "Amina Yusuf", "amina@example.org")
    session.commit()
    shapes: dict[str, list[list[str]]] = {"/forgotten": [], "/sign-in": []}
    for address, kept in shapes.items():
        for name in ("amina", "nobody"):
            visitor = Visitor(app)
            token = visitor.visit(address).soup.find(attrs={"name": "csrf_token"})
            assert token is not None
            with counting() as seen:
                visitor._ask("POST", address, data={"csrf_token": token["value"], "username": name, "password": "no"})
            kept.append([one.split(" WHERE ")[0] for one in seen])

    for known, unknown in shapes.values():
        assert known == unknown
        assert len(known) > 3


def test_a_page_of_the_grid_costs_at_most_ten_the_same_for_a_hundred_people_and_for_ten_thousand(app: Flask) -> None:
    school = a_setting()
    a_colleague("mark", Role.DSL, school)
    lead = Visitor(app)
    lead.sign_in("mark")
    costs = []
    for more in (99, 9_900):
        a_crowd(school, MODULE, more)
        with counting() as seen:
            page = lead.visit("/desk/staff?page=2")
        costs.append(len(seen))

    assert page.says("10,000 people")
    assert costs[0] == costs[1] <= 10


def test_opening_standings_costs_as_many_statements_for_four_hundred_posts_as_for_four(app: Flask) -> None:
    school, costs = a_setting(), []
    for size in (4, 400):
        a_crowd(school, MODULE, size)
        newest = post_ids([school])[-size:]
        session.execute(delete(Standing).where(Standing.post_id.in_(newest)))
        keep_new_posts(posts(newest))
        session.commit()
        with counting() as seen:
            changed = restate(newest)
        assert changed == 4 * size  # by module, over all of them, by requirement, and the line of the tables
        costs.append(len(seen))

    assert costs[0] == costs[1] <= 27


def test_the_pages_of_the_whole_site_cost_the_same_for_two_settings_and_for_forty(app: Flask) -> None:
    an_officer("owen", Office.ADMINISTRATOR)
    owen = Visitor(app)
    owen.sign_in("owen")
    addresses = ("/site", "/site/people?words=test", "/site/log", "/site/log?setting=place-1&who=owen")
    costs: list[list[int]] = []
    for more in (range(2), range(2, 40)):
        for number in more:
            a_colleague(f"test{number}", setting=a_setting(code=f"place-{number}"))
        costs.append([])
        for address in addresses:
            with counting() as seen:
                owen.visit(address)
            costs[-1].append(len(seen))

    assert costs[0] == costs[1]
    assert max(costs[0]) <= 10


def test_the_page_of_reminders_costs_at_most_twelve_the_same_for_a_hundred_people_and_for_three_thousand(
    app: Flask,
) -> None:
    school = a_setting()
    a_colleague("mark", Role.DSL, school)
    lead = Visitor(app)
    lead.sign_in("mark")
    costs = []
    for more in (99, 2_900):
        a_crowd(school, MODULE, more)
        session.execute(update(Standing).values(assigned_on=today()))
        with counting() as seen:
            page = lead.visit("/desk/reminders")
        costs.append(len(seen))

    assert page.says("3,000 people")
    assert costs[0] == costs[1] <= 12, seen


def test_the_board_of_actions_costs_the_same_for_one_and_for_thirty(app: Flask) -> None:
    post = a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    costs = []
    for more in (1, 29):
        for number in range(more):
            an_action(post.id, f"We do the thing with the number {more + number}.")
        with counting() as seen:
            visitor.visit("/actions")
        costs.append(len(seen))

    assert costs[0] == costs[1] <= 8


def test_the_page_of_a_draft_costs_at_most_twenty_two_however_much_was_saved_before(app: Flask) -> None:
    an_officer("trainer", Office.AUTHOR)
    trainer = Visitor(app)
    trainer.sign_in("trainer")
    trainer.visit("/write/new")
    trainer.press("Begin the draft", title="Listening", start="new-version 1")
    costs = []
    for minutes in ("11", "12", "13"):
        trainer.visit("/write/1/step/about")
        trainer.press("Save", minutes=minutes)
        with counting() as seen:
            trainer.visit("/write/1")
        costs.append(len(seen))

    assert costs[0] == costs[-1] <= 22
