"""What a lead sees: numbers of five people and more, paper to hand out, and nobody's name beside an answer."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Role
from app.handouts.rules.paper import key
from app.recall import queries
from app.recall.models import RecallQuestion
from tests.factories.people import a_colleague, a_setting
from tests.factories.recall import a_learner, asked_on, completed, questions
from tests.visitor import Visitor

MONDAY = datetime(2027, 1, 11, 10, tzinfo=UTC)
DUE = MONDAY + timedelta(weeks=2)


@pytest.fixture
def lead(app: Flask) -> Visitor:
    """The lead of a setting in which nobody was asked yet."""
    a_colleague("mark", Role.DSL, a_setting())
    visitor = Visitor(app)
    visitor.moment = DUE
    visitor.sign_in("mark")
    return visitor


def people_on_paper(*codes: str) -> None:
    """One person without an address for each question, asked just that."""
    for number in range(len(codes)):
        completed(a_learner(f"p{number}", mail=False, setting=1), None, MONDAY)
    assert asked_on(DUE) == len(codes)
    for row, code in zip(questions(), codes, strict=True):
        row.code = code
    session.commit()


def letters(right: bool) -> dict[str, str]:
    """What stands on the strips that come back, by slip."""
    with at(DUE):
        found = {one.slip or "": key(one.on_paper) for one in queries.on_paper(1)}
    session.rollback()
    wrong = {"T": "F", "F": "T"}
    return found if right else {slip: wrong.get(said[0], said[0]) + said[:0:-1] for slip, said in found.items()}


def test_numbers_show_no_group_of_fewer_than_five_and_no_name(lead: Visitor) -> None:
    people_on_paper(*["all-0"] * 6)
    for count, shown in ((4, "too few to show"), (6, "6")):
        for row in questions()[:count]:
            row.is_right, row.answered_at = True, DUE
        session.commit()
        page = lead.visit("/desk/recall")
        assert page.says(f"2 weeks {shown}")
        assert not page.says("P0 Test")
        assert page.says("6 weeks too few to show too few to show too few to show")


@pytest.mark.parametrize("right", [True, False])
def test_every_kind_of_question_goes_on_paper_and_comes_back_as_letters(lead: Visitor, right: bool) -> None:
    people_on_paper("all-0", "all-1", "all-2", "all-3", "all-4")
    lead.visit("/desk/reminders")
    lead.follow("Questions to people weeks after a module")
    page = lead.follow("print them")
    for number in range(5):
        assert page.says(f"For P{number} Test")
        assert page.says(f"Question all-{number}?")
    assert all(page.says(f"The right letters: {said}") for said in letters(True).values())
    assert page.text.count("Because. From a review in a town (2020)") == 5

    page = lead.follow("key it in")
    assert "Test" not in page.soup.main.text, "no name beside a code"  # type: ignore[union-attr]
    back = letters(right)
    page = lead.press("Keep these answers", **{f"letters-{slip}": said for slip, said in back.items()})

    assert page.says("5 answers were kept")
    assert page.says("No slip waits")
    marks = [one.is_right for one in questions()]
    assert marks == [True] * 5 if right else marks[3:] == [False] * 2
    acts = session.scalars(select(AuditEntry.act)).all()
    assert acts.count("recall answers keyed in") == 1


def test_letters_that_answer_nothing_keep_the_whole_sheet(lead: Visitor) -> None:
    people_on_paper("all-0", "all-4")
    first, second = (str(one.slip) for one in questions())
    lead.visit("/desk/recall/key-in")

    page = lead.press("Keep these answers", 400, **{f"letters-{first}": "a", f"letters-{second}": "ZZ"})

    assert page.says(f"“ZZ” does not answer slip {second}")
    assert page.soup.find("input", value="ZZ")
    assert [one.answered_at for one in questions()] == [None, None]


def test_a_strip_may_say_no_more_with_or_without_an_answer(lead: Visitor) -> None:
    people_on_paper("all-0", "all-0")
    first, second = (str(one.slip) for one in questions())
    lead.visit("/desk/recall/key-in")
    page = lead.press("Keep these answers", **{f"stop-{first}": "yes", f"letters-{second}": "B", f"stop-{second}": ""})

    assert page.says("1 answer was kept")
    assert [queries.is_on(person) for person in (2, 3)] == [False, True]


def test_a_slip_of_a_question_that_was_taken_out_waits_no_longer(lead: Visitor) -> None:
    people_on_paper("all-0")
    session.scalars(select(RecallQuestion)).one().code = "gone"
    session.commit()

    assert lead.visit("/desk/recall").says("No slip waits")
    assert lead.visit("/desk/recall/slips").says("Nobody waits")
    assert lead.visit("/desk/recall/key-in").says("No slip is out")


def test_another_settings_slips_are_not_ours(lead: Visitor) -> None:
    completed(a_learner("zoe", mail=False, setting=a_setting(code="other")), None, MONDAY)
    assert asked_on(DUE, 2) == 1

    assert not lead.visit("/desk/recall/slips").says("Zoe")


def test_who_got_paper_may_answer_on_her_own_page_instead(app: Flask, lead: Visitor) -> None:
    people_on_paper("all-0")
    zoe = Visitor(app)
    zoe.moment = DUE
    zoe.sign_in("p0")
    zoe.visit("/my-learning/recall/1")
    zoe.press("all-0 option 0")

    assert lead.visit("/desk/recall").says("No slip waits")
