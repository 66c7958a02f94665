"""Whatever is in the register, in whichever editions and actions: who walks along the thread finds the way back."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.access.identity import Identity
from app.core.clock import now
from app.core.database import session
from app.core.vocabulary import Role
from app.library.models import ModuleVersion, StatementFinding, VersionQuestion, VersionStatement
from app.practice import queries as practice
from app.practice.models import PracticeAction, PracticeStep
from app.reviews.models import Finding, Review, Theme
from app.thread import queries
from app.thread.records import Line
from tests.factories.people import a_colleague
from tests.factories.practice import held

THEMES = ("voice", "neglect")
MODULES = ("series/one", "series/two")
CODES = ("ask", "write")
REFS = ("a.1", "a.2", "b.1")
Place = tuple[str, Any]

REGISTER = st.dictionaries(st.sampled_from(REFS), st.sampled_from(THEMES), min_size=1)
STATEMENTS = st.dictionaries(st.sampled_from(CODES), st.sets(st.sampled_from(REFS)), min_size=1)
VERSIONS = st.lists(
    st.tuples(st.sampled_from(MODULES), STATEMENTS, st.lists(st.sampled_from(CODES), max_size=2)),
    min_size=1,
    max_size=4,
)
ACTIONS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(CODES), st.sets(st.sampled_from((*THEMES, "gone")))), max_size=4
)


def a_register(findings: dict[str, str]) -> None:
    for place, ref in enumerate(THEMES):
        session.add(Theme(ref=ref, position=place, title=ref.title(), sentence="Why."))
    for place, name in enumerate(sorted({ref[0] for ref in findings})):
        facts = {"title": name, "label": name, "body": "A board", "kind": "local-review", "published": f"202{place}"}
        where = {"settings": [], "where": [], "checked_on": "2026-11-01", "taken_down": False}
        session.add(Review(ref=name, position=place, **facts, **where))
    session.flush()
    for ref, theme in findings.items():
        facts = {"review_ref": ref[0], "number": int(ref[2]), "text": ref, "theme": theme, "evidence": "seen"}
        session.add(Finding(ref=ref, **facts))
    session.flush()


def a_version(module: str, statements: dict[str, set[str]], questions: list[str]) -> int:
    front = {"section_titles": {"only": "Only"}}
    facts = {"edition": "1", "digest": "", "change": "learning", "title": module, "course_title": "", "front": front}
    version = ModuleVersion(module=module, published_at=now(), **facts)
    session.add(version)
    session.flush()
    for place, (code, findings) in enumerate(sorted(statements.items())):
        facts = {"position": place, "section": "only", "text": code, "kinds": ["primary"]}
        statement = VersionStatement(version_id=version.id, code=code, **facts)
        session.add(statement)
        session.flush()
        session.add_all(StatementFinding(statement_id=statement.id, finding_ref=ref) for ref in findings)
    for number, code in enumerate(questions):
        payload = {"id": f"q{number}", "stem": "What?", "statement": code}
        session.add(VersionQuestion(version_id=version.id, code=f"q{number}", audience="everyone", payload=payload))
    session.flush()
    return version.id


def an_action(post_id: int, source: dict[str, Any]) -> None:
    place = held(post_id).setting_id
    action = PracticeAction(
        setting_id=place, author_post_id=post_id, words="We ask.", origin="fresh", created_at=now(), **source
    )
    session.add(action)
    session.flush()
    standing = {"state": "planned", "review_on": date(2027, 1, 1), "owner": "", "owner_post_id": post_id}
    session.add(PracticeStep(action_id=action.id, kind="opened", at=now(), by_post_id=post_id, words="", **standing))
    session.flush()


def line_at(place: Place, who: Identity) -> Line:
    kind, ref = place
    return getattr(queries, f"of_{kind}")(ref, who)[1]


def neighbours(place: Place, who: Identity) -> set[Place]:
    """Everything that the page of a place leads to."""
    line = line_at(place, who)
    themes = {one.theme for one in line.findings} & set(line.themes)
    if place[0] == "action":
        themes = set(queries.of_action(place[1], who)[0].themes) & set(line.themes)
    return (
        {("review", one.review.ref) for one in line.findings}
        | {("finding", one.ref) for one in line.findings}
        | {("theme", ref) for ref in themes}
        | {("statement", one.key) for one in line.statements}
        | {("question", one.key) for one in line.questions}
        | {("action", one.action.id) for one in line.actions}
    )


def everywhere(who: Identity, start: set[Place]) -> dict[Place, set[Place]]:
    """Every place that can be walked to, with what its page leads to."""
    found: dict[Place, set[Place]] = {}
    waiting = set(start)
    while waiting:
        place = waiting.pop()
        found[place] = neighbours(place, who)
        waiting |= found[place] - set(found)
    return found


@pytest.fixture
def lead(empty_app: Flask) -> Identity:
    """The lead of a school; what each example adds is never committed."""
    post = held(a_colleague("mark", Role.DSL).id)
    return Identity(post.person_id, "Mark", "", (post,), post)


@given(REGISTER, VERSIONS, ACTIONS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_step_along_the_thread_can_be_taken_back(
    lead: Identity,
    findings: dict[str, str],
    versions: list[tuple[str, dict[str, set[str]], list[str]]],
    actions: list[tuple[int, str, set[str]]],
) -> None:
    a_register(findings)
    published = [(a_version(*version), version) for version in versions]
    for pick, code, themes in actions:
        number, (module, statements, _) = published[pick % len(published)] if published else (None, ("", {}, []))
        source = {"module": module, "statement": code, "version_id": number} if code in statements else {}
        an_action(lead.posts[0].id, {**dict.fromkeys(("module", "statement")), **source, "themes": sorted(themes)})
    own = {("action", one.id) for one in practice.of_setting(lead.posts[0].setting_id)}
    start = own | {("review", ref[0]) for ref in findings} | {("theme", ref) for ref in THEMES}

    leads_to = everywhere(lead, start)
    one_way = [(here, there) for here, some in leads_to.items() for there in some if here not in leads_to[there]]

    assert one_way == []
    assert len(own) == len(actions)
    assert {("finding", ref) for ref in findings} <= set(leads_to)
    session.rollback()
