"""From the front door to a certificate that anyone can check, in each of the ten kinds of setting."""

import pytest
from flask import Flask

from app.certificates import queries as certificates
from app.core.database import session
from app.core.vocabulary import Role, SettingKind
from tests.content.shipped import THE_VOICE_OF_THE_CHILD
from tests.factories.people import a_colleague, a_setting
from tests.journeys.walks import complete
from tests.visitor import Visitor


@pytest.mark.parametrize("kind", SettingKind)
def test_a_learner_in_each_kind_of_setting_ends_with_a_certificate_that_the_check_page_confirms(
    shipped_app: Flask, kind: SettingKind
) -> None:
    app = shipped_app
    role = Role.DSL if kind is SettingKind.CHILDMINDER else Role.STAFF
    post = a_colleague("grace", role, a_setting(kind, "place", "A place"), "Grace Adeyemi")
    learner = Visitor(app)
    learner.visit("/")
    learner.follow("Sign in")
    learner.press("Sign in", username="grace", password="correct horse battery")

    page = complete(learner, post.id, THE_VOICE_OF_THE_CHILD)

    assert page.says("Thank you")
    shown = learner.follow("See your certificate")
    assert shown.says("Grace Adeyemi")
    number = certificates.of_person(post.person_id)[0].number
    session.rollback()
    stranger = Visitor(app)
    stranger.visit("/check")
    checked = stranger.press("Check", code=number.lower().replace("-", " "))
    assert checked.says("This certificate is in our records")
    assert checked.says("Grace Adeyemi")
    assert checked.says("Valid")
