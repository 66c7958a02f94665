"""Getting in, in a real browser on a phone: card, invitation, staff list, second step, two posts."""

import re
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Page, expect
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
    expect(page.locator("h1")).not_to_have_text("Sign in")


def arrived(page: Page, heading: str) -> None:
    """Wait for a page by its heading; on a phone it must not scroll sideways."""
    expect(page.locator("h1")).to_have_text(heading)
    page.wait_for_load_state()
    assert page.evaluate(SIDEWAYS) == 0, page.url


def says(page: Page, words: str) -> None:
    """Wait until a page says something."""
    expect(page.locator("main")).to_contain_text(words)


@pytest.fixture
def lead(shipped_app: Flask, served: str, screen: Page) -> Page:
    a_colleague("mark", Role.DSL, name="Mark Castellano")
    go_in(screen, served, "mark")
    expect(screen.locator("h1")).to_have_text("My learning")
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
    arrived(page, "Choose your own PIN")
    page.fill("#pin", "284719")
    page.fill("#again", "284719")
    page.click("button:has-text('Use this PIN')")

    arrived(page, "My learning")
    says(page, "The voice of the child")


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

    arrived(page, "Why reviews")


def test_a_list_of_140_with_two_bad_rows_is_in_within_a_few_clicks(served: str, lead: Page, tmp_path: Path) -> None:
    rows = ["First name,Last name,Job title,Email"]
    rows += [f"Given{n},Family{n},Teacher,p{n}@example.org" for n in range(138)]
    rows += ["Ada,,Cook,", "Eve,Adams,Cleaner,eve at home"]
    (tmp_path / "staff.csv").write_text("\n".join(rows), encoding="utf-8")
    lead.goto(served + "/people")
    lead.click("text=Bring in a staff list")
    lead.set_input_files("#file", tmp_path / "staff.csv")
    lead.click("button:has-text('Look at it')")
    arrived(lead, "What this list would change")
    says(lead, "The last name is missing.")
    says(lead, "eve at home")
    lead.click("button:has-text('Do this')")
    lead.wait_for_selector("text=The staff list is in.")

    says(lead, "139 people")
    assert count(Notice) == 138


def test_a_second_step_is_set_up_and_taken(served: str, lead: Page, screen_without_scripts: Page) -> None:
    lead.goto(served + "/my-account/second-step")
    secret = lead.inner_text(".certificate__number").replace("-", "")
    lead.fill("#code", pyotp.TOTP(secret).now())
    lead.click("button:has-text('Go on')")
    arrived(lead, "Your recovery codes")
    recovery = lead.locator(".certificate__number").first.inner_text()

    page = screen_without_scripts
    go_in(page, served, "mark")
    arrived(page, "Your second step")
    page.fill("#code", recovery)
    page.click("button:has-text('Go on')")

    arrived(page, "My learning")


def test_somebody_with_two_posts_looks_from_one_and_then_from_the_other(
    shipped_app: Flask, served: str, screen: Page
) -> None:
    first = a_colleague("zainab", name="Zainab Conteh")
    club = a_setting(SettingKind.OUT_OF_SCHOOL, "club", "Tidal Club")
    a_post(person(first.person_id), club, job="Play worker")
    session.commit()
    go_in(screen, served, "zainab")
    says(screen, "You are looking from The school")
    screen.click("button:has-text('Change to Tidal Club')")

    says(screen, "You are looking from Tidal Club")
    expect(screen.locator("header")).to_contain_text("Tidal Club")


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
