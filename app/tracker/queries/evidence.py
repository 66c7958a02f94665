"""A setting's evidence as it stood on a day, gathered from the rooms that know: counts, names and dates, no answers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from app.core.clock import today
from app.core.dates import date_of, end_of, say_date
from app.core.vocabulary import Role, RunBy, SettingKind, Step
from app.learning import queries as learning
from app.learning.records import CompletionRecord
from app.library import queries as library
from app.library.records import VersionRecord
from app.library.rules import is_for
from app.practice import queries as practice
from app.practice.records import ActionRecord
from app.quizzes import queries as quizzes
from app.quizzes.rules import shown
from app.requirements import queries as requirements
from app.requirements.records import DutyRecord, DutyState, RequirementRecord, StandingRecord, State
from app.reviews import queries as register
from app.tracker.records import ActionLine, DutyLine, ModuleLine, Pack, PersonLine, StatementLine, ThemeLine
from app.tracker.rules import missing
from app.workforce import queries as workforce

AT_ONCE = 500  # posts in one statement
MOST_COLUMNS = 4  # modules that a page of paper has room for, one column each


def pack(setting_id: int, day: date, plan: str = "", stood: requirements.AsAt | None = None) -> Pack:
    """Everything a setting can show of a day: read from what is stored where it is today, else reckoned from history.

    Args:
        setting_id: the setting.
        day: the day whose end it shows.
        plan: what is planned about whatever is missing, in the lead's own words.
        stood: how everybody stood on that day, where the caller has read it already.
    """
    place, stood = workforce.places_on([setting_id], day)[setting_id], stood or requirements.as_at(setting_id, day)
    posts = list(dict.fromkeys([one.post_id for one in stood.standings] + [one.post_id for one in stood.duties]))
    completed = _completed(posts, day)
    modules = modules_told(setting_id, day, _by_module(stood.standings), _editions(completed))
    actions = practice.of_setting(setting_id, day)
    duties = list(duties_told(setting_id, day, _by_code(stood.duties)))
    themes, hidden = themes_told(setting_id, day)
    return Pack(
        setting=workforce.setting(setting_id).name,
        kind=SettingKind(place.kind).label,
        partnership=place.partnership,
        run_by=RunBy(place.run_by_kind).label if place.run_by_kind else None,
        as_at=day,
        people=len(posts),
        steps=_steps(posts, day, stood.standings, actions),
        modules=tuple(line for _, line in modules),
        columns=_columns(modules),
        staff=tuple(_staff(posts, stood.standings, completed, [version for version, _ in modules])),
        duties=tuple(duties),
        themes=themes,
        themes_hidden=hidden,
        actions=tuple(map(action_told, actions)),
        missing=missing([line for _, line in modules], duties, actions),
        plan=plan,
        statements=tuple(statements_told(setting_id, day)),
    )


def _completed(posts: list[int], day: date) -> dict[tuple[int, str], CompletionRecord]:
    """The newest completion of each post in each module."""
    found = {}
    for first in range(0, len(posts), AT_ONCE):
        for one in learning.completions_of(posts[first : first + AT_ONCE], end_of(day)):
            found[one.post_id, one.module] = one
    return found


def _by_module(standings: list[StandingRecord]) -> Mapping[str, Counter[State]]:
    counts: dict[str, Counter[State]] = defaultdict(Counter)
    for one in standings:
        counts[one.module][one.state] += 1
    return counts


def _by_code(duties: list[DutyRecord]) -> Mapping[str, Counter[DutyState]]:
    counts: dict[str, Counter[DutyState]] = defaultdict(Counter)
    for one in duties:
        counts[one.duty.code][one.state] += 1
    return counts


def _editions(completed: dict[tuple[int, str], CompletionRecord]) -> Mapping[str, set[str]]:
    editions: dict[str, set[str]] = defaultdict(set)
    for (_, module), completion in completed.items():
        editions[module].add(completion.facts["edition"])
    return editions


def modules_told(
    setting_id: int, day: date, counts: Mapping[str, Counter[State]], editions: Mapping[str, set[str]] | None = None
) -> list[tuple[VersionRecord, ModuleLine]]:
    """Every module that the setting had by the day, as its newest version of that day has it."""
    newest = {one.module: one for one in library.publications(end_of(day))}
    reach = workforce.places_on([setting_id], day)[setting_id].reach
    titles = {one.code: one.title for one in requirements.requirements_of(setting_id, day)}
    done = editions or {}
    here = (one for one in newest.values() if is_for(one.owner, reach) or one.module in counts)
    versions = [library.version(one.version_id) for one in here]
    return [
        (version, _module(version, titles, sorted(done.get(version.module, ())), counts.get(version.module, Counter())))
        for version in versions
    ]


def _module(
    version: VersionRecord, titles: dict[str, str], editions: Iterable[str], counts: Counter[State]
) -> ModuleLine:
    front = version.front
    return ModuleLine(
        version.title,
        tuple(editions),
        version.minutes,
        tuple(version.outcomes),
        tuple(titles[code] for code in front["contributes_to"] if code in titles),
        tuple(titles[code] for code in front["does_not_evidence"] if code in titles),
        tuple(one.title for one in register.citations(front["drawn_on"]).values()),
        tuple((state.label, counts[state]) for state in State if counts[state]),
    )


def _columns(modules: list[tuple[VersionRecord, ModuleLine]]) -> tuple[str, ...]:
    titles = tuple(line.title for _, line in modules)
    return titles if len(titles) <= MOST_COLUMNS else ("Modules",)


def _staff(
    posts: list[int],
    standings: list[StandingRecord],
    completed: dict[tuple[int, str], CompletionRecord],
    versions: list[VersionRecord],
) -> Iterable[PersonLine]:
    stands = {(one.post_id, one.module): one for one in standings}
    names = {one.post_id: one for one in reversed(standings)}
    for first in range(0, len(posts), AT_ONCE):
        held = {post.id: post for post in workforce.posts(posts[first : first + AT_ONCE])}
        for post_id in posts[first : first + AT_ONCE]:
            post = held[post_id]
            said = names.get(post_id)
            cells = [
                (version.title, _cell(stands.get((post_id, version.module)), completed.get((post_id, version.module))))
                for version in versions
            ]
            job, role = (said.job_title, Role(said.role)) if said else (post.job_title, post.role)
            yield PersonLine(post.person_name, job, role.label, post.started_on, _fitted(cells))


def _cell(one: StandingRecord | None, done: CompletionRecord | None) -> str:
    if one is None:
        return ""
    if done is None:
        return one.state.label
    words = f"Done {say_date(date_of(done.completed_at))}, edition {done.facts['edition']}"
    if one.renew_by:
        words += f"; renew by {say_date(one.renew_by)}"
    return words if one.state in (State.DONE, State.RENEW_SOON) else f"{one.state.label}. {words}"


def _fitted(cells: list[tuple[str, str]]) -> tuple[str, ...]:
    """One cell a module where the paper has room; otherwise one cell that names each."""
    if len(cells) <= MOST_COLUMNS:
        return tuple(words for _, words in cells)
    return ("; ".join(f"{title}: {words}" for title, words in cells if words),)


def duties_told(setting_id: int, day: date, counts: Mapping[str, Counter[DutyState]]) -> Iterable[DutyLine]:
    """Every requirement that concerned a post or the setting on the day, with how many stood where."""
    of_setting = {one.code for one, _ in requirements.duties_of_setting(setting_id, day)}
    for requirement in requirements.requirements_of(setting_id, day):
        if requirement.code in counts or requirement.code in of_setting:
            yield _duty(requirement, counts.get(requirement.code, Counter()))


def _duty(one: RequirementRecord, counts: Counter[DutyState]) -> DutyLine:
    return DutyLine(
        one.title,
        one.sentence,
        one.authority,
        one.statutory,
        one.edition,
        one.confirm or ("The wording is taken from a secondary source." if one.is_to_confirm else None),
        one.note,
        sum(counts.values()),
        tuple((state.label, counts[state]) for state in DutyState if counts[state]),
    )


def themes_told(setting_id: int, day: date) -> tuple[tuple[ThemeLine, ...], int]:
    """The themes that at least five people were asked about, the most to talk about first; and how many are hidden."""
    found, hidden = [], 0
    titles = {one.ref: one.title for one in register.themes()}
    for theme, cells in quizzes.gap_map(setting_id, end_of(day) if day < today() else None).items():
        everyone, _ = shown(cells)
        if everyone is None:
            hidden += 1
        else:
            line = ThemeLine(titles[theme], everyone.people, everyone.asked, everyone.wrong, everyone.sure_wrong)
            found.append((-everyone.weight, line.title, line))
    return tuple(line for _, _, line in sorted(found, key=lambda one: one[:2])), hidden


def statements_told(setting_id: int, day: date) -> Iterable[StatementLine]:
    """The statement of practice of every theme that was closed by the day."""
    titles = {one.ref: one.title for one in register.themes()}
    for one in practice.passport(setting_id, day):
        if one.said and one.review_on:
            said_on = date_of(one.said.at)
            yield StatementLine(titles[one.theme], one.statement, said_on, one.review_on, one.is_due)


def _steps(
    posts: list[int], day: date, standings: list[StandingRecord], actions: list[ActionRecord]
) -> tuple[tuple[str, int], ...]:
    """The ladder of evidence: attended, understood, thought about here, decided, and looked at again."""
    done: Counter[Step] = Counter()
    for first in range(0, len(posts), AT_ONCE):
        done.update(learning.steps_of(posts[first : first + AT_ONCE], end_of(day)))
    began = len({one.post_id for one in standings if one.began_on})
    completed = len({one.post_id for one in standings if one.done_on})
    return (
        ("People who began at least one module", began),
        ("… read every section of one", done[Step.SECTIONS]),
        ("… passed a knowledge check", done[Step.CHECK]),
        ("… wrote how it is in their own setting (the words stay private)", done[Step.REFLECTION]),
        ("… completed at least one module", completed),
        ("Practice actions that the setting decided on", len(actions)),
        ("… of which something came that was noticed", sum(bool(one.evidence) for one in actions)),
    )


def action_told(one: ActionRecord) -> ActionLine:
    """A practice action and what came of it."""
    state = f"{one.state.label}, waits to be looked at again" if one.is_due else one.state.label
    return ActionLine(one.words, one.owner, date_of(one.created_at), one.review_on, state, one.came_of_it)
