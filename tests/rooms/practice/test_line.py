"""An action's line: only ever added to, asked for by day, taken back by adding."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.access.identity import PostHeld
from app.core.clock import at, now, today
from app.core.database import Model, session
from app.core.errors import DomainError, NotFound, OutOfOrder
from app.core.vocabulary import Role
from app.practice import actions, queries
from app.practice.models import PracticeAction, PracticeStep
from app.practice.records import Kind, Origin, Source, State, Upload
from app.workforce import actions as workforce
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.factories.practice import A_PDF, A_PNG, WORDS, an_action, held
from tests.factories.shelf import MODULE

DAY = timedelta(days=1)


@pytest.fixture
def amina(app: Flask) -> PostHeld:
    """The leader of action 1."""
    post = a_colleague("amina")
    an_action(post.id)
    return held(post.id)


def snapshot() -> list[str]:
    """Every row of an action's tables as it is stored."""
    tables = (Model.metadata.tables[name] for name in ("practice_action", "practice_step", "practice_file"))
    return [repr(row) for table in tables for row in session.execute(select(table).order_by(table.c.id))]


def test_an_action_is_led_by_the_colleague_who_is_named_with_or_without_her_job(amina: PostHeld) -> None:
    by_job = an_action(amina.id, "We ask each child in turn.", "amina test, teaching assistant")
    by_word = an_action(amina.id, "We read the box on Mondays.", "Lunchtime team")

    assert queries.one(amina.setting_id, by_job).standing.owner_post_id == amina.id
    assert queries.one(amina.setting_id, by_word).owner == "Lunchtime team"


def test_a_name_that_two_colleagues_have_asks_for_the_job(amina: PostHeld) -> None:
    for name in ("tom", "tom2"):
        a_post(a_person(name, "Tom Test"), amina.setting_id, job=f"Job of {name}")

    for attempt in (
        lambda: an_action(amina.id, "We ask.", "Tom Test"),
        lambda: actions.hand_over(amina, 1, "Tom Test", ""),
    ):
        with pytest.raises(DomainError, match="Add the job, such as “Tom Test, Job of tom”"):
            attempt()
    session.commit()
    assert [one.id for one in queries.of_setting(amina.setting_id)] == [1], "nothing half written stays"


def test_her_own_name_is_hers_and_two_posts_of_one_person_are_one_person(amina: PostHeld) -> None:
    a_post(a_person("amina2", "Amina Test"), amina.setting_id)
    tom = a_person("tom", "Tom Test")
    first, _ = a_post(tom, amina.setting_id), a_post(tom, amina.setting_id, job="Cook")

    mine, his = an_action(amina.id, "We ask each child.", "Amina Test"), an_action(amina.id, "We read it.", "Tom Test")

    owners = {one.id: one.standing.owner_post_id for one in queries.of_setting(amina.setting_id)}
    assert (owners[mine], owners[his]) == (amina.id, first.id)


def test_an_action_keeps_the_statement_the_version_and_the_themes_it_came_from(amina: PostHeld) -> None:
    key, one = next(iter(queries.statements_for(amina, MODULE, "").items()))
    made = an_action(amina.id, "We ask first.", source=Source(one.module, one.code, int(key.split(":")[0])))
    found = queries.one(amina.setting_id, made)
    behind = queries.behind(found)

    assert found.themes == ("voice",)
    assert behind is not None
    assert behind.statement.text == "Ask first."
    assert [finding.review_ref for finding in behind.findings] == ["town-2020"]
    assert queries.statements_for(amina, "", "voice").keys() == queries.statements_for(amina, MODULE, "").keys()
    assert queries.statements_for(amina, "no/such", "") == queries.statements_for(amina, "", "") == {}


def test_opening_twice_at_once_is_opening_once(amina: PostHeld) -> None:
    assert an_action(amina.id) == 1
    with at(now() + timedelta(hours=1)):
        assert an_action(amina.id) == 2


def test_noting_the_same_twice_at_once_is_noting_it_once(amina: PostHeld) -> None:
    day = today() + 9 * DAY
    steps = {actions.review(amina, 1, State.UNDER_WAY, day, "Begun.") for _ in range(3)}
    steps |= {actions.add_evidence(amina, 1, "Seen.", [Upload("a.png", A_PNG)]) for _ in range(3)}

    assert len(steps) == 2


