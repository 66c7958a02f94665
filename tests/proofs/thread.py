"""The thread's pages for a partnership of 20 settings, and of 2,000 with 100,000 first checks: what each costs.

Run by `make prove-thread`, on a database of its own; on PostgreSQL where DATABASE_URL names an empty one, which is
emptied again afterwards.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from flask_migrate import downgrade, upgrade
from sqlalchemy import insert

from app.accounts.models import Person
from app.config import from_environment
from app.content.checks import check
from app.core.clock import now, today
from app.core.codes import new_join_code
from app.core.database import db, session
from app.core.vocabulary import SettingKind
from app.factory import create_app
from app.learning.models import Enrolment
from app.library import queries as library
from app.library.actions import publish_shelf
from app.quizzes import actions as quizzes
from app.quizzes.models import Attempt, AttemptResult
from app.workforce.models import Post, Setting
from tests.proofs.partnership import an_officer_of, in_turns, statements
from tests.visitor import Visitor

FEW, MANY, PEOPLE, ASKED, AT_ONCE = 20, 2_000, 50, 10, 50
FIRST = 1_000  # people before this number are the officers
MOST_MS, KINDS = 500, list(SettingKind)


def settings(partnership: int, first: int, last: int) -> None:
    """Settings with fifty people each, and the first check that each of them sent in, straight into the tables."""
    version = library.modules()[0]
    pools = {kind: list(library.questions(version.id, kind)) for kind in KINDS}
    for place in range(first, last):
        kind = KINDS[place % len(KINDS)]
        facts = {"id": place, "code": f"s{place}", "name": f"Setting {place}", "kind": kind}
        session.execute(
            insert(Setting).values(**facts, partnership_id=partnership, join_code=new_join_code(), set_up_at=now())
        )
        people = [place * PEOPLE + one for one in range(PEOPLE)]
        for table, rows in _of_people(place, kind, people, version.module, version.id, pools[kind]).items():
            session.execute(insert(table), rows)
    session.commit()


def _of_people(place: int, kind: str, people: list[int], module: str, version: int, pool: list[str]) -> dict:  # type: ignore[type-arg]
    moment, chance = now(), Random(place)
    drawn = {one: chance.sample(pool, ASKED) for one in people}
    return {
        Person: [
            {"id": FIRST + one, "username": f"p{one}", "name": f"P {one}", "created_at": moment} for one in people
        ],
        Post: [
            {"id": one, "person_id": FIRST + one, "setting_id": place, "role": "staff", "job_title": "A"}
            | {"started_on": today()}
            for one in people
        ],
        Enrolment: [
            {"id": one, "person_id": FIRST + one, "post_id": one, "module": module, "version_id": version}
            | {"kind": kind, "number": 1, "began_at": moment}
            for one in people
        ],
        Attempt: [
            {"id": one, "enrolment_id": one, "number": 1, "began_at": moment}
            | {"drawn": [{"code": code, "order": [[0, 1, 2, 3]]} for code in drawn[one]]}
            for one in people
        ],
        AttemptResult: [
            {"attempt_id": one, "sent_at": moment, "marks": [chance.random() < 0.8 for _ in range(ASKED)]}
            | {"percent": 80, "missed_critical": 0, "passed": True, "sure_wrong": []}
            for one in people
        ],
    }


def count(first: int, last: int) -> None:
    """Count every setting again, as `flask quizzes count` does, and say what that took."""
    began = time.process_time()
    for place in range(first, last, AT_ONCE):
        quizzes.count_again(range(place, min(place + AT_ONCE, last)))
        session.commit()
    tries = (last - first) * PEOPLE
    print(f"{last - first} settings, {tries:,} first checks: counted again in {time.process_time() - began:.1f} s CPU")


def addresses() -> list[str]:
    version = library.modules()[0]
    one = library.statements(version.id)[0]
    finding = one.findings[0]
    question = library.asked_by([(version.module, one.code)])[0]
    return [
        "/thread",
        f"/thread/reviews/{finding.rpartition('.')[0]}",
        f"/thread/findings/{finding}",
        f"/thread/statements/{version.module}/{one.code}",
        f"/thread/questions/{version.module}/{question.code}",
        f"/thread/themes/{version.front['theme']}",
    ]


def compare(visitors: list[Visitor]) -> bool:
    """Ask for every page in turns; whether each is fast enough and costs both as many statements."""
    is_well = True
    for address in addresses():
        few, many = in_turns(visitors, address)
        asked = [statements(visitor, address) for visitor in visitors]
        print(f"  {address[:60]:60} {few:.0f} and {many:.0f} ms CPU; {asked} statements")
        is_well = is_well and many < MOST_MS and asked[0] == asked[1]
    return is_well


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
        session.commit()
        officers = [an_officer_of(app, town) for town in ("small", "large")]
        settings(officers[0][0], 1, 1 + FEW)
        settings(officers[1][0], 1 + FEW, 1 + FEW + MANY)
        count(1, 1 + FEW)
        count(1 + FEW, 1 + FEW + MANY)
        is_well = compare([visitor for _, visitor in officers])
        print(f"every page under {MOST_MS} ms and as many statements for both: {is_well}")
        session.remove()
        downgrade(revision="base")
    return int(not is_well)


if __name__ == "__main__":
    sys.exit(main())
