"""Publication: from documents that hold to versions that never change."""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, select

from app.access.identity import Reach
from app.audit.actions import record
from app.content import settling
from app.content.change_classes import Concern, called, called_as_a_whole, concerns, understated
from app.content.difference import differences, teaching
from app.content.documents import ModuleDocument, Shelf
from app.content.markup import plain
from app.content.pages import Page, pages
from app.content.pictures import Picture
from app.content.settling import DESK, FILES
from app.content.writer import module_files
from app.core import events
from app.core.clock import now
from app.core.database import session
from app.core.errors import Conflict, DomainError
from app.core.vocabulary import ChangeClass, SettingKind
from app.library import queries
from app.library.models import (
    KeptPicture,
    ModuleVersion,
    ShelfPart,
    StatementFinding,
    SupportContact,
    VersionPicture,
    VersionPrompt,
    VersionQuestion,
    VersionSection,
    VersionStatement,
    VersionText,
    VersionWithdrawal,
)
from app.library.queries import newest, newest_digest, newest_or_none, newest_texts, texts, version
from app.library.records import Owner, VersionRecord
from app.library.rules import may_become
from app.reviews import actions as register
from app.workforce import queries as workforce


def publish_shelf(shelf: Shelf, take: str = "") -> list[str]:
    """Publish everything that changed, in the caller's transaction; the shelf must have no faults.

    Args:
        shelf: what the files say.
        take: FILES or DESK says which text wins where files and desk both changed; otherwise that is refused.

    Returns:
        The modules of which a new version went live; none when nothing changed.

    Raises:
        Conflict: a module or a review was changed in the files and at the desk; both texts are in its words.
    """
    register.sync(shelf.reviews.value["reviews"], shelf.sources.value["sources"], shelf.themes.value["themes"], take)
    _sync_contacts(shelf.support.value["contacts"])
    _keep_shelf(shelf)
    events.content_published.send(pathways=[marked.value for marked in shelf.pathways])
    return publish_modules(shelf.modules, shelf, take)


def publish_modules(modules: tuple[ModuleDocument, ...], shelf: Shelf, take: str = "") -> list[str]:
    """Publish what changed of some modules that came as files; returns those of which a new version went live.

    Raises:
        Conflict: a module was changed in the files and at the desk; both texts are in its words.
    """
    for picture in shelf.pictures.values():
        keep_picture(picture)
    return [module.code for module in _not_kept(modules, take) if publish(module, shelf)]


def keep_picture(picture: Picture) -> None:
    """Keep a picture, unless it is kept already."""
    if session.get(KeptPicture, picture.name) is None:
        session.add(KeptPicture(name=picture.name, content=picture.content, kept_at=now()))
        session.flush()


def forget_picture(name: str) -> None:
    """Forget a picture. Raises Conflict where a published version shows it."""
    if queries.is_published_picture(name):
        raise Conflict("A published version shows this picture, so it is kept.")
    session.execute(delete(KeptPicture).where(KeptPicture.name == name))


def _not_kept(modules: tuple[ModuleDocument, ...], take: str) -> list[ModuleDocument]:
    """The modules whose files are to be published: all but those that only the desk changed since."""
    chosen, conflicts = [], []
    for module in modules:
        base, desk, mine = newest_texts(module.code, FILES), newest_texts(module.code, DESK), module_files(module)
        newest_is_desk = bool(desk) and newest(module.code).origin == DESK
        outcome = settling.settle(base or None, desk, mine, take) if newest_is_desk else settling.THEIRS
        if outcome == settling.CONFLICT:
            conflicts.append(settling.both(module.code, desk, mine))
        elif outcome == settling.THEIRS:
            chosen.append(module)
    if conflicts:
        raise Conflict("\n".join(conflicts))
    return chosen


