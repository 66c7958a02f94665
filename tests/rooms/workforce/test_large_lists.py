"""A long staff list is brought in by a worker: visibly, once, and all of it or nothing."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.clock import at, now
from app.core.database import session
from app.core.errors import OutOfOrder
from app.core.vocabulary import Role
from app.jobs import queries as jobs
from app.jobs.actions import carry_out_due, reserve
from app.jobs.models import Job
from app.jobs.records import State
from app.workforce import actions
from app.workforce.models import Post, RosterUpload
from tests.factories.faults import refuse_rows, take_rows_again
from tests.factories.people import a_colleague
from tests.visitor import Visitor

SIZE, BAD = 600, 120


def a_list() -> bytes:
    rows = [f"S{n},Given{n},{'' if n < BAD else f'Family{n}'},Teacher,p{n}@example.org" for n in range(SIZE)]
    return "\n".join(["Staff code,First name,Last name,Job,Email", *rows]).encode()


@pytest.fixture
def lead(app: Flask) -> int:
    return a_colleague("mark", Role.DSL).person_id


def asked(lead: int, content: bytes = b"") -> int:
    upload = actions.upload(1, lead, "staff.csv", content or a_list())
    work = actions.take_in(upload, 1, lead, set())
    session.commit()
    assert work is not None
    return work


def people() -> int:
    return session.scalar(select(func.count()).select_from(Person)) or 0


def test_a_long_list_is_confirmed_on_a_page_that_says_how_far_and_ends_with_what_came_of_it(
    app: Flask, lead: int
) -> None:
    a_colleague("stays", name="Stays Here")
    visitor = Visitor(app)
    visitor.sign_in("mark")
    visitor.visit("/people/import")
    visitor.press("Look at it", file=(io.BytesIO(a_list()), "staff.csv"))
    dry = visitor.follow("More rows to fix")
    assert dry.says("Page 2 of 4")

    assert visitor.press("Do this").says("Waiting to begin")
    carry_out_due()
    page = visitor.visit("/work/1")

    assert page.says(f"Added: {SIZE - BAD}")
    assert page.says(f"Left out, to be mended: {BAD}")
    with visitor._ask("GET", "/work/1/file") as to_mend:
        assert len(to_mend.data.splitlines()) == BAD + 1
    assert visitor.follow("Go to People").says(f"{SIZE - BAD + 2} people")
    assert visitor.follow("Next page").says("Page 2 of 20")
    missing = b"Staff code,First name,Last name,Job\nS500,Given500,Family500,Teacher\n"
    visitor.visit("/people/import")
    dry = visitor.press("Look at it", file=(io.BytesIO(missing), "staff.csv"))
    assert dry.says("more, who stay as they are")


def test_its_stages_are_told_before_anything_is_written(lead: int) -> None:
    told: list[tuple[str, int, int]] = []
    upload = actions.upload(1, lead, "staff.csv", a_list())
    job = jobs.mine(asked(lead), lead)
    before = people()

    def say(*said: Any) -> None:
        told.append(said)
        assert people() == before

    actions.bring_in(job, say)

    assert upload
    assert told == [
        ("Reading the list", 0, 0),
        ("Comparing with who works here", SIZE, SIZE),
        (f"Writing {SIZE - BAD} people, all at once", 0, 0),
    ]


def test_asked_for_twice_it_is_done_once_and_the_same_list_again_changes_nothing(lead: int) -> None:
    upload = actions.upload(1, lead, "staff.csv", a_list())
    assert actions.take_in(upload, 1, lead, set()) == actions.take_in(upload, 1, lead, set())
    session.commit()
    assert carry_out_due() == 1

    again = asked(lead)
    carry_out_due()

    assert jobs.mine(again, lead).result["unchanged"] == str(SIZE - BAD)
    assert people() == 1 + SIZE - BAD


def test_another_lead_does_not_bring_the_same_list_in_meanwhile(lead: int) -> None:
    deputy = a_colleague("dee", Role.DEPUTY_DSL)
    upload = actions.upload(1, lead, "staff.csv", a_list())
    actions.take_in(upload, 1, lead, set())

    with pytest.raises(OutOfOrder):
        actions.take_in(upload, 1, deputy.person_id, set())


def test_a_fault_midway_leaves_nobody_and_the_list_can_be_confirmed_again(lead: int) -> None:
    refuse_rows("notice")
    work = asked(lead)
    carry_out_due()

    assert jobs.mine(work, lead).state is State.FAILED
    assert "Nothing was changed" in jobs.mine(work, lead).words
    assert (people(), session.scalar(select(func.count()).select_from(Post))) == (1, 1)
    take_rows_again("notice")
    upload = session.scalars(select(RosterUpload)).one()
    actions.take_in(upload.id, 1, lead, set())
    session.commit()
    carry_out_due()
    assert people() == 1 + SIZE - BAD


def test_a_list_whose_worker_died_is_taken_over_and_brought_in_once(lead: int) -> None:
    work = asked(lead)
    assert reserve() == work
    session.commit()
    assert carry_out_due() == 0

    with at(now() + timedelta(minutes=6)):
        assert carry_out_due() == 1

    assert session.get_one(Job, work).state == State.DONE
    assert people() == 1 + SIZE - BAD


def test_a_list_that_names_no_needed_column_fails_in_words(lead: int) -> None:
    rows = "\n".join(["First name,Job", *(f"Given{n},Cook" for n in range(SIZE))])
    work = asked(lead, rows.encode())
    carry_out_due()

    assert "names no column for: last name" in jobs.mine(work, lead).words
