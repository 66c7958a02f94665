"""How much there is: enough to learn from, to draw fresh questions from and to choose from."""

import pytest

from app.content.documents import Bank
from app.core.vocabulary import SettingKind
from tests.content.shipped import module, shelf

KINDS = list(SettingKind)


def bank(audience: str) -> Bank:
    return module().banks[audience]


def test_at_least_thirty_reviews_stand_in_the_register() -> None:
    assert len(shelf().reviews.value["reviews"]) >= 30


def test_every_finding_has_a_theme_and_says_on_what_evidence_it_rests() -> None:
    themes = {theme["id"] for theme in shelf().themes.value["themes"]}

    assert all(f["theme"] in themes and f["evidence"] in ("seen", "secondary") for f in shelf().finding_refs().values())


def test_at_least_fourteen_key_statements_each_rest_on_a_finding() -> None:
    statements = module().statements()

    assert len(statements) >= 14
    assert all(block.listed("findings") for _, block in statements)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_setting_meets_at_least_fourteen_key_statements(kind: SettingKind) -> None:
    assert sum(kind in block.kinds for _, block in module().statements()) >= 14


def test_everyone_shares_at_least_eighteen_questions_and_four_are_critical() -> None:
    questions = bank("everyone").questions

    assert len(questions) >= 18
    assert sum(question["critical"] for question in questions) >= 4
    assert {question["type"] for question in questions} == {"single", "several", "order", "match", "true-false"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_setting_has_six_questions_six_prompts_and_three_scenes_of_its_own(kind: SettingKind) -> None:
    assert len(bank(kind).questions) >= 6
    assert len(bank(kind).prompts) == 6
    assert len(module().scenes_for(kind)) == 3


def test_no_two_kinds_of_setting_share_a_question_a_prompt_or_a_scene() -> None:
    stems = [q["stem"] for kind in KINDS for q in bank(kind).questions]
    prompts = [p["text"] for kind in KINDS for p in bank(kind).prompts]
    scenes = [s["scene"] for kind in KINDS for s in module().scenes_for(kind)]

    for texts in (stems, prompts, scenes):
        assert len(set(texts)) == len(texts)


def test_the_longest_option_is_no_hint_to_the_right_one() -> None:
    singles = [q for name in ["everyone", *KINDS] for q in bank(name).questions if q["type"] == "single"]
    longest_is_right = sum(max(q["options"], key=lambda o: len(o["text"])).get("correct", False) for q in singles)

    assert 0.1 * len(singles) <= longest_is_right <= 0.4 * len(singles)


def test_the_longest_choice_is_no_hint_to_the_strongest_one() -> None:
    choices = [s[turn]["choices"] for kind in KINDS for s in module().scenes_for(kind) for turn in ("first", "second")]
    longest_is_strong = sum(max(c, key=lambda o: len(o["text"]))["verdict"] == "strong" for c in choices)

    assert 0.2 * len(choices) <= longest_is_strong <= 0.45 * len(choices)
