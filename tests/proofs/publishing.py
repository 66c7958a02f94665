"""Publishing before a crowd: a module for ten kinds, the difference of two versions, and 100,000 top-ups owed at once.

Run by `make prove-publishing`, on a database of its own; on a PostgreSQL where CSPR_TEST_SERVER names one.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from queue import Queue
from shutil import copytree
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import String, cast, create_engine, func, insert, literal, select, text

from app.accounts.models import Person
from app.config import from_environment
from app.content.checks import check
from app.content.difference import differences
from app.content.documents import Shelf
from app.core.clock import now
from app.core.database import Model, may_write, session
from app.core.vocabulary import SettingKind
from app.factory import create_app
from app.learning.models import Completion, Enrolment
from app.library import queries as library
from app.library.actions import publish, publish_shelf
from app.library.records import VersionRecord
from app.requirements.actions import restate
from app.requirements.models import OverallStanding, RequirementStanding, Standing, StandingLine
from app.workforce import actions as workforce
from app.workforce import queries as posts
from app.workforce.models import Post, PostChange, Setting, SettingChange
from tests.factories.people import a_setting
from tests.factories.shelf import change
from tests.stores import store_in

SETTINGS, PEOPLE, COPIES = 20, 50, 100
KINDS = list(SettingKind)
BARS = {"publishing": 3.0, "difference": 0.3, "top-ups": 10.0, "slowest read meanwhile": 1.0}
# Which columns of a copied row lead to copied people and settings, the first one to know the first rows by.
OF_SETTINGS, OF_PEOPLE = SETTINGS, SETTINGS * PEOPLE
COPIED: list[tuple[type[Model], tuple[str, ...], tuple[str, ...]]] = [
    (Setting, (), ("id",)),
    (SettingChange, (), ("id", "setting_id")),
    (Person, ("id",), ()),
    (Post, ("id", "person_id"), ("setting_id",)),
    (PostChange, ("id", "post_id"), ()),
    (Enrolment, ("id", "person_id", "post_id"), ()),
    (Completion, ("id", "enrolment_id", "person_id", "post_id"), ()),
    (Standing, ("post_id", "person_id"), ("setting_id",)),
    (RequirementStanding, ("post_id", "person_id"), ("setting_id",)),
    (OverallStanding, ("post_id", "person_id"), ("setting_id",)),
    (StandingLine, ("post_id", "person_id"), ("setting_id",)),
]
UNIQUE: dict[type[Model], tuple[str, ...]] = {Setting: ("code", "join_code"), Person: ("username",)}


def rows(table: type[Model], facts: Iterable[dict[str, Any]]) -> None:
    session.execute(insert(table), list(facts))


def first_people(version: VersionRecord) -> None:
    """Settings of every kind, whose people all completed the module two months ago; their standings reckoned."""
    for number in range(SETTINGS):
        a_setting(KINDS[number % len(KINDS)], f"s{number + 1}")
    then, everyone = now() - timedelta(days=60), range(1, OF_PEOPLE + 1)
    place = {one: (one - 1) // PEOPLE + 1 for one in everyone}
    kind = {one: KINDS[(place[one] - 1) % len(KINDS)] for one in everyone}
    rows(
        Person, ({"id": one, "username": f"p{one}", "name": f"Person {one:06}", "created_at": then} for one in everyone)
    )
    post = {"role": "staff", "job_title": "Assistant", "started_on": (then - timedelta(days=99)).date()}
    rows(Post, ({**post, "id": one, "person_id": one, "setting_id": place[one]} for one in everyone))
    workforce.keep_new_posts(posts.posts(list(everyone)))
    journey = {"module": version.module, "version_id": version.id, "number": 1, "began_at": then}
    rows(Enrolment, ({**journey, "id": one, "person_id": one, "post_id": one, "kind": kind[one]} for one in everyone))
    facts = {"version": version.id, "contributes_to": version.front["contributes_to"], "level": version.front["level"]}
    done = {"module": version.module, "completed_at": then}
    ids = ("id", "enrolment_id", "person_id", "post_id")
    rows(
        Completion,
        ({**done, **dict.fromkeys(ids, one), "facts": {**facts, "kind": kind[one]}} for one in everyone),
    )
    restate(everyone)
    session.commit()


def copies() -> None:
    """The same settings and people again and again, made by the database."""
    for batch in range(1, COPIES):
        for table, people, settings in COPIED:
            known = table.__table__.c
            values: dict[str, Any] = {one.key: one for one in known}
            values |= {name: known[name] + OF_PEOPLE * batch for name in people}
            values |= {name: known[name] + OF_SETTINGS * batch for name in settings}
            values |= {name: literal(f"c{batch}-") + cast(known["id"], String) for name in UNIQUE.get(table, ())}
            first = known[(*people, *settings)[0]]
            within = first <= (OF_PEOPLE if people else OF_SETTINGS)
            session.execute(insert(table).from_select(list(values), select(*values.values()).where(within)))
        session.commit()
    session.execute(text("ANALYZE"))
    session.commit()


def read(address: str, over: Event, slowest: "Queue[float]") -> None:
    """Read a setting's standings again and again, as a lead's desk does, until it is over; say the slowest."""
    may_write.set(False)
    engine, worst = create_engine(address), 0.0
    with engine.connect() as connection:
        while not over.is_set():
            began = time.perf_counter()
            connection.execute(text("SELECT * FROM standing WHERE setting_id = 7 ORDER BY sort_name")).fetchall()
            connection.rollback()
            worst = max(worst, time.perf_counter() - began)
            time.sleep(0.002)
    slowest.put(worst)


def read_meanwhile(address: str, module: str, shelf: Shelf) -> tuple[float, float]:
    """Seconds of publishing with everything owed, and of the slowest read from another process meanwhile."""
    context = get_context("spawn")
    over, slowest = context.Event(), context.Queue()
    reader = context.Process(target=read, args=(address, over, slowest))
    reader.start()
    time.sleep(2)
    took = timed(module, shelf)
    over.set()
    worst = slowest.get(timeout=60)
    reader.join()
    return took, worst


def timed(module: str, shelf: Shelf) -> float:
    began = time.perf_counter()
    publish(next(one for one in shelf.modules if one.code == module), shelf)
    session.commit()
    return time.perf_counter() - began


def loaded(courses: Path, quizzes: Path) -> Shelf:
    shelf, faults, _ = check(courses, quizzes)
    assert shelf is not None, faults
    return shelf


def difference(module: str) -> float:
    newer, older = library.versions(module)[:2]
    began = time.perf_counter()
    differences(library.teaching(older.id), library.teaching(newer.id))
    return time.perf_counter() - began


def measured(address: str, folder: Path) -> dict[str, float]:
    config = from_environment({**os.environ, "DATABASE_URL": address})
    courses, quizzes = copytree(config.courses, folder / "courses"), copytree(config.quizzes, folder / "quizzes")
    with create_app(config).app_context():
        upgrade()
        publish_shelf(loaded(courses, quizzes))
        session.commit()
        first = library.modules()[0]
        source = courses / f"{first.module}.md"
        statement = next(one for one in library.statements(first.id) if one.kinds == frozenset(KINDS))
        opening = " ".join(statement.text.split()[:3])
        change(source, opening, f"Within 2 hours: {opening}")
        change(source, f"change: {first.front['change']}", "change: learning")
        found = {"publishing": timed(first.module, loaded(courses, quizzes)), "difference": difference(first.module)}
        first_people(library.newest(first.module))
        copies()
        people = session.scalar(select(func.count()).select_from(Completion))
        change(source, "Within 2 hours", "Within 3 hours")
        shelf, busy = loaded(courses, quizzes), time.process_time()
        took, slowest = read_meanwhile(address, first.module, shelf)
        busy = time.process_time() - busy
        owed = session.scalar(select(func.count()).select_from(Standing).where(Standing.top_up_on.is_not(None)))
        differ = restate(range(1, OF_PEOPLE * COPIES, 199))
        print(f"  {people:,} completions, {owed:,} top-ups owed; reckoned one by one, {differ} differ")
        print(f"  {busy:.1f} s CPU of them here; {os.getloadavg()[0]:.0f} processes wanted {os.cpu_count()} processors")
        assert owed == people == OF_PEOPLE * COPIES
        assert differ == 0
        session.remove()
    return found | {"top-ups": took, "slowest read meanwhile": slowest}


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        store = store_in(Path(name))
        address = store.blank("publishing")
        print(address.partition(":")[0])
        found = measured(address, Path(name))
        store.close()
    for what, seconds in found.items():
        print(f"  {what}: {seconds:.2f} s (bar {BARS[what]} s)")
    return int(any(seconds > BARS[what] for what, seconds in found.items()))


if __name__ == "__main__":
    sys.exit(main())
