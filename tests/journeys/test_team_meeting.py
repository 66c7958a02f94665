"""A team meeting as everybody in it lives it: the one who leads it, those with a phone, and those on paper."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import actions as accounts
from app.certificates import queries as certificates
from app.core.clock import now
from app.core.database import session
from app.core.vocabulary import Role, SettingKind
from app.handouts import queries as handouts
from app.learning import actions as learning
from app.learning import queries as journeys
from app.library import queries as library
from app.meetings import actions, queries
from app.meetings.records import How, MeetingRecord, Presence, Step
from app.notices.models import Notice
from app.notices.records import State
from app.quizzes import queries as quizzes
from app.requirements import actions as requirements
from app.requirements import queries as desk
from app.workforce import queries as workforce
from app.workforce.records import PostRecord
from tests.factories.meetings import a_meeting, held_by, letters
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import THOUGHT, posted
from tests.visitor import Page, Visitor


@pytest.fixture
def fay(app: Flask) -> Visitor:
    """Somebody who leads team meetings."""
    a_colleague("fay", Role.FACILITATOR)
    visitor = Visitor(app)
    visitor.sign_in("fay")
    return visitor


def signed_in(app: Flask, name: str) -> Visitor:
    visitor = Visitor(app)
    visitor.sign_in(name)
    return visitor


def fields(meeting: MeetingRecord, right: bool = True) -> dict[str, object]:
    """What a browser posts for a page of right or wrong answers."""
    return {
        f"q{one.number}-{name.replace('_', '-')}": value
        for one in queries.sheet(meeting).questions
        for name, value in posted(one.question, one.order, right).items()
    }


def answer(visitor: Visitor, meeting: MeetingRecord, right: bool = True) -> Page:
    page = visitor.visit(f"/meetings/join/{meeting.code}/check")
    hidden = {str(one["name"]): str(one["value"]) for one in page.form("Send in").find_all("input", type="hidden")}
    return visitor.post(page.address, {**hidden, **fields(meeting, right)})


def planned(fay: Visitor) -> MeetingRecord:
    fay.visit("/meetings")
    fay.follow("Plan a meeting")
    fay.press("Keep this", minutes="30")
    (found,), _ = queries.of_setting(workforce.setting_id("school") or 0)
    return found


def test_a_meeting_from_the_plan_to_a_certificate_that_says_team_meeting(app: Flask, fay: Visitor) -> None:
    post = a_colleague("amina")
    meeting = planned(fay)
    amina = signed_in(app, "amina")

    amina.visit(f"/meetings/join/{meeting.code}")
    assert amina.press("I am here").says("You are on the register")
    fay.visit(f"/meetings/{meeting.id}")
    fay.press("Begin the meeting")
    fay.press("Open the check")
    assert amina.visit(f"/meetings/join/{meeting.code}").says("The check is open")
    assert answer(amina, meeting).heading == "You have passed the check"
    amina.follow("Go on")
    amina.press("Confirm my name")
    amina.press("Finish my reflection", text_1=THOUGHT, text_2=THOUGHT)
    (certificate,) = certificates.of_post(post.id)
    page = amina.visit(f"/certificates/{certificate.code}")

    assert page.says("Team meeting")
    assert page.says("30 minutes (indicative)")


def test_somebody_who_wrote_her_reflection_on_paper_says_so_and_has_her_certificate(app: Flask) -> None:
    meeting, (amina,) = on_register(a_colleague("fay", Role.FACILITATOR), "amina")
    phone = signed_in(app, "amina")
    assert phone.visit("/my-learning").says("Your own check is still to come")
    phone.follow("Answer it")
    answer(phone, meeting)
    phone.follow("Go on")
    phone.press("Confirm my name")

    phone.press("I wrote mine on paper")

    assert len(certificates.of_post(amina.id)) == 1
    assert not phone.visit("/my-learning").says("Your own check is still to come")


def test_credit_equals_that_of_self_study(app: Flask, fay: Visitor) -> None:
    post = a_colleague("amina")
    meeting = planned(fay)
    amina = signed_in(app, "amina")
    amina.visit(f"/meetings/join/{meeting.code}")
    amina.press("I am here")
    for button in ("Begin the meeting", "Open the check"):
        fay.visit(f"/meetings/{meeting.id}")
        fay.press(button)
    answer(amina, meeting)
    amina.follow("Go on")
    amina.press("Confirm my name")
    amina.press("Finish my reflection", text_1=THOUGHT, text_2=THOUGHT)

    page = amina.visit("/my-learning")
    assert page.says("Nothing is due")
    (certificate,) = certificates.of_post(post.id)
    assert certificate.facts["method"] == "team meeting"
    assert certificate.renew_by is not None


def test_answers_that_arrive_twice_count_once(app: Flask, fay: Visitor) -> None:
    post = a_colleague("amina")
    meeting = planned(fay)
    amina = signed_in(app, "amina")
    amina.visit(f"/meetings/join/{meeting.code}")
    amina.press("I am here")
    for button in ("Begin the meeting", "Open the check"):
        fay.visit(f"/meetings/{meeting.id}")
        fay.press(button)
    page = amina.visit(f"/meetings/join/{meeting.code}/check")
    hidden = {str(one["name"]): str(one["value"]) for one in page.form("Send in").find_all("input", type="hidden")}

    for _ in range(3):
        amina.post(page.address, {**hidden, **fields(meeting)})

    kept = queries.kept(meeting.id)[post.id]
    assert len(quizzes.attempts(kept.enrolment_id or 0)) == 1


def test_a_question_that_was_left_out_is_named_and_nothing_typed_is_lost(app: Flask, fay: Visitor) -> None:
    a_colleague("amina")
    meeting = planned(fay)
    amina = signed_in(app, "amina")
    amina.visit(f"/meetings/join/{meeting.code}")
    amina.press("I am here")
    for button in ("Begin the meeting", "Open the check"):
        fay.visit(f"/meetings/{meeting.id}")
        fay.press(button)
    page = amina.visit(f"/meetings/join/{meeting.code}/check")
    hidden = {str(one["name"]): str(one["value"]) for one in page.form("Send in").find_all("input", type="hidden")}
    left_out = {name: value for name, value in fields(meeting).items() if not name.startswith("q2-")}

    page = amina.post(page.address, {**hidden, **left_out}, 400)

    assert page.says("Answer question 2")
    assert not page.says("Answer question 1")
    assert len(page.soup.find_all(checked=True)) + len(page.soup.find_all("option", selected=True)) >= 5
    key = page.soup.find("input", attrs={"name": "key"})
    assert key is not None
    assert key["value"] == hidden["key"]


def test_whoever_is_not_on_the_register_or_left_early_cannot_answer_and_is_told_what_to_do(app: Flask) -> None:
    fay, amina = a_colleague("fay", Role.FACILITATOR), a_colleague("amina")
    meeting = a_meeting(fay, Step.BEGUN, Step.CHECK_OPENED)
    leads, learns = signed_in(app, "fay"), signed_in(app, "amina")

    learns.visit(f"/meetings/join/{meeting.code}/check", 409)
    leads.visit(f"/meetings/{meeting.id}/register")
    leads.press("Keep the register", **{f"there-{amina.id}": "yes", f"early-{amina.id}": "15"})

    assert learns.visit(f"/meetings/join/{meeting.code}").says("less than two thirds")
    assert leads.visit(f"/meetings/{meeting.id}/register/history").says("left 15 minutes early; ticked by Fay Test")


def test_somebody_without_an_account_open_here_signs_in_with_her_pin_and_comes_back_to_the_meeting(
    app: Flask, fay: Visitor
) -> None:
    post = a_colleague("amina")
    card = accounts.new_card_pin(post.person_id)
    session.commit()
    meeting = planned(fay)
    phone = Visitor(app)

    page = phone.visit(f"/meetings/join/{meeting.code}")
    assert page.heading == "Sign in with a card"
    phone.press("Sign in", username="amina", pin=card)
    page = phone.press("Use this PIN", pin="583914", again="583914")

    assert page.heading == "Team meeting"
    assert phone.press("I am here").says("You are on the register")


def test_a_list_of_names_is_keyed_in_and_what_nobody_has_stays_to_be_mended(app: Flask, fay: Visitor) -> None:
    amina, _ = a_colleague("amina", name="Amina Yusuf"), a_colleague("tom", name="Tom Lee")
    meeting = planned(fay)

    fay.visit(f"/meetings/{meeting.id}/register/names")
    page = fay.press("Add these", 400, names="Yusuf, AMINA\n\nTom Leigh")

    assert page.says("1 person is on the register now")
    assert page.says("Tom Leigh: nobody here has this name")
    assert fay.press("Add these", names="tom lee").says("The register is kept")
    there = queries.register(meeting.id)
    assert len(there) == 2
    assert there[amina.id].was_there


def test_a_register_is_corrected_and_every_change_stands_in_its_history(app: Flask, fay: Visitor) -> None:
    amina = a_colleague("amina")
    meeting = planned(fay)
    fay.visit(f"/meetings/{meeting.id}/register")
    fay.press("Keep the register", **{f"there-{amina.id}": "yes", f"late-{amina.id}": "9"})
    page = fay.press("Keep the register", 400, **{f"late-{amina.id}": "a while"})
    assert page.says("Amina Test: minutes are a number from 0 to 30")
    assert page.soup.find("input", value="a while")

    fay.visit(f"/meetings/{meeting.id}/register")
    fay.press("Keep the register", **{f"there-{amina.id}": [], f"late-{amina.id}": ""})

    page = fay.visit(f"/meetings/{meeting.id}/register/history")
    assert page.says("9 minutes late; ticked by Fay Test")
    assert page.says("Amina Test not here; ticked by Fay Test")


def test_a_cancelled_meeting_says_why_and_can_be_taken_back(app: Flask, fay: Visitor) -> None:
    a_colleague("amina")
    meeting = planned(fay)
    fay.visit(f"/meetings/{meeting.id}")
    fay.follow("Cancel this meeting")
    fay.press("Cancel this", 400)
    page = fay.press("Cancel this", words="Snow closed the school.")

    assert page.says("Cancelled Snow closed the school.")
    assert signed_in(app, "amina").visit(f"/meetings/join/{meeting.code}").says("was cancelled")
    assert fay.press("Take back: cancelled").says("Planned")


def test_a_meeting_of_another_setting_is_not_there(app: Flask) -> None:
    meeting = a_meeting(a_colleague("fay", Role.FACILITATOR))
    a_colleague("other", Role.DSL, a_setting(code="other"))
    other = signed_in(app, "other")

    for address in ("", "/register", "/register/names", "/register/print", "/register/history", "/cancel", "/door"):
        other.visit(f"/meetings/{meeting.id}{address}", 404)
    other.visit(f"/meetings/join/{meeting.code}", 404)
    assert other.visit("/meetings").says("None yet")


def test_the_latest_meetings_come_first_and_the_list_is_never_without_words(app: Flask) -> None:
    leader = a_colleague("fay", Role.FACILITATOR)
    lead = signed_in(app, "fay")
    assert lead.visit("/meetings").says("None yet.")

    a_meeting(leader)
    a_meeting(leader, Step.BEGUN)

    page = lead.visit("/meetings")
    assert page.says("Under way")
    assert page.says("Planned")


def on_register(leader: PostRecord, *names: str) -> tuple[MeetingRecord, list[PostRecord]]:
    """A meeting whose check is open, and people who were there."""
    meeting = a_meeting(leader, Step.BEGUN, Step.CHECK_OPENED)
    posts = [a_colleague(name) for name in names]
    actions.note(held_by(leader), meeting.id, {post.id: Presence(True) for post in posts}, How.TICKED)
    session.commit()
    return meeting, posts


def test_sheets_are_keyed_in_looked_through_and_counted_and_the_certificate_is_equal(app: Flask) -> None:
    meeting, (amina, tom) = on_register(a_colleague("fay", Role.FACILITATOR), "amina", "tom")
    fay, line = signed_in(app, "fay"), letters(meeting)
    code = queries.sheet(meeting).code

    page = fay.visit(f"/meetings/{meeting.id}/answers")
    page = fay.press("Keep these", 400, code=code, **{f"line-{amina.id}": f"{line} +", f"line-{tom.id}": "B AC"})
    assert page.says("Tom Test: question") or page.says("Tom Test: it ends before")
    assert page.soup.find("input", value="B AC")
    page = fay.press("Keep these", **{f"line-{tom.id}": ""})
    assert page.says("1 line is kept and does not count yet")
    assert certificates.of_post(amina.id) == []
    page = fay.press("Let this line count")

    assert page.says("complete")
    assert line not in str(page.soup)
    (certificate,) = certificates.of_post(amina.id)
    assert certificate.facts["method"] == "team meeting"
    assert certificates.of_post(tom.id) == []


def test_what_was_keyed_in_can_be_emptied_until_it_counts(app: Flask) -> None:
    meeting, (amina,) = on_register(a_colleague("fay", Role.FACILITATOR), "amina")
    fay, code = signed_in(app, "fay"), queries.sheet(meeting).code
    fay.visit(f"/meetings/{meeting.id}/answers")
    fay.press("Keep these", code=code, **{f"line-{amina.id}": letters(meeting)})

    page = fay.press("Keep these", code=code, **{f"line-{amina.id}": ""})

    assert not page.says("count yet")
    assert not queries.kept(meeting.id)[amina.id].waits


def test_a_sheet_of_another_kind_of_setting_or_an_unknown_code_is_refused_and_nothing_typed_is_lost(app: Flask) -> None:
    meeting, (amina,) = on_register(a_colleague("fay", Role.FACILITATOR), "amina")
    fay, version = signed_in(app, "fay"), library.version(meeting.version_id)
    other = handouts.answer_sheet(version, SettingKind.SECONDARY).code

    for code, words in (("", "Enter the version code"), ("ABCD-EFGH", "No answer sheet"), (other, "another sheet")):
        fay.visit(f"/meetings/{meeting.id}/answers")
        page = fay.press("Keep these", 400, code=code, **{f"line-{amina.id}": "AB"})
        assert page.says(words)
        assert page.soup.find("input", value="AB")
    assert queries.kept(meeting.id) == {}


def test_a_sheet_that_does_not_pass_is_tried_again_on_the_next_paper(app: Flask) -> None:
    meeting, (amina,) = on_register(a_colleague("fay", Role.FACILITATOR), "amina")
    fay, field = signed_in(app, "fay"), f"line-{amina.id}"
    blank = " ".join("-" for _ in queries.sheet(meeting).questions)
    fay.visit(f"/meetings/{meeting.id}/answers")
    fay.press("Keep these", code=queries.sheet(meeting).code, **{field: blank})
    assert fay.press("Let this line count").says("to try again")

    fay.press("Keep these", code=queries.sheet(meeting, 2).code, **{field: letters(meeting, 2)})
    assert fay.press("Let this line count").says("passed")
    fay.press("Keep these", code=queries.sheet(meeting).code, **{field: "+"})
    fay.press("Let this line count")

    assert len(certificates.of_post(amina.id)) == 1


def keyed_in(app: Flask, meeting: MeetingRecord, post: PostRecord) -> Visitor:
    """The facilitator, who keyed a sheet in for a post and let it count."""
    fay = signed_in(app, "fay")
    fay.visit(f"/meetings/{meeting.id}/answers")
    fay.press("Keep these", code=queries.sheet(meeting).code, **{f"line-{post.id}": f"{letters(meeting)} +"})
    fay.press("Let this line count")
    return fay


def test_what_was_keyed_in_for_the_wrong_person_is_taken_back_and_keyed_in_for_the_right_one(app: Flask) -> None:
    leader = a_colleague("fay", Role.FACILITATOR)
    meeting, (amina, tom) = on_register(leader, "amina", "tom")
    a_colleague("dee", Role.DSL)
    before = desk.standings_of_post(amina.id)
    session.commit()
    fay, dee = keyed_in(app, meeting, amina), signed_in(app, "dee")
    yesterday = now()

    fay.visit(f"/meetings/{meeting.id}/answers/{amina.id}/take-back", 403)
    dee.visit(f"/meetings/{meeting.id}/answers")
    dee.follow("Take back")
    page = dee.press("Take it back")

    assert page.says("Taken back. Key the sheet in for whoever filled it in.")
    assert desk.standings_of_post(amina.id) == before
    assert requirements.rebuild() == 0
    (certificate,) = certificates.of_post(amina.id)
    assert certificate.withdrawn_because == "keyed in for the wrong person"
    assert journeys.completions_of([amina.id], yesterday)
    assert signed_in(app, "amina").visit(f"/certificates/{certificate.code}").says("keyed in for the wrong person")
    assert Visitor(app).visit(f"/check/{certificate.code}").says("Withdrawn")
    letters_by_kind = {one.kind: one.state for one in session.scalars(select(Notice))}
    assert letters_by_kind == {"certificate-issued": State.REPLACED, "certificate-withdrawn": State.TO_PRINT}
    session.commit()

    keyed_in(app, meeting, tom)
    assert len(certificates.of_post(tom.id)) == 1
    dee.visit(f"/meetings/{meeting.id}/answers/{amina.id}/take-back", 404)


def test_what_somebody_did_herself_is_still_hers_when_a_sheet_is_taken_back(app: Flask) -> None:
    leader = a_colleague("dee", Role.DSL)
    amina = a_colleague("amina")
    reader = signed_in(app, "amina")
    alone = learning.begin(amina.id, MODULE)
    learning.read_section(alone, journeys.sections(alone)[0].slug)
    meeting, _ = on_register(leader, "tom")
    actions.note(held_by(leader), meeting.id, {amina.id: Presence(True)}, How.TICKED)
    actions.keep_lines(held_by(leader), meeting.id, {amina.id: f"{letters(meeting)} +"})
    actions.count(held_by(leader), meeting.id)
    assert journeys.completion_of(alone.id)

    actions.take_back(held_by(leader), meeting.id, amina.id)
    session.commit()

    (mine,) = journeys.newest_of_post(amina.id).values()
    assert journeys.sections_read(mine.id) == {journeys.sections(alone)[0].slug}
    assert mine.began_at == alone.began_at
    assert desk.standings_of_post(amina.id)[MODULE].sections_read == 1
    reader.visit(f"/learn/{alone.id}", 404)


def test_what_the_group_decides_becomes_a_practice_action_that_leads_back_to_the_findings(app: Flask) -> None:
    meeting = a_meeting(a_colleague("fay", Role.FACILITATOR), Step.BEGUN)
    fay = signed_in(app, "fay")
    fay.visit(f"/meetings/{meeting.id}")
    fay.follow("Write down what the group decides")
    fay.press("Add to our", 400, words="")
    page = fay.press("Add to our", words="We ask every child at the gate.", owner="Lunch team", statement="ask-first")

    assert page.says("We ask every child at the gate. Led by Lunch team")
    page = fay.follow("We ask every child")
    assert page.says("A team meeting")
    assert page.says("Ask first.")
    assert page.says("Nobody asked.")


def test_every_slide_is_shown_in_order_with_the_minutes_of_its_part(app: Flask) -> None:
    meeting = a_meeting(a_colleague("fay", Role.FACILITATOR), Step.BEGUN)
    fay = signed_in(app, "fay")
    page, seen = fay.visit(f"/meetings/{meeting.id}/screen/1"), [""]
    while page.soup.find("a", rel="next"):
        page = fay.follow("Next")
        seen.append(page.text)

    assert any("9 minutes for this part" in text and "Scene 1" in text for text in seen)
    assert fay.follow("Write down what we decided").heading == "What will we do differently?"
    fay.visit(f"/meetings/{meeting.id}/screen/99", 404)
