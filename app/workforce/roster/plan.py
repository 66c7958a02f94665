"""A staff list read row by row and laid beside who works here: ready, changed, unchanged, to fix. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.accounts.rules import name_fault, tidy_name
from app.core.vocabulary import Role
from app.workforce.records import Newcomer, PostRecord
from app.workforce.rules import NEVER_ENDED_BY_A_LIST
from app.workforce.table import Table

# Column, and the names other staff systems give it. Names are compared without case, spaces or underscores.
SYNONYMS = {
    "external_id": ("staff code", "employee id", "payroll number", "usr id", "staff id"),
    "first_name": ("forename", "legal forename", "preferred forename", "given name", "first"),
    "last_name": ("surname", "legal surname", "family name", "last"),
    "email": ("work email", "email address", "e-mail"),
    "username": ("login name", "login"),
    "role": ("job title", "post", "job role", "job"),
    "start_date": ("employment start", "start", "date started"),
    "leave_date": ("employment end", "leaving date", "end date"),
    "works_days": ("days", "working days"),
    "last_training": ("training", "course", "qualification"),
    "last_training_date": ("training date", "attained", "date attained"),
    "provider": ("training provider",),
    "certificate_no": ("certificate number", "certificate"),
}
NEEDED = ("first_name", "last_name", "role")
_DATES = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d/%m/%y")
LONGEST = {
    "role": 120,
    "works_days": 60,
    "external_id": 60,
    "last_training": 200,
    "provider": 160,
    "certificate_no": 80,
}
SHAPES = (
    (
        "email",
        re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+"),
        "This is not an email address. Leave it empty if there is none.",
    ),
    ("username", re.compile(r"[\w.-]{2,60}"), "A username has letters, digits, dots and dashes only."),
)
EARLIEST, FURTHEST = date(1950, 1, 1), timedelta(days=366)


class Standing(StrEnum):
    """What confirming would do with a row."""

    NEW = "ready"
    ASKED = "known elsewhere"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEAVES = "leaves"
    FIX = "to fix"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, in words for whoever keeps the list."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Training:
    """Training that the list says somebody did elsewhere."""

    title: str
    done_on: date | None
    provider: str | None
    number: str | None


@dataclass(frozen=True)
class Row:
    """One line of the list, what it says, and what confirming would do with it."""

    line: int
    cells: dict[str, str]
    faults: tuple[Fault, ...] = ()
    newcomer: Newcomer | None = None
    leaves_on: date | None = None
    training: Training | None = None
    standing: Standing = Standing.FIX
    post: PostRecord | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What confirming a list would do."""

    rows: list[Row]
    ignored: list[str] = field(default_factory=list)
    missing: list[PostRecord] = field(default_factory=list)
    wrong: str = ""

    def of(self, standing: Standing) -> list[Row]:
        return [row for row in self.rows if row.standing == standing]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(str(row.standing) for row in self.rows)
        return {str(one): found[str(one)] for one in Standing}


def plan(table: Table, here: Iterable[PostRecord], known: Iterable[str], today: date) -> Plan:
    """Lay a table beside the people of a setting.

    Args:
        table: the file's header and rows.
        here: the posts held in the setting today.
        known: e-mail addresses of people known anywhere, in lower case.
        today: the day that dates are compared with.
    """
    columns, ignored = _columns(table.headers)
    lacking = [name for name in NEEDED if name not in columns.values()]
    if lacking:
        wanted = ", ".join(name.replace("_", " ") for name in lacking)
        return Plan([], ignored, wrong=f"The first line names no column for: {wanted}. Add it and try again.")
    rows = [_row(line, cells, columns, len(table.headers), today) for line, cells in table.rows]
    rows = _without_doubles(rows)
    posts, addresses = list(here), set(known)
    index = _Here(posts)
    rows = [_laid_beside(row, index, addresses, today) for row in rows]
    met = {row.post.id for row in rows if row.post}
    return Plan(
        rows, ignored, [post for post in posts if post.id not in met and post.role not in NEVER_ENDED_BY_A_LIST]
    )


def _key(header: str) -> str:
    return re.sub(r"[\s_-]+", "", header.casefold())


def _columns(headers: list[str]) -> tuple[dict[int, str], list[str]]:
    """Which column stands where, and the headers that mean nothing to us."""
    meanings = {_key(said): name for name, others in SYNONYMS.items() for said in (name, *others)}
    columns: dict[int, str] = {}
    ignored = []
    for place, header in enumerate(headers):
        name = meanings.get(_key(header))
        if name and name not in columns.values():
            columns[place] = name
        elif header:
            ignored.append(header)
    return columns, ignored


def _row(line: int, cells: list[str], columns: dict[int, str], width: int, today: date) -> Row:
    said = {name: cells[place] for place, name in columns.items() if place < len(cells)}
    get = said.get
    faults = []
    if any(cells[width:]):
        loose = " ".join(cells[width:])[:60]
        faults.append(Fault("-", loose, "There are more fields than columns; a comma may be loose."))
    dates = {}
    for name in ("start_date", "leave_date", "last_training_date"):
        dates[name], fault = _date(name, get(name, ""))
        faults += [fault] if fault else []
    faults += _words_to_fix(said) + _dates_to_fix(said, dates, today)
    if faults:
        return Row(line, said, tuple(faults))
    newcomer = Newcomer(
        name=tidy_name(f"{said['first_name']} {said['last_name']}"),
        role=Role.STAFF,
        job_title=said["role"],
        email=(get("email") or "").lower() or None,
        username=(get("username") or "").lower(),
        started_on=dates["start_date"],
        external_id=get("external_id") or None,
        works_days=get("works_days") or None,
    )
    title = get("last_training")
    training = Training(title, dates["last_training_date"], get("provider"), get("certificate_no")) if title else None
    return Row(line, said, (), newcomer, dates["leave_date"], training, Standing.NEW)


