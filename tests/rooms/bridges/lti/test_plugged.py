"""From a course to a module and back: who she is, what she learns, and what her platform hears of it."""

from random import Random

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import select

from app.accounts.actions import confirm_name
from app.accounts.queries import elsewhere
from app.bridges.lti.models import Seat
from app.bridges.lti.rules import DEEP, LTI
from app.core.clock import at, now
from app.core.database import session
from app.core.vocabulary import Role
from app.demo.actions import right_response
from app.jobs.models import Job
from app.jobs.records import State
from app.learning import actions as learning
from app.learning import queries as journeys
from app.privacy.actions import erase
from app.privacy.queries import everything_about
from app.quizzes import actions as quizzes
from app.quizzes import queries as checks
from app.quizzes.records import UNANSWERED, Answer
from app.reflection.actions import finish_on_paper
from app.workforce.queries import colleagues
from app.workforce.records import PostRecord
from tests.factories.learning_platform import CLIENT, DEPLOYMENT, TEACHER
from tests.factories.people import PASSWORD, a_person, a_post
from tests.factories.shelf import MODULE
from tests.rooms.bridges.lti.conftest import Plugged


def field(page: str, name: str) -> str:
    return str(BeautifulSoup(page, "html5lib").find(attrs={"name": name})["value"])  # type: ignore[index]


def come_in(plugged: Plugged, browser: FlaskClient, **claims: object) -> str:
    """Launch as somebody new to us, and begin; returns where that leads."""
    page = plugged.platform.launch(browser, **claims).text
    answer = browser.post("/lti/who", data={"held": field(page, "held"), "name": "Amina Yusuf", "submit_new": "x"})
    onward = browser.get(answer.headers["Location"])
    return onward.headers["Location"]


def hers(plugged: Plugged, subject: str = "s-1") -> PostRecord:
    found = elsewhere(plugged.platform.base, subject)
    assert found
    post = next(one for one in colleagues(plugged.setting_id) if one.person_id == found.person_id)
    session.commit()
    return post


def learn(plugged: Plugged, post: PostRecord, reflects: bool = True) -> int:
    """Read, pass the check with every answer right and, perhaps, reflect, in the plugged application."""
    with plugged.app.app_context():
        enrolment = learning.begin(post.id, MODULE)
        for section in journeys.sections(enrolment):
            learning.read_section(enrolment, section.slug)
        attempt = quizzes.start(enrolment, Random(1))
        for place, (question, _) in enumerate(checks.asked(attempt, checks.pool(enrolment)), 1):
            quizzes.save(attempt, place, Answer(right_response(question), True), UNANSWERED.mark)
        quizzes.send_in(enrolment, checks.attempt(enrolment.id, attempt.number))
        session.commit()
        if reflects:
            confirm_name(post.person_id, post.person_name)
            finish_on_paper(enrolment)
            session.commit()
    return enrolment.id


def test_somebody_new_is_asked_once_who_she_is_and_stands_in_front_of_her_module(mapped: Plugged) -> None:
    browser = mapped.browser()

    assert come_in(mapped, browser) == f"/learn/{MODULE}"
    assert browser.get(f"/learn/{MODULE}").status_code == 200
    again = mapped.platform.launch(mapped.browser())

    assert again.status_code == 302
    assert (hers(mapped).role, hers(mapped).person_name, hers(mapped).email) == (Role.STAFF, "Amina Yusuf", None)


def test_who_has_an_account_links_it_by_her_own_sign_in_and_keeps_her_post(mapped: Plugged) -> None:
    post = a_post(a_person("tom", "Tom Hill"), mapped.setting_id, Role.DSL)
    browser = mapped.browser()
    held = field(mapped.platform.launch(browser).text, "held")
    words = {"held": held, "username": "tom", "submit_known": "x"}

    wrong = browser.post("/lti/who", data=words | {"password": "a guess"})
    right = browser.post("/lti/who", data=words | {"password": PASSWORD})

    assert wrong.status_code == 400
    assert right.status_code == 302
    assert (hers(mapped).id, hers(mapped).role) == (post.id, Role.DSL)
    assert browser.post("/lti/who", data=words | {"password": PASSWORD}).status_code == 400


@pytest.mark.parametrize("role", ["Instructor", "urn:lti:role:ims/lis/Instructor", TEACHER])
def test_a_role_counts_by_its_whole_address_and_opens_no_desk(mapped: Plugged, role: str) -> None:
    browser = mapped.browser()
    claims = {f"{LTI}roles": [role, "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"]}
    come_in(mapped, browser, **claims)

    assert hers(mapped).role is (Role.FACILITATOR if role == TEACHER else Role.STAFF)
    assert {browser.get(page).status_code for page in ("/site", "/desk", "/lti/platforms")} <= {403, 404}


