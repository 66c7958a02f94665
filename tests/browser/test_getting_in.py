"""Getting in, in a real browser on a phone: card, invitation, staff list, second step, two posts."""

import re
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Page
from pypdf import PdfReader
from sqlalchemy import select

from app.accounts.queries import person
from app.core.database import session
from app.core.vocabulary import Role, SettingKind
from app.notices.models import Notice
from app.workforce import queries
from tests.browser.hands import SIDEWAYS
from tests.factories.people import PASSWORD, a_colleague, a_post, a_setting
from tests.rooms.workforce.test_import import count


def go_in(page: Page, served: str, name: str) -> None:
    page.goto(served + "/sign-in")
    page.fill("#username", name)
    page.fill("#password", PASSWORD)
    page.click("main >> button:has-text('Sign in')")


def heading(page: Page) -> str:
    assert page.evaluate(SIDEWAYS) == 0, page.url
    return page.inner_text("h1")


@pytest.fixture
def lead(shipped_app: Flask, served: str, screen: Page) -> Page:
    a_colleague("mark", Role.DSL, name="Mark Castellano")
    go_in(screen, served, "mark")
    return screen


def test_a_card_with_a_pin_gets_somebody_without_an_address_to_her_learning(
    served: str, lead: Page, screen_without_scripts: Page, tmp_path: Path
) -> None:
    lead.goto(served + "/people/new")
    lead.fill("#name", "Amina Yusuf")
    lead.fill("#job_title", "Midday supervisor")
    lead.click("button:has-text('Add this person')")
    lead.get_by_label("Print a card for Amina Yusuf").check()
    with lead.expect_download() as download:
        lead.click("button:has-text('Print cards')")
    download.value.save_as(tmp_path / "cards.pdf")
    card = PdfReader(tmp_path / "cards.pdf").pages[0].extract_text()
    pin = re.search(r"\b\d{6}\b", card)
    code = queries.setting(1).join_code
    session.rollback()
    assert pin is not None

    page = screen_without_scripts
    page.goto(f"{served}/sign-in/card?setting={code}")
    page.fill("#username", "amina.yusuf")
    page.fill("#pin", pin[0])
    page.click("main >> button:has-text('Sign in')")
    assert heading(page) == "Choose your own PIN"
    page.fill("#pin", "284719")
    page.fill("#again", "284719")
    page.click("button:has-text('Use this PIN')")

    assert heading(page) == "My learning"
    assert "The voice of the child" in page.inner_text("main")


def test_an_invitation_leads_to_the_first_lesson(served: str, lead: Page, screen_without_scripts: Page) -> None:
    lead.goto(served + "/people/new")
    lead.fill("#name", "Zoë Cook")
    lead.fill("#email", "zoe@example.org")
    lead.fill("#job_title", "Cook")
    lead.click("button:has-text('Add this person')")
    lead.wait_for_selector("text=Zoë Cook")
    found = re.search(r"/choose-password/\S+", session.scalars(select(Notice.body)).one())
    session.rollback()
    assert found is not None

    page = screen_without_scripts
    page.goto(served + found[0])
    page.fill("#password", "three purple teapots")
    page.click("button:has-text('Use this password')")
    page.click("text=Look and begin")
    page.click("button:has-text('Begin')")

    assert heading(page) == "Why reviews"


def test_a_list_of_140_with_two_bad_rows_is_in_within_a_few_clicks(served: str, lead: Page, tmp_path: Path) -> None:
    rows = ["First name,Last name,Job title,Email"]
    rows += [f"Given{n},Family{n},Teacher,p{n}@example.org" for n in range(138)]
    rows += ["Ada,,Cook,", "Eve,Adams,Cleaner,eve at home"]
    (tmp_path / "staff.csv").write_text("\n".join(rows), encoding="utf-8")
    lead.goto(served + "/people")
    lead.click("text=Bring in a staff list")
    lead.set_input_files("#file", tmp_path / "staff.csv")
    lead.click("button:has-text('Look at it')")
    assert heading(lead) == "What this list would change"
    shown = lead.inner_text("main")
    assert "The last name is missing." in shown
    assert "eve at home" in shown
    lead.click("button:has-text('Do this')")
    lead.wait_for_selector("text=The staff list is in.")

    assert "139 people" in lead.inner_text("main")
    assert count(Notice) == 138


def test_a_second_step_is_set_up_and_taken(served: str, lead: Page, screen_without_scripts: Page) -> None:
    lead.goto(served + "/my-account/second-step")
    secret = lead.inner_text(".certificate__number").replace("-", "")
    lead.fill("#code", pyotp.TOTP(secret).now())
    lead.click("button:has-text('Go on')")
    assert heading(lead) == "Your recovery codes"
    recovery = lead.locator(".certificate__number").first.inner_text()

    page = screen_without_scripts
    go_in(page, served, "mark")
    assert heading(page) == "Your second step"
    page.fill("#code", recovery)
    page.click("button:has-text('Go on')")

    assert heading(page) == "My learning"


def test_somebody_with_two_posts_looks_from_one_and_then_from_the_other(
    shipped_app: Flask, served: str, screen: Page
) -> None:
    first = a_colleague("zainab", name="Zainab Conteh")
    club = a_setting(SettingKind.OUT_OF_SCHOOL, "club", "Tidal Club")
    a_post(person(first.person_id), club, job="Play worker")
    session.commit()
    go_in(screen, served, "zainab")
    assert "You are looking from The school" in screen.inner_text("main")
    screen.click("button:has-text('Change to Tidal Club')")

    assert "You are looking from Tidal Club" in screen.inner_text("main")
    assert "Tidal Club" in screen.inner_text("header")


def test_a_session_that_is_about_to_end_says_so_and_one_key_keeps_it_with_all_that_was_typed(
    served: str, lead: Page
) -> None:
    lead.goto(served + "/actions/new")
    lead.fill("#words", "We will read the box every day.")
    lead.clock.install()
    lead.reload()
    lead.fill("#words", "We will read the box every day.")
    lead.clock.fast_forward("54:00")
    assert not lead.is_visible("[data-ends-in]")
    lead.clock.fast_forward("01:30")
    lead.wait_for_selector("text=You have not done anything for a while")
    lead.keyboard.press("Enter")
    lead.wait_for_selector("[data-ends-in]", state="hidden")

    assert lead.input_value("#words") == "We will read the box every day."