def _date(column: str, said: str) -> tuple[date | None, Fault | None]:
    if not said:
        return None, None
    for pattern in _DATES:
        try:
            return datetime.strptime(said, pattern).date(), None
        except ValueError:
            continue
    return None, Fault(column, said, "This is not a date. Write the day first, such as 01/09/2026.")


def _words_to_fix(said: dict[str, str]) -> list[Fault]:
    found = [
        Fault(name, "", f"The {name.replace('_', ' ')} is missing.")
        for name in NEEDED
        if not said.get(name, "").strip()
    ]
    for name, longest in LONGEST.items():
        if len(said.get(name, "")) > longest:
            found.append(Fault(name, said[name][:60] + "…", f"This is longer than {longest} characters."))
    whole = tidy_name(f"{said.get('first_name', '')} {said.get('last_name', '')}")
    if not found and name_fault(whole):
        found.append(Fault("first_name", whole, "This is not a name as it would stand on a certificate."))
    for name, pattern, reason in SHAPES:
        if said.get(name) and not pattern.fullmatch(said[name]):
            found.append(Fault(name, said[name][:80], reason))
    return found


def _dates_to_fix(said: dict[str, str], dates: dict[str, date | None], today: date) -> list[Fault]:
    start, leave, trained = (dates[name] for name in ("start_date", "leave_date", "last_training_date"))
    found = []
    if start and leave and leave < start:
        found.append(Fault("leave_date", said["leave_date"], "This is before the start date."))
    if start and not EARLIEST <= start <= today + FURTHEST:
        found.append(Fault("start_date", said["start_date"], "This is before 1950 or more than a year ahead."))
    if trained and trained > today:
        found.append(Fault("last_training_date", said["last_training_date"], "Training cannot be done in the future."))
    return found


def _without_doubles(rows: list[Row]) -> list[Row]:
    """A staff code may stand once; an address may stand twice only where the staff codes differ."""
    codes = Counter(row.newcomer.external_id for row in rows if row.newcomer and row.newcomer.external_id)
    addresses = Counter(
        row.newcomer.email for row in rows if row.newcomer and row.newcomer.email and not row.newcomer.external_id
    )
    names = Counter(row.newcomer.username for row in rows if row.newcomer and row.newcomer.username)

    def checked(row: Row) -> Row:
        new = row.newcomer
        if new is None:
            return row
        if new.external_id and codes[new.external_id] > 1:
            return _to_fix(row, "external_id", new.external_id, "Two lines have this staff code.")
        if new.email and not new.external_id and addresses[new.email] > 1:
            return _to_fix(row, "email", new.email, "Two lines have this address and no staff code.")
        if new.username and names[new.username] > 1:
            return _to_fix(row, "username", new.username, "Two lines have this username.")
        return row

    return [checked(row) for row in rows]


def _to_fix(row: Row, column: str, value: str, reason: str) -> Row:
    return replace(row, newcomer=None, standing=Standing.FIX, faults=(*row.faults, Fault(column, value, reason)))


class _Here:
    """The posts of a setting, found by staff code, address or name without looking through all of them."""

    def __init__(self, posts: list[PostRecord]) -> None:
        self.by_code = {post.external_id: post for post in posts if post.external_id}
        self.by_address: dict[str, list[PostRecord]] = defaultdict(list)
        self.by_name: dict[str, list[PostRecord]] = defaultdict(list)
        for post in posts:
            self.by_name[post.person_name.casefold()].append(post)
            if post.email:
                self.by_address[post.email].append(post)

    def met(self, new: Newcomer) -> PostRecord | None:
        """The post that a line is about: by staff code, else by address, else by the whole name."""
        if new.external_id in self.by_code:
            return self.by_code[new.external_id]
        for post in self.by_address.get(new.email or "", ()):
            if not (new.external_id and post.external_id):
                return post
        named = [
            post
            for post in self.by_name.get(new.name.casefold(), ())
            if not (new.external_id and post.external_id) and not (new.email and post.email)
        ]
        return named[0] if len(named) == 1 else None


def _laid_beside(row: Row, here: _Here, known: set[str], today: date) -> Row:
    new = row.newcomer
    if new is None:
        return row
    post = here.met(new)
    gone = row.leaves_on is not None and row.leaves_on <= today
    if post is None:
        if gone:
            return replace(row, standing=Standing.UNCHANGED)
        # An address that a colleague here has too is a shared one; the staff codes tell the two apart.
        is_elsewhere = new.email in known and new.email not in here.by_address
        return replace(row, standing=Standing.ASKED if is_elsewhere else Standing.NEW)
    if gone and post.role in NEVER_ENDED_BY_A_LIST:
        row = _to_fix(row, "leave_date", row.cells["leave_date"], "End a safeguarding lead’s post by hand.")
        return replace(row, post=post)
    if gone:
        return replace(row, standing=Standing.LEAVES, post=post)
    changes = tuple(_changes(new, post))
    return replace(row, standing=Standing.CHANGED if changes else Standing.UNCHANGED, post=post, changes=changes)


def _changes(new: Newcomer, post: PostRecord) -> list[str]:
    pairs = (
        ("job", post.job_title, new.job_title),
        ("days", post.works_days, new.works_days or post.works_days),
        ("staff code", post.external_id, new.external_id or post.external_id),
    )
    return [f"{what}: {before or 'none'} → {after}" for what, before, after in pairs if before != after]
