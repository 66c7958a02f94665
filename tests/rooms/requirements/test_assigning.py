"""Assignments, time given and training elsewhere, as the desk's standings show them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.clock import at, now, today
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Role
from app.learning import actions as learning
from app.learning.models import Completion
from app.requirements import actions, queries
from app.requirements.models import Assigned
from app.requirements.records import Decision, EvidenceFile, How, ReliefKind, StandingRecord, State, Typed, Whom, Wish
from app.workforce import actions as workforce
from app.workforce.models import EarlierTraining
from app.workforce.records import PostRecord
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.factories.shelf import MODULE

DAY = timedelta(days=1)
TOLD = datetime(2026, 11, 25, 9, tzinfo=UTC)
DUE_BY = date(2026, 12, 11)
EVERYONE = Wish(MODULE, Whom(), DUE_BY, None, How.SELF_STUDY, None)
PDF = b"%PDF-1.4 a certificate %%EOF"


def standing(post: PostRecord) -> StandingRecord:
    return queries.standings_of_post(post.id)[MODULE]


@pytest.fixture
def people(app: Flask) -> tuple[PostRecord, PostRecord]:
    """A member of staff and her lead."""
    return a_colleague("amina"), a_colleague("mark", Role.DSL)


def ask(lead: PostRecord, wish: Wish = EVERYONE) -> int:
    return actions.assign(lead.setting_id, wish, lead.person_id)


def test_everyone_who_fits_is_asked_by_the_day_and_nobody_else(people: tuple[PostRecord, PostRecord]) -> None:
    amina, lead = people
    with at(TOLD):
        ask(lead, replace(EVERYONE, whom=Whom(roles=(Role.STAFF,))))

        assert (standing(amina).assigned_on, standing(amina).due_by) == (today(), DUE_BY)
        assert standing(lead).due_by is None


def test_a_rule_asks_every_new_starter_within_ten_working_days(people: tuple[PostRecord, PostRecord]) -> None:
    amina, lead = people
    with at(TOLD):
        ask(lead, replace(EVERYONE, due_on=None, days=10))
        assert standing(amina).due_by is None

        newcomer = workforce.start_post(a_person("ada", "Ada New").id, amina.setting_id, Role.STAFF, "Cook", today())
        part_time = workforce.start_post(
            a_person("tom", "Tom New").id, amina.setting_id, Role.STAFF, "Cook", today(), works_days="Mon Tue"
        )

    assert standing(newcomer).due_by == date(2026, 12, 9)
    assert standing(part_time).due_by == date(2027, 1, 4)


def test_somebody_whose_post_is_still_to_begin_is_asked_from_her_first_day(
    people: tuple[PostRecord, PostRecord],
) -> None:
    amina, lead = people
    with at(TOLD):
        begins = date(2027, 1, 4)
        later = workforce.start_post(a_person("ada", "Ada New").id, amina.setting_id, Role.STAFF, "Cook", begins)
        ask(lead, replace(EVERYONE, days=5))

    assert (standing(later).assigned_on, standing(later).due_by) == (begins, date(2027, 1, 11))


def test_a_rule_reaches_whoever_comes_to_fit_it_and_lets_go_of_whoever_does_not(
    people: tuple[PostRecord, PostRecord],
) -> None:
    amina, lead = people
    with at(TOLD):
        ask(lead, replace(EVERYONE, whom=Whom(jobs=("cook",)), days=10))
        workforce.change_post(amina.id, Role.STAFF, "Cook")
        assert standing(amina).due_by == date(2026, 12, 9)

        workforce.change_post(amina.id, Role.STAFF, "Caretaker")

    assert standing(amina).due_by is None


def test_a_rule_switched_off_asks_nothing_of_anybody(people: tuple[PostRecord, PostRecord]) -> None:
    amina, lead = people
    with at(TOLD):
        rule = ask(lead, replace(EVERYONE, days=10))
        actions.end_assignment(rule, lead.setting_id, lead.person_id)
        newcomer = workforce.start_post(a_person("ada", "Ada New").id, amina.setting_id, Role.STAFF, "Cook", today())

    assert standing(amina).due_by is None
    assert standing(newcomer).due_by is None


def test_another_setting_cannot_end_it(people: tuple[PostRecord, PostRecord]) -> None:
    with at(TOLD):
        rule = ask(people[1])

    with pytest.raises(NotFound):
        actions.end_assignment(rule, a_setting(code="other"), people[1].person_id)


@pytest.mark.parametrize(
    "wish",
    [
        replace(EVERYONE, due_on=None),
        replace(EVERYONE, due_on=TOLD.date() - DAY),
        replace(EVERYONE, whom=Whom(jobs=("astronaut",))),
    ],
)
def test_an_assignment_for_no_day_or_nobody_is_refused(people: tuple[PostRecord, PostRecord], wish: Wish) -> None:
    with at(TOLD), pytest.raises(DomainError):
        ask(people[1], wish)

    assert session.scalar(select(func.count()).select_from(Assigned)) == 0


def test_her_page_names_the_ask_that_still_stands_and_not_one_that_is_met(
    people: tuple[PostRecord, PostRecord],
) -> None:
    amina, lead = people
    with at(datetime(2026, 1, 10, 9, tzinfo=UTC)):
        begun = learning.begin(amina.id, MODULE)
        facts = {"contributes_to": ["YEARLY"]}
        who = {"person_id": amina.person_id, "post_id": amina.id, "module": MODULE}
        session.add(Completion(enrolment_id=begun.id, completed_at=now(), facts=facts, **who))
        session.flush()
    with at(TOLD):
        ask(lead, replace(EVERYONE, note="Met already"))
        assert queries.asks_of_post(amina.id) == {}
    with at(TOLD + DAY):
        ask(lead, replace(EVERYONE, due_on=date(2027, 6, 1), note="Still to do"))

        assert queries.asks_of_post(amina.id)[MODULE].note == "Still to do"


def test_time_is_given_only_to_those_for_whom_it_is_due_before(people: tuple[PostRecord, PostRecord]) -> None:
    amina, lead = people
    with at(TOLD):
        ask(lead, replace(EVERYONE, whom=Whom(roles=(Role.STAFF,))))
        later = DUE_BY + 30 * DAY
        given = actions.give_time(lead.setting_id, [amina.id, lead.id, 999], MODULE, later, "Exams", lead.person_id)

        assert given == 1
        assert standing(amina).due_by == later
        with pytest.raises(DomainError):
            actions.give_time(lead.setting_id, [lead.id], MODULE, later, "Exams", lead.person_id)


def test_leave_relieves_and_ends_with_working_days_to_catch_up(people: tuple[PostRecord, PostRecord]) -> None:
    amina, lead = people
    with at(TOLD):
        ask(lead)
        until = date(2027, 1, 29)
        workforce.note_leave(amina.id, today(), until, lead.person_id)
        assert standing(amina).state is State.RELIEVED
        assert not standing(amina).is_reminded
    with at(datetime(2027, 1, 30, 9, tzinfo=UTC)):
        assert standing(amina).due_by == date(2027, 2, 12)
        assert standing(amina).state is State.DUE_SOON


def test_the_same_exemption_is_not_noted_twice_and_can_be_taken_back(people: tuple[PostRecord, PostRecord]) -> None:
    amina, lead = people
    with at(TOLD):
        actions.exempt(amina, MODULE, today(), None, "Does other work", lead.person_id)
        with pytest.raises(DomainError):
            actions.exempt(amina, MODULE, today(), DUE_BY, "Does other work", lead.person_id)
        [noted] = queries.reliefs_of(amina.id)
        actions.withdraw(noted.id, lead.setting_id, lead.person_id)

    assert standing(amina).relief is None
    assert queries.reliefs_of(amina.id)[0].withdrawn_at is not None


def test_whoever_is_asked_again_early_has_ten_working_days_from_then(
    people: tuple[PostRecord, PostRecord],
) -> None:
    amina, lead = people
    with at(TOLD):
        ask(lead)
        actions.exempt(amina, None, today(), date(2027, 3, 31), "Other work", lead.person_id)
        noted = queries.reliefs_of(amina.id)[0]
    with at(datetime(2027, 1, 11, 9, tzinfo=UTC)):
        actions.note_back(noted.id, lead.setting_id, lead.person_id)

        assert standing(amina).state is State.DUE_SOON
        assert standing(amina).due_by == date(2027, 1, 22)


def test_not_my_job_waits_for_the_lead_and_stops_reminders_until_then(people: tuple[PostRecord, PostRecord]) -> None:
    amina, lead = people
    with at(TOLD):
        ask(lead)
        actions.say_not_mine(amina, MODULE, "I moved to the kitchen")
        actions.say_not_mine(amina, MODULE, "I moved to the kitchen")
        [word] = queries.open_words(lead.setting_id)
        assert standing(amina).state is State.NOT_STARTED
        assert not standing(amina).is_reminded

        actions.answer(word.id, lead.setting_id, True, lead.person_id)

        assert standing(amina).state is State.RELIEVED
        assert queries.open_words(lead.setting_id) == []


def test_training_accepted_as_a_module_counts_until_its_renewal(people: tuple[PostRecord, PostRecord]) -> None:
    amina, lead = people
    with at(TOLD):
        ask(lead)
        file = EvidenceFile("../my certificate.exe", "text/html", PDF)
        typed = Typed("Level 2 elsewhere", date(2026, 6, 1), "A provider", "X1", 90, None, file)
        number = actions.record_training(amina, typed, amina.person_id)
        assert queries.undecided(lead.setting_id)[0].id == number
        actions.decide(number, lead.setting_id, Decision(True, "Same ground", MODULE, ("YEARLY",)), lead.person_id)

        assert standing(amina).state is State.RELIEVED
        assert standing(amina).relief is ReliefKind.ELSEWHERE
        assert standing(amina).relief_until == date(2027, 6, 1)
        assert queries.accepted_training(amina.id)[0].contributes_to == ("YEARLY",)
        assert queries.evidence(number).name == "my certificate.pdf"

        actions.decide(number, lead.setting_id, Decision(False, "It is another course"), lead.person_id)

    assert standing(amina).relief is None
    assert queries.training(number).accepted is False


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90", PDF[:-5], b"GIF89a", PDF + b" " * (5 * 1024 * 1024)])
def test_a_file_that_is_no_pdf_jpg_or_png_by_its_content_is_refused(
    people: tuple[PostRecord, PostRecord], content: bytes
) -> None:
    file = EvidenceFile("certificate.pdf", "application/pdf", content)

    with pytest.raises(actions.WrongFile):
        actions.record_training(people[0], Typed("Elsewhere", date(2026, 6, 1), file=file), people[0].person_id)


def test_what_a_staff_list_said_is_in_the_same_list_and_is_taken_up_once(app: Flask) -> None:
    setting = a_setting()
    post = a_post(a_person("amina"), setting)
    session.add(EarlierTraining(person_id=1, post_id=post.id, title="Level 1", done_on=date(2025, 9, 1)))
    session.flush()
    listed = queries.training_of(post.id)[0]
    assert listed.id is None

    first = actions.take_up(listed.earlier_id or 0, post, post.person_id)
    second = actions.take_up(listed.earlier_id or 0, post, post.person_id)

    assert first == second
    assert [one.id for one in queries.training_of(post.id)] == [first]
