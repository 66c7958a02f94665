"""What fits on a single sheet, and how a page loses what paper cannot do."""

import re
from typing import Any

from app.content.citations import FIELD, FIELDS
from app.handouts.records import Briefing, Material, Point, Poster
from app.handouts.rules.choosing import chosen

ON_A_BRIEFING, ON_A_POSTER, PROMPTS, LABELS = 6, 3, 3, 2
_CITED = re.compile(r'<a href="#source-[^>]*>(.*?)</a>')
_LINK = re.compile(r"</?a\b[^>]*>")


def briefing(material: Material) -> Briefing:
    """What a seven-minute briefing holds."""
    scene = material.scenes[0] if material.scenes else None
    return Briefing(_points(material, ON_A_BRIEFING), scene, material.prompts[:PROMPTS])


def poster(material: Material) -> Poster:
    """What a poster holds."""
    question = material.pauses[0] if material.pauses else "What did you notice this week, and whom did you tell?"
    return Poster(_points(material, ON_A_POSTER), question)


def _points(material: Material, most: int) -> tuple[Point, ...]:
    shown = chosen(material.statements, most, material.themed)
    return tuple(Point(one.text, material.labels.get(one.code, ())[:LABELS]) for one in shown)


def unlinked(value: Any) -> Any:
    """A block whose links are words: paper cannot be clicked, and the numbers of its sources stay."""
    if isinstance(value, str):
        return _LINK.sub("", _CITED.sub(r"\1", value))
    if isinstance(value, dict):
        return {key: unlinked(one) for key, one in value.items()}
    return [unlinked(one) for one in value] if isinstance(value, list) else value


def spoken(text: str, facts: dict[str, str | None] | None) -> str:
    """A plain text with its merge fields filled in; a gap says what belongs there."""
    return FIELD.sub(lambda found: (facts or {}).get(found[1]) or f"[{FIELDS.get(found[1], found[1])}]", text)
