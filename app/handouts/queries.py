"""What is printed, read from published versions. The same version gives the same sheet, whoever asks and whenever."""

from typing import Any

from app.access.identity import Reach
from app.content.easy_read import parts_for
from app.content.markup import plain
from app.core.codes import grouped, normalised
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import SettingKind
from app.handouts.codes import PAPERS, code_of, read_code
from app.handouts.records import (
    AnswerSheet,
    Briefing,
    Guide,
    Material,
    Pack,
    Poster,
    Print,
    Reading,
    Scene,
    Sheet,
    SheetRecord,
    Slide,
    Turn,
)
from app.handouts.rules import meeting, single, words
from app.handouts.rules.paper import drawn_for_paper
from app.library import queries as library
from app.library.records import SectionRecord, StatementRecord, VersionRecord
from app.quizzes.kinds import question
from app.quizzes.rules import CheckRule
from app.reviews import queries as register
from app.reviews.records import Citation


def material(version: VersionRecord, kind: SettingKind, theme: str = "") -> Material:
    """What a version says to a kind of setting, in plain words.

    Args:
        version: a published version.
        kind: the kind of setting.
        theme: a theme whose statements come first wherever there is room for only some.

    Raises:
        NotFound: the version is not for this kind of setting.
    """
    if kind not in version.kinds:
        raise NotFound("This module is for other kinds of setting.")
    blocks = [block for section in library.sections(version.id, kind) for block in section.blocks]
    statements = library.statements(version.id, kind)
    return Material(
        version,
        kind,
        tuple(statements),
        tuple(_scene(block) for block in blocks if block["name"] == "scene"),
        tuple(plain(block["html"]) for block in blocks if block["name"] == "pause"),
        tuple(prompt.text for prompt in library.prompts(version.id, kind)),
        _labels(statements),
        _themed(statements, theme),
    )


def _scene(block: dict[str, Any]) -> Scene:
    turns = (_turn(block["html"], block["first"]), _turn(block["second"]["html"], block["second"]))
    return Scene(block["title"], block["note"], turns, plain(block["taught"]), plain(block["gentle"]))


def _turn(text: str, part: dict[str, Any]) -> Turn:
    choices = part["choices"]
    paragraphs = tuple(filter(None, map(plain, text.split("</p>"))))
    return Turn(
        paragraphs,
        part["question"],
        tuple(one["text"] for one in choices),
        tuple(plain(one["html"]) for one in choices),
    )


def _labels(statements: list[StatementRecord]) -> dict[str, tuple[str, ...]]:
    cited = register.citations({ref for one in statements for ref in one.findings})
    return {
        one.code: tuple(dict.fromkeys(cited[ref].label for ref in one.findings if ref in cited)) for one in statements
    }


def _themed(statements: list[StatementRecord], theme: str) -> frozenset[str]:
    if not theme:
        return frozenset()
    themes = register.themes_of({ref for one in statements for ref in one.findings})
    return frozenset(one.code for one in statements if theme in {themes.get(ref) for ref in one.findings})


def slides(
    version: VersionRecord, kind: SettingKind, minutes: int = meeting.TIMED_FOR, theme: str = ""
) -> tuple[Slide, ...]:
    """The slides of a team meeting; `minutes` is one of meeting.LENGTHS. Raises NotFound, DomainError."""
    _require_length(minutes)
    return meeting.slides(material(version, kind, theme), minutes)


def guide(version: VersionRecord, kind: SettingKind, minutes: int = meeting.TIMED_FOR) -> Guide:
    """What the facilitator of a team meeting needs. Raises NotFound, DomainError."""
    _require_length(minutes)
    return Guide(
        code_for(version, kind, Sheet.GUIDE),
        version,
        kind,
        minutes,
        words.BEFORE,
        meeting.safe_words(kind),
        meeting.parts(material(version, kind), minutes),
        words.IF_UPSET,
        words.AFTER,
    )


def _require_length(minutes: int) -> None:
    if minutes not in meeting.LENGTHS:
        known = ", ".join(map(str, meeting.LENGTHS))
        raise DomainError(f"A meeting can be planned for {known} minutes.")


