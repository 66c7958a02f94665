"""One question on a phone: a tap in the message and a tap on the page, and the reasons are there."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import select

from app.core.clock import now
from app.core.database import session
from app.library import queries as library
from app.notices.letters import paragraphs
from app.notices.models import Notice
from app.recall.models import RecallQuestion
from tests.browser.hands import SIDEWAYS
from tests.factories.recall import a_learner, asked_on, completed

SMALLEST_TARGET = 48  # CSS pixels a thumb hits without looking


def the_letter(served: str) -> str:
    """The address in the letter about a question with one right answer."""
    post = a_learner()
    module = library.modules()[0]
    completed(post, module=module.module)
    assert any(asked_on(now() + timedelta(days=day)) for day in range(14, 28))
    row = session.scalars(select(RecallQuestion)).one()
    there = library.questions(module.id, post.kind)
    row.code = next(code for code, payload in there.items() if payload["type"] == "single")
    body = session.scalar(select(Notice.body).where(Notice.kind == "recall")) or ""
    session.commit()
    letter = "".join(f"<p>{part}</p>" for part in paragraphs(body.replace("http://localhost/", f"{served}/")))
    link = re.search(r'href="([^"]+)"', letter)
    assert link
    return link[1]


@pytest.mark.parametrize("width", [320, 390])
def test_an_answer_takes_two_taps_on_a_phone_and_is_explained_at_once(
    shipped_app: Flask, served: str, chromium: Browser, width: int
) -> None:
    phone = chromium.new_context(viewport={"width": width, "height": 700}, has_touch=True, is_mobile=True)
    screen, taps = phone.new_page(), 0
    screen.goto(f"{served}/recall/nobody")
    link = the_letter(served)

    screen.set_content(f'<a href="{link}">the address in the letter</a>')
    screen.tap("a")
    taps += 1
    screen.wait_for_selector("text=It counts for nothing")
    assert screen.evaluate(SIDEWAYS) == 0
    boxes = [one.bounding_box() for one in screen.locator("main button").all()]
    assert len(boxes) > 1
    assert all(box and box["height"] >= SMALLEST_TARGET and box["width"] >= 200 for box in boxes)

    screen.locator("main button").first.tap()
    taps += 1
    screen.wait_for_selector("text=Each answer and why")
    assert screen.evaluate(SIDEWAYS) == 0
    phone.close()

    assert taps == 2
    assert session.scalars(select(RecallQuestion.answered_at)).one() is not None
