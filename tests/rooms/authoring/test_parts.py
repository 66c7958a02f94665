"""A part goes out of the texts and back into them, and nothing that was typed is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.authoring.forms import sheet
from app.authoring.rules import coverage, starts
from app.authoring.rules.parts import part, questions_in, with_questions
from app.authoring.rules.passages import Tangled, choose_findings, main_file, sections_of, statements_of
from app.content import unfinished
from app.core.errors import NotFound
from app.core.vocabulary import SettingKind

CODE = "series/new"
FRESH = starts.fresh("series", "new", "New", [SettingKind.PRIMARY, SettingKind.SPECIAL], "2026-11-25", True)
TYPED = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=40)


def keep(key: str, texts: dict[str, str], value: object) -> dict[str, str]:
    return texts | part(CODE, key, texts).write(texts, value)


def read(key: str, texts: dict[str, str]) -> object:
    return part(CODE, key, texts).read(texts)


def body(words: str) -> dict[str, str]:
    front = FRESH[main_file(CODE)].split("---\n")[1]
    return {main_file(CODE): f"---\n{front}---\n\n{words}"}


@given(TYPED, TYPED)
def test_whatever_is_typed_as_a_statement_is_kept(name: str, words: str) -> None:
    typed = {"id": name, "text": words, "section": "what-we-do", "findings": ["town-2020.1"]}
    texts = keep("statements/what-we-do", FRESH, {"statements": [typed]})

    (kept,) = statements_of(sections_of(CODE, texts))

    assert kept["text"].split() == words.replace(":::", "\\:::", words.strip().startswith(":::")).split()
    assert kept["findings"] == ["town-2020.1"]


def test_two_statements_typed_under_one_name_are_both_kept() -> None:
    one = {"id": "ask", "text": "Ask.", "section": "what-we-do", "findings": []}
    texts = keep("statements/what-we-do", FRESH, {"statements": [one, {**one, "text": "Ask again."}]})

    assert [s["id"] for s in statements_of(sections_of(CODE, texts))] == ["ask", "ask-2"]


def test_a_section_that_is_not_there_and_signs_that_would_end_a_block_lose_nothing() -> None:
    typed = {"id": "ask", "text": "Ask.", "section": "nowhere", "findings": ["town-2020.1\n:::\n# X {#x}"]}
    texts = keep("statements/what-we-do", FRESH, {"statements": [typed]})

    (kept,) = statements_of(sections_of(CODE, texts))

    assert (kept["section"], kept["text"]) == ("what-we-do", "Ask.")
    assert len(sections_of(CODE, texts)) == len(starts.SECTIONS)


def test_a_statement_can_move_to_another_section() -> None:
    texts = choose_findings(CODE, FRESH, ["town-2020.1"], [])
    (one,) = read("statements/what-the-review-found", texts)["statements"]  # type: ignore[index]
    moved = keep("statements/what-the-review-found", texts, {"statements": [{**one, "section": "what-we-do"}]})

    assert [s["section"] for s in statements_of(sections_of(CODE, moved))] == ["what-we-do"]


def test_words_for_one_kind_leave_a_second_passage_for_that_kind_where_it_is() -> None:
    texts = body("# A {#a}\n\n::: only for=primary\nOne.\n:::\n\nText.\n\n::: only for=primary\nTwo.\n:::\n")
    changed = keep("kinds/a", texts, {"primary": "First.", "special": "Other."})

    assert [block.text for block in sections_of(CODE, changed)[0].blocks] == ["First.", "Text.", "Two.", "Other."]


def test_a_finding_dropped_takes_an_empty_statement_along_and_leaves_one_with_words() -> None:
    texts = choose_findings(CODE, FRESH, ["town-2020.1", "town-2020.2"], [])
    value = read("statements/what-the-review-found", texts)
    value["statements"][0]["text"] = "Ask."  # type: ignore[index]
    texts = keep("statements/what-the-review-found", texts, value)

    left = statements_of(sections_of(CODE, choose_findings(CODE, texts, [], ["town-2020.1", "town-2020.2"])))

    assert [(one["text"], one["findings"]) for one in left] == [("Ask.", [])]


@pytest.mark.parametrize(
    "words",
    [
        "Before.\n\n# A {#a}\n",
        "# A {#a}\n\n::: nonsense x=1\nWords.\n:::\n",
        "# A {#a}\n\n::: pause\nNever closed.\n",
        "# A {#a}\n\n:::\n",
    ],
)
def test_a_body_that_would_lose_words_is_not_taken_apart(words: str) -> None:
    with pytest.raises(Tangled):
        sections_of(CODE, body(words))


def test_a_key_that_the_form_does_not_know_stays_in_its_question() -> None:
    name = f"quizzes/{CODE}/primary.yml"
    texts = FRESH | {name: "for: primary\nquestions:\n- {id: primary-1, type: single, dificulty: easy}\n"}
    key = "questions/primary/1/single"

    changed = keep(key, texts, {"id": "primary-1", "stem": "Why?"})

    assert read(key, changed)["dificulty"] == "easy"  # type: ignore[index]
    assert read(key, changed)["stem"] == "Why?"  # type: ignore[index]


@pytest.mark.parametrize(
    "key", ["", "scenes/primary/4", "scenes/nowhere/1", "questions/primary/0/single", "statements/no"]
)
def test_a_step_that_is_not_there_is_not_found(key: str) -> None:
    with pytest.raises(NotFound):
        part(CODE, key, FRESH)


@pytest.mark.parametrize("key", ["about", "scenes/primary/1", "questions/primary/new/match", "prompts/primary"])
def test_a_form_sent_back_untouched_says_what_it_showed(key: str) -> None:
    one = part(CODE, key, FRESH)
    shown = sheet.taken(one.schema, _posted(sheet.rows(one.schema, one.read(FRESH), {})))
    again = sheet.taken(one.schema, _posted(sheet.rows(one.schema, shown, {})))

    assert again == shown


def _posted(rows: list[sheet.Row]) -> dict[str, list[str]]:
    posted: dict[str, list[str]] = {}
    for row in rows:
        if row.kind == "tick":
            posted |= {row.name: ["yes"]} if row.value else {}
        elif row.kind == "checks":
            posted[row.name] = row.value
        elif row.kind != "heading":
            posted[row.name] = [row.value or (row.choices[0][0] if row.choices else "")]
    return posted


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | TYPED, lambda v: st.lists(v) | st.dictionaries(TYPED, v))
)
def test_anything_at_all_can_be_stood_in_for(value: object) -> None:
    for schema in (part(CODE, "about", FRESH).schema, part(CODE, "scenes/primary/1", FRESH).schema):
        assert set(unfinished.stand_in(value, schema)) >= set(schema["required"])


def test_an_empty_draft_is_thin_everywhere() -> None:
    texts = choose_findings(CODE, FRESH, ["town-2020.1"], [])
    module = unfinished.module(CODE, texts)

    (line,) = coverage.by_kind(module)[SettingKind.PRIMARY]

    assert [cell.is_there for cell in line.cells] == [False, False, False, False]
    assert [cell.is_there for one in coverage.findings(module) for cell in one.cells] == [True]


@given(st.lists(st.lists(TYPED, max_size=3).map("\n".join), max_size=4))
def test_questions_added_to_a_file_are_read_again_word_for_word(stems: list[str]) -> None:
    asked = [{"id": f"all-{n}", "type": "order", "stem": stem} for n, stem in enumerate(stems)]

    texts = FRESH | with_questions(CODE, "everyone", FRESH, asked)

    assert questions_in(CODE, "everyone", texts) == asked


@pytest.mark.parametrize("more", [[{"stem": "a" * 150_000}], [{"options": [{"text": "a"}] * 8_000}]])
def test_more_questions_than_a_file_can_be_taken_apart_with_are_refused(more: list[object]) -> None:
    with pytest.raises(Tangled, match="more than one file of questions can hold"):
        with_questions(CODE, "everyone", FRESH, more)
