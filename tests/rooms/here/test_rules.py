"""Which questions are put in a setting, and which answers its facts have overtaken: rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.citations import FIELDS
from app.core.vocabulary import Topic
from app.here.records import Given, HereRecord
from app.here.rules import ABOUT_HERSELF, MOST, UNCLEAR, changed, counted, drawn, facts_in, filled, offered, why_not

FACTS = {name: f"the {name}" for name in FIELDS}
TEMPLATE: dict[str, Any] = {
    "id": "primary-late",
    "topic": "lead-away",
    "sources": ["town-2020.1"],
    "stem": "⟦dsl⟧ has gone home. Whom do you ring?",
    "options": [
        {"text": "⟦deputy⟧, ⟦deputy_contact⟧", "feedback": "Yes.", "correct": True},
        {"text": "⟦referral_line⟧", "feedback": "First ⟦deputy⟧."},
        {"text": "Nobody", "feedback": "Ring ⟦deputy⟧ at ⟦setting⟧."},
    ],
    "explanation": "In danger: 999.",
}


def test_every_fact_is_found_wherever_it_stands_and_filled_in_there() -> None:
    assert facts_in(TEMPLATE) == {"dsl", "deputy", "deputy_contact", "referral_line", "setting"}
    told = filled(TEMPLATE, FACTS)
    assert facts_in(told) == frozenset()
    assert told["options"][2]["feedback"] == "Ring the deputy at the setting."
    assert TEMPLATE["stem"].startswith("⟦dsl⟧")


@pytest.mark.parametrize("name", sorted(facts_in(TEMPLATE)))
def test_a_fact_that_nobody_has_filled_in_keeps_its_question_back(name: str) -> None:
    assert why_not(TEMPLATE, {**FACTS, name: None}, ()) == (f"nobody has said: {FIELDS[name]}",)


def test_a_fact_to_be_checked_keeps_its_question_back_and_another_does_not() -> None:
    assert why_not(TEMPLATE, FACTS, ("deputy_contact",)) == ("please check: how to reach the deputy",)
    assert why_not(TEMPLATE, FACTS, ("recording_place",)) == ()


@pytest.mark.parametrize(
    "facts", [{"deputy": "The DSL"}, {"referral_line": " THE  Deputy_contact"}, {"deputy_contact": "the referral_line"}]
)
def test_nobody_is_asked_where_a_wrong_answer_would_be_right_as_well(facts: dict[str, str]) -> None:
    assert why_not(TEMPLATE, FACTS | facts, ()) == (UNCLEAR,)


def test_nobody_is_asked_whether_she_would_ring_herself() -> None:
    assert offered([TEMPLATE], FACTS, (), "The Deputy")[0].why_not == (ABOUT_HERSELF,)
    assert offered([TEMPLATE], FACTS, (), "Somebody Else")[0].why_not == ()


@given(st.integers(0, 8), st.sets(st.integers(0, 7)), st.integers())
def test_a_few_are_put_and_those_not_seen_come_first(count: int, seen: set[int], seed: int) -> None:
    every = offered([{**TEMPLATE, "id": f"primary-{n}"} for n in range(count)], FACTS, ())
    codes = {f"primary-{n}" for n in seen}

    put = drawn(every, codes, Random(seed))

    assert len(put) == min(count, MOST)
    fresh = sum(one.code not in codes for one in every)
    assert sum(one.code not in codes for one in put) == min(fresh, MOST)


def test_only_what_is_other_today_has_changed_however_it_is_written() -> None:
    frozen = {"deputy": "Ann Lee", "deputy_contact": "ext 12"}

    assert changed(frozen, {**FACTS, "deputy": "ann  lee", "deputy_contact": "EXT 12"}) == ()
    assert changed(frozen, {**FACTS, "deputy": "Ann Lee", "deputy_contact": "ext 13"}) == ("deputy_contact",)
    assert changed(frozen, {**FACTS, "deputy": None, "deputy_contact": "ext 12"}) == ("deputy",)


def put_to(post: int, right: bool, **more: Any) -> tuple[int, HereRecord, Given]:
    moment = datetime(2026, 11, 25, 9, tzinfo=UTC)
    record = HereRecord(post, 1, Topic.REFER, TEMPLATE, [[0, 1, 2]], {}, date(2026, 11, 1), None)
    return post, replace(record, **more), Given([0], right, moment)


def test_each_counts_once_by_her_newest_answer_and_fewer_than_five_are_hidden() -> None:
    answers = [put_to(post, right=post > 2) for post in range(1, 6)]
    told = {one.topic: one for one in counted([put_to(1, right=False), *answers, put_to(1, right=True)])}

    assert (told[Topic.REFER].asked, told[Topic.REFER].right) == (5, 4)
    hidden = {one.topic: one for one in counted(answers[:4])}[Topic.REFER]
    assert (hidden.asked, hidden.right) == (None, None)
    assert (told[Topic.RECORD].asked, told[Topic.RECORD].right) == (0, 0)


def test_an_answer_by_a_fact_that_changed_counts_on_neither_side() -> None:
    answers = [put_to(post, right=True) for post in range(1, 6)]
    told = counted([*answers, put_to(9, right=False, changed=("referral_line",))])
    found = next(one for one in told if one.topic is Topic.REFER)

    assert (found.asked, found.right, found.set_aside) == (5, 5, 1)
