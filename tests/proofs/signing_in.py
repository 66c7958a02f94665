"""What signing in costs beside its hash, whether known names take longer, and how soon an ended session is dead.

Run by `make prove-sign-in`.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextvars import Context
from pathlib import Path
from statistics import median

import requests
from flask import Flask
from flask_migrate import upgrade

from app.accounts import actions as accounts
from app.accounts import passwords
from app.accounts.records import Closure
from app.config import from_environment
from app.core.database import session
from app.core.vocabulary import Role
from app.factory import create_app
from app.workforce import actions as workforce
from tests.factories.mail import free_port
from tests.factories.people import PASSWORD, a_colleague, a_person, a_setting

ROUNDS, MOST_TIMES_THE_HASH, MOST_SECONDS, WORKERS = 30, 1.3, 1.0, 3
MOST_APART = 1.15


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def one_sign_in(app: Flask) -> float:
    """Seconds that one sign-in takes, from a page fetched before."""
    client = app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    form = {"csrf_token": token[1] if token else "", "username": "amina", "password": PASSWORD}
    began = time.perf_counter()
    answer = client.post("/sign-in", data=form)
    took = time.perf_counter() - began
    assert answer.headers["Location"].endswith("/my-learning")
    return took


def cost(app: Flask) -> float:
    """The median of signing in, as a multiple of the median of its hash, measured in turns in one run."""
    stored = passwords.hashed(PASSWORD)
    hashes, whole = [], []
    for _ in range(ROUNDS):
        hashes.append(timed(lambda: passwords.is_right(stored, PASSWORD)))
        whole.append(Context().run(one_sign_in, app))
    return median(whole) / median(hashes)


def one_post(app: Flask, address: str, name: str, caller: int) -> float:
    """Seconds that sending a name takes, from a page fetched before; each caller has an address of her own."""
    client = app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text)
    form = {"csrf_token": token[1] if token else "", "username": name, "password": "not hers"}
    place = {"REMOTE_ADDR": f"127.1.{caller // 250}.{caller % 250 + 1}"}
    return timed(lambda: client.post(address, data=form, environ_overrides=place))


def apart(app: Flask, address: str) -> float:
    """The median for known names as a multiple of that for unknown ones, measured in turns, each name used once."""
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(3 * ROUNDS):
        for kind in sorted(times, reverse=number % 2 == 0):
            name = f"{kind}{number}@example.org"
            times[kind].append(Context().run(one_post, app, address, name, number))
    return median(times["known"]) / median(times["unknown"])


def signed_in(base: str, name: str) -> requests.Session:
    browser = requests.Session()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(base + "/sign-in").text)
    form = {"csrf_token": token[1] if token else "", "username": name, "password": PASSWORD}
    assert browser.post(base + "/sign-in", data=form).url.endswith("/my-learning")
    return browser


def dead_after(browser: requests.Session, address: str) -> float:
    """Seconds until an address stops answering, and stays so over many requests to whichever worker takes them."""
    began, last_alive = time.monotonic(), 0.0
    while time.monotonic() - began < MOST_SECONDS + 1:
        alive = browser.get(address, allow_redirects=False).status_code == 200
        last_alive = time.monotonic() - began if alive else last_alive
    return last_alive


def main() -> int:
    folder, port = Path(tempfile.mkdtemp()), free_port()
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'proof.sqlite3'}"}
    app = create_app(from_environment(environment))
    with app.app_context():
        upgrade()
        school = a_setting()
        lead = a_colleague("mark", Role.DSL, school)
        a_colleague("second", Role.DSL, school)
        people = {name: a_colleague(name, setting=school) for name in ("amina", "tom", "zoe")}
        for number in range(3 * ROUNDS):
            a_person(f"known{number}", f"Known {number}", f"known{number}@example.org")
        session.commit()
        ratio = cost(app)
        reset, wrong = apart(app, "/forgotten"), apart(app, "/sign-in")
        command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
        server = subprocess.Popen([*command, "--workers", str(WORKERS), "--log-level", "error"], env=environment)
        base = f"http://127.0.0.1:{port}"
        try:
            time.sleep(4)
            browsers = {name: signed_in(base, name) for name in ("tom", "zoe", "amina", "mark")}
            accounts.close(people["tom"].person_id, Closure.DEACTIVATED, None)
            session.commit()
            closed = dead_after(browsers["tom"], base + "/my-learning")
            accounts.change_password(people["zoe"].person_id, PASSWORD, "three purple teapots", keep="none of hers")
            session.commit()
            changed = dead_after(browsers["zoe"], base + "/my-learning")
            workforce.change_post(lead.id, Role.STAFF, "Teacher")
            session.commit()
            demoted = dead_after(browsers["mark"], base + "/desk")
            still = browsers["amina"].get(base + "/my-learning", allow_redirects=False).status_code
        finally:
            server.terminate()
            server.wait()
    print(f"signing in costs {ratio:.2f} times its hash (at most {MOST_TIMES_THE_HASH})")
    print(f"known names take {reset:.2f} times as long as unknown ones at the reset, {wrong:.2f} with a wrong password")
    print(
        f"on {WORKERS} workers, last alive after: closed {closed:.2f} s, password {changed:.2f} s, role {demoted:.2f} s"
    )
    alike = all(1 / MOST_APART <= one <= MOST_APART for one in (reset, wrong))
    well = alike and ratio <= MOST_TIMES_THE_HASH and max(closed, changed, demoted) <= MOST_SECONDS and still == 200
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
