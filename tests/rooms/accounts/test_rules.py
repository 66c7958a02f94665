"""Sign-in sessions that end, and names that can stand on a certificate."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.rules import (
    ABSOLUTE,
    ABSOLUTE_TRUSTED,
    IDLE,
    IDLE_TRUSTED,
    is_live,
    name_fault,
    password_fault,
    tidy_name,
)

BEGAN = datetime(2026, 11, 24, 9, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


def test_a_session_ends_when_it_was_not_used_for_eight_hours() -> None:
    assert is_live(BEGAN, BEGAN, None, BEGAN + IDLE - MOMENT)
    assert not is_live(BEGAN, BEGAN, None, BEGAN + IDLE)


def test_a_session_ends_after_fourteen_days_however_much_it_is_used() -> None:
    late = BEGAN + ABSOLUTE

    assert is_live(BEGAN, late - MOMENT, None, late - MOMENT)
    assert not is_live(BEGAN, late - MOMENT, None, late)


def test_whoever_looks_after_others_records_is_asked_again_sooner() -> None:
    assert is_live(BEGAN, BEGAN, None, BEGAN + IDLE_TRUSTED - MOMENT, is_trusted=True)
    assert not is_live(BEGAN, BEGAN, None, BEGAN + IDLE_TRUSTED, is_trusted=True)
    later = BEGAN + ABSOLUTE_TRUSTED
    assert not is_live(BEGAN, later - MOMENT, None, later, is_trusted=True)


def test_a_session_that_was_ended_stays_ended() -> None:
    assert not is_live(BEGAN, BEGAN, BEGAN + MOMENT, BEGAN + MOMENT)


@pytest.mark.parametrize("name", ["Amina Yusuf", "Siân Llŷr-Evans", "Łukasz Świątek", "Ελένη Παπαδοπούλου", "Ng"])
def test_names_of_many_origins_may_stand_on_a_certificate(name: str) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize("name", ["", "A", "amina@example.org", "Amina 🌟", "12 34", "a" * 81, "Ami\u202ena"])
def test_what_is_not_a_name_is_refused_in_words(name: str) -> None:
    assert name_fault(name)


def test_a_name_is_kept_composed_and_without_needless_spaces() -> None:
    assert tidy_name("  Sia\u0302n   Evans ") == "Siân Evans"


@pytest.mark.parametrize(
    "guessed",
    [
        "Safeguarding26!",
        "nursery-manager",
        "CSPRlearning",
        "amina.yusuf",
        "Yusuf1990",
        "Amina Yusuf!",
        "essexlearning1",
    ],
)
def test_a_password_of_nothing_but_this_sites_words_or_her_own_name_is_refused(guessed: str) -> None:
    assert password_fault(guessed, "amina.yusuf", "Amina Yusuf", "Essex Learning") is not None


@pytest.mark.parametrize(
    "hers", ["three purple teapots", "nursery rhymes at noon", "93718264", "lead piping 77", "żółty-dom"]
)
def test_a_password_that_holds_more_than_those_words_will_do(hers: str) -> None:
    assert password_fault(hers, "amina.yusuf", "Amina Yusuf", "Essex Learning") is None
