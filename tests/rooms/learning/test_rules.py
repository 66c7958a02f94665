"""The order of the steps of a module."""

from itertools import combinations

from app.core.vocabulary import Step
from app.learning.rules import ORDER, is_complete, may_do, next_section


def test_only_all_three_steps_make_it_complete() -> None:
    subsets = [set(some) for size in range(4) for some in combinations(ORDER, size)]

    assert [some for some in subsets if is_complete(some)] == [set(ORDER)]


def test_no_step_comes_before_the_ones_ahead_of_it() -> None:
    assert may_do(Step.SECTIONS, [])
    assert not may_do(Step.CHECK, [])
    assert may_do(Step.CHECK, [Step.SECTIONS])
    assert not may_do(Step.REFLECTION, [Step.SECTIONS])
    assert may_do(Step.REFLECTION, [Step.SECTIONS, Step.CHECK])


def test_what_comes_next_is_the_first_that_is_missing() -> None:
    assert next_section(["a", "b", "c"], ["a", "c"]) == "b"
    assert next_section(["a"], ["a"]) is None