def publish(
    module: ModuleDocument,
    shelf: Shelf,
    origin: str = FILES,
    names: Mapping[str, ChangeClass] | None = None,
    by: int | None = None,
    digest: str = "",
) -> bool:
    """Make a new version of a module, unless the newest one already says the same, or one that was withdrawn does.

    Args:
        module: the module, without faults.
        shelf: what it stands on.
        origin: FILES or DESK.
        names: what the author calls the change of each statement; none leaves it to the difference and the module.
        by: who publishes it.
        digest: the hash of the text that was approved.

    Raises:
        DomainError: the change is called a typo, and an answer, a number or a critical question changed.
    """
    kept = {kind: pages(module, kind, shelf) for kind in module.kinds}
    fingerprint = _digest(module, kept)
    before = newest_or_none(module.code)
    if before and newest_digest(module.code) == fingerprint:
        _keep_texts(before.id, module)
        return False
    if queries.is_withdrawn_text(module.code, fingerprint):
        return False
    row = _version(module, shelf, fingerprint)
    row.origin, row.changes = origin, _changes(module, before, names)
    owner = _owner(module, before)
    row.partnership_id, row.trust_id, row.setting_id = owner.partnership_id, owner.trust_id, owner.setting_id
    session.add(row)
    session.flush()
    _keep_sections(row.id, kept)
    _keep_statements(row.id, module, kept)
    _keep_questions(row.id, module)
    _keep_texts(row.id, module)
    _keep_shown(row.id, module)
    session.flush()
    said = {
        **({"text": digest} if digest else {}),
        **({} if owner.is_everybody else {"only_for": module.front["only_for"]}),
    }
    record("module published", by, module=module.code, version=row.id, edition=row.edition, change=row.change, **said)
    events.module_published.send(version=version(row.id))
    return True


def _owner(module: ModuleDocument, before: VersionRecord | None) -> Owner:
    """Whom the next version belongs to; one that leaves anybody without it who could learn from the last is refused."""
    owner = queries.owner_of(module.front.get("only_for", ""))
    if before is None:
        return owner
    place = before.owner.setting_id
    if not may_become(before.owner, owner, workforce.reach_from(place) if place else Reach()):
        raise DomainError(
            f"{module.code}: the edition before is for people whom this one would leave out. "
            "An edition may be for more people than the one before, never for fewer."
        )
    return owner


def _changes(
    module: ModuleDocument, before: VersionRecord | None, names: Mapping[str, ChangeClass] | None
) -> dict[str, Any]:
    """What the change of each statement is called, and whom it concerns; what is more than it is called is refused."""
    if before is None:
        return {}
    new, chosen = teaching(module), ChangeClass(module.front["change"])
    found = concerns(differences(queries.teaching(before.id), new))
    said = called(found, names) if names else called_as_a_whole(found, chosen)
    more = understated(found, said)
    if more:
        words = " ".join(f"{change.what} {change.code}: {change.why}" for change in more[:5])
        raise DomainError(f"{module.code}: this is more than it is called. {words}")
    return {
        one.statement: {"change": str(said[one.statement]), "kinds": sorted(one.kinds)}
        for one in found
        if one.statement in new.statements
    }


def differing(version: VersionRecord) -> list[Concern]:
    """What a version says otherwise than the one that would stand in its place, by statement; nothing without one."""
    stands = queries.standing_without(version)
    return concerns(differences(queries.teaching(version.id), queries.teaching(stands.id))) if stands else []


def wrong_in(version: VersionRecord, statements: Collection[str]) -> dict[str, frozenset[str]]:
    """Statements of a version that the one in its place says otherwise, with the kinds of setting concerned."""
    return {one.statement: one.kinds for one in differing(version) if one.statement in statements}


def withdraw(version_id: int, reason: str, statements: Collection[str], by: int) -> None:
    """Take back a version whose guidance is wrong: nobody begins it any more, nor goes on with it.

    Args:
        version_id: the version.
        reason: why, in words that learners read.
        statements: what was wrong in it; whoever learned that from it owes a top-up, as far as another version stands.
        by: who withdraws it.

    Raises:
        DomainError: no reason is given, or it is withdrawn already.
    """
    row, found = session.get(ModuleVersion, version_id), version(version_id)
    if row is None or row.withdrawn_at is not None:
        raise DomainError("This version is withdrawn already.")
    if not reason.strip():
        raise DomainError("Say why it is withdrawn. Learners read it.")
    wrong = {code: sorted(kinds) for code, kinds in wrong_in(found, statements).items()}
    row.withdrawn_at = now()
    session.add(
        VersionWithdrawal(
            version_id=row.id, reason=reason.strip()[:500], wrong=wrong, made_by=by, made_at=row.withdrawn_at
        )
    )
    session.flush()
    record("version withdrawn", by, module=row.module, version=row.id, edition=row.edition)
    events.version_withdrawn.send(version=version(row.id))


def reinstate(version_id: int, by: int) -> None:
    """Let a version that was withdrawn hold again. Raises DomainError where it is not withdrawn."""
    row = session.get(ModuleVersion, version_id)
    if row is None or row.withdrawn_at is None:
        raise DomainError("This version is not withdrawn.")
    open_one = (VersionWithdrawal.version_id == row.id) & VersionWithdrawal.undone_at.is_(None)
    for one in session.scalars(select(VersionWithdrawal).where(open_one)):
        one.undone_by, one.undone_at = by, now()
    row.withdrawn_at = None
    session.flush()
    record("version reinstated", by, module=row.module, version=row.id, edition=row.edition)
    events.version_withdrawn.send(version=version(row.id))


