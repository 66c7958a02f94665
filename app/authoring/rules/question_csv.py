"""Questions as a table, one on a line: what a spreadsheet writes, and what it is given to begin with."""

import csv
import difflib
import io
from collections.abc import Iterable, Iterator
from typing import Any

from app.authoring.rules.brought import Asked, Brought, Question, Refused, Unfit, option, question, refusal
from app.core.cells import disarmed, meant

PLACES = range(1, 7)
SHARED = ("id", "type", "difficulty", "critical", "statement", "sources", "misconception", "question", "explanation")
TRUTH = ("answer", "if_true", "if_false")
COLUMNS = (
    *SHARED,
    *TRUTH,
    *(f"{name}_{n}" for n in PLACES for name in ("option", "goes_with", "right", "feedback")),
)
OF_EACH = {
    "single": ("option", "right", "feedback"),
    "several": ("option", "right", "feedback"),
    "order": ("option", "feedback"),
    "match": ("option", "goes_with", "feedback"),
    "true-false": ("option", "right", "feedback"),
}
NEEDED = ("type", "question")
WORDS = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "x": True, "1": True}
EMPTY = "Give the columns their names in the first line, as the template does."
EXAMPLES = (
    question(
        "single",
        {
            "id": "drawing",
            "difficulty": "easy",
            "sources": "coventry-2013.1",
            "misconception": "A drawing is only a drawing.",
            "stem": "A child draws herself outside the house. What do you do first?",
            "explanation": "A review in Coventry (2013) found that nobody tried hard enough to talk with the child.",
        },
        {
            "options": [
                option("Ask her to tell you about the picture", "An open invitation leaves her room.", True),
                option("Ask whether somebody is unkind at home", "That puts an answer in her mouth.", False),
                option("Pin it up with the others", "You will not know unless you ask.", False),
            ]
        },
    ),
    question(
        "true-false",
        {"id": "sure-first", "stem": "You should be sure before you tell anybody that you are worried."},
        {
            "answer": False,
            "if_true": "Waiting until you are sure can take too long.",
            "if_false": "Yes. A worry is enough to talk about.",
            "reasons": [
                option("A worry is enough to talk about", "Yes. Somebody else may hold the next piece.", True),
                option("Only leads may be worried", "Everybody may, and everybody is listened to.", False),
                option("It is quicker", "Quick is good, but it is not the reason.", False),
            ],
        },
    ),
    question(
        "match",
        {"id": "who-does-what", "stem": "What belongs together?"},
        {
            "pairs": [
                {"left": "You see something", "right": "Write it down", "feedback": "The same day, in plain words."},
                {"left": "You are worried", "right": "Tell the lead", "feedback": "You need not be sure."},
                {"left": "A child is in danger now", "right": "Ring 999", "feedback": "Then tell the lead."},
            ]
        },
    ),
)


