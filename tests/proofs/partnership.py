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
from typing import Any

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import String, cast, insert, literal, select

from app.accounts.models import Person
from app.config import from_environment
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
from tests.content.shipped import shelf
from tests.factories.people import a_person
from tests.measuring import in_turns, statements
from tests.visitor import Visitor

FEW, MANY, PEOPLE, MODULES = 20, 2_000, 50, 3
ROUNDS, MOST_TIMES = 60, 1.5
KINDS = list(SettingKind)
THEMES = ("voice-of-the-child", "information-sharing", "neglect")


def settings(partnership: int) -> None:
    """The first settings, their people, standings and first tries, straight into the tables."""
    people = [(place, (place - 1) * PEOPLE + one) for place in range(1, FEW + 1) for one in range(1, PEOPLE + 1)]
    tried = [(place, one) for place, one in people if one % 5 == 0]
    _insert(Setting, (_setting(place, partnership) for place in range(1, FEW + 1)))
    _insert(Person, (_person(one) for _, one in people))
    _insert(Post, (_post(place, one) for place, one in people))
    _insert(Standing, (_standing(place, one, module) for module in range(MODULES) for place, one in people))
    _insert(Enrolment, (_enrolment(one) for _, one in tried))
    _insert(
        Attempt, ({"id": one, "enrolment_id": one, "number": 1, "began_at": now(), "drawn": []} for _, one in tried)
    )
    _insert(Understanding, (_understanding(place, one, theme) for theme in THEMES for place, one in tried))
    session.commit()


# Which columns of a copied row lead to the copied people and settings, the first one to know the first rows by.
OF_PEOPLE = {
    Person: ("id",),
    Post: ("id", "person_id"),
    Standing: ("post_id", "person_id"),
    Enrolment: ("id", "person_id", "post_id"),
    Attempt: ("id", "enrolment_id"),
    Understanding: ("attempt_id", "post_id"),
}
UNIQUE = ("code", "join_code", "username")


def more_settings(partnership: int) -> None:
    """As many more settings as the large partnership has, each batch a copy of the first, made by the database."""
    for batch in range(1, MANY // FEW + 1):
        _copy(Setting, ("id",), 0, {"partnership_id": literal(partnership)}, batch)
        for table, columns in OF_PEOPLE.items():
            _copy(table, columns, FEW * PEOPLE * batch, {}, batch)
        session.commit()


def _copy(table: type[Model], columns: tuple[str, ...], shift: int, fixed: dict[str, Any], batch: int) -> None:
    known = table.__table__.c
    last = FEW if table is Setting else FEW * PEOPLE + (FIRST if table is Person else 0)
    first = FIRST if table is Person else 0
    values = {one.key: one for one in known} | {one: known[one] + shift for one in columns} | fixed
    place = "id" if table is Setting else "setting_id"
    if place in known:
        values[place] = known[place] + FEW * batch
    values |= {one: literal("c") + cast(values["id"], String) for one in UNIQUE if one in known}
    rows = select(*values.values()).where(known[columns[0]] > first, known[columns[0]] <= last)
    session.execute(insert(table).from_select(list(values), rows))


FIRST = 1_000  # people before this number are the officers


def name(one: int) -> str:
    return f"Person {one:06}"


def _person(one: int) -> dict[str, object]:
    return {"id": FIRST + one, "username": f"p{one}", "name": name(one), "created_at": now()}


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


def an_officer_of(app: Flask, town: str) -> tuple[int, Visitor]:
    """A partnership without settings yet; and its officer, signed in."""
    partnership = workforce.create_partnership(town, f"The {town} partnership", None)
    person = a_person(town, f"{town.title()} Officer")
    workforce.appoint(person.id, Office.OFFICER, None, None, partnership)
    visitor = Visitor(app)
    visitor.sign_in(town)
    return partnership, visitor


def count(settings: int, one: int) -> None:
    """Count whatever is due, and again after one setting changed; say what that took."""
    whole, again = counting(one)
    people = settings * PEOPLE
    print(f"{settings} settings, {people:,} people: counting all {whole:.2f} s CPU, after one change {again:.2f} s")


def build(app: Flask) -> list[Visitor]:
    """Both partnerships, counted, in a database at the newest migration; their officers, signed in."""
    publish_shelf(shelf())
    modules()
    officers = [an_officer_of(app, town) for town in ("small", "large")]
    settings(officers[0][0])
    count(FEW, 1)
    more_settings(officers[1][0])
    count(MANY, FEW + 1)
    return [visitor for _, visitor in officers]


def addresses() -> tuple[str, ...]:
    """The page of a partnership: whole, of one kind, and of one module."""
    return "/partnership", f"/partnership?kind={KINDS[0]}", f"/partnership?module={_module(1)}"


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
        visitors = build(app)
        worst, alike = 0.0, True
        for address in addresses():
            few, many = in_turns([(one, address) for one in visitors], ROUNDS)
            asked = [statements(visitor, address) for visitor in visitors]
            print(f"  {address[:30]:30} {few:.1f} and {many:.1f} ms CPU, {many / few:.2f} times; {asked} statements")
            worst, alike = max(worst, many / few), alike and asked[0] == asked[1]
        print(f"at most {worst:.2f} times as much (bar {MOST_TIMES}); statements alike: {alike}")
        session.remove()
        downgrade(revision="base")
    return int(worst > MOST_TIMES or not alike)


if __name__ == "__main__":
    sys.exit(main())
