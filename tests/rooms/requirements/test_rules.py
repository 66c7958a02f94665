"""Whom a requirement concerns, when to renew, and what a standing is called on a day."""

from datetime import date, timedelta

import pytest

from app.core.vocabulary import Role, SettingKind
from app.requirements.records import State
from app.requirements.rules import SOON, applies, state

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("began", "done", "renew", "called"),
    [
        (None, None, None, State.NOT_STARTED),
        (TODAY, None, None, State.UNDER_WAY),
        (TODAY, TODAY, None, State.DONE),
        (TODAY, TODAY, TODAY + SOON + DAY, State.DONE),
        (TODAY, TODAY, TODAY + SOON, State.RENEW_SOON),
        (TODAY, TODAY, TODAY, State.RENEW_SOON),
        (TODAY, TODAY, TODAY - DAY, State.RENEW_NOW),
    ],
)
def test_a_standing_is_called_what_it_is_today(
    began: date | None, done: date | None, renew: date | None, called: State
) -> None:
    assert state(began, done, renew, TODAY) is called


def test_a_requirement_for_leads_does_not_concern_other_staff() -> None:
    lead_only = {"kinds": "all", "roles": ["dsl"]}

    assert applies(lead_only, SettingKind.PRIMARY, Role.DSL)
    assert not applies(lead_only, SettingKind.PRIMARY, Role.STAFF)


def test_a_requirement_for_some_kinds_does_not_concern_others() -> None:
    early_years = {"kinds": ["early-years", "childminder"], "roles": "all"}

    assert applies(early_years, SettingKind.CHILDMINDER, Role.STAFF)
    assert not applies(early_years, SettingKind.SECONDARY, Role.STAFF)
