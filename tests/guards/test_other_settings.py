"""Whatever belongs to a setting is as nothing to the lead of another: page, filter, search, export, job, file, as-at.

Nothing here is listed by hand: addresses come from the map of addresses, and what is asked of them from the links and
forms of the pages themselves. Whatever was typed into one setting holds a mark, which the lead of another never meets.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.access.guard import permission_of
from app.access.permissions import (
    ANSWERS,
    DRAFTS,
    FACILITATE,
    LEAD,
    LEARN,
    PREVIEW,
    PRINT,
    SIGNED_IN,
    SUMMARY,
    THREAD,
    WRITE,
)
from app.authoring import actions as authoring
from app.authoring.queries import Desk
from app.core.clock import today
from app.core.database import db, session
from app.core.vocabulary import Role
from app.jobs.actions import carry_out_due
from app.meetings import actions as meetings
from app.meetings.records import How as By
from app.meetings.records import Presence, Step
from app.requirements import actions as requirements
from app.requirements.records import Decision, EvidenceFile, How, Typed, Whom, Wish
from app.tracker.actions import ask_for_pack
from app.web.days import can_look_back
from app.workforce import queries as workforce
from app.workforce.actions import ask_to_join, upload
from app.workforce.records import PostRecord
from tests.factories.meetings import a_meeting, held_by, letters
from tests.factories.own_modules import OWN, a_module_for, texts_for
from tests.factories.people import a_person, a_post, a_setting
from tests.factories.practice import A_PDF, an_action, an_action_with_a_file
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor

MARK, PLACE = "Quillfeather", "Fernbrook"  # what is kept in the first setting, and its own name and its lead's
NUMBERS = (1, 2)  # those of the first setting's people, posts and things; the other lead's own come after them
OURS = {"setting_id": (None, 1), "person_id": (None, *NUMBERS), "post_id": (None, *NUMBERS)}
OWN_PARTS = {  # of the addresses of the first setting's own module
    "course": ["series"],
    "module": [OWN.rpartition("/")[2]],
    "name": [OWN.rpartition("/")[2]],
    "version_id": [2],
    "older_id": [2],
    "kind": ["primary"],
    "slug": ["asking"],
    "sheet": ["briefing"],
    "who": ["primary"],
    "key": ["about"],
    "mode": ["full"],
    "form": ["scorm12"],
}
MINE = (LEAD, FACILITATE, SUMMARY, LEARN, PREVIEW, PRINT, ANSWERS, THREAD, WRITE, DRAFTS, SIGNED_IN)
LEAVING = re.compile(r"^/(sign-out|my-account/|my-posts/|sign-in)")  # her own account and session


@pytest.fixture
def both(app: Flask) -> tuple[Visitor, Visitor]:
    """The lead of a setting full of marked things, and the lead of another, which has nobody but her."""
    ours = a_setting(name=f"The {PLACE} School")
    lead = a_post(a_person("ours", f"Olive {PLACE}"), ours, Role.DSL, f"{PLACE} lead")
    ada = a_post(a_person("ada", f"Ada {MARK}", f"ada@{MARK.lower()}.example"), ours, job=f"{MARK} assistant")
    a_post(a_person("zoe", "Zoe Test"), a_setting(code="other"), Role.DSL)
    session.commit()
    complete(_signed_in(app, "ada"), ada.id, MODULE)
    a_module_for("setting/school", title=f"{MARK} way")
    texts = texts_for("setting/school", "series/03-draft", f"{MARK} draft")
    for number in NUMBERS:
        authoring.begin(f"series/0{number}-draft", f"{MARK} draft", Desk(1, setting_id=ours), lead.person_id, texts)
    _fill(ours, lead.id, ada.id)
    return _signed_in(app, "ours"), _signed_in(app, "zoe")


def _fill(ours: int, lead: int, ada: int) -> None:
    """Things of every kind that has a number of its own."""
    an_action(lead, f"{MARK} staff write one line.")
    an_action_with_a_file(ada)
    post, file = workforce.post(ada), EvidenceFile(f"{MARK}.pdf", "application/pdf", A_PDF)
    for n in NUMBERS:
        training = requirements.record_training(post, Typed(f"{MARK} {n}", date(2026, 3, n), file=file), 2)
        upload(ours, 1, f"{MARK}.csv", f"first name,last name,role\n{MARK},,\n".encode())
        ask_to_join(ours, f"{MARK} {n}", "Cook", None)
        _a_meeting_keyed_in(workforce.post(lead), ada)
        wish = Wish(MODULE, Whom(posts=(lead,)), date(2027, 3, n), None, How.SELF_STUDY, MARK)
        requirements.assign(ours, wish, 1)
    requirements.decide(training, ours, Decision(False, MARK), 1)
    requirements.exempt(post, None, today(), date(2027, 1, 1), MARK, 1)
    requirements.say_not_mine(post, MODULE, MARK)
    own = requirements.own_payload(MARK, f"{MARK} asks.", "all", 6, [], [])
    requirements.add_own(requirements.Owner(MARK, setting_id=ours), own, 1)
    for _ in NUMBERS:
        ask_for_pack(ours, 1, today(), MARK, True)
    session.commit()
    carry_out_due()
    session.commit()


def _a_meeting_keyed_in(lead: PostRecord, ada: int) -> None:
    """A meeting that both were at, and for which the lead's own sheet was keyed in and counts."""
    meeting, leader = a_meeting(lead, Step.BEGUN, Step.CHECK_OPENED), held_by(lead)
    meetings.note(leader, meeting.id, {ada: Presence(True), lead.id: Presence(True)}, By.TICKED)
    meetings.keep_lines(leader, meeting.id, {lead.id: f"{letters(meeting)} +"})
    meetings.count(leader, meeting.id)


