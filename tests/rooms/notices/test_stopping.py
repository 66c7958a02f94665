"""A worker that is told to stop ends the letter in hand and gives the others back."""

from email.message import EmailMessage

from flask import Flask
from sqlalchemy import select

from app.core.database import session
from app.jobs import actions as jobs
from app.notices.actions import queue, reserve
from app.notices.cli import carry_due
from app.notices.models import Notice
from app.notices.records import Message, Outcome, State
from tests.factories.people import a_person


class Slow:
    """Is told to stop while it carries its first letter."""

    def __init__(self) -> None:
        self.carried = 0

    def carry(self, letter: EmailMessage) -> Outcome:
        self.carried += 1
        return Outcome.sent("accepted")


def test_the_letter_in_hand_is_carried_and_the_others_are_free_at_once(app: Flask) -> None:
    person = a_person().id
    for number in range(3):
        queue(person, "amina@example.org", Message(f"k{number}", "test", "Hello", "Words."))
    session.commit()
    way = Slow()

    came = carry_due(way, "learning@example.org", lambda: way.carried == 0)

    assert came[State.SENT] == way.carried == 1
    assert sorted(session.scalars(select(Notice.tries))) == [0, 0, 1]
    assert len(reserve()) == 2


def test_no_job_is_begun_after_the_word_to_stop(app: Flask) -> None:
    jobs.ask("anything", None, None)
    session.commit()

    assert jobs.carry_out_due(lambda: False) == 0
