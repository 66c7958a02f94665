"""What is printed, as plain data. Merge fields such as ⟦dsl⟧ stand in every text until a page fills them in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.core.vocabulary import SettingKind
from app.library.records import StatementRecord, VersionRecord
from app.quizzes.kinds import Question


class Sheet(StrEnum):
    """The things there are to print."""

    BRIEFING = "briefing"
    POSTER = "poster"
    PACK = "pack"
    GUIDE = "guide"
    EASY_READ = "easy-read"
    SLIDES = "slides"

    @property
    def label(self) -> str:
        return SHEET_LABELS[self]

    @property
    def what(self) -> str:
        """What it is for, in a sentence."""
        return SHEET_USES[self]


SHEET_LABELS = {
    Sheet.BRIEFING: "Seven-minute briefing",
    Sheet.POSTER: "Staffroom poster",
    Sheet.PACK: "Print pack with answer sheet",
    Sheet.GUIDE: "Facilitator pack",
    Sheet.EASY_READ: "Easy-read summary",
    Sheet.SLIDES: "Team-meeting slides",
}
SHEET_USES = {
    Sheet.BRIEFING: "One sheet, two sides: read it out, look at a scene, choose one change.",
    Sheet.POSTER: "One page for the wall, with whom to tell here.",
    Sheet.PACK: "To learn on paper: the whole text, the knowledge check, and a sheet for the answers.",
    Sheet.GUIDE: "For whoever leads the meeting: timings, what to say, and what to do if somebody is upset.",
    Sheet.EASY_READ: "The same learning in short, easy sentences and large type.",
    Sheet.SLIDES: "Large type for a screen or a wall, with notes for whoever leads.",
}


@dataclass(frozen=True)
class Print:
    """What a code stands for: a sheet of a version for a kind of setting; `paper` tells answer sheets apart."""

    version_id: int
    kind: SettingKind
    sheet: Sheet
    paper: int = 1


@dataclass(frozen=True)
class SheetRecord:
    """A printed sheet that somebody looks up by its code, and whether it still holds.

    `newest` is the version that holds today. `is_current` says that the sheet is of it; `has_new_learning` that what is
    learned changed since; `is_withdrawn` that the version it was printed from was withdrawn.
    """

    code: str
    sheet: Sheet
    kind: SettingKind
    paper: int
    version: VersionRecord
    newest: VersionRecord
    has_new_learning: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.version.withdrawn_at is not None

    @property
    def is_current(self) -> bool:
        return self.version.id == self.newest.id and not self.is_withdrawn


@dataclass(frozen=True)
class Turn:
    """One turn of a scene: what is seen, what is asked, and what one could do, each with what comes of it."""

    text: tuple[str, ...]
    question: str
    choices: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """A scene in plain words."""

    title: str
    note: str
    turns: tuple[Turn, ...]
    taught: str
    gentle: str


@dataclass(frozen=True)
class Material:
    """What a version says to a kind of setting, in plain words: everything printed is made of this.

    `labels` names the reviews that each statement came from, as our pages say them; `themed` is the statements of a
    theme that was asked for, which come first.
    """

    version: VersionRecord
    kind: SettingKind
    statements: tuple[StatementRecord, ...]
    scenes: tuple[Scene, ...]
    pauses: tuple[str, ...]
    prompts: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]
    themed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Point:
    """A statement on a sheet, and the reviews it came from, as our pages say them."""

    text: str
    came_from: tuple[str, ...]


@dataclass(frozen=True)
class Briefing:
    """Seven minutes on two sides: why, what reviews found, a scene, something to talk about, one change."""

    points: tuple[Point, ...]
    scene: Scene | None
    prompts: tuple[str, ...]


@dataclass(frozen=True)
class Poster:
    """A few statements, and a question that stays with whoever waits for the kettle."""

    points: tuple[Point, ...]
    question: str


@dataclass(frozen=True)
class Reading:
    """A section to be read on paper: its blocks without their links, and its sources by their numbers."""

    title: str
    blocks: tuple[dict[str, Any], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """A module on paper: what is read, what is asked, and where the answers go."""

    sections: tuple[Reading, ...]
    answers: "AnswerSheet"
    prompts: tuple[str, ...]


@dataclass(frozen=True)
class Choosing:
    """What somebody chose of a sheet: a theme, the length of a meeting in minutes, which paper."""

    theme: str = ""
    minutes: int = 30
    paper: int = 1


@dataclass(frozen=True)
class Stamp:
    """What every sheet says of itself: its code, where the code is looked up, and what it was printed from."""

    code: str
    address: str
    ask_at: str
    title: str
    label: str
    kind: SettingKind
    edition: str
    published_at: datetime


@dataclass(frozen=True)
class Slide:
    """One slide. `part` names the part of the guide it belongs to; `notes` are for whoever leads the meeting.

    `look` is how it is laid out: title, words, statement, scene, question or quiet.
    """

    part: str
    look: str
    title: str
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One part of a meeting, of some minutes: what to say, what to do, and what to read out of the module."""

    slug: str
    title: str
    minutes: int
    say: tuple[str, ...]
    do: tuple[str, ...]
    read: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guide:
    """What a facilitator needs: before, during and after a meeting of `minutes`, and words for when it is hard."""

    code: str
    version: VersionRecord
    kind: SettingKind
    minutes: int
    before: tuple[str, ...]
    safe_words: tuple[str, ...]
    parts: tuple[Part, ...]
    if_upset: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A choice on paper, with the letter that stands before it."""

    letter: str
    text: str


@dataclass(frozen=True)
class PaperQuestion:
    """A question as an answer sheet prints it. `order` is what an attempt keeps: where each entry of a list stands."""

    number: int
    question: Question
    order: list[list[int]]
    choices: tuple[Choice, ...]
    lefts: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.question.code

    @property
    def stem(self) -> str:
        return str(self.question.payload["stem"])

    @property
    def type(self) -> str:
        return str(self.question.payload["type"])


@dataclass(frozen=True)
class AnswerSheet:
    """A knowledge check on paper: the same for everybody who holds a sheet with this code."""

    code: str
    version: VersionRecord
    kind: SettingKind
    paper: int
    questions: tuple[PaperQuestion, ...]

    @property
    def drawn(self) -> list[dict[str, object]]:
        """The questions and the orders of their lists, as an attempt keeps them."""
        return [{"code": one.code, "order": one.order} for one in self.questions]
