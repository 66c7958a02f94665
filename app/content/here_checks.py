"""The checks of questions that are made of a setting's own facts: whoever answers wrongly must read what is right."""

from collections import Counter
from collections.abc import Iterator

from app.content.citations import fields_used
from app.content.documents import Entry, Shelf
from app.content.faults import Fault
from app.content.marked_yaml import Marked, Path, dotted
from app.content.module_checks import answers, yaml_texts
from app.core.vocabulary import SettingKind, Topic

EMERGENCY = "999"
OF_A_LEAD = frozenset({"dsl", "dsl_contact", "deputy", "deputy_contact"})


def faults(marked: Marked, shelf: Shelf) -> Iterator[Fault]:
    """Every fault of one kind's questions about its own setting."""
    yield from yaml_texts(marked)
    kind, evidence, seen = marked.value["for"], shelf.evidence(), Counter[str]()
    for index, entry in enumerate(marked.value["questions"]):
        at: Path = ("questions", index)
        seen[entry["id"]] += 1
        if seen[entry["id"]] > 1 or not entry["id"].startswith(f"{kind}-"):
            yield _fault(marked, (*at, "id"), f"{entry['id']!r} is out of place or used twice.", f"Begin with {kind}-.")
        for ref in entry["sources"]:
            if evidence.get(ref) not in ("seen", "secondary"):
                wrong = f"{ref!r} was not seen, or is not there to cite."
                yield _fault(marked, (*at, "sources"), wrong, "Cite a finding or source that was seen.")
        yield from answers(marked, at, {**entry, "type": "single"})
        yield from _says_what_is_right(marked, at, entry)
        yield from _safe(marked, at, entry)


def _fault(marked: Marked, at: Path, wrong: str, mend: str) -> Fault:
    return Fault(marked.file, marked.line(at), dotted(at), wrong, mend)


def _fields(text: str) -> set[str]:
    return {name for _, name in fields_used(text)}


def _says_what_is_right(marked: Marked, at: Path, entry: Entry) -> Iterator[Fault]:
    """The right answer names a fact of the setting, no other answer names it, and every explanation does."""
    right = set[str]().union(*(_fields(one["text"]) for one in entry["options"] if one.get("correct"))) - {"setting"}
    if not right:
        yield _fault(marked, (*at, "options"), "The right answer names no fact of the setting.", "Use ⟦…⟧ in it.")
    for number, option in enumerate(entry["options"]):
        place = (*at, "options", number)
        if option.get("correct"):
            continue
        if right & _fields(option["text"]):
            yield _fault(marked, (*place, "text"), "A wrong answer names what is right.", "Name another fact.")
        if right and not right & _fields(option["feedback"]):
            named = " or ".join(f"⟦{name}⟧" for name in sorted(right))
            wrong = "Whoever chooses this is not told what is right here."
            yield _fault(marked, (*place, "feedback"), wrong, f"Name {named} in it.")


def _safe(marked: Marked, at: Path, entry: Entry) -> Iterator[Fault]:
    """Whoever reads about ringing also reads of 999; a childminder, who is her own lead, is sent to no other."""
    if entry["topic"] != Topic.RECORD and EMERGENCY not in entry["explanation"]:
        yield _fault(marked, (*at, "explanation"), "It does not say when to ring 999.", "Say it.")
    texts = [entry["stem"], *(text for one in entry["options"] for text in (one["text"], one["feedback"]))]
    if marked.value["for"] == SettingKind.CHILDMINDER and OF_A_LEAD & set[str]().union(*map(_fields, texts)):
        wrong = "A childminder is the lead herself, and works alone."
        yield _fault(marked, at, wrong, "Send her to a number, not to a lead or deputy.")
