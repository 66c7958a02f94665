"""Reading published versions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select

from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import EVERYONE, ChangeClass, SettingKind
from app.library.models import (
    ModuleVersion,
    StatementFinding,
    SupportContact,
    VersionPrompt,
    VersionQuestion,
    VersionSection,
    VersionStatement,
)
from app.library.records import (
    ContactRecord,
    PromptRecord,
    Publication,
    SectionRecord,
    SectionTitle,
    StatementRecord,
    VersionRecord,
)


def _version(row: ModuleVersion) -> VersionRecord:
    return VersionRecord(row.id, row.module, row.edition, row.title, row.course_title, row.front, row.published_at)


def _newest() -> Any:
    return select(func.max(ModuleVersion.id)).group_by(ModuleVersion.module).scalar_subquery()


def modules() -> list[VersionRecord]:
    """The newest version of every published module, by module."""
    query = select(ModuleVersion).where(ModuleVersion.id.in_(_newest())).order_by(ModuleVersion.module)
    return [_version(row) for row in session.scalars(query)]


def publications(until: datetime) -> list[Publication]:
    """Every version that had gone live by a moment, in order."""
    columns = (ModuleVersion.id, ModuleVersion.module, ModuleVersion.change, ModuleVersion.published_at)
    rows = session.execute(select(*columns).where(ModuleVersion.published_at < until).order_by(ModuleVersion.id))
    return [Publication(number, module, ChangeClass(change), at) for number, module, change, at in rows]


def section_counts(version_ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """How many sections some versions have, by version and kind of setting."""
    query = select(VersionSection.version_id, VersionSection.kind, func.count())
    rows = session.execute(
        query.where(VersionSection.version_id.in_(set(version_ids))).group_by(
            VersionSection.version_id, VersionSection.kind
        )
    )
    return {(version_id, kind): count for version_id, kind, count in rows}


def newest(module: str) -> VersionRecord:
    """The version a learner begins today. Raises NotFound."""
    query = select(ModuleVersion).where(ModuleVersion.module == module).order_by(ModuleVersion.id.desc()).limit(1)
    row = session.scalar(query)
    if row is None:
        raise NotFound("There is no such module.")
    return _version(row)


def version(version_id: int) -> VersionRecord:
    """One version. Raises NotFound."""
    row = session.get(ModuleVersion, version_id)
    if row is None:
        raise NotFound("There is no such version.")
    return _version(row)


def newest_digest(module: str) -> str | None:
    """The fingerprint of a module's newest version, or None where it has none."""
    query = select(ModuleVersion.digest).where(ModuleVersion.module == module)
    return session.scalar(query.order_by(ModuleVersion.id.desc()).limit(1))


def has_new_learning(module: str, version_id: int) -> bool:
    """Whether a version of a module that came after this one changed what is learned."""
    newer = select(ModuleVersion.id).where(
        ModuleVersion.module == module, ModuleVersion.id > version_id, ModuleVersion.change == ChangeClass.LEARNING
    )
    return session.scalar(newer.limit(1)) is not None


def section_titles(version_id: int, kind: SettingKind) -> list[SectionTitle]:
    """The sections of a version for a kind of setting, in order."""
    rows = session.execute(
        select(VersionSection.slug, VersionSection.title, VersionSection.position)
        .where(VersionSection.version_id == version_id, VersionSection.kind == kind)
        .order_by(VersionSection.position)
    )
    return [SectionTitle(*row) for row in rows]


def section(version_id: int, kind: SettingKind, slug: str) -> tuple[SectionRecord, list[SectionTitle]]:
    """One section for a kind of setting, and the titles of all, in one statement. Raises NotFound."""
    here = VersionSection.slug == slug
    rows = session.execute(
        select(
            VersionSection.slug,
            VersionSection.title,
            VersionSection.position,
            case((here, VersionSection.blocks)),
            case((here, VersionSection.cites)),
        )
        .where(VersionSection.version_id == version_id, VersionSection.kind == kind)
        .order_by(VersionSection.position)
    ).all()
    for name, title, position, blocks, cites in rows:
        if name == slug:
            record = SectionRecord(name, title, position, tuple(blocks), tuple(cites))
            return record, [SectionTitle(*row[:3]) for row in rows]
    raise NotFound("There is no such section.")


def questions(version_id: int, kind: SettingKind) -> dict[str, dict[str, Any]]:
    """Every question a kind of setting may be asked, by code; `audience` is in each."""
    rows = session.scalars(
        select(VersionQuestion)
        .where(VersionQuestion.version_id == version_id, VersionQuestion.audience.in_([EVERYONE, kind]))
        .order_by(VersionQuestion.id)
    )
    return {row.code: {**row.payload, "audience": row.audience} for row in rows}


def prompts(version_id: int, kind: SettingKind) -> list[PromptRecord]:
    """The reflection prompts of a kind of setting, in order."""
    rows = session.scalars(
        select(VersionPrompt)
        .where(VersionPrompt.version_id == version_id, VersionPrompt.kind == kind)
        .order_by(VersionPrompt.position)
    )
    return [PromptRecord(row.code, row.text, row.hint) for row in rows]


def statements(version_id: int, kind: SettingKind | None = None) -> list[StatementRecord]:
    """What a version teaches, in order; for one kind of setting, or all."""
    found = _statements(VersionStatement.version_id == version_id)
    return [one for one in found if kind is None or kind in one.kinds]


def statements_from(finding_refs: list[str]) -> list[StatementRecord]:
    """Where findings are taught today: statements of newest versions that cite any of them."""
    citing = select(StatementFinding.statement_id).where(StatementFinding.finding_ref.in_(finding_refs))
    return _statements(VersionStatement.id.in_(citing) & VersionStatement.version_id.in_(_newest()))


def _statements(condition: Any) -> list[StatementRecord]:
    rows = session.execute(
        select(VersionStatement, ModuleVersion, StatementFinding.finding_ref)
        .join(ModuleVersion, ModuleVersion.id == VersionStatement.version_id)
        .join(StatementFinding, StatementFinding.statement_id == VersionStatement.id)
        .where(condition)
        .order_by(VersionStatement.version_id, VersionStatement.position, StatementFinding.finding_ref)
    ).all()
    grouped: dict[int, tuple[VersionStatement, ModuleVersion, list[str]]] = {}
    for row, module, finding in rows:
        grouped.setdefault(row.id, (row, module, []))[2].append(finding)
    return [_statement(*group) for group in grouped.values()]


def _statement(row: VersionStatement, module: ModuleVersion, findings: list[str]) -> StatementRecord:
    titles = module.front["section_titles"]
    return StatementRecord(
        row.code,
        row.text,
        row.section,
        titles[row.section],
        module.module,
        module.title,
        frozenset(SettingKind(kind) for kind in row.kinds),
        tuple(findings),
    )


def contacts() -> list[ContactRecord]:
    """Whom a reader can ring."""
    rows = session.scalars(select(SupportContact).order_by(SupportContact.position))
    return [ContactRecord(row.name, row.what, row.number, row.text_number, row.checked_on) for row in rows]
