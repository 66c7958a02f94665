"""Who is asked, once, on a day she works; after jumps and stops; by two schedulers at once."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.core.clock import at
from app.core.database import session
from app.core.dates import date_of
from app.core.vocabulary import Role
from app.jobs import actions as jobs
from app.jobs.models import Job
from app.notices.actions import queue
from app.notices.models import Notice
from app.notices.records import Message
from app.recall import actions
from app.recall.models import RecallQuestion
from app.reminders import actions as reminders
from app.requirements.models import Standing
from app.workforce.actions import end_post, start_post
from app.workforce.models import Leave, Post
from app.workforce.records import PostRecord
from tests.factories.people import a_setting
from tests.factories.recall import a_learner, asked_on, completed, links, questions

MONDAY = datetime(2027, 1, 11, 10, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def amina(app: Flask) -> PostRecord:
    """Somebody who was sure and wrong about one question, unsure of another, and completed the module on MONDAY."""
    post = a_learner()
    completed(post, {"all-0": True, "all-1": False}, MONDAY)
    return post


def test_after_2_6_and_12_weeks_she_gets_one_letter_first_about_what_she_was_sure_and_wrong_about(
    amina: PostRecord,
) -> None:
    days = [day for day in range(120) if asked_on(MONDAY + day * DAY)]

    assert days == [14, 42, 84]
    assert [one.code for one in questions()][:2] == ["all-0", "all-1"]
    assert [one.weeks for one in questions()] == [2, 6, 12]
    first = session.scalars(select(Notice).where(Notice.kind == "recall").order_by(Notice.id)).first()
    assert first is not None
    assert first.address == "amina@example.org"
    assert "Question all-0?" in first.body
    assert "Stop these questions" in first.body
    assert first.setting_id is None, "no lead's delivery log shows it"


def test_it_is_asked_by_the_worker_by_day_and_once_an_hour(amina: PostRecord) -> None:
    for hour, count in ((7, 0), (9, 1), (9.5, 1), (11, 2), (20, 2)):
        with at((MONDAY + 2 * WEEK).replace(hour=int(hour), minute=int(hour % 1 * 60))):
            jobs.look_round()
            session.commit()
            made = session.scalar(select(func.max(Job.id)).where(Job.kind == actions.LETTERS)) or 0
            while jobs.carry_out_due():
                pass
        assert (made > 0) == (count > 0)

    assert len(questions()) == 1


def test_a_fault_in_one_setting_keeps_nobody_else_from_being_asked(amina: PostRecord) -> None:
    other = a_learner("tom", setting=a_setting(code="other"))
    completed(other, None, MONDAY)
    session.execute(update(Post).where(Post.id == amina.id).values(role="nonsense"))
    session.commit()
    with at(MONDAY + 2 * WEEK):
        jobs.look_round()
        session.commit()
        jobs.carry_out_due()

    assert [one.post_id for one in questions()] == [other.id]
    assert session.scalars(select(Job.result).where(Job.kind == actions.LETTERS)).one()["settings with a fault"] == 1


def test_after_a_week_without_a_worker_she_gets_one_and_after_three_none(amina: PostRecord) -> None:
    assert asked_on(MONDAY + 3 * WEEK) == 1
    assert asked_on(MONDAY + 3 * WEEK) == 0
    assert asked_on(MONDAY + 9 * WEEK) == 0


def test_a_clock_that_jumps_ahead_and_comes_back_makes_no_flood(amina: PostRecord) -> None:
    assert asked_on(MONDAY + 52 * WEEK) == 0
    assert asked_on(MONDAY + 12 * WEEK) == 1
    assert asked_on(MONDAY + 2 * WEEK) == 0
    assert len(questions()) == 1


def test_what_is_due_to_one_person_from_two_posts_comes_a_week_apart(amina: PostRecord) -> None:
    second = start_post(amina.person_id, a_setting(code="club"), Role.STAFF, "Play leader", date(2026, 1, 5))
    completed(second, None, MONDAY + DAY)

    asked = [day for day in range(40) for place in (1, second.setting_id) if asked_on(MONDAY + day * DAY, place)]

    assert asked == [14, 21]
    assert [one.post_id for one in questions()] == [amina.id, second.id]


def test_of_a_module_completed_again_only_the_newer_completion_counts(amina: PostRecord) -> None:
    assert asked_on(MONDAY + 2 * WEEK) == 1
    completed(amina, None, MONDAY + 4 * WEEK)

    assert asked_on(MONDAY + 6 * WEEK) == 1
    assert [one.weeks for one in questions()] == [2, 2]


def test_whoever_left_is_not_asked(amina: PostRecord) -> None:
    with at(MONDAY + WEEK):
        end_post(amina.id, date_of(MONDAY + WEEK))
        session.commit()

    assert asked_on(MONDAY + 2 * WEEK) == 0


def test_on_leave_she_is_left_alone_and_asked_when_she_is_back(amina: PostRecord) -> None:
    away = Leave(post_id=amina.id, first_day=date(2027, 1, 18), last_day=date(2027, 3, 12), noted_on=date(2027, 1, 15))
    session.add(away)
    session.commit()

    assert [day for day in range(120) if asked_on(MONDAY + day * DAY)] == [63, 84]
    assert [one.weeks for one in questions()] == [6, 12]


def test_only_on_days_that_she_works(amina: PostRecord) -> None:
    session.execute(update(Post).where(Post.id == amina.id).values(works_days="Wed"))
    session.commit()

    assert [day for day in range(30) if asked_on(MONDAY + day * DAY)] == [16]


def test_not_while_the_lead_lets_everything_rest(amina: PostRecord) -> None:
    with at(MONDAY + WEEK):
        reminders.pause(1, date(2027, 1, 26), amina.person_id)
        session.commit()

    assert [day for day in range(30) if asked_on(MONDAY + day * DAY)] == [16]


def test_not_on_the_day_of_another_message_nor_on_the_day_after(amina: PostRecord) -> None:
    with at(MONDAY + 2 * WEEK - timedelta(hours=3)):
        queue(amina.person_id, amina.email, Message("a reminder", "reminder-due", "Due", "It is due."), 1)
        session.commit()

    assert [day for day in range(30) if asked_on(MONDAY + day * DAY)] == [16]


def test_no_reminder_goes_on_the_day_of_a_question_but_on_the_next(amina: PostRecord) -> None:
    assert asked_on(MONDAY + 2 * WEEK) == 1
    asked = {"assigned_on": date_of(MONDAY + 2 * WEEK), "done_on": None, "renew_by": None, "due_by": None}
    session.execute(update(Standing).values(**asked))
    session.commit()

    sent = []
    for day in (14, 15):
        with at(MONDAY + day * DAY):
            sent.append(sum((reminders.do_batch(1, date_of(MONDAY + day * DAY)) or Counter()).values()))
            session.commit()
    assert sent == [0, 1]


def test_who_stopped_it_is_not_asked_and_who_began_again_is(amina: PostRecord) -> None:
    actions.choose(amina.person_id, False)
    session.commit()
    assert asked_on(MONDAY + 2 * WEEK) == 0

    actions.choose(amina.person_id, True)
    session.commit()
    assert asked_on(MONDAY + 2 * WEEK) == 1


def test_without_an_address_it_waits_as_a_slip_of_paper(app: Flask) -> None:
    completed(a_learner("tom", mail=False), None, MONDAY)

    assert asked_on(MONDAY + 2 * WEEK) == 1
    assert links() == []
    assert questions()[0].slip
    assert questions()[0].token_digest is None


def test_two_schedulers_at_once_ask_everybody_once(app: Flask) -> None:
    for number in range(6):
        completed(a_learner(f"p{number}", setting=1 if number else None), None, MONDAY)
    gate, counts = Barrier(2), []

    def scheduler() -> None:
        with app.app_context(), at(MONDAY + 2 * WEEK):
            gate.wait()
            counts.append(actions.ask(1))
            session.commit()
            session.remove()

    session.rollback()
    both = [Thread(target=scheduler) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sum(counts) == 6
    assert len(questions()) == len({one.post_id for one in questions()}) == 6
    assert len(links()) == 6


def test_nobody_is_written_to_twice_on_a_day_whatever_the_cause(amina: PostRecord) -> None:
    assert asked_on(MONDAY + 2 * WEEK) == 1
    session.execute(update(RecallQuestion).values(cause="another", asked_at=MONDAY))
    session.execute(update(Notice).values(queued_at=MONDAY))
    session.commit()

    assert asked_on(MONDAY + 2 * WEEK) == 0
