"""A lead's first ten minutes, her evidence pack, and a look back, on a phone in a real browser."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from werkzeug.serving import make_server

from app.core.clock import at, now, today
from app.core.database import session
from app.core.dates import say_date
from app.core.vocabulary import Role, SettingKind
from app.jobs.actions import carry_out_due
from app.workforce.actions import create_partnership, create_setting
from tests.browser.hands import Hands
from tests.browser.test_getting_in import arrived, go_in, says
from tests.content.shipped import THE_VOICE_OF_THE_CHILD
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.journeys.walks import complete
from tests.visitor import Visitor

TEN_DAYS = timedelta(days=10)
STAFF = """first name,last name,email,role,job title,start date,training,training date
Ada,Okoro,ada@example.org,Teacher,Teacher of maths,01/09/2025,Safeguarding refresher,04/09/2025
Ben,Ali,,Midday supervisor,Midday supervisor,01/09/2025,,
Cy,,cy@example.org,Cook,Cook,01/09/2025,,
"""


@pytest.fixture
def mark(shipped_app: Flask, served: str, screen: Page) -> Page:
    """The lead of a secondary school that nobody has set up."""
    partnership = create_partnership("town", "A partnership", "essex")
    school = create_setting("school", "The school", SettingKind.PRIMARY, partnership)
    a_post(a_person("mark", "Mark Castellano"), school, Role.DSL, "Assistant head")
    session.commit()
    go_in(screen, served, "mark")
    return screen


def test_a_lead_is_ready_for_an_inspection_within_her_first_ten_minutes(
    shipped_app: Flask, served: str, mark: Page, tmp_path: Path
) -> None:
    mark.goto(f"{served}/our-setting/start")
    mark.select_option("#kind", "secondary")
    mark.get_by_label("academic year").check()
    mark.click("button:has-text('Set up our setting')")
    arrived(mark, "The school is set up")

    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    mark.click("text=Bring in your staff list")
    mark.set_input_files("#file", tmp_path / "staff.csv")
    mark.click("button:has-text('Look at it')")
    arrived(mark, "What this list would change")
    says(mark, "The last name is missing.")
    mark.click("button:has-text('Do this')")
    expect(mark.locator("h1")).to_have_text("People")
    says(mark, "Ben Ali")

    mark.goto(f"{served}/desk")
    mark.click("text=Ask people for a module")
    due = today() + timedelta(days=60)
    for part in ("day", "month", "year"):
        mark.fill(f"#due_on-{part}", str(getattr(due, part)))
    mark.click("button:has-text('See who that is')")
    says(mark, "Nobody has been asked yet.")
    says(mark, "Ada Okoro")
    mark.click("button:has-text('Ask them')")
    mark.goto(f"{served}/desk")
    for words in ("something to do now", "up to date", "to look at again", "not delivered"):
        says(mark, words)
    assert mark.locator(".numbers li").count() == 4

    pack = _pack(mark, "Everybody is asked by the end of term.")
    assert "Ada Okoro" in pack
    assert "Everybody is asked by the end of term." in pack
    assert "not started" in pack.lower()


def _pack(page: Page, plan: str) -> str:
    """Press the button, let a worker make it, fetch the file and read its words."""
    page.click("text=Evidence pack")
    page.fill("#plan", plan)
    page.get_by_label("tables").uncheck()
    page.click("button:has-text('Make the pack')")
    expect(page.locator("h1")).to_have_text("Waiting to begin")
    carry_out_due()
    session.commit()
    page.reload()
    expect(page.locator("h1")).to_have_text("Done")
    with page.expect_download() as download:
        page.click("text=Fetch the file")
    with Path(download.value.path()).open("rb") as file:
        return " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(file.read())).pages).split())


def test_an_evidence_pack_is_asked_for_by_keyboard_and_its_number_checked(
    shipped_app: Flask, served: str, screen: Page
) -> None:
    a_colleague("mark", Role.DSL, name="Mark Castellano")
    go_in(screen, served, "mark")
    screen.goto(f"{served}/desk/evidence")
    hands = Hands(screen)
    hands.write("plan", "We begin on Monday.")
    hands.press("Make the pack", "BUTTON")
    carry_out_due()
    session.commit()
    screen.reload()
    says(screen, "Number")
    says(screen, "Fetch the file")

    screen.goto(f"{served}/desk/evidence")
    hands.press("number ", "A")

    says(screen, "This evidence pack was made here")


@pytest.fixture
def served_later(shipped_app: Flask) -> Iterator[str]:
    """The application as it is ten days from now."""

    def later(environ: Any, start: Any) -> Any:
        with at(now() + TEN_DAYS):
            return shipped_app(environ, start)

    server = make_server("127.0.0.1", 0, later, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_desk_is_asked_for_as_it_stood_and_the_day_stays_until_it_is_let_go(
    shipped_app: Flask, served_later: str, screen: Page
) -> None:
    place, then = a_setting(), today()
    a_colleague("mark", Role.DSL, place, "Mark Castellano")
    grace = a_colleague("grace", setting=place, name="Grace Adeyemi")
    with at(now() + TEN_DAYS - timedelta(days=1)):
        learner = Visitor(shipped_app)
        learner.moment = now()
        learner.sign_in("grace")
        complete(learner, grace.id, THE_VOICE_OF_THE_CHILD)
    session.commit()
    go_in(screen, served_later, "mark")
    screen.goto(f"{served_later}/desk/people/{grace.id}/record")
    says(screen, "Valid")

    screen.fill("#on", then.isoformat())
    screen.click("button:has-text('Look back')")
    arrived(screen, f"The record of Grace Adeyemi on {say_date(then)}")
    assert say_date(then) in screen.title()
    says(screen, "Not started")
    expect(screen.locator("main")).not_to_contain_text("Valid")
    with screen.expect_download() as download:
        screen.click("button:has-text('Download as PDF')")
    assert download.value.suggested_filename == f"record-{then.isoformat()}.pdf"
    screen.click("text=Staff by module")
    arrived(screen, f"Staff by module on {say_date(then)}")
    expect(screen.locator("tbody")).not_to_contain_text("Done")
    screen.click("main >> text=As it is today")

    arrived(screen, "Staff by module")
    expect(screen.locator("tbody")).to_contain_text("Done")
