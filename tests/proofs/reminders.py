"""300 due, two workers, kills in the midst of a round and after it, a server that refuses, stalls and drops: one each.

Run by `make prove-reminders`; PROOF_DATABASE names an empty database to use instead of SQLite.
"""

import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import func, select, update

from app.accounts.models import Person
from app.config import from_environment
from app.content.checks import check
from app.core.clock import now, today
from app.core.database import may_write, session
from app.core.dates import LONDON
from app.core.vocabulary import SettingKind
from app.core.working_days import MORNING
from app.factory import create_app
from app.library.actions import publish_shelf
from app.notices import actions as notices
from app.notices.models import Notice
from app.notices.records import State
from app.reminders.models import Reminder, ReminderRound
from app.requirements.models import Standing
from tests.factories.crowd import a_crowd
from tests.factories.mail import a_mail_server
from tests.factories.people import a_setting
from tests.factories.shelf import MODULE, write_shelf
from tests.proofs.post_room import KILLS, WORKERS, environment_for, kill_one, reply, start, until_carried

DUE, LONGEST_SECONDS = 300, 120


def reply_or_refuse(number: int) -> str:
    """One in twenty-three is refused for good; otherwise as the post room's proof has it."""
    return "550 no such person" if number % 23 == 0 else reply(number)


def fill(folder: Path) -> int:
    """A children's home where everyone works today and is due in three days; returns its number."""
    shelf, faults, _ = check(*write_shelf(folder))
    assert shelf is not None, faults
    publish_shelf(shelf)
    home = a_setting(SettingKind.RESIDENTIAL, "home")
    a_crowd(home, MODULE, DUE)
    session.execute(update(Person).values(email=Person.username + "@example.org"))
    asked = {"assigned_on": today() - timedelta(days=30), "due_by": today() + timedelta(days=3)}
    session.execute(update(Standing).values(**asked))
    session.commit()
    return home


def counted(table: type) -> int:
    """How many rows there are, asked without waiting for whoever writes."""
    may_write.set(False)
    found = session.scalar(select(func.count()).select_from(table)) or 0
    session.rollback()
    may_write.set(True)
    return found


def kill_in_the_midst(workers: list, environment: dict[str, str]) -> int:  # type: ignore[type-arg]
    """Kill both workers each time a batch was done, until the round is over; returns how many kills there were."""
    kills, before, began = 0, 0, time.monotonic()
    while (done := counted(Reminder)) < DUE and time.monotonic() - began < LONGEST_SECONDS:
        if done > before:
            for victim in range(WORKERS):
                kill_one(workers, victim, environment)
            kills, before = kills + WORKERS, done
        time.sleep(0.002)
    return kills


def send_refused_again(home: int) -> int:
    """Do as a lead does with what came back; returns how many."""
    refused = session.scalars(select(Notice.id).where(Notice.state.in_([State.REFUSED, State.FAILED]))).all()
    for notice_id in refused:
        notices.send_again(notice_id, home)
    session.commit()
    return len(refused)


def main() -> int:
    if now().astimezone(LONDON).time() < MORNING:
        print("Reminders go from seven in the morning on; prove them later.")
        return 1
    folder, began = Path(tempfile.mkdtemp()), time.monotonic()
    with a_mail_server(reply_or_refuse) as (port, desk):
        environment = environment_for(folder, port)
        app = create_app(from_environment(environment))
        with app.app_context():
            upgrade()
            home = fill(folder)
            workers = [start(environment) for _ in range(WORKERS)]
            in_the_midst = kill_in_the_midst(workers, environment)
            kills = until_carried(workers, environment, min(in_the_midst, KILLS - 4))
            again = send_refused_again(home)
            while send_refused_again(home) or session.scalar(select(Notice.id).where(Notice.state == State.QUEUED)):
                until_carried([start(environment) for _ in range(WORKERS)], environment, KILLS)
            people = Counter(session.scalars(select(Reminder.person_id)))
            states = Counter(session.scalars(select(Notice.state)))
            ids = {f"{one}@localhost" for one in session.scalars(select(Notice.message_id))}
            rounds = session.scalars(select(ReminderRound.counts)).all()
        arrived = Counter(desk.accepted)
        missing, strange = ids - set(arrived), set(arrived) - ids
        doubles = sum(count - 1 for count in arrived.values())
        total = kills + max(0, in_the_midst - (KILLS - 4))
        print(f"due {DUE}, reminders {sum(people.values())} to {len(people)} people, rounds {rounds}")
        print(f"workers {WORKERS}, kills {total} ({in_the_midst} in a round), seconds {time.monotonic() - began:.0f}")
        print(f"states {dict(states)}; came back and sent again {again}")
        print(f"never sent {len(missing)}; ids that are not ours {len(strange)}")
        print(f"doubles {doubles}, each with the Message-ID of its first: {total} kills, {desk.dropped} dropped late")
        is_one_each = len(people) == sum(people.values()) == states[State.SENT] == DUE
        return int(bool(missing or strange) or not is_one_each or doubles > total + desk.dropped)


if __name__ == "__main__":
    sys.exit(main())
