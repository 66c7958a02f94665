"""What a certificate's state is called."""

from datetime import UTC, date, datetime

from app.certificates.rules import RENEW, VALID, WITHDRAWN, state

TODAY = date(2026, 11, 24)


def test_it_is_valid_until_and_on_its_renewal_date() -> None:
    assert state(None, None, TODAY) == VALID
    assert state(None, TODAY, TODAY) == VALID


def test_after_it_what_was_learned_stays_true_and_renewal_is_due() -> None:
    assert state(None, date(2026, 11, 23), TODAY) == RENEW


def test_withdrawn_is_withdrawn_whatever_the_date() -> None:
    assert state(datetime(2026, 11, 1, tzinfo=UTC), date(2030, 1, 1), TODAY) == WITHDRAWN
