"""Reading published versions, whole or in part."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select, true

from app.access.identity import Identity, Reach
from app.accounts.queries import names_of
from app.content.blocks import parse
from app.content.difference import Taught, Teaching, running_text
from app.content.documents import Shelf
from app.content.marked_yaml import Marked
from app.content.reader import divide, here_name, scenes_name
from app.content.writer import EXPLAINED, foundation_files, yaml_text
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import EVERYONE, ChangeClass, Office, SettingKind
from app.library.models import (
    ModuleVersion,
    ShelfPart,
    StatementFinding,
    SupportContact,
    VersionPrompt,
    VersionQuestion,
    VersionSection,
    VersionStatement,
    VersionText,
    VersionWithdrawal,
)
from app.library.records import (
    EVERYBODY,
    ContactRecord,
    Named,
    Owner,
    PromptRecord,
    Publication,
    SectionRecord,
    SectionTitle,
    StatementRecord,
    VersionRecord,
    WithdrawalRecord,
)
from app.library.rules import is_for, names
from app.reviews import queries as register
from app.workforce import queries as workforce

DESK_OFFICES = (Office.AUTHOR, Office.REVIEWER)
NUMBERS = {
    "partnership": workforce.partnership_id,
    "trust": workforce.trust_id,
    "setting": workforce.setting_id,
}


def _version(row: ModuleVersion) -> VersionRecord:
    return VersionRecord(
        row.id,
        row.module,
        row.edition,
        row.title,
        row.course_title,
        row.front,
        row.published_at,
        ChangeClass(row.change),
        _named(row.changes),
        row.origin,
        row.digest,
        row.withdrawn_at,
        Owner(row.partnership_id, row.trust_id, row.setting_id),
    )


def newest_ids(until: datetime | None = None) -> Any:
    """The newest version of each module that holds today, or held by a moment: a part of another statement."""
    holds: Any = ModuleVersion.withdrawn_at.is_(None)
    if until:
        back = select(VersionWithdrawal.version_id).where(_held_back(until))
        holds = (ModuleVersion.published_at < until) & ModuleVersion.id.not_in(back)
    return select(func.max(ModuleVersion.id)).where(holds).group_by(ModuleVersion.module).scalar_subquery()


def _held_back(until: datetime) -> Any:
    """Whether a withdrawal was made by a moment and not undone by it."""
    back = VersionWithdrawal
    return (back.made_at < until) & (back.undone_at.is_(None) | (back.undone_at >= until))


def modules(until: datetime | None = None) -> list[VersionRecord]:
    """The version that learners begin of every module that has one, by module: today, or as it was by a moment.

    Of every owner: what somebody may choose from is `modules_for` her.
    """
    return _modules(until, true())


def modules_for(reach: Reach, until: datetime | None = None, also: Any = ()) -> list[VersionRecord]:
    """The same of those that are for somebody.

    Args:
        reach: where she belongs.
        until: the moment, or None for now.
        also: codes of modules that are in the list whoever they belong to, or a statement that selects them.
    """
    return _modules(until, owned_by(reach) | ModuleVersion.module.in_(also))


def _modules(until: datetime | None, wanted: ColumnElement[bool]) -> list[VersionRecord]:
    query = select(ModuleVersion).where(ModuleVersion.id.in_(newest_ids(until)), wanted)
    return [_version(row) for row in session.scalars(query.order_by(ModuleVersion.module))]


def owned_by(reach: Reach) -> ColumnElement[bool]:
    """What `rules.is_for` says, for the database."""
    kept = ModuleVersion
    everybody = kept.partnership_id.is_(None) & kept.trust_id.is_(None) & kept.setting_id.is_(None)
    return or_(
        everybody,
        kept.setting_id.in_(reach.settings),
        kept.trust_id.in_(reach.trusts),
        kept.partnership_id.in_(reach.partnerships),
    )


def publications(until: datetime, module: str = "") -> list[Publication]:
    """Every version that had gone live by a moment, in order; of all modules, or of one."""
    kept, kinds = ModuleVersion, ModuleVersion.front["kinds"]
    columns = (kept.id, kept.module, kept.change, kept.published_at, kinds, kept.changes)
    owner = (kept.partnership_id, kept.trust_id, kept.setting_id)
    live = (kept.published_at < until) & (kept.module == module if module else true())
    back = VersionWithdrawal
    holds = (back.version_id == kept.id) & _held_back(until)
    query = select(*columns, back.made_at, back.wrong, *owner).outerjoin(back, holds).where(live).order_by(kept.id)
    return [
        Publication(
            number,
            name,
            ChangeClass(change),
            at,
            frozenset(SettingKind(one) for one in some or SettingKind),
            {code: one.kinds for code, one in _named(changes).items() if one.change is ChangeClass.LEARNING},
            withdrawn_at,
            {code: frozenset(concerned) for code, concerned in (wrong or {}).items()},
            Owner(*owner),
        )
        for number, name, change, at, some, changes, withdrawn_at, wrong, *owner in session.execute(query)
    ]


def _named(changes: dict[str, Any]) -> dict[str, Named]:
    return {code: Named(ChangeClass(one["change"]), frozenset(one["kinds"])) for code, one in changes.items()}


def taught(version_ids: Iterable[int]) -> dict[int, dict[str, frozenset[str]]]:
    """What some versions teach: by version and statement, the kinds of setting that read it."""
    found: dict[int, dict[str, frozenset[str]]] = {}
    query = select(VersionStatement.version_id, VersionStatement.code, VersionStatement.kinds)
    for version_id, code, kinds in session.execute(query.where(VersionStatement.version_id.in_(set(version_ids)))):
        found.setdefault(version_id, {})[code] = frozenset(kinds)
    return found


def section_counts(version_ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """How many sections some versions have, by version and kind of setting."""
    query = select(VersionSection.version_id, VersionSection.kind, func.count())
    rows = session.execute(
        query.where(VersionSection.version_id.in_(set(version_ids))).group_by(
            VersionSection.version_id, VersionSection.kind
        )
    )
    return {(version_id, kind): count for version_id, kind, count in rows}


def newest_for(module: str, reach: Reach) -> VersionRecord:
    """The version that somebody begins today; of a module that is not for her, as of none. Raises NotFound."""
    return _if_for(newest(module), reach)


def version_for(version_id: int, reach: Reach) -> VersionRecord:
    """One version, if it is for somebody. Raises NotFound."""
    return _if_for(version(version_id), reach)


def _if_for(found: VersionRecord, reach: Reach) -> VersionRecord:
    if not is_for(found.owner, reach):
        raise NotFound("There is no such module.")
    return found


def newest(module: str) -> VersionRecord:
    """The version a learner begins today; where all were withdrawn, the last of them. Raises NotFound."""
    row = session.scalar(_of(module).limit(1))
    if row is None:
        raise NotFound("There is no such module.")
    return _version(row)


def _of(module: str) -> Any:
    """The versions of a module: those that were not withdrawn first, the newest first."""
    order = (ModuleVersion.withdrawn_at.is_not(None), ModuleVersion.id.desc())
    return select(ModuleVersion).where(ModuleVersion.module == module).order_by(*order)


def newest_or_none(module: str) -> VersionRecord | None:
    """The version a learner begins today, or None where there is no such module."""
    row = session.scalar(_of(module).limit(1))
    return _version(row) if row else None


def standing_without(version: VersionRecord) -> VersionRecord | None:
    """The version that learners would begin if one were withdrawn; None where there would be none."""
    others = (ModuleVersion.id != version.id) & ModuleVersion.withdrawn_at.is_(None)
    row = session.scalar(_of(version.module).where(others).limit(1))
    return _version(row) if row else None


def withdrawals(module: str) -> dict[int, WithdrawalRecord]:
    """The last withdrawal of each version of a module that was ever withdrawn, by version."""
    joined = select(VersionWithdrawal).join(ModuleVersion, ModuleVersion.id == VersionWithdrawal.version_id)
    rows = session.scalars(joined.where(ModuleVersion.module == module).order_by(VersionWithdrawal.id)).all()
    named = names_of({one for row in rows for one in (row.made_by, row.undone_by) if one})
    return {
        row.version_id: WithdrawalRecord(
            row.reason, named[row.made_by], row.made_at, named.get(row.undone_by or 0, ""), row.undone_at
        )
        for row in rows
    }


def is_withdrawn_text(module: str, digest: str) -> bool:
    """Whether a version with this fingerprint was withdrawn."""
    same = (ModuleVersion.module == module) & (ModuleVersion.digest == digest)
    query = select(ModuleVersion.id).where(same, ModuleVersion.withdrawn_at.is_not(None))
    return session.scalar(query.limit(1)) is not None


def version(version_id: int) -> VersionRecord:
    """One version. Raises NotFound."""
    row = session.get(ModuleVersion, version_id)
    if row is None:
        raise NotFound("There is no such version.")
    return _version(row)


def version_or_none(version_id: int) -> VersionRecord | None:
    """One version, or None where there is none of this number."""
    row = session.get(ModuleVersion, version_id)
    return _version(row) if row else None


def newest_digest(module: str) -> str | None:
    """The fingerprint of a module's newest version, or None where it has none."""
    row = session.scalar(_of(module).limit(1))
    return row.digest if row else None


