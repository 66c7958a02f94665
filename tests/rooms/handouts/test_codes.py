"""A code tells its sheet, and a slip of the finger is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.codes import grouped
from app.core.vocabulary import SettingKind
from app.handouts.codes import KINDS, SHEETS, code_of, read_code
from app.handouts.records import Print

PRINTS = st.builds(
    lambda number, kind, sheet: Print(number, kind, *sheet),
    st.integers(1, 2**27 - 1),
    st.sampled_from(list(SettingKind)),
    st.sampled_from(SHEETS),
)


@given(PRINTS, st.text("0123456789abcdef", min_size=64, max_size=64))
def test_every_sheet_is_read_back_from_its_code(what: Print, fingerprint: str) -> None:
    assert read_code(grouped(code_of(what, fingerprint)).lower()) == what


@given(PRINTS, PRINTS)
def test_two_sheets_never_share_a_code(one: Print, other: Print) -> None:
    assert (code_of(one, "a") == code_of(other, "a")) == (one == other)


def test_the_code_of_a_young_site_has_eight_characters() -> None:
    assert len(code_of(Print(4000, SettingKind.PRIMARY, *SHEETS[0]), "a")) == 8


@pytest.mark.parametrize("typed", ["", "A", "ÄÖÜ", "!" * 40, "ZZZZ-ZZZZ-ZZZZ-ZZZZ", "U" * 8])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_every_kind_of_setting_has_its_place_in_codes() -> None:
    assert set(KINDS) == set(SettingKind)
    assert len(KINDS) <= 16
    assert len(SHEETS) <= 16
