"""The thread as its pages show it, held at one place: all that hangs together with that place."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.library.records import AskedRecord, Key, TaughtRecord
from app.practice.records import ActionRecord, ImpactCount
from app.practice.records import State as ActionState
from app.quizzes.records import Tally
from app.reviews.records import FindingRecord


@dataclass(frozen=True)
class OwnAction:
    """A practice action of the reader's own setting, with the findings and themes that its statement came from.

    The findings are those of the edition in which the action was opened: later editions change nothing about it.
    """

    action: ActionRecord
    findings: tuple[str, ...]
    themes: frozenset[str]

    @property
    def key(self) -> Key:
        return self.action.module or "", self.action.statement or ""


@dataclass(frozen=True)
class Understood:
    """What first tries showed, as it may be shown: of how many answers how many were not right, or wrong while sure."""

    label: str
    answers: int
    wrong: int
    sure_wrong: int

    @property
    def weight(self) -> float:
        """How much there is to talk about: a mistake made while sure weighs twice."""
        return (self.wrong + self.sure_wrong) / (2 * self.answers) if self.answers else 0


@dataclass(frozen=True)
class TakenUp:
    """What settings decided to do because of a statement, as it may be shown: how many settings, actions by state."""

    settings: int
    states: dict[ActionState, int]


@dataclass(frozen=True)
class Counted:
    """What a partnership's settings made of a line: counts alone, each of five people or more in three settings.

    `kinds` are lines by kind of setting, `questions` and `taken_up` by “module:code”; what is too small is left out.
    """

    name: str
    kinds: tuple[Understood, ...]
    questions: dict[str, Understood]
    taken_up: dict[str, TakenUp]
    impact: tuple[ImpactCount, ...]
    is_left_out: bool

    @property
    def by_kind(self) -> list[tuple[str, Understood]]:
        """Each kind of setting with its line."""
        return [(one.label, one) for one in self.kinds]

    def by_question(self, asked: Sequence[AskedRecord]) -> list[tuple[str, Understood]]:
        """The words of each of these questions that has a line, with it; those with most to talk about first."""
        told = [(one.stem, self.questions[f"{one.module}:{one.code}"]) for one in asked if self._is_told(one)]
        return sorted(told, key=lambda pair: -pair[1].weight)

    def _is_told(self, one: AskedRecord) -> bool:
        return f"{one.module}:{one.code}" in self.questions


@dataclass(frozen=True)
class Here:
    """What the reader's own setting made of a line: themes as its map of gaps shows them, what people said later."""

    themes: tuple[tuple[str, Tally | None], ...]
    impact: tuple[ImpactCount, ...]


@dataclass(frozen=True)
class Line:
    """The thread through one place, from its findings to what settings made of them.

    `themes` and `modules` are titles.
    """

    findings: tuple[FindingRecord, ...]
    statements: tuple[TaughtRecord, ...]
    questions: tuple[AskedRecord, ...]
    actions: tuple[OwnAction, ...]
    themes: dict[str, str]
    modules: dict[str, str]
    counted: tuple[Counted, ...] = ()
    here: Here | None = None

    @property
    def untaught(self) -> frozenset[str]:
        """The findings that could be taught and that no newest version teaches."""
        today = {ref for one in self.statements for ref in one.taught_today}
        return frozenset(one.ref for one in self.findings if one.is_teachable and one.ref not in today)

    def statements_of(self, finding: str) -> list[TaughtRecord]:
        """Where a finding is taught, today or once."""
        return [one for one in self.statements if finding in (*one.findings, *one.once)]

    def questions_of(self, statement: Key) -> list[AskedRecord]:
        """What asks a statement."""
        return [one for one in self.questions if (one.module, one.statement) == statement]

    def actions_of(self, statement: Key) -> list[OwnAction]:
        """What the reader's own setting decided to do because of a statement."""
        return [one for one in self.actions if one.key == statement]


@dataclass(frozen=True)
class Row:
    """One finding in the list of all: where it is taught, and how many questions ask it."""

    finding: FindingRecord
    statements: tuple[TaughtRecord, ...]
    questions: int

    @property
    def is_untaught(self) -> bool:
        return self.finding.is_teachable and not self.statements


@dataclass(frozen=True)
class Wanted:
    """Which findings the list of all is asked for; what is empty is not asked."""

    words: str = ""
    theme: str = ""
    year: str = ""
    only_untaught: bool = False
