"""From a reflection to changed practice, as staff and their lead walk it."""

import csv
import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core.clock import at, now, today
from app.core.database import session
from app.core.vocabulary import Role
from app.notices.models import Notice
from app.practice import actions
from app.practice.records import Upload
from tests.factories.people import PASSWORD, a_colleague, a_setting
from tests.factories.practice import A_PDF, A_PNG, WORDS, an_action, an_action_with_a_file, held
from tests.factories.shelf import MODULE
from tests.journeys.walks import come_to_the_reflection, complete
from tests.visitor import Page, Visitor

MARKER = "Zinnia-in-my-reflection"
HOSTILE = "=cmd|'/c calc'!A1 <script>window.ran = true</script>"


def signed_in(app: Flask, username: str) -> Visitor:
    visitor = Visitor(app)
    visitor.sign_in(username)
    return visitor


@pytest.fixture
def amina(app: Flask) -> Visitor:
    """Somebody who completed the module."""
    a_colleague("mark", Role.DSL)
    post = a_colleague("amina")
    visitor = signed_in(app, "amina")
    complete(visitor, post.id, MODULE)
    return visitor


def in_days(number: int) -> list[str]:
    day = today() + timedelta(days=number)
    return [str(day.day), str(day.month), str(day.year)]


def test_from_the_reflection_she_writes_it_afresh_and_nothing_is_carried_over(app: Flask) -> None:
    post = a_colleague("amina")
    visitor = signed_in(app, "amina")
    come_to_the_reflection(visitor, post.id, MODULE)

    page = visitor.press("Open a practice action", text_1=MARKER, text_2=MARKER)

    assert page.heading == "A practice action for our setting"
    assert MARKER not in page.response.text
    assert page.says("write it afresh")
    page = visitor.press("Add to our", words="We ask each child every day.", statement="1:ask-first")
    assert page.says("Something I thought about while learning")
    assert page.says("Led by Amina Test")


def test_the_line_is_walked_from_the_review_to_the_evidence(amina: Visitor) -> None:
    amina.follow("Open a practice action")
    page = amina.press("Add to our", words="We ask each child every day.", statement="1:ask-first")
    assert page.says("Statement: “Ask first.”")
    assert page.says("About Voice of the child")
    assert amina.follow("Nobody asked.").heading == "Review of a town"

    amina.visit("/actions/1")
    amina.follow("Look at it again")
    amina.press("Note this", state="under-way", words="Begun in Year 2.", review_on=in_days(20))
    amina.follow("Add evidence")
    page = amina.press("Add this evidence", words="A child told us.", file=(io.BytesIO(A_PNG), "wall.png"))
    assert page.says("State: Planned → Under way")
    assert page.says("A child told us.")
    with amina._ask("GET", "/actions/1/files/1") as file:
        assert file.data == A_PNG
        assert file.headers["Content-Disposition"] == "attachment; filename=wall.png"
        assert file.headers["Content-Security-Policy"].endswith("sandbox")
        assert file.mimetype == "image/png"


def test_what_was_typed_is_kept_when_something_is_wrong(amina: Visitor) -> None:
    an_action(2)
    amina.visit("/actions/1/review")
    page = amina.press("Note this", 400, state="dropped", words="")
    assert page.says("Write why it is dropped")
    page = amina.press("Note this", 400, state="under-way", words="Begun.", review_on=["1", "1", "2020"])
    assert page.says("The date must be today or later")
    assert page.says("Begun.")
    amina.visit("/actions/1/evidence")
    page = amina.press("Add this", 400, words="Seen.", file=(io.BytesIO(b"MZ a program"), "wall.png"))
    assert page.says("The file must be a PDF, or a picture")
    assert page.says("Seen.")


