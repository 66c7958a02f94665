"""What should never have been written is gone from the whole history, and from the bytes of the database."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.identity import PostHeld
from app.audit.models import AuditEntry
from app.core.clock import today
from app.core.database import session
from app.core.dates import say_date
from app.core.errors import DomainError
from app.core.vocabulary import Role
from app.practice import actions, queries
from app.practice.records import Kind, State, Upload
from tests.factories.bytes_stored import bytes_stored
from tests.factories.people import a_colleague
from tests.factories.practice import A_PDF, an_action, held

SECRET = "Jayden Smith with the bruise"


@pytest.fixture
def lead(app: Flask) -> PostHeld:
    """A lead; action 1 of her setting names a child in four places."""
    post = a_colleague("mark", Role.DSL)
    mark = held(post.id)
    an_action(post.id, f"We look out for {SECRET} at lunch.")
    actions.review(mark, 1, State.UNDER_WAY, today(), f"Talked about\n{SECRET.upper()}.")
    marked_pdf = A_PDF.replace(b"<< >>", b"(scan of the diary)", 1)
    actions.add_evidence(mark, 1, f"{SECRET} smiled.", [Upload(f"{SECRET}.pdf", marked_pdf)])
    session.commit()
    return mark


def bytes_of_the_database(folder: Path) -> bytes:
    session.remove()
    return bytes_stored(folder)


def test_a_passage_goes_from_the_action_its_steps_and_its_files_names_and_leaves_a_marker(lead: PostHeld) -> None:
    count = actions.take_out(lead, 1, "jayden  smith")
    found = queries.one(lead.setting_id, 1)
    mark = f"[taken out on {say_date(today())} by the designated safeguarding lead]"

    assert count == 4
    assert found.words == f"We look out for {mark} with the bruise at lunch."
    assert all(mark in step.words for step in found.steps[1:3])
    assert mark in found.evidence[0].files[0].name
    assert found.steps[-1].kind is Kind.TAKEN_OUT
    assert found.last_to_undo is None
    assert [one.state for one in queries.of_setting(lead.setting_id, on=today())] == [State.UNDER_WAY]


def test_no_byte_of_it_is_left_and_the_audit_log_holds_the_number_and_no_word(lead: PostHeld, tmp_path: Path) -> None:
    assert b"Jayden Smith" in bytes_of_the_database(tmp_path)

    actions.take_out(lead, 1, "Jayden Smith")
    actions.take_file_out(lead, 1, 1)
    session.commit()

    left = bytes_of_the_database(tmp_path)
    assert b"jayden" not in left.lower()
    assert b"scan of the diary" not in left
    entries = session.scalars(select(AuditEntry).where(AuditEntry.act == "practice details taken out")).all()
    assert [one.facts for one in entries] == [{"action": 1, "places": 4}, {"action": 1, "places": 1}]


def test_words_that_stand_nowhere_are_refused(lead: PostHeld) -> None:
    with pytest.raises(DomainError, match="do not stand"):
        actions.take_out(lead, 1, "Someone else")


def test_only_a_lead_takes_details_out(lead: PostHeld) -> None:
    tom = held(a_colleague("tom").id)

    for attempt in (lambda: actions.take_out(tom, 1, "Jayden"), lambda: actions.take_file_out(tom, 1, 1)):
        with pytest.raises(actions.NotYours):
            attempt()


def test_a_file_that_was_taken_out_cannot_be_fetched_and_leaves_a_note_that_there_was_one(lead: PostHeld) -> None:
    actions.take_file_out(lead, 1, 1)
    session.expire_all()

    file = queries.one(lead.setting_id, 1).evidence[0].files[0]
    assert not file.is_there
    assert file.name.startswith("[taken out on")
    with pytest.raises(DomainError, match="no such file"):
        queries.file_of(lead.setting_id, 1, 1)
    with pytest.raises(DomainError, match="no such file"):
        actions.take_file_out(lead, 1, 1)
