"""Everyone who works with children can get in, and nobody else can."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select

from app.accounts import actions as accounts
from app.accounts import queries as people
from app.accounts.records import Closure
from app.core.clock import at, now
from app.core.codes import grouped
from app.core.database import session
from app.core.vocabulary import Office, Role
from app.notices.models import Notice
from app.workforce import actions, queries
from tests.factories.people import PASSWORD, a_colleague, a_person, a_post, a_setting
from tests.visitor import Visitor


def the_link(nth: int = -1) -> str:
    """The path of the link in a queued message."""
    body = session.scalars(select(Notice.body).order_by(Notice.id)).all()[nth]
    found = re.search(r"http://localhost(/\S+)", body)
    assert found is not None
    session.rollback()
    return found[1]


def a_card(app: Flask, lead: Visitor, post_id: int) -> str:
    """The PIN on a card that a lead prints."""
    lead.visit("/people")
    token = lead.page.form("Print cards").find(attrs={"name": "csrf_token"})["value"]  # type: ignore[union-attr,index]
    with lead._ask("POST", "/people/cards", data={"csrf_token": token, "post": str(post_id)}) as pdf:
        text = PdfReader(BytesIO(pdf.data)).pages[0].extract_text()
    found = re.search(r"\b\d{6}\b", text)
    assert found is not None
    return found[0]


@pytest.fixture
def lead(app: Flask) -> Visitor:
    a_colleague("mark", Role.DSL)
    visitor = Visitor(app)
    visitor.sign_in("mark")
    return visitor


def type_card(visitor: Visitor, code: str, username: str, pin: str, status: int = 200) -> None:
    visitor.visit(f"/sign-in/card?setting={code}")
    visitor.press("Sign in", status, username=username, pin=pin)


def test_somebody_without_an_address_gets_in_with_a_card_and_chooses_her_own_pin(app: Flask, lead: Visitor) -> None:
    lead.visit("/people/new")
    lead.press("Add this person", name="Amina Yusuf", job_title="Midday supervisor")
    post = next(one for one in queries.colleagues(1) if one.person_name == "Amina Yusuf")
    code = queries.setting(1).join_code
    pin = a_card(app, lead, post.id)
    amina = Visitor(app)

    type_card(amina, code, "amina.yusuf", pin)
    assert amina.page is not None
    assert amina.page.heading == "Choose your own PIN"
    amina.press("Use this PIN", 400, pin=pin, again=pin)
    assert amina.page.says("not the one on your card")
    amina.press("Use this PIN", pin="284719", again="284719")

    assert amina.page.heading == "My learning"
    again = Visitor(app)
    type_card(again, grouped(code), "Amina.Yusuf", "284719")
    assert again.page is not None
    assert again.page.heading == "My learning"
    old = Visitor(app)
    type_card(old, code, "amina.yusuf", pin, 400)


def test_a_new_card_ends_the_old_pin_and_every_sign_in(app: Flask, lead: Visitor) -> None:
    post = a_colleague("amina")
    inside = Visitor(app)
    inside.sign_in("amina")

    a_card(app, lead, post.id)

    assert inside.visit("/my-learning").heading == "Sign in"


def test_a_card_is_worth_nothing_with_the_code_of_another_setting(app: Flask, lead: Visitor) -> None:
    post = a_colleague("amina")
    pin = a_card(app, lead, post.id)
    other = queries.setting(a_setting(code="other")).join_code
    session.commit()

    type_card(Visitor(app), other, "amina", pin, 400)


def test_five_wrong_pins_slow_the_name_down_and_a_stranger_cannot_lock_it_for_long(app: Flask, lead: Visitor) -> None:
    post = a_colleague("amina")
    pin = a_card(app, lead, post.id)
    code = queries.setting(1).join_code
    session.rollback()
    guesser = Visitor(app)
    for guess in range(5):
        type_card(guesser, code, "amina", f"90417{guess}", 400)
    type_card(guesser, code, "amina", pin, 429)

    later = Visitor(app)
    later.moment = now() + timedelta(minutes=16)
    type_card(later, code, "amina", pin)
    assert later.page is not None
    assert later.page.heading == "Choose your own PIN"


def test_an_invitation_leads_to_a_password_and_to_the_first_lesson(app: Flask, lead: Visitor) -> None:
    lead.visit("/people/new")
    lead.press("Add this person", name="Zoë Cook", job_title="Cook", email="zoe@example.org")
    link, zoe = the_link(), Visitor(app)
    zoe._ask("HEAD", link)
    zoe.visit(link)
    zoe.visit(link)
    zoe.press("Use this password", 400, password="password1")
    assert zoe.page is not None
    assert zoe.page.says("among the first that others try")
    page = zoe.press("Use this password", password="three purple teapots")

    assert page.heading == "My learning"
    assert page.says("Look and begin")
    Visitor(app).visit(link, status=404)
    again = Visitor(app)
    assert again.sign_in("zoe@example.org", "three purple teapots").heading == "My learning"


def test_a_reset_ends_the_old_password_and_every_session(app: Flask) -> None:
    person = a_person("amina", "Amina Yusuf", "amina@example.org")
    session.commit()
    inside = Visitor(app)
    inside.sign_in("amina")
    stranger = Visitor(app)
    stranger.visit("/forgotten")
    stranger.press("Send me a link", username="amina@example.org")
    stranger.visit(the_link())
    stranger.press("Use this password", password="three purple teapots")

    assert inside.visit("/my-learning").heading == "Sign in"
    assert person.id
    assert Visitor(app).visit("/sign-in").heading == "Sign in"
    old = Visitor(app)
    old.visit("/sign-in")
    old.press("Sign in", 400, username="amina", password=PASSWORD)


def test_asking_for_a_link_is_answered_alike_for_known_and_unknown_names(app: Flask) -> None:
    a_person("amina", "Amina Yusuf", "amina@example.org")
    session.commit()
    answers = set()
    for name in ("amina", "nobody", "amina@example.org", "nobody@example.org"):
        visitor = Visitor(app)
        visitor.visit("/forgotten")
        answers.add(visitor.press("Send me a link", username=name).text)

    assert len(answers) == 1


def test_a_name_gets_three_reset_letters_in_a_quarter_of_an_hour_and_a_stranger_cannot_stop_the_next(
    app: Flask,
) -> None:
    a_person("amina", "Amina Yusuf", "amina@example.org")
    for name in ("amina", "amina@example.org") * 4:
        accounts.send_reset(name)
    assert session.scalar(select(func.count()).select_from(Notice)) == 3

    with at(now() + timedelta(minutes=16)):
        accounts.send_reset("amina")

    assert session.scalar(select(func.count()).select_from(Notice)) == 4
    assert set(session.scalars(select(Notice.address))) == {"amina@example.org"}


def test_a_link_runs_out(app: Flask) -> None:
    a_person("amina", "Amina Yusuf", "amina@example.org")
    accounts.send_reset("amina")
    session.commit()
    visitor = Visitor(app)
    visitor.moment = now() + timedelta(hours=2, minutes=1)

    visitor.visit(the_link(), status=404)


def test_changing_my_password_keeps_me_here_and_signs_me_out_elsewhere(app: Flask) -> None:
    a_colleague("amina")
    here, there = Visitor(app), Visitor(app)
    here.sign_in("amina")
    there.sign_in("amina")
    here.visit("/my-account/password")
    here.press("Change my password", 400, current="wrong", password="three purple teapots")
    here.press("Change my password", current=PASSWORD, password="three purple teapots")

    assert here.visit("/my-learning").heading == "My learning"
    assert there.visit("/my-learning").heading == "Sign in"


def test_i_see_where_i_am_signed_in_and_can_end_it_there(app: Flask) -> None:
    a_colleague("amina")
    here, there = Visitor(app), Visitor(app)
    here.sign_in("amina")
    there.sign_in("amina")
    here.visit("/my-account")

    here.press("Sign out there")

    assert there.visit("/my-learning").heading == "Sign in"
    assert here.visit("/my-learning").heading == "My learning"


def test_nobody_can_end_the_session_of_somebody_else(app: Flask, lead: Visitor) -> None:
    a_colleague("amina")
    amina = Visitor(app)
    amina.sign_in("amina")
    token = amina.visit("/my-account").soup.find(attrs={"name": "csrf_token"})["value"]  # type: ignore[index]

    amina.post("/my-account/sessions/1/end", {"csrf_token": token}, status=404)

    assert lead.visit("/desk").heading == "Safeguarding desk"


def test_a_closed_person_is_out_at_once_and_stays_out(app: Flask) -> None:
    post = a_colleague("amina")
    amina = Visitor(app)
    amina.sign_in("amina")
    accounts.close(post.person_id, Closure.DEACTIVATED, None)
    session.commit()

    assert amina.visit("/my-learning").heading == "Sign in"
    amina.press("Sign in", 400, username="amina", password=PASSWORD)


def test_somebody_asks_to_join_with_the_code_and_the_lead_says_yes(app: Flask, lead: Visitor) -> None:
    code = queries.setting(1).join_code
    session.rollback()
    visitor = Visitor(app)
    visitor.visit("/join")
    visitor.press("Go on", 400, code="NO SUCH 1")
    visitor.press("Go on", code=grouped(code).lower())
    visitor.press("Ask to join", name="Tom Okafor", job_title="Bank worker", email="tom@example.org")

    lead.visit("/people")
    page = lead.press("Yes, add")

    assert page.says("Tom Okafor")
    assert "choose-password" in the_link()


def test_a_lead_who_says_no_adds_nobody(app: Flask, lead: Visitor) -> None:
    actions.ask_to_join(1, "Tom Okafor", "Bank worker", None)
    session.commit()
    lead.visit("/people")
    page = lead.press("No, do not add")

    assert not page.says("Tom Okafor")


def test_a_changed_role_counts_at_once_and_the_last_lead_stays_lead(app: Flask, lead: Visitor) -> None:
    post = a_colleague("tom")
    tom = Visitor(app)
    tom.sign_in("tom")
    tom.visit("/desk", status=403)
    lead.visit("/people/1")
    page = lead.press("Save", 400, role="staff")
    assert page.says("only safeguarding lead")

    lead.visit(f"/people/{post.id}")
    lead.press("Save", role="deputy")
    assert tom.visit("/desk").heading == "Safeguarding desk"
    lead.visit("/people/1")
    lead.press("Save", role="staff")

    lead.visit("/desk", status=403)


def test_an_ended_post_leaves_the_list_and_keeps_the_learning(app: Flask, lead: Visitor) -> None:
    post = a_colleague("tom", name="Tom Okafor")
    tom = Visitor(app)
    tom.sign_in("tom")
    with at(now() - timedelta(days=1)):
        actions.end_post(post.id, (now() - timedelta(days=1)).date())
    session.commit()

    assert not lead.visit("/people").says("Tom Okafor")
    assert not lead.visit("/desk/staff").says("Tom Okafor")
    assert tom.visit("/my-learning").says("You hold no post at the moment")
    tom.visit("/certificates")


def test_a_lead_prints_no_card_for_whoever_looks_after_records_elsewhere(app: Flask, lead: Visitor) -> None:
    post = a_colleague("priya")
    actions.appoint(post.person_id, Office.AUTHOR, None, partnership_id=queries.partnership_id("town"))
    session.commit()

    token = lead.visit("/people").form("Print cards").find(attrs={"name": "csrf_token"})
    assert token is not None
    lead.post("/people/cards", {"csrf_token": str(token["value"]), "post": str(post.id)}, status=404)


def test_a_leads_session_ends_after_an_idle_hour_and_staff_have_a_working_day(app: Flask, lead: Visitor) -> None:
    a_colleague("amina")
    amina = Visitor(app)
    amina.sign_in("amina")
    for visitor in (lead, amina):
        visitor.moment = now() + timedelta(minutes=61)

    assert lead.visit("/my-learning").heading == "Sign in"
    assert amina.visit("/my-learning").heading == "My learning"


def test_saying_that_i_am_still_here_keeps_the_session(app: Flask, lead: Visitor) -> None:
    lead.moment = now() + timedelta(minutes=56)
    lead.visit("/my-account")
    lead.press("Stay signed in")
    lead.moment = now() + timedelta(minutes=100)

    assert lead.visit("/my-learning").heading == "My learning"


def test_a_new_address_counts_once_its_link_was_followed_and_the_old_one_hears_of_it(app: Flask) -> None:
    post = a_post(a_person("amina", "Amina Yusuf", "amina@school.example"), a_setting())
    session.commit()
    amina = Visitor(app)
    amina.sign_in("amina")
    amina.visit("/my-account/address")
    amina.press("Send a link there", 400, email="nonsense")
    amina.press("Send a link there", email="amina@home.example")
    link = the_link()
    assert people.person(post.person_id).email == "amina@school.example"
    session.rollback()
    a_colleague("tom")
    tom = Visitor(app)
    tom.sign_in("tom")
    tom.visit(link, status=404)

    amina.visit(link)
    amina.press("Yes, use it from now on")

    assert people.person(post.person_id).email == "amina@home.example"
    assert session.scalars(select(Notice.address).order_by(Notice.id)).all() == [
        "amina@home.example",
        "amina@school.example",
    ]


def test_a_new_setting_and_its_first_lead_are_made_by_two_commands(app: Flask) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=["setting", "partnership", "A partnership", "--code", "north"])
    facts = ["--kind", "primary", "--partnership", "north", "--lead", "Mark Cole", "--email", "mark@example.org"]
    made = runner.invoke(args=["setting", "create", "Hill Road School", *facts])
    assert made.exit_code == 0, made.output
    assert "has been sent an invitation" in made.output
    mark = Visitor(app)
    mark.visit(the_link())
    mark.press("Use this password", password="three purple teapots")

    assert mark.visit("/desk").says("Hill Road School")
    mark.visit("/our-setting")
    page = mark.press("These facts are right today", dsl_contact="ext 12", referral_line="01632 960 101")
    assert page.says("The facts of your setting are kept")
    assert mark.visit("/my-learning").says("01632 960 101")
