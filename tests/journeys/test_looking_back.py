"""Every page of the desk can be asked for as it stood on a day, says so, keeps the day, and says what it said then."""

from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from app.content.checks import check
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Role
from app.library.actions import publish_shelf
from app.requirements import actions as requirements
from app.requirements.records import How, Typed, Whom, Wish
from app.tracker import queries as tracker
from app.web.days import can_look_back
from app.workforce import actions as workforce
from app.workforce import queries
from tests.factories.people import a_colleague, a_setting
from tests.factories.practice import an_action
from tests.factories.shelf import MODULE, change, write_shelf
from tests.journeys.walks import complete
from tests.visitor import Page, Visitor

JANUARY = datetime(2026, 1, 1, 9, tzinfo=UTC)
MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 5, 9, tzinfo=UTC)
THEN = "2026-03-02"
FETCHING = {"/desk/export", "/desk/evidence", "/actions/export"}  # what is sent there changes nothing of that day
# What a lead reads at the desk that is not how her people stand: what she chose, what is to come, what was sent.
NOT_OF_A_DAY = {
    "recall.numbers",
    "recall.slips",
    "reminders.choose",
    "reminders.coming",
    "reminders.log",
    "reminders.rules",
    "requirements.assignments",
    "requirements.choose",
    "requirements.evidence",
}


@pytest.fixture
def shelf(tmp_path: Path) -> tuple[Path, Path]:
    return write_shelf(tmp_path / "shelf")


@pytest.fixture
def school(empty_app: Flask, shelf: tuple[Path, Path]) -> Flask:
    """A lead and two colleagues, one of whom finished in March; content went live before that."""
    with at(JANUARY):
        publish(shelf)
    with at(MARCH):
        place = a_setting()
        a_colleague("mark", Role.DSL, place, "Mark Test")
        amina, bea = a_colleague("amina", setting=place), a_colleague("bea", setting=place)
        wish = Wish(MODULE, Whom(posts=(bea.id,)), date(2026, 3, 10), None, How.SELF_STUDY, None)
        requirements.assign(place, wish, 1)
        learner = signed_in(empty_app, "amina", MARCH)
        complete(learner, amina.id, MODULE)
        an_action(amina.id)
    return empty_app


def publish(shelf: tuple[Path, Path]) -> None:
    found, faults, _ = check(*shelf)
    assert found is not None
    assert not faults
    publish_shelf(found)
    session.commit()


def signed_in(app: Flask, name: str, moment: datetime) -> Visitor:
    visitor = Visitor(app)
    visitor.moment = moment
    visitor.sign_in(name)
    return visitor


def pages(app: Flask) -> list[str]:
    """The address of every page that looks back, for the post of Bea."""
    rules = [rule for rule in app.url_map.iter_rules() if can_look_back(app.view_functions[rule.endpoint])]
    return sorted({rule.rule.replace("<int:post_id>", "3") for rule in rules if "GET" in (rule.methods or ())})


def said(page: Page) -> list[str]:
    """What the tables, numbers and lists of a page say, apart from what can be done there."""
    main = page.soup.main
    assert main is not None
    undelivered = [one for one in main.select(".numbers li") if "not delivered" in one.get_text()]
    for one in [*main.select(".no-print"), *undelivered]:
        one.decompose()
    found = main.select("td, th[scope=row], dt, dd, .numbers strong, .govuk-list--bullet li, .card li, .card p, h3, h4")
    return [" ".join(one.get_text(" ").split()) for one in found]


def test_every_page_of_the_desk_looks_back_or_is_not_of_a_day(school: Flask) -> None:
    reading = {
        one.endpoint
        for one in school.url_map.iter_rules()
        if one.rule.startswith("/desk") and "POST" not in (one.methods or ())
    }
    back = {one for one in reading if can_look_back(school.view_functions[one])}

    assert reading - back == NOT_OF_A_DAY


def test_every_page_says_long_after_what_it_said_on_the_day(school: Flask, shelf: tuple[Path, Path]) -> None:
    lead = signed_in(school, "mark", MARCH.replace(hour=18))
    then = {address: said(lead.visit(address)) for address in pages(school)}
    with at(MARCH.replace(hour=18)):
        pack = tracker.pack(1, MARCH.date()).digest
    with at(AUTUMN):
        change(shelf[0] / "pathways/england.yml", "interval_months: 12", "interval_months: 6")
        change(shelf[0] / f"{MODULE}.md", "title: Listening", "title: Listening well")
        publish(shelf)
        bea = queries.post(3)
        requirements.give_time(1, [3], MODULE, date(2026, 12, 1), "Exams", 1)
        requirements.record_training(bea, Typed("First aid", date(2026, 2, 3)), bea.person_id)
        workforce.note_leave(3, date(2026, 11, 1), None, 1)
        workforce.change_post(3, Role.DEPUTY_DSL, "Deputy")
        a_colleague("cy", setting=1)
        an_action(3, "Another one, much later.")
        workforce.end_post(2, AUTUMN.date())
        session.commit()
    lead, changed = signed_in(school, "mark", AUTUMN), set()

    for address, words in then.items():
        page = lead.visit(f"{address}?on={THEN}")
        assert "2 March 2026" in page.heading or address == "/desk/evidence", address
        assert said(page) == words, address
        if said(lead.visit(address)) != words:
            changed.add(address)
    assert len(changed) > len(then) / 2, then.keys() - changed
    with at(AUTUMN):
        assert tracker.pack(1, MARCH.date()).digest == pack
        assert tracker.pack(1, AUTUMN.date()).digest != pack


def test_the_day_is_kept_from_page_to_page_and_let_go_in_the_menu(school: Flask) -> None:
    lead = signed_in(school, "mark", AUTUMN)
    match = school.url_map.bind("localhost").match

    for address in pages(school):
        page = lead.visit(f"{address}?on={THEN}")
        menu = {link["href"] for link in page.soup.select("header nav a")}
        for link in page.soup.select("a[href^='/']"):
            parts = urlsplit(str(link["href"]))
            if link["href"] in menu or link.get_text() == "As it is today":
                assert "on=" not in parts.query, (address, link["href"])
            elif can_look_back(school.view_functions[match(parts.path)[0]]):
                assert parse_qs(parts.query)["on"] == [THEN], (address, link["href"])


def test_a_day_that_is_to_come_or_makes_no_sense_is_today(school: Flask) -> None:
    lead = signed_in(school, "mark", AUTUMN)

    for on in ("2030-01-01", "yesterday", "1066-10-14"):
        assert lead.visit(f"/desk?on={on}").heading == "Safeguarding desk"


def test_nothing_can_be_changed_on_an_earlier_day(school: Flask) -> None:
    lead = signed_in(school, "mark", AUTUMN)

    for address in pages(school):
        page = lead.visit(f"{address}?on={THEN}")
        posts = [form.get("action") for form in page.soup.select("main form[method=post]")]
        assert {str(one).partition("?")[0] for one in posts} <= FETCHING | {address}, address
