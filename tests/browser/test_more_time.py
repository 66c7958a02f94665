"""A lead gives more time with a keyboard on a phone, and the learner reads the new day; once more without scripts."""

from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page, expect

from app.core.clock import today
from app.core.database import session
from app.core.dates import say_date
from app.core.vocabulary import Role
from app.requirements import actions
from app.requirements.records import How, Whom, Wish
from tests.browser.hands import Hands
from tests.content.shipped import THE_VOICE_OF_THE_CHILD
from tests.factories.people import PASSWORD, a_colleague

LATER = timedelta(days=90)


def two_people_and_a_day() -> int:
    """A learner who is asked by tomorrow, and her lead; returns the learner's post."""
    learner, lead = a_colleague("grace", name="Grace Adeyemi"), a_colleague("mark", Role.DSL, name="Mark Castellano")
    wish = Wish(THE_VOICE_OF_THE_CHILD, Whom(), today() + timedelta(days=1), None, How.SELF_STUDY, None)
    actions.assign(lead.setting_id, wish, lead.person_id)
    session.commit()
    return learner.id


def sign_in(page: Page, served: str, username: str) -> None:
    page.goto(f"{served}/sign-in")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("main >> button:has-text('Sign in')")
    page.wait_for_url("**/my-learning")


def test_more_time_is_given_with_the_keyboard_alone_and_read_by_the_learner(
    shipped_app: Flask, served: str, screen: Page
) -> None:
    post, until = two_people_and_a_day(), today() + LATER
    sign_in(screen, served, "mark")
    screen.goto(f"{served}/desk/people/{post}")
    hands = Hands(screen)
    hands.press("Give more time")
    for part in ("day", "month", "year"):
        hands.tab_to(part.title(), "INPUT")
        screen.keyboard.type(str(getattr(until, part)))
    hands.write("reason", "Exam season")
    hands.press("Give more time", "BUTTON")
    expect(screen.locator("main")).to_contain_text(f"Due by {say_date(until)}")

    screen.context.clear_cookies()
    sign_in(screen, served, "grace")

    expect(screen.locator("main")).to_contain_text(f"Due by {say_date(until)}")


def test_several_people_are_ticked_on_the_grid_without_scripts(
    shipped_app: Flask, served: str, screen_without_scripts: Page
) -> None:
    page, until = screen_without_scripts, today() + LATER
    two_people_and_a_day()
    sign_in(page, served, "mark")
    page.goto(f"{served}/desk/staff")
    page.click("text=Choose people of this page")
    for name in ("Grace Adeyemi", "Mark Castellano"):
        page.get_by_label(name).check()
    page.click("button:has-text('Give those ticked more time')")
    expect(page.locator("main")).to_contain_text("Grace Adeyemi")
    for part in ("day", "month", "year"):
        page.fill(f"#until-{part}", str(getattr(until, part)))
    page.fill("#reason", "Exam season")
    page.click("button:has-text('Give more time')")

    expect(page.locator("main")).to_contain_text("More time is given to 2 people")
    expect(page.locator("main")).to_contain_text(f"Due by {say_date(until)}")
