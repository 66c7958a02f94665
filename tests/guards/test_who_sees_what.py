"""Person by page: what everybody in every role and office is answered at every address."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Row, select

from app.access.guard import permission_of
from app.access.permissions import ALL
from app.accounts.queries import by_username
from app.authoring.actions import begin, keep_picture
from app.authoring.queries import Desk
from app.authoring.rules import starts
from app.certificates import queries as certificates
from app.content.pictures import drawn_anew
from app.core.clock import now
from app.core.database import db, session
from app.core.vocabulary import Office, Role, SettingKind
from app.jobs.actions import Outcome, ask, can, carry_out_due
from app.jobs.records import FileMade
from app.requirements.actions import Owner, add_own, own_payload, record_training
from app.requirements.records import EvidenceFile, Typed
from app.workforce.actions import put_in_trust, upload
from app.workforce.queries import colleagues, holdings_of, partnership_id, post, setting
from tests.factories.meetings import a_meeting
from tests.factories.people import a_colleague, a_setting, an_officer, somebody_who_left
from tests.factories.pictures import a_picture
from tests.factories.practice import an_action_with_a_file
from tests.factories.recall import asked_on
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor

IN, NO, NONE, OK, NOT_YET = 302, 403, 404, 200, 409
A_LEAD = {
    "public",
    "signed-in",
    "learn",
    "print",
    "answers",
    "package",
    "facilitate",
    "preview",
    "thread",
    "lead",
    "summary",
    "write",
    "drafts",
}
MAY = {
    "visitor": {"public"},
    "learner": {"public", "signed-in", "learn", "print"},
    "colleague": {"public", "signed-in", "learn", "print"},
    "facilitator": {"public", "signed-in", "learn", "print", "facilitate", "preview"},
    "lead": A_LEAD,
    "deputy": A_LEAD,
    "other_lead": A_LEAD,
    "head": {"public", "signed-in", "learn", "print", "summary"},
    "trust_lead": {"public", "signed-in", "trust", "write", "drafts"},
    "officer": {"public", "signed-in", "thread", "partnership"},
    "author": {
        "public",
        "signed-in",
        "preview",
        "print",
        "answers",
        "package",
        "author",
        "review",
        "write",
        "drafts",
        "thread",
    },
    "reviewer": {"public", "signed-in", "preview", "print", "answers", "package", "review", "drafts", "thread"},
    "administrator": {"public", "signed-in", "administer", "package"},
    "retired": {"public", "signed-in"},
}
PEOPLE = tuple(MAY)


def answers(visitor: int, others: int, **some: int) -> tuple[int, ...]:
    """What everybody is answered: the visitor, those who are named, and all others."""
    return tuple({**dict.fromkeys(PEOPLE, others), "visitor": visitor, **some}[name] for name in PEOPLE)


OURS = {"learner", "colleague", "facilitator", "lead", "deputy", "head"}
OFFICES = {"trust_lead", "officer", "author", "reviewer", "administrator", "retired"}
PUBLIC, FRONT, NOT_THERE = answers(OK, OK), answers(OK, IN), answers(NONE, NONE)
MINE, NOT_MINE, LEADS_ON = answers(IN, OK), answers(IN, NONE), answers(IN, IN)
OWNERS, ASKED_BY_LEAD = answers(IN, NONE, learner=OK), answers(IN, NONE, lead=OK)
LEADS = answers(IN, NO, lead=OK, deputy=OK, other_lead=OK)
OUR_LEADS = answers(IN, NO, lead=OK, deputy=OK, other_lead=NONE)
IN_POST = answers(IN, OK, **dict.fromkeys(OFFICES, NO))
FACILITATORS = answers(IN, NO, facilitator=OK, lead=OK, deputy=OK, other_lead=OK)
OUR_FACILITATORS = answers(IN, NO, facilitator=OK, lead=OK, deputy=OK, other_lead=NONE)
READERS = answers(IN, NO, facilitator=OK, lead=OK, deputy=OK, other_lead=OK, author=OK, reviewer=OK)
TRAINERS = answers(IN, NO, facilitator=NONE, lead=NONE, deputy=NONE, other_lead=NONE, author=OK, reviewer=OK)
NOT_TRAINERS = dict.fromkeys(OFFICES - {"author", "reviewer"}, NO)
PRINTERS = answers(IN, OK, **NOT_TRAINERS)
PRINTERS_OF_ALL = answers(IN, NONE, **NOT_TRAINERS, author=OK, reviewer=OK)
KEY_HOLDERS = answers(IN, NO, lead=OK, deputy=OK, other_lead=OK, author=OK, reviewer=OK)
PACKERS = answers(IN, NO, lead=OK, deputy=OK, other_lead=OK, author=OK, reviewer=OK, administrator=OK)
PACKERS_OF_ALL = answers(IN, NO, lead=NONE, deputy=NONE, other_lead=NONE, author=OK, reviewer=OK, administrator=OK)
LED_ON_IN_POST = answers(IN, IN, **dict.fromkeys(OFFICES, NO))
WALKERS = answers(IN, NO, lead=OK, deputy=OK, other_lead=OK, officer=OK, author=OK, reviewer=OK)
ADMINISTRATORS = answers(IN, NO, administrator=OK)
OWN_ACTION = answers(IN, NO, learner=OK, lead=OK, deputy=OK, other_lead=NONE)
AUTHORS, TRAINING = answers(IN, NO, author=OK), answers(IN, NO, author=OK, reviewer=OK)
WRITING, NOT_THEIRS = (dict.fromkeys(("lead", "deputy", "other_lead", "trust_lead"), code) for code in (OK, NONE))
WRITERS, DRAFT_READERS = answers(IN, NO, **WRITING, author=OK), answers(IN, NO, **WRITING, author=OK, reviewer=OK)
# The draft lies on a partnership's desk: to who leads a trust or a setting it is not there.
ITS_WRITERS, ITS_READERS = (
    answers(IN, NO, **NOT_THEIRS, author=OK),
    answers(IN, NO, **NOT_THEIRS, author=OK, reviewer=OK),
)
TABLE = {
    "/": FRONT,
    "/about": PUBLIC,
    "/accessibility": PUBLIC,
    "/language/cy": answers(IN, IN),
    "/privacy": PUBLIC,
    "/worried": PUBLIC,
    "/check": PUBLIC,
    "/check/{code}": PUBLIC,
    "/forgotten": PUBLIC,
    "/choose-password/never-made": NOT_THERE,
    "/my-account": MINE,
    "/my-account/password": MINE,
    "/my-account/passkeys": MINE,
    "/my-account/address": MINE,
    "/my-account/kept": MINE,
    "/my-account/address/never-made": NOT_MINE,
    "/my-account/merge": MINE,
    "/my-account/my-data": MINE,
    "/my-account/name": MINE,
    "/my-account/prove": LEADS_ON,
    "/my-account/recovery-codes": LEADS_ON,
    "/my-account/second-step": MINE,
    "/my-account/second-step/put-away": MINE,
    "/my-learning": MINE,
    "/certificates": MINE,
    "/certificates/{code}": OWNERS,
    "/certificates/{code}/certificate.pdf": OWNERS,
    "/certificates/{code}/correct": OWNERS,
    "/learn/1/asking": OWNERS,
    "/learn/1/topped-up": answers(IN, NONE, learner=IN),
    "/learn/series/01-listening/top-up": answers(IN, IN, **dict.fromkeys(OFFICES, NO)),
    "/learn/1/check": OWNERS,
    "/learn/1/check/1/result": OWNERS,
    "/learn/1/reflection": OWNERS,
    "/learn/1/completed": OWNERS,
    "/desk": LEADS,
    "/desk/chase": LEADS,
    "/desk/duties": LEADS,
    "/desk/evidence": LEADS,
    "/desk/questions": LEADS,
    "/desk/questions?on=2026-01-31": LEADS,
    "/desk/staff": LEADS,
    "/desk/staff?on=2026-01-31": LEADS,
    "/desk/people/1?on=2020-01-31": answers(IN, NO, lead=NONE, deputy=NONE, other_lead=NONE),
    "/desk/gaps": LEADS,
    "/desk/left": LEADS,
    "/desk/reminders": LEADS,
    "/desk/reminders/next": LEADS,
    "/desk/reminders/log": LEADS,
    "/desk/reminders/now": LEADS,
    "/desk/reminders/pause": LEADS,
    "/desk/people/1": OUR_LEADS,
    "/desk/people/1/record": OUR_LEADS,
    "/my-record": MINE,
    "/summary": answers(IN, NO, lead=OK, deputy=OK, other_lead=OK, head=OK),
    "/trust": answers(IN, NO, trust_lead=OK),
    "/trust/settings/1": answers(IN, NO, trust_lead=NONE),
    "/trust/people/1/move": answers(IN, NO, trust_lead=NONE),
    "/partnership": answers(IN, NO, officer=OK),
    "/my-learning/requirements": IN_POST,
    "/desk/people/1/requirements": OUR_LEADS,
    "/people/1/leave": OUR_LEADS,
    "/our-setting/requirements": LEADS,
    "/our-setting/requirements/new": LEADS,
    "/our-setting/requirements/YEARLY": LEADS,
    "/our-setting/requirements/{own}": OUR_LEADS,
    "/our-setting/requirements/{own}/counts": OUR_LEADS,
    "/desk/assign": LEADS,
    "/desk/assign?post=1": OUR_LEADS,
    "/desk/assignments": LEADS,
    "/desk/choose": LEADS,
    "/desk/more-time?post=1": OUR_LEADS,
    "/desk/people/1/exempt": OUR_LEADS,
    "/desk/people/1/training": OUR_LEADS,
    "/desk/training/1": OUR_LEADS,
    "/desk/training/1/evidence": OUR_LEADS,
    "/my-training": IN_POST,
    "/my-training/new": IN_POST,
    "/my-training/1/evidence": OWNERS,
    "/my-learning/not-my-job/series/01-listening": IN_POST,
    "/actions/1": answers(IN, OK, other_lead=NONE, **dict.fromkeys(OFFICES, NO)),
    "/actions/1/review": OWN_ACTION,
    "/actions/1/evidence": OWN_ACTION,
    "/actions/1/owner": OWN_ACTION,
    "/actions/1/take-out": OUR_LEADS,
    "/actions/1/files/1": answers(IN, OK, other_lead=NONE, **dict.fromkeys(OFFICES, NO)),
    "/actions/ladder": LEADS,
    "/actions/passport/voice/statement": LEADS,
    "/actions/passport/voice/open-again": LEADS,
    "/actions/passport/voice/take-out": LEADS,
    "/actions/six-weeks": LEADS,
    "/actions/six-weeks/paper": LEADS,
    "/actions/six-weeks/key-in": LEADS,
    "/six-weeks/never-made": NOT_THERE,
    "/recall/never-made": NOT_THERE,
    "/recall/never-made/stop": NOT_THERE,
    "/desk/recall": LEADS,
    "/desk/recall/slips": LEADS,
    "/desk/recall/key-in": LEADS,
    "/my-learning/recall": MINE,
    "/my-learning/recall/1": OWNERS,
    "/modules/1/since/1": READERS,
    "/reviews/new": AUTHORS,
    "/reviews/bring-in": AUTHORS,
    "/reviews/register.yml": TRAINING,
    "/reviews/to-check": TRAINING,
    "/reviews/town-2020/edit": AUTHORS,
    "/reviews/town-2020/take-out": AUTHORS,
    "/reviews/town-2020/history": TRAINING,
    "/write": DRAFT_READERS,
    "/write/new": WRITERS,
    "/write/new/word": WRITERS,
    "/write/1": ITS_READERS,
    "/write/1/checks": ITS_READERS,
    "/write/1/coverage": ITS_READERS,
    "/write/1/files.zip": ITS_READERS,
    "/write/1/findings": ITS_WRITERS,
    "/write/1/pictures": ITS_WRITERS,
    "/write/1/pictures/{picture}": ITS_READERS,
    "/learn/1/pictures/{picture}": answers(IN, NONE),  # her version shows no picture
    "/pictures/{picture}": answers(IN, NONE, **NOT_TRAINERS),  # a draft alone shows it
    "/write/1/preview/primary/what-we-do": ITS_READERS,
    "/write/1/questions/everyone": ITS_WRITERS,
    "/write/1/questions/everyone/bring-in": ITS_WRITERS,
    "/write/1/remarks": ITS_READERS,
    "/write/1/review": ITS_READERS,
    "/write/1/section/what-we-do": ITS_WRITERS,
    "/write/1/step/about": ITS_WRITERS,
    "/write/1/text/courses/series/new.md": ITS_WRITERS,
    "/write/1/upstream": ITS_READERS,
    "/write/1/whom": ITS_WRITERS,
    "/actions": IN_POST,
    "/actions/passport": IN_POST,
    "/actions/passport/voice": IN_POST,
    "/actions/new": IN_POST,
    "/meetings": FACILITATORS,
    "/meetings/new": FACILITATORS,
    "/meetings/1": OUR_FACILITATORS,
    "/meetings/1/answers": OUR_FACILITATORS,
    "/meetings/1/answers/sheet?code=": OUR_FACILITATORS,
    "/meetings/1/answers/1/take-back": answers(IN, NO, lead=NONE, deputy=NONE, other_lead=NONE),  # nothing was keyed in
    "/meetings/1/decision": OUR_FACILITATORS,
    "/meetings/1/screen/1": OUR_FACILITATORS,
    "/meetings/1/cancel": OUR_FACILITATORS,
    "/meetings/1/change": OUR_FACILITATORS,
    "/meetings/1/door": OUR_FACILITATORS,
    "/meetings/1/register": OUR_FACILITATORS,
    "/meetings/1/register/history": OUR_FACILITATORS,
    "/meetings/1/register/names": OUR_FACILITATORS,
    "/meetings/1/register/print": OUR_FACILITATORS,
    "/meetings/join/{meeting}": answers(IN, NONE, **dict.fromkeys(OURS, OK)),
    "/meetings/join/{meeting}/check": answers(IN, NONE, **dict.fromkeys(OFFICES, NO), **dict.fromkeys(OURS, NOT_YET)),
    "/people": LEADS,
    "/people/new": LEADS,
    "/people/1": OUR_LEADS,
    "/people/1/end": OUR_LEADS,
    "/people/1/move": OUR_LEADS,
    "/people/import": LEADS,
    "/people/import/template.csv": LEADS,
    "/people/import/1": OUR_LEADS,
    "/people/import/1/to-fix.csv": OUR_LEADS,
    "/messages": LEADS,
    "/messages/kinds": LEADS,
    "/messages/kinds/reset": LEADS,
    "/messages/to-print": LEADS,
    "/our-setting/kept-for": LEADS,
    "/our-setting/log": LEADS,
    "/our-setting": LEADS,
    "/our-setting/questions": LEADS,
    "/our-setting/start": LEADS,
    "/work/1": ASKED_BY_LEAD,
    "/work/1/file": ASKED_BY_LEAD,
    "/join": PUBLIC,
    "/join/{join}": PUBLIC,
    "/sign-in/with/nobody": NOT_THERE,
    "/sign-in/with/nobody/back": NOT_THERE,
    "/sign-in/card": FRONT,
    "/thread": WALKERS,
    "/thread/reviews/town-2020": WALKERS,
    "/thread/findings/town-2020.1": WALKERS,
    "/thread/statements/series/01-listening/ask-first": WALKERS,
    "/thread/questions/series/01-listening/all-1": WALKERS,
    "/thread/themes/voice": WALKERS,
    "/thread/actions/1": OUR_LEADS,
    "/reviews": MINE,
    "/reviews/town-2020": MINE,
    "/modules": READERS,
    "/modules/series/01-listening/versions": READERS,
    "/write/help": DRAFT_READERS,
    "/write/questions.csv": WRITERS,
    "/write/versions/1/withdraw": ITS_READERS,
    "/handouts": PRINTERS,
    "/handouts/about/voice": LED_ON_IN_POST,
    "/handouts/1/primary": PRINTERS,
    "/handouts/1/residential": PRINTERS_OF_ALL,
    "/handouts/1/primary/briefing": PRINTERS,
    "/handouts/1/primary/briefing/print.pdf": PRINTERS,
    "/handouts/1/primary/slides.pptx": PRINTERS,
    "/handouts/1/primary/key": KEY_HOLDERS,
    "/handouts/1/primary/key/print.pdf": KEY_HOLDERS,
    "/packages": PACKERS,
    "/packages/ready?version=1&kind=primary&mode=full&format=scorm12": PACKERS,
    "/packages/1/primary/full/scorm12.zip": PACKERS,
    "/packages/1/any/full/scorm2004.zip": PACKERS_OF_ALL,
    "/packages/open/series/01-listening": LED_ON_IN_POST,
    "/packages/came-of-it": PUBLIC,
    "/sheet": PUBLIC,
    "/sheet/2AB3-C4DE": NOT_THERE,
    "/modules/1/primary/whole.html": PRINTERS,
    "/modules/1/primary/asking": READERS,
    "/modules/1/residential/asking": TRAINERS,
    "/site": ADMINISTRATORS,
    "/site/places": ADMINISTRATORS,
    "/site/settings/1": ADMINISTRATORS,
    "/site/settings/1/lead": ADMINISTRATORS,
    "/site/settings/new": ADMINISTRATORS,
    "/site/partnerships/new": ADMINISTRATORS,
    "/site/trusts/new": ADMINISTRATORS,
    "/site/offices": ADMINISTRATORS,
    "/site/offices/new": ADMINISTRATORS,
    "/site/offices/1/end": ADMINISTRATORS,
    "/site/people": ADMINISTRATORS,
    "/site/people/1": ADMINISTRATORS,
    "/site/people/1/deactivate": ADMINISTRATORS,
    "/site/people/1/merge": ADMINISTRATORS,
    "/site/log": ADMINISTRATORS,
}


@pytest.fixture
def people(app: Flask) -> dict[str, Visitor]:
    """The owner of enrolment 1, post 1 and a certificate, and everybody else, each signed in."""
    ours, theirs = a_setting(), a_setting(code="other")
    learner = a_colleague("learner", setting=ours)
    a_colleague("colleague", setting=ours)
    for name, role in (("facilitator", Role.FACILITATOR), ("lead", Role.DSL), ("deputy", Role.DEPUTY_DSL)):
        a_colleague(name, role, ours)
    a_colleague("head", Role.HEAD, ours)
    a_colleague("other_lead", Role.DSL, theirs)
    for office in Office:
        an_officer(str(office).replace("-", "_"), office)
    an_officer("second", Office.ADMINISTRATOR)
    texts = starts.fresh("series", "new", "New", [SettingKind.PRIMARY], "2026-11-25", True)
    writer = by_username("author")
    assert writer is not None
    begin("series/new", "New", Desk(partnership_id("town") or 0), writer.id, texts)
    session.commit()
    somebody_who_left("retired")
    visitors = {name: Visitor(app) for name in PEOPLE}
    for name, visitor in visitors.items():
        if name != "visitor":
            visitor.sign_in(name)
    complete(visitors["learner"], learner.id, MODULE)
    return visitors


@pytest.fixture
def fillers(people: dict[str, Visitor]) -> dict[str, Any]:
    """What the addresses of the table are filled in with, after one of everything they lead to was made."""
    an_action_with_a_file(1)
    assert any(asked_on(now() + timedelta(days=day)) for day in range(14, 28)), "on some day that she works"
    proof = EvidenceFile("proof.pdf", "application/pdf", b"%PDF-1.4 %%EOF")
    record_training(post(1), Typed("Elsewhere", date(2026, 3, 1), file=proof), 1)
    own = add_own(Owner("The school", setting_id=1), own_payload("Ours", "We ask.", "all", 6, [], []), None)
    lead = by_username("lead")
    meeting = a_meeting(next(one for one in colleagues(1) if one.person_name == "Facilitator Test")).code
    ask("made", 1, lead.id if lead else None)
    can("made", lambda *_: Outcome(file=FileMade("a.txt", "text/plain", b"words")))
    carry_out_due()
    upload(1, None, "staff.csv", b"first name,last name,role\nAda,,Cook\n")
    picture = drawn_anew(a_picture())
    keep_picture(1, picture, lead.id if lead else 0)
    session.commit()
    code = certificates.of_person(1)[0].number.replace("-", "")
    return {"code": code, "join": setting(1).join_code, "own": own, "meeting": meeting, "picture": picture.name}


def test_everyone_is_answered_as_the_table_says(people: dict[str, Visitor], fillers: dict[str, Any]) -> None:
    answers = {
        address: tuple(people[name]._ask("GET", address.format(**fillers)).status_code for name in PEOPLE)
        for address in TABLE
    }

    assert answers == TABLE


def test_the_table_names_every_address_that_reads_something(app: Flask) -> None:
    exempt = {
        "/sign-in/new-pin",
        "/health",
        "/health/live",
        "/health/ready",
        "/sign-in",
        "/my-name",
        "/static/<path:filename>",
        "/learn/<int:enrolment_id>",
        "/learn/<int:enrolment_id>/here",
    }
    exempt |= {
        "/learn/<course>/<module>",
        "/sign-in/new-pin",
        "/sign-in/code",
        "/sign-in/with/linking",
    }  # walked by every journey
    reading = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    named = {
        _matched(app, address.format(code="0" * 28, join="0" * 8, own="OWN", meeting="M", picture="P"))
        for address in TABLE
    }
    walked = {rule for rule in reading if "<int:position>" in rule or rule.endswith("<int:number>/answers")}

    assert reading - exempt - walked == named


def _matched(app: Flask, address: str) -> str:
    return app.url_map.bind("localhost").match(address.partition("?")[0], return_rule=True)[0].rule


def test_whatever_changes_something_is_refused_to_everybody_without_its_permission(
    app: Flask, people: dict[str, Visitor]
) -> None:
    changing = [
        (rule.endpoint, _filled(rule.rule)) for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())
    ]
    asked = {endpoint: permission_of(app.view_functions[endpoint]) for endpoint, _ in changing}
    before = _everything()

    wrong = []
    for name, visitor in people.items():
        token = visitor.visit("/sign-in/card" if name == "visitor" else "/about").soup.find(
            attrs={"name": "csrf_token"}
        )
        assert token is not None
        for endpoint, address in changing:
            permission = asked[endpoint]
            if permission is None or permission.name in MAY[name]:
                continue
            status = visitor._ask("POST", address, data={"csrf_token": str(token["value"])}).status_code
            if status != NO:
                wrong.append((name, address, status))

    assert wrong == []
    assert _everything() == before


def test_every_permission_is_somebodys(app: Flask) -> None:
    assert set.union(*MAY.values()) == {permission.name for permission in ALL}


def _filled(rule: str) -> str:
    parts = rule.split("/")
    return "/".join("1" if part.startswith("<int:") else "x" if part.startswith("<") else part for part in parts)


def _everything() -> dict[str, list[Row[Any]]]:
    """Every row of every table."""
    session.rollback()
    found = {name: list(session.execute(select(table))) for name, table in db.metadata.tables.items()}
    session.rollback()
    return found


def test_each_office_opens_its_own_pages_and_nobody_elses(app: Flask) -> None:
    ours, theirs = a_setting(), a_setting(code="other")
    a_colleague("amina", setting=ours)
    a_colleague("zoe", setting=theirs)
    a_colleague("helen", Role.HEAD, ours)
    offices = {"nadia": Office.TRUST_LEAD, "stephen": Office.OFFICER, "owen": Office.ADMINISTRATOR}
    for name, office in offices.items():
        an_officer(name, office)
    nadia = holdings_of(an_account("nadia"))[1][0]
    put_in_trust(ours, nadia.trust_id, None)
    session.commit()
    pages = {
        #                          head nadia stephen owen
        "/summary": (OK, NO, NO, NO),
        "/trust": (NO, OK, NO, NO),
        "/trust/settings/1": (NO, OK, NO, NO),
        "/trust/settings/2": (NO, NONE, NO, NO),
        "/trust/people/1/move": (NO, OK, NO, NO),
        "/trust/people/2/move": (NO, NONE, NO, NO),
        "/trust/people/99/move": (NO, NONE, NO, NO),
        "/partnership": (NO, NO, OK, NO),
    }
    visitors = [Visitor(app) for _ in range(4)]
    for visitor, name in zip(visitors, ("helen", *offices), strict=True):
        visitor.sign_in(name)

    answers = {address: tuple(visitor._ask("GET", address).status_code for visitor in visitors) for address in pages}

    assert answers == pages


def an_account(username: str) -> int:
    found = by_username(username)
    assert found is not None
    return found.id
