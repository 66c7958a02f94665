"""Everything that is held about one person, gathered from every room."""

import json
import zipfile
from io import BytesIO
from typing import Any

from flask import render_template

from app.accounts import rights as accounts
from app.audit import rights as audit
from app.certificates import rights as certificates
from app.core.clock import now
from app.learning import rights as learning
from app.notices import rights as notices
from app.practice import rights as practice
from app.quizzes import rights as quizzes
from app.reflection import rights as reflection
from app.requirements import rights as requirements
from app.workforce import rights as workforce

ROOMS = (accounts, workforce, learning, quizzes, reflection, requirements, certificates, practice, notices, audit)


def everything_about(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """All that is held about a person, by what it is called; secrets that let somebody in are left out."""
    held: dict[str, list[dict[str, Any]]] = {}
    for room in ROOMS:
        held |= room.about(person_id)
    return held


def as_archive(person_id: int) -> bytes:
    """A ZIP of everything about a person: once for people to read, once for programs."""
    held, out = everything_about(person_id), BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-data.json", json.dumps(held, ensure_ascii=False, indent=2, default=str))
        archive.writestr("my-data.html", render_template("privacy/my_data.html", held=held, made_at=now()))
    return out.getvalue()
