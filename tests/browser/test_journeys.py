"""The main journey with a keyboard alone, and once more without scripts."""

from flask import Flask
from playwright.sync_api import Page, expect

from app.core.database import session
from app.learning import queries as learning
from app.quizzes import queries as quizzes
from tests.browser.hands import Hands
from tests.content.shipped import THE_VOICE_OF_THE_CHILD
from tests.factories.people import PASSWORD, a_colleague
from tests.journeys.walks import THOUGHT, come_to_the_reflection, posted
from tests.visitor import Visitor


def fields_of_each_question(post_id: int) -> list[dict[str, object]]:
    """The right answers to the attempt under way, as the form's fields."""
    enrolment = learning.newest_of_post(post_id)[THE_VOICE_OF_THE_CHILD]
    attempt = quizzes.attempts(enrolment.id)[-1]
    asked = quizzes.asked(attempt, quizzes.pool(enrolment))
    session.commit()
    return [
        {name.replace("_", "-"): value for name, value in posted(question, order, right=True).items()}
        for question, order in asked
    ]


def test_a_learner_completes_the_module_on_a_phone_with_the_keyboard_alone(
    shipped_app: Flask, served: str, screen: Page
) -> None:
    post = a_colleague("grace", name="Grace Adeyemi")
    hands = Hands(screen)
    screen.goto(served)
    hands.press("Sign in")
    hands.write("username", "grace")
    hands.write("password", PASSWORD)
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/my-learning")
    hands.press("Look and begin")
    hands.press("Begin", "BUTTON")
    while not screen.title().startswith("Knowledge check"):
        hands.press("o on", "BUTTON")
    hands.press("Start the check")
    for fields in fields_of_each_question(post.id):
        hands.fill(fields)
        hands.fill({"sure": "yes"})
        hands.press("Save and go on")
    hands.press("Send in my answers")
    hands.press("Go on")
    hands.press("Confirm my name")
    hands.write("text-1", THOUGHT)
    hands.write("text-2", THOUGHT)
    hands.press("Finish my reflection")
    hands.press("See your certificate")

    expect(screen.locator("main")).to_contain_text("Grace Adeyemi")


def test_a_learner_completes_the_module_without_scripts(
    shipped_app: Flask, served: str, screen_without_scripts: Page
) -> None:
    post, page = a_colleague("grace", name="Grace Adeyemi"), screen_without_scripts
    page.goto(served)
    page.click("text=Sign in")
    page.fill("#username", "grace")
    page.fill("#password", PASSWORD)
    page.click("main >> button:has-text('Sign in')")
    page.click("text=Look and begin")
    page.click("button:has-text('Begin')")
    _play_a_scene(page)
    for read in range(2, 7):
        expect(page.locator(".progress")).to_contain_text(f"Section {read} of 6")
        page.click("button:has-text('o on')")
    page.click("button:has-text('Start the check')")
    expect(page.locator("h1")).to_have_text("Question 1 of 12")
    for number, fields in enumerate(fields_of_each_question(post.id), 1):
        expect(page.locator("h1")).to_have_text(f"Question {number} of 12")
        _fill(page, fields)
        page.click("button:has-text('Save and go on')")
    page.click("button:has-text('Send in my answers')")
    page.click("text=Go on")
    page.click("button:has-text('Confirm my name')")
    page.fill("#text-1", THOUGHT)
    page.fill("#text-2", THOUGHT)
    page.click("button:has-text('Save and come back later')")
    page.click("text=Continue")
    expect(page.locator("#text-1")).to_have_value(THOUGHT)
    page.click("button:has-text('Finish my reflection')")
    page.click("text=See your certificate")

    expect(page.locator("main")).to_contain_text("Grace Adeyemi")


def _play_a_scene(page: Page) -> None:
    """The first scene is in the second section."""
    page.click("button:has-text('o on')")
    expect(page.locator(".progress")).to_contain_text("Section 2 of 6")
    for turn in ("first", "second"):
        page.check(f"input[name={turn}] >> nth=0")
        page.click("button:has-text('See what happens') >> nth=" + ("0" if turn == "first" else "1"))
    expect(page.locator("text=What the reviews taught")).to_have_count(1)


def _fill(page: Page, fields: dict[str, object]) -> None:
    for name, value in fields.items():
        one = page.locator(f"[name={name}]").first
        if one.evaluate("one => one.tagName") == "SELECT":
            page.select_option(f"[name={name}]", str(value))
        else:
            for choice in value if isinstance(value, list) else [value]:
                page.check(f"[name={name}][value='{choice}']")


def test_a_reflection_saves_itself_while_she_types(shipped_app: Flask, served: str, screen: Page) -> None:
    post = a_colleague("grace")
    walker = Visitor(shipped_app)
    walker.sign_in("grace")
    come_to_the_reflection(walker, post.id, THE_VOICE_OF_THE_CHILD)
    address = walker.page.address if walker.page else ""
    session.commit()
    screen.goto(served + "/sign-in")
    screen.fill("#username", "grace")
    screen.fill("#password", PASSWORD)
    screen.click("main >> button:has-text('Sign in')")
    screen.goto(served + address)

    screen.locator("#text-1").press_sequentially("We listen at lunch.")
    screen.wait_for_selector("[data-saved]:has-text('Saved')")
    screen.reload()

    assert screen.input_value("#text-1") == "We listen at lunch."
