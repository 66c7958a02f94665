"""The thread as it leaves: what a page shows, as a spreadsheet and as JSON, and nothing that would act in either."""

import csv
import io
import json

from flask import Flask

from app.audit.queries import kinds
from app.core.vocabulary import SettingKind
from tests.factories.practice import an_action
from tests.factories.shelf import MODULE
from tests.rooms.thread.test_counts import answers, deeds
from tests.rooms.thread.test_counts import officer as officer
from tests.rooms.thread.test_pages import STATEMENT, from_statement, more_findings
from tests.rooms.thread.test_pages import lead as lead
from tests.rooms.thread.test_pages import school as school
from tests.rooms.thread.test_pages import trainer as trainer
from tests.visitor import Visitor


def rows(visitor: Visitor, address: str) -> list[dict[str, str]]:
    visitor.visit(address)
    page = visitor.press("Take this away as CSV")
    assert "attachment" in page.response.headers["Content-Disposition"]
    text = page.response.data.decode("utf-8-sig")
    page.response.close()
    return list(csv.DictReader(io.StringIO(text)))


def values(visitor: Visitor, address: str) -> dict[str, object]:
    visitor.visit(address)
    return dict(json.loads(visitor.press("As JSON").response.text))


def test_a_trainer_takes_a_finding_away_with_its_statement_and_each_question(trainer: Visitor) -> None:
    found = rows(trainer, "/thread/findings/town-2020.1")

    assert {row["Finding"] for row in found} == {"town-2020.1"}
    assert {row["Statement"] for row in found} == {"ask-first"}
    assert {"all-0", "all-2", "primary-0"} <= {row["Question"] for row in found}
    assert {row["Taught today"] for row in found} == {"Yes"}


def test_what_begins_like_a_formula_is_no_formula(trainer: Visitor) -> None:
    more_findings({"text": '=HYPERLINK("http://evil.example")'})

    (found,) = rows(trainer, "/thread/findings/town-2020.3")

    assert found["What was found"].startswith("'=")
    assert found["Taught today"] == "No"


def test_an_officer_takes_the_numbers_away_that_her_page_shows_and_no_words_of_a_setting(officer: Visitor) -> None:
    answers(SettingKind.PRIMARY, (5, 5, 5))
    answers(SettingKind.PRIMARY, (1, 1, 1), "all-2")
    deeds(3, 2)

    found = {row["Question"]: row for row in rows(officer, STATEMENT)}

    assert [found["all-0"][name] for name in ("First answers", "Not right", "Settings with an action")] == [
        "15",
        "5",
        "3",
    ]
    assert found["all-0"]["Actions planned"] == "5"
    assert found["all-2"]["First answers"] == ""
    assert {row["Our practice actions"] for row in found.values()} == {""}


def test_a_lead_takes_her_own_actions_away_and_no_counts_of_others(lead: Visitor, school: int) -> None:
    an_action(1, "+1 We ask at the gate.", source=from_statement())

    found = rows(lead, "/thread/actions/1")

    assert {row["Our practice actions"] for row in found} == {"'+1 We ask at the gate. (Planned)"}
    assert {row["Counted in"] for row in found} == {""}


def test_json_says_the_same_from_the_finding_on(officer: Visitor) -> None:
    answers(SettingKind.PRIMARY, (5, 5, 5))

    told = values(officer, f"/thread/questions/{MODULE}/all-0")

    assert told["our_actions"] == []
    assert told["findings"][0]["statements"][0]["questions"][0]["question"] == "all-0"  # type: ignore[index]
    (counted,) = told["counted"]  # type: ignore[misc]
    assert counted["by_kind"] == {"Primary school": {"answers": 15, "not_right": 5, "wrong_while_sure": 5}}


def test_the_list_leaves_as_it_is_narrowed_and_the_log_says_so(trainer: Visitor) -> None:
    found = rows(trainer, "/thread?words=wrote")

    assert {row["Finding"] for row in found} == {"town-2020.2"}
    assert "thread exported" in kinds()


def test_a_place_that_is_not_there_is_not_exported(app: Flask, trainer: Visitor) -> None:
    page = trainer.visit("/thread")
    token = page.form("As JSON").find(attrs={"name": "csrf_token"})

    for place, ref in (("finding", "none.1"), ("action", "1"), ("action", "x"), ("nowhere", "1"), ("statement", "ask")):
        trainer.post(
            "/thread/export", {"csrf_token": str(token["value"]), "place": place, "ref": ref, "form": "csv"}, 404
        )  # type: ignore[index]
