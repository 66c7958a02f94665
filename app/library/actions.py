"""Publication: from documents that hold to versions that never change."""

import hashlib
import json
from typing import Any

from sqlalchemy import delete

from app.audit.actions import record
from app.content.documents import ModuleDocument, Shelf
from app.content.markup import plain
from app.content.pages import Page, pages
from app.core import events
from app.core.clock import now
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.library.models import (
    ModuleVersion,
    StatementFinding,
    SupportContact,
    VersionPrompt,
    VersionQuestion,
    VersionSection,
    VersionStatement,
)
from app.library.queries import newest_digest, version
from app.reviews import actions as register


def publish_shelf(shelf: Shelf) -> list[str]:
    """Publish everything that changed, in the caller's transaction; the shelf must have no faults.

    Returns:
        The modules of which a new version went live; none when nothing changed.
    """
    register.sync(shelf.reviews.value["reviews"], shelf.sources.value["sources"], shelf.themes.value["themes"])
    _sync_contacts(shelf.support.value["contacts"])
    events.content_published.send(pathways=[marked.value for marked in shelf.pathways])
    return [module.code for module in shelf.modules if publish(module, shelf)]


def publish(module: ModuleDocument, shelf: Shelf) -> bool:
    """Make a new version of a module, unless the newest one already says the same."""
    kept = {kind: pages(module, kind, shelf) for kind in SettingKind}
    fingerprint = _digest(module, kept)
    if newest_digest(module.code) == fingerprint:
        return False
    row = _version(module, shelf, fingerprint)
    session.add(row)
    session.flush()
    _keep_sections(row.id, kept)
    _keep_statements(row.id, module, kept)
    _keep_questions(row.id, module)
    session.flush()
    record("module published", module=module.code, version=row.id, edition=row.edition, change=row.change)
    events.module_published.send(version=version(row.id))
    return True


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
