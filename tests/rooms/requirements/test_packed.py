"""Facts on one line say what the standings they were made of say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.requirements.records import Due, Duty, DutyState, ReliefKind, State
from app.requirements.rules import (
    DutyFacts,
    ModuleFacts,
    Once,
    duty_state,
    duty_told,
    known,
    module_told,
    packed,
    state,
    with_top_up,
)

RELIEFS = st.none() | st.sampled_from([str(one) for one in ReliefKind])
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(days=st.tuples(*[DAYS] * 7), relief=st.none() | st.sampled_from(ReliefKind), day=st.dates(date(2025, 1, 1)))
def test_a_module_on_a_line_is_called_what_its_standing_is(
    days: tuple[date | None, ...], relief: ReliefKind | None, day: date
) -> None:
    facts = ModuleFacts(*days, relief=str(relief) if relief else None)
    asked = Due(None, facts.due_by, relief, facts.relief_from, facts.relief_until)
    told = module_told(packed(facts._asdict(), ModuleFacts), day)
    assert told.state is state(facts.began_on, facts.done_on, facts.renew_by, day, facts.top_up_on, asked)
    assert told[1:] == (facts.done_on, facts.renew_by, facts.due_by, facts.began_on)


@given(days=st.tuples(*[DAYS] * 6), did=st.none() | st.text(), day=st.dates(date(2025, 1, 1)))
def test_a_requirement_on_a_line_is_called_what_its_standing_is(
    days: tuple[date | None, ...], did: str | None, day: date
) -> None:
    facts = DutyFacts(*days, did=did, counted_id=1 if did else None)
    line = packed(facts._asdict(), DutyFacts)
    assert "\n" not in line
    told = duty_told(line, day)
    assert told.state is duty_state(Duty("A", True, date.min, **facts._asdict()), day)
    assert told[1:] == (facts.done_on, facts.due_on, did)


ROWS = st.lists(
    st.builds(lambda days, relief: ModuleFacts(*days, relief=relief), st.tuples(*[DAYS] * 7), RELIEFS), max_size=4
)


@given(rows=ROWS, owing=st.sets(st.integers(0, 3)), day=DAYS)
def test_a_top_up_owed_on_a_line_is_the_same_as_one_owed_before_it_was_written(
    rows: list[ModuleFacts], owing: set[int], day: date | None
) -> None:
    names = [f"series/{number}" for number in range(len(rows))]
    owed = [one._replace(top_up_on=day) if number in owing else one for number, one in enumerate(rows)]
    before, after = ("\n".join(packed(one._asdict(), ModuleFacts) for one in some) for some in (rows, owed))

    line = with_top_up("\n".join(names), before, {f"series/{number}" for number in owing}, day, ModuleFacts)

    assert line == after
    assert [(one.done_on, one.top_up_on, one.relief) for one in known(line)] == [
        (one.done_on, one.top_up_on, one.relief) for one in owed
    ]


def test_where_nothing_is_known_nothing_is_kept() -> None:
    assert packed(ModuleFacts()._asdict(), ModuleFacts) == "[]"
    assert module_told("[]", date(2026, 3, 2)).state is State.NOT_STARTED
    assert duty_told("[]", date(2026, 3, 2)).state is DutyState.TO_DO


def test_equal_facts_are_made_into_words_once() -> None:
    seen: list[str] = []
    made = Once(lambda text: seen.append(text) or text.upper())
    assert [made[one] for one in ("a", "b", "a")] == ["A", "B", "A"]
    assert seen == ["a", "b"]


@pytest.mark.parametrize("kind", [ModuleFacts, DutyFacts])
def test_days_come_first_on_a_line(kind: type[ModuleFacts] | type[DutyFacts]) -> None:
    a_day = {name: date(2026, 3, 2) for name in kind._fields if name not in ("relief", "did", "counted_id")}
    assert list(a_day) == list(kind._fields[: len(a_day)])
