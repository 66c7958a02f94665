"""Whom a version is for: the rule in words, the rule for the database, and what the next edition may be."""

from itertools import product

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.access.identity import Reach, reach_in
from app.core.database import session
from app.library.models import ModuleVersion
from app.library.queries import modules_for
from app.library.records import EVERYBODY, Owner
from app.library.rules import is_for, may_become, names
from app.workforce import actions as workforce
from tests.factories.own_modules import a_module_for
from tests.factories.people import a_setting

NUMBERS = st.integers(1, 3)
OWNERS = st.one_of(
    st.just(EVERYBODY),
    st.builds(lambda n: Owner(partnership_id=n), NUMBERS),
    st.builds(lambda n: Owner(trust_id=n), NUMBERS),
    st.builds(lambda n: Owner(setting_id=n), NUMBERS),
)
# Of each setting, the partnership that it is in and the trust it belongs to, if any.
PLACES = st.fixed_dictionaries({n: st.tuples(NUMBERS, st.none() | NUMBERS) for n in (1, 2, 3)})


def has(owner: Owner, places: dict[int, tuple[int, int | None]]) -> set[int]:
    """The settings that an owner's modules are for."""
    return {
        setting
        for setting, (partnership, trust) in places.items()
        if owner == EVERYBODY or owner in (Owner(partnership), Owner(None, trust), Owner(None, None, setting))
    }


@given(owner=OWNERS, places=PLACES)
def test_a_version_is_for_the_settings_of_its_owner_and_no_other(
    owner: Owner, places: dict[int, tuple[int, int | None]]
) -> None:
    found = {
        number for number, (partnership, trust) in places.items() if is_for(owner, reach_in(number, partnership, trust))
    }

    assert found == has(owner, places)


@given(before=OWNERS, after=OWNERS, places=PLACES)
def test_the_next_edition_never_leaves_a_setting_out(
    before: Owner, after: Owner, places: dict[int, tuple[int, int | None]]
) -> None:
    place = before.setting_id
    reach = reach_in(place, *places[place]) if place else Reach()

    if may_become(before, after, reach):
        assert has(before, places) <= has(after, places)
    else:
        assert after != EVERYBODY
        assert before != after


def test_nothing_is_for_nobody_who_belongs_nowhere_but_what_is_for_everybody() -> None:
    assert is_for(EVERYBODY, Reach())
    assert not is_for(Owner(setting_id=1), Reach())


def test_the_database_chooses_what_the_rule_chooses(app: Flask) -> None:
    school, other = a_setting(), a_setting(code="other")
    trust = workforce.create_trust("group", "A group")
    workforce.put_in_trust(school, trust, None)
    for number, only_for in enumerate(("setting/school", "setting/other", "trust/group", "partnership/town"), 2):
        a_module_for(only_for, f"series/0{number}-own", f"Own {number}")
    rows = session.query(ModuleVersion).all()

    for settings, trusts, partnerships in product(({}, {school}, {school, other}), ({}, {trust}), ({}, {1}, {2})):
        reach = Reach(frozenset(settings), frozenset(trusts), frozenset(partnerships))
        expected = {
            row.module for row in rows if is_for(Owner(row.partnership_id, row.trust_id, row.setting_id), reach)
        }
        assert {one.module for one in modules_for(reach)} == expected


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("[@town-2020.1]", True),
        ("findings=town-2020.1,x-1.2", True),
        ("- town-2020\n", True),
        ("old-town-2020.1", False),
        ("town-2020-b.1", False),
        ("town-20201", False),
        ("", False),
    ],
)
def test_a_text_names_a_review_whole_and_not_one_whose_name_holds_it(text: str, is_named: bool) -> None:
    assert names(text, "town-2020") is is_named
