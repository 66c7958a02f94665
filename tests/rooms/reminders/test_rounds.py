"""The daily round: who is written to, once; after jumps, faults and kills; by two schedulers at once."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Role
from app.jobs.actions import do_pieces
from app.notices.models import Notice
from app.notices.records import State
from app.privacy import actions as privacy
from app.privacy.queries import everything_about
from app.reminders import actions, queries
from app.reminders.actions.rounds import BATCH
from app.reminders.models import Reminder, ReminderMark, ReminderRound
from app.reminders.records import Rule
from app.requirements.models import Standing
from app.workforce.actions import end_post
from app.workforce.models import Setting
from app.workforce.records import PostRecord
from tests.conftest import beside
from tests.factories.crowd import a_crowd
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.factories.shelf import MODULE

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
ON_MONDAY = MONDAY.date()


def ask_all(asked_on: date = ON_MONDAY, due_by: date | None = None, *people: int) -> None:
    """Ask everybody, or some people, to do the module."""
    who = Standing.person_id.in_(people) if people else Standing.person_id > 0
    session.execute(update(Standing).where(who).values(assigned_on=asked_on, due_by=due_by))
    session.commit()


def go(moment: datetime, times: int = 1) -> int:
    """Let the worker come round so many times; returns how many reminders that made."""
    before = sent()
    for _ in range(times):
        with at(moment):
            while do_pieces():
                pass
    return sent() - before


def sent(rule: Rule | None = None) -> int:
    wanted = Reminder.rule == rule if rule else Reminder.id > 0
    return session.scalar(select(func.count()).select_from(Reminder).where(wanted)) or 0


def letters() -> list[Notice]:
    return list(session.scalars(select(Notice).where(Notice.kind.startswith("reminder")).order_by(Notice.id)))


@pytest.fixture
def amina(app: Flask) -> PostRecord:
    post = a_post(a_person("amina", "Amina Yusuf", "amina@example.org"), a_setting())
    session.commit()
    return post


def test_somebody_who_is_asked_gets_one_letter_that_says_what_why_by_when_how_long_and_whom_to_tell(
    amina: PostRecord,
) -> None:
    ask_all(due_by=date(2027, 1, 29))

    assert go(MONDAY, times=3) == 1

    (letter,) = letters()
    assert letter.subject == "New for you: Listening"
    for words in (
        "Dear Amina Yusuf",
        "The school asks you to do this module",
        "due by 29 January 2027",
        "about 20 minutes",
        "http://localhost/learn/series/01-listening",
        "/my-learning/not-my-job/series/01-listening",
    ):
        assert words in letter.body


def test_nothing_goes_before_seven_in_the_morning_nor_on_a_day_off(amina: PostRecord) -> None:
    ask_all(date(2026, 11, 13))

    assert go(MONDAY - timedelta(hours=3)) == 0
    assert go(MONDAY - timedelta(days=1)) == 0
    assert go(MONDAY) == 1


def test_nothing_goes_in_the_holidays_that_a_setting_knows(amina: PostRecord) -> None:
    session.execute(update(Setting).values(term_dates=[["2026-11-17", "2026-12-18"]]))
    with_terms_before = [["2026-09-01", "2026-10-23"], ["2026-11-17", "2026-12-18"]]
    session.execute(update(Setting).values(term_dates=with_terms_before))
    ask_all()

    assert go(MONDAY) == 0
    assert go(MONDAY + timedelta(days=1)) == 1


def test_who_has_completed_left_or_is_on_leave_gets_none(app: Flask, amina: PostRecord) -> None:
    done, left, away, unsure = (a_colleague(name) for name in ("done", "left", "away", "unsure"))
    ask_all()
    about = {
        done.id: {"assigned_on": None, "done_on": date(2026, 11, 15), "renew_by": date(2027, 11, 15)},
        away.id: {"relief": "leave", "relief_from": date(2026, 11, 1), "relief_until": date(2026, 12, 1)},
        unsure.id: {"relief": "not-mine", "relief_from": date(2026, 11, 1)},
    }
    for post_id, facts in about.items():
        session.execute(update(Standing).where(Standing.post_id == post_id).values(**facts))
    end_post(left.id, date(2026, 11, 15))
    session.commit()

    go(MONDAY)

    assert session.scalars(select(Reminder.person_id)).all() == [amina.person_id]
    go(MONDAY + timedelta(days=16))
    assert away.person_id in session.scalars(select(Reminder.person_id)).all()


def test_whoever_owes_a_top_up_is_told_that_what_she_did_has_changed_since(amina: PostRecord) -> None:
    done = {"done_on": date(2026, 9, 7), "renew_by": date(2027, 9, 7), "top_up_on": ON_MONDAY}
    session.execute(update(Standing).values(**done))
    session.commit()

    assert go(MONDAY) == 1
    assert "you did it on 7 September 2026, and what it teaches has changed since." in letters()[0].body


def test_somebody_without_an_address_gets_hers_on_paper(app: Flask) -> None:
    a_colleague("amina")
    ask_all()

    go(MONDAY)

    assert [one.state for one in letters()] == [State.TO_PRINT]


def test_after_four_hundred_days_or_a_week_without_a_worker_each_gets_one_message_at_most(app: Flask) -> None:
    for name in ("amina", "tom", "ada"):
        a_colleague(name)
    ask_all(due_by=date(2026, 11, 30))
    assert go(MONDAY) == 3

    assert go(MONDAY + timedelta(days=9), times=2) == 3
    landed = MONDAY + timedelta(days=400)
    assert go(landed, times=2) == 3
    assert go(landed + timedelta(days=1)) == 0


def test_one_person_in_two_settings_gets_one_message_a_day_and_loses_none(amina: PostRecord) -> None:
    other = a_post(a_person("tom"), a_setting(code="other"))
    bo = a_person("bo", "Bo Both", "bo@example.org")
    for setting_id in (amina.setting_id, other.setting_id):
        a_post(bo, setting_id)
    session.commit()
    ask_all(ON_MONDAY, None, bo.id)

    assert go(MONDAY) == 1
    assert go(MONDAY + timedelta(days=1)) == 1
    assert go(MONDAY + timedelta(days=2)) == 0


def test_a_crowd_is_done_in_batches_and_a_round_that_was_cut_off_is_gone_on_with(app: Flask) -> None:
    school = a_setting()
    a_crowd(school, MODULE, BATCH * 2 + 50)
    ask_all()

    with at(MONDAY):
        actions.do_batch(school, ON_MONDAY)
        session.commit()
        actions.do_batch(school, ON_MONDAY)
        session.rollback()
    assert sent() == BATCH

    assert go(MONDAY) == BATCH + 50
    assert sent() == len(letters()) == BATCH * 2 + 50
    assert go(MONDAY) == 0


def test_a_fault_in_one_setting_holds_up_no_other_and_is_tried_again(app: Flask, amina: PostRecord) -> None:
    elsewhere = a_colleague("tom", setting=a_setting(code="other"))
    ask_all()
    session.execute(update(Setting).where(Setting.id == amina.setting_id).values(term_dates=[["nonsense", "x"]]))
    session.commit()

    assert go(MONDAY, times=2) == 1
    assert session.scalars(select(Reminder.person_id)).all() == [elsewhere.person_id]
    with at(MONDAY):
        faulty = queries.rounds_of(amina.setting_id).today
    assert faulty is not None
    assert faulty.met_fault

    session.execute(update(Setting).values(term_dates=[]))
    session.commit()
    assert go(MONDAY) == 0
    assert go(MONDAY + timedelta(minutes=11)) == 1


def test_two_schedulers_at_once_send_once(app: Flask) -> None:
    for code in ("school", "other", "third"):
        a_crowd(a_setting(code=code), MODULE, BATCH + 20)
    ask_all()
    session.remove()
    start, faults = threading.Barrier(2), []

    def scheduler() -> None:
        with beside(app) as mine, mine.app_context(), at(MONDAY):
            start.wait()
            try:
                for _ in range(20):
                    do_pieces()
            except Exception as fault:
                faults.append(fault)
            session.remove()

    threads = [threading.Thread(target=scheduler) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert faults == []
    assert sent() == len(letters()) == 3 * (BATCH + 20)
    counts = [row.counts for row in session.scalars(select(ReminderRound))]
    assert counts == [{"invite": BATCH + 20}] * 3
    assert session.scalar(select(func.count()).where(ReminderRound.ended_at.is_(None))) == 0


def test_what_is_asked_during_the_day_goes_out_an_hour_later_to_those_who_had_nothing_yet(amina: PostRecord) -> None:
    tom = a_colleague("tom")
    ask_all(ON_MONDAY, None, amina.person_id)
    assert go(MONDAY) == 1
    ask_all(ON_MONDAY, None, tom.person_id, amina.person_id)
    with at(MONDAY):
        actions.reopen(amina.setting_id)
        session.commit()

    assert go(MONDAY + timedelta(minutes=59)) == 0
    assert go(MONDAY + timedelta(minutes=61)) == 1


def test_the_lead_gets_her_digest_on_monday_and_her_own_reminder_the_day_after(amina: PostRecord) -> None:
    a_post(a_person("mark", "Mark Cole", "mark@example.org"), amina.setting_id, Role.DSL)
    a_colleague("deputy", Role.DEPUTY_DSL)
    ask_all(date(2026, 11, 12), date(2026, 11, 14))
    session.execute(update(Standing).where(Standing.person_name == "Deputy Test").values(assigned_on=None, due_by=None))
    session.commit()

    assert go(MONDAY) == 3
    assert go(MONDAY + timedelta(days=1)) == 1

    assert sent(Rule.DIGEST) == 2
    digest = next(one for one in letters() if one.kind == "reminder-digest")
    assert digest.subject == "This week at The school"
    assert "Overdue (2)\n- Amina Yusuf: “Listening”, was due 14 November 2026" in digest.body
    assert "http://localhost/desk/reminders/now" in digest.body
    assert go(MONDAY + timedelta(days=2)) == 0


def test_a_digest_names_who_finished_what_came_back_and_whom_to_have_a_word_with(amina: PostRecord) -> None:
    a_post(a_person("mark", "Mark Cole", "mark@example.org"), amina.setting_id, Role.DSL)
    tom = a_colleague("tom")
    ask_all(date(2026, 9, 7), date(2026, 9, 30), amina.person_id)
    session.execute(update(Standing).where(Standing.post_id == tom.id).values(done_on=date(2026, 11, 13)))
    session.commit()
    for weeks in range(6):
        go(MONDAY - timedelta(weeks=6 - weeks))
    newest = select(func.max(Notice.id)).where(Notice.person_id == amina.person_id).scalar_subquery()
    back = {"state": State.REFUSED, "queued_at": MONDAY - timedelta(days=2)}
    session.execute(update(Notice).where(Notice.id == newest).values(**back))
    session.commit()
    session.execute(Notice.__table__.delete().where(Notice.kind == "reminder-digest"))
    session.commit()

    go(MONDAY)

    body = letters()[-1].body
    assert sent(Rule.OVERDUE) == 4
    assert "Done in the last seven days (1)\n- Tom Test" in body
    assert "Have a word with Amina Yusuf" in body
    assert "Messages that were not delivered (1)\n- Amina Yusuf" in body


def test_no_digest_is_sent_where_there_is_nothing_to_say(app: Flask) -> None:
    a_colleague("mark", Role.DSL)

    assert go(MONDAY) == 0


def test_whoever_works_alone_is_told_as_a_learner_and_not_as_a_lead(app: Flask) -> None:
    a_colleague("maria", Role.DSL)
    ask_all(date(2026, 11, 2), date(2026, 11, 13))

    go(MONDAY)

    assert [one.kind for one in letters()] == ["reminder-overdue"]


def test_the_command_says_how_many_and_sends_once_and_tries_out_any_day(app: Flask, amina: PostRecord) -> None:
    ask_all()
    runner = app.test_cli_runner()

    def run(*options: str) -> str:
        session.commit()
        with at(MONDAY):
            return runner.invoke(args=["reminders", "run", *options]).output

    assert "Invitation: 1" in run("--dry-run")
    assert "Not done yet: 1" in run("--dry-run", "--day", "2026-11-25")
    assert sent() == 0
    assert "Add --dry-run" in run("--day", "2026-11-25")
    assert "Written to: 1" in run()
    assert "Written to: 0" in run()


def test_reminders_are_kept_a_year_but_how_far_they_came_as_long_as_the_person(amina: PostRecord) -> None:
    ask_all()
    go(MONDAY)
    held = everything_about(amina.person_id)
    assert [one["rule"] for one in held["reminders"]] == ["invite"]
    assert [one["through"] for one in held["reminded_of"]] == ["2026-11-16"]
    with at(MONDAY + timedelta(days=366)):
        assert privacy.forget_what_is_old()["reminders"] == 1
        session.commit()
    assert sent() == 0
    with at(MONDAY + timedelta(days=3)):
        session.execute(Notice.__table__.delete())
        session.commit()
    assert go(MONDAY + timedelta(days=3)) == 0

    privacy.erase(amina.person_id, by="A. Manager", reason="She asked")
    session.commit()
    assert session.scalar(select(func.count()).select_from(ReminderMark)) == 0


def test_two_records_of_one_person_become_one_though_both_were_reminded_on_one_day(amina: PostRecord) -> None:
    twin = a_colleague("amina2")
    ask_all()
    assert go(MONDAY) == 2

    number = privacy.merge(amina.person_id, twin.person_id, by="A. Manager", reason="One person")
    session.commit()
    assert len(queries.sent_to(amina.person_id, amina.setting_id)) == 2
    privacy.undo_merge(number)
    session.commit()
    assert len(queries.sent_to(amina.person_id, amina.setting_id)) == 1


def test_a_letter_that_nobody_has_printed_or_carried_makes_room_for_a_newer_one(amina: PostRecord) -> None:
    a_colleague("tom")
    ask_all()
    go(MONDAY)
    go(MONDAY + timedelta(days=9))

    assert [(one.person_id, one.state) for one in letters()] == [
        (amina.person_id, State.REPLACED),
        (2, State.REPLACED),
        (amina.person_id, State.QUEUED),
        (2, State.TO_PRINT),
    ]
    assert [bool(one.body) for one in letters()] == [False, False, True, True]