def test_she_hands_it_over_and_then_may_only_read_it(app: Flask, amina: Visitor) -> None:
    a_colleague("tom")
    an_action(2)
    amina.visit("/actions/1/owner")
    page = amina.press("Hand it over", owner="Tom Test, Teaching assistant", words="Tom does the lunches.")

    assert page.says("Led by: Amina Test → Tom Test")
    assert not page.says("Look at it again")
    amina.visit("/actions/1/review", 403)
    tom = signed_in(app, "tom")
    assert tom.visit("/actions?whose=mine").says(WORDS)
    assert not amina.visit("/actions?whose=mine").says(WORDS)
    tom.visit("/actions/1")
    page = tom.press("Take the last step back")
    assert page.says("Handed over (taken back later)")
    assert page.says("Led by Amina Test")


def test_the_board_says_what_is_overdue_and_can_be_searched_and_sorted(app: Flask, amina: Visitor) -> None:
    an_action(2, review_on=today())
    an_action(2, "We read the worry box on Mondays.", review_on=today() + timedelta(days=40))
    lead = signed_in(app, "mark")
    lead.moment = now() + timedelta(days=3)
    lead.sign_in("mark")

    page = lead.visit("/actions")
    assert page.says("1 is overdue to be looked at")
    assert page.says("Overdue: it was to be looked at on")
    assert lead.visit("/actions?state=overdue").says("1 action of 2")
    assert not lead.visit("/actions?words=worry").says(WORDS)
    assert lead.visit("/actions?words=nothing-like-it").says("Nothing fits")
    for order in ("theme", "state", "review", "nonsense"):
        assert lead.visit(f"/actions?by={order}").says(WORDS)


def test_a_long_board_comes_in_pages(app: Flask, amina: Visitor) -> None:
    for number in range(14):
        an_action(2, f"We do the thing with the number {number}.")

    assert amina.visit("/actions").says("Page 1 of 2")
    assert amina.follow("Next page").says("the number 13")


def test_a_colleague_of_another_setting_finds_nothing_there(app: Flask, amina: Visitor) -> None:
    an_action_with_a_file(2)
    a_colleague("olga", Role.DSL, a_setting(code="other"))
    other = signed_in(app, "olga")

    assert not other.visit("/actions").says(WORDS)
    for address in ("", "/review", "/evidence", "/owner", "/take-out", "/files/1"):
        gone = other.visit(f"/actions/1{address}", 404)
        assert gone.text == other.visit(f"/actions/99{address}", 404).text


def taken_away(lead: Visitor, form: str) -> bytes:
    """The bytes of the list as a download."""
    token = lead.visit("/actions").form("Take the list away").find(attrs={"name": "csrf_token"})
    assert token is not None
    data = {"csrf_token": token["value"], "form": form}
    with lead._ask("POST", "/actions/export", data=data) as download:
        assert download.headers["Content-Disposition"].startswith("attachment")
        return download.data


def test_the_lead_takes_the_list_away_and_it_is_noted(app: Flask, amina: Visitor) -> None:
    an_action(2, f"{HOSTILE} and more")
    lead = signed_in(app, "mark")
    rows = list(csv.reader(io.StringIO(taken_away(lead, "csv").decode("utf-8-sig"))))

    assert rows[1][1] == f"'{HOSTILE} and more"
    assert rows[1][2:4] == ["Planned", "Amina Test"]
    noted = session.scalars(select(AuditEntry).where(AuditEntry.act == "practice actions exported")).one()
    assert noted.facts == {"rows": 1, "form": "csv", "as_at": today().isoformat()}
    session.rollback()
    assert taken_away(lead, "xlsx").startswith(b"PK")
    assert not amina.visit("/actions").says("Take the list away")


def test_an_hour_after_signing_in_the_lead_proves_it_before_the_list_leaves(app: Flask, amina: Visitor) -> None:
    an_action(2)
    lead = signed_in(app, "mark")
    lead.moment = now() + timedelta(minutes=30)
    lead.visit("/actions")

    assert lead.press("Take the list away").heading == "Show that it is you"
    assert lead.press("Go on", key=PASSWORD).heading == "Our practice actions"