def write(questions: Iterable[Question]) -> str:
    """Questions as CSV that a spreadsheet opens: no cell is taken for a formula, and each comes back unchanged."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="")
    table.writeheader()
    for one in questions:
        table.writerow({name: disarmed(cell) for name, cell in _row(one).items()})
    return out.getvalue()


def _row(one: Question) -> dict[str, str]:
    row = {name: one[name] for name in SHARED if name in one and name != "critical"}
    row |= {"question": one["stem"], "sources": " ".join(one["sources"]), "critical": _yes(one.get("critical"))}
    if one["type"] == "true-false":
        row |= {"answer": "true" if one["answer"] else "false", "if_true": one["if_true"], "if_false": one["if_false"]}
    entries = next(one[key] for key in ("options", "steps", "pairs", "reasons") if key in one)
    for n, entry in zip(PLACES, entries, strict=False):
        row |= {
            f"option_{n}": entry.get("left", entry.get("text")),
            f"goes_with_{n}": entry.get("right", ""),
            f"right_{n}": _yes(entry.get("correct")),
            f"feedback_{n}": entry["feedback"],
        }
    return row


def _yes(value: Any) -> str:
    return "yes" if value else ""


def parse(text: str) -> Brought:
    """Read CSV with a line of column names: separated by commas, semicolons or tabs, whatever a spreadsheet writes."""
    asked: list[Asked] = []
    refused: list[Refused] = []
    lines = _lines(text.removeprefix("\ufeff"), refused)
    number, names = next(lines, (1, []))
    names = [name.casefold().replace(" ", "_") for name in names]
    try:
        _known(names)
    except Unfit as unfit:
        return Brought((), (*refused, refusal(number, ", ".join(names), unfit)))
    for number, cells in lines:
        try:
            asked.append(Asked(number, _question(names, cells)))
        except Unfit as unfit:
            refused.append(refusal(number, " ".join(cells), unfit))
    return Brought(tuple(asked), tuple(refused))


def _lines(text: str, refused: list[Refused]) -> Iterator[tuple[int, list[str]]]:
    """Every line that says something, with the number of the file's line on which it begins."""
    delimiter = max(",;\t", key=text.lstrip().partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            told = [meant(cell.strip()) for cell in cells]
            if any(told):
                yield number, told
            number = reader.line_num + 1
    except csv.Error:
        mend = "Look for a quotation mark that is not closed. What stands below it was not read."
        refused.append(Refused(number, "", "This line is not CSV that can be read.", mend))


def _known(names: list[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Unfit(f"There is no column called {' or '.join(missing)}.", EMPTY)
    for name in names:
        if name and name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, 1)
            mend = f"Did you mean {near[0]}?" if near else "The template shows every column there is."
            raise Unfit(f"The column {name!r} is not known.", mend)
        if name and names.count(name) > 1:
            raise Unfit(f"Two columns are called {name}.", "Take one of them out.")


def _question(names: list[str], cells: list[str]) -> Question:
    if any(cell and not name for name, cell in zip(names, cells, strict=False)) or any(cells[len(names) :]):
        raise Unfit("Something stands in a column without a name.", "Put a text that holds a comma in quotation marks.")
    row = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
    kind = row.get("type", "").casefold()
    if kind not in OF_EACH:
        raise Unfit(f"{row.get('type', '')!r} is not a type of question.", f"Write one of: {', '.join(OF_EACH)}.")
    if "question" not in row:
        raise Unfit("The question itself is empty.", "Write it in the column question.")
    entries = [entry for n in PLACES if (entry := _entry(row, kind, n))]
    _nothing_else(row, kind)
    critical = {"critical": True} if _truth(row, "critical") else {}
    return question(kind, {**row, "stem": row["question"]}, {**_parts(row, kind, entries), **critical})


def _entry(row: dict[str, str], kind: str, n: int) -> dict[str, Any]:
    said = {name: row.get(f"{name}_{n}", "") for name in OF_EACH[kind]}
    if not any(said.values()):
        return {}
    if kind == "match":
        return {"left": said["option"], "right": said["goes_with"], "feedback": said["feedback"]}
    return option(said["option"], said["feedback"], "right" in said and _truth(row, f"right_{n}"))


def _nothing_else(row: dict[str, str], kind: str) -> None:
    """Refuse what would be lost without a word: cells that this type of question has no place for."""
    fits = {
        *SHARED,
        *(TRUTH if kind == "true-false" else ()),
        *(f"{name}_{n}" for name in OF_EACH[kind] for n in PLACES),
    }
    strange = [name for name in row if name not in fits]
    if strange:
        raise Unfit(f"A question of type {kind} has no {strange[0]}.", "Empty that cell, or change the type.")


def _truth(row: dict[str, str], name: str) -> bool:
    said = row.get(name, "")
    if said.casefold() not in WORDS:
        raise Unfit(f"{said!r} in the column {name} is neither yes nor no.", "Write yes, or leave it empty.")
    return WORDS[said.casefold()]


def _parts(row: dict[str, str], kind: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    if kind != "true-false":
        return {{"order": "steps", "match": "pairs"}.get(kind, "options"): entries}
    if "answer" not in row:
        raise Unfit("It is not said whether the sentence is true.", "Write true or false in the column answer.")
    sides = {name: row.get(name, "") for name in ("if_true", "if_false")}
    return {"answer": _truth(row, "answer"), **sides, "reasons": entries}
