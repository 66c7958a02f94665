"""Who owes a top-up of what: the rule says what walking through history step by step says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.vocabulary import ChangeClass, SettingKind
from app.learning.records import Held
from app.learning.rules import to_top_up, top_up_size
from app.library.records import Publication
from app.quizzes.kinds import question
from app.quizzes.rules import CheckRule, draw_of_each

BEGINS = datetime(2026, 1, 5, tzinfo=UTC)
KINDS = (SettingKind.EARLY_YEARS, SettingKind.PRIMARY)
SOME = st.sets(st.sampled_from("abcd"))
OF_KINDS = st.dictionaries(st.sampled_from("abcd"), st.frozensets(st.sampled_from([str(kind) for kind in KINDS])))


@dataclass
class Learner:
    """What somebody read, and what of it changed since, as it happens."""

    kind: str
    version: int = 0
    read: set[str] = field(default_factory=set)
    stale: set[str] = field(default_factory=set)
    top_ups: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)


class Walk:
    """A module's history, told to every learner event by event."""

    def __init__(self) -> None:
        self.published: list[Publication] = []
        self.taught: dict[int, dict[str, frozenset[str]]] = {}
        self.learners = [Learner(str(kind)) for kind in KINDS for _ in range(2)]

    def publish(self, taught: dict[str, frozenset[str]], learning: Iterable[str]) -> None:
        number = len(self.published) + 1
        changed = {code: taught[code] for code in learning if code in taught} if self.published else {}
        at = BEGINS + timedelta(days=number)
        self.taught[number] = taught
        self.published.append(Publication(number, "m", ChangeClass.LEARNING, at, frozenset(KINDS), changed))
        for one in self.learners:
            one.stale |= {code for code in one.read if one.kind in changed.get(code, ())}

    def complete(self, who: int, version: int) -> None:
        one, number = self.learners[who], 1 + version % len(self.published)
        one.version, one.top_ups = number, []
        one.read = {code for code, kinds in self.taught[number].items() if one.kind in kinds}
        later = (told for told in self.published if told.version_id > number)
        one.stale = {code for told in later for code in one.read if one.kind in told.learning.get(code, ())}

    def owed(self, one: Learner) -> set[str]:
        now = self.taught[self.published[-1].version_id]
        return {code for code in one.stale if one.kind in now.get(code, ())}

    def top_up(self, who: int) -> None:
        one = self.learners[who]
        done = self.owed(one)
        if done:
            one.top_ups.append((self.published[-1].version_id, tuple(sorted(done))))
            one.stale -= done


EVENT = st.one_of(
    st.tuples(st.just("publish"), OF_KINDS, SOME),
    st.tuples(st.just("complete"), st.integers(0, 3), st.integers(0, 9)),
    st.tuples(st.just("top_up"), st.integers(0, 3)),
)


@given(first=OF_KINDS, events=st.lists(EVENT, max_size=25))
def test_what_is_owed_is_what_history_says_step_by_step(
    first: dict[str, frozenset[str]], events: list[tuple[Any, ...]]
) -> None:
    walk = Walk()
    walk.publish(first, ())
    for name, *facts in events:
        getattr(walk, name)(*facts)

    for one in walk.learners:
        held = Held(one.version, one.kind, tuple(one.top_ups))
        assert {found.code for found in to_top_up(held, walk.published, walk.taught)} == walk.owed(one)


def test_the_oldest_change_says_since_when_and_the_version_learned_what_it_said_before() -> None:
    walk = Walk()
    for _ in range(3):
        walk.publish({"a": frozenset({"primary"})}, ["a"])

    (found,) = to_top_up(Held(1, "primary"), walk.published, walk.taught)
    again = to_top_up(Held(1, "primary", ((2, ("a",)),)), walk.published, walk.taught)

    assert (found.at, found.known) == (BEGINS + timedelta(days=2), 1)
    assert [(one.at, one.known) for one in again] == [(BEGINS + timedelta(days=3), 2)]


@pytest.mark.parametrize(
    ("statements", "critical", "there", "asked"), [(1, 0, 5, 2), (1, 0, 1, 1), (3, 0, 9, 4), (4, 6, 9, 6), (1, 0, 0, 0)]
)
def test_a_top_up_asks_few_questions_and_every_critical_one(
    statements: int, critical: int, there: int, asked: int
) -> None:
    questions = [{"critical": number < critical} for number in range(there)]

    assert top_up_size(["Ask."] * statements, questions).questions == asked


@pytest.mark.parametrize(("words", "statements", "minutes"), [(5, 1, 3), (30, 2, 4), (60, 2, 4), (60, 4, 5)])
def test_a_top_up_of_some_statements_takes_three_to_five_minutes(words: int, statements: int, minutes: int) -> None:
    assert top_up_size(["word " * words] * statements, [{}] * 9).minutes == minutes


@given(seed=st.integers(0, 999), size=st.integers(1, 8))
def test_every_statement_is_asked_about_before_any_is_asked_about_twice(seed: int, size: int) -> None:
    pool = [question({"id": f"{n}", "type": "single", "statement": "ab"[n % 2], "options": []}) for n in range(8)]

    drawn = draw_of_each(pool, CheckRule(size, 0, 80, True), set(), Random(seed))

    counts = [sum(one.payload["statement"] == statement for one in drawn) for statement in "ab"]
    assert sum(counts) == size
    assert abs(counts[0] - counts[1]) <= 1
