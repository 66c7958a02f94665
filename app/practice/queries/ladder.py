"""The ladder of evidence: attended, understood, reflected, action, impact; theme by theme."""

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


def ladders(setting_id: int) -> list[Ladder]:
    """The ladder of every theme, in the register's order.

    Somebody stands on one of the three lower rungs when she did that step of a module that teaches the theme. That a
    reflection was written is all that counts of it. Fewer than five people are never shown.
    """
    actions, people = of_setting(setting_id), len(workforce.colleagues(setting_id))
    modules = modules_by_theme()
    return [
        _ladder(setting_id, theme.ref, people, modules.get(theme.ref, set()), actions) for theme in register.themes()
    ]


def modules_by_theme() -> dict[str, set[str]]:
    """The modules that teach each theme: by their own, or by a finding that one of their statements came from."""
    found: dict[str, set[str]] = {}
    for version in library.modules():
        own = frozenset({version.front["theme"]})
        for theme in own.union(*quizzes.themes_by_statement(version.id).values()):
            found.setdefault(theme, set()).add(version.module)
    return found


def _ladder(setting_id: int, theme: str, people: int, modules: set[str], actions: list[ActionRecord]) -> Ladder:
    steps = learning.people_past(setting_id, modules)
    here = [one for one in actions if theme in one.themes and one.state is not State.DROPPED]
    attended, understood, reflected = (
        large_enough(steps[step]) for step in (Step.SECTIONS, Step.CHECK, Step.REFLECTION)
    )
    in_place = sum(one.state is State.IN_PLACE for one in here)
    with_evidence = sum(bool(one.evidence) for one in here)
    return Ladder(theme, people, attended, understood, reflected, len(here), in_place, with_evidence)
