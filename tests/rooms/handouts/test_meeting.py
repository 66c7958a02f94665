"""A meeting from the published text: its minutes, its slides, its words."""

from dataclasses import replace

import pytest
from flask import Flask

from app.core.errors import DomainError, NotFound
from app.core.vocabulary import SettingKind
from app.handouts import queries
from app.handouts.rules import meeting
from app.library import queries as library

MODULE = "working-together-better/01-voice-of-the-child"


def test_a_meeting_takes_as_long_as_it_says(shipped_app: Flask) -> None:
    for kind in SettingKind:
        for minutes in meeting.LENGTHS:
            guide = queries.guide(library.newest(MODULE), kind, minutes)
            assert sum(part.minutes for part in guide.parts) == minutes
    assert min(meeting.LENGTHS) == 20
    assert max(meeting.LENGTHS) == 45


def test_without_a_scene_the_minutes_go_to_our_own_setting(shipped_app: Flask) -> None:
    material = replace(queries.material(library.newest(MODULE), SettingKind.PRIMARY), scenes=())

    parts = meeting.parts(material, 30)

    assert sum(part.minutes for part in parts) == 30
    assert [part.slug for part in parts] == ["welcome", "why", "learn", "here", "close"]


@pytest.mark.parametrize("minutes", meeting.LENGTHS)
def test_every_slide_belongs_to_a_part_of_the_guide_in_its_order(shipped_app: Flask, minutes: int) -> None:
    version = library.newest(MODULE)

    slides = queries.slides(version, SettingKind.SECONDARY, minutes)
    parts = [part.slug for part in queries.guide(version, SettingKind.SECONDARY, minutes).parts]

    assert list(dict.fromkeys(slide.part for slide in slides)) == parts


def test_each_statement_on_a_slide_says_where_it_came_from(shipped_app: Flask) -> None:
    slides = queries.slides(library.newest(MODULE), SettingKind.PRIMARY)

    statements = [slide for slide in slides if slide.look == "statement"]
    assert len(statements) == 6
    assert all(slide.notes[0].startswith("From ") for slide in statements)


def test_kinds_of_setting_see_scenes_of_their_own(shipped_app: Flask) -> None:
    version = library.newest(MODULE)

    told = {slide.lines for kind in SettingKind for slide in queries.slides(version, kind) if slide.look == "scene"}

    assert len(told) == 2 * len(SettingKind)


def test_a_theme_that_was_asked_for_comes_first(shipped_app: Flask) -> None:
    version = library.newest(MODULE)
    taught = {one.code: one.text for one in library.statements(version.id, SettingKind.PRIMARY)}

    for theme in ("neglect", "disability", "race-and-culture"):
        themed = queries.material(version, SettingKind.PRIMARY, theme).themed
        shown = {slide.lines[0] for slide in queries.slides(version, SettingKind.PRIMARY, 20, theme)}
        assert len(shown & {taught[code] for code in themed}) == min(len(themed), 4)


def test_no_slide_tells_which_choice_is_strong(shipped_app: Flask) -> None:
    material = queries.material(library.newest(MODULE), SettingKind.PRIMARY)

    slides = meeting.slides(material, 30)

    outcomes = {outcome for scene in material.scenes for turn in scene.turns for outcome in turn.outcomes}
    assert not outcomes & {line for slide in slides for line in slide.lines}


def test_a_childminder_is_sent_to_the_line_and_not_to_a_lead(shipped_app: Flask) -> None:
    guide = queries.guide(library.newest(MODULE), SettingKind.CHILDMINDER)

    assert "⟦dsl⟧" not in " ".join([*guide.safe_words, *(line for part in guide.parts for line in part.say)])


def test_a_meeting_of_another_length_is_refused_in_words(shipped_app: Flask) -> None:
    with pytest.raises(DomainError, match="20, 30, 45 minutes"):
        queries.slides(library.newest(MODULE), SettingKind.PRIMARY, 25)


def test_a_module_for_other_kinds_has_no_slides_here(shipped_app: Flask) -> None:
    version = library.newest(MODULE)
    only_clubs = replace(version, front=version.front | {"kinds": ["out-of-school"]})

    with pytest.raises(NotFound):
        queries.slides(only_clubs, SettingKind.PRIMARY)
