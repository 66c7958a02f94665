"""A setting is set up with three questions, and says which guidance applies to it."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Role, RunBy, SettingKind, YearKind
from app.requirements.models import Standing
from app.workforce import actions, queries
from tests.factories.people import a_colleague, a_setting
from tests.visitor import Visitor


@pytest.fixture
def lead(app: Flask) -> Visitor:
    a_colleague("mark", Role.DSL)
    visitor = Visitor(app)
    visitor.sign_in("mark")
    return visitor


@pytest.fixture
def newcomer(app: Flask) -> Visitor:
    """The lead of a setting that was just made."""
    town = actions.create_partnership("town", "A partnership", None)
    actions.create_partnership("shire", "Another partnership", None)
    a_colleague("zoe", Role.DSL, actions.create_setting("new", "The new one", SettingKind.PRIMARY, town))
    return Visitor(app)


def test_the_lead_of_a_new_setting_is_led_to_three_questions_and_then_to_what_comes_next(newcomer: Visitor) -> None:
    page = newcomer.sign_in("zoe")
    assert page.heading == "Set up The new one"
    shire = queries.partnership_id("shire")

    page = newcomer.press("Set up our setting", kind="secondary", partnership_id=str(shire), year_kind="rolling")

    assert page.says("What to do next")
    assert page.says("Bring in your staff list")
    place = queries.setting(queries.setting_id("new") or 0)
    assert (place.kind, place.partnership) == (SettingKind.SECONDARY, "Another partnership")
    assert place.makeup.year_kind is YearKind.ROLLING
    assert place.set_up_at


def test_she_can_leave_it_for_later_and_is_led_there_again_when_she_next_signs_in(newcomer: Visitor) -> None:
    newcomer.sign_in("zoe")

    page = newcomer.follow("Leave this for later")
    assert page.heading == "My learning"
    assert newcomer.visit("/people").says("Set up our setting")
    newcomer.visit("/my-learning")
    newcomer.press("Sign out")

    assert newcomer.sign_in("zoe").heading == "Set up The new one"


def test_only_a_lead_is_led_to_the_start_and_only_while_it_is_open(app: Flask, newcomer: Visitor) -> None:
    a_colleague("amina", setting=queries.setting_id("new"))
    assert newcomer.sign_in("amina").heading == "My learning"
    newcomer.press("Sign out")
    newcomer.sign_in("zoe")
    newcomer.press("Set up our setting")
    newcomer.press("Sign out")

    assert newcomer.sign_in("zoe").heading == "My learning"


def test_a_setting_is_set_up_once(app: Flask) -> None:
    setting = a_setting()

    with pytest.raises(DomainError):
        actions.start_setting(setting, 1, SettingKind.SPECIAL, 1, YearKind.ROLLING)


def test_an_answer_that_is_not_on_the_list_is_refused(newcomer: Visitor) -> None:
    newcomer.sign_in("zoe")

    newcomer.press("Set up our setting", 400, partnership_id="999")
    newcomer.press("Set up our setting", 400, kind="castle")


TERMS = {"terms-0-first": "1/9/2026", "terms-0-last": "23/10/2026", "terms-1-first": "2.11.2026"}


def test_the_profile_keeps_who_runs_the_setting_its_size_its_year_and_its_terms(lead: Visitor) -> None:
    lead.visit("/our-setting")
    answers = {**TERMS, "terms-1-last": "18 December 2026", "run_by_kind": "academy-trust", "people_count": "40"}
    lead.press("These facts are right", year_kind="rolling", run_by="The Tidemark Trust", **answers)

    place = queries.setting(1)
    assert place.run_by == "The Tidemark Trust"
    assert (place.makeup.run_by_kind, place.makeup.people_count) == (RunBy.ACADEMY_TRUST, 40)
    assert place.makeup.year_kind is YearKind.ROLLING
    assert place.makeup.terms[1] == (date(2026, 11, 2), date(2026, 12, 18))
    page = lead.visit("/our-setting")
    assert page.soup.find("input", value="02/11/2026")
    assert page.says("KCSIE")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"terms-0-first": "1/9/2026", "terms-0-last": "1/8/2026"}, "ends before it begins"),
        (TERMS | {"terms-1-last": ""}, "both the first and the last day"),
        (TERMS | {"terms-1-first": "1/10/2026", "terms-1-last": "1/12/2026"}, "before another one ends"),
        ({"terms-3-last": "soon"}, "Enter a day such as 1/9/2026"),
        ({"people_count": "0"}, "a number from 1"),
    ],
)
def test_terms_that_cannot_be_are_refused_beside_their_field_and_nothing_is_kept(
    lead: Visitor, typed: dict[str, str], words: str
) -> None:
    lead.visit("/our-setting")

    page = lead.press("These facts are right", 400, run_by="Somebody", **typed)

    assert page.soup.find(class_="govuk-error-summary", string=None)
    assert page.says(words)
    assert page.soup.find("input", value="Somebody")
    assert queries.setting(1).run_by is None


def test_the_profile_says_which_guidance_applies_and_what_is_to_be_confirmed(app: Flask) -> None:
    club, home = a_setting(SettingKind.OUT_OF_SCHOOL, "club"), a_setting(SettingKind.RESIDENTIAL, "home")
    a_colleague("cleo", Role.DSL, club)
    a_colleague("hal", Role.DSL, home)
    visitor = Visitor(app)
    visitor.sign_in("cleo")

    assert visitor.visit("/our-setting").says("Say below who runs this setting")
    visitor.press("These facts are right", run_by_kind="charity", people_count="3")
    assert visitor.visit("/our-setting").says("You count as a small provider")
    visitor.press("Sign out")
    visitor.sign_in("hal")
    assert visitor.visit("/our-setting").says("To be confirmed by your partnership")


def test_another_kind_of_setting_is_told_to_the_desk(newcomer: Visitor) -> None:
    newcomer.sign_in("zoe")
    newcomer.press("Set up our setting", kind="childminder")

    assert queries.posts_of(1)[0].kind is SettingKind.CHILDMINDER
    assert session.scalar(select(Standing.post_id)) == 1
