"""Every kind of question: shuffled when shown, read back as posted, and only the right answer is right."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demo.actions import right_response
from app.quizzes.kinds import Question, question
from tests.content.shipped import module
from tests.journeys.walks import posted

ALL = [question(entry) for bank in module().banks.values() for entry in bank.questions]


def form(asked: Question, order: list[list[int]], right: bool) -> dict[str, list[str]]:
    """The fields as a browser posts them."""
    fields = posted(asked, order, right)
    return {name.replace("_", "-"): value if isinstance(value, list) else [value] for name, value in fields.items()}


@given(st.sampled_from(ALL), st.integers())
def test_the_right_answer_is_right_however_it_was_shuffled(asked: Question, seed: int) -> None:
    order = asked.shuffled(Random(seed))

    assert asked.is_right(asked.response(form(asked, order, True), order))


@given(st.sampled_from(ALL), st.integers())
def test_a_wrong_answer_is_wrong_however_it_was_shuffled(asked: Question, seed: int) -> None:
    order = asked.shuffled(Random(seed))

    assert not asked.is_right(asked.response(form(asked, order, False), order))


@given(st.sampled_from(ALL), st.integers())
def test_every_entry_is_shown_once(asked: Question, seed: int) -> None:
    order = asked.shuffled(Random(seed))

    for places, name in zip(order, asked.lists, strict=True):
        assert sorted(places) == list(range(len(asked.payload[name])))


NONSENSE = st.dictionaries(
    st.sampled_from(["answer", "reason", "place-0", "place-1", "match-0", "match-3", "other"]),
    st.lists(st.sampled_from(["0", "1", "9", "-1", "x", "", "²"]), min_size=1, max_size=4),
)


@given(st.sampled_from(ALL), st.integers(), NONSENSE)
def test_nonsense_never_breaks_marking_nor_explaining(asked: Question, seed: int, fields: dict[str, list[str]]) -> None:
    response = asked.response(fields, asked.shuffled(Random(seed)))

    asked.is_right(response)
    if asked.is_answered(response):
        assert asked.explained(response)


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.code)
def test_every_line_of_every_explained_answer_says_why(asked: Question) -> None:
    assert all(line.feedback.strip() for line in asked.explained(right_response(asked)))
