"""Whatever page is asked for, one is shown that there is."""

import pytest
from flask import Flask

from app.web.paging import FURTHEST, asked_page, paged


@pytest.mark.parametrize(
    ("asked", "page", "rows"),
    [
        ("", 1, [0, 1, 2]),
        ("?page=2", 2, [3, 4, 5]),
        ("?page=3", 3, [6]),
        ("?page=4", 3, [6]),
        ("?page=0", 1, [0, 1, 2]),
        ("?page=-9", 1, [0, 1, 2]),
        ("?page=second", 1, [0, 1, 2]),
        ("?page=", 1, [0, 1, 2]),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest_that_is(asked: str, page: int, rows: list[int]) -> None:
    with Flask("paging").test_request_context(f"/people{asked}"):
        assert paged(range(7), 3) == (page, 3, range(rows[0], rows[-1] + 1))


def test_an_empty_list_has_one_page() -> None:
    with Flask("paging").test_request_context("/people?page=2"):
        assert paged([], 3) == (1, 1, [])


def test_no_page_is_so_far_that_a_database_could_not_count_to_it() -> None:
    with Flask("paging").test_request_context(f"/people?page={10**30}"):
        assert asked_page() == FURTHEST
