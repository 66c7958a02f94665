"""What changed in the module that another began from is taken in part by part, and no word of one's own is lost."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.content.merging import Clash, merge, merged

MAIN = "courses/series/one.md"
FRONT = "---\nid: one\ntitle: Listening\n---\n\n"
ASK = "::: statement id=ask findings=town-2020.1\nAsk first.\n:::\n"
WRITE = "::: statement id=write findings=town-2020.2\nWrite it down.\n:::\n"
BASE = f"{FRONT}# Asking {{#asking}}\n\nChildren are heard.\n\n{ASK}\nThey know.\n\n{WRITE}"
VALUES = st.dictionaries(
    st.sampled_from("abc"), st.integers(0, 2) | st.lists(st.integers(0, 1), max_size=2), max_size=3
)


def taken(mine: str, theirs: str) -> tuple[str, list[Clash]]:
    changed, clashes = merge({MAIN: BASE}, {MAIN: mine}, {MAIN: theirs})
    return changed.get(MAIN, mine), clashes


def test_changes_in_different_parts_both_stand() -> None:
    mine = BASE.replace("Ask first.", "Ask the child first.").replace("They know.", "They know, and we ask.")
    theirs = BASE.replace("Write it down.", "Write it down today.").replace("title: Listening", "title: Hearing")

    found, clashes = taken(mine, theirs)

    assert clashes == []
    assert all(said in found for said in ("Ask the child first.", "and we ask.", "down today.", "title: Hearing"))


def test_what_both_changed_stays_mine_and_is_named_with_both_texts() -> None:
    found, clashes = taken(BASE.replace("Ask first.", "Ask me."), BASE.replace("Ask first.", "Ask them."))

    assert "Ask me." in found
    assert clashes == [Clash(f"{MAIN}, sections, asking, blocks, ask, text", "Ask me.", "Ask them.")]


def test_a_part_that_is_new_there_comes_where_it_stood_and_one_that_is_gone_there_goes() -> None:
    fresh = "::: statement id=look findings=town-2020.1\nLook twice.\n:::\n"
    theirs = BASE.replace(ASK, ASK + "\n" + fresh).replace("\nThey know.\n", "")

    found, clashes = taken(BASE.replace("Children are heard.", "Children are heard here."), theirs)

    assert clashes == []
    assert found.index("Ask first.") < found.index("Look twice.") < found.index("Write it down.")
    assert "They know." not in found


def test_questions_are_merged_by_their_names() -> None:
    name = "quizzes/series/one/common.yml"
    base, mine, theirs = (
        {name: f"for: everyone\nquestions:\n- id: q1\n  stem: {one}\n- id: q2\n  stem: {two}\n"}
        for one, two in (("One?", "Two?"), ("First?", "Two?"), ("One?", "Second?"))
    )

    changed, clashes = merge(base, mine, theirs)

    assert clashes == []
    assert "First?" in changed[name]
    assert "Second?" in changed[name]


@given(VALUES, VALUES)
def test_where_one_side_changed_nothing_the_other_stands_whole(base: dict[str, Any], other: dict[str, Any]) -> None:
    clashes: list[Clash] = []

    assert merged(base, base, other, "", clashes) == other
    assert merged(base, other, base, "", clashes) == other
    assert merged(base, other, other, "", clashes) == other
    assert clashes == []


@given(VALUES, VALUES, VALUES)
def test_whatever_i_changed_stays(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    found = merged(base, mine, theirs, "", [])

    assert all(found[key] == value for key, value in mine.items() if base.get(key) != value)
