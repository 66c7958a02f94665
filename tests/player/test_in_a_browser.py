"""A real browser plays one of each, as a learner does: by what the page says."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Frame, Page
from werkzeug.serving import make_server

from app.bridges.packages.queries import activity
from app.bridges.packages.records import Format, Mode, Order
from app.core.vocabulary import SettingKind
from app.library import queries as library
from tests.factories.people import a_colleague, a_setting
from tests.journeys.walks import finish_reflection, pass_the_check, read_all_sections
from tests.player.conftest import KIND, MODULE, Unpack
from tests.player.platform import a_platform
from tests.visitor import Visitor

Shown = Page | Frame


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone's screen, which notes every error."""
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    context.set_default_timeout(10_000)
    shown, wrong = context.new_page(), list[str]()
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield shown
    context.close()
    assert wrong == []


def content(folder: Path) -> dict[str, Any]:
    """What a package says, as its script is handed it."""
    script = (folder / f"content/{KIND}.js").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(script.partition(", ")[2].removesuffix(");\n"))
    return told


def read(shown: Shown) -> None:
    """Read every section."""
    shown.get_by_role("button", name="Begin").click()
    while shown.get_by_role("button", name="I have read this").is_visible():
        shown.get_by_role("button", name="I have read this").click()


def answer(shown: Shown, told: dict[str, Any], rightly: bool = True) -> None:
    """Answer a check whole."""
    shown.get_by_role("button", name="Start").or_(shown.get_by_role("button", name="Try again")).first.click()
    by_stem = {one["stem"]: one for one in told["questions"]}
    while shown.get_by_role("button", name="Save and go on").is_visible():
        ask = by_stem[shown.locator("legend").first.inner_text()]
        for number, field in enumerate(ask["fields"]):
            wrong = [n for n, _ in enumerate(field["options"]) if n not in field["right"]]
            wanted = field["right"] if rightly else wrong[:1]
            for place in wanted:
                if field["type"] == "menu":
                    shown.locator(f"select[name=f{number}]").select_option(label=field["options"][place])
                else:
                    shown.locator(f"input[name=f{number}][value='{place}']").check()
        shown.get_by_role("button", name="Save and go on").click()


def finish(shown: Shown) -> None:
    """Reflect, and finish."""
    shown.get_by_role("button", name="Go on").click()
    shown.locator("textarea").first.fill("A thought of mine")
    shown.get_by_role("button", name="finish").click()
    shown.get_by_role("heading", name="You have finished").wait_for()


@pytest.mark.parametrize("edition", ["scorm12", "scorm2004"])
def test_a_scorm_package_is_read_failed_passed_and_finished(edition: str, unpack: Unpack, page: Page) -> None:
    folder = unpack(Format(edition))
    with a_platform(folder) as platform:
        page.goto(f"{platform.address}/{edition}")
        shown = page.frames[1]
        read(shown)
        answer(shown, content(folder), rightly=False)
        assert shown.get_by_role("heading", name="Not there yet").is_visible()
        shown.get_by_role("button", name="Try again").first.click()
        answer(shown, content(folder))
        finish(shown)
        api = "API" if edition == "scorm12" else "API_1484_11"
        cmi = page.evaluate(f"JSON.parse(JSON.stringify(window.{api}.cmi.toJSON()))")

    status = cmi["core"]["lesson_status"] if edition == "scorm12" else cmi["completion_status"]
    assert status == {"scorm12": "passed", "scorm2004": "completed"}[edition]
    assert "thought" not in json.dumps(cmi)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_cmi5_session_keeps_every_rule_of_order_and_a_second_one_goes_on(unpack: Unpack, page: Page) -> None:
    folder = unpack(Format.CMI5)
    about = activity(Order(library.newest(MODULE), (KIND,), Format.CMI5, Mode.FULL)).address
    with a_platform(folder) as platform:
        page.goto(platform.launch(about))
        read(page)
        answer(page, content(folder), rightly=False)
        page.goto("about:blank")
        page.goto(platform.launch(about))
        page.get_by_role("button", name="Continue").click()
        answer(page, content(folder))
        finish(page)
        page.goto("about:blank")
        page.wait_for_timeout(300)

    assert platform.verbs == ["initialized", "failed", "terminated", "initialized", "passed", "completed", "terminated"]
    assert platform.wrong == []
    assert platform.was_asked_preferences
    assert "thought" not in json.dumps([platform.statements, platform.kept])


def test_a_cmi5_session_that_only_looks_is_judged_by_nothing(unpack: Unpack, page: Page) -> None:
    with a_platform(unpack(Format.CMI5), mode="Browse") as platform:
        page.goto(platform.launch("https://example.org/au"))
        read(page)
        page.goto("about:blank")
        page.wait_for_timeout(300)

    assert (platform.verbs, platform.wrong, platform.kept) == (["initialized", "terminated"], [], {})


def test_a_full_package_opened_from_a_folder_reads_without_a_platform_or_a_network(unpack: Unpack, page: Page) -> None:
    folder = unpack(Format.SCORM12, Mode.FULL, (KIND, SettingKind.CHILDMINDER))
    page.goto(f"file://{folder}/index.html")

    page.get_by_role("button", name="Nursery").click()
    read(page)

    assert page.get_by_role("heading", name="Knowledge check").is_visible()
    assert "No learning platform answers" in page.locator("#status").inner_text()


@pytest.fixture
def served(shipped_app: Flask) -> Iterator[str]:
    """The address of the application, served from a thread; it knows it."""
    server = make_server("127.0.0.1", 0, shipped_app, threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    shipped_app.config["CSPR"] = replace(shipped_app.config["CSPR"], address=address)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_thin_package_tells_what_came_of_it_on_our_site(
    served: str, shipped_app: Flask, unpack: Unpack, page: Page
) -> None:
    amina = a_colleague("amina", setting=a_setting(kind=KIND))
    learner = Visitor(shipped_app)
    learner.sign_in("amina")
    with a_platform(unpack(Format.SCORM12, Mode.THIN)) as platform:
        page.goto(f"{platform.address}/scorm12")
        shown = page.frames[1]
        way = shown.get_by_role("link", name="Open the module")
        learner.visit(str(way.get_attribute("href")).removeprefix(served))
        learner.press("Go on to the module")
        shown.get_by_role("button", name="Look whether").click()
        shown.get_by_text("You have begun").wait_for()
        read_all_sections(learner)
        pass_the_check(learner, amina.id, MODULE)
        finish_reflection(learner)
        shown.get_by_role("button", name="Look whether").click()
        shown.get_by_text("You have finished").wait_for()
        core = page.evaluate("JSON.parse(JSON.stringify(window.API.cmi.toJSON())).core")

    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")
