"""Our side of LTI against a platform of somebody else's making, and what the check of a launch costs.

The platform is Open edX's own consumer, served from an environment of its own (see openedx/edx_site.py). Run by
`make prove-lti`, which is told where that environment's Python is.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask_migrate import upgrade
from joserfc import jws
from werkzeug.serving import make_server

from app.accounts.actions import confirm_name
from app.accounts.queries import elsewhere
from app.bridges.lti import actions, provider, queries, rules
from app.bridges.lti.records import PlatformRecord
from app.content.checks import check
from app.core.database import session
from app.core.vocabulary import Office
from app.demo.actions import right_response
from app.factory import create_app
from app.jobs.actions import carry_out_due
from app.learning import actions as learning
from app.learning import queries as journeys
from app.library.actions import publish_shelf
from app.quizzes import actions as quizzes
from app.quizzes import queries as checks
from app.quizzes.records import UNANSWERED, Answer
from app.reflection.actions import finish_on_paper
from app.workforce.queries import colleagues
from app.workforce.records import PostRecord
from tests.conftest import config_for
from tests.factories.mail import free_port
from tests.factories.people import a_colleague, an_officer
from tests.factories.shelf import MODULE, write_shelf

HERE = Path(__file__).parent
ROUNDS, MOST_TIMES_THE_SIGNATURE = 400, 2.0


class Browser(requests.Session):
    """A browser. What this process wrote is committed before it asks, as it would be if we were two."""

    def request(self, *args: Any, **more: Any) -> requests.Response:
        session.commit()
        return super().request(*args, **({"timeout": 30} | more))


def says(what: str, holds: bool) -> None:
    """Print one line of the proof; the first that does not hold ends it."""
    print(f"{'yes' if holds else 'NO '}  {what}", flush=True)
    assert holds, what


def form_of(page: str, at: str) -> tuple[str, dict[str, str]]:
    """The first form of a page: where it goes, and its fields."""
    form = BeautifulSoup(page, "html5lib").find("form", method=lambda how: str(how).lower() == "post")
    assert isinstance(form, Tag), page[:2000]
    fields = {str(one["name"]): str(one.get("value", "")) for one in form.find_all("input") if one.get("name")}
    return urljoin(at, str(form.get("action"))), fields


def to_launch(browser: Browser, start: str) -> tuple[str, dict[str, str]]:
    """Press the button of a block; returns the launch that the platform would have the browser send us."""
    page = browser.get(start)
    assert page.ok, page.text[:2000]
    return form_of(page.text, page.url)


def heading(page: requests.Response) -> str:
    found = BeautifulSoup(page.text, "html5lib").h1
    return " ".join(found.get_text(" ").split()) if found else page.text[:300]


def learn(post: PostRecord, told: Callable[[], Any]) -> tuple[Any, Any]:
    """Pass the check, then reflect; returns what the platform knew after each."""
    enrolment = learning.begin(post.id, MODULE)
    for section in journeys.sections(enrolment):
        learning.read_section(enrolment, section.slug)
    attempt = quizzes.start(enrolment, Random(1))
    for place, (question, _) in enumerate(checks.asked(attempt, checks.pool(enrolment)), 1):
        quizzes.save(attempt, place, Answer(right_response(question), True), UNANSWERED.mark)
    quizzes.send_in(enrolment, checks.attempt(enrolment.id, attempt.number))
    session.commit()
    carry_out_due()
    before = told()
    confirm_name(post.person_id, post.person_name)
    finish_on_paper(enrolment)
    session.commit()
    carry_out_due()
    return before, told()


def walk(base: str, theirs: str, copied: dict[str, Any], setting_id: int, admin: int) -> None:
    """From a platform that nobody confirmed to scores, people and chosen modules."""
    browser, told = Browser(), lambda: Browser().get(f"{theirs}/told").json()
    start = f"{theirs}/start/1/open?module={MODULE}"
    says("nobody comes in before the platform is confirmed", browser.get(start).status_code == 400)
    said = copied["said"]
    addresses = (copied["authorises_at"], said["token_url"], said["keyset_url"])
    there = actions.add(PlatformRecord("Open edX", copied["issuer"], copied["client_id"], *addresses))
    actions.confirm(there.id, [copied["deployment"]], [theirs], admin)
    session.commit()

    address, fields = to_launch(browser, start)
    waits = browser.post(address, data=fields)
    says("a course without a setting waits for the administrator", "not tied to a setting" in waits.text)
    actions.give_setting(queries.courses(there.id)[0].id, setting_id, admin)
    session.commit()

    address, fields = to_launch(browser, start)
    bent = fields | {"id_token": fields["id_token"][:-8] + "AAAAAAAA"}
    says("a launch with a bent signature is refused", browser.post(address, data=bent).status_code == 400)
    other = Browser().post(address, data=fields)
    says("a launch in another browser is not taken", "Open in a new window" in other.text)
    asked = browser.post(address, data=fields)
    says("its own browser is asked who she is", heading(asked) == "Have you learned here before?")
    says("the same launch is not taken twice", browser.post(address, data=fields).status_code == 400)
    held = form_of(asked.text, asked.url)[1]["held"]
    page = browser.post(f"{base}/lti/who", data={"held": held, "name": "Amina Yusuf", "submit_new": "x"})
    says(f"she stands in front of the module: {heading(page)}", page.url == f"{base}/learn/{MODULE}" and page.ok)

    known = elsewhere(copied["issuer"], "edx-1")
    post = next(one for one in colleagues(setting_id) if known and one.person_id == known.person_id)
    before, after = learn(post, told)
    says(f"passed: {before['scores']}", [one["grading_progress"] for one in before["scores"]] == ["NotReady"])
    done = [(one["score_given"], one["grading_progress"]) for one in after["scores"]]
    says(f"all done: {after['scores']}", done == [(100.0, "FullyGraded")])
    says(
        f"it stands in the course's book: {after['book']}", after["book"] == [{"user": "amina", "score": 1, "most": 1}]
    )

    actions.ask_for_people(queries.courses(there.id)[0], admin)
    session.commit()
    carry_out_due()
    names = {one.person_name for one in colleagues(setting_id)}
    says(f"the people of the course stand in the setting: {sorted(names)}", {"Tom Hill", "Priya Shah"} <= names)

    teacher = Browser()
    address, fields = to_launch(teacher, f"{theirs}/start/3/choose")
    choosing = teacher.post(address, data=fields)
    held = form_of(choosing.text, choosing.url)[1]["held"]
    chosen = teacher.post(f"{base}/lti/choose", data={"held": held, "module": MODULE})
    address, fields = form_of(chosen.text, chosen.url)
    taken = teacher.post(address, data=fields)
    says(f"the platform takes an answer: {taken.status_code}", taken.ok)
    items = told()["items"]
    says("the platform takes the chosen module", taken.ok and items[0]["attributes"]["custom"] == {"module": MODULE})
    again = Browser()
    address, fields = to_launch(again, f"{theirs}/start/1/chosen")
    page = again.post(address, data=fields)
    says("the chosen link opens the module", page.url == f"{base}/learn/{MODULE}" and page.ok)


def measured(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def cost(copied: dict[str, Any], start: str) -> float:
    """The median of a launch's whole check, warm, as a multiple of that of its signature, in turns in one run."""
    platform = queries.confirmed(copied["issuer"])
    assert platform is not None
    token = to_launch(Browser(), start)[1]["id_token"]
    claims = provider.verified(token, platform)
    key = provider._keys(platform, fresh=False).keys[0]
    moment = int(time.time())

    def whole() -> None:
        rules.check(provider.verified(token, platform), platform, claims["nonce"], moment)
        rules.launch_of(claims, platform.id)

    def signature() -> None:
        jws.deserialize_compact(token, key, algorithms=["RS256"])

    times: dict[str, list[float]] = {"whole": [], "signature": []}
    for _ in range(ROUNDS):
        times["whole"].append(measured(whole))
        times["signature"].append(measured(signature))
    each = {name: median(found) * 1e6 for name, found in times.items()}
    print(f"a launch's check, warm: {each['whole']:.0f} µs; its signature alone: {each['signature']:.0f} µs")
    return each["whole"] / each["signature"]


