"""A team meeting from a module: its parts with their minutes, and its slides."""

from dataclasses import dataclass

from app.core.vocabulary import SettingKind
from app.handouts.records import Material, Part, Scene, Slide, Turn
from app.handouts.rules import words
from app.handouts.rules.choosing import chosen
from app.library.records import StatementRecord

TIMED_FOR = 30
PROMPTS = 3


@dataclass(frozen=True)
class Plan:
    """How the minutes of a meeting are shared out, how many statements it shows, and whether scenes go on."""

    welcome: int
    why: int
    learn: int
    scenes: tuple[int, ...]
    here: int
    close: int
    statements: int
    second_turn: bool

    @property
    def minutes(self) -> int:
        return self.welcome + self.why + self.learn + sum(self.scenes) + self.here + self.close


PLANS = {
    plan.minutes: plan
    for plan in (
        Plan(2, 2, 4, (6,), 4, 2, statements=4, second_turn=False),
        Plan(3, 2, 6, (9,), 7, 3, statements=6, second_turn=True),
        Plan(3, 3, 8, (9, 9), 9, 4, statements=8, second_turn=True),
    )
}
LENGTHS = tuple(PLANS)


def parts(material: Material, minutes: int = TIMED_FOR) -> tuple[Part, ...]:
    """What happens when, in a meeting of one of LENGTHS minutes; without a scene its minutes go to our own setting."""
    plan = PLANS[minutes]
    played = material.scenes[: len(plan.scenes)]
    shown = chosen(material.statements, plan.statements, material.themed)
    taught = tuple(_said(one, material) for one in shown)
    here = material.prompts[:PROMPTS] + words.DECIDE
    spare = sum(plan.scenes[len(played) :])
    return (
        Part(
            "welcome", "Welcome", plan.welcome, (words.OPENING, *safe_words(material.kind)), ("Show the first slides.",)
        ),
        Part("why", "Why we look at reviews", plan.why, words.WHY, ()),
        Part("learn", "What reviews teach", plan.learn, (words.READ_OUT,), (words.ONE_BREATH,), taught),
        *(
            _scene_part(n, scene, at, plan.second_turn)
            for n, (scene, at) in enumerate(zip(played, plan.scenes, strict=False), 1)
        ),
        Part("here", "In our setting", plan.here + spare, (words.WHAT_HERE,), (words.BE_QUIET, words.WRITE_IT), here),
        Part("close", "Before we go", plan.close, closing(material.kind), (words.SHEETS_OUT,)),
    )


def _said(one: StatementRecord, material: Material) -> str:
    came_from = "; ".join(material.labels.get(one.code, ()))
    return f"{one.text} (From {came_from}.)" if came_from else one.text


def _scene_part(number: int, scene: Scene, minutes: int, goes_on: bool) -> Part:
    say = (f"{scene.note} Everyone in it is made up.", words.TALK_FIRST)
    do = (words.NO_RIGHT_WAY, f"{words.THEN_SAY} {scene.taught}")
    turns = scene.turns if goes_on else scene.turns[:1]
    read = (line for turn in turns for line in (*turn.text, turn.question, *lettered(turn)))
    return Part(f"scene-{number}", f"A scene: {scene.title}", minutes, say, do, tuple(read))


def safe_words(kind: SettingKind) -> tuple[str, ...]:
    """What is said before anything else. A childminder is her own lead."""
    return words.SAFE_WORDS_ALONE if kind is SettingKind.CHILDMINDER else words.SAFE_WORDS


def closing(kind: SettingKind) -> tuple[str, ...]:
    """What is said before people go."""
    return words.CLOSING_ALONE if kind is SettingKind.CHILDMINDER else words.CLOSING


def slides(material: Material, minutes: int = TIMED_FOR) -> tuple[Slide, ...]:
    """Every slide of a meeting of one of LENGTHS minutes, in order."""
    plan, version = PLANS[minutes], material.version
    shown = chosen(material.statements, plan.statements, material.themed)
    found = [
        Slide("welcome", "title", version.title, (version.course_title, material.kind.label), (words.OPENING,)),
        Slide("welcome", "quiet", "How we talk today", words.SAFE_ON_A_SLIDE, safe_words(material.kind)),
        Slide("why", "words", "Why we look at reviews", words.WHY),
        *(_statement(one, material) for one in shown),
    ]
    for number, scene in enumerate(material.scenes[: len(plan.scenes)], 1):
        found += _scene(f"scene-{number}", scene, plan.second_turn)
    return (
        *found,
        Slide("here", "words", "In our setting", material.prompts[:PROMPTS], (words.BE_QUIET,)),
        Slide("here", "question", "What we will do", words.DECIDE, (words.WRITE_IT,)),
        Slide("close", "quiet", "Before we go", closing(material.kind), (words.SHEETS_OUT,)),
    )


def _statement(one: StatementRecord, material: Material) -> Slide:
    came_from = "; ".join(material.labels.get(one.code, ()))
    notes = (f"From {came_from}.",) if came_from else ()
    return Slide("learn", "statement", one.section_title, (one.text,), notes)


def _scene(part: str, scene: Scene, goes_on: bool) -> list[Slide]:
    found: list[Slide] = []
    for place, turn in enumerate(scene.turns if goes_on else scene.turns[:1]):
        title = "What happens next" if place else f"A scene: {scene.title}"
        found.append(Slide(part, "scene", title, turn.text, (f"{scene.note} Everyone in it is made up.",)))
        found.append(Slide(part, "question", turn.question, lettered(turn), (words.TALK_FIRST, words.NO_RIGHT_WAY)))
    return [*found, Slide(part, "words", "What the reviews taught", (scene.taught,))]


def lettered(turn: Turn) -> tuple[str, ...]:
    """The choices of a turn, each with its letter."""
    return tuple(f"{letter}. {text}" for letter, text in zip("ABC", turn.choices, strict=True))
