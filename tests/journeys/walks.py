"""Stretches of the way that several journeys share."""

from typing import Any

from app.demo.actions import right_response
from app.learning import queries as learning
from app.quizzes import queries as quizzes
from app.quizzes.kinds import Question
from tests.visitor import Page, Visitor

THOUGHT = "We ask every child at least once a day, and write it down."


def begin_and_read(visitor: Visitor) -> Page:
    """From my learning, where the module is due, to the knowledge check."""
    visitor.follow("Look and begin")
    visitor.press("Begin")
    return read_all_sections(visitor)


def read_all_sections(visitor: Visitor) -> Page:
    """From a first section to the knowledge check."""
    page = visitor.page
    assert page is not None
    for _ in range(20):
        if page.heading == "Knowledge check":
            return page
        page = visitor.press("o on")
    raise AssertionError("The sections never end.")


def answer_all(visitor: Visitor, post_id: int, module: str, right: bool) -> Page:
    """From the check's opening page to the page that lists all answers."""
    visitor.press("tart the check" if visitor.page and visitor.page.says("Start the check") else "Try again")
    enrolment = learning.newest_of_post(post_id)[module]
    attempt = quizzes.attempts(enrolment.id)[-1]
    asked = quizzes.asked(attempt, quizzes.pool(enrolment))
    page = visitor.page
    for question, order in asked:
        page = visitor.press("Save and go on", **posted(question, order, right), sure="yes")
    assert page is not None
    return page


def posted(question: Question, order: list[list[int]], right: bool) -> dict[str, Any]:
    """What a browser posts for a right answer to a question as it is shown, or for a wrong one."""
    response = right_response(question)
    match question.payload["type"]:
        case "order":
            places = response if right else list(reversed(response))
            return {f"place_{shown}": str(places.index(index) + 1) for shown, index in enumerate(order[0])}
        case "match":
            turned = response if right else [*response[1:], response[0]]
            return {f"match_{shown}": str(order[1].index(turned[index])) for shown, index in enumerate(order[0])}
        case "true-false":
            said = response[0] if right else 1 - response[0]
            return {"answer": str(said), "reason": str(order[0].index(response[1]))}
        case _:
            others = [i for i in range(len(order[0])) if i not in response]
            return {"answer": [str(order[0].index(index)) for index in (response if right else others[:1])]}


def pass_the_check(visitor: Visitor, post_id: int, module: str) -> Page:
    """From the check's opening page to its passed result."""
    answer_all(visitor, post_id, module, right=True)
    return visitor.press("Send in my answers")


def come_to_the_reflection(visitor: Visitor, post_id: int, module: str) -> Page:
    """From my learning to the reflection's empty boxes, the name confirmed on the way."""
    begin_and_read(visitor)
    pass_the_check(visitor, post_id, module)
    visitor.follow("Go on")
    return visitor.press("Confirm my name")


def finish_reflection(visitor: Visitor) -> Page:
    """From a passed result to the completed page, confirming the name where it is asked."""
    page = visitor.follow("Go on")
    if page.heading.startswith("In our setting: question"):
        page = visitor.follow("Go on without these")
    if page.heading == "Your name on certificates":
        page = visitor.press("Confirm my name")
    return visitor.press("Finish my reflection", text_1=THOUGHT, text_2=THOUGHT)


def complete(visitor: Visitor, post_id: int, module: str) -> Page:
    """From my learning, signed in, to the completed page."""
    visitor.visit("/my-learning")
    begin_and_read(visitor)
    pass_the_check(visitor, post_id, module)
    return finish_reflection(visitor)