def test_a_platform_hears_that_it_is_not_ready_and_once_all_is_done_the_score_and_nothing_else(mapped: Plugged) -> None:
    come_in(mapped, mapped.browser())
    enrolment = learn(mapped, hers(mapped), reflects=False)
    mapped.work()
    first = dict(mapped.platform.scores[-1])
    with mapped.app.app_context():
        finish_on_paper(journeys.newest_of_post(hers(mapped).id)[MODULE])
        session.commit()
    mapped.work()

    assert enrolment
    assert set(first) == {"userId", "timestamp", "activityProgress", "gradingProgress", "line"}
    assert (first["activityProgress"], first["gradingProgress"]) == ("Completed", "NotReady")
    last = mapped.platform.scores[-1]
    assert (last["scoreGiven"], last["scoreMaximum"], last["gradingProgress"]) == (100, 100, "FullyGraded")
    assert first["timestamp"] < last["timestamp"]
    assert [(line["resourceId"], line["resourceLinkId"]) for line in mapped.platform.lines] == [(MODULE, "link-1")]


def test_a_platform_that_is_away_is_asked_again_later_and_nothing_is_lost(mapped: Plugged) -> None:
    come_in(mapped, mapped.browser())
    learn(mapped, hers(mapped))
    mapped.platform.answers = 503

    mapped.work()
    mapped.platform.answers = 200
    mapped.work()
    assert mapped.platform.scores == []
    with at(now().replace(year=now().year + 1)):
        mapped.work()

    assert [one["gradingProgress"] for one in mapped.platform.scores] == ["FullyGraded"]


def test_a_platform_that_says_no_is_not_asked_for_ever(mapped: Plugged) -> None:
    come_in(mapped, mapped.browser())
    learn(mapped, hers(mapped), reflects=False)
    mapped.platform.answers = 403

    mapped.work()

    job = session.scalars(select(Job)).one()
    assert (job.state, job.words) == (State.FAILED, "The platform said no.")


def test_who_did_not_come_from_a_course_is_not_told_of(mapped: Plugged) -> None:
    come_in(mapped, mapped.browser())
    learn(mapped, next(one for one in colleagues(mapped.setting_id) if one.username == "lee"))

    assert mapped.work() == 0


def test_the_people_of_a_course_join_its_setting_page_by_page_and_nobody_twice(mapped: Plugged) -> None:
    come_in(mapped, mapped.browser())
    people = [{"user_id": f"s-{n}", "name": f"Person {n}x", "roles": [TEACHER] if n == 2 else []} for n in range(1, 6)]
    mapped.platform.members = [*people, {"user_id": "s-7"}, {"user_id": "s-8", "name": "Gone", "status": "Inactive"}]
    admin = mapped.visitor()
    admin.sign_in("admin")
    admin.visit("/lti/platforms/1")

    for _ in range(2):
        admin.visit("/lti/platforms/1")
        admin.press("Bring in its people")
        mapped.work()

    found = {one.person_name: one.role for one in colleagues(mapped.setting_id)}
    assert {name for name in found if name.startswith("Person")} == {f"Person {n}x" for n in range(2, 6)}
    assert found["Person 2x"] is Role.FACILITATOR
    assert session.scalars(select(Job.result).order_by(Job.id.desc())).first() == {
        "joined": "0",
        "here already": "5",
        "left out, without a name that can be used": "1",
    }


def test_who_teaches_chooses_modules_and_the_platform_takes_them_with_their_line_items(mapped: Plugged) -> None:
    browser = mapped.browser()
    page = mapped.platform.launch(browser, **mapped.platform.choosing())
    sent = {"held": field(page.text, "held"), "module": [MODULE, "no/such"]}

    none = browser.post("/lti/choose", data={"held": sent["held"]})
    answer = browser.post("/lti/choose", data=sent)

    assert (none.status_code, answer.status_code) == (400, 200)
    assert f"form-action 'self' {mapped.platform.base}" in answer.headers["Content-Security-Policy"]
    keys = KeySet.import_key_set(browser.get("/lti/keys").json)
    said = jwt.decode(field(answer.text, "JWT"), keys, algorithms=["RS256"]).claims
    assert (said["iss"], said["aud"], said[f"{LTI}deployment_id"]) == (CLIENT, mapped.platform.base, DEPLOYMENT)
    assert said[f"{DEEP}data"] == "back to me"
    assert [one["custom"] for one in said[f"{DEEP}content_items"]] == [{"module": MODULE}]
    assert said[f"{DEEP}content_items"][0]["lineItem"]["scoreMaximum"] == 100
    assert "csrf_token" not in answer.text


def test_an_answer_is_sent_to_the_platform_alone(mapped: Plugged) -> None:
    browser = mapped.browser()
    choosing = mapped.platform.choosing(deep_link_return_url="https://evil.example/take")
    held = field(mapped.platform.launch(browser, **choosing).text, "held")

    assert browser.post("/lti/choose", data={"held": held, "module": MODULE}).status_code == 400


def test_her_data_name_the_courses_and_an_erasure_reaches_them_also_while_this_is_off(mapped: Plugged) -> None:
    come_in(mapped, mapped.browser())
    person_id = hers(mapped).person_id
    with mapped.app.app_context():
        held = everything_about(person_id)

    erase(person_id, "The administrator", "She asked")
    session.commit()

    assert held["opened_from_courses"] == [{"course": "Safeguarding", "module": MODULE}]
    assert session.scalars(select(Seat)).all() == []
