"""The header offers each reader what she may open, marks where she is, and folds on a phone without scripts."""

import pytest
from flask import Flask

from app.core.vocabulary import Office, Role
from app.web.navigation import ENTRIES
from tests.factories.people import a_colleague, an_officer, somebody_who_left
from tests.visitor import Page, Visitor

LEARNER = ["My learning", "My certificates", "Practice actions", "Reviews"]
LEAD = [*LEARNER, "Safeguarding desk", "People", "Summary", "Write modules", "Modules"]
WITHOUT_POST = ["My learning", "My certificates", "Reviews"]
OFFERED = {
    Role.STAFF: LEARNER,
    Role.HEAD: [*LEARNER, "Summary"],
    Role.FACILITATOR: [*LEARNER, "Modules"],
    Role.DSL: LEAD,
    Role.DEPUTY_DSL: LEAD,
    Office.TRUST_LEAD: [*WITHOUT_POST, "Our trust", "Write modules"],
    Office.OFFICER: [*WITHOUT_POST, "Partnership"],
    Office.AUTHOR: [*WITHOUT_POST, "Write modules", "Modules"],
    Office.REVIEWER: [*WITHOUT_POST, "Write modules", "Modules"],
    Office.ADMINISTRATOR: [*WITHOUT_POST, "This site"],
}


def links(page: Page) -> dict[str, str]:
    nav = page.soup.find("nav", attrs={"aria-label": "Main"})
    assert nav is not None
    return {link.get_text(): str(link["href"]) for link in nav.find_all("a")}


@pytest.mark.parametrize("role", list(OFFERED))
def test_each_reader_is_offered_what_she_may_open_and_nothing_else(app: Flask, role: Role | Office) -> None:
    a_colleague("somebody", role) if isinstance(role, Role) else an_officer("somebody", role)
    visitor = Visitor(app)
    offered = links(visitor.sign_in("somebody"))

    assert list(offered) == OFFERED[role]
    for address in offered.values():
        visitor.visit(address)


def test_whoever_left_is_offered_what_is_hers_and_a_stranger_nothing(app: Flask) -> None:
    somebody_who_left("retired")
    visitor = Visitor(app)

    assert visitor.visit("/about").soup.find("nav", attrs={"aria-label": "Main"}) is None
    assert list(links(visitor.sign_in("retired"))) == WITHOUT_POST


def test_every_entry_leads_somewhere(app: Flask) -> None:
    assert {one.endpoint for one in ENTRIES} <= set(app.view_functions)


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/people", {"People": "page"}),
        ("/people/new", {"People": "true"}),
        ("/desk/gaps", {"Safeguarding desk": "true"}),
    ],
)
def test_the_page_she_is_on_is_marked_and_so_is_the_one_above_it(
    app: Flask, address: str, marked: dict[str, str]
) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")

    found = lead.visit(address).soup.find_all("a", attrs={"aria-current": True})

    assert {one.get_text(): one["aria-current"] for one in found} == marked


def test_the_menu_of_a_phone_is_a_disclosure_right_before_the_list(app: Flask) -> None:
    a_colleague("amina")
    page = Visitor(app).sign_in("amina")

    fold = page.soup.select_one("nav.site-nav details")

    assert fold is not None
    assert fold.summary is not None
    assert fold.summary.get_text() == "Menu"
    following = fold.find_next_sibling()
    assert following is not None
    assert following.name == "ul"
