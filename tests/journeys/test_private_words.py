"""What somebody wrote in a reflection stands on her own page and in her own archive, and nowhere that others look.

Every address there is, is asked for by every kind of person; whatever can be sent is sent; and all that came of it is
looked through: pages, files, letters, logs, work for later, commands, and every other table. It goes by the map of
addresses and the list of tables, so that a new room is looked through from its first day.
"""

import logging
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import click
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select, update

from app.core.clock import now
from app.core.database import db, session
from app.jobs.actions import carry_out_due, look_round
from app.learning import actions as learning
from app.reflection.models import ReflectionText
from app.reflection.rules import LONGEST
from tests.factories.shelf import MODULE
from tests.guards.test_who_sees_what import PEOPLE, TABLE, fillers, people  # noqa: F401 - two are fixtures
from tests.visitor import Visitor

OWNER, MARKER = "learner", "Quillwort"
FINISHED, DRAFT, REFUSED = (f"{MARKER} {word} of hers" for word in ("thought", "draft", "slip"))
ITS_OWN_TABLE = "reflection_text"
HER_OWN = [("colleague", "/my-account/my-data")]  # the draft, in its writer's archive: what is there is found
LEAVES = {"accounts.sign_out"}  # whoever goes there sees nothing more
# What serves, prepares, or writes into the folder it is called in.
NO_REPORT = {
    "run",
    "shell",
    "worker",
    "setup",
    "db",
    "backup",
    "demo",
    "content",
    "routes",
    "notices",
    "access",
    "words",
}


def readable(content: bytes) -> Iterator[str]:
    """What a file says, also inside of an archive, a workbook or a PDF."""
    yield content.decode("utf-8", "replace")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from readable(archive.read(name))
    if content.startswith(b"%PDF-") and b"startxref" in content:
        yield "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def is_told(content: bytes) -> bool:
    return any(MARKER in text for text in readable(content))


def tells(visitor: Visitor, method: str, address: str, **data: str) -> bool:
    """Whether what somebody is answered holds a word."""
    with visitor._ask(method, address, data=data or None) as answer:
        return is_told(answer.data)


@pytest.fixture
def everybody(app: Flask, people: dict[str, Visitor], caplog: pytest.LogCaptureFixture) -> dict[str, Visitor]:  # noqa: F811
    """Everybody, after words were planted: of a finished reflection, of a draft, and of one that was refused."""
    caplog.set_level(logging.DEBUG)
    session.execute(update(ReflectionText).values(text=FINISHED))
    begun = learning.begin(2, MODULE)
    session.add(ReflectionText(enrolment_id=begun.id, slot=1, prompt="primary-prompt-0", text=DRAFT, saved_at=now()))
    session.commit()
    owner = people[OWNER]
    assert owner.visit("/learn/1/reflection").says(FINISHED), "she reads it herself"
    tells(owner, "POST", "/learn/1/reflection", **{"text-1": REFUSED})
    tells(owner, "POST", "/learn/1/reflection", **{"text-1": REFUSED * LONGEST, "csrf_token": token(owner)})
    return people


def token(visitor: Visitor) -> str:
    found = visitor.visit("/about").soup.find(attrs={"name": "csrf_token"})
    return str(found["value"]) if found else ""


def sendable(app: Flask, reading: list[str]) -> list[str]:
    """Every address that takes something, filled in with what the addresses that read something are filled in with."""
    adapter = app.url_map.bind("localhost")
    filled = dict(adapter.match(address.partition("?")[0]) for address in reading)
    by_name = {name: value for values in filled.values() for name, value in values.items()}
    found = []
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.endpoint not in LEAVES:
            values = {name: by_name.get(name, 1) for name in rule.arguments} | filled.get(rule.endpoint, {})
            found.append(adapter.build(rule.endpoint, values, method="POST"))
    return found


def test_nobody_else_is_told_a_word_by_any_page_file_letter_log_or_export(
    app: Flask,
    everybody: dict[str, Visitor],
    fillers: dict[str, Any],  # noqa: F811
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    reading = [address.format(**fillers) for address in TABLE]
    others = {name: everybody[name] for name in PEOPLE if name != OWNER}
    told = [(name, one) for name, visitor in others.items() for one in reading if tells(visitor, "GET", one)]
    for name, visitor in others.items():
        key = token(visitor)
        for address in sendable(app, reading):
            if tells(visitor, "POST", address, csrf_token=key, form="xlsx", words="Nothing"):
                told.append((name, address))
    look_round()
    session.commit()
    while carry_out_due():
        pass

    assert told == HER_OWN
    assert tables_that_tell() == [ITS_OWN_TABLE]
    assert MARKER not in caplog.text
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and "sqlite" not in path.name]
    assert [path for path in kept if is_told(path.read_bytes())] == []


def tables_that_tell() -> list[str]:
    """The tables in which any value of any row holds a word: letters, audit, jobs and their files among them."""
    found = []
    for name, table in sorted(db.metadata.tables.items()):
        rows = session.execute(select(table)).all()
        values = [value for row in rows for value in row]
        if any(is_told(value if isinstance(value, bytes) else str(value).encode()) for value in values):
            found.append(name)
    session.rollback()
    return found


def test_no_command_reports_a_word(app: Flask, everybody: dict[str, Visitor]) -> None:
    session.commit()
    runner = app.test_cli_runner()
    told, tried = [], 0
    for path, command in commands(app.cli):
        if path[0] in NO_REPORT or any(one.required for one in command.params):
            continue
        result = runner.invoke(args=[*path])
        tried += 1
        if MARKER in result.output:
            told.append(path)

    assert told == []
    assert tried > 5


def commands(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))
        else:
            yield (*above, name), command
