"""An evidence pack's content as tables, for whoever wants to count for herself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.tracker.records import Pack

Cell = str | int | date | None


@dataclass(frozen=True)
class Table:
    """One table: the name of its file, the names of its columns, and its rows."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def tables(pack: Pack) -> list[Table]:
    """Every table of a pack, in its order."""
    return [
        Table("1-in-short", ("What", "How many"), pack.steps),
        Table(
            "2-modules", ("Module", "Standing", "People"), [(m.title, *one) for m in pack.modules for one in m.counts]
        ),
        Table(
            "3-who",
            ("Name", "Job", "Role", "In post since", *pack.columns),
            [(one.name, one.job_title, one.role, one.started_on, *one.cells) for one in pack.staff],
        ),
        Table(
            "4-requirements",
            ("Requirement", "Authority", "Statutory", "Edition", "To be confirmed", "Standing", "Posts"),
            [
                (d.title, d.authority, "yes" if d.is_statutory else "no", d.edition, d.to_confirm, words, count)
                for d in pack.duties
                for words, count in (d.counts or (("A duty of the setting itself", 0),))
            ],
        ),
        Table(
            "5-understanding",
            ("Theme", "People", "Answers", "Not right", "Not right while sure"),
            [(one.title, one.people, one.asked, one.wrong, one.sure_wrong) for one in pack.themes],
        ),
        Table(
            "6-practice",
            ("Practice action", "Led by", "Opened on", "To be looked at on", "State", "What came of it"),
            [(a.words, a.owner, a.opened_on, a.review_on, a.state, a.came_of_it) for a in pack.actions],
        ),
        Table(
            "6-what-is-different",
            ("Theme", "Statement of practice", "Last said on", "To be looked at on"),
            [(one.theme, one.words, one.said_on, one.review_on) for one in pack.statements],
        ),
        Table("7-missing", ("What", "How many"), [(one.what, one.count) for one in pack.missing]),
    ]
