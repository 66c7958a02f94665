"""Cells of spreadsheets: harmless on the way out, the same again on the way in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cells import disarmed, meant

signs = st.sampled_from(list("'=+-@\t\r\0aé"))


@given(st.text(signs, max_size=5) | st.text(max_size=20))
def test_every_text_comes_back_unchanged(text: str) -> None:
    assert meant(disarmed(text)) == text


@given(st.text(signs, min_size=1, max_size=5))
def test_no_cell_begins_with_what_a_spreadsheet_calculates(text: str) -> None:
    assert disarmed(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\0"}


@pytest.mark.parametrize("name", ["Amina O'Neill", "'Afolabi", "Ŵyn Jones", ""])
def test_an_ordinary_name_is_left_alone_both_ways(name: str) -> None:
    assert disarmed(name) == meant(name) == name
