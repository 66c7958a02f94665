"""A sealed evidence pack can be checked by whoever holds its paper."""

from datetime import date

from app.certificates import actions, queries
from app.core.database import session
from app.privacy.actions import erase
from tests.factories.people import a_colleague
from tests.visitor import Visitor

FACTS = {"setting": "The school", "people": 12, "modules": ["Listening, edition 1.0"]}
DIGEST = "ab" * 32


def test_its_number_shows_the_day_and_the_fingerprint_to_anyone(visitor: Visitor) -> None:
    lead = a_colleague()
    pack = actions.seal_pack(lead.setting_id, date(2026, 8, 31), lead.person_id, DIGEST, FACTS)

    visitor.visit("/check")
    page = visitor.press("Check", code=pack.number.lower())

    assert page.says("31 August 2026")
    assert page.says("Listening, edition 1.0")
    assert DIGEST in page.text.replace(" ", "")
    assert lead.person_name not in page.text


def test_a_number_that_is_none_is_answered_like_any_other(visitor: Visitor) -> None:
    assert visitor.visit(f"/check/{'0' * 28}", 404).heading


def test_it_outlives_the_account_of_whoever_asked_for_it(visitor: Visitor) -> None:
    lead = a_colleague()
    pack = actions.seal_pack(lead.setting_id, date(2026, 8, 31), lead.person_id, DIGEST, FACTS)
    erase(lead.person_id, "The data protection lead", "She asked for it")
    session.commit()

    assert queries.pack_by_code(pack.code)
    assert [one.code for one in queries.packs_of(lead.setting_id)] == [pack.code]
