"""The desk of a setting of 50 people and of 5,000, 20 modules each; of 10,000; and of one among 2,000 settings.

Run by `make bench-desk`, on SQLite, and on the engine of CSPR_TEST_SERVER where it names one. Prints a table and writes
`var/bench-desk.json`. Fails when anything is over its bar.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from app.config import from_environment
from app.core.clock import today
from app.core.database import db, session
from app.factory import create_app
from app.tracker.records import SheetKind
from app.web.sheets import SheetForm
from app.workforce import queries as places
from tests.benches import town
from tests.measuring import in_turns, once, signed_in, statements, took
from tests.proofs import partnership
from tests.stores import Store, store_in
from tests.visitor import Visitor

SIZES = FEW, SOME, MANY, MOST = 50, 500, 5_000, 10_000
ROUNDS, A_FEW_ROUNDS = 15, 2
PAGE_BAR, EXPORT_BAR, ABOVE_BAR, MEMORY_BAR = 1.3, 3.0, 1.5, 16.0
PAGES = (
    "/desk",
    "/desk/chase",
    "/desk/staff",
    "/desk/staff?order=renew&way=down",
    "/desk/duties",
    "/desk/duties?order=renew&way=down",
    "/desk/people/{}",
    "/desk/gaps",
)
WHOLE = ("/desk/staff?state=done", "/desk/staff?words=evans", "/people", "/desk/assignments")
LOOK_BACK = ("/desk/staff?on={day}", "/desk/people/{post}?on={day}", "/desk/questions", "/summary")
RESULTS = Path("var/bench-desk.json")


@dataclass(frozen=True)
class Figure:
    """One measured thing, small and large; `ratio` is held against `bar` where there is one."""

    what: str
    unit: str
    small: float
    large: float
    bar: float | None = None
    note: str = ""
    is_alike: bool = True

    @property
    def ratio(self) -> float:
        return self.large / self.small if self.small else 0.0

    @property
    def is_over(self) -> bool:
        return not self.is_alike or (self.bar is not None and self.ratio > self.bar)

    def said(self) -> str:
        held = f"{self.bar:.1f}" if self.bar else ""
        verdict = "OVER" if self.is_over else ""
        numbers = f"{self.small:9,.1f} {self.large:9,.1f} {self.ratio:7.2f} {held:>5}"
        return f"{self.what:44} {self.unit:4} {numbers} {verdict:5} {self.note}"


class Desk:
    """The leads of the settings, signed in, and a post of each setting."""

    def __init__(self, app: Flask) -> None:
        self.settings = {size: town.a_setting_of(size, _code(size)) for size in SIZES}
        self.stood = {size: took(lambda setting=one: town.stand(setting)) for size, one in self.settings.items()}
        self.leads: dict[int, Visitor] = {size: signed_in(app, _code(size)) for size in SIZES}
        self.posts = {size: places.post_ids([one])[-1] for size, one in self.settings.items()}

    def pages(self, address: str, sizes: tuple[int, ...]) -> list[tuple[Visitor, str]]:
        day = today() - timedelta(days=60)
        return [(self.leads[one], address.format(self.posts[one], post=self.posts[one], day=day)) for one in sizes]


def _code(size: int) -> str:
    return f"place-{size}"


def of_pages(desk: Desk) -> Iterator[Figure]:
    """What may not grow with the setting."""
    for address in PAGES:
        pages = desk.pages(address, (FEW, MANY))
        small, large = in_turns(pages, ROUNDS)
        asked = [statements(*page) for page in pages]
        note = f"{asked[0]} and {asked[1]} statements"
        yield Figure(address, "ms", small, large, PAGE_BAR, note, asked[0] == asked[1])
    for address in (*WHOLE, *LOOK_BACK):
        pages = desk.pages(address, (FEW, MANY))
        if all(_answers(*page) for page in pages):
            small, large = in_turns(pages, A_FEW_ROUNDS)
            yield Figure(address, "ms", small, large)
        else:
            yield Figure(address, "ms", 0, 0, None, "cut off: longer than a request may take", is_alike=False)


def _answers(visitor: Visitor, address: str) -> bool:
    """Whether a page comes at all; one that reads a whole history may be cut off where the machine has other work."""
    return visitor._ask("GET", address).status_code == 200


def of_the_largest(desk: Desk) -> Iterator[Figure]:
    """A setting of 10,000."""
    for address in PAGES:
        small, large = in_turns(desk.pages(address, (FEW, MOST)), ROUNDS // 3)
        yield Figure(f"{address} of {MOST:,}", "ms", small, large)
    stood = desk.stood
    yield Figure("everybody reckoned for the first time", "s", stood[SOME], stood[MOST], None, f"{SOME} and {MOST:,}")
    again = [took(lambda size=size: town.stand(desk.settings[size])) for size in (SOME, MOST)]
    yield Figure("flask requirements rebuild, all right", "s", *again, None, f"{SOME} and {MOST:,}")


def of_exports(address: str) -> Iterator[Figure]:
    """Time against the bare library, memory against the rows, in processes of their own."""
    earlier = (today() - timedelta(days=60)).isoformat()
    asked = [(kind, form, "") for kind in SheetKind for form in SheetForm]
    for kind, form, day in [*asked, (SheetKind.STAFF, SheetForm.CSV, earlier)]:
        small, large = (_exported(address, size, kind, form, day) for size in (SOME, MOST))
        name = f"{kind} {form}{' as it stood' if day else ''}"
        rows = f"{large['rows']:,} rows, {large['bytes'] / 1e6:.1f} MB; {SOME} people {small['seconds']:.2f} s"
        bar = None if day else EXPORT_BAR
        yield Figure(f"{name}: bare and ours", "s", large["bare"], large["seconds"], bar, rows, large["is_whole"])
        grown = f"memory at {SOME} and {MOST:,}"
        is_flat = large["kb"] - small["kb"] <= MEMORY_BAR * 1024
        yield Figure(f"{name}: memory", "MB", small["kb"] / 1024, large["kb"] / 1024, None, grown, is_flat)


def _exported(address: str, size: int, kind: SheetKind, form: SheetForm, day: str) -> dict[str, float]:
    words = [sys.executable, "-m", "tests.benches.exporting", _code(size), kind, form, *([day] if day else [])]
    done = subprocess.run(words, env={**os.environ, "DATABASE_URL": address}, check=True, capture_output=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def of_a_county(app: Flask) -> Iterator[Figure]:
    """A partnership of 2,000 settings and 100,000 people beside one of 20, and the desk of a setting in it."""
    officers = partnership.build(app)
    for address in partnership.addresses():
        small, large = in_turns([(one, address) for one in officers], ROUNDS)
        asked = [statements(one, address) for one in officers]
        yield Figure(f"{address[:30]}", "ms", small, large, ABOVE_BAR, f"{asked[0]} and {asked[1]} statements")


def on(store: Store, folder: Path) -> list[Figure]:
    """Everything, on one engine."""
    found: list[Figure] = []
    for name, measured in (("town", _in_town), ("county", _in_county)):
        address = store.blank(name)
        app = create_app(from_environment({**os.environ, "DATABASE_URL": address, "CSPR_ERASURES": str(folder / "e")}))
        with app.app_context():
            upgrade()
            for figure in measured(app, address):
                found.append(figure)
                print(figure.said(), flush=True)
            session.remove()
            db.engine.dispose()
    return found


def _in_town(app: Flask, address: str) -> Iterator[Figure]:
    town.publish()
    desk = Desk(app)
    session.remove()
    for page in desk.pages("/desk", (FEW, MANY)):
        once(*page)
    yield from of_pages(desk)
    yield from of_the_largest(desk)
    session.remove()
    yield from of_exports(address)


def _in_county(app: Flask, address: str) -> Iterator[Figure]:
    yield from of_a_county(app)


def main() -> int:
    folder, began = Path(tempfile.mkdtemp()), time.monotonic()
    store = store_in(folder)
    engine = "postgresql" if os.environ.get("CSPR_TEST_SERVER") else "sqlite"
    print(f"{engine}: CPU of this process and of the database's; {FEW} and {MANY:,} people where nothing else is said")
    try:
        found = on(store, folder)
    finally:
        store.close()
    RESULTS.parent.mkdir(exist_ok=True)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[engine] = {"day": today().isoformat(), "figures": [asdict(one) for one in found]}
    RESULTS.write_text(json.dumps(kept, indent=1))
    over = [one.what for one in found if one.is_over]
    print(f"{len(found)} figures in {time.monotonic() - began:.0f} s; over their bar: {', '.join(over) or 'none'}")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
