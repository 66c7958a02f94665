"""The site may lie under a path of its host, as its address says."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import beside
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.visitor import Page, Visitor

UNDER = "/learning"


def leading_out(page: Page) -> list[str]:
    """Every link, file and form of a page that leads to the host and not to the site."""
    named = [
        str(tag.get(name))
        for name in ("href", "src", "action", "formaction")
        for tag in page.soup.find_all(**{name: True})
    ]
    return [one for one in named if one.startswith("/") and not one.startswith(f"{UNDER}/")]


@pytest.fixture
def learner(app: Flask) -> Iterator[Visitor]:
    """Amina, before she has signed in, at a site under a path of its host."""
    a_colleague("amina")
    with beside(app, address=f"http://localhost{UNDER}") as site:
        yield Visitor(site)


def test_every_link_file_and_form_on_a_learners_way_stays_under_the_path(learner: Visitor) -> None:
    learner.visit(f"{UNDER}/my-account")
    pages = [learner.press("Sign in", username="amina", password="correct horse battery")]
    pages.append(learner.visit(f"{UNDER}/my-learning"))
    pages += [learner.follow("Look and begin"), learner.press("Begin"), learner.visit(f"{UNDER}/learn/{MODULE}")]

    assert [leading_out(page) for page in pages] == [[]] * len(pages)
    assert pages[0].address == f"{UNDER}/my-account"
    learner.visit("/my-learning", status=404)
