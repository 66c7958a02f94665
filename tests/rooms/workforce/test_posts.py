"""A post is changed, and moved to another setting, by its setting's lead."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.core.clock import at, now, today
from app.core.database import session
from app.core.vocabulary import Role, SettingKind
from app.workforce import actions, queries
from app.workforce.models import Post
from tests.factories.people import a_colleague, a_setting
from tests.visitor import Visitor


@pytest.fixture
def lead(app: Flask) -> Visitor:
    a_colleague("mark", Role.DSL)
    visitor = Visitor(app)
    visitor.sign_in("mark")
    return visitor


def test_contract_first_day_site_line_manager_and_kind_are_changed_on_her_page(lead: Visitor) -> None:
    amina = a_colleague("amina")
    lead.visit(f"/people/{amina.id}")
    lead.press(
        "Save",
        contract="agency",
        started_on=["1", "9", "2025"],
        kind="early-years",
        site="The annexe",
        line_manager="Mrs O’Neill",
    )

    changed = queries.post(amina.id)
    assert (changed.contract, changed.started_on) == ("agency", date(2025, 9, 1))
    assert (changed.site, changed.line_manager) == ("The annexe", "Mrs O’Neill")
    assert changed.kind is SettingKind.EARLY_YEARS
    page = lead.visit(f"/people/{amina.id}")
    assert page.soup.find("option", value="early-years", selected=True)
    lead.press("Save", kind="")
    assert queries.post(amina.id).kind is SettingKind.PRIMARY


def test_somebody_is_added_with_a_site_and_a_manager(lead: Visitor) -> None:
    lead.visit("/people/new")
    lead.press("Add this person", name="Zoë Test", job_title="Cook", site="Kitchen", line_manager="Ada", kind="special")

    zoe = next(post for post in queries.colleagues(1) if post.person_name == "Zoë Test")
    assert (zoe.site, zoe.line_manager, zoe.kind) == ("Kitchen", "Ada", SettingKind.SPECIAL)


def test_a_first_day_to_come_or_a_kind_that_is_none_is_refused_for_somebody_who_is_here(lead: Visitor) -> None:
    amina = a_colleague("amina")
    tomorrow = today() + timedelta(days=1)
    lead.visit(f"/people/{amina.id}")

    page = lead.press("Save", 400, started_on=[str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)])
    assert page.says("first day is today or earlier")
    page = lead.press("Save", 400, started_on=["1", "9", "2025"], kind="castle")
    assert page.says("Choose one from the list")


def test_a_kind_that_is_the_settings_own_is_not_kept_beside_it(app: Flask) -> None:
    amina = a_colleague("amina")
    post = actions.start_post(amina.person_id, 1, Role.STAFF, "Cook", date(2026, 1, 5), kind=SettingKind.PRIMARY)

    assert session.get_one(Post, post.id).kind is None


def test_a_move_ends_the_post_here_and_its_facts_wait_for_the_other_lead(app: Flask, lead: Visitor) -> None:
    amina, other = a_colleague("amina"), a_setting(code="other")
    a_colleague("olga", Role.DSL, other)
    actions.change_post(amina.id, Role.STAFF, "Cook", "Mon Tue")
    lead.visit(f"/people/{amina.id}")
    lead.follow("Move Amina Test")
    page = lead.press("Move this person", code=queries.setting(other).join_code)
    assert page.says("the lead of the other setting has been asked")
    assert queries.post(amina.id).ended_on == today()
    olga = Visitor(app)
    olga.sign_in("olga")
    assert olga.visit("/people").says("Moves from another setting")
    olga.press("Yes, add")

    with at(now() + timedelta(days=1)):
        post = next(one for one in queries.colleagues(other) if one.person_id == amina.person_id)
        assert (post.job_title, post.works_days, post.started_on) == ("Cook", "Mon Tue", today())
        assert [one.setting_id for one in queries.posts_of(amina.person_id)] == [other]


def test_a_post_is_ended_on_its_page(lead: Visitor) -> None:
    amina = a_colleague("amina")
    lead.visit(f"/people/{amina.id}/end")
    yesterday = today() - timedelta(days=1)
    lead.press("End this post", last_day=[str(yesterday.day), str(yesterday.month), str(yesterday.year)])

    assert queries.post(amina.id).ended_on == yesterday


def test_a_lead_who_moves_comes_as_a_member_of_staff(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    leaves, other = a_colleague("lea", Role.DSL), a_setting(code="other")
    actions.send_on(leaves.id, queries.setting(other).join_code, today() - timedelta(days=1), 1)
    actions.answer_request(queries.requests_to(other)[0].id, other, accepts=True, by=1)

    assert [post.role for post in queries.posts_of(leaves.person_id)] == [Role.STAFF]


def test_nobody_is_moved_to_nowhere_to_where_she_is_or_away_from_leading_alone(lead: Visitor) -> None:
    amina, other = a_colleague("amina"), a_setting(code="other")
    lead.visit(f"/people/{amina.id}/move")
    assert lead.press("Move this person", 400, code="ABCD-EFGH").says("No setting has this code")
    assert lead.press("Move this person", 400, code=queries.setting(1).join_code).says("your own setting")
    lead.visit("/people/1/move")
    assert lead.press("Move this person", 400, code=queries.setting(other).join_code).says("only safeguarding lead")

    assert queries.post(amina.id).ended_on is None
    assert queries.requests_to(other) == []