def stocked(app: Flask, folder: Path) -> tuple[int, int]:
    """The small shelf, a setting and an administrator; returns the numbers of the last two."""
    upgrade()
    shelf, faults, _ = check(*write_shelf(folder))
    assert shelf is not None
    assert not faults
    publish_shelf(shelf)
    setting_id = a_colleague("lee").setting_id
    return setting_id, an_officer("admin", Office.ADMINISTRATOR).id


def main(python: str) -> int:
    folder, port, their_port = Path(tempfile.mkdtemp()), free_port(), free_port()
    base, theirs = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{their_port}"
    app = create_app(config_for(folder, address=base, lti=True, testing=False))
    with app.app_context():
        setting_id, admin = stocked(app, folder)
        server = make_server("127.0.0.1", port, app, threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        command = [python, str(HERE / "openedx/edx_site.py"), str(their_port), base, str(folder / "openedx.sqlite3")]
        platform = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert platform.stdout is not None
            copied = json.loads(platform.stdout.readline())
            wait_for(f"{theirs}/told")
            walk(base, theirs, copied, setting_id, admin)
            ratio = cost(copied, f"{theirs}/start/1/open?module={MODULE}")
        finally:
            platform.terminate()
            platform.wait()
            server.shutdown()
    print(f"the whole check costs {ratio:.2f} times its signature (at most {MOST_TIMES_THE_SIGNATURE})")
    return 0 if ratio <= MOST_TIMES_THE_SIGNATURE else 1


def wait_for(address: str) -> None:
    """Wait until an address answers, for half a minute at most."""
    for _ in range(150):
        try:
            if requests.get(address, timeout=5).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{address} did not open")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
