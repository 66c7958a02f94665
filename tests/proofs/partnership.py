"""The page of a partnership of 20 settings of 50 people, and of one of 2,000: what each costs, asked for in turns.

Run by `make prove-partnership`, on a database of its own; on PostgreSQL where DATABASE_URL names an empty one, which is
emptied again afterwards.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from statistics import median

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import event, insert

from app.accounts.models import Person
from app.config import from_environment
from app.content.checks import check
from app.core.clock import now, today
from app.core.codes import new_join_code
from app.core.database import Model, db, session
from app.core.vocabulary import Office, SettingKind
from app.factory import create_app
from app.jobs import actions as jobs
from app.learning.models import Enrolment
from app.library.actions import publish_shelf
from app.library.models import ModuleVersion
from app.quizzes.models import Attempt, Understanding
from app.requirements import actions as requirements
from app.requirements.models import Standing
from app.workforce import actions as workforce
from app.workforce.models import Post, Setting
from tests.factories.people import a_person
from tests.visitor import Visitor

FEW, MANY, PEOPLE, MODULES, AT_ONCE = 20, 2_000, 50, 2, 100
ROUNDS, MOST_TIMES = 60, 1.5
KINDS = list(SettingKind)
THEMES = ("voice-of-the-child", "information-sharing", "neglect")


def settings(partnership: int, first: int, last: int) -> None:
    """Settings with these numbers, their people, standings and first tries, straight into the tables."""
    for begin in range(first, last, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, last))
        people = [(place, (place - 1) * PEOPLE + one) for place in numbers for one in range(1, PEOPLE + 1)]
        _insert(Setting, (_setting(place, partnership) for place in numbers))
        _insert(
            Person,
            ({"id": FIRST + one, "username": f"p{one}", "name": name(one), "created_at": now()} for _, one in people),
        )
        _insert(Post, (_post(place, one) for place, one in people))
        _insert(Standing, (_standing(place, one, module) for module in range(MODULES) for place, one in people))
        tried = [(place, one) for place, one in people if one % 10 == 0]
        _insert(Enrolment, (_enrolment(one) for _, one in tried))
        _insert(
            Attempt, ({"id": one, "enrolment_id": one, "number": 1, "began_at": now(), "drawn": []} for _, one in tried)
        )
        _insert(Understanding, (_understanding(place, one, theme) for theme in THEMES for place, one in tried))
        session.commit()


FIRST = 1_000  # people before this number are the officers


def name(one: int) -> str:
    return f"Person {one:06}"


def _insert(table: type[Model], rows: Iterable[dict[str, object]]) -> None:
    session.execute(insert(table), list(rows))


def _setting(place: int, partnership: int) -> dict[str, object]:
    facts = {"id": place, "code": f"s{place}", "name": f"Setting {place}", "kind": KINDS[place % len(KINDS)]}
    return {**facts, "partnership_id": partnership, "join_code": new_join_code(), "set_up_at": now()}


def _post(place: int, one: int) -> dict[str, object]:
    facts = {"id": one, "person_id": FIRST + one, "setting_id": place, "role": "staff", "job_title": "Assistant"}
    return {**facts, "started_on": today() - timedelta(days=90)}


def _standing(place: int, one: int, module: int) -> dict[str, object]:
    done = today() - timedelta(days=one % 400) if one % 3 else None
    return {
        "post_id": one,
        "module": _module(module),
        "setting_id": place,
        "person_id": FIRST + one,
        "person_name": name(one),
        "sort_name": name(one).casefold(),
        "job_title": "Assistant",
        "role": "staff",
        "began_on": done or (today() if one % 2 else None),
        "done_on": done,
        "renew_by": done + timedelta(days=365) if done else None,
    }


def _enrolment(one: int) -> dict[str, object]:
    facts = {"id": one, "person_id": FIRST + one, "post_id": one, "module": _module(0), "version_id": 1}
    return {**facts, "kind": KINDS[0], "number": 1, "began_at": now()}


def _understanding(place: int, one: int, theme: str) -> dict[str, object]:
    facts = {"attempt_id": one, "theme": theme, "setting_id": place, "post_id": one, "module": _module(0)}
    return {**facts, "role": "staff", "asked": 4, "wrong": one % 3, "sure_wrong": one % 2, "sent_at": now()}


_names: list[str] = []


def _module(number: int) -> str:
    return _names[number]


def modules() -> None:
    """As many published modules as are asked for: the newest, and copies of it."""
    newest = session.query(ModuleVersion).order_by(ModuleVersion.id.desc()).first()
    assert newest
    facts = {column.key: getattr(newest, column.key) for column in ModuleVersion.__table__.columns}
    _names.extend([newest.module, *(f"{newest.module}-{number}" for number in range(1, MODULES))])
    _insert(
        ModuleVersion, ({**facts, "id": newest.id + place, "module": _module(place)} for place in range(1, MODULES))
    )
    session.commit()


def counting(one: int) -> tuple[float, float]:
    """CPU seconds of counting whatever is due, and again after one setting changed."""
    took = []
    for changed in ([], [one]):
        requirements.recount(changed)
        jobs.ask(requirements.TALLIES, None, None)
        session.commit()
        began = time.process_time()
        jobs.carry_out_due()
        took.append(time.process_time() - began)
    return took[0], took[1]


def once(visitor: Visitor, address: str) -> float:
    """CPU milliseconds of a page."""
    began = time.process_time()
    answer = visitor._ask("GET", address)
    assert answer.status_code == 200
    return 1000 * (time.process_time() - began)


def in_turns(visitors: list[Visitor], address: str) -> list[float]:
    """What a page costs each of some visitors: the median, asked for in turns, so that a busy machine is so for all."""
    took = [[once(visitor, address) for visitor in visitors] for _ in range(ROUNDS)]
    return [median(one) for one in zip(*took, strict=True)]


def statements(visitor: Visitor, address: str) -> int:
    """How many statements a page asks."""
    seen: list[str] = []

    def note(*facts: object) -> None:
        seen.append(str(facts[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    visitor._ask("GET", address)
    event.remove(db.engine, "before_cursor_execute", note)
    return len([one for one in seen if not one.startswith("BEGIN")])


def an_officer_of(app: Flask, town: str) -> tuple[int, Visitor]:
    """A partnership without settings yet; and its officer, signed in."""
    partnership = workforce.create_partnership(town, f"The {town} partnership", None)
    person = a_person(town, f"{town.title()} Officer")
    workforce.appoint(person.id, Office.OFFICER, None, None, partnership)
    visitor = Visitor(app)
    visitor.sign_in(town)
    return partnership, visitor


def fill(partnership: int, first: int, last: int) -> None:
    """Give a partnership settings of these numbers, and count them."""
    settings(partnership, first, last)
    whole, again = counting(first)
    places = last - first
    print(f"{places} settings, {places * PEOPLE:,} people: counting all {whole:.2f} s, after one change {again:.2f} s")


def main() -> int:
    folder = Path(tempfile.mkdtemp())
    named = os.environ.get("DATABASE_URL", "")
    address = named if named.startswith("postgresql") else f"sqlite:///{folder / 'proof.sqlite3'}"
    config = from_environment({**os.environ, "DATABASE_URL": address})
    app = create_app(config)
    with app.app_context():
        print(db.engine.dialect.name)
        upgrade()
        if session.query(Setting).first():
            print("This database is in use. Name an empty one.")
            return 2
        shelf, _, _ = check(config.courses, config.quizzes)
        assert shelf
        publish_shelf(shelf)
        modules()
        officers = [an_officer_of(app, town) for town in ("small", "large")]
        fill(officers[0][0], 1, FEW + 1)
        fill(officers[1][0], FEW + 1, FEW + MANY + 1)
        visitors = [visitor for _, visitor in officers]
        worst, alike = 0.0, True
        for address in ("/partnership", f"/partnership?kind={KINDS[0]}", f"/partnership?module={_module(1)}"):
            few, many = in_turns(visitors, address)
            asked = [statements(visitor, address) for visitor in visitors]
            print(f"  {address[:30]:30} {few:.1f} and {many:.1f} ms CPU, {many / few:.2f} times; {asked} statements")
            worst, alike = max(worst, many / few), alike and asked[0] == asked[1]
        print(f"at most {worst:.2f} times as much (bar {MOST_TIMES}); statements alike: {alike}")
        session.remove()
        downgrade(revision="base")
    return int(worst > MOST_TIMES or not alike)


if __name__ == "__main__":
    sys.exit(main())
