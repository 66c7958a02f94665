"""What practice holds of a person: shown to her, erased with her, and forgotten in time."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.clock import at, now
from app.core.database import session
from app.core.vocabulary import Role
from app.jobs import actions as jobs
from app.practice import actions, queries, rights
from app.practice.models import ImpactAnswer, ImpactQuestion, PracticeAction, PracticeFile, PracticeStep
from app.practice.queries import impact
from app.practice.records import Answer, Said
from app.privacy import actions as privacy
from tests.factories.people import a_colleague
from tests.factories.practice import WORDS, an_action, an_action_with_a_file, held

MONTH = timedelta(days=31)


@pytest.fixture
def amina(app: Flask) -> int:
    """Somebody without an address who leads an action and answered six weeks later; her post."""
    a_colleague("mark", Role.DSL)
    post = a_colleague("amina").id
    an_action_with_a_file(post)
    with at(now() + timedelta(days=43)):
        actions.ask()
        slip = impact.on_paper(1)[0]
        actions.key_in(held(1), {slip.id: Said(Answer.USED, None, "We ask at the gate.")})
        session.commit()
    return post


def counts() -> list[int]:
    tables = (PracticeAction, PracticeStep, PracticeFile, ImpactQuestion, ImpactAnswer)
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_she_reads_all_that_is_held_of_her_and_nobody_elses(amina: int) -> None:
    mine, theirs = rights.about(held(amina).person_id), rights.about(held(1).person_id)

    assert [row["words"] for row in mine["practice_actions"]] == [WORDS]
    assert len(mine["practice_steps"]) == 2
    assert [row["line"] for row in mine["answers_weeks_later"]] == ["We ask at the gate."]
    assert not any(theirs.values())
    assert "token_digest" not in str(mine)


def test_when_she_is_erased_her_answers_go_and_her_settings_action_stays_under_a_number(amina: int) -> None:
    person = held(amina).person_id
    privacy.erase(person, by="A. Manager", reason="She asked")

    assert counts() == [1, 2, 1, 0, 0]
    found = queries.one(1, 1)
    assert (found.author, found.owner, found.steps[1].by) == (f"erased-{person}",) * 3


def test_when_a_lead_is_erased_the_answers_she_keyed_in_stay(amina: int) -> None:
    privacy.erase(held(1).person_id, by="A. Manager", reason="She asked")

    assert session.scalars(select(ImpactAnswer)).one().keyed_in_by is None


def test_an_action_is_forgotten_six_years_after_the_last_thing_that_was_noted(amina: int) -> None:
    with at(now() + 60 * MONTH):
        actions.add_evidence(held(1), 1, "Still so.", [])
        session.commit()
    for months, gone in ((72, 0), (130, 0), (133, 1)):
        with at(now() + months * MONTH):
            assert privacy.forget_what_is_old()["practice actions"] == gone

    assert counts() == [0, 0, 0, 0, 0]


def test_a_setting_may_keep_its_actions_for_less(amina: int) -> None:
    privacy.keep_for(1, held(1).person_id, {"actions": 12})

    with at(now() + 13 * MONTH):
        assert privacy.forget_what_is_old()["practice actions"] == 1


def test_a_line_goes_after_a_year_and_the_answer_stays(amina: int) -> None:
    with at(now() + 14 * MONTH):
        assert privacy.forget_what_is_old()["lines of answers"] == 1
        assert privacy.forget_what_is_old()["lines of answers"] == 0

    kept = session.scalars(select(ImpactAnswer)).one()
    assert (kept.answer, kept.line) == ("used", "")


def test_a_question_that_nobody_answered_goes_and_is_not_asked_again(amina: int) -> None:
    with at(now() + timedelta(days=50)):
        an_action(amina, "We read the box on Mondays.")
    with at(now() + timedelta(days=95)):
        assert actions.ask() == 1
    with at(now() + timedelta(days=300)):
        assert privacy.forget_what_is_old()["unanswered questions"] == 1
        assert actions.ask() == 0


def test_the_worker_chases_and_asks_by_itself_once(amina: int) -> None:
    an_action(amina, "We read the box on Mondays.")
    noon = now().replace(hour=12)  # letters are written by day
    for days in (60, 61):  # whoever is chased on one day is asked on the next
        with at(noon + timedelta(days=days)):
            for _ in range(2):
                jobs.look_round()
                jobs.carry_out_due()
            due = queries.due_for_review((now() + timedelta(days=1)).date())

    assert len(due) == 2
    assert session.scalar(select(func.count()).select_from(ImpactQuestion)) == 2
