"""The thread through published versions: which findings a statement came from, in any edition, and what asks it."""

from collections.abc import Collection
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.access.identity import Reach
from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import SettingKind
from app.library.models import ModuleVersion, StatementFinding, VersionQuestion, VersionStatement
from app.library.queries.versions import newest_ids, owned_by
from app.library.records import AskedRecord, Key, Owner, TaughtRecord
from app.library.rules import is_for

Forms: TypeAlias = dict[str, tuple[int, int]]  # by finding ("" is none): the last form that holds, and that ever did
STATEMENT = VersionQuestion.payload["statement"].as_string()


def threaded(reach: Reach, findings: Collection[str] = (), statements: Collection[Key] = ()) -> list[TaughtRecord]:
    """Every statement that comes from any of these findings, today or in an edition before, and these statements.

    Each is given as it was last published, and none that is not for whoever asks (`reach`). Two statements of SQL,
    however many editions there are.
    """
    cites = (
        select(ModuleVersion.module, VersionStatement.code)
        .join(VersionStatement, VersionStatement.version_id == ModuleVersion.id)
        .join(StatementFinding, StatementFinding.statement_id == VersionStatement.id)
        .where(StatementFinding.finding_ref.in_(findings))
    )
    key = tuple_(ModuleVersion.module, VersionStatement.code)
    forms = _forms(or_(key.in_(cites), key.in_(statements)))
    rows = session.execute(_these([_last(found) for found in forms.values()]))
    found = [_taught(row, version, newest, forms[version.module, row.code]) for row, version, newest in rows]
    return [one for one in found if is_for(one.owner, reach)]


def _forms(wanted: ColumnElement[bool]) -> dict[Key, Forms]:
    """Of each statement, the last form in which it cited each finding: of those that hold, and of all."""
    rows = session.execute(
        select(
            ModuleVersion.module,
            VersionStatement.code,
            func.coalesce(StatementFinding.finding_ref, "").label("finding"),
            func.max(VersionStatement.id).filter(ModuleVersion.withdrawn_at.is_(None)),
            func.max(VersionStatement.id),
        )
        .join(VersionStatement, VersionStatement.version_id == ModuleVersion.id)
        .outerjoin(StatementFinding, StatementFinding.statement_id == VersionStatement.id)
        .where(wanted)
        .group_by(ModuleVersion.module, VersionStatement.code, "finding")
    )
    found: dict[Key, Forms] = {}
    for module, code, finding, held, ever in rows:
        found.setdefault((module, code), {})[finding] = (held or 0, ever)
    return found


def _last(forms: Forms) -> int:
    """The form in which a statement was last published: one that holds, if any does."""
    return max(held for held, _ in forms.values()) or max(ever for _, ever in forms.values())


def _these(forms: list[int]) -> Select[Any]:
    other = aliased(ModuleVersion)
    holds = (other.module == ModuleVersion.module) & other.withdrawn_at.is_(None)
    newest = select(func.max(other.id)).where(holds).scalar_subquery()
    return (
        select(VersionStatement, ModuleVersion, newest)
        .join(ModuleVersion, ModuleVersion.id == VersionStatement.version_id)
        .where(VersionStatement.id.in_(forms))
        .order_by(ModuleVersion.module, VersionStatement.position, VersionStatement.id)
    )


def _taught(row: VersionStatement, version: ModuleVersion, newest: int | None, forms: Forms) -> TaughtRecord:
    return TaughtRecord(
        module=version.module,
        module_title=version.title,
        edition=version.edition,
        version_id=version.id,
        code=row.code,
        text=row.text,
        section=row.section,
        section_title=version.front["section_titles"][row.section],
        kinds=tuple(kind for kind in SettingKind if kind in row.kinds),
        is_current=version.id == newest,
        findings=tuple(sorted(ref for ref, some in forms.items() if ref and row.id in some)),
        once=tuple(sorted(ref for ref, some in forms.items() if ref and row.id not in some)),
        owner=Owner(version.partnership_id, version.trust_id, version.setting_id),
    )


def asked_by(statements: Collection[Key]) -> list[AskedRecord]:
    """What the newest versions ask of some statements, in their order: one statement of SQL."""
    return _asked(tuple_(ModuleVersion.module, STATEMENT).in_(statements))


def asked_question(module: str, code: str, reach: Reach) -> AskedRecord:
    """A question of a module as it is asked today, if the module is for whoever asks. Raises NotFound."""
    found = _asked((ModuleVersion.module == module) & (VersionQuestion.code == code) & owned_by(reach))
    if not found:
        raise NotFound("No module asks this question today.")
    return found[0]


def _asked(wanted: ColumnElement[bool]) -> list[AskedRecord]:
    payload = VersionQuestion.payload
    rows = session.execute(
        select(
            ModuleVersion.module,
            ModuleVersion.title,
            VersionQuestion.code,
            STATEMENT,
            VersionQuestion.audience,
            payload["stem"].as_string(),
            payload["critical"].as_boolean(),
        )
        .join(VersionQuestion, VersionQuestion.version_id == ModuleVersion.id)
        .where(ModuleVersion.id.in_(newest_ids()), wanted)
        .order_by(ModuleVersion.module, VersionQuestion.id)
    )
    return [
        AskedRecord(module, title, code, statement, audience, stem, bool(critical))
        for module, title, code, statement, audience, stem, critical in rows
    ]


def cited_in(statements: Collection[tuple[int, str]]) -> dict[tuple[int, str], tuple[str, ...]]:
    """The findings that statements of certain versions came from, by version and code: one statement of SQL."""
    key = tuple_(VersionStatement.version_id, VersionStatement.code)
    rows = session.execute(
        select(VersionStatement.version_id, VersionStatement.code, StatementFinding.finding_ref)
        .join(StatementFinding, StatementFinding.statement_id == VersionStatement.id)
        .where(key.in_(statements))
        .order_by(StatementFinding.finding_ref)
    )
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    for version_id, code, ref in rows:
        found[version_id, code] = (*found.get((version_id, code), ()), ref)
    return found
