"""Letters against a real mail server: carried once, tried again, given up, never lost."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.clock import at, now
from app.core.database import session
from app.core.vocabulary import Role
from app.notices import actions, queries
from app.notices.cli import carry_due
from app.notices.letters import compose
from app.notices.models import Notice
from app.notices.records import Letter, Message, State
from app.notices.rules import WAITS, next_wait
from app.notices.transports import Folder, MailServer, transport
from tests.factories.mail import a_mail_server, free_port
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.visitor import Visitor

SENDER = "CSPR Learning <learning@example.org>"


@pytest.fixture
def amina(app: Flask) -> int:
    return a_colleague("amina").person_id


def queued(person: int, count: int = 1, address: str | None = "amina@example.org") -> None:
    for number in range(count):
        actions.queue(person, address, Message(f"key-{number}", "test", f"Letter {number}", "Dear Amina,\n\nHello."), 1)
    session.commit()


def server(port: int) -> MailServer:
    return MailServer("127.0.0.1", port, tls="none", timeout=1.0)


def rows() -> list[Notice]:
    return list(session.scalars(select(Notice).order_by(Notice.id)))


def test_what_is_due_is_carried_once_and_its_words_are_not_kept(amina: int) -> None:
    queued(amina, 3)
    with a_mail_server() as (port, desk):
        came = carry_due(server(port), SENDER)
        again = carry_due(server(port), SENDER)

    assert (came[State.SENT], sum(again.values())) == (3, 0)
    assert len(set(desk.accepted)) == 3
    assert [row.body for row in rows()] == ["", "", ""]


def test_the_same_cause_queues_one_letter(amina: int) -> None:
    queued(amina)
    queued(amina)

    assert len(rows()) == 1


@pytest.mark.parametrize("answer", ["421 closing", "451 try later", "stall"])
def test_a_letter_put_off_is_tried_again_later_with_the_same_message_id(amina: int, answer: str) -> None:
    queued(amina)
    with a_mail_server(lambda number: answer if number == 1 else "250 OK") as (port, desk):
        first = carry_due(server(port), SENDER)
        too_soon = carry_due(server(port), SENDER)
        with at(now() + WAITS[0] + timedelta(seconds=1)):
            second = carry_due(server(port), SENDER)

    assert (first[State.QUEUED], sum(too_soon.values()), second[State.SENT]) == (1, 0, 1)
    assert desk.accepted == [f"{rows()[0].message_id}@example.org"]


def test_a_line_dropped_after_the_letter_was_taken_makes_a_double_that_can_be_known(amina: int) -> None:
    queued(amina)
    with a_mail_server(lambda number: "drop" if number == 1 else "250 OK") as (port, desk):
        carry_due(server(port), SENDER)
        with at(now() + WAITS[0] + timedelta(seconds=1)):
            carry_due(server(port), SENDER)

    assert len(desk.accepted) == 2
    assert len(set(desk.accepted)) == 1


def test_a_refusal_for_good_stops_and_is_shown_to_the_lead_who_may_send_it_again(app: Flask, amina: int) -> None:
    a_colleague("mark", Role.DSL)
    queued(amina)
    with a_mail_server(lambda number: "550 no such person" if number == 1 else "250 OK") as (port, desk):
        came = carry_due(server(port), SENDER)
        lead = Visitor(app)
        lead.sign_in("mark")
        page = lead.visit("/messages")
        assert page.says("550 no such person")
        lead.press("Send it again")
        carry_due(server(port), SENDER)

    assert came[State.REFUSED] == 1
    assert len(desk.accepted) == 1


def test_an_address_that_nothing_can_be_sent_to_stops_no_other_letter(amina: int) -> None:
    queued(amina, address="zoë@example.org")
    actions.queue(amina, "amina@example.org", Message("other", "test", "Hello", "Words."), 1)
    session.commit()
    with a_mail_server() as (port, desk):
        carry_due(server(port), SENDER)

    assert len(desk.accepted) >= 1
    assert rows()[1].state == State.SENT


def test_a_server_that_is_not_there_is_tried_until_we_give_up(amina: int) -> None:
    queued(amina)
    way, moment = server(free_port()), now()
    for wait in (timedelta(), *WAITS):
        moment += wait + timedelta(seconds=1)
        with at(moment):
            carry_due(way, SENDER)

    assert rows()[0].state == State.FAILED
    assert rows()[0].tries == len(WAITS) + 1
    assert next_wait(len(WAITS) + 1) is None


def test_a_worker_that_dies_leaves_a_reservation_that_runs_out(amina: int) -> None:
    queued(amina)
    taken = actions.reserve()
    session.commit()

    assert actions.reserve() == []
    with at(now() + timedelta(minutes=6)):
        assert [letter.message_id for letter in actions.reserve()] == [taken[0].message_id]


def test_somebody_without_an_address_gets_hers_on_paper(app: Flask, amina: int) -> None:
    a_colleague("mark", Role.DSL)
    queued(amina, address=None)
    lead = Visitor(app)
    lead.sign_in("mark")
    assert lead.visit("/messages/to-print").says("Dear Amina")
    lead.press("They are printed")

    assert queries.counts(1)[State.PRINTED] == 1
    assert lead.visit("/messages/to-print").says("Nothing waits to be printed")


def test_a_lead_sees_no_message_of_another_setting_and_never_any_words(app: Flask, amina: int) -> None:
    a_colleague("mark", Role.DSL)
    queued(amina)
    session.execute(Notice.__table__.update().values(setting_id=99))
    session.commit()
    lead = Visitor(app)
    lead.sign_in("mark")

    assert lead.visit("/messages").says("Nothing here")


HOSTILE = Letter(
    1, "a1", "amina@example.org", "Hello\r\nBcc: eve@example.org", "<b>Hi</b>\n\nhttps://x.example/?a=1&b", now()
)


def test_no_line_break_reaches_a_header_and_words_are_only_words_in_html() -> None:
    letter = compose(HOSTILE, SENDER)
    page = letter.get_body(("html",))

    assert letter["Subject"] == "Hello Bcc: eve@example.org"
    assert "Bcc" not in letter
    assert page is not None
    assert "&lt;b&gt;Hi" in page.get_content()
    assert '<a href="https://x.example/?a=1&amp;b">' in page.get_content()


def test_the_address_of_a_mail_server_is_read_in_all_its_forms() -> None:
    assert transport("smtp://me:p%40ss@mail.example.org:2525?tls=none", None) == MailServer(  # type: ignore[arg-type]
        "mail.example.org", 2525, "none", "me", "p@ss"
    )
    assert transport("smtps://mail.example.org", None) == MailServer("mail.example.org", 465, "implicit")  # type: ignore[arg-type]
    assert isinstance(transport("", None), Folder)  # type: ignore[arg-type]


def test_a_lead_sends_herself_a_test_letter(app: Flask) -> None:
    a_post(a_person("mark", "Mark Cole", "mark@example.org"), a_setting(), Role.DSL)
    session.commit()
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/messages")
    page = lead.press("Send myself a test letter")
    assert page.says("On its way")

    with a_mail_server() as (port, desk):
        carry_due(server(port), SENDER)

    assert len(desk.accepted) == 1
    assert lead.visit("/messages").says("Accepted by the mail server")
