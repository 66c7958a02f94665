"""What a schema cannot see: references that lead nowhere, answers that do not add up, words we avoid.

One run finds everything. `flask content check`, publication and the tests all call `check`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.content import here_checks, module_checks, schemas, unfinished
from app.content.documents import ModuleDocument, Shelf
from app.content.faults import Confirmation, Fault
from app.content.language import faults_in_yaml
from app.content.marked_yaml import Marked, dotted
from app.content.pictures import gather_pictures
from app.content.reader import Reader
from app.content.shape import faults_of
from app.content.texts import Texts, gather


def check(courses: Path, quizzes: Path) -> tuple[Shelf | None, list[Fault], list[Confirmation]]:
    """Read and check all content.

    Args:
        courses: the folder with the register, pathways and series.
        quizzes: the folder with the question banks.

    Returns:
        The shelf (None where its foundations cannot be read), every fault in order of file and line, and every place
        that should be confirmed by the partnership.
    """
    (texts, unread), (pictures, refused) = gather(courses, quizzes), gather_pictures(courses)
    shelf, faults = Reader({**texts, **dict.fromkeys(pictures)}, [*unread, *refused]).read()
    if shelf is None:
        return None, faults, []
    shelf = replace(shelf, pictures=pictures)
    found = [*faults, *_register(shelf), *_sources(shelf), *_pathways(shelf), *_language(shelf), *_places(shelf)]
    for marked in shelf.here:
        found += here_checks.faults(marked, shelf)
    for module in shelf.modules:
        found += module_checks.faults(module, shelf)
    return shelf, sorted(set(found)), sorted(set(_confirmations(shelf)))


def check_module(code: str, texts: Texts, shelf: Shelf) -> tuple[ModuleDocument | None, list[Fault]]:
    """Read and check one module that stands on a shelf's register, such as a draft.

    Args:
        code: series/module.
        texts: its own texts by name.
        shelf: what it rests on.

    Returns:
        The module with whatever could be read (None where its own file is missing), and every fault of its own.
    """
    reader = Reader(texts)
    module = reader.module(f"courses/{code}.md", unfinished.front(code, texts))
    if module is None:
        return None, sorted(set(reader.faults))
    found = [*reader.faults, *module_checks.faults(module, shelf)]
    for marked in _module_yaml(module):
        found += faults_in_yaml(marked, shelf.language.value["swaps"])
    # What stands in for a gap is no fault of its own: the gap was named already.
    return module, sorted({fault for fault in found if unfinished.GAP not in fault.wrong})


def check_reviews(entries: list[Any], shelf: Shelf) -> list[str]:
    """What is wrong, in words, with reviews that somebody would add to a shelf's register."""
    marked = Marked("reviews.yml", {"reviews": entries}, {})
    wrong = faults_of(marked, schemas.REVIEWS)
    if not wrong:
        wrong = [*_register(replace(shelf, reviews=marked)), *faults_in_yaml(marked, shelf.language.value["swaps"])]
    return [f"{fault.key.removeprefix('reviews.0.')}: {fault.wrong} {fault.mend}" for fault in sorted(set(wrong))]


def twice(marked: Marked, path: tuple[str | int, ...], ids: Iterable[object], what: str) -> Iterator[Fault]:
    """A fault for each id of a list that an earlier entry already has; `path` leads to the list."""
    seen: Counter[object] = Counter()
    for index, name in enumerate(ids):
        seen[name] += 1
        if seen[name] > 1:
            at = (*path, index)
            yield Fault(marked.file, marked.line(at), dotted(at), f"{what} {name!r} is used twice.", "Choose another.")


def _register(shelf: Shelf) -> Iterator[Fault]:
    marked, themes = shelf.reviews, {theme["id"] for theme in shelf.themes.value["themes"]}
    reviews = marked.value["reviews"]
    yield from twice(marked, ("reviews",), [review["id"] for review in reviews], "The id")
    for index, review in enumerate(reviews):
        path = ("reviews", index, "findings")
        yield from twice(marked, path, [finding["number"] for finding in review["findings"]], "The number")
        for number, finding in enumerate(review["findings"]):
            if finding["theme"] not in themes:
                at = (*path, number, "theme")
                wrong = f"There is no theme {finding['theme']!r}."
                yield Fault(marked.file, marked.line(at), dotted(at), wrong, f"Known: {', '.join(sorted(themes))}.")
            if finding["evidence"] == "unverified":
                at = (*path, number, "evidence")
                wrong = "An unverified finding must not be in the register."
                yield Fault(marked.file, marked.line(at), dotted(at), wrong, "Confirm it first, or take it out.")


