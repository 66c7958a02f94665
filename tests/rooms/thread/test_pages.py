"""The thread's pages: what each reader finds on them, and what she does not."""

from typing import Any

import pytest
from flask import Flask

from app.core.database import session
from app.core.vocabulary import Office, Role
from app.library import queries as library
from app.practice.records import Source
from app.reviews import actions as register
from app.reviews import queries as reviews
from tests.factories.people import a_colleague, a_setting, an_officer
from tests.factories.practice import an_action
from tests.factories.shelf import MODULE
from tests.guards.test_statements import counting
from tests.visitor import Page, Visitor


@pytest.fixture
def school(app: Flask) -> int:
    return a_setting()


@pytest.fixture
def lead(app: Flask, school: int) -> Visitor:
    a_colleague("mark", Role.DSL, school)
    visitor = Visitor(app)
    visitor.sign_in("mark")
    return visitor


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    an_officer("tara", Office.AUTHOR)
    visitor = Visitor(app)
    visitor.sign_in("tara")
    return visitor


def more_findings(*some: dict[str, Any]) -> None:
    """Let the register say more of its review."""
    entry = reviews.entries()[0]
    last = entry["findings"][0]
    added = [{**last, "number": 3 + place, **one} for place, one in enumerate(some)]
    changed = {**entry, "findings": [*entry["findings"], *added]}
    register.write([changed], library.foundations().sources.value["sources"], 1, "More was read")
    session.commit()


def from_statement(code: str = "ask-first") -> Source:
    return Source(MODULE, code, library.newest(MODULE).id)


def leads_to(page: Page) -> set[str]:
    assert page.soup.main
    return {str(link["href"]) for link in page.soup.main.find_all("a")}


STATEMENT = f"/thread/statements/{MODULE}/ask-first"
FORWARD = ("/thread", "/thread/reviews/town-2020", "/thread/findings/town-2020.1", STATEMENT)


def test_a_lead_walks_from_a_review_to_her_own_action_and_back(lead: Visitor, school: int) -> None:
    an_action(1, source=from_statement())

    for here, there in zip(FORWARD, (*FORWARD[1:], "/thread/actions/1"), strict=True):
        page = lead.visit(here)
        assert there in leads_to(page), here
    page = lead.visit("/thread/actions/1")

    assert page.says("Lunchtime staff write one line")
    assert {"/thread/findings/town-2020.1", "/thread/reviews/town-2020", STATEMENT} <= leads_to(page)


def test_the_register_and_an_action_lead_to_the_thread_and_out_of_it_again(lead: Visitor, school: int) -> None:
    an_action(1, source=from_statement())

    assert "/thread" in leads_to(lead.visit("/reviews"))
    assert {"/thread/reviews/town-2020", "/thread/findings/town-2020.1"} <= leads_to(lead.visit("/reviews/town-2020"))
    assert "/thread/actions/1" in leads_to(lead.visit("/actions/1"))
    assert "/actions/1" in {str(one["href"]) for one in lead.visit("/thread/actions/1").soup.find_all("a")}
    assert "/reviews/town-2020" in leads_to(lead.visit("/thread/reviews/town-2020"))


def test_somebody_without_the_right_is_shown_no_way_in(app: Flask, school: int) -> None:
    a_colleague("amina", setting=school)
    learner = Visitor(app)
    learner.sign_in("amina")
    an_action(1)

    found = {
        link
        for address in ("/reviews", "/reviews/town-2020", "/actions/1")
        for link in leads_to(learner.visit(address))
    }

    assert not [link for link in found if link.startswith("/thread")]


def test_a_finding_that_nobody_teaches_says_so_in_words_and_in_red(trainer: Visitor) -> None:
    more_findings({"text": "Nobody rang."}, {"text": "Not read.", "evidence": "not-read"})

    page = trainer.visit("/thread/findings/town-2020.3")

    red = page.soup.find(class_="missing")
    assert red
    assert "Nobody teaches this." in red.get_text()
    assert trainer.visit("/thread").says("4 findings; nobody teaches 1 of them.")
    assert trainer.visit("/thread?only=untaught").says("Nobody rang.")
    assert not trainer.visit("/thread/findings/town-2020.1").soup.find(class_="missing")
    assert not trainer.visit("/thread/findings/town-2020.4").soup.find(class_="missing")
    assert trainer.visit("/thread/findings/town-2020.4").says("Not to be taught yet")


def test_the_list_is_narrowed_by_words_theme_and_year_and_an_empty_answer_says_what_to_do(trainer: Visitor) -> None:
    assert trainer.visit("/thread?words=wrote").says("1 finding;")
    assert trainer.visit("/thread?year=2020&theme=voice").says("2 findings;")
    assert trainer.visit("/thread?year=1999&theme=nonsense&page=x").says("2 findings;")
    assert trainer.visit("/thread?words=zzz").says("Nothing fits")


def test_a_trainer_finds_no_action_of_any_setting(trainer: Visitor, school: int) -> None:
    a_colleague("mark", Role.DSL, school)
    an_action(1, source=from_statement())

    for address in (*FORWARD, "/thread/themes/voice", f"/thread/questions/{MODULE}/all-0"):
        assert not trainer.visit(address).says("Lunchtime staff")
    trainer.visit("/thread/actions/1", 403)


def test_a_lead_finds_no_action_of_another_setting(app: Flask, lead: Visitor) -> None:
    other = a_colleague("olga", Role.DSL, a_setting(code="other"))
    an_action(other.id, source=from_statement())

    assert not lead.visit(STATEMENT).says("Lunchtime staff")
    assert lead.visit("/thread/actions/1", 404).text == lead.visit("/thread/actions/99", 404).text


def test_a_question_shows_its_words_and_never_its_options(lead: Visitor) -> None:
    page = lead.visit(f"/thread/questions/{MODULE}/all-0")

    assert page.says("Question all-0?")
    assert page.says("It is critical")
    assert not page.says("option")


@pytest.mark.parametrize(
    "address",
    [
        "/thread/reviews/none",
        "/thread/findings/none.1",
        "/thread/themes/none",
        f"/thread/statements/{MODULE}/none",
        f"/thread/questions/{MODULE}/none",
        "/thread/questions/no/module/all-0",
    ],
)
def test_what_is_not_there_is_not_found(trainer: Visitor, address: str) -> None:
    trainer.visit(address, 404)


def test_every_page_costs_the_same_few_statements_for_one_action_and_for_forty(lead: Visitor, school: int) -> None:
    addresses = (*FORWARD, "/thread/themes/voice", f"/thread/questions/{MODULE}/all-0", "/thread/actions/1")
    costs: list[list[int]] = []
    for more in (range(1), range(1, 40)):
        for number in more:
            an_action(1, f"We do the thing with the number {number}.", source=from_statement())
            more_findings({"number": 10 + number, "text": f"Nobody rang {number}."})
        costs.append([])
        for address in addresses:
            with counting() as seen:
                lead.visit(address)
            costs[-1].append(len(seen))

    assert costs[0] == costs[1]
    assert max(costs[0]) <= 20
