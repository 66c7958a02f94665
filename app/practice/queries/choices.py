"""The learning behind an action: what may be chosen when one is opened, and the way back to the findings."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.access.identity import PostHeld
from app.learning import queries as learning
from app.library import queries as library
from app.library.records import StatementRecord
from app.practice.records import ActionRecord
from app.quizzes import queries as quizzes
from app.reviews import queries as register
from app.reviews.records import Citation


@dataclass(frozen=True)
class Behind:
    """The statement an action came from, and the findings that the statement came from."""

    statement: StatementRecord
    findings: tuple[Citation, ...]


def statements_for(post: PostHeld, module: str, theme: str) -> dict[str, StatementRecord]:
    """What may stand behind a new action, by "version:code".

    Of a module, what the asker's own version teaches, or the newest where she never began it; of a theme, every
    statement for her kind of setting that comes from a finding under it.
    """
    if module:
        begun = learning.newest_of_post(post.id).get(module)
        known = [one for one in library.modules_for(post.reach) if one.module == module]
        if not begun and not known:
            return {}
        version_id, kind = (begun.version_id, begun.kind) if begun else (known[0].id, post.kind)
        return {f"{version_id}:{one.code}": one for one in library.statements(version_id, kind)}
    return {
        f"{version.id}:{one.code}": one
        for version in (library.modules_for(post.reach) if theme else [])
        for themes in [quizzes.themes_by_statement(version.id)]
        for one in library.statements(version.id, post.kind)
        if theme in themes[one.code]
    }


def taught(actions: Iterable[ActionRecord]) -> dict[tuple[int, str], StatementRecord]:
    """The statements behind some actions, by version and code: one statement of SQL for each version."""
    versions = {one.version_id for one in actions if one.version_id}
    return {(version, one.code): one for version in versions for one in library.statements(version)}


def behind(action: ActionRecord) -> Behind | None:
    """The statement and the findings behind an action, where there are any."""
    statement = taught([action]).get((action.version_id or 0, action.statement or ""))
    if statement is None:
        return None
    return Behind(statement, tuple(register.citations(statement.findings).values()))
