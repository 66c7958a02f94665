"""Which questions can be asked in a setting today, made of its facts; and which answers its facts have overtaken."""

from collections.abc import Collection, Iterable, Mapping
from random import Random
from typing import Any

from app.content.citations import FIELD, FIELDS, fields_used
from app.core.vocabulary import Topic
from app.here.records import Given, HereRecord, Offered, TopicCount

MOST = 3  # after one check: two minutes, and no second examination
SMALL_GROUP = 5
UNCLEAR = "two of its answers would be the same here"
ABOUT_HERSELF = "it is about the reader herself"
Facts = Mapping[str, str | None]


def facts_in(value: Any) -> frozenset[str]:
    """The facts that a text, or anything made of texts, asks for."""
    if isinstance(value, str):
        return frozenset(name for _, name in fields_used(value))
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return frozenset[str]().union(*(facts_in(part) for part in parts))


def filled(value: Any, facts: Facts) -> Any:
    """A text, or anything made of texts, with every fact in its place."""
    if isinstance(value, str):
        return FIELD.sub(lambda found: facts.get(found[1]) or "", value)
    if isinstance(value, dict):
        return {key: filled(part, facts) for key, part in value.items()}
    return [filled(part, facts) for part in value] if isinstance(value, list) else value


def why_not(template: Mapping[str, Any], facts: Facts, to_check: Collection[str]) -> tuple[str, ...]:
    """Why a question cannot be asked in a setting today, in words; nothing when it can.

    Args:
        template: as its author wrote it.
        facts: the setting's own, by name.
        to_check: the facts whose last check is too long ago.
    """
    used = [name for name in FIELDS if name in facts_in(dict(template))]
    missing = [f"nobody has said: {FIELDS[name]}" for name in used if not facts.get(name)]
    stale = [f"please check: {FIELDS[name]}" for name in used if facts.get(name) and name in to_check]
    return (*missing, *stale) or (() if _is_clear(template, facts) else (UNCLEAR,))


def _is_clear(template: Mapping[str, Any], facts: Facts) -> bool:
    """Whether no wrong answer names, here, the very thing that the right one names."""
    options = template["options"]
    right = facts_in([one["text"] for one in options if one.get("correct")])
    others = facts_in([template["stem"], *(one["text"] for one in options if not one.get("correct"))]) - right
    return not {same(facts.get(name)) for name in right} & {same(facts.get(name)) for name in others}


def same(value: str | None) -> str:
    """A fact as it is compared: however it was spaced and written large."""
    return " ".join((value or "").split()).casefold()


def offered(
    templates: Iterable[Mapping[str, Any]], facts: Facts, to_check: Collection[str], reader: str = ""
) -> list[Offered]:
    """The questions of a kind of setting as they would be put to a reader of that name today, or why they are not."""
    found = []
    for one in templates:
        reasons = why_not(one, facts, to_check)
        if not reasons and any(same(facts.get(name)) == same(reader) for name in facts_in(dict(one)) if reader):
            reasons = (ABOUT_HERSELF,)
        payload = {**filled(dict(one), facts), "type": "single"}  # as questions of a check say it
        found.append(Offered(one["id"], Topic(one["topic"]), payload, reasons))
    return found


def drawn(found: Iterable[Offered], seen: Collection[str], random: Random) -> list[Offered]:
    """The few that are put after one check: those not seen before first."""
    can_be_asked = [one for one in found if not one.why_not]
    mixed = random.sample(can_be_asked, len(can_be_asked))
    return sorted(mixed, key=lambda one: one.code in seen)[:MOST]


def changed(frozen: Mapping[str, str], facts: Facts) -> tuple[str, ...]:
    """The facts of a question that are others today than they were when it was put."""
    return tuple(name for name in FIELDS if name in frozen and same(frozen[name]) != same(facts.get(name)))


def counted(answers: Iterable[tuple[int, HereRecord, Given]]) -> list[TopicCount]:
    """How a setting's people answered, by topic: each by her newest answer, small groups hidden.

    Args:
        answers: whose post, the question and the answer; the oldest first.
    """
    newest: dict[tuple[Topic, int], bool] = {}
    aside = dict.fromkeys(Topic, 0)
    for post_id, record, given in answers:
        if record.changed:
            aside[record.topic] += 1
        else:
            newest[record.topic, post_id] = given.is_right
    return [_count(topic, [right for (about, _), right in newest.items() if about is topic], aside) for topic in Topic]


def _count(topic: Topic, rights: list[bool], aside: Mapping[Topic, int]) -> TopicCount:
    is_large = not rights or len(rights) >= SMALL_GROUP
    return TopicCount(topic, len(rights) if is_large else None, sum(rights) if is_large else None, aside[topic])
