"""Settings, partnerships and trusts, as whoever looks after the site makes and finds them."""

from flask import Flask
from sqlalchemy import select

from app.accounts.queries import with_address
from app.core.database import session
from app.core.vocabulary import Role, SettingKind
from app.notices.models import Notice
from app.workforce import actions, queries
from tests.factories.people import a_colleague, a_person, a_setting
from tests.visitor import Visitor


def test_a_new_site_is_set_up_from_an_empty_page(app: Flask, owen: Visitor) -> None:
    owen.follow("Partnerships and trusts")
    owen.follow("New partnership")
    owen.press("Make this partnership", name="Kent Safeguarding Partnership")
    owen.follow("Settings")

    owen.follow("New setting")
    page = owen.press(
        "Make this setting",
        name="Oak School",
        kind="primary",
        partnership_id=str(queries.partnerships()[-1][0]),
        lead="Mark Lead",
        email="mark@oak.example",
    )

    assert page.heading == "Oak School"
    assert page.says("The lead is sent an invitation")
    assert page.says("Mark Lead, designated safeguarding lead")
    mark = with_address("mark@oak.example")
    assert mark is not None
    assert session.scalars(select(Notice.kind).where(Notice.person_id == mark.id)).all() == ["invitation"]
    log = owen.visit("/site/log")
    assert log.says("Owen Test Setting made, Oak School")
    assert log.says("Owen Test Partnership made")
    assert log.says("Owen Test Lead invited: Mark Lead, Oak School")


def test_whoever_is_known_already_is_asked_to_lead_a_new_setting(app: Flask, owen: Visitor) -> None:
    a_setting()
    a_person("zoe", "Zoe Known", "zoe@known.example")
    owen.visit("/site/settings/new")

    page = owen.press("Make this setting", name="Elm School", lead="Zoe Known", email="zoe@known.example")

    assert page.says("she has been asked")
    assert page.says("Nobody leads safeguarding here at the moment")


def test_a_form_with_gaps_says_so_beside_each_and_keeps_the_rest(app: Flask, owen: Visitor) -> None:
    a_setting()
    owen.visit("/site/settings/new")

    page = owen.press("Make this setting", 400, name="", lead="4", email="mark at oak")

    for words in ("Enter the name of the setting", "Enter the name, with at least", "Enter an email address such as"):
        assert page.says(words)
    assert page.soup.find("input", value="mark at oak")
    assert queries.setting_id("school") == 1
    assert queries.settings_like("", 1)[1] == 1


def test_two_partnerships_or_trusts_of_one_name_are_not_made(owen: Visitor) -> None:
    for kind, words in (("partnership", "partnership"), ("trust", "trust")):
        owen.visit(f"/site/{kind}s/new")
        owen.press(f"Make this {words}", name="Tideway")
        owen.visit(f"/site/{kind}s/new")
        assert owen.press(f"Make this {words}", 400, name=" tideway ").says("of this name already")


def test_a_setting_joins_a_trust_and_leaves_it(owen: Visitor) -> None:
    place, trust = a_setting(), actions.create_trust("tideway", "The Tideway Trust")
    owen.visit(f"/site/settings/{place}")
    owen.press("Save", trust_id=str(trust))
    assert queries.trust_of(place) == trust
    assert owen.visit(f"/site?trust_id={trust}").says("1 setting found")

    owen.visit(f"/site/settings/{place}")
    owen.press("Save", trust_id="")
    assert queries.trust_of(place) is None
    assert owen.visit("/site/log").says("Owen Test Setting put in trust, The school")


def test_a_trust_that_is_not_there_is_refused_in_words(owen: Visitor) -> None:
    place = a_setting()
    owen.visit(f"/site/settings/{place}")

    assert owen.press("Save", 400, trust_id="99").says("Choose a trust from the list")


def test_settings_are_found_by_part_of_a_name_or_by_a_code_and_come_in_pages(owen: Visitor) -> None:
    for number in range(30):
        a_setting(SettingKind.PRIMARY, f"place-{number:02}", f"Place 100% {number:02}")
    a_colleague("amina", setting=queries.setting_id("place-07"))

    assert owen.visit("/site").says("30 settings")
    assert owen.follow("Next page").says("Page 2 of 2")
    assert owen.visit("/site?words=100%25 07").says("1 setting found")
    assert owen.visit("/site?words=place-07").says("1 setting found")
    code = queries.setting(queries.setting_id("place-08") or 0).join_code
    assert owen.visit(f"/site?words={code[:4]}-{code[4:]}").says("Place 100% 08")
    assert owen.visit("/site?words=nothing+such").says("No setting found")
    assert owen.visit("/site?page=99999999999999&partnership_id=x").says("30 settings")


def test_another_lead_is_invited_where_the_last_one_left(owen: Visitor) -> None:
    place = a_setting()
    owen.visit(f"/site/settings/{place}")
    owen.follow("Invite a lead")

    assert owen.press("Invite this lead", lead="New Lead", email="new@school.example").says("New Lead")
    assert [one.role for one in queries.leads_of(place)] == [Role.DSL]
    owen.follow("Invite a lead")
    assert owen.press("Invite this lead", 400, lead="New Lead", email="new@school.example").says("has a post here")


def test_a_setting_that_is_not_there_is_not_found(owen: Visitor) -> None:
    for address in ("/site/settings/9", "/site/settings/9/lead", "/site/people/99", "/site/offices/99/end"):
        owen.visit(address, status=404)
