"""Pages that open without a server: every module for its author, and a version as one file that stands alone."""

import shutil
from pathlib import Path

from flask import current_app, render_template

from app.content.documents import Shelf
from app.content.faults import Confirmation
from app.content.pages import pages
from app.core.vocabulary import EVERYONE, SettingKind
from app.library import queries
from app.library.records import SectionRecord, VersionRecord
from app.reviews import queries as register


def write(folder: Path, shelf: Shelf, confirmations: list[Confirmation]) -> int:
    """Write the preview below `folder` and return how many pages it has."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(current_app.static_folder or "") / "app.css", folder / "app.css")
    listed = []
    for module in shelf.modules:
        for kind in module.kinds:
            name = f"{module.code.replace('/', '-')}-{kind}.html"
            banks = [module.banks[EVERYONE], module.banks[kind]]
            html = render_template(
                "library/preview.html",
                module=module.front,
                kind=kind,
                sections=pages(module, kind, shelf),
                banks=banks,
                kinds=module.kinds,
                code=module.code.replace("/", "-"),
                evidence=shelf.evidence(),
            )
            (folder / name).write_text(html, encoding="utf-8")
            listed.append((module.front["title"], kind, name))
    index = render_template("library/preview_index.html", listed=listed, confirmations=confirmations)
    (folder / "index.html").write_text(index, encoding="utf-8")
    return len(listed) + 1


def whole(version: VersionRecord, kind: SettingKind, facts: dict[str, str | None] | None = None) -> str:
    """Everything that a version says to a kind of setting as one HTML file: style and pictures inside, no script.

    Args:
        version: a published version that is for this kind.
        kind: the kind of setting.
        facts: the setting's own, for the merge fields; without them each says whom to ask.
    """
    sections = queries.sections(version.id, kind)
    return render_template(
        "library/alone.html",
        version=version,
        kind=kind,
        facts=facts,
        sections=sections,
        prompts=queries.prompts(version.id, kind),
        contacts=queries.contacts(),
        cited=register.citations(_refs(sections)),
        inlined={name: picture.inlined for name, picture in queries.pictures_of([version.id]).items()},
        style=(Path(current_app.static_folder or "") / "app.css").read_text(encoding="utf-8"),
    )


def _refs(sections: list[SectionRecord]) -> set[str]:
    blocks = [block for one in sections for block in one.blocks]
    under = {ref for block in blocks for ref in (*block.get("findings", ()), *block.get("sources", ()))}
    return under.union(*(one.cites for one in sections))


def file_name(version: VersionRecord, kind: SettingKind) -> str:
    """What the file of a version for a kind of setting is called."""
    return f"{version.module.replace('/', '-')}-{kind}-edition-{version.edition}.html"
