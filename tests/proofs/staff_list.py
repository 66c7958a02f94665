"""A staff list of 10,000 rows with 500 bad ones of twelve kinds: time, memory, every bad row named, nothing twice.

Run by `make prove-roster`.
"""

import csv
import io
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import func, select

from app.accounts.models import Person
from app.config import from_environment
from app.content.checks import check
from app.core.database import session
from app.factory import create_app
from app.library.actions import publish_shelf
from app.workforce import actions
from app.workforce.roster import Standing
from tests.factories.people import a_setting

ROWS, BAD = 10_000, 500
MOST_SECONDS, MOST_MEGABYTES = 60, 300
HEADERS = [
    "Staff code",
    "First name",
    "Last name",
    "Email",
    "Job title",
    "Start",
    "Leaving date",
    "Training",
    "Attained",
]
SPOILT = {
    "no first name": {1: ""},
    "no last name": {2: ""},
    "no job": {4: ""},
    "no address": {3: "somebody at home"},
    "no date": {5: "soon"},
    "month first": {5: "12/31/2025"},
    "no end": {6: "never"},
    "end before start": {5: "01/09/2025", 6: "01/08/2025"},
    "long ago": {5: "01/09/1925"},
    "job without end": {4: "x" * 130},
    "signs for a name": {1: "1234", 2: "5678"},
    "trained tomorrow": {7: "Level 2", 8: "01/01/2099"},
}


def a_list(rows: int = ROWS, bad: int = BAD) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    kinds = list(SPOILT.values())
    every = rows // bad if bad else 0
    for number in range(rows):
        address = f"p{number}@example.org" if number % 3 else ""
        row = [f"S{number}", f"Given{number}", f"Family{number}", address, "Assistant", "01/09/2025", "", "Level 1", ""]
        if every and number % every == 0:
            for place, value in kinds[(number // every) % len(kinds)].items():
                row[place] = value
        writer.writerow(row)
    return out.getvalue().encode()


def main() -> int:
    folder = Path(tempfile.mkdtemp())
    config = from_environment({**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'proof.sqlite3'}"})
    app = create_app(config)
    with app.app_context():
        upgrade()
        shelf, _, _ = check(config.courses, config.quizzes)
        if shelf:
            publish_shelf(shelf)
        setting, content = a_setting(), a_list()
        session.commit()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        began = time.monotonic()
        laid = actions.lay_beside(setting, content)
        looked = time.monotonic()
        actions.apply(setting, content, None, set())
        session.commit()
        done = time.monotonic()
        again = actions.lay_beside(setting, content).counts
        people = session.scalar(select(func.count()).select_from(Person))
        actions.apply(setting, content, None, set())
        session.commit()
        people_again = session.scalar(select(func.count()).select_from(Person))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    named = laid.of(Standing.FIX)
    reasons = Counter(fault.reason for row in named for fault in row.faults)
    print(f"rows {ROWS}, bad {len(named)} of {len(SPOILT)} kinds, each with line and reason; reasons {len(reasons)}")
    print(f"dry run {looked - began:.1f} s; confirming {done - looked:.1f} s; memory {memory} MB ({before} MB before)")
    print(f"second run: {again}; people {people} and {people_again}")
    well = len(named) == BAD and again["ready"] == 0 and again["changed"] == 0 and people == people_again
    return int(not well or done - began > MOST_SECONDS or memory > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