def test_a_soft_hint_names_what_may_point_to_a_child_and_blocks_nothing(app: Flask, amina: Visitor) -> None:
    amina.visit("/actions/new")
    assert amina.page is not None
    assert amina.page.says("Do not name or describe a child")
    page = amina.press("Add to our", words="We watch for Jayden and the bruise he had on 12/03/2019.")

    assert page.says("This looks as if it holds a name beside an injury, a date, perhaps a date of birth")
    assert page.says("ask your safeguarding lead to take it out")
    assert not amina.visit("/actions/1").says("This looks as if")

    lead = signed_in(app, "mark")
    lead.visit("/actions/1")
    lead.follow("Take details out")
    assert lead.press("Take these words out", 400, passage="Nobody").says("do not stand in this action")
    page = lead.press("Take these words out", passage="Jayden and the bruise he had on 12/03/2019")
    assert "Jayden" not in page.response.text
    assert page.says("by the designated safeguarding lead]")


def test_a_gap_on_the_desk_leads_to_an_action_under_its_theme(app: Flask, amina: Visitor) -> None:
    visitor = signed_in(app, "mark")
    page = visitor.visit("/actions/new?theme=voice&origin=gap")

    assert page.says("Ask first.")
    page = visitor.press("Add to our", words="We ask each child every day.", statement="1:ask-first", theme="")
    assert page.says("A gap that the desk shows")
    assert page.says("About Voice of the child")


def everything_a_reader_sees(visitor: Visitor) -> list[Page]:
    pages = ["", "/new", "/1", "/1/review", "/1/evidence", "/1/owner", "/1/take-out", "/ladder", "/six-weeks"]
    pages += ["/six-weeks/paper", "/six-weeks/key-in", "?words=" + MARKER]
    return [visitor.visit(f"/actions{page}") for page in pages]


def test_what_was_planted_in_a_reflection_is_on_no_page_in_no_file_and_in_no_letter(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    post = a_colleague("amina")
    visitor = signed_in(app, "amina")
    come_to_the_reflection(visitor, post.id, MODULE)
    visitor.press("Finish my reflection", text_1=MARKER, text_2=MARKER)
    an_action_with_a_file(post.id)
    with at(now() + timedelta(days=45)):
        actions.ask()
        actions.chase()
        session.commit()

    lead = signed_in(app, "mark")
    typed = re.compile(f'value="{MARKER}"|words%3D{MARKER}')  # by the reader, who looks for it
    seen = [typed.sub("", page.response.text) for page in everything_a_reader_sees(lead)]
    seen.append(taken_away(lead, "csv").decode())
    sheet = taken_away(lead, "xlsx")
    bodies = [row.subject + row.body for row in session.scalars(select(Notice))]

    assert len(seen) == 13
    assert not [page for page in seen if MARKER in page]
    assert MARKER.encode() not in sheet
    assert len([body for body in bodies if "practice action" in body.lower()]) >= 1
    assert not [body for body in bodies if MARKER in body]


@pytest.mark.parametrize("text", [HOSTILE, '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }} ⟦dsl⟧ [@town-2020.1]"])
def test_hostile_words_are_words_wherever_they_show(app: Flask, amina: Visitor, text: str) -> None:
    made = an_action(2, f"{text} and more", owner=text)
    actions.add_evidence(held(1), made, text, [Upload(f"{text}.pdf", A_PDF)])
    session.commit()
    lead = signed_in(app, "mark")

    for address in ("/actions", "/actions/1", "/actions/1/review", "/actions/1/owner", "/actions/1/take-out"):
        page = lead.visit(address)
        assert page.says(" ".join(text.split()))
        assert not page.soup.find("img", src="x")
        assert not page.soup.find("script", src=False)


def test_a_ladder_shows_rungs_and_hides_a_small_group(app: Flask, amina: Visitor) -> None:
    an_action_with_a_file(2)
    lead = signed_in(app, "mark")

    page = lead.visit("/actions/ladder?theme=voice")
    assert page.says("1. Attended Hidden: fewer than five people")
    assert page.says("5. Impact seen 0 of 0 actions")
    svg = page.soup.find("svg")
    assert svg is not None
    assert "the table below says the same" in str(svg["aria-label"])
