"""Codes that people type and tokens that nobody guesses."""

import math

from hypothesis import given
from hypothesis import strategies as st

from app.core.codes import ALPHABET, digest, grouped, new_certificate_code, new_token, normalised


def test_a_certificate_number_holds_at_least_128_random_bits() -> None:
    assert len(new_certificate_code()) * math.log2(len(ALPHABET)) >= 128


def test_no_two_characters_of_a_number_can_be_taken_for_each_other() -> None:
    assert not set("ILOU") & set(ALPHABET)


@given(st.text(ALPHABET, min_size=28, max_size=28))
def test_a_number_typed_as_printed_small_or_with_look_alikes_is_the_same_number(code: str) -> None:
    shown = grouped(code)

    assert normalised(shown) == code
    assert normalised(shown.lower().replace("-", " ")) == code
    assert normalised(shown.replace("0", "O").replace("1", "l")) == code


def test_what_is_stored_of_a_token_does_not_hold_it() -> None:
    token = new_token()

    assert token not in digest(token)
    assert digest(token) == digest(token) != digest(new_token())
