"""A lead asks her staff for a module and gives time; a learner sees by when and why, and answers back."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask

from app.core.clock import at
from app.core.dates import say_date
from app.core.vocabulary import Role
from app.requirements import actions, queries
from app.requirements.records import Decision, How, Typed, Whom, Wish
from app.workforce.actions import start_post
from app.workforce.records import PostRecord
from tests.factories.people import a_colleague, a_person, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import begin_and_read, finish_reflection, pass_the_check
from tests.visitor import Visitor

TOLD = datetime(2026, 11, 25, 9, tzinfo=UTC)
DUE_BY = date(2026, 12, 11)
PDF = b"%PDF-1.4 proof %%EOF"


def typed(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]


@pytest.fixture
def amina(app: Flask) -> PostRecord:
    """A member of staff."""
    return a_colleague("amina", name="Amina Yusuf")


@pytest.fixture
def mark(app: Flask, amina: PostRecord) -> Visitor:
    """Her lead, signed in, on the day of asking."""
    a_colleague("mark", Role.DSL, name="Mark Lead")
    return signed_in(app, "mark")


def signed_in(app: Flask, username: str, moment: datetime = TOLD) -> Visitor:
    visitor = Visitor(app)
    visitor.moment = moment
    visitor.sign_in(username)
    return visitor


def asked(amina: PostRecord) -> None:
    """Everyone is asked by DUE_BY."""
    with at(TOLD):
        actions.assign(amina.setting_id, Wish(MODULE, Whom(), DUE_BY, None, How.SELF_STUDY, None), 2)


def test_a_lead_sees_the_names_before_anybody_is_asked(app: Flask, mark: Visitor, amina: PostRecord) -> None:
    mark.visit("/desk")
    mark.follow("Ask people for a module")
    page = mark.press("See who that is", jobs="teach", due_on=typed(DUE_BY), note="Before the INSET day")

    assert page.heading == "Ask 2 people?"
    assert page.says("Amina Yusuf")
    assert queries.assignments(amina.setting_id) == []

    page = mark.press("Ask them")

    assert page.says("They are asked")
    assert page.says("Before the INSET day")
    learner = signed_in(app, "amina").visit("/my-learning")
    assert learner.says("Due by 11 December 2026")
    assert learner.says("Mark Lead asked everyone whose job says “teach” on 25 November 2026")


def test_what_was_chosen_is_still_there_when_she_changes_her_mind(mark: Visitor) -> None:
    mark.visit("/desk/assign")
    mark.press("See who that is", jobs="teach", due_on=typed(DUE_BY), note="Before the INSET day")

    page = mark.press("Change something")

    assert page.heading == "Ask people for a module"
    assert page.soup.find("input", attrs={"name": "jobs"})["value"] == "teach"  # type: ignore[index]
    assert page.says("Before the INSET day")


def test_a_day_is_offered_that_everyone_can_meet(mark: Visitor) -> None:
    page = mark.visit("/desk/assign")

    offered = [str(one["value"]) for one in page.soup.find_all("input", attrs={"name": "due_on"})]
    assert offered == ["23", "12", "2026"]  # twenty working days without terms


def test_nothing_is_asked_without_a_day_and_without_a_rule(mark: Visitor) -> None:
    mark.visit("/desk/assign")

    page = mark.press("See who that is", status=400, due_on=["", "", ""])

    assert page.says("Enter a day, or ask everyone who joins")


def test_a_day_on_which_nobody_works_is_pointed_out(mark: Visitor) -> None:
    mark.visit("/desk/assign")

    assert mark.press("See who that is", due_on=typed(date(2026, 12, 12))).says("is not a working day")


def test_every_new_starter_is_asked_until_the_rule_is_switched_off(
    app: Flask, mark: Visitor, amina: PostRecord
) -> None:
    mark.visit("/desk/assign")
    mark.press("See who that is", due_on=["", "", ""], keeps="y", days="10")
    mark.press("Switch this rule on")
    with at(TOLD):
        start_post(a_person("ada", "Ada New").id, amina.setting_id, Role.STAFF, "Cook", date(2026, 11, 25))
    assert signed_in(app, "ada").visit("/my-learning").says("Due by 9 December 2026")
    assert not signed_in(app, "amina").visit("/my-learning").says("Due by")

    mark.visit("/desk/assignments")
    page = mark.press("Switch off")

    assert page.says("Ended on 25 November 2026")
    assert not signed_in(app, "ada").visit("/my-learning").says("Due by")


def test_people_ticked_on_the_grid_are_asked_or_given_time_together(
    app: Flask, mark: Visitor, amina: PostRecord
) -> None:
    mark.visit("/desk/staff")
    mark.follow("Choose people of this page")
    page = mark.press("Ask those ticked", post=[str(amina.id), "2"])
    assert page.says("Amina Yusuf")
    mark.press("See who that is", due_on=typed(DUE_BY))
    mark.press("Ask them")

    mark.visit("/desk/choose?state=not-started")
    mark.press("Give those ticked more time", post=[str(amina.id), "2"])
    page = mark.press("Give more time", until=typed(date(2027, 1, 15)), reason="Exams")

    assert page.says("More time is given to 2 people")
    assert signed_in(app, "amina").visit("/my-learning").says("Due by 15 January 2027")


def test_a_day_that_has_passed_is_said_as_it_is(app: Flask, mark: Visitor, amina: PostRecord) -> None:
    asked(amina)
    late = datetime(2027, 1, 11, 9, tzinfo=UTC)

    assert signed_in(app, "amina", late).visit("/my-learning").says("Was due on 11 December 2026")
    page = signed_in(app, "mark", late).visit("/desk/staff?state=overdue")
    assert page.says("Was due on 11 December 2026")
    assert page.says("Amina Yusuf")


def test_what_was_asked_is_met_when_it_is_done(app: Flask, mark: Visitor, amina: PostRecord) -> None:
    asked(amina)
    learner = signed_in(app, "amina")
    learner.visit("/my-learning")
    begin_and_read(learner)
    pass_the_check(learner, amina.id, MODULE)
    finish_reflection(learner)

    assert not learner.visit("/my-learning").says("Due by")
    assert mark.visit("/desk/assignments").says("1 of 2")


def test_leave_is_noted_and_taken_back_on_her_page(app: Flask, mark: Visitor, amina: PostRecord) -> None:
    asked(amina)
    mark.visit(f"/desk/people/{amina.id}")
    mark.follow("Exempt")
    page = mark.press("Exempt", until=typed(date(2027, 3, 31)), reason="Other work")
    assert page.says("Not asked for now")
    assert page.says("to 31 March 2027")
    assert signed_in(app, "amina").visit("/my-learning").says("Not asked of you now")

    page = mark.press("Take back")

    assert page.says("Taken back on 25 November 2026")
    assert page.says("Due by 11 December 2026")


def test_an_exemption_that_ends_before_it_begins_loses_nothing_typed(mark: Visitor, amina: PostRecord) -> None:
    mark.visit(f"/desk/people/{amina.id}/exempt")

    page = mark.press("Exempt", status=400, until=typed(date(2026, 11, 1)), reason="Other work until then")

    assert page.says("The last day must be today or later")
    assert page.says("Other work until then")


def test_not_my_job_any_more_is_hers_to_say_and_her_leads_to_answer(
    app: Flask, mark: Visitor, amina: PostRecord
) -> None:
    asked(amina)
    learner = signed_in(app, "amina")
    learner.visit("/my-learning")
    learner.follow("This is not my job any more")
    page = learner.press("Tell my safeguarding lead", what="this", reason="I work in the kitchen now")
    assert page.says("has been told")
    assert learner.visit("/my-learning").says("Nobody reminds you")

    page = mark.visit("/desk/assignments")
    assert page.says("I work in the kitchen now")
    mark.press("Yes, ask no more")

    assert learner.visit("/my-learning").says("Not asked of you now")


def test_she_can_take_her_own_word_back(app: Flask, mark: Visitor, amina: PostRecord) -> None:
    learner = signed_in(app, "amina")
    learner.visit(f"/my-learning/not-my-job/{MODULE}")
    learner.press("Tell my safeguarding lead", what="all", reason="I left")

    page = learner.press("Take this back")

    assert page.says("That is taken back")
    assert queries.open_words(amina.setting_id) == []


def test_training_elsewhere_is_recorded_by_herself_with_proof_and_accepted_by_her_lead(
    app: Flask, mark: Visitor, amina: PostRecord
) -> None:
    learner = signed_in(app, "amina")
    learner.visit("/my-training")
    learner.follow("Record training done elsewhere")
    facts = {"title": "Level 2 with the council", "done_on": typed(date(2026, 6, 1)), "provider": "The council"}
    page = learner.press("Record this training", **facts, file=(BytesIO(PDF), "zaświadczenie.pdf"))
    assert page.says("It is recorded")
    assert page.says("Not decided yet")
    saved = learner.visit("/my-training/1/evidence").response
    assert saved.data == PDF
    assert saved.headers["Content-Disposition"].startswith("attachment")

    mark.visit("/desk/assignments")
    mark.follow("Level 2 with the council")
    page = mark.press("Save my decision", accepted="yes", module=MODULE, reason="It covers the same ground")

    assert page.says("Accepted")
    assert page.says("Done elsewhere, and accepted, until 1 June 2027")
    assert learner.visit("/my-training").says("It covers the same ground")


def test_training_without_proof_or_with_a_file_of_another_kind_is_refused_in_words(
    app: Flask, mark: Visitor, amina: PostRecord
) -> None:
    learner = signed_in(app, "amina")
    learner.visit("/my-training/new")
    facts = {"title": "Level 2", "done_on": typed(date(2026, 6, 1))}

    assert learner.press("Record this training", 400, **facts).says("Choose a file, or say what proof there is")
    page = learner.press("Record this training", 400, **facts, file=(BytesIO(b"<script>"), "proof.pdf"))
    assert page.says("The file must be a whole PDF, JPG or PNG")
    assert page.says("Level 2") or page.soup.find("input", attrs={"value": "Level 2"})
    assert queries.training_of(amina.id) == []


def test_an_acceptance_for_nothing_is_refused(mark: Visitor, amina: PostRecord) -> None:
    number = actions.record_training(amina, Typed("Elsewhere", date(2026, 6, 1), note="Seen"), amina.person_id)
    mark.visit(f"/desk/training/{number}")

    page = mark.press("Save my decision", 400, accepted="yes", reason="Good")

    assert page.says("Say what it counts toward")


def test_nothing_of_another_setting_can_be_asked_given_or_decided(app: Flask, mark: Visitor, amina: PostRecord) -> None:
    other = a_colleague("other", Role.DSL, a_setting(code="other"))
    number = actions.record_training(other, Typed("Elsewhere", date(2026, 6, 1), note="Seen"), other.person_id)
    actions.decide(number, other.setting_id, Decision(False, "No"), other.person_id)
    actions.say_not_mine(other, None, "Left")
    [word] = queries.open_words(other.setting_id)
    mark.visit("/desk/assignments")
    token = {"csrf_token": mark.page.soup.find(attrs={"name": "csrf_token"})["value"]}  # type: ignore[union-attr,index]

    for address in (
        f"/desk/relief/{word.id}/take-back",
        f"/desk/relief/{word.id}/back",
        f"/desk/relief/{word.id}/answer",
        f"/desk/people/{other.id}/earlier/1",
        f"/desk/training/{number}",
        f"/desk/people/{other.id}/exempt",
        f"/desk/people/{other.id}/training",
    ):
        mark.post(address, token | {"answer": "yes"}, status=404)
    mark.post("/desk/more-time", token | {"post": str(other.id)}, status=404)
    mark.post("/desk/assign", token | {"post": str(other.id)}, status=404)


def test_what_is_asked_of_a_part_timer_counts_only_her_days(app: Flask, mark: Visitor, amina: PostRecord) -> None:
    mark.visit("/desk/assign")
    mark.press("See who that is", due_on=["", "", ""], keeps="y", days="2")
    mark.press("Switch this rule on")
    with at(TOLD):
        day = TOLD.date()
        start_post(a_person("ada", "Ada").id, amina.setting_id, Role.STAFF, "Cook", day, works_days="Mon Tue")

    due = date(2026, 12, 1)
    assert due.weekday() == 1
    assert due - day < timedelta(days=7)
    assert signed_in(app, "ada").visit("/my-learning").says(f"Due by {say_date(due)}")
