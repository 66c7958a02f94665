"""A team meeting with a large screen and a phone: the network goes and comes back, and nobody needs a mouse."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.core.database import session
from app.core.vocabulary import Role
from app.handouts.rules.paper import key
from app.meetings import actions, queries
from app.meetings.records import How, MeetingRecord, Presence, Step
from app.quizzes import queries as quizzes
from app.workforce.records import PostRecord
from tests.browser.hands import SIDEWAYS, Hands
from tests.browser.test_getting_in import go_in
from tests.factories.meetings import a_meeting, held_by
from tests.factories.people import a_colleague
from tests.journeys.walks import posted

MODULE = "working-together-better/01-voice-of-the-child"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone, on which a lost network or a refused form is no fault: only errors of our own scripts are."""
    context = chromium.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def answered(page: Page, meeting: MeetingRecord) -> None:
    """Choose every right answer."""
    for one in queries.sheet(meeting).questions:
        for name, value in posted(one.question, one.order, right=True).items():
            for each in value if isinstance(value, list) else [value]:
                _choose(page, f"q{one.number}-{name.replace('_', '-')}", each)
    session.rollback()


def _choose(page: Page, name: str, value: str) -> None:
    field = page.locator(f"[name='{name}']")
    if field.first.evaluate("one => one.tagName") == "SELECT":
        field.select_option(value)
    else:
        page.locator(f"[name='{name}'][value='{value}']").check()


def test_answers_given_without_a_network_arrive_by_themselves_and_once(
    shipped_app: Flask, served: str, screen: Page, phone: Page
) -> None:
    fay, amina = a_colleague("fay", Role.FACILITATOR), a_colleague("amina")
    meeting = a_meeting(fay, module=MODULE)
    screen.set_viewport_size({"width": 1280, "height": 800})
    go_in(screen, served, "fay")
    screen.goto(f"{served}/meetings/{meeting.id}/door")
    go_in(phone, served, "amina")
    phone.goto(f"{served}/meetings/join/{meeting.code}")
    phone.click("text=I am here")
    expect(phone.locator("main")).to_contain_text("You are on the register")
    screen.click("text=Look again")
    expect(screen.locator("main")).to_contain_text("1 person is on the register")
    screen.goto(f"{served}/meetings/{meeting.id}")
    screen.click("text=Begin the meeting")
    screen.click("text=Open the check")

    phone.click("text=Look again")
    phone.click("text=Answer the check")
    answered(phone, meeting)
    assert phone.evaluate(SIDEWAYS) == 0
    phone.context.set_offline(True)
    phone.click("text=Send in my answers")
    expect(phone.locator("[data-kept-said]")).to_contain_text("There is no network")
    assert queries.kept(meeting.id) == {}
    session.rollback()
    phone.context.set_offline(False)

    expect(phone.locator("h1")).to_have_text("You have passed the check", timeout=20_000)
    kept = queries.kept(meeting.id)[amina.id]
    assert len(quizzes.attempts(kept.enrolment_id or 0)) == 1
    session.rollback()
    assert phone.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('cspr-kept'))") == []


def test_what_was_chosen_is_there_again_when_the_page_is_opened_anew(
    shipped_app: Flask, served: str, phone: Page
) -> None:
    fay, amina = a_colleague("fay", Role.FACILITATOR), a_colleague("amina")
    meeting = with_people(fay, amina)
    go_in(phone, served, "amina")
    phone.goto(f"{served}/meetings/join/{meeting.code}/check")
    answered(phone, meeting)
    before = phone.locator("[name=key]").input_value()

    phone.goto("about:blank")
    phone.goto(f"{served}/meetings/join/{meeting.code}/check")

    expect(phone.locator("[data-kept-said]")).to_contain_text("is here again")
    assert phone.locator("[name=key]").input_value() == before
    phone.click("text=Send in my answers")
    expect(phone.locator("h1")).to_have_text("You have passed the check")


def with_people(leader: PostRecord, *posts: PostRecord) -> MeetingRecord:
    """A meeting whose check is open, with people on its register."""
    meeting = a_meeting(leader, Step.BEGUN, Step.CHECK_OPENED, module=MODULE)
    actions.note(held_by(leader), meeting.id, {post.id: Presence(True) for post in posts}, How.TICKED)
    session.commit()
    return meeting


def test_sheets_are_keyed_in_by_keyboard_alone_one_line_after_the_other(
    shipped_app: Flask, served: str, phone: Page
) -> None:
    fay, posts = a_colleague("fay", Role.FACILITATOR), [a_colleague(name) for name in ("amina", "ben", "cleo")]
    meeting = with_people(fay, *posts)
    sheet = queries.sheet(meeting)
    line = " ".join(key(one) for one in sheet.questions).lower()
    session.rollback()
    go_in(phone, served, "fay")
    phone.goto(f"{served}/meetings/{meeting.id}/answers")
    hands = Hands(phone)

    hands.write("code", "ABCD-EFGH")
    phone.keyboard.press("Enter")
    expect(phone.locator("#code-wrong")).to_contain_text("No answer sheet has this code")
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.type(sheet.code)
    phone.keyboard.press("Enter")
    expect(phone.locator("#code-wrong")).to_be_hidden()
    phone.keyboard.type(f"{line}+b ac")
    phone.keyboard.press("Enter")
    expect(phone.locator(f"#said-{posts[1].id}")).to_contain_text("question 2 takes 5 different letters")
    phone.keyboard.type(line)
    expect(phone.locator(f"#said-{posts[2].id}")).to_have_text("12 of 12")
    phone.keyboard.press("Enter")
    assert hands.at()["words"] == "Keep these lines"
    phone.keyboard.press("Enter")
    phone.wait_for_selector(".govuk-error-summary")

    assert phone.locator(f"#line-{posts[1].id}").input_value() == "b ac"
    kept = queries.kept(meeting.id)
    assert sorted(kept) == [posts[0].id, posts[2].id]
    session.rollback()


def test_the_timer_runs_stands_still_and_goes_on_when_a_slide_is_turned(
    shipped_app: Flask, served: str, screen: Page
) -> None:
    meeting = a_meeting(a_colleague("fay", Role.FACILITATOR), Step.BEGUN, module=MODULE)
    go_in(screen, served, "fay")
    screen.goto(f"{served}/meetings/{meeting.id}/screen/4")
    left = screen.locator("[data-timer-left]")
    expect(left).to_have_text("6:00")

    screen.click("text=Start the timer")
    expect(left).not_to_have_text("6:00")
    screen.click("text=Pause")
    stood = left.inner_text()
    screen.keyboard.press("ArrowRight")
    screen.wait_for_url("**/screen/5")

    expect(left).to_have_text(stood)
    expect(screen.locator("[data-timer-go]")).to_have_text("Go on")
    assert screen.evaluate(SIDEWAYS) == 0