def _signed_in(app: Flask, name: str) -> Visitor:
    visitor = Visitor(app)
    visitor.sign_in(name)
    return visitor


def _asked(visitor: Visitor, method: str, address: str, **more: Any) -> TestResponse:
    """An answer, read to its end."""
    answer = visitor._ask(method, address, **more)
    answer.get_data()
    answer.close()
    return answer


def _rules(app: Flask, method: str) -> list[Rule]:
    """The addresses that a lead may ask, apart from those of her own account."""
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    mine = [rule for rule in rules if permission_of(app.view_functions[rule.endpoint]) in MINE]
    return [rule for rule in mine if not LEAVING.match(rule.rule)]


def _filled(rule: Rule) -> Iterator[str]:
    """An address with every number and code that belongs to the first setting."""
    codes = {**OWN_PARTS, "code": [*session.scalars(select(db.metadata.tables["requirement"].c.code)), "ask-first"]}
    names = sorted(rule.arguments)
    wanted = [_values(name, rule, codes) for name in names]
    for values in product(*wanted):
        given = dict(zip(names, values, strict=True))
        yield re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(given[found[1]]), rule.rule)  # noqa: B023


def _values(name: str, rule: Rule, codes: dict[str, list[Any]]) -> Iterable[Any]:
    if name in codes or "<int:" + name not in rule.rule:
        return codes.get(name, ["x"])
    return NUMBERS


def _is_kept(answer: TestResponse) -> bool:
    """Whether an answer to the first lead is something that her setting keeps."""
    is_file = answer.mimetype in ("application/pdf", "application/zip")
    return answer.status_code == 200 and (is_file or MARK.lower().encode() in answer.data.lower())


def _tells(answer: TestResponse) -> bool:
    """Whether an answer to the other lead tells anything of the first setting, or could not be told from one."""
    said = answer.data.lower()
    is_file = answer.mimetype in ("application/pdf", "application/zip")
    return is_file or any(one.lower().encode() in said for one in (MARK, PLACE)) or answer.status_code >= 429


def _asked_by_pages(pages: list[tuple[str, TestResponse]]) -> set[str]:
    """Every address with something asked of it that the links and filters of some pages lead to."""
    found = set()
    for address, answer in pages:
        if answer.mimetype != "text/html":
            continue
        soup = BeautifulSoup(answer.text, "html5lib")
        found |= {str(link["href"]).partition("#")[0] for link in soup.select("main a[href^='/'][href*='?']")}
        for form in soup.select("main form:not([method=post])"):
            found.add(f"{form.get('action') or address}?{urlencode(_typed(form, 'Ada'), doseq=True)}")
    return found


