"""A module for some alone: there for them as any other, and as nothing to everybody else."""

from datetime import date

import pytest
from flask import Flask

from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Office, Role
from app.jobs.actions import carry_out_due
from app.learning import actions as learning
from app.library.actions import withdraw
from app.requirements import actions as requirements
from app.requirements import queries as standing
from app.requirements.actions import rebuild
from app.requirements.records import How, Whom, Wish
from app.workforce import actions as workforce
from app.workforce.records import PostRecord
from tests.factories.own_modules import OWN, a_module_for
from tests.factories.people import a_colleague, a_setting, an_officer
from tests.factories.shelf import MODULE
from tests.journeys.walks import finish_reflection, pass_the_check, read_all_sections
from tests.visitor import Page, Visitor

PAGES = (
    f"/learn/{OWN}",
    f"/modules/{OWN}/versions",
    "/modules/2/primary/asking",
    "/modules/2/since/1",
    "/handouts/2/primary",
    "/handouts/2/primary/briefing",
    "/handouts/2/primary/key",
    f"/my-learning/not-my-job/{OWN}",
    f"/thread/statements/{OWN}/ask-first",
    f"/thread/questions/{OWN}/all-1",
)
LISTS = (
    "/my-learning",
    "/modules",
    "/handouts",
    "/desk/staff",
    "/desk/assign",
    "/meetings/new",
    "/reviews/town-2020",
    "/thread/findings/town-2020.1",
    "/our-setting/requirements/new",
    "/actions/passport/voice",
)


def signed_in(app: Flask, name: str) -> Visitor:
    visitor = Visitor(app)
    visitor.sign_in(name)
    return visitor


def complete_ours(visitor: Visitor, post_id: int) -> Page:
    """From the module's own page to the completed page."""
    visitor.visit(f"/learn/{OWN}")
    visitor.press("Begin")
    read_all_sections(visitor)
    pass_the_check(visitor, post_id, OWN)
    return finish_reflection(visitor)


def status(visitor: Visitor, address: str) -> int:
    return visitor._ask("GET", address).status_code


@pytest.fixture
def two(app: Flask) -> tuple[PostRecord, PostRecord]:
    """The leads of a setting with a module of its own, and of another in the same partnership."""
    here, there = a_colleague("mark", Role.DSL), a_colleague("zoe", Role.DSL, a_setting(code="other"))
    a_module_for("setting/school")
    return here, there


def test_one_settings_module_is_in_every_list_there_and_in_none_elsewhere(
    app: Flask, two: tuple[PostRecord, PostRecord]
) -> None:
    ours, theirs = signed_in(app, "mark"), signed_in(app, "zoe")

    assert [one for one in LISTS if not ours.visit(one).says("Our own way")] == []
    assert [one for one in LISTS if theirs.visit(one).says("Our own way")] == []
    assert [one for one in PAGES if status(ours, one) != 200] == ["/modules/2/since/1"]
    assert [one for one in PAGES if status(theirs, one) != 404] == []


def test_it_can_be_begun_and_asked_for_there_and_not_elsewhere(app: Flask, two: tuple[PostRecord, PostRecord]) -> None:
    here, there = two
    wish = Wish(OWN, Whom(), date(2030, 3, 1), None, How.SELF_STUDY, "")

    requirements.assign(here.setting_id, wish, here.person_id)
    assert learning.begin(here.id, OWN).version_id == 2
    with pytest.raises(NotFound):
        learning.begin(there.id, OWN)
    with pytest.raises(NotFound):
        requirements.assign(there.setting_id, wish, there.person_id)
    assert OWN in standing.standings_of_post(here.id)
    assert OWN not in standing.standings_of_post(there.id)
    assert rebuild() == 0


def test_an_officer_of_the_partnership_is_shown_no_settings_own_module(
    app: Flask, two: tuple[PostRecord, PostRecord]
) -> None:
    an_officer("owen", Office.OFFICER)
    a_module_for("partnership/town", "series/03-town", "The way of the town")

    officer = signed_in(app, "owen")
    officer.visit("/partnership")
    officer.press("Count again now")
    carry_out_due()
    session.commit()

    page = officer.visit("/partnership")

    assert page.says("The way of the town")
    assert not page.says("Our own way")


def test_a_setting_that_leaves_a_trust_keeps_what_it_learned_finishes_what_it_began_and_is_offered_no_more(
    app: Flask,
) -> None:
    done, under_way = a_colleague("done"), a_colleague("begun")
    fresh = a_colleague("fresh")
    trust = workforce.create_trust("group", "A group")
    workforce.put_in_trust(done.setting_id, trust, None)
    a_module_for("trust/group")
    complete_ours(signed_in(app, "done"), done.id)
    journey = learning.begin(under_way.id, OWN)
    session.commit()

    workforce.put_in_trust(done.setting_id, None, None)
    session.commit()

    kept = standing.standings_of_post(done.id)[OWN]
    assert kept.done_on
    assert kept.renew_by is None
    assert OWN in standing.standings_of_post(under_way.id)
    assert OWN not in standing.standings_of_post(fresh.id)
    assert learning.begin(under_way.id, OWN).id == journey.id
    for post in (done, fresh):
        with pytest.raises(NotFound):
            learning.begin(post.id, OWN)
    finished = signed_in(app, "done").visit(f"/learn/{OWN}")
    assert finished.says("not offered in your setting any more")
    assert not finished.says("Do it again")
    assert status(signed_in(app, "fresh"), f"/learn/{OWN}") == 404
    assert rebuild() == 0


def test_an_edition_may_be_for_more_than_the_one_before_and_never_for_fewer(
    app: Flask, two: tuple[PostRecord, PostRecord]
) -> None:
    here, there = two

    with pytest.raises(DomainError, match="never for fewer"):
        a_module_for("setting/other", edition="1.1")
    session.rollback()
    wider = a_module_for("partnership/town", edition="1.1")

    assert learning.begin(there.id, OWN).version_id == wider.id
    withdraw(wider.id, "Wrong number.", [], here.person_id)
    assert standing.standings_of_post(here.id)[OWN]
    assert rebuild() == 0


def test_a_file_that_names_no_setting_there_is_publishes_nothing(app: Flask) -> None:
    with pytest.raises(DomainError, match="There is no setting here with the code nowhere"):
        a_module_for("setting/nowhere")


def test_everybody_elses_module_stays_as_it_was(app: Flask, two: tuple[PostRecord, PostRecord]) -> None:
    assert {MODULE} <= set(standing.standings_of_post(two[1].id))
