"""Work for later: done once, or not at all; its page says how far."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.clock import at, now
from app.core.database import session
from app.core.errors import DomainError
from app.jobs import queries
from app.jobs.actions import (
    MOST_TRIES,
    PART_BYTES,
    Outcome,
    PartedFile,
    _pieces,
    ask,
    ask_unless_asked,
    can,
    carry_out_due,
    do_pieces,
    forget_old_files,
    keep_doing,
    look_round,
    note_at_work,
    regularly,
    reserve,
)
from app.jobs.models import Job, JobFile, JobFilePart
from app.jobs.records import FileMade, JobRecord, State
from app.workforce.actions import create_trust
from app.workforce.models import Trust
from tests.factories.people import a_colleague
from tests.visitor import Visitor


@pytest.fixture
def amina(app: Flask) -> int:
    return a_colleague("amina").person_id


def asked(person_id: int, kind: str = "work") -> int:
    job_id = ask(kind, None, person_id, words="hello")
    session.commit()
    return job_id


def test_a_job_is_done_once_with_what_it_was_asked(amina: int) -> None:
    seen: list[JobRecord] = []
    can("work", lambda job, say: seen.append(job) or Outcome({"rows": 3}))
    job_id = asked(amina)

    assert carry_out_due() == 1
    assert carry_out_due() == 0

    assert [job.facts for job in seen] == [{"words": "hello"}]
    assert queries.mine(job_id, amina).result == {"rows": 3}


def test_what_a_failed_job_wrote_is_not_kept_and_its_page_says_why(app: Flask, amina: int) -> None:
    def fail(job: JobRecord, say: object) -> Outcome:
        create_trust("half", "Half done")
        raise DomainError("The list names nobody.")

    can("work", fail)
    job_id = asked(amina)
    carry_out_due()
    visitor = Visitor(app)
    visitor.sign_in("amina")

    assert session.scalar(select(Trust.id)) is None
    assert visitor.visit(f"/work/{job_id}").says("The list names nobody.")


def test_a_fault_of_ours_is_said_without_its_words(amina: int) -> None:
    can("work", lambda *_: Outcome({"rows": 1 // 0}))
    job_id = asked(amina)
    carry_out_due()

    failed = queries.mine(job_id, amina)
    assert failed.state is State.FAILED
    assert "our fault" in failed.words
    assert "division" not in failed.words


def test_the_page_says_how_far_and_looks_again_by_itself(app: Flask, amina: int) -> None:
    visitor, pages = Visitor(app), []
    visitor.sign_in("amina")

    def work(job: JobRecord, say: object) -> Outcome:
        say("Reading the list", 40, 100)  # type: ignore[operator]
        pages.append(visitor.visit(f"/work/{job.id}"))
        return Outcome()

    can("work", work)
    asked(amina)
    carry_out_due()

    assert pages[0].says("Reading the list")
    assert pages[0].says("40 of 100")
    assert pages[0].response.headers["Refresh"] == "2"


def test_the_page_says_when_nobody_is_at_work(app: Flask, amina: int) -> None:
    job_id, visitor = asked(amina), Visitor(app)
    visitor.sign_in("amina")
    alone = visitor.visit(f"/work/{job_id}")
    note_at_work("somebody")

    assert alone.says("Nobody is at work")
    assert not visitor.visit(f"/work/{job_id}").says("Nobody is at work")


def test_a_job_whose_worker_died_is_taken_over_and_given_up_after_a_few_tries(amina: int) -> None:
    can("work", lambda *_: Outcome())
    job_id = asked(amina)
    for later in range(MOST_TRIES):
        with at(now() + timedelta(minutes=6 * later)):
            assert reserve() == job_id
            session.commit()

    with at(now() + timedelta(hours=1)):
        carry_out_due()

    assert queries.mine(job_id, amina).state is State.FAILED


def test_work_of_the_sites_own_is_asked_for_once_at_a_time_and_its_rows_do_not_pile_up(amina: int) -> None:
    can("work", lambda *_: Outcome())
    hers = asked(amina)
    ask_unless_asked("work", timedelta(minutes=5))

    assert ask_unless_asked("work", timedelta(minutes=5)) is None
    session.commit()
    carry_out_due()
    assert ask_unless_asked("work", timedelta(minutes=5)) is None
    with at(now() + timedelta(minutes=6)):
        assert ask_unless_asked("work", timedelta(minutes=5))

    assert session.get(Job, hers)
    assert session.scalar(select(func.count()).select_from(Job)) == 2


def test_what_is_to_be_looked_for_is_looked_for_at_each_round(amina: int) -> None:
    looked: list[int] = []
    regularly(lambda: looked.append(1))
    look_round()
    look_round()

    assert looked == [1, 1]


def test_a_file_is_its_askers_alone_and_kept_for_a_day(app: Flask, amina: int) -> None:
    can("work", lambda *_: Outcome(file=FileMade("list.csv", "text/csv", b"a,b\n")))
    job_id = asked(amina)
    carry_out_due()
    a_colleague("gareth")
    hers, his = Visitor(app), Visitor(app)
    hers.sign_in("amina")
    his.sign_in("gareth")

    assert hers.visit(f"/work/{job_id}/file").response.data == b"a,b\n"
    his.visit(f"/work/{job_id}/file", status=404)
    with at(now() + timedelta(days=2)):
        assert forget_old_files() == 1
    assert session.scalar(select(JobFile.job_id)) is None


def test_what_nobody_has_to_ask_for_is_done_piece_by_piece_and_a_fault_in_one_holds_up_no_other(app: Flask) -> None:
    left = ["north", "south"]

    def found_trusts() -> bool:
        if left:
            create_trust(left[0], left.pop(0).title())
        return bool(left)

    def fail() -> bool:
        create_trust("half", "Half done")
        raise RuntimeError("broken")

    keep_doing(fail)
    keep_doing(found_trusts)
    try:
        do_pieces()
    finally:
        for piece in (fail, found_trusts):
            _pieces.pop(piece)

    assert session.scalars(select(Trust.code).order_by(Trust.id)).all() == ["north", "south"]


def test_a_job_that_says_nothing_for_too_long_is_stopped(amina: int) -> None:
    can("hangs", lambda job, say: Event().wait(30) and Outcome())
    job_id = asked(amina, "hangs")

    carry_out_due(silence=timedelta(milliseconds=50))

    assert queries.mine(job_id, amina).state is State.FAILED


def test_a_long_file_goes_in_parts_and_what_an_earlier_try_left_is_not_in_it(app: Flask, amina: int) -> None:
    tries: list[int] = []

    def write(job: JobRecord, say: Callable[..., None]) -> Outcome:
        tries.append(1)
        file = PartedFile(job.id)
        for letter in b"ab" if len(tries) > 1 else b"x":
            file.write(bytes([letter]) * PART_BYTES)
            say("writing", 1, 2)
        if len(tries) == 1:
            raise RuntimeError("the worker died")
        file.write(b"end")
        file.close()
        return Outcome(file=FileMade("long.bin", "application/octet-stream", b""))

    can("work", write)
    job_id = asked(amina)
    carry_out_due()
    row = session.get_one(Job, job_id)
    row.state, row.ended_at = State.WAITING, None
    session.commit()
    carry_out_due()
    hers = Visitor(app)
    hers.sign_in("amina")

    answer = hers._ask("GET", f"/work/{job_id}/file")
    assert answer.data == b"a" * PART_BYTES + b"b" * PART_BYTES + b"end"
    answer.close()
    with at(now() + timedelta(days=2)):
        forget_old_files()
    assert session.scalar(select(JobFilePart.job_id)) is None