def _typed(form: Tag, words: str) -> list[tuple[str, str]]:
    """Everything that can be chosen in a form, chosen; and words where words are typed."""
    fields = []
    for one in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(one["name"]), one.get("type")
        if name == "csrf_token" or kind == "file":
            continue
        if one.name == "select":
            fields += [(name, str(option.get("value", ""))) for option in one.select("option")[-1:]]
        elif kind in ("search", "text") or one.name == "textarea":
            fields.append((name, words))
        elif kind == "date":
            fields.append((name, "2026-11-01"))
        else:
            fields.append((name, str(one.get("value", ""))))
    return fields


def test_nothing_of_one_setting_is_read_by_the_lead_of_another(app: Flask, both: tuple[Visitor, Visitor]) -> None:
    ours, theirs = both
    rules, pages, unproved, wrong = _rules(app, "GET"), [], [], []
    for rule in rules:
        answers = [(address, _asked(ours, "GET", address)) for address in _filled(rule)]
        pages += answers
        shown = [(address, answer) for address, answer in answers if answer.status_code == 200]
        if "<int:" in rule.rule and permission_of(app.view_functions[rule.endpoint]) is LEAD and not shown:
            unproved.append(rule.rule)
        for address, answer in answers:
            back = [f"{address}?on=2026-11-01"] if can_look_back(app.view_functions[rule.endpoint]) else []
            for asked in [address, *back]:
                got = _asked(theirs, "GET", asked)
                if _tells(got) or (rule.arguments and _is_kept(answer) and got.status_code != 404):
                    wrong.append((asked, got.status_code))
    for asked in sorted(_asked_by_pages(pages)):
        got = _asked(theirs, "GET", asked)
        if _tells(got):
            wrong.append((asked, got.status_code))

    assert wrong == []
    assert unproved == []


def test_nothing_of_one_setting_is_changed_by_the_lead_of_another(app: Flask, both: tuple[Visitor, Visitor]) -> None:
    ours, theirs = both
    forms = [form for rule in _rules(app, "GET") for address in _filled(rule) for form in _forms(ours, address)]
    before, wrong = _kept(), []
    token = {"csrf_token": theirs.visit("/about").form("Sign out").find("input", attrs={"name": "csrf_token"})["value"]}  # type: ignore[index]

    for rule in _rules(app, "POST"):
        for address in _filled(rule):
            got = _asked(theirs, "POST", address, data=token)
            is_numbered = "<int:" in rule.rule and permission_of(app.view_functions[rule.endpoint]) is LEAD
            if _tells(got) or (is_numbered and got.status_code != 404):
                wrong.append((address, got.status_code))
    for address, fields in forms:
        got = _asked(theirs, "POST", address, data={**fields, **token})
        if _tells(got):
            wrong.append((address, got.status_code))

    assert wrong == []
    assert _kept() == before


def _forms(visitor: Visitor, address: str) -> list[tuple[str, dict[str, list[str]]]]:
    """The forms of a page that change something or fetch a file, each filled in."""
    answer, found = _asked(visitor, "GET", address), []
    soup = BeautifulSoup(answer.text if answer.mimetype == "text/html" else "", "html5lib")
    for form in soup.select("main form[method=post]"):
        fields: dict[str, list[str]] = {}
        for name, value in _typed(form, "Ada"):
            fields.setdefault(name, []).append(value)
        for button in form.select("button[name]"):
            fields[str(button["name"])] = [str(button.get("value", ""))]
        found.append((str(form.get("action") or address), fields))
    return found


def _kept() -> dict[str, list[Any]]:
    """Every row that belongs to the first setting, to its people or to their posts."""
    session.rollback()
    found = {}
    for name, table in db.metadata.tables.items():
        owners = [table.c[one] for one in OURS if one in table.c]
        if owners and name not in ("audit_entry", "sign_in"):
            rows = session.execute(select(table)).mappings().all()
            found[name] = [dict(row) for row in rows if all(row[one.name] in OURS[one.name] for one in owners)]
    session.rollback()
    return found
