"""A small shelf of content, whole and without faults, written to a folder so that a test may spoil one thing in it."""

from pathlib import Path
from typing import Any

import yaml

from app.core.vocabulary import EVERYONE, SettingKind

MODULE = "series/01-listening"
STATEMENTS = ("ask-first", "write-down")


def write_shelf(root: Path) -> tuple[Path, Path]:
    """Write courses/ and quizzes/ below `root` and return both."""
    courses, quizzes = root / "courses", root / "quizzes"
    for path, value in _foundations().items():
        dump(courses / path, value)
    (courses / f"{MODULE}.md").write_text(_module(), encoding="utf-8")
    for kind in SettingKind:
        dump(courses / MODULE / f"{kind}.yml", {"kind": str(kind), "scenes": [_scene(kind, n) for n in (1, 2, 3)]})
        dump(quizzes / MODULE / f"{kind}.yml", a_bank(str(kind), str(kind), 6, prompts=True))
    dump(quizzes / MODULE / "common.yml", a_bank(EVERYONE, "all", 10, critical=2))
    return courses, quizzes


def dump(path: Path, value: Any) -> None:
    """Write a value as YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def change(path: Path, old: str, new: str) -> int:
    """Spoil or mend one place of a file; returns its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _foundations() -> dict[str, Any]:
    finding = {"number": 1, "text": "Nobody asked.", "theme": "voice", "evidence": "seen"}
    review = {
        "id": "town-2020",
        "title": "Review of a town",
        "label": "a review in a town (2020)",
        "body": "A board",
        "kind": "local-review",
        "locality": "A town",
        "published": "2020-05",
        "settings": [],
        "where": [{"name": "Its page", "address": "https://example.org/review"}],
        "checked_on": "2026-11-23",
        "taken_down": False,
        "findings": [finding, {**finding, "number": 2, "text": "Nobody wrote.", "evidence": "secondary"}],
        "names_in_title": ["Zebedee"],
    }
    source = {
        "id": "guide-2026",
        "title": "A guide",
        "label": "Guide 2026",
        "publisher": "A department",
        "edition": "2026",
        "evidence": "secondary",
        "checked_on": "2026-11-23",
    }
    requirement = {
        "code": "YEARLY",
        "title": "Yearly update",
        "sentence": "Everyone learns something new each year.",
        "authority": "A board",
        "source": "guide-2026",
        "statutory": False,
        "kinds": "all",
        "roles": "all",
        "trigger": "interval",
        "interval_months": 12,
        "evidence": "seen",
        "contributes": True,
        "checked_on": "2026-11-23",
    }
    return {
        "reviews.yml": {"reviews": [review]},
        "sources.yml": {"sources": [source]},
        "themes.yml": {"themes": [{"id": "voice", "title": "Voice of the child", "sentence": "Hearing children."}]},
        "language.yml": {"swaps": [{"avoid": "streetwise", "say": "has had to cope with", "why": "it excuses adults"}]},
        "support.yml": {
            "contacts": [
                {
                    "id": "line",
                    "name": "A line",
                    "what": "Advice.",
                    "number": "01632 960 100",
                    "checked_on": "2026-11-23",
                }
            ]
        },
        "pathways/england.yml": {
            "pathway": "england",
            "title": "England",
            "partnership": None,
            "requirements": [requirement],
        },
        "series/course.yml": {
            "id": "series",
            "title": "A series",
            "about": "A series of modules.",
            "modules": ["01-listening"],
        },
    }


def _module() -> str:
    front = {
        "id": "01-listening",
        "course": "series",
        "edition": "1.0",
        "change": "learning",
        "title": "Listening",
        "level": "supports level 2 training",
        "theme": "voice",
        "minutes": 20,
        "review_by": "2027-09-01",
        "written_on": "2026-11-24",
        "outcomes": ["I can listen."],
        "content_note": "It touches on harm.",
        "check": {"questions": 6, "own_kind": 2, "pass_percent": 80, "critical_must_be_right": True},
        "reflection": {"prompts": 3, "at_least": 2},
        "contributes_to": ["YEARLY"],
        "does_not_evidence": [],
    }
    head = yaml.safe_dump(front, sort_keys=False)
    body = """# Asking {#asking}

Children are heard when somebody asks [@town-2020.1].

::: statement id=ask-first findings=town-2020.1
Ask first.
:::

::: only for=childminder
You work alone.
:::

::: scene 1
:::

# Writing {#writing}

::: statement id=write-down findings=town-2020.2 sources=guide-2026
Write it down today, and tell ⟦dsl⟧.
:::

::: record poor
Seemed sad.
:::

::: record good
She said “no”.
:::

::: scene 2
:::

::: scene 3
:::
"""
    return f"---\n{head}---\n{body}"


def _scene(kind: SettingKind, number: int) -> dict[str, Any]:
    choices = [
        {"text": f"Choice {verdict}", "verdict": verdict, "consequence": f"It was {verdict}."}
        for verdict in ("weak", "strong", "partial")
    ]
    return {
        "id": f"{kind}-scene-{number}",
        "title": f"Scene {number}",
        "note": "Touches on worry.",
        "scene": "You are there.",
        "first": {"question": "First?", "choices": choices},
        "second": {"scene": "Later.", "question": "Then?", "choices": choices},
        "taught": "Ask.",
        "gentle": "Asking helps.",
        "findings": ["town-2020.1"],
        "statements": ["ask-first"],
    }


def a_bank(audience: str, own: str, count: int, critical: int = 0, prompts: bool = False) -> dict[str, Any]:
    """A question file with `count` questions, the first of them critical, and six prompts where asked."""
    kinds = ("single", "several", "order", "match", "true-false")
    questions = [_question(f"{own}-{n}", kinds[n % 5], n, n < critical) for n in range(count)]
    bank: dict[str, Any] = {"for": audience, "questions": questions}
    if prompts:
        bank["prompts"] = [{"id": f"{own}-prompt-{n}", "text": f"Prompt {n}?", "hint": "Think."} for n in range(6)]
    return bank


def _question(code: str, kind: str, number: int, critical: bool) -> dict[str, Any]:
    question: dict[str, Any] = {
        "id": code,
        "type": kind,
        "difficulty": "easy",
        "critical": critical,
        "statement": STATEMENTS[number % 2],
        "sources": ["town-2020.1"],
        "misconception": "That it is simple.",
        "stem": f"Question {code}?",
        "explanation": "Because.",
    }
    options = [{"text": f"{code} option {n}", "feedback": f"Feedback {n}."} for n in range(4)]
    options[number % 4]["correct"] = True  # type: ignore[assignment]
    if kind == "single":
        question["options"] = options
    elif kind == "several":
        options[(number + 1) % 4]["correct"] = True  # type: ignore[assignment]
        question["options"] = options
    elif kind == "order":
        question["steps"] = [{"text": f"Step {n}", "feedback": "So."} for n in range(4)]
    elif kind == "match":
        question["pairs"] = [{"left": f"Left {n}", "right": f"Right {n}", "feedback": "So."} for n in range(3)]
    else:
        question |= {"answer": False, "if_true": "No.", "if_false": "Yes.", "reasons": options[: 3 + number % 4 // 3]}
    return question
