"""Content as texts by name, such as courses/reviews.yml, wherever they are kept: in folders or in a draft."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from app.content.faults import Fault

# None stands for a file that is there and is no text, such as a picture.
Texts: TypeAlias = Mapping[str, str | None]
MAX_BYTES = 400_000


def gather(courses: Path, quizzes: Path) -> tuple[dict[str, str | None], list[Fault]]:
    """Every text below a courses and a quizzes folder, and a fault for each that is too large or not text."""
    found: dict[str, str | None] = {}
    faults: list[Fault] = []
    for name, folder in (("courses", courses), ("quizzes", quizzes)):
        for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.md")]):
            file = f"{name}/{path.relative_to(folder).as_posix()}"
            found[file] = _read(path, file, faults)
    return found, faults


def _read(path: Path, file: str, faults: list[Fault]) -> str | None:
    if path.stat().st_size > MAX_BYTES:
        faults.append(Fault(file, 1, "-", "This file is too large.", f"Keep it under {MAX_BYTES} bytes."))
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        faults.append(Fault(file, 1, "-", "This is not UTF-8 text.", "Save the file again as UTF-8."))
        return None
