"""The imaginary town with one of everything that its pages can show."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pyotp
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Map

from app.accounts import actions as accounts
from app.accounts.actions import second_step
from app.accounts.actions.keys import make_link
from app.accounts.queries import by_username
from app.accounts.rules import Purpose, username_from
from app.authoring.actions import begin
from app.authoring.queries.owners import Desk
from app.authoring.rules import starts
from app.certificates import queries as certificates
from app.config import from_environment
from app.core.clock import at, now, today
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.factory import create_app
from app.jobs.actions import carry_out_due
from app.learning import actions as learning
from app.library import queries as library
from app.meetings.records import Step
from app.notices.models import Notice
from app.practice.actions import impact
from app.quizzes import actions as quizzes
from app.requirements.actions import Owner, add_own, own_payload, record_training
from app.requirements.records import EvidenceFile, Typed
from app.tracker.actions import ask_for_pack
from app.workforce.actions import upload
from app.workforce.queries import partnership_id, post, posts_of, setting
from app.workforce.records import PostRecord
from tests.factories.meetings import a_meeting
from tests.factories.people import PASSWORD, a_person, a_post
from tests.factories.practice import A_PDF, an_action_with_a_file
from tests.factories.recall import asked_on, links
from tests.visitor import Visitor

ROLES = {
    "visitor": "",
    "newcomer": "Amina Yusuf",
    "reader": "Łukasz Świątek",
    "quizzed": "Sam Whitlock",
    "writer": "Chidi Nwosu",
    "certified": "Delphine Laurent",
    "lead": "Siân Llŷr-Evans",
    "head": "Helen Marchetti",
    "trust-lead": "Nadia Rahimi",
    "officer": "Stephen Addo",
    "trainer": "Priya Raman",
    "reviewer": "Bethan Morris",
    "administrator": "Owen Blake",
    "stale": "",
    "halfway": "",
    "with-a-card": "",
}


@dataclass
class Town:
    """What a server needs, the map of addresses, where a role may begin, and who is halfway in."""

    variables: dict[str, str]
    addresses: Map
    starts: dict[str, list[str]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def begin(self, role: str, addresses: Iterable[str]) -> None:
        self.starts.setdefault(role, []).extend(addresses)


def made(folder: Path) -> Town:
    """Build it in a folder."""
    variables = {"CSPR_MODE": "local", "DATABASE_URL": f"sqlite:///{folder / 'town.sqlite3'}"}
    environment = {**os.environ, **variables}
    subprocess.run([sys.executable, "-m", "flask", "setup"], env=environment, check=True, capture_output=True)
    app = create_app(from_environment(environment))
    town = Town(variables, app.url_map)
    with app.app_context():
        _learning(town)
        _desk(town)
        _writing(town)
        _links(town)
        _halfway(town, app)
        session.commit()
    return town


def _post(role: str) -> PostRecord:
    person = by_username(username_from(ROLES[role]))
    assert person is not None, role
    return post(posts_of(person.id)[0].id)


def _learning(town: Town) -> None:
    """An attempt under way, training elsewhere, questions weeks later, an action that is asked about."""
    quizzed, writer, certified = _post("quizzed"), _post("writer"), _post("certified")
    module = library.modules()[0].module
    quizzes.start(learning.begin(quizzed.id, module))
    proof = EvidenceFile("proof.pdf", "application/pdf", A_PDF)
    training = record_training(writer, Typed("A day elsewhere", date(2026, 3, 1), file=proof), writer.person_id)
    token = accounts.start_session(writer.person_id)
    accounts.keep_form(token, "/actions/new", [("words", "What I had typed."), ("owner", "")])
    session.commit()
    an_action_with_a_file(writer.id)
    any(asked_on(now() + timedelta(days=day), certified.setting_id) for day in range(1, 28))
    with at(now() + timedelta(days=50)):
        impact.ask()
        session.commit()
    town.begin("writer", ["/my-account/kept", f"/my-training/{training}/evidence", f"/desk/training/{training}"])
    town.begin("lead", [f"/desk/training/{training}", f"/desk/training/{training}/evidence"])
    town.begin("certified", ["/my-account/password", "/my-account/merge", "/my-learning/recall/1"])
    town.begin("visitor", [*links()[:1], *(f"{link}/stop" for link in links()[:1]), *_in_letters("six-weeks")[:1]])


def _desk(town: Town) -> None:
    """A meeting at its check, a staff list, a pack, a requirement of our own, sheets to key in."""
    lead = _post("lead")
    meeting = a_meeting(lead, Step.BEGUN, Step.CHECK_OPENED, module=library.modules()[0].module)
    upload(lead.setting_id, lead.person_id, "staff.csv", b"first name,last name,role\nAda,,Cook\n")
    own = add_own(
        Owner("The school", setting_id=lead.setting_id), own_payload("Ours", "We ask.", "all", 6, [], []), None
    )
    ask_for_pack(lead.setting_id, lead.person_id, today(), lead.person_name, True)
    session.commit()
    carry_out_due()
    second_step.give_recovery_codes(lead.person_id)
    address, sheets = f"/meetings/{meeting.id}", ["answers", "decision", "register/names", "register/history", "door"]
    town.begin("lead", [address, *(f"{address}/{one}" for one in [*sheets, "cancel", "change", "register/print"])])
    town.begin(
        "lead", ["/actions/six-weeks/key-in", "/actions/six-weeks/paper", "/desk/recall/key-in", "/our-setting/start"]
    )
    town.begin(
        "lead", ["/desk/recall/slips", "/people/import/1", "/people/import/1/to-fix.csv", "/work/1", "/work/1/file"]
    )
    town.begin("lead", [f"/our-setting/requirements/{own}/counts", f"{address}/screen/1"])
    town.begin("writer", [f"/meetings/join/{meeting.code}", f"/meetings/join/{meeting.code}/check"])


def _writing(town: Town) -> None:
    """A draft."""
    writer = by_username(username_from(ROLES["trainer"]))
    assert writer is not None
    course = library.modules()[0].module.partition("/")[0]
    texts = starts.fresh(course, "new", "New", [SettingKind.PRIMARY], today().isoformat(), True)
    begin(f"{course}/new", "New", Desk(partnership_id("brackwater") or 1), writer.id, texts)
    town.begin("trainer", ["/write/1", "/write/1/upstream", "/modules/1/since/1", "/write/questions.csv"])
    town.begin("reviewer", ["/write/1"])


def _links(town: Town) -> None:
    """Addresses that stand in a letter, on a sheet or on a notice board."""
    lead, certified = _post("lead"), _post("certified")
    invitation = make_link(certified.person_id, Purpose.RESET)
    address = make_link(certified.person_id, Purpose.ADDRESS, "new@brackwater.example")
    number = certificates.of_person(certified.person_id)[0].number.replace("-", "")
    town.begin(
        "visitor", [f"/choose-password/{invitation}", f"/check/{number}", f"/join/{setting(lead.setting_id).join_code}"]
    )
    town.begin("certified", [f"/my-account/address/{address}"])


def _halfway(town: Town, app: Flask) -> None:
    """People whose browser holds what a form put there: a password typed, a card typed, a proof that is too old."""
    stale, card = a_person("stale", "Stella Stale"), a_person("card", "Carla Card")
    halfway = a_person("halfway", "Hal Halfway")
    for one in (stale, card, halfway):
        a_post(one, _post("lead").setting_id)
    secret = second_step.secret_to_confirm("x")
    second_step.confirm(halfway.id, "x", pyotp.TOTP(secret).at(int(now().timestamp())))
    pin = accounts.new_card_pin(card.id)
    code = setting(_post("lead").setting_id).join_code
    session.commit()
    old, typed, carded = Visitor(app), Visitor(app), Visitor(app)
    old.moment = now() - timedelta(minutes=20)
    old.sign_in("stale", PASSWORD)
    typed.sign_in("halfway", PASSWORD)
    carded.visit("/sign-in/card")
    carded.press("Sign in", setting=code, username="card", pin=pin)
    for role, visitor in (("stale", old), ("halfway", typed), ("with-a-card", carded)):
        cookie = visitor.client.get_cookie("cspr")
        assert cookie is not None
        town.cookies[role] = cookie.value
    town.begin("stale", ["/my-account/prove", "/my-account/password"])
    town.begin("halfway", ["/sign-in/code"])
    town.begin("with-a-card", ["/sign-in/new-pin"])


def _in_letters(name: str) -> list[str]:
    bodies = session.scalars(select(Notice.body)).all()
    return [found for body in bodies for found in re.findall(rf"/{name}/[\w-]+", body)]
