"""Two taps on a phone, counted: one in the letter, one on the page; and nothing that somebody typed ever runs."""

import re
from datetime import timedelta

from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from app.core.clock import at, now
from app.core.database import session
from app.core.vocabulary import Role
from app.notices.letters import paragraphs
from app.notices.models import Notice
from app.practice import actions
from app.practice.models import ImpactAnswer
from app.practice.records import Upload
from tests.browser.hands import SIDEWAYS
from tests.browser.test_getting_in import go_in
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.factories.practice import A_PDF, an_action, held

SMALLEST_TARGET = 48  # CSS pixels a thumb hits without looking
HOSTILE = ["<script>window.ran = true</script>", '"><img src=x onerror="window.ran = true">', "{{ 7 * 7 }}"]


def a_letter(served: str) -> str:
    """The letter to somebody who leads an action, as its HTML, with addresses of the served site."""
    post = a_post(a_person("lena", "Lena Lead", "lena@example.org"), a_setting())
    with at(now() - timedelta(days=43)):
        an_action(post.id)
    actions.ask()
    session.commit()
    body = session.scalar(select(Notice.body).where(Notice.kind == "six-weeks")) or ""
    session.rollback()
    return "".join(f"<p>{part}</p>" for part in paragraphs(body.replace("http://localhost/", f"{served}/")))


def test_an_answer_takes_two_taps_on_a_phone(shipped_app: Flask, served: str, chromium: Browser) -> None:
    phone = chromium.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    screen = phone.new_page()
    screen.goto(f"{served}/six-weeks/nobody")
    link = re.search(r'href="([^"]+)"', a_letter(served))
    assert link
    taps = 0

    screen.set_content(f'<a href="{link[1]}">the address in the letter</a>')
    screen.tap("a")
    taps += 1
    screen.wait_for_selector("button:has-text('Used it')")
    assert screen.evaluate(SIDEWAYS) == 0
    boxes = [one.bounding_box() for one in screen.locator("main button").all()]
    assert len(boxes) == 3
    assert all(box and box["height"] >= SMALLEST_TARGET and box["width"] >= 200 for box in boxes)
    assert all(box and box["y"] + box["height"] <= 640 for box in boxes), "all three are seen without scrolling"

    screen.tap("button:has-text('Used it')")
    taps += 1
    screen.wait_for_selector("text=That is all; you can close this page.")
    phone.close()

    assert taps == 2
    assert session.scalars(select(ImpactAnswer.answer)).all() == ["used"]


def test_nothing_that_is_written_about_an_action_ever_runs(shipped_app: Flask, served: str, screen: Page) -> None:
    post = a_colleague("mark", Role.DSL)
    for text in HOSTILE:
        made = an_action(post.id, f"{text} and more of it", owner=text)
        actions.add_evidence(held(post.id), made, text, [Upload(f"{text}.pdf", A_PDF)])
    session.commit()
    go_in(screen, served, "mark")

    for address in ("/actions", "/actions/1", "/actions/2", "/actions/2/review", "/actions/2/take-out"):
        screen.goto(served + address)
        assert not screen.evaluate("window.ran"), address
        assert screen.evaluate(SIDEWAYS) == 0, address
