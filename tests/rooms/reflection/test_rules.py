"""The soft hint, and when enough is written."""

import pytest

from app.reflection.rules import enough, hints


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We asked Jayden about it.", "a name"),
        ("It began on 12/03/2026.", "a date, perhaps a date of birth"),
        ("Ring 01632 960 123.", "a phone number"),
        ("Write to a.b@example.org.", "an email address"),
        ("They moved to CM1 1LX.", "a postcode"),
        ("With child B we tried it.", "initials"),
    ],
)
def test_what_may_point_to_somebody_is_named(text: str, found: str) -> None:
    assert found in hints(text)


@pytest.mark.parametrize("text", ["We read the box on Mondays.", "In our Reception class we listen.", "", "We ask."])
def test_ordinary_words_about_our_practice_raise_no_hint(text: str) -> None:
    assert hints(text) == []


def test_two_boxes_with_a_thought_are_enough_and_blanks_are_not_thoughts() -> None:
    assert enough(["We listen.", "   ", "We ask."], 2)
    assert not enough(["We listen.", "   ", ""], 2)
