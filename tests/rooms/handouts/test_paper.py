"""A check on paper: the same for everybody, and what is keyed in means what was circled."""

import pytest
from flask import Flask

from app.core.errors import NotFound
from app.core.vocabulary import EVERYONE, SettingKind
from app.handouts import queries
from app.handouts.codes import PAPERS
from app.handouts.rules.paper import key, keyed
from app.library import queries as library

MODULE = "working-together-better/01-voice-of-the-child"
ALL = [(kind, paper) for kind in SettingKind for paper in range(1, PAPERS + 1)]


def test_the_letters_of_the_key_are_right_on_every_paper_of_every_kind(shipped_app: Flask) -> None:
    version = library.newest(MODULE)

    sheets = [queries.answer_sheet(version, kind, paper) for kind, paper in ALL]

    wrong = [
        (sheet.kind, one.code)
        for sheet in sheets
        for one in sheet.questions
        if not one.question.is_right(keyed(one, key(one)))
    ]
    assert wrong == []


def test_letters_may_be_small_and_spaced(shipped_app: Flask) -> None:
    for one in _sheet().questions:
        assert one.question.is_right(keyed(one, " , ".join(key(one).lower())))


@pytest.mark.parametrize("typed", ["", "?", "Z", "ZZZZ", "T", "ABCDEFGH", "Ä"])
def test_nonsense_is_never_right_by_chance_and_never_breaks(shipped_app: Flask, typed: str) -> None:
    for one in _sheet().questions:
        assert not one.question.is_right(keyed(one, typed))


def test_the_same_sheet_is_drawn_every_time(shipped_app: Flask) -> None:
    assert _sheet().drawn == _sheet().drawn


def test_a_paper_keeps_the_rule_of_the_check(shipped_app: Flask) -> None:
    version = library.newest(MODULE)
    rule = version.front["check"]

    for kind, paper in ALL:
        sheet = queries.answer_sheet(version, kind, paper)
        own = [one for one in sheet.questions if one.question.payload["audience"] != EVERYONE]
        assert len(sheet.questions) == rule["questions"]
        assert len(own) >= rule["own_kind"]


def test_the_next_paper_asks_other_questions_where_it_can(shipped_app: Flask) -> None:
    version = library.newest(MODULE)
    asked = [
        {one.code for one in queries.answer_sheet(version, SettingKind.PRIMARY, paper).questions if not _must(one)}
        for paper in (1, 2)
    ]

    assert asked[0] != asked[1]
    assert len(asked[0] | asked[1]) > len(asked[0])


def _must(one: object) -> bool:
    return bool(one.question.is_critical)  # type: ignore[attr-defined]


def test_each_paper_has_a_code_of_its_own(shipped_app: Flask) -> None:
    codes = {queries.answer_sheet(library.newest(MODULE), kind, paper).code for kind, paper in ALL}

    assert len(codes) == len(ALL)


@pytest.mark.parametrize("paper", [0, PAPERS + 1])
def test_there_is_no_other_paper(shipped_app: Flask, paper: int) -> None:
    with pytest.raises(NotFound):
        queries.answer_sheet(library.newest(MODULE), SettingKind.PRIMARY, paper)


def _sheet() -> queries.AnswerSheet:
    return queries.answer_sheet(library.newest(MODULE), SettingKind.PRIMARY)
