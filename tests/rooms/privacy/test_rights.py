"""My data: all of mine and nothing of anyone else's; after erasure, nothing anywhere but that training happened."""

import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app.certificates import queries as certificates
from app.core.clock import at, now
from app.core.database import db, session
from app.jobs.models import Job
from app.learning.models import Completion
from app.notices.models import Notice
from app.privacy import actions
from app.privacy.models import KeptFor
from app.privacy.queries import as_archive, everything_about
from app.quizzes.models import AttemptAnswer
from app.reflection.models import ReflectionText
from app.requirements.models import Evidence, OutsideTraining, Relief
from app.workforce.models import Appointment, EarlierTraining, JoinRequest
from tests.factories.bytes_stored import bytes_stored
from tests.factories.people import PASSWORD, a_person, a_post, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import come_to_the_reflection
from tests.visitor import Visitor

SECRETS = {
    "password_hash",
    "pin_hash",
    "token_digest",
    "code_digest",
    "secret",
    "last_step",
    "public_key",
    "key",
    "body",
    "chain",
}


def somebody(app: Flask, marker: str) -> int:
    """A person with her marker in every place where words about her can stand; she has completed the module."""
    setting = a_setting(code=f"place-{marker}")
    person = a_person(marker, f"Given{marker} Family{marker}", f"{marker}@example.org")
    post = a_post(person, setting, job=f"Job {marker}")
    session.add_all(
        [
            EarlierTraining(
                person_id=person.id, post_id=post.id, title=f"Title {marker}", provider=f"Provider {marker}"
            ),
            JoinRequest(setting_id=setting, name=f"Asked {marker}", job_title="x", person_id=person.id, asked_at=now()),
            Appointment(person_id=person.id, office="author", partnership_id=1, began_at=now(), ended_at=now()),
            OutsideTraining(
                person_id=person.id,
                post_id=post.id,
                title=f"Elsewhere {marker}",
                done_on=date(2026, 3, 1),
                note=f"Seen {marker}",
                recorded_by=person.id,
                recorded_at=now(),
            ),
            Relief(
                person_id=person.id,
                post_id=post.id,
                kind="leave",
                reason=f"Away {marker}",
                begins_on=date(2026, 3, 1),
                until=date(2026, 4, 1),
                given_by=person.id,
                given_at=now(),
            ),
            Job(kind=f"Work {marker}", person_id=person.id, facts={"words": f"Wanted {marker}"}, asked_at=now()),
            KeptFor(setting_id=setting, what="answers", months=23, chosen_by=person.id, chosen_at=now()),
        ]
    )
    session.commit()
    visitor = Visitor(app)
    visitor.sign_in(marker)
    come_to_the_reflection(visitor, post.id, MODULE)
    visitor.press("Finish my reflection", text_1=f"Thought {marker}", text_2=f"Second thought {marker}")
    visitor.visit("/actions/new")
    visitor.press("Add to our", words=f"Action of {marker}", owner=f"Owner {marker}", review_on=["1", "3", "2027"])
    return person.id


def stored_words(person_id: int) -> set[str]:
    """Every text in every row that leads to a person, found by walking the tables and not by a list."""
    found = set()
    for table in db.metadata.sorted_tables:
        if "person_id" in table.c:
            wanted = table.c.person_id == person_id
        elif "enrolment_id" in table.c:
            enrolment = db.metadata.tables["enrolment"]
            mine = select(enrolment.c.id).where(enrolment.c.person_id == person_id)
            wanted = table.c.enrolment_id.in_(mine)
        else:
            continue
        for row in session.execute(select(table).where(wanted)).mappings():
            found |= {str(value) for name, value in row.items() if isinstance(value, str) and name not in SECRETS}
    return found


def test_my_archive_holds_every_word_that_leads_to_me_and_none_of_anyone_elses(app: Flask) -> None:
    amina, tom = somebody(app, "aminamark"), somebody(app, "tommark")
    visitor = Visitor(app)
    visitor.sign_in("aminamark")
    visitor.visit("/my-account/my-data")
    token = visitor.page.soup.find(attrs={"name": "csrf_token"})["value"]  # type: ignore[union-attr,index]
    with visitor._ask("POST", "/my-account/my-data", data={"csrf_token": token}) as download:
        archive = zipfile.ZipFile(BytesIO(download.data))
    held = archive.read("my-data.json").decode()
    page = archive.read("my-data.html").decode()

    known = json.dumps(json.loads(held), ensure_ascii=False)
    assert [word for word in stored_words(amina) if json.dumps(word, ensure_ascii=False)[1:-1] not in known] == []
    assert "Thought aminamark" in page
    assert "Wanted aminamark" in page
    assert [row["months"] for row in json.loads(held)["kept_for"]] == [23]
    assert [row["office"] for row in json.loads(held)["appointments"]] == ["author"]
    assert "tommark" not in held + page
    assert stored_words(tom)
    assert "argon2" not in held


