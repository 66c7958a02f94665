"""`flask desk`: what leaves the desk, from the command line."""

from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from app.audit.actions import record
from app.core.clock import today
from app.core.database import session
from app.core.errors import DomainError
from app.tracker import actions, queries
from app.tracker.records import SheetKind
from app.web.sheets import SheetForm, write_sheet
from app.workforce import queries as workforce

group = AppGroup("desk", help="What a safeguarding lead takes away.")
PACK = "pack"
FORMS = [*(str(one) for one in SheetForm), PACK]  # as they are typed, not as code calls them
TABLES = [str(one) for one in SheetKind]


@group.command("export")
@click.option("--setting", "code", required=True, help="The setting’s short name.")
@click.option("--as-at", "as_at", type=click.DateTime(["%Y-%m-%d"]), help="An earlier day, such as 2026-08-31.")
@click.option("--format", "form", type=click.Choice(FORMS), default=str(SheetForm.CSV), show_default=True)
@click.option("--table", "kind", type=click.Choice(TABLES), default=str(SheetKind.STAFF), show_default=True)
@click.option("--out", "out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def export(code: str, as_at: datetime | None, form: str, kind: str, out: Path) -> None:
    """Write a setting’s table as CSV or XLSX, or its evidence pack as PDF (a ZIP with tables where OUT ends so)."""
    setting_id = workforce.setting_id(code)
    if setting_id is None:
        raise click.ClickException(f"There is no setting {code!r}.")
    day = as_at.date() if as_at else today()
    if day > today():
        raise click.ClickException("The day is still to come.")
    try:
        words = _pack(setting_id, day, out) if form == PACK else _table(setting_id, day, SheetForm(form), kind, out)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    click.echo(f"Written: {out}, {words}, as at {day.isoformat()}")


def _table(setting_id: int, day: date, form: SheetForm, kind: str, out: Path) -> str:
    table = queries.table(setting_id, SheetKind(kind), day)
    with out.open("wb") as file:
        rows = write_sheet(form, file, table.headers, table.rows)
    record("exported", None, setting=setting_id, what=kind, as_at=day.isoformat(), rows=rows)
    return f"{rows} rows"


def _pack(setting_id: int, day: date, out: Path) -> str:
    pack, seal, file = actions.make_pack(setting_id, day, None, with_tables=out.suffix == ".zip")
    out.write_bytes(file.content)
    return f"{pack.people} people, number {seal.number}"
