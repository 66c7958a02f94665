"""What a change looks like, and the least that it may be called."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.change_classes import (
    ELSEWHERE,
    Concern,
    called,
    called_as_a_whole,
    concerns,
    proposed,
    understated,
)
from app.content.difference import Change, Taught, Teaching, differences, side_by_side
from app.core.vocabulary import ChangeClass

TYPO, WORDING, LEARNING = ChangeClass
ASK = Taught("Ask the child first.", frozenset({"primary"}), frozenset({"town-2020.1"}))
QUESTION: dict[str, Any] = {
    "id": "all-1",
    "type": "single",
    "statement": "ask",
    "stem": "What do you do first?",
    "misconception": "That it is simple.",
    "explanation": "Because.",
    "audience": "everyone",
    "options": [
        {"text": "Ask", "feedback": "Yes.", "correct": True},
        {"text": "Wait", "feedback": "No."},
        {"text": "Write", "feedback": "Later."},
    ],
}


def looks_like(changes: list[Change]) -> ChangeClass:
    return proposed(concerns(changes))


def more_than_typos(changes: list[Change]) -> list[Change]:
    found = concerns(changes)
    return understated(found, {one.statement: TYPO for one in found})


def statement(words: str, **more: Any) -> Teaching:
    facts = {"kinds": ASK.kinds, "findings": ASK.findings} | more
    return Teaching({"ask": Taught(words, **facts)})


def question(**changed: Any) -> Teaching:
    return Teaching({"ask": ASK}, {"all-1": {**QUESTION, **changed}})


@pytest.mark.parametrize(
    ("words", "likely", "least"),
    [
        ("Ask the chlid first.", TYPO, TYPO),
        ("Ask the child, first.", TYPO, TYPO),
        ("Ask the child before anything else.", WORDING, TYPO),
        ("Ask the child first, within 2 hours.", LEARNING, WORDING),
        ("Ask the child first, two times.", LEARNING, WORDING),
    ],
)
def test_a_statement_said_differently(words: str, likely: ChangeClass, least: ChangeClass) -> None:
    (found,) = differences(statement(ASK.text), statement(words))

    assert (found.proposed, found.least) == (likely, least)


@pytest.mark.parametrize("more", [{"kinds": frozenset({"special"})}, {"findings": frozenset({"town-2020.2"})}])
def test_a_statement_for_others_or_from_other_findings_is_new_learning(more: dict[str, Any]) -> None:
    assert looks_like(differences(statement(ASK.text), statement(ASK.text, **more))) is LEARNING


def test_a_statement_that_is_new_or_gone_is_never_a_typo() -> None:
    for old, new in ((Teaching(), statement("New.")), (statement("Old."), Teaching())):
        found = differences(old, new)
        assert more_than_typos(found) == found


def options(*right: int, words: tuple[str, ...] = ("Ask", "Wait", "Write")) -> list[dict[str, Any]]:
    return [{"text": w, "feedback": "So.", **({"correct": True} if n in right else {})} for n, w in enumerate(words)]


@pytest.mark.parametrize(
    ("changed", "is_more_than_a_typo"),
    [
        ({"options": options(1)}, True),
        ({"options": options(0, 1), "type": "several"}, True),
        ({"options": options(0, words=("Ask", "Wait"))}, False),
        ({"options": options(0, words=("Asc", "Wait", "Write"))}, False),
        ({"options": options(2, words=("Wait", "Write", "Ask"))}, False),
        ({"critical": True}, True),
        ({"audience": "primary"}, True),
        ({"statement": "other"}, True),
        ({"stem": "What do you do within 24 hours?"}, True),
        ({"stem": "What do you do frist?"}, False),
    ],
)
def test_a_question_asked_differently(changed: dict[str, Any], is_more_than_a_typo: bool) -> None:
    found = differences(question(options=options(0)), question(**({"options": options(0)} | changed)))

    assert bool(more_than_typos(found)) is is_more_than_a_typo


@pytest.mark.parametrize(("kind", "key"), [("order", "steps"), ("match", "pairs")])
def test_another_order_and_other_pairs_are_other_answers(kind: str, key: str) -> None:
    parts = [{"text": f"Step {n}", "left": f"L{n}", "right": f"R{n}", "feedback": "So."} for n in "ab"]
    old, new = (
        Teaching({}, {"q": {**QUESTION, "type": kind, "options": [], key: said}}) for said in (parts, parts[::-1])
    )
    for teaching in (old, new):
        del teaching.questions["q"]["options"]
    found = differences(old, new)

    assert bool(more_than_typos(found)) is (kind == "order")


WRITE = Taught("Write it down.", frozenset({"primary", "special"}), ASK.findings)
BOTH = Teaching({"ask": ASK, "write": WRITE}, {"all-1": {**QUESTION, "audience": "primary"}})
OTHER = Teaching(
    {"ask": Taught("Ask the chlid first.", ASK.kinds, ASK.findings), "write": WRITE},
    {"all-1": {**QUESTION, "statement": "write", "audience": "primary"}},
    sections={"one": "More words."},
)


def both() -> list[Concern]:
    return concerns(differences(BOTH, OTHER))


def test_changes_are_told_apart_by_the_statement_they_bear_on() -> None:
    assert [(one.statement, one.proposed, one.least) for one in both()] == [
        ("ask", TYPO, TYPO),
        ("write", LEARNING, WORDING),
        (ELSEWHERE, WORDING, TYPO),
    ]


def test_a_question_for_one_kind_of_setting_concerns_that_kind_alone() -> None:
    assert both()[1].kinds == {"primary"}
    assert both()[1].choices == [WORDING, LEARNING]


def test_an_author_calls_each_change_what_it_is_and_what_she_left_open_is_what_it_looks_like() -> None:
    assert called(both(), {"ask": LEARNING}) == {"ask": LEARNING, "write": LEARNING, ELSEWHERE: WORDING}


def test_one_word_for_all_raises_nothing_and_new_learning_without_a_place_is_every_statement() -> None:
    assert called_as_a_whole(both(), WORDING) == {"ask": TYPO, "write": WORDING, ELSEWHERE: WORDING}
    assert called_as_a_whole(both(), LEARNING) == {"ask": TYPO, "write": LEARNING, ELSEWHERE: WORDING}
    assert called_as_a_whole(both()[:1], LEARNING) == {"ask": LEARNING}


def test_another_scene_is_a_difference_of_its_own() -> None:
    (found,) = differences(Teaching(scenes={"primary": "At the door."}), Teaching(scenes={"primary": "At the gate."}))

    assert (found.what, found.code, found.proposed) == ("scenes", "primary", WORDING)


def test_nothing_differs_from_itself() -> None:
    assert differences(question(), question()) == []
    assert looks_like([]) is TYPO


def test_long_texts_are_compared_line_by_line() -> None:
    lines = [f"Line {n} of a long text.\n" for n in range(400)]
    changed = [*lines[:200], "Another line.\n", *lines[201:]]

    left, right = side_by_side("".join(lines), "".join(changed))

    assert [piece for piece, differs in left if differs] == ["Line 200 of a long text.\n"]
    assert [piece for piece, differs in right if differs] == ["Another line.\n"]


@given(st.text(), st.text())
def test_both_sides_of_a_comparison_hold_every_letter(old: str, new: str) -> None:
    left, right = side_by_side(old, new)

    assert "".join(piece for piece, _ in left) == old
    assert "".join(piece for piece, _ in right) == new
