"""The ladder of evidence: attended, understood, reflected, action, impact; theme by theme."""

from datetime import date

from app.core.clock import today
from app.core.dates import end_of
from app.core.errors import NotFound
from app.core.vocabulary import Step
from app.learning import queries as learning
from app.library import queries as library
from app.practice.queries.board import of_setting
from app.practice.records import ActionRecord, Ladder, State
from app.practice.rules import large_enough
from app.quizzes import queries as quizzes
from app.reviews import queries as register
from app.workforce import queries as workforce


def ladder(setting_id: int, theme: str) -> Ladder:
    """The ladder of one theme in a setting today. Raises NotFound for a theme that is not in the register."""
    found = [one for one in ladders(setting_id) if one.theme == theme]
    if not found:
        raise NotFound("There is no such theme.")
    return found[0]


def ladders(setting_id: int, day: date | None = None) -> list[Ladder]:
    """The ladder of every theme, in the register's order, today or as it stood on a day.

    Somebody stands on one of the three lower rungs when she did that step of a module that teaches the theme. That a
    reflection was written is all that counts of it. Fewer than five people are never shown.
    """
    day = day or today()
    actions, people = of_setting(setting_id, day), workforce.count_held_on(setting_id, day)
    modules = modules_by_theme(day)
    return [
        _ladder(setting_id, theme.ref, day, people, modules.get(theme.ref, set()), actions)
        for theme in register.themes()
    ]


def modules_by_theme(day: date | None = None) -> dict[str, set[str]]:
    """The modules that teach each theme today, or on a day: by their own, or by a finding behind a statement."""
    found: dict[str, set[str]] = {}
    for version in library.modules(end_of(day) if day else None):
        own = frozenset({version.front["theme"]})
        for theme in own.union(*quizzes.themes_by_statement(version.id).values()):
            found.setdefault(theme, set()).add(version.module)
    return found


def _ladder(
    setting_id: int, theme: str, day: date, people: int, modules: set[str], actions: list[ActionRecord]
) -> Ladder:
    steps = learning.people_past(setting_id, modules, day)
    here = [one for one in actions if theme in one.themes and one.state is not State.DROPPED]
    attended, understood, reflected = (
        large_enough(steps[step]) for step in (Step.SECTIONS, Step.CHECK, Step.REFLECTION)
    )
    in_place = sum(one.state is State.IN_PLACE for one in here)
    with_evidence = sum(bool(one.evidence) for one in here)
    return Ladder(theme, people, attended, understood, reflected, len(here), in_place, with_evidence)
