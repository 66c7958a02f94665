"""A lead looks at reminders, switches them, lets them rest, and reminds somebody by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.audit.models import AuditEntry
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Role
from app.jobs.actions import do_pieces, note_at_work
from app.library.models import ModuleVersion
from app.notices.models import Notice
from app.reminders.models import Reminder
from app.reminders.records import Rule
from app.requirements.actions import assign
from app.requirements.models import Standing
from app.requirements.records import How, Whom, Wish
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.visitor import Visitor

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ON_TUESDAY = TUESDAY.date()


@pytest.fixture
def lead(app: Flask) -> Visitor:
    """The lead of a school where Amina, Tom and Ada work; another school has its own people."""
    session.execute(update(ModuleVersion).values(published_at=TUESDAY - timedelta(days=30)))
    with at(TUESDAY):
        for name in ("amina", "tom", "ada"):
            a_colleague(name)
        a_colleague("mark", Role.DSL)
        a_colleague("stranger", setting=a_setting(code="other"))
    visitor = Visitor(app)
    visitor.moment = TUESDAY
    visitor.sign_in("mark")
    return visitor


def ask(*names: str, due_by: date | None = None, asked_on: date = ON_TUESDAY) -> None:
    people = [f"{name.title()} Test" for name in names]
    session.execute(
        update(Standing).where(Standing.person_name.in_(people)).values(assigned_on=asked_on, due_by=due_by)
    )
    session.commit()


def morning(moment: datetime = TUESDAY) -> None:
    with at(moment):
        note_at_work("worker")
        while do_pieces():
            pass


def test_each_rule_is_a_sentence_with_its_message_its_last_and_its_next_sending(lead: Visitor) -> None:
    page = lead.visit("/desk")
    page = lead.follow("Reminders")
    for words in ("Invitation On", "7 of her working days", "four times at most", "Mondays in term", "Nothing yet"):
        assert page.says(words)
    assert page.says("Nobody is to get one, as things stand")
    assert page.says("Your term dates are not filled in yet")
    assert page.says("Nothing is being sent at the moment")

    ask("amina", "tom")
    assert lead.visit("/desk/reminders").says("24 November 2026, to 2 people")
    morning()
    page = lead.visit("/desk/reminders")
    assert page.says("Last sent 24 November 2026, to 2 people")
    assert page.says("Next 3 December 2026, to 2 people")
    assert not page.says("Nothing is being sent at the moment")
    assert lead.follow("Read the message").heading.startswith("Reminder:")


def test_a_rule_that_is_switched_off_sends_nothing_until_it_is_on_again(lead: Visitor) -> None:
    ask("amina")
    lead.visit("/desk/reminders")
    page = lead.press("Switch off Invitation")
    assert page.says("Nothing: it is switched off")

    morning()
    assert session.scalars(select(Reminder.id)).all() == []
    page = lead.press("Switch on Invitation")
    assert page.says("24 November 2026, to 1 person") or page.says("25 November 2026, to 1 person")
    morning(TUESDAY + timedelta(days=1))
    assert len(session.scalars(select(Reminder.id)).all()) == 1
    facts = [row.facts for row in session.scalars(select(AuditEntry).where(AuditEntry.act == "reminders changed"))]
    assert [(one["rule"], one["on"]) for one in facts] == [("invite", False), ("invite", True)]


def test_everything_rests_until_a_day_and_begins_again_when_the_lead_says_so(lead: Visitor) -> None:
    ask("amina")
    lead.visit("/desk/reminders")
    lead.follow("Send nothing for a while")
    page = lead.press("Send nothing until then", 400, until=["23", "11", "2026"])
    assert page.says("The day must be today or later")
    page = lead.press("Send nothing until then", until=["4", "12", "2026"])
    assert page.says("Nothing is sent until 4 December 2026")
    assert page.says("7 December 2026, to 1 person")

    morning()
    assert session.scalars(select(Reminder.id)).all() == []
    lead.press("Begin again now")
    morning(TUESDAY + timedelta(days=1))
    assert len(session.scalars(select(Reminder.id)).all()) == 1


def test_who_gets_what_next_is_listed_by_day_and_can_be_narrowed_to_one_rule(lead: Visitor) -> None:
    assert lead.visit("/desk/reminders/next?rule=invite").says("Nobody is to get a message")

    ask("amina", due_by=date(2026, 12, 11))
    ask("tom", due_by=date(2026, 11, 20), asked_on=date(2026, 11, 2))
    page = lead.visit("/desk/reminders/next")
    assert page.says("Amina Test On paper: no email address 24 November 2026 Invitation Listening")
    assert page.says("Tom Test On paper: no email address 24 November 2026 Overdue Listening")
    assert page.says("Mark Test")
    page = lead.visit("/desk/reminders/next?rule=overdue")
    assert page.says("Tom Test")
    assert not page.says("Amina Test")


def test_the_log_and_the_persons_page_say_what_was_sent_and_the_log_finds_a_name(lead: Visitor) -> None:
    assert lead.visit("/desk/reminders/log").says("Nothing has been sent yet")
    ask("amina", "tom")
    morning()

    page = lead.visit("/desk/reminders/log")
    assert page.says("2 reminders")
    assert page.says("Amina Test 24 November 2026 Invitation Listening To print")
    page = lead.press("Find", words="tom")
    assert page.says("1 reminder found")
    assert not page.says("Amina Test")
    assert lead.visit("/desk/reminders/log?words=zoë").says("Nothing was sent to anybody of that name")
    assert lead.visit("/desk/people/1").says("Reminders sent")
    assert lead.visit("/desk/people/1").says("24 November 2026 Invitation Listening")


def test_a_lead_reminds_those_she_ticks_once_a_day_and_it_stands_in_the_audit_log(lead: Visitor) -> None:
    assert lead.visit("/desk/reminders/now").says("Nobody has anything open")
    ask("amina", "tom", "ada", due_by=date(2026, 11, 20), asked_on=date(2026, 11, 2))
    lead.visit("/desk/reminders/now")
    assert lead.press("Remind those ticked").says("Tick at least one person")
    page = lead.press("Remind those ticked", person=["1", "2"])
    assert page.says("On its way to 2 people")

    page = lead.visit("/desk/reminders/now")
    assert page.text.count("Had a message today") == 2
    lead.visit("/desk/people/1")
    assert lead.press("Send one reminder now").says("Nobody was written to")
    morning()
    named = select(Reminder.person_id).where(Reminder.rule != Rule.DIGEST)
    assert sorted(session.scalars(named)) == [1, 2, 3]
    assert lead.visit("/desk/reminders/log").says("By hand: Mark Test")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "reminders sent by hand")).first()
    assert entry is not None
    assert entry.facts == {"setting": 1, "people": [1, 2]}


def test_a_lead_reminds_everyone_found(lead: Visitor) -> None:
    ask("amina", "tom", due_by=date(2026, 11, 20), asked_on=date(2026, 11, 2))
    ask("ada", due_by=date(2027, 1, 20))
    page = lead.visit("/desk/reminders/now?rule=overdue")
    assert not page.says("Ada Test")

    assert lead.press("Remind all 2 shown").says("On its way to 2 people")
    assert {one.kind for one in session.scalars(select(Notice))} == {"reminder-overdue"}


@pytest.mark.parametrize("person", ["5", "99", "x"])
def test_nobody_of_another_setting_can_be_reminded_or_seen(lead: Visitor, person: str) -> None:
    ask("stranger", "amina")
    token = lead.visit("/desk/reminders/now").form("Remind those ticked").find(attrs={"name": "csrf_token"})
    assert token is not None
    for address in ("/desk/reminders/now", "/desk/reminders/next", "/desk/reminders/log"):
        assert not lead.visit(address).says("Stranger")

    status = 200 if person == "x" else 404
    lead.post("/desk/reminders/now", {"csrf_token": token["value"], "person": person}, status)
    assert session.scalars(select(Reminder.id)).all() == []


def test_a_rule_that_there_is_not_cannot_be_switched(lead: Visitor) -> None:
    token = lead.visit("/desk/reminders").form("Switch off").find(attrs={"name": "csrf_token"})
    assert token is not None

    lead.post("/desk/reminders/rules/nonsense", {"csrf_token": token["value"], "on": "no"}, 404)


def test_whoever_is_asked_during_the_day_is_invited_on_that_day(lead: Visitor) -> None:
    morning()
    with at(TUESDAY + timedelta(hours=1)):
        assign(1, Wish(MODULE, Whom(posts=(1,)), date(2026, 12, 18), None, How.SELF_STUDY, None), by=4)
        session.commit()

    morning(TUESDAY + timedelta(hours=1, minutes=30))
    assert session.scalars(select(Reminder.id)).all() == []
    morning(TUESDAY + timedelta(hours=2, minutes=5))
    assert session.scalars(select(Reminder.day)).all() == [TUESDAY.date()]
    assert session.scalars(select(Reminder.person_id)).all() == [1]