def _sources(shelf: Shelf) -> Iterator[Fault]:
    names = [source["id"] for source in shelf.sources.value["sources"]]
    yield from twice(shelf.sources, ("sources",), names, "The id")
    reviews = {review["id"] for review in shelf.reviews.value["reviews"]}
    for index, name in enumerate(names):
        if name in reviews:
            at = ("sources", index, "id")
            wrong = f"{name!r} is also the id of a review."
            yield Fault(shelf.sources.file, shelf.sources.line(at), dotted(at), wrong, "Choose another.")


def _pathways(shelf: Shelf) -> Iterator[Fault]:
    sources = {source["id"] for source in shelf.sources.value["sources"]}
    modules = {module.code for module in shelf.modules}
    met: set[str] = set()
    for marked in shelf.pathways:
        requirements = marked.value["requirements"]
        yield from twice(marked, ("requirements",), [entry["code"] for entry in requirements], "The code")
        for index, entry in enumerate(requirements):
            for key, wrong, mend in _faults_of_requirement(entry, sources, modules, met):
                at = ("requirements", index, key)
                yield Fault(marked.file, marked.line(at), dotted(at), wrong, mend)
        met |= {entry["code"] for entry in requirements}


def _faults_of_requirement(
    entry: dict[str, Any], sources: set[str], modules: set[str], met: set[str]
) -> Iterator[tuple[str, str, str]]:
    if entry["source"] not in sources:
        yield "source", f"There is no source {entry['source']!r}.", "Add it to courses/sources.yml."
    if entry["code"] in met:
        yield "code", f"Another pathway has the code {entry['code']!r}.", "Choose another."
    if entry["evidence"] == "unverified":
        yield "evidence", "What is unverified must not be asked of anybody.", "Confirm it first, or take it out."
    if entry["trigger"] == "interval" and not entry.get("interval_months"):
        yield "trigger", "An interval needs its months.", "Write interval_months."
    if entry["trigger"] == "each-edition" and "in_force_on" not in entry:
        yield "trigger", "Each edition needs the day on which this one came into force.", "Write in_force_on."
    for module in (entry.get("satisfied_by") or {}).get("modules", ()):
        if module not in modules:
            yield "satisfied_by", f"There is no module {module!r}.", "Write its series and id."


def yaml_files(shelf: Shelf) -> Iterator[Marked]:
    """Every YAML file and front matter of the shelf, but the swap list itself."""
    yield from (shelf.reviews, shelf.sources, shelf.themes, shelf.support)
    yield from (*shelf.pathways, *shelf.courses, *shelf.here)
    for module in shelf.modules:
        yield from _module_yaml(module)


def _module_yaml(module: ModuleDocument) -> Iterator[Marked]:
    yield module.marked
    yield from module.scenes.values()
    yield from (bank.marked for bank in module.banks.values())


def _language(shelf: Shelf) -> Iterator[Fault]:
    for marked in yaml_files(shelf):
        yield from faults_in_yaml(marked, shelf.language.value["swaps"])


def _places(shelf: Shelf) -> Iterator[Fault]:
    known = {course.value["id"] for course in shelf.courses}
    for marked in shelf.courses:
        folder = Path(marked.file).parent.name
        if marked.value["id"] != folder:
            wrong = f"The folder is {folder!r}, the id {marked.value['id']!r}."
            yield Fault(marked.file, marked.line(("id",)), "id", wrong, "Make the two agree.")
    for module in shelf.modules:
        if module.front["course"] not in known:
            wrong = f"There is no course {module.front['course']!r}."
            yield Fault(module.file, module.marked.line(("course",)), "course", wrong, "Use the folder’s name.")


def _confirmations(shelf: Shelf) -> Iterator[Confirmation]:
    evidence = shelf.evidence()
    for ref in (ref for ref, status in evidence.items() if status == "secondary"):
        file = shelf.reviews.file if "." in ref else shelf.sources.file
        yield Confirmation(file, ref, "somebody else’s account")
    yield from _pathway_confirmations(shelf)
    for module in shelf.modules:
        for place, ref in module_checks.places_citing(module):
            if evidence.get(ref) == "secondary":
                yield Confirmation(place.file, place.where, ref)


def _pathway_confirmations(shelf: Shelf) -> Iterator[Confirmation]:
    for marked in shelf.pathways:
        for entry in marked.value["requirements"]:
            if entry["evidence"] == "secondary" or entry.get("confirm"):
                yield Confirmation(marked.file, entry["code"], entry.get("confirm") or entry["source"])
