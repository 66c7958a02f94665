"""The thread through one place, gathered from the rooms that know: a few statements of SQL, however much there is."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from app.access.identity import Identity
from app.core.errors import NotFound
from app.core.small_numbers import publishable
from app.core.vocabulary import Office
from app.library import queries as library
from app.library.records import AskedRecord, Key, TaughtRecord
from app.practice import queries as practice
from app.practice.records import ActionRecord
from app.quizzes import queries as quizzes
from app.quizzes.rules import shown
from app.reviews import queries as register
from app.reviews.records import FindingRecord, ReviewRecord, ThemeRecord
from app.thread import rules
from app.thread.records import Counted, Here, Line, OwnAction, Row, Wanted
from app.workforce import queries as workforce

COUNTS_FOR = (Office.OFFICER, Office.AUTHOR, Office.REVIEWER)


def rows(wanted: Wanted, who: Identity) -> list[Row]:
    """Every finding that is asked for, the newest review's first, with where it is taught today."""
    found = register.every_finding(wanted.words, wanted.theme, wanted.year)
    statements = [
        one for one in library.threaded(workforce.reach_of(who), [finding.ref for finding in found]) if one.is_current
    ]
    asked = rules.by_statement(library.asked_by([one.key for one in statements]))
    here = [_row(finding, statements, asked) for finding in found]
    return [row for row in here if row.is_untaught or not wanted.only_untaught]


def _row(finding: FindingRecord, statements: list[TaughtRecord], asked: dict[Key, int]) -> Row:
    teaching = tuple(one for one in statements if finding.ref in one.findings)
    return Row(finding, teaching, sum(asked.get(one.key, 0) for one in teaching))


def of_wanted(wanted: Wanted, who: Identity) -> Line:
    """The thread through every finding that is asked for."""
    return _from_findings([row.finding for row in rows(wanted, who)], who)


def of_review(ref: str, who: Identity) -> tuple[ReviewRecord, Line]:
    """The thread from a review. Raises NotFound."""
    review, findings = register.review(ref)
    return review, _from_findings(findings, who)


def of_finding(ref: str, who: Identity) -> tuple[FindingRecord, Line]:
    """The thread through a finding. Raises NotFound."""
    found = register.findings_of([ref])
    if not found:
        raise NotFound("There is no such finding.")
    return found[0], _from_findings(found, who)


def of_theme(ref: str, who: Identity) -> tuple[ThemeRecord, Line]:
    """The thread through everything under a theme. Raises NotFound."""
    theme = next((one for one in register.themes() if one.ref == ref), None)
    if theme is None:
        raise NotFound("There is no such theme.")
    return theme, _from_findings(register.every_finding(theme=ref), who, ref)


def of_statement(key: Key, who: Identity) -> tuple[TaughtRecord, Line]:
    """The thread through a statement, taught today or once. Raises NotFound."""
    found = library.threaded(workforce.reach_of(who), statements=[key])
    if not found:
        raise NotFound("There is no such statement.")
    one = found[0]
    questions = library.asked_by([key]) if one.is_current else []
    actions = rules.from_statement(_actions_of(who), key)
    return one, _line(who, register.findings_of((*one.findings, *one.once)), found, questions, actions)


def of_question(key: Key, who: Identity) -> tuple[AskedRecord, Line]:
    """The thread through a question that is asked today. Raises NotFound."""
    asked = library.asked_question(*key, workforce.reach_of(who))
    statement = (asked.module, asked.statement)
    found = library.threaded(workforce.reach_of(who), statements=[statement])
    findings = register.findings_of(ref for one in found for ref in one.taught_today)
    actions = rules.from_statement(_actions_of(who), statement)
    return asked, _line(who, findings, found, [asked], actions)


def of_action(action_id: int, who: Identity) -> tuple[OwnAction, Line]:
    """The thread back from a practice action of the reader's own setting. Raises NotFound for any other."""
    own = next((one for one in _actions_of(who) if one.action.id == action_id), None)
    if own is None:
        raise NotFound("There is no such practice action.")
    found = library.threaded(workforce.reach_of(who), statements=[own.key]) if own.action.statement else []
    questions = library.asked_by([one.key for one in found if one.is_current])
    return own, _line(who, register.findings_of(own.findings), found, questions, [own])


def _from_findings(found: list[FindingRecord], who: Identity, theme: str = "") -> Line:
    refs = [one.ref for one in found]
    statements = library.threaded(workforce.reach_of(who), refs)
    questions = library.asked_by(rules.asking(statements, refs))
    return _line(who, found, statements, questions, rules.from_findings(_actions_of(who), refs, theme))


def _line(
    who: Identity,
    findings: Iterable[FindingRecord],
    statements: Iterable[TaughtRecord],
    questions: Iterable[AskedRecord],
    actions: Iterable[OwnAction],
) -> Line:
    titles = {one.ref: one.title for one in register.themes()}
    statements = tuple(statements)
    modules = {one.module: one.module_title for one in statements}
    line = Line(tuple(findings), statements, tuple(questions), tuple(actions), titles, modules)
    return replace(line, counted=tuple(_counted(one, line) for one in _partnerships(who)), here=_here(who, line))


def _partnerships(who: Identity) -> list[tuple[int, str]]:
    """The partnerships whose counts the asker may see, each once."""
    held = {one.partnership_id: one.where for one in who.appointments if one.office in COUNTS_FOR}
    return [(number, name) for number, name in held.items() if number]


def _counted(partnership: tuple[int, str], line: Line) -> Counted:
    number, name = partnership
    published, is_left_out = publishable(quizzes.by_question(number, [one.key for one in line.questions]))
    return Counted(
        name,
        tuple(rules.by_kind(published)),
        rules.by_question(published),
        rules.taken_up(practice.because_of(number, [one.key for one in line.statements])),
        tuple(one for one in practice.counts_of_partnership(number) if one.module in line.modules),
        is_left_out,
    )


def _here(who: Identity, line: Line) -> Here | None:
    if who.post is None or not who.post.is_lead:
        return None
    gaps = quizzes.gap_map(who.post.setting_id)
    about = dict.fromkeys(one.theme for one in line.findings)
    themes = tuple((line.themes.get(ref, ref), shown(gaps.get(ref, {}))[0]) for ref in about)
    said = practice.counts_by_module(who.post.setting_id)
    return Here(themes, tuple(one for one in said if one.module in line.modules))


def _actions_of(who: Identity) -> list[OwnAction]:
    """The practice actions of the setting whose lead asks; none for anybody else."""
    if who.post is None or not who.post.is_lead:
        return []
    found = practice.of_setting(who.post.setting_id)
    cited = library.cited_in({_place(one) for one in found if one.statement})
    themes = register.themes_of({ref for refs in cited.values() for ref in refs})
    return [_own(one, cited.get(_place(one), ()), themes) for one in found]


def _place(action: ActionRecord) -> tuple[int, str]:
    return action.version_id or 0, action.statement or ""


def _own(action: ActionRecord, findings: Collection[str], themes: dict[str, str]) -> OwnAction:
    about = {*action.themes, *(themes[ref] for ref in findings if ref in themes)}
    return OwnAction(action, tuple(findings), frozenset(about))
