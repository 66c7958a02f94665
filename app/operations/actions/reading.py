"""Reading a backup, row by row, and proving what it holds."""

import base64
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.audit.queries import break_in
from app.audit.records import Link
from app.operations.actions.making import FORM
from app.operations.records import Held, Proof
from app.operations.transports import NotABackup, Reader

Row = dict[str, Any]


@dataclass
class Backup:
    """An open backup: its head, then its rows in the order of the file; `counts` is complete when all were read."""

    head: dict[str, Any]
    lines: Iterator[bytes]
    is_sealed: bool
    counts: dict[str, int] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row, with its table's name. Raises NotABackup when the rows are not those it says it holds."""
        table, columns = "", list[str]()
        for line in self.lines:
            said = json.loads(line)
            if isinstance(said, list):
                self.counts[table] += 1
                yield table, dict(zip(columns, said, strict=True))
            elif "end" in said:
                if said["end"] != self.counts:
                    raise NotABackup("The backup does not hold the rows that it says it holds.")
                return
            else:
                table, columns = said["table"], said["columns"]
                self.counts[table] = 0
        raise NotABackup("The backup is cut off.")

    def held(self) -> Held:
        """What it says of itself, once it was read."""
        head = self.head
        return Held(head["made_at"], head["migration"], head["engine"], head["secret"], self.counts)


@contextmanager
def opened(file: Path, key: bytes | None) -> Iterator[Backup]:
    """Open a backup.

    Raises:
        NotABackup: it is none of ours, of a later form, damaged, or sealed with another key.
    """
    try:
        with file.open("rb") as raw:
            sealed = Reader(raw, key)
            with gzip.GzipFile(fileobj=io.BufferedReader(sealed), mode="rb") as packed:
                head = json.loads(packed.readline() or b"{}")
                if head.get("form") != FORM:
                    raise NotABackup("The backup was made by a later release: bring it back with that.")
                yield Backup(head, iter(packed), sealed.is_sealed)
    except (gzip.BadGzipFile, zlib.error, EOFError, ValueError) as fault:
        raise NotABackup("The backup is damaged.") from fault


def check(file: Path, key: bytes | None) -> Proof:
    """Read a backup whole and say what is proved of it."""
    chain, certified, completed = _Chain(), list[int](), set[int]()
    seen: dict[str, Callable[[Row], object]] = {
        "audit_cut": chain.note_cut,
        "certificate": lambda row: certified.append(row["completion_id"]),
        "completion": lambda row: completed.add(row["id"]),
    }
    with opened(file, key) as backup:
        links = chain.links(backup.rows(), seen)
        broken = break_in(links, lambda: chain.cut)
        for _ in links:  # what comes after the row that broke it
            pass
        missing = sum(number not in completed for number in certified)
        words = f"row {broken.row} {broken.why}" if broken else ""
        return Proof(backup.held(), backup.is_sealed, words, len(certified), missing)


class _Chain:
    """The audit log of a backup, taken out of its rows as they pass."""

    def __init__(self) -> None:
        self.cut: Link | None = None

    def note_cut(self, row: Row) -> None:
        self.cut = Link(row["through_id"], datetime.now(UTC), "", None, {}, row["chain"])

    def links(self, rows: Iterator[tuple[str, Row]], seen: dict[str, Callable[[Row], object]]) -> Iterator[Link]:
        """The log's rows; every other row is shown to whoever asked to see its table."""
        for table, row in rows:
            if table == "audit_entry":
                at = datetime.fromisoformat(row["at"]).replace(tzinfo=UTC)
                filed = row["setting_id"], row["about_id"]
                yield Link(row["id"], at, row["act"], row["person_id"], row["facts"], row["chain"], filed)
            elif table in seen:
                seen[table](row)


def bytes_of(said: str) -> bytes:
    """Bytes that were written as text."""
    return base64.b64decode(said)
