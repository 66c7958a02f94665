"""The way around on a phone and on a wide screen, by keyboard and without scripts."""

from flask import Flask
from playwright.sync_api import Page, expect

from app.core.vocabulary import Role
from tests.browser.hands import Hands
from tests.browser.test_getting_in import arrived, go_in
from tests.factories.people import a_colleague


def test_on_a_phone_the_menu_opens_by_keyboard_and_leads_on_without_scripts(
    shipped_app: Flask, served: str, screen_without_scripts: Page
) -> None:
    a_colleague("mark", Role.DSL)
    page, hands = screen_without_scripts, Hands(screen_without_scripts)
    go_in(page, served, "mark")
    desk = page.locator("nav.site-nav a:has-text('Safeguarding desk')")
    expect(desk).to_be_hidden()

    hands.tab_to("Menu", "SUMMARY")
    page.keyboard.press("Enter")
    expect(desk).to_be_visible()
    hands.press("Safeguarding desk", "A")

    arrived(page, "Safeguarding desk")
    expect(desk).to_be_hidden()
    expect(desk).to_have_attribute("aria-current", "page")


def test_on_a_wide_screen_it_is_all_there_and_nothing_folds(
    shipped_app: Flask, served: str, screen_without_scripts: Page
) -> None:
    a_colleague("mark", Role.DSL)
    page = screen_without_scripts
    page.set_viewport_size({"width": 1280, "height": 900})
    go_in(page, served, "mark")

    expect(page.locator("nav.site-nav summary")).to_be_hidden()
    expect(page.locator("nav.site-nav a:has-text('People')")).to_be_visible()
