"""A passkey in Chromium's own virtual device: added, used as the second step, refused when it is another's."""

from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import update

from app.accounts.models import SignInSession
from app.core.clock import now
from app.core.database import session
from tests.browser.hands import sign_out
from tests.browser.test_getting_in import arrived, go_in, says
from tests.factories.people import a_colleague


def with_a_device(page: Page) -> None:
    """Let this browser have a device that keeps passkeys."""
    speaks = page.context.new_cdp_session(page)
    speaks.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    speaks.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_takes_the_second_step(shipped_app: Flask, served: str, screen: Page) -> None:
    a_colleague("mark")
    here = served.replace("127.0.0.1", "localhost")
    with_a_device(screen)
    go_in(screen, here, "mark")
    screen.goto(here + "/my-account/passkeys")
    screen.fill("#passkey-name", "My phone")
    screen.click("button:has-text('Add a passkey')")
    screen.wait_for_selector("text=Your recovery codes")
    expect(screen.locator("[data-passkey-codes] li")).to_have_count(10)
    screen.reload()
    says(screen, "My phone")
    sign_out(screen)

    go_in(screen, here, "mark")
    arrived(screen, "Your second step")
    screen.click("button:has-text('Use a passkey')")
    screen.wait_for_url("**/my-learning")

    arrived(screen, "My learning")


def test_after_it_is_taken_away_a_password_is_enough_again(shipped_app: Flask, served: str, screen: Page) -> None:
    a_colleague("mark")
    here = served.replace("127.0.0.1", "localhost")
    with_a_device(screen)
    go_in(screen, here, "mark")
    screen.goto(here + "/my-account/passkeys")
    screen.click("button:has-text('Add a passkey')")
    screen.wait_for_selector("text=Your recovery codes")
    screen.reload()
    screen.click("button:has-text('Take away')")
    screen.wait_for_selector("text=You have none yet")
    sign_out(screen)
    go_in(screen, here, "mark")

    arrived(screen, "My learning")


def test_a_passkey_shows_that_it_is_her_an_hour_later(shipped_app: Flask, served: str, screen: Page) -> None:
    a_colleague("mark")
    here = served.replace("127.0.0.1", "localhost")
    with_a_device(screen)
    go_in(screen, here, "mark")
    screen.goto(here + "/my-account/passkeys")
    screen.click("button:has-text('Add a passkey')")
    screen.wait_for_selector("text=Your recovery codes")
    session.execute(update(SignInSession).values(began_at=now() - timedelta(hours=1)))
    session.commit()

    screen.goto(here + "/my-account/my-data")
    arrived(screen, "Show that it is you")
    screen.click("button:has-text('Use a passkey')")
    screen.wait_for_url("**/my-account/my-data")

    arrived(screen, "My data")


def test_a_passkey_added_too_late_leads_to_the_page_that_asks(shipped_app: Flask, served: str, screen: Page) -> None:
    a_colleague("mark")
    here = served.replace("127.0.0.1", "localhost")
    with_a_device(screen)
    go_in(screen, here, "mark")
    screen.goto(here + "/my-account/passkeys")
    session.execute(update(SignInSession).values(began_at=now() - timedelta(hours=1)))
    session.commit()

    screen.click("button:has-text('Add a passkey')")
    screen.wait_for_url("**/my-account/prove**")

    says(screen, "Nothing was changed")