def test_after_erasure_no_word_of_hers_is_left_in_any_row_nor_in_the_bytes_of_the_file(
    app: Flask, tmp_path: Path
) -> None:
    amina, tom = somebody(app, "aminamark"), somebody(app, "tommark")
    number = certificates.of_person(amina)[0].number

    actions.erase(amina, by="A. Manager", reason="She asked")
    session.commit()
    # What she wrote for her setting is the setting's own; everything that was hers has to be gone.
    for table in ("practice_step", "practice_action"):
        session.execute(text(f"DELETE FROM {table}"))
    session.commit()
    session.remove()
    bytes_there = bytes_stored(tmp_path)

    gone = (
        "Given{}",
        "{}@example",
        "Thought {}",
        "Title {}",
        "Asked {}",
        "Work {}",
        "Wanted {}",
        "Elsewhere {}",
        "Seen {}",
        "Away {}",
    )
    for word in (one.format("aminamark").encode() for one in gone):
        assert word not in bytes_there, word
    assert b"Thought tommark" in bytes_there
    assert session.scalars(select(Appointment.person_id)).all() == [tom]
    assert session.scalar(select(func.count()).select_from(Completion)) == 2
    session.rollback()
    checked = Visitor(app).visit(f"/check/{number}")
    assert checked.says("Withdrawn")
    stranger = Visitor(app)
    stranger.visit("/sign-in")
    stranger.press("Sign in", 400, username="aminamark", password=PASSWORD)


def test_the_files_of_her_training_elsewhere_are_in_her_archive_and_go_with_her(app: Flask) -> None:
    amina = somebody(app, "aminamark")
    proof = b"%PDF-1.4 proof of aminamark %%EOF"
    facts = {"name": "proof.pdf", "mimetype": "application/pdf", "size": len(proof), "digest": "0" * 64}
    session.add(Evidence(training_id=1, content=proof, **facts))
    session.flush()

    with zipfile.ZipFile(BytesIO(as_archive(amina))) as archive:
        assert archive.read("evidence/1 proof.pdf") == proof
    actions.erase(amina, by="A. Manager", reason="She asked")

    assert [count(table) for table in (Evidence, OutsideTraining, Relief)] == [0, 0, 0]


def test_why_somebody_was_away_is_forgotten_a_year_after_it_was_over(app: Flask) -> None:
    somebody(app, "aminamark")
    ended = session.scalars(select(Relief)).one().until
    assert ended is not None

    with at(datetime(2027, 3, 31, 12, tzinfo=UTC)):
        actions.forget_what_is_old()
        assert session.scalars(select(Relief.reason)).all() == ["Away aminamark"]
    with at(datetime(2027, 4, 3, 12, tzinfo=UTC)):
        actions.forget_what_is_old()

    assert session.scalars(select(Relief.reason)).all() == [None]
    assert session.scalars(select(Relief.until)).all() == [ended]


def test_an_erasure_needs_a_name_and_a_reason(app: Flask) -> None:
    a_person("amina")
    session.commit()

    result = app.test_cli_runner().invoke(args=["privacy", "erase", "amina", "--by", " ", "--reason", "asked"])

    assert result.exit_code == 1
    assert "needs the name" in result.output


def count(model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize(
    ("days", "gone"),
    [(29, []), (91, [Notice]), (366, [Notice, ReflectionText]), (731, [Notice, ReflectionText, AttemptAnswer])],
)
def test_each_thing_is_forgotten_when_its_time_is_over_and_no_sooner(app: Flask, days: int, gone: list[type]) -> None:
    somebody(app, "aminamark")
    session.execute(text("UPDATE notice SET state = 'sent'"))
    with at(now() + timedelta(days=days)):
        actions.forget_what_is_old()
        again = actions.forget_what_is_old()

    left = {model: count(model) for model in (Notice, ReflectionText, AttemptAnswer)}
    assert {model for model, number in left.items() if number == 0} == set(gone)
    assert set(again.values()) == {0}
    assert count(Completion) == 1


def test_a_dry_run_deletes_nothing_and_a_second_run_finds_nothing(app: Flask) -> None:
    somebody(app, "aminamark")
    session.execute(text("UPDATE sign_in_failure SET at = '2020-01-01 00:00:00'"))
    session.execute(text("UPDATE reflection SET finished_at = '2020-01-01 00:00:00'"))
    session.commit()
    runner = app.test_cli_runner()

    dry = runner.invoke(args=["privacy", "retain"])
    assert "reflections: 3" in dry.output
    assert count(ReflectionText) == 3
    session.rollback()
    assert "reflections: 3" in runner.invoke(args=["privacy", "retain", "--confirm"]).output
    assert "reflections: 0" in runner.invoke(args=["privacy", "retain"]).output


def test_what_is_held_has_no_secret_in_it(app: Flask) -> None:
    held = everything_about(somebody(app, "aminamark"))

    assert not {key for rows in held.values() for row in rows for key in row} & (SECRETS - {"key"})
