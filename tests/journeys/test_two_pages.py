"""The same page open twice: the second is told, both texts can be got at, and nothing is overwritten in silence."""

from dataclasses import replace

import pytest
from flask import Flask

from app.learning import queries as learning
from app.quizzes import queries as quizzes
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import begin_and_read, come_to_the_reflection, posted
from tests.visitor import Visitor

FIRST, SECOND = "What I wrote on my phone.", "What I wrote\non the computer."


@pytest.fixture
def amina(app: Flask) -> Visitor:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    return visitor


def same_page(visitor: Visitor) -> Visitor:
    """The same browser's other tab, at the same page."""
    other = Visitor(visitor.app)
    other.client, other.page = visitor.client, replace(visitor.page) if visitor.page else None
    return other


def test_a_reflection_changed_on_another_page_is_shown_beside_what_was_typed_here(amina: Visitor) -> None:
    come_to_the_reflection(amina, 1, MODULE)
    other = same_page(amina)
    amina.press("Save and come back later", text_1=FIRST)

    page = other.press("Finish my reflection", 409, text_1=SECOND, text_2="Another thought.")

    assert page.says("You changed this reflection on another page meanwhile")
    assert page.says(FIRST)
    box = page.soup.find(id="text-1")
    assert box is not None
    assert box.get_text().removeprefix("\n") == SECOND
    done = other.press("Finish my reflection")
    assert done.heading == "Thank you: you have completed Listening"
    assert SECOND in other.visit("/learn/1/reflection").soup.get_text()


def test_nothing_of_the_second_page_is_kept_until_she_says_so(amina: Visitor) -> None:
    come_to_the_reflection(amina, 1, MODULE)
    other = same_page(amina)
    amina.press("Save and come back later", text_1=FIRST)
    other.press("Save and come back later", 409, text_1=SECOND)

    assert SECOND not in amina.visit("/learn/1/reflection").soup.get_text()


def test_the_same_words_from_both_pages_are_no_conflict(amina: Visitor) -> None:
    come_to_the_reflection(amina, 1, MODULE)
    other = same_page(amina)
    amina.press("Save and come back later", text_1=FIRST)

    assert other.press("Save and come back later", text_1=FIRST).heading == "My learning"


def test_the_pages_own_saving_while_she_types_does_not_count_as_another_page(amina: Visitor) -> None:
    page = come_to_the_reflection(amina, 1, MODULE)
    fields = {str(one["name"]): str(one["value"]) for one in page.form("Finish").find_all("input", type="hidden")}
    typed = {"prompt-1": str(page.soup.find(attrs={"name": "prompt-1"})["value"]), "text-1": FIRST, "text-2": ""}

    saved = amina._ask("POST", "/learn/1/reflection/draft", data=fields | typed).get_json()
    again = fields | typed | {"seen": saved["seen"], "text-1": SECOND, "go": "stay"}

    assert amina.post("/learn/1/reflection", again).says("on the computer.")
    assert amina._ask("POST", "/learn/1/reflection/draft", data=fields | typed).status_code == 409


def test_an_answer_chosen_on_another_page_is_told_and_either_can_be_kept(amina: Visitor) -> None:
    begin_and_read(amina)
    amina.press("Start the check")
    attempt = quizzes.attempts(1)[-1]
    question, order = quizzes.asked(attempt, quizzes.pool(learning.newest_of_post(1)[MODULE]))[0]
    other = same_page(amina)
    amina.press("Save and go on", **posted(question, order, True), sure="yes")

    page = other.press("Save and go on", 409, **posted(question, order, False), sure="no")

    assert page.says("You answered this question on another page meanwhile")
    assert page.says("Saved there, sure")
    assert other.press("Save and go on").heading == "Question 2 of 6"
