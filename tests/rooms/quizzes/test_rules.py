"""Drawing and marking, with no page and no table."""

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.core.vocabulary import Role
from app.quizzes.kinds import Question, question
from app.quizzes.records import Tally
from app.quizzes.rules import COUNTED, SMALL_GROUP, CheckRule, draw, mark, shown, tallied

RULE = CheckRule(questions=12, own_kind=4, pass_percent=80, critical_must_be_right=True)


def a_question(code: str, audience: str = "everyone", critical: bool = False) -> Question:
    options: list[dict[str, Any]] = [{"text": "yes", "correct": True}, {"text": "no"}, {"text": "perhaps"}]
    return question({"id": code, "type": "single", "audience": audience, "critical": critical, "options": options})


POOL = [a_question(f"all-{n}", critical=n < 5) for n in range(22)] + [
    a_question(f"own-{n}", "primary") for n in range(6)
]


@given(st.integers(), st.sets(st.sampled_from([one.code for one in POOL])))
def test_every_draw_holds_all_critical_ones_and_enough_of_its_own_and_nothing_twice(seed: int, seen: set[str]) -> None:
    drawn = draw(POOL, RULE, seen, Random(seed))

    codes = [one.code for one in drawn]
    assert len(codes) == len(set(codes)) == 12
    assert {f"all-{n}" for n in range(5)} <= set(codes)
    assert sum(code.startswith("own-") for code in codes) >= 4


@given(st.integers())
def test_a_second_draw_takes_what_was_not_seen(seed: int) -> None:
    first = {one.code for one in draw(POOL, RULE, (), Random(seed))}

    second = {one.code for one in draw(POOL, RULE, first, Random(seed + 1))}

    again = {code for code in first & second if not code.startswith("own-")}
    assert again == {f"all-{n}" for n in range(5)}


def test_eighty_percent_with_every_critical_one_right_passes() -> None:
    questions = [a_question(str(n), critical=n == 0) for n in range(10)]

    assert mark(questions, [[0]] * 8 + [[1]] * 2, RULE).passed
    assert not mark(questions, [[0]] * 7 + [[1]] * 3, RULE).passed


def test_one_critical_mistake_fails_whatever_the_score() -> None:
    questions = [a_question(str(n), critical=n == 0) for n in range(10)]

    outcome = mark(questions, [[1]] + [[0]] * 9, RULE)

    assert outcome.percent == 90
    assert outcome.missed_critical == 1
    assert not outcome.passed


def test_a_mistake_made_while_sure_is_told_apart_from_one_made_in_doubt() -> None:
    themes = [{"voice"}, {"voice", "records"}, {"records"}]

    found = tallied(themes, [False, False, True], [True, False, True])

    assert found == {"voice": Tally(1, 2, 2, 1), "records": Tally(1, 2, 1, 0)}
    assert found["voice"].weight == 75


tallies = st.builds(Tally, st.integers(0, 30), st.integers(1, 90), st.integers(0, 90), st.integers(0, 90))


@given(st.dictionaries(st.sampled_from(Role), tallies, min_size=1))
def test_no_small_group_is_shown_nor_found_by_subtraction(cells: dict[Role, Tally]) -> None:
    everyone, told = shown(cells)

    assert all(tally is None or tally.people >= SMALL_GROUP for tally in (everyone, *told.values()))
    hidden = [cells[role] for role, tally in told.items() if tally is None]
    if everyone and len(cells) > 1:
        assert len(hidden) != 1
    for name in COUNTED:
        assert everyone is None or getattr(everyone, name) == sum(getattr(tally, name) for tally in cells.values())
