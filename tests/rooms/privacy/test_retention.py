"""Nothing is kept for longer than was promised, and a setting may promise something else."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.accounts.models import AccountToken, Person, SignInFailure, SignInSession
from app.accounts.queries import by_username
from app.audit.models import AuditEntry
from app.audit.queries import first_break
from app.certificates import queries as certificates
from app.core.clock import at, now, today
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Role
from app.jobs.models import Job, JobFile
from app.learning.models import Completion
from app.notices.models import Notice
from app.privacy import actions, rules
from app.privacy.queries import periods_of
from app.quizzes.models import AttemptAnswer
from app.reflection.models import ReflectionText
from app.requirements.models import Standing
from app.workforce import actions as workforce
from app.workforce.models import RosterUpload
from app.workforce.queries import current_post
from tests.factories.people import a_colleague, a_setting
from tests.rooms.privacy.test_rights import count, somebody
from tests.visitor import Visitor

YEAR = timedelta(days=366)


def leave(username: str, setting: int) -> None:
    """Her last day is today."""
    person = by_username(username)
    assert person is not None
    post = current_post(person.id, setting)
    assert post is not None
    workforce.end_post(post.id, today())
    session.commit()


def name_of(person_id: int) -> str | None:
    return session.scalar(select(Person.name).where(Person.id == person_id))


def kept() -> set[str]:
    """Which kinds of thing are there."""
    tables = (AccountToken, SignInFailure, SignInSession, Notice, ReflectionText, AttemptAnswer, JobFile, Standing)
    there = {table.__tablename__ for table in tables if count(table)}
    return there | ({"import file"} if any(session.scalars(select(RosterUpload.content))) else set())


def filled(app: Flask) -> int:
    """Somebody who completed a module and then left, with one of everything beside her."""
    person_id, moment = somebody(app, "aminamark"), now()
    workforce.upload(1, person_id, "staff.csv", b"first name,last name,role\nAda,Byron,Cook\n")
    link = {"token_digest": "x", "purpose": "invitation", "person_id": person_id}
    session.add_all(
        [
            JobFile(job_id=1, name="a.txt", mimetype="text/plain", content=b"words"),
            SignInFailure(name_digest="x", at=moment),
            AccountToken(**link, made_at=moment, expires_at=moment),
        ]
    )
    session.get_one(Job, 1).ended_at = moment
    session.execute(text("DELETE FROM appointment"))
    session.commit()
    return person_id


def retain_twice(moment: datetime) -> dict[str, int]:
    """What goes at a moment; the second run finds nothing."""
    with at(moment):
        first = actions.forget_what_is_old()
        session.commit()
        assert set(actions.forget_what_is_old().values()) == {0}
        session.commit()
    return {name: number for name, number in first.items() if number}


def test_year_by_year_everything_goes_when_its_time_is_over(app: Flask) -> None:
    person_id, began = filled(app), now()
    assert len(kept()) == 9
    leave("aminamark", 1)

    gone = {
        days: set(retain_twice(began + timedelta(days=days)))
        for days in (2, 31, 91, 366, 731, 1100, 1500, 1900, 2180, 2195, 2600)
    }

    assert gone == {
        2: {"staff lists", "files of jobs"},
        31: {"links", "join requests"},
        91: {"messages"},
        366: {"sign-ins", "wrong tries", "reflections", "reasons for leave or more time"},
        731: {"answers"},
        1100: set(),
        1500: set(),
        1900: set(),
        2180: set(),
        2195: {"people who left", "audit rows", "practice actions"},
        2600: set(),
    }
    assert kept() == set()
    assert name_of(person_id) == f"erased-{person_id}"
    assert session.scalars(select(Completion)).one().facts["name"] == f"erased-{person_id}"
    assert certificates.of_person(person_id)[0].withdrawn_at is not None
    assert first_break() is None


def test_whoever_still_works_somewhere_or_came_back_keeps_her_name(app: Flask) -> None:
    school, club = a_setting(), a_setting(code="club")
    post = a_colleague("amina", setting=school)
    leave("amina", school)
    with at(now() + 3 * YEAR):
        workforce.start_post(post.person_id, club, Role.STAFF, "Helper", today())
        session.commit()

    assert "people who left" not in retain_twice(now() + 8 * YEAR)

    with at(now() + 9 * YEAR):
        leave("amina", club)
    assert "people who left" not in retain_twice(now() + 14 * YEAR)
    assert retain_twice(now() + 16 * YEAR)["people who left"] == 1


def test_an_office_counts_as_being_here(app: Flask) -> None:
    post = a_colleague("amina")
    leave("amina", 1)
    facts = "(person_id, office, began_at) VALUES (:person, 'reviewer', '2026-01-01')"
    session.execute(text(f"INSERT INTO appointment {facts}"), {"person": post.person_id})
    session.commit()

    assert "people who left" not in retain_twice(now() + 8 * YEAR)


def test_a_record_that_was_merged_into_hers_goes_with_her(app: Flask) -> None:
    kept_one, merged = a_colleague("amina"), a_colleague("ayusuf", setting=a_setting(code="club"))
    actions.merge(kept_one.person_id, merged.person_id, by="A. Manager", reason="one person")

    actions.erase(kept_one.person_id, by="A. Manager", reason="She asked")

    assert name_of(merged.person_id) == f"erased-{merged.person_id}"


def test_a_setting_keeps_things_for_as_long_as_it_chose_and_others_as_usual(app: Flask) -> None:
    ours, theirs, began = somebody(app, "aminamark"), somebody(app, "tommark"), now()
    actions.keep_for(1, ours, {"reflections": 6, "answers": 36, "completions": 24})
    session.execute(text("DELETE FROM appointment"))
    session.commit()
    thoughts, answers = count(ReflectionText), count(AttemptAnswer)

    retain_twice(began + timedelta(days=200))
    assert count(ReflectionText) == thoughts / 2
    retain_twice(began + timedelta(days=740))
    assert (count(ReflectionText), count(AttemptAnswer)) == (0, answers / 2)
    leave("aminamark", 1)
    leave("tommark", 2)
    retain_twice(began + 3 * YEAR)
    assert [name_of(one) == f"erased-{one}" for one in (ours, theirs)] == [True, False]


def test_drafts_live_as_long_as_their_setting_says(app: Flask) -> None:
    person = somebody(app, "aminamark")
    session.execute(text("DELETE FROM reflection"))
    actions.keep_for(1, person, {"drafts": 2})

    assert "drafts" not in retain_twice(now() + timedelta(days=59))
    assert retain_twice(now() + timedelta(days=61))["drafts"] > 0


def test_a_lead_chooses_and_the_audit_log_says_what_changed(app: Flask) -> None:
    mark = a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/people")
    page = lead.follow("How long we keep things")
    assert page.says("To confirm with your data protection lead")
    assert lead.press("Keep things for this long", answers="12").says("How long things are kept is noted")

    assert periods_of(1) == {"completions": 72, "answers": 12, "reflections": 12, "drafts": 1, "actions": 72}
    changed = session.scalars(select(AuditEntry).where(AuditEntry.act == "policy changed")).one()
    assert changed.person_id == mark.person_id
    assert changed.facts == {"setting": 1, "what": "answers", "before": 24, "months": 12}
    session.rollback()
    lead.visit("/our-setting/kept-for")
    lead.press("Keep things for this long", answers="24")
    assert periods_of(1)["answers"] == 24


@pytest.mark.parametrize(
    ("typed", "said"),
    [("0", "Choose 1 to 60 months"), ("61", "Choose 1 to 60"), ("a year", "in digits"), ("", "Enter a number")],
)
def test_what_is_not_sensible_is_refused_in_words(app: Flask, typed: str, said: str) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/our-setting/kept-for")

    assert lead.press("Keep things for this long", 400, answers=typed).says(said)
    assert periods_of(1)["answers"] == 24


def test_the_limits_hold_behind_the_page_too(app: Flask) -> None:
    mark = a_colleague("mark", Role.DSL)

    with pytest.raises(DomainError, match="12 to 180 months"):
        actions.keep_for(1, mark.person_id, {rules.COMPLETIONS: 1})
