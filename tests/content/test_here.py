"""Questions about one's own setting: what may be written, and that what ships is enough for every kind of setting."""

import re
from pathlib import Path

import pytest
import textstat
import yaml

from app.content.checks import check
from app.content.citations import FIELDS
from app.core.vocabulary import SettingKind, Topic
from app.here.rules import filled, why_not
from tests.content.shipped import shelf
from tests.factories.shelf import dump, write_shelf
from tests.journeys.test_in_our_setting import QUESTIONS

KINDS = list(SettingKind)
FACTS = {name: f"the {name}" for name in FIELDS}


def questions(kind: SettingKind) -> list[dict[str, object]]:
    return next(marked.value["questions"] for marked in shelf().here if marked.value["for"] == kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_setting_has_at_least_four_of_its_own_on_three_topics_at_least(kind: SettingKind) -> None:
    here = questions(kind)

    assert len(here) >= 4
    assert len({one["topic"] for one in here}) >= 3
    assert {"out-of-hours", "record"} <= {one["topic"] for one in here}


def test_no_moment_is_shared_by_two_kinds() -> None:
    stems = [one["stem"] for kind in KINDS for one in questions(kind)]

    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_can_be_put_where_all_facts_are_known_and_reads_easily(kind: SettingKind) -> None:
    textstat.set_lang("en_GB")
    for one in questions(kind):
        assert why_not(one, FACTS, ()) == ()
        told = filled(one, {**FACTS, **dict.fromkeys(("dsl", "deputy"), "Ann Lee")})
        words = [told["stem"], told["explanation"]]
        words += [text for option in told["options"] for text in (option["text"], option["feedback"])]
        assert textstat.flesch_kincaid_grade(". ".join(words)) <= 7, one["id"]


def test_no_lead_is_named_to_a_childminder_and_no_moment_speaks_of_a_child_by_name() -> None:
    for kind in KINDS:
        for one in questions(kind):
            assert not re.search(r"⟦(dsl|deputy)", yaml.safe_dump(one, allow_unicode=True)) or kind != "childminder"


def spoiled(tmp_path: Path, old: str, new: str) -> list[str]:
    """The faults of a file in which one thing is spoiled."""
    courses, quizzes = write_shelf(tmp_path)
    path = quizzes / "in-our-setting" / "primary.yml"
    dump(path, {"for": "primary", "questions": QUESTIONS})
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [fault.wrong for fault in check(courses, quizzes)[1]]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("topic: lead-away", "topic: lunch", "lunch"),
        ("id: primary-night", "id: night", "out of place"),
        ("town-2020.1", "town-2020.9", "not there to cite"),
        ("feedback: Not here. It is ⟦deputy⟧, ⟦deputy_contact⟧.", "feedback: No.", "not told what is right here"),
        ("text: Wait until tomorrow", "text: Ring ⟦deputy⟧ tomorrow", "names what is right"),
        ("text: ⟦deputy⟧, ⟦deputy_contact⟧", "text: The deputy", "names no fact"),
        ("In danger now: 999.", "So it is.", "when to ring 999"),
        ("⟦recording_place⟧", "⟦cupboard⟧", "no merge field"),
        ("correct: true", "correct: false", "0 are marked correct"),
        ("for: primary", "for: secondary", "This file’s name says primary"),
        ("Ask around", "Say that he is streetwise", "list of words we avoid"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    assert any(wrong in one for one in spoiled(tmp_path, old, new))


def test_a_childminder_is_not_sent_to_a_lead(tmp_path: Path) -> None:
    courses, quizzes = write_shelf(tmp_path)
    mine = [{**one, "id": one["id"].replace("primary", "childminder")} for one in QUESTIONS]
    dump(quizzes / "in-our-setting" / "childminder.yml", {"for": "childminder", "questions": mine})

    assert [fault.wrong for fault in check(courses, quizzes)[1]] == [
        "A childminder is the lead herself, and works alone."
    ]


def test_every_topic_has_words_for_a_lead() -> None:
    assert len({topic.label for topic in Topic}) == len(Topic)
