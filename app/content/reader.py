"""Files to documents. A file that cannot be read becomes faults; whatever could be read is still checked."""

from collections.abc import Iterator
from pathlib import Path

from app.content import schemas
from app.content.blocks import parse
from app.content.documents import Bank, ModuleDocument, Shelf
from app.content.faults import Fault
from app.content.marked_yaml import Marked, load
from app.content.shape import faults_of
from app.core.vocabulary import EVERYONE, SettingKind

MAX_BYTES = 400_000


class Reader:
    """Reads everything below a courses and a quizzes folder, collecting every fault on the way."""

    def __init__(self, courses: Path, quizzes: Path) -> None:
        self.courses, self.quizzes = courses, quizzes
        self.faults: list[Fault] = []

    def read(self) -> tuple[Shelf | None, list[Fault]]:
        """The shelf, or None where its own foundations (register, sources, themes …) cannot be read; and all faults."""
        found = {name: self._yaml(self.courses / f"{name}.yml", schema) for name, schema in FOUNDATIONS.items()}
        pathways = [self._yaml(path, schemas.PATHWAY) for path in sorted(self.courses.glob("pathways/*.yml"))]
        courses = [self._yaml(path, schemas.COURSE) for path in sorted(self.courses.glob("*/course.yml"))]
        modules = [module for path in self._module_files(courses) if (module := self._module(path))]
        if None in found.values() or None in pathways or None in courses:
            return None, sorted(self.faults)
        shelf = Shelf(
            **{name: marked for name, marked in found.items() if marked},
            pathways=tuple(marked for marked in pathways if marked),
            courses=tuple(marked for marked in courses if marked),
            modules=tuple(modules),
        )
        return shelf, sorted(self.faults)

    def _name(self, path: Path) -> str:
        return f"{path.relative_to(self.courses.parent)}"

    def _text(self, path: Path) -> str | None:
        name = self._name(path)
        if not path.is_file():
            self.faults.append(Fault(name, 1, "-", "This file is missing.", "Write it; courses/README.md shows how."))
            return None
        if path.stat().st_size > MAX_BYTES:
            self.faults.append(Fault(name, 1, "-", "This file is too large.", f"Keep it under {MAX_BYTES} bytes."))
            return None
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            self.faults.append(Fault(name, 1, "-", "This is not UTF-8 text.", "Save the file again as UTF-8."))
            return None

    def _yaml(self, path: Path, schema: schemas.Schema) -> Marked | None:
        text = self._text(path)
        return None if text is None else self._fitting(*load(self._name(path), text), schema)

    def _fitting(self, marked: Marked, faults: list[Fault], schema: schemas.Schema) -> Marked | None:
        self.faults += faults
        if faults:
            return None
        wrong = faults_of(marked, schema)
        self.faults += wrong
        return None if wrong else marked

    def _module_files(self, courses: list[Marked | None]) -> Iterator[Path]:
        for marked in courses:
            for module in marked.value["modules"] if marked else []:
                yield self.courses.parent / Path(marked.file).parent / f"{module}.md" if marked else Path()

    def _module(self, path: Path) -> ModuleDocument | None:
        text = self._text(path)
        if text is None:
            return None
        front, body, body_line = _divide(text)
        marked = self._fitting(*load(self._name(path), front, 2), schemas.MODULE)
        sections, faults = parse(self._name(path), body, body_line)
        self.faults += faults
        scenes = {kind: found for kind in SettingKind if (found := self._scenes(path.with_suffix(""), kind))}
        folder = self.quizzes / path.parent.name / path.stem
        banks = {name: bank for name in (EVERYONE, *SettingKind) if (bank := self._bank(folder, name))}
        return ModuleDocument(marked, tuple(sections), scenes, banks) if marked and not faults else None

    def _scenes(self, folder: Path, kind: SettingKind) -> Marked | None:
        marked = self._yaml(folder / f"{kind}.yml", schemas.SCENES)
        if marked and marked.value["kind"] != kind:
            self._misnamed(marked, "kind", kind)
        return marked

    def _bank(self, folder: Path, name: str) -> Bank | None:
        marked = self._yaml(folder / ("common.yml" if name == EVERYONE else f"{name}.yml"), schemas.QUESTIONS)
        if marked is None:
            return None
        if marked.value["for"] != name:
            self._misnamed(marked, "for", name)
        wrong = [
            fault
            for index, question in enumerate(marked.value["questions"])
            for fault in faults_of(marked, schemas.question(str(question.get("type"))), ("questions", index))
        ]
        self.faults += wrong
        return None if wrong else Bank(marked)

    def _misnamed(self, marked: Marked, key: str, name: str) -> None:
        wrong = f"This file’s name says {name}, its text says {marked.value[key]}."
        self.faults.append(Fault(marked.file, marked.line((key,)), key, wrong, "Make the two agree."))


FOUNDATIONS = {
    "reviews": schemas.REVIEWS,
    "sources": schemas.SOURCES,
    "themes": schemas.THEMES,
    "language": schemas.LANGUAGE,
    "support": schemas.SUPPORT,
}


def _divide(text: str) -> tuple[str, str, int]:
    """Front matter, body, and the body's first line; without front matter the first is empty."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return "", text, 1
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "---":
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    return "\n".join(lines[1:]), "", len(lines) + 1