def has_new_learning(module: str, version_id: int) -> bool:
    """Whether a version of a module that came after this one changed what is learned."""
    newer = select(ModuleVersion.id).where(
        ModuleVersion.module == module, ModuleVersion.id > version_id, ModuleVersion.change == ChangeClass.LEARNING
    )
    return session.scalar(newer.limit(1)) is not None


def versions(module: str) -> list[VersionRecord]:
    """Every version of a module, the newest first."""
    query = select(ModuleVersion).where(ModuleVersion.module == module).order_by(ModuleVersion.id.desc())
    return [_version(row) for row in session.scalars(query)]


def texts(version_id: int) -> dict[str, str]:
    """The files of a version's source by name; none for one that was published before sources were kept."""
    rows = session.execute(select(VersionText.name, VersionText.text).where(VersionText.version_id == version_id))
    return {row.name: row.text for row in rows}


def newest_texts(module: str, origin: str) -> dict[str, str]:
    """The files of the newest version of a module that came from files, or from the desk; none where there is none."""
    query = select(func.max(ModuleVersion.id)).where(ModuleVersion.module == module, ModuleVersion.origin == origin)
    found = session.scalar(query)
    return texts(found) if found else {}


def foundations() -> Shelf:
    """What modules stand on as it was last published, with the register as it says now.

    Raises:
        DomainError: nothing was published since what modules stand on is kept.
    """
    kept = {row.name: Marked(row.name, row.value, {}) for row in session.scalars(select(ShelfPart))}
    if not kept:
        raise DomainError("Nothing is published yet. Ask whoever looks after the site to run `flask content publish`.")
    reviews = Marked("courses/reviews.yml", {"reviews": register.entries()}, {})
    return Shelf(
        reviews=reviews,
        sources=kept["courses/sources.yml"],
        themes=kept["courses/themes.yml"],
        language=kept["courses/language.yml"],
        support=kept["courses/support.yml"],
        pathways=tuple(one for name, one in kept.items() if name.startswith("courses/pathways/")),
        courses=tuple(one for name, one in kept.items() if name.endswith("/course.yml")),
        here=tuple(one for name, one in kept.items() if name.startswith("quizzes/in-our-setting/")),
    )


