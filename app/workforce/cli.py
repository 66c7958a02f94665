"""flask roster: a staff list from the command line."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.database import session
from app.workforce import actions, queries
from app.workforce.roster import Plan
from app.workforce.table import Unreadable

group = AppGroup("roster", help="Staff lists.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--setting", "code", required=True, help="The setting's code.")
@click.option("--confirm", is_flag=True, help="Do it. Without this, nothing is written.")
def import_roster(file: Path, code: str, confirm: bool) -> None:
    """Show what a staff list would change, and each row to fix; with --confirm, do the rest.

    Exits with 1 when any row is to be fixed.
    """
    setting_id, content = _setting(code), file.read_bytes()
    try:
        laid = actions.lay_beside(setting_id, content)
    except Unreadable as reason:
        raise click.ClickException(str(reason)) from reason
    if laid.wrong:
        raise click.ClickException(laid.wrong)
    _say(laid)
    if confirm:
        actions.apply(setting_id, content, None, set())
        session.commit()
    click.echo("Done." if confirm else "Nothing was written. Add --confirm to do it.")
    if any(row.faults for row in laid.rows):
        raise SystemExit(1)


def _setting(code: str) -> int:
    """The setting of a code, the one on its cards or its short name."""
    place = queries.setting_by_code(code)
    setting_id = place.id if place else queries.setting_id(code)
    if setting_id is None:
        raise click.ClickException(f"There is no setting {code!r}.")
    return setting_id


def _say(laid: Plan) -> None:
    for row in laid.rows:
        for fault in row.faults:
            click.echo(f"line {row.line}, {fault.column}: {fault.value!r}: {fault.reason}")
    for header in laid.ignored:
        click.echo(f"column {header!r} is not used")
    for name, count in laid.counts.items():
        click.echo(f"{name}: {count}")
