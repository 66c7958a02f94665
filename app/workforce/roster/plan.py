"""The lines of a staff list laid beside who works here: ready, changed, unchanged, to fix. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from app.accounts.rules import tidy_name
from app.workforce.records import Newcomer, PostRecord
from app.workforce.roster.columns import NEEDED, is_private, placed
from app.workforce.roster.rows import Row, Standing, read_row, to_fix
from app.workforce.rules import NEVER_ENDED_BY_A_LIST
from app.workforce.table import Table


@dataclass(frozen=True)
class Plan:
    """What confirming a list would do. `private` names the columns that were not read, whatever they hold."""

    rows: list[Row]
    ignored: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    missing: list[PostRecord] = field(default_factory=list)
    wrong: str = ""

    def of(self, standing: Standing) -> list[Row]:
        return [row for row in self.rows if row.standing == standing]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(str(row.standing) for row in self.rows)
        return {str(one): found[str(one)] for one in Standing}

    def to_mend(self) -> list[list[str]]:
        """The rows to fix as they came, with their lines and what is wrong beside them, under a header."""
        rows = self.of(Standing.FIX)
        columns = list(dict.fromkeys(name for row in rows for name in row.cells))
        table = [[*columns, "line", "to fix"]]
        for row in rows:
            reasons = "; ".join(f"{fault.column}: {fault.reason}" for fault in row.faults)
            table.append([*(row.cells.get(name, "") for name in columns), str(row.line), reasons])
        return table


def _untold(done: int) -> None:
    """Nobody asked how far it is."""


def plan(
    table: Table,
    here: Iterable[PostRecord],
    known: Iterable[str],
    today: date,
    told: Callable[[int], None] = _untold,
) -> Plan:
    """Lay a table beside the people of a setting.

    Args:
        table: the file's header and rows.
        here: the posts held in the setting today, and those still to begin.
        known: e-mail addresses of people known anywhere, in lower case.
        today: the day that dates are compared with.
        told: is handed the number of rows that were looked at.
    """
    columns, ignored = placed(table.headers)
    private = [header for header in table.headers if is_private(header)]
    lacking = [name for name in NEEDED if name not in columns.values()]
    if lacking:
        wanted = ", ".join(name.replace("_", " ") for name in lacking)
        wrong = f"The first line names no column for: {wanted}. Add it and try again."
        return Plan([], ignored, private, wrong=wrong)
    posts, addresses = list(here), set(known)
    index, rows = _Here(posts), []
    read = [read_row(line, cells, columns, len(table.headers), today) for line, cells in table.rows]
    for done, row in enumerate(_without_doubles(read), 1):
        rows.append(_laid_beside(row, index, addresses, today))
        told(done)
    rows = _one_line_each(rows)
    return Plan(rows, ignored, private, _missing(rows, posts, today))


def _missing(rows: list[Row], posts: list[PostRecord], today: date) -> list[PostRecord]:
    """Who works here and stands on no line, not even on one that is to be fixed."""
    met = {row.post.id for row in rows if row.post}
    faulty = [row.cells for row in rows if row.faults]
    codes = {cells.get("external_id") for cells in faulty} - {None, ""}
    names = {tidy_name(f"{cells.get('first_name', '')} {cells.get('last_name', '')}").casefold() for cells in faulty}

    def is_missing(post: PostRecord) -> bool:
        named = post.id in met or post.external_id in codes or post.person_name.casefold() in names
        return not named and post.role not in NEVER_ENDED_BY_A_LIST and post.started_on <= today

    return [post for post in posts if is_missing(post)]


def _without_doubles(rows: list[Row]) -> list[Row]:
    """A code or username stands once; an address twice only where the codes differ, and a name where anything does."""
    new = [row.newcomer for row in rows if row.newcomer]
    codes = Counter(one.external_id for one in new if one.external_id)
    usernames = Counter(one.username for one in new if one.username)
    addresses = Counter(one.email for one in new if one.email and not one.external_id)
    names = Counter(one.name.casefold() for one in new if _is_plain(one))

    def checked(row: Row) -> Row:
        one = row.newcomer
        if one is None:
            return row
        if one.external_id and codes[one.external_id] > 1:
            return to_fix(row, "external_id", one.external_id, "Two lines have this staff code.")
        if one.email and not one.external_id and addresses[one.email] > 1:
            return to_fix(row, "email", one.email, "Two lines have this address and no staff code.")
        if one.username and usernames[one.username] > 1:
            return to_fix(row, "username", one.username, "Two lines have this username.")
        if _is_plain(one) and names[one.name.casefold()] > 1:
            return to_fix(row, "first_name", one.name, "Two lines have this name. Add staff codes to tell them apart.")
        return row

    return [checked(row) for row in rows]


def _is_plain(new: Newcomer) -> bool:
    return not (new.external_id or new.email or new.username)


class _Here:
    """The posts of a setting, found by code, address, username or name without looking through all of them."""

    def __init__(self, posts: list[PostRecord]) -> None:
        self.by_code = {post.external_id: post for post in posts if post.external_id}
        self.by_address: dict[str, list[PostRecord]] = defaultdict(list)
        self.by_username: dict[str, list[PostRecord]] = defaultdict(list)
        self.by_name: dict[str, list[PostRecord]] = defaultdict(list)
        for post in posts:
            self.by_name[post.person_name.casefold()].append(post)
            for value, index in ((post.email, self.by_address), (post.username, self.by_username)):
                if value:
                    index[value].append(post)

    def met(self, new: Newcomer) -> list[PostRecord]:
        """The posts that a line may be about: none is somebody new, one is hers, several cannot be told apart."""
        if new.external_id in self.by_code:
            return [self.by_code[new.external_id]]
        named = [post for post in self.by_name.get(new.name.casefold(), ()) if not (new.email and post.email)]
        for found in (self.by_address.get(new.email or "", ()), self.by_username.get(new.username, ()), named):
            # Whoever has another staff code is somebody else, whatever else is the same.
            likely = [post for post in found if not (new.external_id and post.external_id)]
            if likely:
                return _likeliest(likely, new)
        return []


def _likeliest(posts: list[PostRecord], new: Newcomer) -> list[PostRecord]:
    """Those of the same name, where there are any; of these, for a line with a name alone, those with a name alone."""
    named = [post for post in posts if post.person_name.casefold() == new.name.casefold()] or posts
    plain = [post for post in named if not post.external_id and not post.email]
    return plain if plain and not new.external_id and not new.email else named


def _laid_beside(row: Row, here: _Here, known: set[str], today: date) -> Row:
    new = row.newcomer
    if new is None:
        return row
    found = here.met(new)
    if len(found) > 1:
        return to_fix(row, "first_name", new.name, "More than one person here may be meant. Add her staff code.")
    gone = row.leaves_on is not None and row.leaves_on <= today
    if found:
        return _of_a_colleague(row, new, found[0], gone)
    if gone:
        return replace(row, standing=Standing.UNCHANGED)
    # An address that a colleague here has too is a shared one; the staff codes tell the two apart.
    is_elsewhere = new.email in known and new.email not in here.by_address
    return replace(row, standing=Standing.ASKED if is_elsewhere else Standing.NEW)


def _of_a_colleague(row: Row, new: Newcomer, post: PostRecord, gone: bool) -> Row:
    row = replace(row, post=post)
    if gone and post.role in NEVER_ENDED_BY_A_LIST:
        return to_fix(row, "leave_date", row.cells["leave_date"], "End a safeguarding lead’s post by hand.")
    if gone and row.leaves_on and row.leaves_on < post.started_on:
        return to_fix(row, "leave_date", row.cells["leave_date"], "This is before her first day here.")
    if gone:
        return replace(row, standing=Standing.UNCHANGED if post.ended_on == row.leaves_on else Standing.LEAVES)
    changes = tuple(_changes(new, post))
    return replace(row, standing=Standing.CHANGED if changes else Standing.UNCHANGED, changes=changes)


def _changes(new: Newcomer, post: PostRecord) -> list[str]:
    pairs = (
        ("job", post.job_title, new.job_title),
        ("days", post.works_days, new.works_days or post.works_days),
        ("staff code", post.external_id, new.external_id or post.external_id),
        ("kind of setting", post.kind.label, (new.kind or post.kind).label),
        ("site", post.site, new.site or post.site),
        ("line manager", post.line_manager, new.line_manager or post.line_manager),
    )
    return [f"{what}: {before or 'none'} → {after}" for what, before, after in pairs if before != after]


def _one_line_each(rows: list[Row]) -> list[Row]:
    """Two lines about one colleague would undo each other, so both are to fix."""
    met = Counter(row.post.id for row in rows if row.post and row.newcomer)

    def checked(row: Row) -> Row:
        if row.post and row.newcomer and met[row.post.id] > 1:
            return to_fix(row, "first_name", row.newcomer.name, "Two lines are about this colleague. Keep one of them.")
        return row

    return [checked(row) for row in rows]
