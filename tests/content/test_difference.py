"""What a change looks like, and the least that it may be called."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.difference import (
    Taught,
    Teaching,
    differences,
    new_learning,
    proposed,
    side_by_side,
    understated,
)
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


def statement(words: str, **more: Any) -> Teaching:
    facts = {"kinds": ASK.kinds, "findings": ASK.findings} | more
    return Teaching({"ask": Taught(words, **facts)})


def question(**changed: Any) -> Teaching:
    return Teaching({"ask": ASK}, {"all-1": {**QUESTION, **changed}})


@pytest.mark.parametrize(
    ("words", "looks_like", "least"),
    [
        ("Ask the chlid first.", TYPO, TYPO),
        ("Ask the child, first.", TYPO, TYPO),
        ("Ask the child before anything else.", WORDING, TYPO),
        ("Ask the child first, within 2 hours.", LEARNING, WORDING),
        ("Ask the child first, two times.", LEARNING, WORDING),
    ],
)
def test_a_statement_said_differently(words: str, looks_like: ChangeClass, least: ChangeClass) -> None:
    (found,) = differences(statement(ASK.text), statement(words))

    assert (found.proposed, found.least) == (looks_like, least)


@pytest.mark.parametrize("more", [{"kinds": frozenset({"special"})}, {"findings": frozenset({"town-2020.2"})}])
def test_a_statement_for_others_or_from_other_findings_is_new_learning(more: dict[str, Any]) -> None:
    assert proposed(differences(statement(ASK.text), statement(ASK.text, **more))) is LEARNING


def test_a_statement_that_is_new_or_gone_is_never_a_typo() -> None:
    for old, new in ((Teaching(), statement("New.")), (statement("Old."), Teaching())):
        found = differences(old, new)
        assert understated(found, TYPO) == found


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

    assert bool(understated(found, TYPO)) is is_more_than_a_typo


@pytest.mark.parametrize(("kind", "key"), [("order", "steps"), ("match", "pairs")])
def test_another_order_and_other_pairs_are_other_answers(kind: str, key: str) -> None:
    parts = [{"text": f"Step {n}", "left": f"L{n}", "right": f"R{n}", "feedback": "So."} for n in "ab"]
    old, new = (
        Teaching({}, {"q": {**QUESTION, "type": kind, "options": [], key: said}}) for said in (parts, parts[::-1])
    )
    for teaching in (old, new):
        del teaching.questions["q"]["options"]
    found = differences(old, new)

    assert bool(understated(found, TYPO)) is (kind == "order")


def test_those_who_learned_the_old_meet_again_only_what_is_new_learning() -> None:
    old = Teaching({"ask": ASK, "write": Taught("Write it down.", ASK.kinds, ASK.findings)})
    new = Teaching({**old.statements, "write": Taught("Write it down within 1 hour.", ASK.kinds, ASK.findings)})

    assert new_learning(differences(old, new), new) == ["write"]


def test_nothing_differs_from_itself() -> None:
    assert differences(question(), question()) == []
    assert proposed([]) is TYPO


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
