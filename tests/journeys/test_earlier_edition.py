"""An earlier edition of a module comes back as a new one, by the same two pairs of eyes as any other."""

from pathlib import Path

from flask import Flask

from app.core.database import session
from app.core.vocabulary import ChangeClass, Office, Role
from app.library import queries as library
from tests.factories.people import a_colleague, an_officer
from tests.factories.shelf import MODULE, change, write_shelf
from tests.journeys.test_register_of_reviews import published_from
from tests.visitor import Visitor


def signed_in(app: Flask, name: str) -> Visitor:
    visitor = Visitor(app)
    visitor.sign_in(name)
    return visitor


def test_an_earlier_text_is_compared_approved_and_published_as_a_new_edition(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path)
    change(folders[0] / f"{MODULE}.md", "Ask first.", "Ask within 2 days.")
    change(folders[0] / f"{MODULE}.md", "edition: '1.0'", "edition: '1.1'")
    published_from(folders)
    an_officer("trainer", Office.AUTHOR)
    an_officer("vera", Office.REVIEWER)
    trainer, reviewer = signed_in(app, "trainer"), signed_in(app, "vera")

    trainer.visit(f"/modules/{MODULE}/versions")
    page = trainer.press("Bring this text back, in a draft, edition 1.0")
    assert page.says("This draft says what the earlier edition said")
    assert trainer.visit("/write/1/review").says("Ask within 2 days.")
    trainer.press("Ask for a review", edition="1.2")
    reviewer.visit("/write/1/review")
    reviewer.press("Approve this text")
    trainer.visit("/write/1/review")
    trainer.press("Publish")

    newest = library.newest(MODULE)
    assert (newest.id, newest.edition) == (3, "1.2")
    assert newest.changes["ask-first"].change is ChangeClass.LEARNING
    assert {one.code: one.text for one in library.statements(3)} == {
        one.code: one.text for one in library.statements(1)
    }


def test_nobody_brings_back_what_is_not_hers_to_write_nor_what_people_begin_today(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    an_officer("trainer", Office.AUTHOR)
    session.commit()
    lead, trainer = signed_in(app, "mark"), signed_in(app, "trainer")

    for visitor, status in ((lead, 404), (trainer, 400)):
        page = visitor.visit("/modules")
        token = page.form("Sign out").find(attrs={"name": "csrf_token"})
        assert token is not None
        visitor.post("/write/versions/1/again", {"csrf_token": str(token["value"])}, status=status)
