"""A lead reads what was done by the people of her own setting, and of no other."""

from flask import Flask

from app.core.vocabulary import Role
from tests.factories.people import a_colleague, a_setting
from tests.visitor import Visitor


def test_a_lead_sees_the_acts_of_her_own_people_alone(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    a_colleague("amina", name="Amina Yusuf")
    a_colleague("other", setting=a_setting(code="other"), name="Other Person")
    for name in ("amina", "other"):
        Visitor(app).sign_in(name)
    lead = Visitor(app)
    lead.sign_in("mark")

    page = lead.visit("/our-setting/log")

    assert page.says("Amina Yusuf Signed in")
    assert not page.says("Other Person")


def test_a_long_log_has_pages(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    for _ in range(30):
        lead.sign_in("mark")
        lead.visit("/my-account")
        lead.press("Sign out")
    lead.sign_in("mark")
    lead.visit("/our-setting/log")

    assert lead.follow("Older").says("Post started")
    assert lead.follow("The newest").says("Signed out")
    assert lead.visit("/our-setting/log?before=1").says("Nothing here")
    assert lead.visit("/our-setting/log?before=99999999999").says("Signed out")
