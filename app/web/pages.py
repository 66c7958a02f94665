"""Templates and what they may use: components, dates, codes, fingerprinted files.

A template lies in its room and is addressed by it: learning/section.html is app/learning/templates/section.html.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from app.access.guard import identity
from app.content.citations import FIELD, FIELDS
from app.core import codes, dates
from app.web.qr import qr_paths

SERVICE = "CSPR Learning"


def install(app: Flask) -> None:
    """Teach the application's templates our components, filters and globals."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    rooms = {path.parent.name: FileSystemLoader(path) for path in Path(app.root_path).glob("*/templates")}
    libraries = {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
    app.jinja_env.loader = PrefixLoader({**rooms, **libraries})
    WTFormsHelpers(app)
    app.jinja_env.filters.update(
        day=dates.say_date, moment=dates.say_moment, published=dates.say_published, grouped=codes.grouped
    )
    app.jinja_env.filters["filled"] = filled
    prints = _fingerprints(Path(app.static_folder or ""))
    app.jinja_env.globals.update(
        service=SERVICE,
        identity=identity,
        qr_paths=qr_paths,
        remembered=cache,  # of a macro: its answers are kept while one page is written
        asset=lambda name: url_for("static", filename=name, v=prints[name]),
    )


def filled(stored: str, facts: dict[str, str | None] | None) -> Markup:
    """HTML cleaned at publication, its merge fields filled with a setting's facts, escaped; a gap says what to ask."""

    def fact(found: re.Match[str]) -> str:
        name = found[1]
        value = (facts or {}).get(name)
        return (
            str(escape(value)) if value else f'<em class="gap">{escape(FIELDS.get(name, name))} – ask your manager</em>'
        )

    return Markup(FIELD.sub(fact, stored))  # noqa: S704 # nosec B704 - cleaned by nh3 at publication, facts escaped above


def _fingerprints(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {f"{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}