def questions_here(kind: str) -> list[dict[str, Any]]:
    """The questions that staff of a kind of setting are asked about their own setting, as last published."""
    part = session.get(ShelfPart, here_name(kind))
    return list(part.value["questions"]) if part else []


def cited_by_newest() -> dict[str, list[VersionRecord]]:
    """Which of the newest versions rest on each reference: in their text, under a statement, or behind a question."""
    of_newest = VersionSection.version_id.in_(newest_ids())
    sections = session.execute(
        select(VersionSection.version_id, VersionSection.cites, VersionSection.blocks).where(of_newest)
    )
    asked = session.execute(
        select(VersionQuestion.version_id, VersionQuestion.payload["sources"]).where(
            VersionQuestion.version_id.in_(newest_ids())
        )
    )
    rests = [(number, [*cites, *_under_statements(blocks)]) for number, cites, blocks in sections]
    rests += [(number, sources or []) for number, sources in asked]
    known, found = {one.id: one for one in modules()}, {}  # type: ignore[var-annotated]
    for version_id, refs in rests:
        for ref in refs:
            found.setdefault(ref, {})[version_id] = known[version_id]
    return {ref: list(versions.values()) for ref, versions in found.items()}


def _under_statements(blocks: list[dict[str, Any]]) -> list[str]:
    return [ref for block in blocks for ref in block.get("sources", [])]


def versions_naming(ref: str) -> list[VersionRecord]:
    """Every version there ever was whose text names a review or a finding of it, the newest first.

    Whoever learned from an older one was taught what it says, so that it rests on the review still.
    """
    rows = session.execute(
        select(VersionText.version_id, VersionText.text).where(VersionText.text.contains(ref, autoescape=True))
    )
    taught = select(VersionStatement.version_id).join(
        StatementFinding, StatementFinding.statement_id == VersionStatement.id
    )
    of_review = StatementFinding.finding_ref.startswith(f"{ref}.", autoescape=True)
    naming = {number for number, text in rows if names(text, ref)} | set(session.scalars(taught.where(of_review)))
    query = select(ModuleVersion).where(ModuleVersion.id.in_(naming)).order_by(ModuleVersion.id.desc())
    return [_version(row) for row in session.scalars(query)]


def shelf_naming(ref: str) -> list[str]:
    """The files beside modules, such as a pathway or the questions about one's own setting, that name a review."""
    rows = session.scalars(select(ShelfPart).order_by(ShelfPart.name))
    return [row.name for row in rows if names(yaml_text(row.value), ref)]


def taught_findings() -> set[str]:
    """Every finding that a statement of a newest version came from."""
    mine = select(VersionStatement.id).where(VersionStatement.version_id.in_(newest_ids()))
    return set(session.scalars(select(StatementFinding.finding_ref).where(StatementFinding.statement_id.in_(mine))))


