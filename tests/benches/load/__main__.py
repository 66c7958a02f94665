"""The whole site under load: run by `make bench`, on SQLite, and on the engine of CSPR_TEST_SERVER where it names one.

Prints what each page costs beside its floor, holds what is promised against its bars, writes `var/bench.json`, and
fails when a bar is missed. `--quick` takes small settings and few requests, to try it.
"""

import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from flask_migrate import upgrade

from app.config import from_environment
from app.core.clock import today
from app.core.database import db, session
from app.factory import create_app
from tests.benches import town
from tests.benches.load.figures import LOADS, Figure
from tests.benches.load.rounds import FULL, QUICK, Size, everything
from tests.stores import Store, store_in

RESULTS, SECRET = Path("var/bench.json"), "one for every process of the bench"


def on(store: Store, folder: Path, size: Size) -> dict[str, object]:
    """Fill a database, send the load, and say what came of it."""
    town.MODULES, town.THEMES = size.modules, size.themes
    database = store.blank("bench")
    app = create_app(from_environment({"DATABASE_URL": database, "SECRET_KEY": SECRET}))
    with app.app_context():
        upgrade()
        town.publish()
        print(LOADS)
        loads, figures = everything(app, database, SECRET, folder, size)
        session.remove()
        db.engine.dispose()
    return {
        "loads": [asdict(one) for one in loads],
        "figures": [asdict(one) for one in figures],
        "missed": missed(figures),
    }


def missed(figures: list[Figure]) -> list[str]:
    return [one.what for one in figures if one.is_missed]


def main() -> int:
    size, began = QUICK if "--quick" in sys.argv else FULL, time.monotonic()
    engine = "postgresql" if os.environ.get("CSPR_TEST_SERVER") else "sqlite"
    with tempfile.TemporaryDirectory() as name:
        store = store_in(Path(name))
        try:
            found = on(store, Path(name), size)
        finally:
            store.close()
    RESULTS.parent.mkdir(exist_ok=True)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[engine] = {"day": today().isoformat(), "size": asdict(size), **found}
    RESULTS.write_text(json.dumps(kept, indent=1))
    print(f"{engine}, {time.monotonic() - began:.0f} s; missed: {', '.join(map(str, found['missed'])) or 'none'}")
    return int(bool(found["missed"]))


if __name__ == "__main__":
    sys.exit(main())