def test_five_presses_hand_over_once_and_take_back_once(amina: PostHeld) -> None:
    lead = held(a_colleague("mark", Role.DSL).id)
    a_colleague("tom")
    handed = {actions.hand_over(amina, 1, "Tom Test", "") for _ in range(5)}
    back = {actions.undo(lead, 1, handed.copy().pop()) for _ in range(5)}

    assert (len(handed), len(back)) == (1, 1)
    assert queries.one(amina.setting_id, 1).owner == "Amina Test"


def test_each_day_is_told_as_it_was_then(amina: PostHeld) -> None:
    began = now()
    a_colleague("tom")
    with at(began + 2 * DAY):
        actions.review(amina, 1, State.UNDER_WAY, date(2027, 3, 1), "Two rooms try it.")
    with at(began + 4 * DAY):
        actions.add_evidence(amina, 1, "A parent said that we ring sooner.", [])
        actions.review(amina, 1, State.IN_PLACE, date(2027, 9, 1), "")
    with at(began + 6 * DAY):
        actions.hand_over(amina, 1, "Tom Test", "")
    session.commit()

    told = [queries.of_setting(amina.setting_id, on=(began + n * DAY).date()) for n in (-1, 1, 3, 5, 7)]

    assert [[one.state for one in day] for day in told] == [
        [],
        [State.PLANNED],
        [State.UNDER_WAY],
        [State.IN_PLACE],
        [State.IN_PLACE],
    ]
    assert [one.review_on for day in told[2:] for one in day] == [date(2027, 3, 1), date(2027, 9, 1), date(2027, 9, 1)]
    assert [len(one.evidence) for day in told for one in day] == [0, 0, 1, 1]
    assert [one.owner for day in told for one in day] == ["Amina Test"] * 3 + ["Tom Test"]
    assert told[3][0].came_of_it == "A parent said that we ring sooner."


def test_the_history_says_what_changed_from_what_to_what(amina: PostHeld) -> None:
    review_on = queries.one(amina.setting_id, 1).review_on
    actions.review(amina, 1, State.DROPPED, review_on, "The hatch was closed.")

    last = queries.one(amina.setting_id, 1).history[-1]

    assert last.changed == (("State", "Planned", "Dropped"),)
    assert (last.step.words, last.step.by) == ("The hatch was closed.", "Amina Test")


@pytest.mark.parametrize("state", [State.DROPPED, State.DID_NOT_WORK])
def test_what_is_given_up_needs_a_reason(amina: PostHeld, state: State) -> None:
    with pytest.raises(DomainError, match="Write w"):
        actions.review(amina, 1, state, today(), " ")


def test_taking_the_last_step_back_adds_a_step_and_evidence_counts_no_more(amina: PostHeld) -> None:
    step = actions.add_evidence(amina, 1, "Of another child.", [])
    back = actions.undo(amina, 1, step)
    found = queries.one(amina.setting_id, 1)

    assert [one.kind for one in found.steps] == [Kind.OPENED, Kind.EVIDENCE, Kind.UNDONE]
    assert found.evidence == ()
    assert [one.is_undone for one in found.history] == [False, True, False]
    actions.undo(amina, 1, back)
    assert len(queries.one(amina.setting_id, 1).evidence) == 1
    with pytest.raises(OutOfOrder):
        actions.undo(amina, 1, step)


def test_that_an_action_was_opened_cannot_be_taken_back(amina: PostHeld) -> None:
    opened = session.scalars(select(PracticeStep.id)).one()

    with pytest.raises(OutOfOrder):
        actions.undo(amina, 1, opened)


ACTS = st.lists(st.sampled_from(["review", "evidence", "owner", "undo"]), max_size=8)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_done_nothing_that_was_written_changes_and_every_day_can_be_told(
    amina: PostHeld, acts: list[str]
) -> None:
    with at(now() + timedelta(hours=1)):
        made = an_action(amina.id, f"{WORDS} {session.scalar(select(func.count()).select_from(PracticeAction))}")
    moment, told = now() + 2 * DAY, {}
    for number, act in enumerate(acts):
        before = snapshot()
        with at(moment + number * DAY):
            do(act, amina, made, number)
            session.flush()
            told[today()] = standing_of(amina, made, today())
        assert set(before) <= set(snapshot())

    assert {day: standing_of(amina, made, day) for day in told} == told