def answer_sheet(version: VersionRecord, kind: SettingKind, paper: int = 1) -> AnswerSheet:
    """The knowledge check of a version on paper: the same questions in the same order for everybody with its code.

    Args:
        version: a published version.
        kind: the kind of setting.
        paper: 1 for the first try; the next ones ask other questions wherever there are any.

    Raises:
        NotFound: the version is not for this kind of setting, or there is no such paper.
    """
    if kind not in version.kinds or not 1 <= paper <= PAPERS:
        raise NotFound("There is no such answer sheet.")
    pool = [question(payload) for payload in library.questions(version.id, kind).values()]
    questions = drawn_for_paper(pool, CheckRule(**version.front["check"]), version.digest, paper)
    return AnswerSheet(code_for(version, kind, Sheet.PACK, paper), version, kind, paper, tuple(questions))


def briefing(version: VersionRecord, kind: SettingKind, theme: str = "") -> Briefing:
    """Seven minutes on two sides. Raises NotFound."""
    return single.briefing(material(version, kind, theme))


def poster(version: VersionRecord, kind: SettingKind, theme: str = "") -> Poster:
    """One page for a wall. Raises NotFound."""
    return single.poster(material(version, kind, theme))


def pack(version: VersionRecord, kind: SettingKind, paper: int = 1) -> Pack:
    """A module on paper. Raises NotFound."""
    answers = answer_sheet(version, kind, paper)
    sections = library.sections(version.id, kind)
    cited = register.citations({ref for section in sections for ref in section.cites})
    return Pack(
        tuple(_reading(section, cited) for section in sections),
        answers,
        tuple(prompt.text for prompt in library.prompts(version.id, kind)),
    )


def _reading(section: SectionRecord, cited: dict[str, Citation]) -> Reading:
    gone = "a source that was withdrawn from the register"
    sources = (f"{cited[ref].title}, {cited[ref].publisher}" if ref in cited else gone for ref in section.cites)
    return Reading(section.title, tuple(single.unlinked(block) for block in section.blocks), tuple(sources))


def easy_read(version: VersionRecord, kind: SettingKind) -> list[dict[str, Any]]:
    """The parts of the easy-read summary, each with `title` and `lines`. Raises NotFound where there is none."""
    found = parts_for(version.front, kind) if kind in version.kinds else []
    if not found:
        raise NotFound("This module has no easy-read summary yet.")
    return found


def sheets_of(version: VersionRecord, kind: SettingKind) -> list[Sheet]:
    """What there is to print of a version for a kind of setting."""
    has_easy = bool(parts_for(version.front, kind))
    return [sheet for sheet in Sheet if sheet is not Sheet.EASY_READ or has_easy]


def best_on(theme: str, kind: SettingKind, reach: Reach) -> VersionRecord | None:
    """The newest version for somebody that says most about a theme to her kind of setting; None where none does."""
    found = [(len(_themed(library.statements(one.id, kind), theme)), one) for one in library.modules_for(reach)]
    told = [(count, -one.id, one) for count, one in found if count and kind in one.kinds]
    return max(told, key=lambda entry: entry[:2])[-1] if told else None


def code_for(version: VersionRecord, kind: SettingKind, sheet: Sheet, paper: int = 1) -> str:
    """The code that a sheet carries, as it is printed: ABCD-EFGH."""
    return grouped(code_of(Print(version.id, kind, sheet, paper), version.digest))


def sheet_by_code(typed: str) -> SheetRecord | None:
    """The sheet of a code as somebody typed it, and whether it still holds; None where no sheet has this code."""
    what = read_code(typed)
    version = library.version_or_none(what.version_id) if what else None
    if what is None or version is None or code_of(what, version.digest) != normalised(typed):
        return None
    newest = library.newest(version.module)
    changed = library.has_new_learning(version.module, version.id)
    return SheetRecord(grouped(normalised(typed)), what.sheet, what.kind, what.paper, version, newest, changed)
