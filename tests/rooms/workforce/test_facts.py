"""Which facts of a setting its lead should look at again: a rule alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.citations import FIELDS
from app.core.vocabulary import SettingKind
from app.workforce.records import SettingRecord
from app.workforce.rules import BELIEVED_FOR, facts_to_check

DAY = date(2026, 11, 25)
FACTS: dict[str, str | None] = {name: f"the {name}" for name in FIELDS}
PLACE = SettingRecord(1, "school", "The school", SettingKind.PRIMARY, "A board", None, FACTS, DAY, "JOIN", None, False)


def named(place: SettingRecord, day: date = DAY) -> set[str]:
    return {one.name for one in facts_to_check(place, day)}


def test_facts_that_are_filled_in_and_checked_today_need_no_look() -> None:
    assert named(PLACE) == set()


@pytest.mark.parametrize("name", sorted(BELIEVED_FOR))
def test_an_empty_fact_needs_one(name: str) -> None:
    found = facts_to_check(replace(PLACE, facts={**FACTS, name: None}), DAY)

    assert [(one.name, one.words, one.value) for one in found] == [(name, FIELDS[name], None)]


@given(st.integers(0, 800))
def test_each_fact_is_believed_for_its_own_number_of_days(days: int) -> None:
    assert named(PLACE, DAY + timedelta(days=days)) == {name for name, least in BELIEVED_FOR.items() if days >= least}


def test_facts_that_nobody_ever_checked_all_need_a_look() -> None:
    assert named(replace(PLACE, facts_checked_on=None)) == set(BELIEVED_FOR)


def test_nobody_is_asked_how_to_reach_a_deputy_who_is_not_there_nor_a_childminder_how_to_reach_herself() -> None:
    nothing = dict.fromkeys(FIELDS)

    assert "deputy_contact" not in named(replace(PLACE, facts=nothing))
    assert "dsl_contact" not in named(replace(PLACE, facts=nothing, kind=SettingKind.CHILDMINDER))
