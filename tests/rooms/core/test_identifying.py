"""The soft hint about what may point to a child or family."""

import pytest

from app.core.identifying import hints


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We asked Jayden about it.", "a name"),
        ("It began on 12/03/2026.", "a date, perhaps a date of birth"),
        ("Ring 01632 960 123.", "a phone number"),
        ("Write to a.b@example.org.", "an email address"),
        ("They moved to CM1 1LX.", "a postcode"),
        ("With child B we tried it.", "initials"),
        ("Then Jayden came in with a bruise.", "a name beside an injury"),
    ],
)
def test_what_may_point_to_somebody_is_named(text: str, found: str) -> None:
    assert found in hints(text)


@pytest.mark.parametrize(
    "text", ["We read the box on Mondays.", "In our Reception class we listen.", "", "We ask about every bruise."]
)
def test_ordinary_words_about_our_practice_raise_no_hint(text: str) -> None:
    assert hints(text) == []
