"""What trainers and officers learn of settings: counts, rounded, and nobody's small group, whichever page they ask."""

from collections.abc import Iterable

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.core.database import session
from app.core.small_numbers import OTHER_KINDS, Cell, is_large, publishable
from app.core.vocabulary import Office, Role, SettingKind
from app.practice.records import State
from app.quizzes.models import QuestionTally
from app.thread import rules
from app.workforce import actions as workforce
from tests.factories.people import a_colleague, a_person, a_setting, an_officer
from tests.factories.practice import an_action
from tests.factories.shelf import MODULE
from tests.guards.test_statements import counting
from tests.rooms.thread.test_pages import FORWARD, STATEMENT, from_statement
from tests.visitor import Page, Visitor

QUESTION = f"/thread/questions/{MODULE}/all-0"
KINDS = list(SettingKind)[:3]


@pytest.fixture
def officer(app: Flask) -> Visitor:
    an_officer("olive", Office.OFFICER)
    visitor = Visitor(app)
    visitor.sign_in("olive")
    return visitor


def answers(kind: SettingKind, people: Iterable[int], question: str = "all-0", wrong: int = 1) -> None:
    """A setting for each number, in which so many were asked a question; some had it wrong while sure."""
    for number, count in enumerate(people):
        place = a_setting(kind, f"{kind}-{question}-{number}")
        facts = {"module": MODULE, "question": question, "people": count, "wrong": wrong, "sure_wrong": wrong}
        session.add(QuestionTally(setting_id=place, kind=kind, **facts))
    session.commit()


def rows(page: Page, caption: str) -> list[list[str]]:
    table = next(one for one in page.soup.find_all("table") if caption in one.caption.get_text())
    return [
        [" ".join(cell.get_text().split()) for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")
    ]


def test_an_officer_reads_first_answers_by_kind_rounded_to_five(officer: Visitor) -> None:
    answers(SettingKind.PRIMARY, (4, 4, 4), wrong=2)

    for address in (QUESTION, STATEMENT, *FORWARD[1:3], "/thread/themes/voice"):
        assert rows(officer.visit(address), "by kind") == [["Primary school", "10", "5", "5"]], address


def test_two_settings_or_four_people_are_not_shown(officer: Visitor) -> None:
    answers(SettingKind.PRIMARY, (20, 20))
    answers(SettingKind.SECONDARY, (1, 1, 2))
    answers(SettingKind.CHILDMINDER, (1,), "all-2")

    page = officer.visit(FORWARD[2])

    assert rows(page, "by kind") == [["Kinds too small to show alone", "45", "5", "5"]], "they are put together"
    assert page.says("left out, as happened here")
    assert officer.visit(f"/thread/questions/{MODULE}/all-2").says("too few have for a number to be shown")


def test_every_page_adds_up_the_same_cells_so_that_two_differ_by_whole_cells(officer: Visitor) -> None:
    answers(SettingKind.PRIMARY, (5, 5, 5))
    answers(SettingKind.PRIMARY, (2, 1, 1), "all-2")
    answers(SettingKind.PRIMARY, (9, 9, 9), "all-4")

    shown = {address: rows(officer.visit(address), "by kind")[0][1] for address in (QUESTION, STATEMENT, FORWARD[2])}

    assert shown == {QUESTION: "15", STATEMENT: "40", FORWARD[2]: "40"}
    assert [row[1] for row in rows(officer.visit(STATEMENT), "by question")] == ["15", "25"]


def test_a_partnership_sees_nothing_of_another_ones_settings(app: Flask, officer: Visitor) -> None:
    answers(SettingKind.PRIMARY, (9, 9, 9))
    from_elsewhere = Visitor(app)
    an_officer_elsewhere()
    from_elsewhere.sign_in("elsa")

    page = from_elsewhere.visit(QUESTION)

    assert page.says("Elsewhere board")
    assert page.says("Nobody has answered a question about it yet")


def an_officer_elsewhere() -> None:
    person = a_person("elsa", "Elsa Test")
    board = workforce.create_partnership("else", "Elsewhere board", None)
    workforce.appoint(person.id, Office.OFFICER, None, None, board)
    session.commit()


def deeds(settings: int, each: int, code: str = "ask-first") -> None:
    source = from_statement(code)
    for number in range(settings):
        place = a_setting(code=f"deed-{code}-{number}")
        for one in range(each):
            post = a_colleague(f"d{code[0]}{number}x{one}", Role.STAFF, place)
            an_action(post.id, f"We do the thing with the number {one}.", source=source)


def test_actions_are_counted_by_statement_and_few_are_not_shown(officer: Visitor) -> None:
    deeds(3, 2)
    deeds(2, 2, "write-down")

    assert officer.visit(STATEMENT).says("Because of “Ask first.”: 3 settings, about 5 planned.")
    page = officer.visit("/thread/themes/voice")
    assert page.says("Because of “Ask first.”")
    assert not page.says("Because of “Write it down")
    assert "We do the thing" not in page.text


def test_what_an_officer_is_shown_costs_as_many_statements_for_three_settings_as_for_thirty(officer: Visitor) -> None:
    costs: list[list[int]] = []
    for kind, settings in ((SettingKind.PRIMARY, 3), (SettingKind.SPECIAL, 27)):
        answers(kind, [5] * settings)
        costs.append([])
        for address in (*FORWARD, "/thread/themes/voice", QUESTION):
            with counting() as seen:
                officer.visit(address)
            costs[-1].append(len(seen))

    assert costs[0] == costs[1]
    assert max(costs[0]) <= 18


CELLS = st.lists(
    st.builds(
        lambda kind, question, settings, people, wrong: Cell(
            kind, question, {"settings": settings, "people": people, "wrong": min(wrong, people), "sure_wrong": 0}
        ),
        st.sampled_from(KINDS),
        st.sampled_from(("m:a", "m:b", "m:c")),
        st.integers(1, 5),
        st.integers(1, 12),
        st.integers(0, 12),
    ),
    unique_by=lambda cell: (cell.kind, cell.subject),
)


@given(CELLS)
def test_whatever_is_asked_is_a_sum_of_the_same_cells_of_five_people_and_more(cells: list[Cell]) -> None:
    published, _ = publishable(cells)
    by_kind, by_question = rules.by_kind(published), rules.by_question(published)

    assert all(is_large(one) for one in published)
    assert {one.kind for one in published} <= {*KINDS, OTHER_KINDS}
    assert sum(one.answers for one in by_kind) == sum(one.answers for one in by_question.values())
    assert all(one.wrong <= one.answers and one.answers % 5 == 0 for one in (*by_kind, *by_question.values()))


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 20))
def test_actions_are_shown_from_five_people_in_three_settings_on(people: int, settings: int, planned: int) -> None:
    numbers = {"people": people, "settings": settings, **dict.fromkeys(State, 0), State.PLANNED: planned}
    shown = rules.taken_up([Cell(OTHER_KINDS, "m:a", numbers)])

    assert bool(shown) == (people >= 5 and settings >= 3)
    assert all(count % 5 == 0 for one in shown.values() for count in one.states.values())