def standing_of(amina: PostHeld, made: int, day: date) -> tuple[object, ...]:
    found = next(one for one in queries.of_setting(amina.setting_id, on=day) if one.id == made)
    return found.standing, [step.words for step in found.evidence]


def do(act: str, amina: PostHeld, made: int, number: int) -> None:
    found = queries.one(amina.setting_id, made)
    if act == "review":
        actions.review(amina, made, list(State)[number % 5], today() + DAY, f"Note {number}")
    elif act == "evidence":
        actions.add_evidence(amina, made, f"Seen {number}", [])
    elif act == "owner":
        actions.hand_over(amina, made, "Amina Test", "")
    elif found.last_to_undo:
        before = found.steps[-2].standing
        actions.undo(amina, made, found.last_to_undo.id)
        assert queries.one(amina.setting_id, made).standing == before


def test_a_colleague_who_does_not_lead_it_reads_it_and_changes_nothing(amina: PostHeld) -> None:
    tom = held(a_colleague("tom").id)
    before = snapshot()
    tries = (
        lambda: actions.review(tom, 1, State.IN_PLACE, today(), ""),
        lambda: actions.add_evidence(tom, 1, "Seen.", []),
        lambda: actions.hand_over(tom, 1, "Tom Test", ""),
        lambda: actions.undo(tom, 1, 1),
    )

    for attempt in tries:
        with pytest.raises(actions.NotYours):
            attempt()

    assert queries.one(tom.setting_id, 1).words == WORDS
    assert snapshot() == before


def test_a_lead_changes_any_action_of_her_setting_and_none_of_another(amina: PostHeld) -> None:
    lead = held(a_colleague("mark", Role.DSL).id)
    other = held(a_colleague("olga", Role.DSL, a_setting(code="other")).id)
    actions.review(lead, 1, State.UNDER_WAY, today(), "")

    for attempt in (
        lambda: queries.one(other.setting_id, 1),
        lambda: actions.review(other, 1, State.DROPPED, today(), "x"),
        lambda: actions.take_out(other, 1, WORDS),
        lambda: queries.file_of(other.setting_id, 1, 1),
    ):
        with pytest.raises(NotFound):
            attempt()

    assert queries.of_setting(other.setting_id) == []
    assert queries.one(amina.setting_id, 1).state is State.UNDER_WAY


def test_a_file_comes_back_as_it_was_and_only_through_its_own_action(amina: PostHeld) -> None:
    other = an_action(amina.id, "We read the box on Mondays.")
    actions.add_evidence(amina, 1, "Seen.", [Upload("Note of ours.exe", A_PDF)])

    assert queries.file_of(amina.setting_id, 1, 1)[::2] == ("Note of ours.pdf", A_PDF)
    with pytest.raises(NotFound):
        queries.file_of(amina.setting_id, other, 1)


def test_an_action_keeps_twelve_files_and_refuses_the_next(amina: PostHeld) -> None:
    for number in range(12):
        actions.add_evidence(amina, 1, f"Seen {number}.", [Upload("a.pdf", A_PDF)])

    with pytest.raises(DomainError, match="up to 12 files"):
        actions.add_evidence(amina, 1, "Seen.", [Upload("a.pdf", A_PDF)])


def test_an_action_whose_leader_left_says_so(amina: PostHeld) -> None:
    with at(datetime.now().astimezone() + 3 * DAY):
        workforce.end_post(amina.id, today() - DAY)
        assert queries.one(amina.setting_id, 1).owner == "Amina Test (has left)"


def test_what_came_up_by_what_is_kept(amina: PostHeld) -> None:
    made = an_action(amina.id, "We ask each child in turn.", origin=Origin.MEETING, source=Source(theme="voice"))

    found = queries.one(amina.setting_id, made)
    assert (found.origin, found.themes) == (Origin.MEETING, ("voice",))
