"""A partnership's page for 20 settings of 50 people, then for 2,000 of 50: what each costs, and what counting costs.

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
from tests.factories.people import an_officer
from tests.visitor import Visitor

FEW, MANY, PEOPLE, MODULES, AT_ONCE = 20, 2_000, 50, 3, 100
ROUNDS, MOST_TIMES = 40, 1.5
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
        tried = [(place, one) for place, one in people if one % 5 == 0]
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


def counted() -> tuple[float, float]:
    """CPU seconds of counting whatever is due, and again after one setting changed."""
    took = []
    for changed in ([], [1]):
        requirements.recount(changed)
        jobs.ask(requirements.TALLIES, None, None)
        session.commit()
        began = time.process_time()
        jobs.carry_out_due()
        took.append(time.process_time() - began)
    return took[0], took[1]


def page(visitor: Visitor, address: str) -> tuple[float, int]:
    """CPU milliseconds of a page, the median of many, and how many statements it asks."""
    seen: list[str] = []
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        answer = visitor._ask("GET", address)
        took.append(time.process_time() - began)
        assert answer.status_code == 200
    event.listen(db.engine, "before_cursor_execute", lambda *facts: seen.append(facts[2]))
    visitor._ask("GET", address)
    return 1000 * median(took), len([one for one in seen if not one.startswith("BEGIN")])


def measured(app: Flask, visitor: Visitor, many: int) -> list[tuple[float, int]]:
    whole, again = counted()
    addresses = ("/partnership", f"/partnership?kind={KINDS[0]}&module={_module(1)}")
    costs = [page(visitor, address) for address in addresses]
    print(f"{many} settings, {many * PEOPLE:,} people: counting all {whole:.2f} s, after one change {again:.2f} s")
    for address, (milliseconds, statements) in zip(addresses, costs, strict=True):
        print(f"  {address[:40]:40} {milliseconds:6.1f} ms CPU, {statements} statements")
    return costs


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
        town = workforce.create_partnership("town", "A partnership", None)
        an_officer("stephen", Office.OFFICER)
        modules()
        visitor = Visitor(app)
        visitor.sign_in("stephen")
        settings(town, 1, FEW + 1)
        few = measured(app, visitor, FEW)
        settings(town, FEW + 1, MANY + 1)
        many = measured(app, visitor, MANY)
        times = max(late[0] / early[0] for early, late in zip(few, many, strict=True))
        alike = [one[1] for one in few] == [one[1] for one in many]
        print(f"the page costs {times:.2f} times as much (at most {MOST_TIMES}); statements alike: {alike}")
        session.remove()
        downgrade(revision="base")
    return int(times > MOST_TIMES or not alike)


if __name__ == "__main__":
    sys.exit(main())
