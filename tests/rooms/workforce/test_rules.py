"""Which guidance applies to a setting, and what is wrong with its terms."""

from datetime import date

import pytest

from app.core.vocabulary import RunBy, SettingKind
from app.workforce.rules import guidance_for, terms_at_fault


def words(kind: SettingKind, run_by_kind: RunBy | None = None, people_count: int | None = None) -> str:
    return " ".join(one.words for one in guidance_for(kind, run_by_kind, people_count) if one.is_sure)


@pytest.mark.parametrize(
    ("run_by_kind", "expected"),
    [
        (RunBy.SCHOOL, "KCSIE"),
        (RunBy.ACADEMY_TRUST, "KCSIE"),
        (RunBy.REGISTERED, "Childcare Register"),
        (RunBy.CHARITY, "It is voluntary"),
        (RunBy.COMPANY, "It is voluntary"),
    ],
)
def test_a_club_follows_the_guidance_of_whoever_runs_it(run_by_kind: RunBy, expected: str) -> None:
    assert expected in words(SettingKind.OUT_OF_SCHOOL, run_by_kind)


def test_nothing_is_said_of_a_club_until_it_is_known_who_runs_it() -> None:
    assert guidance_for(SettingKind.OUT_OF_SCHOOL, None, 4) == ()


@pytest.mark.parametrize(
    ("people_count", "expected"),
    [(5, "large"), (40, "large"), (4, "small"), (2, "small"), (1, "lone"), (None, "say how")],
)
def test_what_the_voluntary_guidance_expects_grows_with_size(people_count: int | None, expected: str) -> None:
    assert expected in words(SettingKind.OUT_OF_SCHOOL, RunBy.CHARITY, people_count)


@pytest.mark.parametrize(
    "kind", [SettingKind.PRIMARY, SettingKind.SECONDARY, SettingKind.SPECIAL, SettingKind.FURTHER_EDUCATION]
)
def test_schools_and_colleges_follow_kcsie_whoever_runs_them(kind: SettingKind) -> None:
    assert all("KCSIE" in words(kind, run_by_kind) for run_by_kind in (None, *RunBy))


def test_nurseries_and_childminders_follow_the_framework_of_the_early_years() -> None:
    assert "Annex C" in words(SettingKind.EARLY_YEARS)
    assert "your own safeguarding lead" in words(SettingKind.CHILDMINDER)


def test_what_nobody_has_verified_is_to_be_confirmed() -> None:
    residential = guidance_for(SettingKind.RESIDENTIAL, RunBy.CHARITY, 12)
    unregistered = guidance_for(SettingKind.ALTERNATIVE_PROVISION, RunBy.COMPANY, 12)

    assert not any(one.is_sure for one in residential)
    assert [one.is_sure for one in unregistered] == [True, False]
    assert [one.is_sure for one in guidance_for(SettingKind.ALTERNATIVE_PROVISION, RunBy.COUNCIL, 12)] == [True]


def test_every_kind_run_by_anybody_is_told_something() -> None:
    assert all(guidance_for(kind, run_by_kind, 3) for kind in SettingKind for run_by_kind in RunBy)


SEPTEMBER, OCTOBER, DECEMBER = date(2026, 9, 1), date(2026, 10, 23), date(2026, 12, 18)


@pytest.mark.parametrize(
    ("terms", "faulty"),
    [
        ([(SEPTEMBER, OCTOBER), (None, None), (date(2026, 11, 2), DECEMBER)], {}),
        ([(SEPTEMBER, SEPTEMBER)], {}),
        ([(OCTOBER, SEPTEMBER)], {0: "ends before"}),
        ([(SEPTEMBER, None)], {0: "both"}),
        ([(None, DECEMBER)], {0: "both"}),
        ([(OCTOBER, DECEMBER), (SEPTEMBER, OCTOBER)], {0: "before another"}),
    ],
)
def test_terms_have_two_days_end_after_they_begin_and_do_not_overlap(
    terms: list[tuple[date | None, date | None]], faulty: dict[int, str]
) -> None:
    found = terms_at_fault(terms)

    assert found.keys() == faulty.keys()
    assert all(part in found[place] for place, part in faulty.items())
