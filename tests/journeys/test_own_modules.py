"""A module for some alone: there for them as any other, and as nothing to everybody else."""

from datetime import date

import pytest
from flask import Flask

from app.authoring import queries as drafts
from app.certificates import queries as certificates
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
from app.workforce.queries import holdings_of
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


@pytest.fixture
def leads(app: Flask) -> tuple[Visitor, Visitor, Visitor]:
    """A lead and a deputy of one setting, and the lead of another."""
    a_colleague("mark", Role.DSL)
    a_colleague("dana", Role.DEPUTY_DSL)
    a_colleague("zoe", Role.DSL, a_setting(code="other"))
    return signed_in(app, "mark"), signed_in(app, "dana"), signed_in(app, "zoe")


def adopted(writer: Visitor, **typed: str) -> Page:
    """A draft of her own setting, adopted from the module that is there for everybody."""
    writer.visit("/write")
    writer.follow("Begin a draft")
    return writer.press("Begin the draft", title="Our own way", start="adopt 1", **typed)


def test_a_settings_lead_writes_a_module_a_deputy_approves_it_and_its_staff_are_certified_nobody_elsewhere(
    app: Flask, leads: tuple[Visitor, Visitor, Visitor]
) -> None:
    lead, deputy, other = leads
    learner = a_colleague("amina")

    page = adopted(lead)
    assert page.says("only for The school")
    assert page.says("Nothing is left to mend")
    assert [status(other, f"/write/1{below}") for below in ("", "/review", "/files.zip", "/whom")] == [404] * 4
    assert not other.visit("/write").says("Our own way")

    assert lead.visit("/write/1/review").says("Who is it for? Only The school")
    lead.press("Ask for a review")
    assert not lead.visit("/write/1/review").says("Approve this text")
    deputy.visit("/write/1/review")
    deputy.press("Approve this text")
    lead.visit("/write/1/review")
    lead.press("Publish")

    assert lead.visit("/modules").says("Only for The school")
    visitor = signed_in(app, "amina")
    visitor.visit("/learn/series/our-own-way")
    visitor.press("Begin")
    read_all_sections(visitor)
    pass_the_check(visitor, learner.id, "series/our-own-way")
    assert finish_reflection(visitor).says("Our own way")
    assert len(certificates.of_post(learner.id)) == 1
    assert [status(other, one) for one in ("/learn/series/our-own-way", "/write/versions/2/withdraw")] == [404, 404]
    assert status(lead, "/write/versions/2/withdraw") == 200
    assert status(lead, "/write/versions/1/withdraw") == 404


def test_no_lead_writes_for_others_whatever_her_text_says(app: Flask, leads: tuple[Visitor, Visitor, Visitor]) -> None:
    lead, _, _ = leads
    adopted(lead)
    name = "courses/series/our-own-way.md"
    for said in ("", "only_for: setting/other\n", "only_for: partnership/town\n"):
        text = drafts.whole(1).texts[name].split("\n")
        kept = "\n".join(line for line in text if not line.startswith("only_for"))
        lead.visit(f"/write/1/text/{name}")
        lead.press("Save", text=kept.replace("---\n", f"---\n{said}", 1))
        lead.visit("/write/1/review")

        assert lead.press("Ask for a review", status=400).says("You cannot write for those whom this module is for")


def test_a_trainer_chooses_whom_a_draft_is_for_and_its_leads_may_read_it_from_then_on(
    app: Flask, leads: tuple[Visitor, Visitor, Visitor]
) -> None:
    lead, _, other = leads
    an_officer("trainer", Office.AUTHOR)
    trainer = signed_in(app, "trainer")
    adopted(trainer, only_for="")
    assert status(lead, "/write/1") == 404

    trainer.follow("Who is it for?")
    page = trainer.press("Save", only_for="setting/school")

    assert page.says("only for The school")
    assert "kinds:\n- primary\n" in drafts.whole(1).texts["courses/series/our-own-way.md"]
    assert lead.visit("/write/1").says("Our own way")
    assert status(other, "/write/1") == 404


def test_a_reviewer_reads_and_approves_what_her_partnerships_settings_write_and_writes_none_of_it(
    app: Flask, leads: tuple[Visitor, Visitor, Visitor]
) -> None:
    lead, _, _ = leads
    an_officer("vera", Office.REVIEWER)
    reviewer = signed_in(app, "vera")
    adopted(lead)
    lead.visit("/write/1/review")
    lead.press("Ask for a review")

    reviewer.visit("/write/1/review")
    assert reviewer.press("Approve this text").says("Approved")
    assert status(reviewer, "/write/1/step/about") == 403


def test_the_lead_of_a_trust_writes_for_its_settings_alone(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    nadia = an_officer("nadia", Office.TRUST_LEAD)
    trust = holdings_of(nadia.id)[1][0].trust_id
    workforce.put_in_trust(1, trust, None)
    session.commit()
    lead = signed_in(app, "nadia")

    adopted(lead)

    assert lead.visit("/write/1").says("only for A trust")
    assert lead.visit("/write/new").form("Begin the draft").find(attrs={"value": "trust/trust-of-nadia"})
    assert lead.visit("/write/new").form("Begin the draft").find(attrs={"value": ""}, name="option") is None
