"""The checks of one module: its references, scenes, questions and prompts."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from app.content import easy_read, picture_checks
from app.content.citations import FIELDS, cited, fields_used
from app.content.documents import Bank, Entry, ModuleDocument, Shelf
from app.content.faults import Fault
from app.content.language import breaches, prose, said
from app.content.marked_yaml import Marked, Path, dotted
from app.content.markup import excess
from app.core.vocabulary import EVERYONE, SettingKind

OWN_QUESTIONS = 6
NOTE = "✎"
TAKEN = {"check", "here", "reflection", "completed"}  # A section's slug is its address, beside a module's other steps.


class Place(NamedTuple):
    """Where something is cited."""

    file: str
    line: int
    where: str


def faults(module: ModuleDocument, shelf: Shelf) -> Iterator[Fault]:
    """Every fault of a module and its banks."""
    yield from _references(module, shelf)
    yield from _statements(module)
    yield from _body(module, shelf)
    yield from _complete(module)
    for marked in module.scenes.values():
        yield from _scenes(marked, module)
    for bank in module.banks.values():
        yield from _questions(bank, module)
    yield from _draw(module, module.front["check"], "check")
    yield from _renewal(module)
    yield from _requirements(module, shelf)
    yield from easy_read.faults(module)
    yield from picture_checks.faults(module)


def _fault(marked: Marked, at: Path, wrong: str, mend: str) -> Fault:
    return Fault(marked.file, marked.line(at), dotted(at), wrong, mend)


def places_citing(module: ModuleDocument) -> Iterator[tuple[Place, str]]:
    """Everything a module cites, and where: text, statements, scenes and questions."""
    for section in module.sections:
        for block in section.blocks:
            for ref in (*block.listed("findings"), *block.listed("sources")):
                yield Place(module.file, block.line, f"statement {block.attributes.get('id', '?')}"), ref
            for offset, ref in cited(block.text):
                yield Place(module.file, block.line + offset + (block.name != "text"), f"section {section.slug}"), ref
    for marked in module.scenes.values():
        yield from _listed(marked, "scenes", "findings")
    for bank in module.banks.values():
        yield from _listed(bank.marked, "questions", "sources")


def _listed(marked: Marked, entries: str, key: str) -> Iterator[tuple[Place, str]]:
    for index, entry in enumerate(marked.value[entries]):
        for ref in entry[key]:
            yield Place(marked.file, marked.line((entries, index, key)), f"{entry['id']}"), ref


def _references(module: ModuleDocument, shelf: Shelf) -> Iterator[Fault]:
    evidence = shelf.evidence()
    for place, ref in places_citing(module):
        if ref not in evidence:
            mend = "Cite a finding of courses/reviews.yml (review.number) or an id of courses/sources.yml."
            yield Fault(place.file, place.line, place.where, f"There is no {ref!r} to cite.", mend)
        elif evidence[ref] in ("unverified", "not-read"):
            wrong = f"{ref!r} is {evidence[ref]} and must not be taught."
            yield Fault(place.file, place.line, place.where, wrong, "Cite something that was seen.")
    themes = {theme["id"] for theme in shelf.themes.value["themes"]}
    if module.front["theme"] not in themes:
        yield _fault(module.marked, ("theme",), f"There is no theme {module.front['theme']!r}.", "See themes.yml.")
    findings = set(shelf.finding_refs())
    for _, block in module.statements():
        if not findings.intersection(block.listed("findings")):
            wrong = "This statement rests on no finding."
            yield Fault(module.file, block.line, block.attributes.get("id", "?"), wrong, "Name one in findings=….")


def _statements(module: ModuleDocument) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for _, block in module.statements():
        name = block.attributes.get("id", "?")
        seen[name] += 1
        if seen[name] > 1:
            yield Fault(module.file, block.line, name, "Two statements have this id.", "Choose another.")
    tested = {entry["statement"] for bank in module.banks.values() for entry in bank.questions}
    shown = {
        entry for marked in module.scenes.values() for scene in marked.value["scenes"] for entry in scene["statements"]
    }
    for _, block in module.statements():
        is_read = not block.kinds.isdisjoint(module.kinds)
        if is_read and block.attributes.get("id", "?") not in tested | shown:
            wrong = "No question and no scene brings this statement to life."
            yield Fault(module.file, block.line, block.attributes.get("id", "?"), wrong, "Write one that does.")


def _body(module: ModuleDocument, shelf: Shelf) -> Iterator[Fault]:
    for section in module.sections:
        if section.slug in TAKEN:
            wrong = f"A module has a page of its own called {section.slug!r}."
            yield Fault(module.file, section.line, section.slug, wrong, "Choose another {#slug}.")
        for block in section.blocks:
            first = block.line + (block.name != "text")
            too_much = excess(block.text)
            if too_much:
                yield Fault(module.file, first, section.slug, too_much, "Make it shorter, or divide it.")
            for offset, swap in breaches(block.text, shelf.language.value["swaps"]):
                yield Fault(module.file, first + offset, section.slug, *said(swap))
            for offset, name in fields_used(block.text):
                if name not in FIELDS:
                    wrong = f"There is no merge field ⟦{name}⟧."
                    yield Fault(module.file, first + offset, section.slug, wrong, f"Known: {', '.join(FIELDS)}.")
    yield from _notes(module)
    yield from _names(module, shelf)


def _notes(module: ModuleDocument) -> Iterator[Fault]:
    """A line that begins with the sign of a pencil is a note to its author, and never goes out."""
    for section in module.sections:
        for block in section.blocks:
            for offset, line in enumerate(block.text.splitlines(), block.line + (block.name != "text")):
                if line.lstrip().startswith(NOTE):
                    wrong = f"This is a note to its author: “{line.strip()[:60]}”."
                    yield Fault(module.file, offset, section.slug, wrong, "Write what belongs here in its place.")


def _names(module: ModuleDocument, shelf: Shelf) -> Iterator[Fault]:
    """A child's name stands in a review's published title, and nowhere else."""
    names = {name for review in shelf.reviews.value["reviews"] for name in review.get("names_in_title", [])}
    texts = [(module.file, b.line, s.slug, b.text) for s in module.sections for b in s.blocks]
    for marked in [*module.scenes.values(), *(bank.marked for bank in module.banks.values())]:
        texts += [(marked.file, marked.line(path), dotted(path), text) for path, text in prose(marked.value)]
        yield from yaml_texts(marked)
    for file, line, where, text in texts:
        for name in sorted(names):
            if name in text:
                yield Fault(file, line, where, f"“{name}” is a child’s name.", "Name the review by place and year.")


def yaml_texts(marked: Marked) -> Iterator[Fault]:
    """A fault for each text that is too long, or asks for a fact that no setting has."""
    for path, text in prose(marked.value):
        too_much = excess(text)
        if too_much:
            yield _fault(marked, path, too_much, "Make it shorter.")
        for _, name in fields_used(text):
            if name not in FIELDS:
                yield _fault(marked, path, f"There is no merge field ⟦{name}⟧.", f"Known: {', '.join(FIELDS)}.")


def _complete(module: ModuleDocument) -> Iterator[Fault]:
    for kind in module.kinds:
        if kind not in module.scenes:
            yield _fault(module.marked, (), f"There are no scenes for {kind} that can be read.", "Write its file.")
        if kind not in module.banks:
            yield _fault(module.marked, (), f"There is no question file for {kind} that can be read.", "Write it.")
        elif len(module.banks[kind].questions) < OWN_QUESTIONS or not module.banks[kind].prompts:
            marked = module.banks[kind].marked
            yield _fault(
                marked, ("questions",), f"{kind} needs {OWN_QUESTIONS} questions and six prompts.", "Add some."
            )
    if EVERYONE not in module.banks:
        yield _fault(module.marked, (), "There is no common.yml that can be read.", "Write it.")


def _scenes(marked: Marked, module: ModuleDocument) -> Iterator[Fault]:
    known = {block.attributes.get("id", "?") for _, block in module.statements()}
    for index, scene in enumerate(marked.value["scenes"]):
        for turn in ("first", "second"):
            strong = [choice for choice in scene[turn]["choices"] if choice["verdict"] == "strong"]
            if len(strong) != 1:
                at: Path = ("scenes", index, turn, "choices")
                yield _fault(marked, at, f"{len(strong)} choices are strong.", "Make exactly one of them strong.")
        for name in scene["statements"]:
            if name not in known:
                at = ("scenes", index, "statements")
                yield _fault(marked, at, f"There is no statement {name!r}.", "Use an id of the module.")


def _questions(bank: Bank, module: ModuleDocument) -> Iterator[Fault]:
    known = {b.attributes.get("id", "?"): b.kinds for _, b in module.statements()}
    kinds = set(module.kinds) if bank.audience == EVERYONE else {SettingKind(bank.audience)}
    own = "all" if bank.audience == EVERYONE else bank.audience
    seen: Counter[str] = Counter()
    for index, entry in enumerate(bank.questions):
        at: Path = ("questions", index)
        seen[entry["id"]] += 1
        if seen[entry["id"]] > 1:
            yield _fault(bank.marked, (*at, "id"), "Two questions have this id.", "Choose another.")
        if not entry["id"].startswith(f"{own}-"):
            yield _fault(bank.marked, (*at, "id"), f"{entry['id']!r} is out of place.", f"Begin it with {own}-.")
        if entry["statement"] not in known:
            wrong = f"There is no statement {entry['statement']!r}."
            yield _fault(bank.marked, (*at, "statement"), wrong, "Use an id of the module.")
        elif not kinds <= known[entry["statement"]]:
            wrong = f"{entry['statement']!r} is not taught to everyone this question is for."
            yield _fault(bank.marked, (*at, "statement"), wrong, "Test a statement that they read.")
        yield from answers(bank.marked, at, entry)


def answers(marked: Marked, at: Path, entry: Entry) -> Iterator[Fault]:
    """A fault where the answers of a question do not add up."""
    key = {"single": "options", "several": "options", "true-false": "reasons"}.get(entry["type"])
    if key is None:
        side = [pair["right"] for pair in entry["pairs"]] if "pairs" in entry else []
        if len(set(side)) != len(side):
            yield _fault(marked, (*at, "pairs"), "Two pairs have the same right side.", "Make each one different.")
        return
    right = sum(bool(option.get("correct")) for option in entry[key])
    least, most = (2, len(entry[key]) - 1) if entry["type"] == "several" else (1, 1)
    if not least <= right <= most:
        wanted = "exactly one" if most == 1 else f"two to {most}"
        yield _fault(marked, (*at, key), f"{right} are marked correct.", f"Mark {wanted} with `correct: true`.")


def _renewal(module: ModuleDocument) -> Iterator[Fault]:
    """The shorter path of a renewal reads sections that are there, and its check can be drawn."""
    renewal = module.front.get("renewal")
    if renewal is None:
        return
    known = {section.slug for section in module.sections}
    for index, slug in enumerate(renewal["sections"]):
        if slug not in known:
            at: Path = ("renewal", "sections", index)
            yield _fault(module.marked, at, f"There is no section {slug!r}.", "Use a {#slug} of the module.")
    yield from _draw(module, renewal["check"], "renewal")


def _draw(module: ModuleDocument, rule: Entry, key: str) -> Iterator[Fault]:
    """A check with a rule, the module's own or its renewal's, can be drawn for every kind of setting."""
    common = module.banks.get(EVERYONE)
    at: Path = (key, "questions") if key == "check" else (key, "check", "questions")
    for kind in module.kinds:
        bank = module.banks.get(kind)
        if bank is None or common is None:
            continue
        questions = [*common.questions, *bank.questions]
        critical = [entry for entry in questions if entry.get("critical")]
        own = [entry for entry in bank.questions if not entry.get("critical")]
        if len(questions) < rule["questions"] or len(critical) + rule["own_kind"] > rule["questions"] + len(
            bank.questions
        ):
            wrong = f"A check for {kind} cannot be drawn from {len(questions)} questions."
            yield _fault(module.marked, at, wrong, "Ask fewer, or write more.")
        common_critical = [entry for entry in common.questions if entry.get("critical")]
        if len(common_critical) + max(rule["own_kind"], len(bank.questions) - len(own)) > rule["questions"]:
            wrong = (
                f"{len(critical)} critical questions and {rule['own_kind']} of its own do not fit a check for {kind}."
            )
            yield _fault(module.marked, at, wrong, "Ask more, or make fewer critical.")


def _requirements(module: ModuleDocument, shelf: Shelf) -> Iterator[Fault]:
    known = {entry["code"]: entry for marked in shelf.pathways for entry in marked.value["requirements"]}
    for key in ("contributes_to", "does_not_evidence"):
        for index, code in enumerate(module.front[key]):
            if code not in known:
                at = (key, index)
                yield _fault(module.marked, at, f"There is no requirement {code!r}.", "See courses/pathways/.")
            elif key == "contributes_to" and not known[code]["contributes"]:
                at = (key, index)
                yield _fault(module.marked, at, f"No module contributes to {code}.", "Take it out.")
