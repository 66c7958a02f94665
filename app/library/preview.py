"""Pages an author can open without a server: every module as every kind of setting reads it."""

import shutil
from pathlib import Path

from flask import current_app, render_template

from app.content.documents import Shelf
from app.content.faults import Confirmation
from app.content.pages import pages
from app.core.vocabulary import EVERYONE


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
