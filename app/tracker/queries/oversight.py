"""Settings from above, gathered from the rooms that know."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date

from app.core.dates import end_of
from app.core.small_numbers import OTHER_KINDS, Cell, chosen, masked, publishable, said
from app.core.vocabulary import SettingKind
from app.library.records import VersionRecord
from app.practice import queries as practice
from app.quizzes import queries as quizzes
from app.quizzes.records import Tally
from app.quizzes.rules import shown as shown_gap
from app.requirements import queries as requirements
from app.requirements.records import DutyState, State
from app.reviews import queries as register
from app.reviews.records import ThemeRecord
from app.tracker.queries.modules import modules_here
from app.tracker.records import GROUPED, Duty, Line, Picture, Standing, States, Summary, TrustRow
from app.tracker.rules import line
from app.workforce import queries as workforce
from app.workforce.records import TrustSetting

MOST_GAPS = 5
KINDS = (*SettingKind, OTHER_KINDS)
NOBODY: States = dict.fromkeys(State, 0)
ORDERS = ("name", "people", *State)


def trust_rows(settings: Collection[TrustSetting], module: str, kind: str, words: str, order: str) -> list[TrustRow]:
    """The settings of a trust that fit, each with where its people stand in a module today: one statement.

    In the order of their names, or the most first of their people or of those in a state.
    """
    wanted = [one for one in settings if kind in ("", one.kind) and words.casefold() in one.name.casefold()]
    states = requirements.states_by_setting([one.id for one in wanted])
    rows = [TrustRow(one, states.get(one.id, {}).get(module, NOBODY)) for one in wanted]
    by_name = sorted(rows, key=lambda row: row.setting.name.casefold())
    if order == "name":
        return by_name
    return sorted(by_name, key=lambda row: row.people if order == "people" else row.states[State(order)], reverse=True)


def summary(setting_id: int, day: date | None = None) -> Summary:
    """One setting in counts, for its governors: today, or as it stood on an earlier day."""
    place, modules = workforce.setting(setting_id), modules_here(setting_id, day)
    stood = requirements.as_at(setting_id, day) if day else None
    states = _states(stood) if stood else requirements.states_by_setting([setting_id]).get(setting_id, {})
    people = max((sum(found.values()) for found in states.values()), default=0)
    actions = practice.of_setting(setting_id, day)
    return Summary(
        place=place,
        people=masked({"all": people})["all"],
        modules=[(version, masked(grouped(states.get(version.module, NOBODY)))) for version in modules],
        duties=_duties(setting_id, modules, day, _in_date(stood) if stood else requirements.in_date(setting_id)),
        gaps=_gaps(setting_id, day),
        actions=len(actions),
        actions_due=sum(one.is_due for one in actions),
        next_review=min((one.review_on for one in actions if not one.is_due), default=None),
        closed=sum(one.is_closed for one in practice.passport(setting_id, day)),
    )


def _states(stood: requirements.AsAt) -> dict[str, States]:
    found: dict[str, States] = defaultdict(lambda: dict(NOBODY))
    for one in stood.standings:
        found[one.module][one.state] += 1
    return found


def _in_date(stood: requirements.AsAt) -> dict[str, tuple[int, int]]:
    """For each requirement, how many posts had something recorded that was in date, and how many not, leave apart."""
    found: dict[str, tuple[int, int]] = {}
    for one in stood.duties:
        if one.state is not DutyState.AWAY:
            yes, no = found.get(one.duty.code, (0, 0))
            is_in_date = one.state in (DutyState.CONTRIBUTED, DutyState.COUNTED, DutyState.RENEW_SOON)
            found[one.duty.code] = yes + is_in_date, no + (not is_in_date)
    return found


def grouped(states: States) -> dict[Standing, int]:
    """The states, in the groups that governors are shown."""
    found = Counter(dict.fromkeys(Standing, 0))
    for state, count in states.items():
        found[GROUPED[state]] += count
    return {standing: found[standing] for standing in Standing}


def _duties(
    setting_id: int, modules: list[VersionRecord], day: date | None, far: dict[str, tuple[int, int]]
) -> list[Duty]:
    """What is asked of anybody in a setting, or of the setting, with the modules that contribute and how far it is.

    In words and not in numbers: beside the counts of its modules, a number would give away what is hidden there.
    """
    of_setting = {one.code for one, _ in requirements.duties_of_setting(setting_id, day)}
    asked = requirements.requirements_of(setting_id, day) if day else requirements.requirements_of(setting_id)
    return [
        Duty(
            one,
            tuple(version for version in modules if one.code in version.front["contributes_to"]),
            said(*far[one.code]) if one.code in far else "",
        )
        for one in asked
        if one.code in far or one.code in of_setting
    ]


def _gaps(setting_id: int, day: date | None) -> list[tuple[ThemeRecord, Tally]]:
    """The themes with most to talk about, of those that five people or more were asked about."""
    themes, until = {one.ref: one for one in register.themes()}, end_of(day) if day else None
    told = [(themes[ref], shown_gap(cells)[0]) for ref, cells in quizzes.gap_map(setting_id, until).items()]
    found = [(theme, tally) for theme, tally in told if tally and tally.weight]
    return sorted(found, key=lambda pair: pair[1].weight, reverse=True)[:MOST_GAPS]


def picture(partnership_id: int, kind: str, module: str, modules: list[VersionRecord]) -> Picture | None:
    """The settings of a partnership in counts, narrowed to a kind and a module; None before they were first counted.

    Of the modules that its officer is shown: everybody's and the partnership's, none of a trust or of one setting.

    Reads one row a kind, however many settings and people there are.
    """
    tallies = requirements.roll_up(partnership_id)
    if not tallies:
        return None
    cells, is_left_out = publishable(
        Cell(one.kind, subject, numbers) for one in tallies for subject, numbers in one.numbers.items()
    )
    versions = [one for one in modules if module in ("", one.module)]
    shown = [cell for one in versions for cell in chosen(cells, kind, f"module:{one.module}")]
    of_kind = [found for one in KINDS if (found := chosen(shown, one))]
    of_module = [(one.title, chosen(shown, subject=f"module:{one.module}")) for one in versions]
    actions = chosen(cells, kind, "actions")
    return Picture(
        counted_at=min(one.counted_at for one in tallies),
        kinds=[(one, found[0].label) for one in KINDS if (found := chosen(cells, one))],
        by_kind=[line(found[0].label, found, State) for found in of_kind],
        by_module=[line(title, found, State) for title, found in of_module if found],
        all=line("Together", shown, State),
        gaps=_themes(chosen(cells, kind)),
        actions=line("Practice actions", actions, ("open", "due")) if actions else None,
        closed=_closed(chosen(cells, kind)),
        is_left_out=is_left_out,
    )


def _themes(cells: list[Cell]) -> list[tuple[ThemeRecord, Tally]]:
    """What first tries showed, theme by theme, the most to talk about first."""
    found = []
    for theme in register.themes():
        told: Line = line(theme.title, chosen(cells, subject=f"theme:{theme.ref}"), Tally.__dataclass_fields__)
        tally = Tally(**told.numbers)
        if tally.weight:
            found.append((theme, tally))
    return sorted(found, key=lambda pair: pair[1].weight, reverse=True)


def _closed(cells: list[Cell]) -> list[Line]:
    """How many settings have closed each theme with a statement of practice, where enough have."""
    told = [(theme, chosen(cells, subject=f"closed:{theme.ref}")) for theme in register.themes()]
    return [line(theme.title, found, ()) for theme, found in told if found]