def _keep_texts(version_id: int, module: ModuleDocument) -> None:
    """Keep a version's source; versions from before sources were kept get theirs when they are published again."""
    if not texts(version_id):
        files = module_files(module)
        session.add_all(VersionText(version_id=version_id, name=name, text=text) for name, text in files.items())
        session.flush()


def _keep_shown(version_id: int, module: ModuleDocument) -> None:
    names = {block.value for _, block in module.shown()}
    session.add_all(VersionPicture(version_id=version_id, name=name) for name in sorted(names))


def _keep_shelf(shelf: Shelf) -> None:
    session.execute(delete(ShelfPart))
    marked = (shelf.sources, shelf.themes, shelf.language, shelf.support, *shelf.pathways, *shelf.courses, *shelf.here)
    session.add_all(ShelfPart(name=one.file, value=one.value) for one in marked)
    session.flush()


def _digest(module: ModuleDocument, kept: dict[SettingKind, list[Page]]) -> str:
    banks = {name: bank.marked.value for name, bank in module.banks.items()}
    sections = {kind: [[p.slug, p.title, p.blocks, p.cites] for p in found] for kind, found in kept.items()}
    whole = json.dumps([module.front, sections, banks], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _version(module: ModuleDocument, shelf: Shelf, fingerprint: str) -> ModuleVersion:
    titles = {course.value["id"]: course.value["title"] for course in shelf.courses}
    themes = {theme["id"]: theme["title"] for theme in shelf.themes.value["themes"]}
    front = {
        **module.front,
        "theme_title": themes[module.front["theme"]],
        "section_titles": {section.slug: section.title for section in module.sections},
        "drawn_on": _drawn_on(module),
    }
    return ModuleVersion(
        module=module.code,
        edition=module.front["edition"],
        digest=fingerprint,
        change=module.front["change"],
        title=module.front["title"],
        course_title=titles[module.front["course"]],
        front=front,
        published_at=now(),
    )


def _drawn_on(module: ModuleDocument) -> list[str]:
    """The reviews that statements rest on, in reading order."""
    refs = [ref for _, block in module.statements() for ref in block.listed("findings")]
    return list(dict.fromkeys(ref.rpartition(".")[0] for ref in refs))


def _keep_sections(version_id: int, kept: dict[SettingKind, list[Page]]) -> None:
    session.add_all(
        VersionSection(
            version_id=version_id,
            kind=kind,
            position=page.position,
            slug=page.slug,
            title=page.title,
            blocks=page.blocks,
            cites=page.cites,
        )
        for kind, found in kept.items()
        for page in found
    )


def _keep_statements(version_id: int, module: ModuleDocument, kept: dict[SettingKind, list[Page]]) -> None:
    words: dict[str, str] = {}
    for found in kept.values():
        for page in found:
            words |= {block["id"]: plain(block["html"]) for block in page.blocks if block["name"] == "statement"}
    for position, (section, block) in enumerate(module.statements(), 1):
        row = VersionStatement(
            version_id=version_id,
            code=block.attributes["id"],
            position=position,
            section=section.slug,
            text=words[block.attributes["id"]],
            kinds=sorted(block.kinds),
        )
        session.add(row)
        session.flush()
        refs = dict.fromkeys(block.listed("findings"))
        session.add_all(StatementFinding(statement_id=row.id, finding_ref=ref) for ref in refs)


def _keep_questions(version_id: int, module: ModuleDocument) -> None:
    for audience, bank in module.banks.items():
        session.add_all(
            VersionQuestion(version_id=version_id, code=entry["id"], audience=audience, payload=entry)
            for entry in bank.questions
        )
        session.add_all(
            VersionPrompt(
                version_id=version_id,
                code=entry["id"],
                kind=audience,
                position=position,
                text=entry["text"],
                hint=entry["hint"],
            )
            for position, entry in enumerate(bank.prompts, 1)
        )


def _sync_contacts(contacts: list[dict[str, Any]]) -> None:
    session.execute(delete(SupportContact))
    session.add_all(
        SupportContact(
            code=entry["id"],
            position=position,
            name=entry["name"],
            what=entry["what"],
            number=entry["number"],
            text_number=entry.get("text"),
            checked_on=entry["checked_on"],
        )
        for position, entry in enumerate(contacts)
    )
    session.flush()
