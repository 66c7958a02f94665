"""Promises to people, kept over HTTP."""

from bs4 import Tag
from flask import Flask

from app.certificates import queries as certificates
from app.core.database import session
from app.core.vocabulary import Role
from app.learning import queries as learning
from app.quizzes import queries as quizzes
from app.workforce import queries as workforce
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import THOUGHT, answer_all, complete, read_all_sections
from tests.visitor import Visitor


def begun(app: Flask, username: str = "amina") -> tuple[Visitor, int]:
    post = a_colleague(username)
    visitor = Visitor(app)
    visitor.sign_in(username)
    visitor.follow("Look and begin")
    visitor.press("Begin")
    return visitor, post.id


def test_she_comes_back_to_the_section_she_left(app: Flask) -> None:
    visitor, _ = begun(app)
    visitor.press("o on")

    visitor.visit("/my-learning")
    page = visitor.follow("Continue")

    assert page.heading == "Writing"


def test_five_submits_of_the_same_answers_make_one_attempt(app: Flask) -> None:
    visitor, post_id = begun(app)
    read_all_sections(visitor)
    answer_all(visitor, post_id, MODULE, right=True)
    page = visitor.page
    assert page is not None
    fields = {"csrf_token": page.form("Send in")["action"] and page.soup.find(attrs={"name": "csrf_token"})["value"]}

    for _ in range(5):
        visitor.post(page.address, fields)

    session.rollback()
    enrolment = learning.newest_of_post(post_id)[MODULE]
    assert [one.result is not None for one in quizzes.attempts(enrolment.id)] == [True]


def test_wrong_answers_are_explained_and_she_may_try_again_with_a_kind_word_after_three(app: Flask) -> None:
    visitor, post_id = begun(app)
    page = read_all_sections(visitor)
    for _ in range(3):
        answer_all(visitor, post_id, MODULE, right=False)
        page = visitor.press("Send in my answers")

    assert page.heading == "Not there yet"
    assert page.says("It may help to talk one through")
    assert page.says("Feedback")


def test_no_page_of_an_open_check_tells_which_answer_is_right(app: Flask) -> None:
    visitor, _ = begun(app)
    read_all_sections(visitor)
    visitor.press("Start the check")

    for position in range(1, 7):
        text = visitor.visit(f"/learn/1/check/1/{position}").response.text
        assert "Feedback" not in text
        assert "correct" not in text


def test_a_check_is_not_open_before_the_sections_nor_a_reflection_before_the_check(app: Flask) -> None:
    visitor, _ = begun(app)

    assert visitor.visit("/learn/1/check", 409).says("First read every section")
    assert visitor.visit("/learn/1/reflection", 409).says("First pass the knowledge check")


def test_somebody_elses_module_and_certificate_do_not_exist_for_me(app: Flask) -> None:
    visitor, _ = begun(app, "grace")
    visitor.visit("/my-learning")
    a_colleague("tom")
    other = Visitor(app)
    other.sign_in("tom")

    other.visit("/learn/1", 404)
    other.visit("/learn/1/asking", 404)
    other.visit("/learn/1/reflection", 404)


def test_the_lead_sees_the_completion_and_never_the_reflection(app: Flask) -> None:
    school = a_setting()
    post = a_colleague("amina", setting=school)
    learner = Visitor(app)
    learner.sign_in("amina")
    complete(learner, post.id, MODULE)
    a_colleague("mark", Role.DSL, school)
    lead = Visitor(app)
    lead.sign_in("mark")

    grid = lead.visit("/desk/staff")
    person = lead.follow("Amina Test")

    assert grid.says("Done")
    assert person.says("Certificates earned here")
    assert THOUGHT not in grid.response.text + person.response.text
    lead.visit("/learn/1/reflection", 404)


def test_a_lead_of_another_setting_sees_nobody_of_ours(app: Flask) -> None:
    post = a_colleague("amina")
    a_colleague("mark", Role.DSL, a_setting(code="elsewhere"))
    lead = Visitor(app)
    lead.sign_in("mark")

    assert not lead.visit("/desk/staff").says("Amina")
    lead.visit(f"/desk/people/{post.id}", 404)


def test_a_member_of_staff_has_no_desk(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")

    visitor.visit("/desk", 403)


def test_she_may_delete_her_reflection_and_keep_her_certificate(app: Flask) -> None:
    post = a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    complete(visitor, post.id, MODULE)

    assert visitor.follow("Read your reflection again").says(THOUGHT)
    page = visitor.press("Delete what I wrote")

    assert not page.says(THOUGHT)
    session.rollback()
    assert len(certificates.of_person(post.person_id)) == 1


def test_a_practice_action_is_written_afresh_and_seen_by_the_setting(app: Flask) -> None:
    visitor, _ = begun(app)
    visitor.visit(f"/actions/new?module={MODULE}")
    page = visitor.press("Add to our", 400, words="short")
    assert page.says("There is a problem")

    typed = {"words": "Ask every child once a day.", "owner": "Lunchtime team"}
    page = visitor.press("Add to our", **typed, review_on=["1", "3", "2027"], statement="1:ask-first")

    assert page.says("Ask every child once a day.")
    assert page.says("Ask first.")


def test_unknown_certificate_numbers_are_answered_alike(app: Flask) -> None:
    visitor = Visitor(app)

    well_formed = visitor.visit("/check/" + "0" * 28, 404).text
    nonsense = visitor.visit("/check/nonsense", 404).text

    assert well_formed == nonsense


def test_signing_out_kills_the_session_on_the_server_too(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    kept = visitor.client.get_cookie("cspr")
    visitor.press("Sign out")
    assert kept is not None
    visitor.client.set_cookie("cspr", kept.value)

    assert visitor.visit("/my-learning").heading == "Sign in"


def test_signing_out_asks_the_browser_to_forget_what_it_kept_of_a_meeting(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    token = visitor.sign_in("amina").form("Sign out").find("input", attrs={"name": "csrf_token"})
    assert isinstance(token, Tag)

    answer = visitor.client.post("/sign-out", data={"csrf_token": token["value"]})

    assert answer.status_code == 302
    assert answer.headers["Clear-Site-Data"] == '"storage"'


def test_a_wrong_password_is_answered_as_an_unknown_name_is(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.visit("/sign-in")
    known = visitor.press("Sign in", 400, username="amina", password="wrong")
    unknown = visitor.press("Sign in", 400, username="nobody", password="wrong")

    assert known.says("The username or password is not right")
    assert unknown.says("The username or password is not right")


def test_an_address_of_somebody_else_is_not_followed_after_signing_in(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.visit("/sign-in?next=/%09/evil.example")

    page = visitor.press("Sign in", username="amina", password="correct horse battery")

    assert page.heading == "My learning"
    assert workforce.setting_id("school") is not None


def test_i_correct_my_own_name_and_the_desk_shows_it(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    a_colleague("amina", name="Amna Yusuf")
    amina, lead = Visitor(app), Visitor(app)
    amina.sign_in("amina")
    lead.sign_in("mark")
    amina.visit("/my-account")
    amina.follow("correct my name")
    amina.press("Correct my name", 400, name="amina@example.org")
    page = amina.press("Correct my name", name="  Amina   Yusuf ")

    assert page.says("Amina Yusuf")
    assert lead.visit("/desk/staff").says("Amina Yusuf")
    assert lead.visit("/our-setting/log").says("Name corrected")
