"""The order of the steps of a module, and when a renewal is shorter."""

from datetime import date
from itertools import combinations

import pytest

from app.core.vocabulary import Step
from app.learning.rules import ORDER, is_complete, may_do, may_renew_shortly, next_section, shortened
from app.library.records import SectionTitle

RENEWAL = {"sections": ["b", "c"], "within_months": 24}
DONE = date(2026, 2, 28)


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


@pytest.mark.parametrize(
    ("renewal", "completed_on", "is_new", "today", "is_open"),
    [
        (RENEWAL, DONE, False, date(2028, 2, 28), True),
        (RENEWAL, DONE, False, date(2028, 2, 29), False),  # longer ago than the author allows
        (RENEWAL, DONE, True, date(2027, 2, 28), False),  # what is learned has changed since
        (RENEWAL, None, False, date(2027, 2, 28), False),  # never completed
        (None, DONE, False, date(2027, 2, 28), False),  # the module has no shorter path
    ],
)
def test_a_renewal_is_shorter_only_for_who_completed_the_same_learning_not_too_long_ago(
    renewal: dict[str, object] | None, completed_on: date | None, is_new: bool, today: date, is_open: bool
) -> None:
    assert may_renew_shortly(renewal, completed_on, is_new, today) is is_open


def test_the_sections_of_a_shorter_path_keep_their_order_and_are_counted_anew() -> None:
    titles = [SectionTitle(slug, slug.upper(), place) for place, slug in enumerate("abc", 1)]

    assert shortened(titles, ["c", "b"]) == [SectionTitle("b", "B", 1), SectionTitle("c", "C", 2)]
