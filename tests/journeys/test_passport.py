"""What is different here, theme by theme, as a lead, her staff, her governors and her partnership see it."""

from datetime import timedelta

import pytest
from flask import Flask

from app.core.clock import now, today
from app.core.vocabulary import Office, Role
from app.jobs import actions as jobs
from app.practice import actions
from tests.factories.people import a_colleague, a_setting, an_officer
from tests.factories.practice import held
from tests.visitor import Page, Visitor

WORDS = "Every child is asked on Mondays, and the note is read the same day."


def signed_in(app: Flask, username: str) -> Visitor:
    visitor = Visitor(app)
    visitor.sign_in(username)
    return visitor


@pytest.fixture
def mark(app: Flask) -> Visitor:
    a_colleague("mark", Role.DSL)
    a_colleague("amina")
    return signed_in(app, "mark")


def in_days(number: int) -> list[str]:
    day = today() + timedelta(days=number)
    return [str(day.day), str(day.month), str(day.year)]


def closes(mark: Visitor) -> Page:
    mark.visit("/actions/passport/voice")
    mark.follow("Write the statement of practice")
    return mark.press("Close this theme", words=WORDS, review_on=in_days(100))


def test_a_lead_closes_a_theme_with_her_words_and_everyone_here_reads_them(app: Flask, mark: Visitor) -> None:
    page = mark.visit("/actions/passport")
    assert page.says("None is closed yet.")
    assert page.says("Voice of the child Open")
    assert page.says("Learned by 0, understood by 0, of 2.")

    page = closes(mark)
    assert page.says(WORDS)
    assert page.says("Closed with a statement of practice")
    page = mark.visit("/actions/passport")
    assert page.says("1 theme is closed.")

    amina = signed_in(app, "amina")
    page = amina.visit("/actions/passport")
    assert page.says(WORDS)
    assert not page.says("Learned by")
    page = amina.follow("Voice of the child")
    assert not page.says("Open the theme again")
    assert not page.says("How far people are")
    assert amina.visit("/actions/passport/voice/statement", status=403).status == 403


def test_too_few_words_and_a_day_gone_by_are_refused_and_nothing_typed_is_lost(mark: Visitor) -> None:
    mark.visit("/actions/passport/voice/statement")

    page = mark.press("Close this theme", words="Better.", review_on=in_days(-1), status=400)

    assert page.says("Write between 10 and 300 characters")
    assert page.says("The date must be today or later")
    assert page.says("Better.")


def test_what_was_noted_is_taken_back_and_opened_again_and_stays_in_the_history(mark: Visitor) -> None:
    closes(mark)
    page = mark.press("Take the last step back")
    assert page.says("(taken back later)")
    assert page.says("Nothing is written yet.")
    mark.press("Take the last step back")

    mark.follow("Open the theme again")
    page = mark.press("Open it again", note="Nobody asked in May.")
    assert page.says("Nobody asked in May.")
    assert page.says(f"“{WORDS}”")


def test_a_guess_at_a_childs_details_is_hinted_at_and_the_lead_takes_them_out(mark: Visitor) -> None:
    mark.visit("/actions/passport/voice/statement")
    words = "Since 14/3/2019 we ask J.B. in Year 2 what she needs."
    page = mark.press("Close this theme", words=words, review_on=in_days(9))
    assert page.says("This looks as if it holds")

    mark.follow("take it out")
    page = mark.press("Take these words out", passage="J.B. in Year 2")
    assert not page.says("J.B.")
    assert page.says("[taken out on")
    mark.visit("/actions/passport/voice/take-out")
    assert mark.press("Take these words out", passage="nowhere", status=400).says("do not stand on this page")


def test_no_theme_of_another_setting_can_be_seen_or_changed(app: Flask, mark: Visitor) -> None:
    closes(mark)
    a_colleague("olga", Role.DSL, a_setting(code="other"))
    olga = signed_in(app, "olga")

    assert not olga.visit("/actions/passport/voice").says(WORDS)
    assert olga.visit("/actions/passport/weather", status=404).status == 404


def test_the_desk_says_when_a_statement_waits_and_governors_read_how_many_are_closed(app: Flask, mark: Visitor) -> None:
    closes(mark)
    assert not mark.visit("/desk").says("to be looked at again")
    assert mark.visit("/summary").says("1 theme is closed")
    assert mark.visit("/desk/questions").says(WORDS)

    later = Visitor(app)
    later.moment = now() + timedelta(days=100)
    later.sign_in("mark")
    assert later.visit("/desk").says("1 statement of practice waits to be looked at again")
    assert later.follow("1 statement of practice waits").says("(that day has come)")


def test_a_partnership_counts_settings_that_closed_a_theme_and_reads_no_word(app: Flask) -> None:
    for number in range(3):
        place = a_setting(code=f"school-{number}")
        lead = a_colleague(f"lead-{number}", Role.DSL, place)
        a_colleague(f"staff-{number}", setting=place)
        actions.write_statement(held(lead.id), "voice", f"{WORDS} {number}", today())
    an_officer("olive", Office.OFFICER)
    olive = signed_in(app, "olive")
    olive.visit("/partnership")
    olive.press("Count again now")
    jobs.carry_out_due()

    page = olive.visit("/partnership")

    assert page.says("Voice of the child: 3 settings")
    assert not page.says("Every child is asked")
