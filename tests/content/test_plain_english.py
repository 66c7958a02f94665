"""The module reads easily, and every kind of setting has enough to read."""

from statistics import median

import pytest
import textstat

from app.core.vocabulary import SettingKind
from tests.content.shipped import read_by, words_of

KINDS = list(SettingKind)


@pytest.fixture(autouse=True)
def british_english() -> None:
    textstat.set_lang("en_GB")


@pytest.mark.parametrize("kind", KINDS)
def test_the_median_reading_grade_of_the_sections_is_at_most_eight(kind: SettingKind) -> None:
    grades = [textstat.flesch_kincaid_grade(words_of(page)) for page in read_by(kind)]

    assert median(grades) <= 8
    assert max(grades) <= 10


@pytest.mark.parametrize("kind", KINDS)
def test_every_section_says_enough_and_not_too_much_for_one_sitting(kind: SettingKind) -> None:
    lengths = {page.slug: len(words_of(page).split()) for page in read_by(kind)}

    assert all(350 <= length <= 1000 for length in lengths.values()), lengths
    assert sum(lengths.values()) >= 3000


@pytest.mark.parametrize("kind", KINDS)
def test_every_section_holds_words_for_that_kind_of_setting_alone(kind: SettingKind) -> None:
    others = [{b["html"] for page in read_by(k) for b in page.blocks if "html" in b} for k in KINDS if k is not kind]
    shared = set.union(*others)

    own = {
        page.slug: [b for b in page.blocks if b["name"] == "text" and b["html"] not in shared] for page in read_by(kind)
    }

    assert [slug for slug, blocks in own.items() if not blocks] == []