def exported(module: str = "") -> dict[str, str]:
    """Every file as the reader would read it back: the register, series and newest modules; or one module's alone.

    Raises:
        DomainError: nothing, or no such module, is published with its source.
    """
    if module:
        found = texts(newest(module).id)
        if not found:
            raise NotFound("This version was published before sources were kept. Publish the files once more first.")
        return found
    files = foundation_files(foundations())
    for one in modules():
        files |= texts(one.id)
    return files


def teaching(version_id: int) -> Teaching:
    """What a version teaches and asks, to be compared with another."""
    asked = session.scalars(select(VersionQuestion).where(VersionQuestion.version_id == version_id))
    prompted = session.scalars(select(VersionPrompt).where(VersionPrompt.version_id == version_id))
    module = version(version_id).module
    kept = texts(version_id)
    _, body, line = divide(kept.get(f"courses/{module}.md", ""))
    sections, _ = parse(module, body, line)
    return Teaching(
        {one.code: Taught(one.text, one.kinds, frozenset(one.findings)) for one in statements(version_id)},
        {row.code: {**row.payload, "audience": row.audience} for row in asked},
        {row.code: f"{row.text} {row.hint}" for row in prompted},
        running_text(sections),
        {kind: _below_its_head(kept[name]) for kind in SettingKind if (name := scenes_name(module, kind)) in kept},
    )


def _below_its_head(text: str) -> str:
    """A file of ours without the comment that it begins with."""
    return text.removeprefix(EXPLAINED)


def section_titles(version_id: int, kind: SettingKind) -> list[SectionTitle]:
    """The sections of a version for a kind of setting, in order."""
    rows = session.execute(
        select(VersionSection.slug, VersionSection.title, VersionSection.position)
        .where(VersionSection.version_id == version_id, VersionSection.kind == kind)
        .order_by(VersionSection.position)
    )
    return [SectionTitle(*row) for row in rows]


def sections(version_id: int, kind: SettingKind) -> list[SectionRecord]:
    """Every section of a version for a kind of setting, whole and in order: one statement."""
    rows = session.scalars(
        select(VersionSection)
        .where(VersionSection.version_id == version_id, VersionSection.kind == kind)
        .order_by(VersionSection.position)
    )
    return [SectionRecord(row.slug, row.title, row.position, tuple(row.blocks), tuple(row.cites)) for row in rows]


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


def statements_from(finding_refs: list[str], reach: Reach) -> list[StatementRecord]:
    """Where findings are taught to somebody today: statements of newest versions for her that cite any of them."""
    citing = select(StatementFinding.statement_id).where(StatementFinding.finding_ref.in_(finding_refs))
    here = VersionStatement.id.in_(citing) & VersionStatement.version_id.in_(newest_ids()) & owned_by(reach)
    return _statements(here)


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


def owner_of(only_for: str) -> Owner:
    """Whom a module is for, as its front matter says: such as setting/harbour-primary; nothing is everybody.

    Raises:
        DomainError: there is no partnership, trust or setting of that code.
    """
    what, _, code = only_for.partition("/")
    if not only_for:
        return EVERYBODY
    number = NUMBERS[what](code) if what in NUMBERS else None
    if number is None:
        raise DomainError(f"There is no {what or 'setting'} here with the code {code}, for which this module is.")
    return Owner(**{f"{what}_id": number})


def answers_for(who: Identity, owner: Owner) -> bool:
    """Whether somebody writes, reviews or leads those whom a version is for, and so may withdraw it."""
    if owner == EVERYBODY:
        return who.office(*DESK_OFFICES) is not None
    return any(is_for(owner, workforce.reach_in_office(who, office)) for office in DESK_OFFICES)


def whom(owner: Owner) -> str:
    """The name of the partnership, trust or setting that a version is only for; empty where it is for everybody."""
    return whom_each([owner])[owner]


def whom_each(owners: Iterable[Owner]) -> dict[Owner, str]:
    """The same of several."""
    wanted = set(owners)
    settings, trusts, partnerships = (
        frozenset(number for one in wanted if (number := getattr(one, name)))
        for name in ("setting_id", "trust_id", "partnership_id")
    )
    places = workforce.places_within(Reach(settings, trusts, partnerships))
    named = {Owner(**{f"{one.what}_id": one.id}): one.name for one in places}
    return {one: named.get(one, "") for one in wanted}


def contacts() -> list[ContactRecord]:
    """Whom a reader can ring."""
    rows = session.scalars(select(SupportContact).order_by(SupportContact.position))
    return [ContactRecord(row.name, row.what, row.number, row.text_number, row.checked_on) for row in rows]
