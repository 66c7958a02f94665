"""flask setting: a new setting with its first lead. flask roster: a staff list from the command line."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.codes import grouped
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.workforce import actions, queries
from app.workforce.roster import Plan
from app.workforce.table import Unreadable

group = AppGroup("roster", help="Staff lists.")
settings = AppGroup("setting", help="Partnerships and settings.")


@settings.command("partnership")
@click.argument("name")
@click.option("--code", required=True, help="A short name, such as essex.")
@click.option("--pathway", help="The pathway file whose requirements hold there beside England's, such as essex.")
def create_partnership(name: str, code: str, pathway: str | None) -> None:
    """Make a local safeguarding children partnership."""
    if queries.partnership_id(code):
        raise click.ClickException(f"There is a partnership {code!r} already.")
    actions.create_partnership(code, name, pathway)
    session.commit()
    click.echo(f"{name} is there.")


@settings.command("create")
@click.argument("name")
@click.option("--kind", required=True, type=click.Choice([str(kind) for kind in SettingKind]))
@click.option("--partnership", "partnership_code", required=True, help="The partnership's code.")
@click.option("--lead", required=True, help="The safeguarding lead's name.")
@click.option("--email", required=True, help="Where to send her invitation.")
def create_setting(name: str, kind: str, partnership_code: str, lead: str, email: str) -> None:
    """Make a setting and invite its first lead, who fills in the rest."""
    partnership = queries.partnership_id(partnership_code)
    if partnership is None:
        raise click.ClickException(f"There is no partnership {partnership_code!r}.")
    setting_id, added = actions.found_setting(name, SettingKind(kind), partnership, lead, email, by=None)
    session.commit()
    asked = "is known already and has been asked" if added.is_asked else "has been sent an invitation"
    click.echo(f"{name} is there; its code is {grouped(queries.setting(setting_id).join_code)}. {lead} {asked}.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--setting", "code", required=True, help="The setting's code.")
@click.option("--confirm", is_flag=True, help="Do it. Without this, nothing is written.")
@click.option("--progress/--no-progress", default=None, help="Say how far it is; the default on a terminal.")
def import_roster(file: Path, code: str, confirm: bool, progress: bool | None) -> None:
    """Show what a staff list would change, and each row to fix; with --confirm, do the rest.

    Exits with 1 when any row is to be fixed.
    """
    setting_id, content = _setting(code), file.read_bytes()
    say = _progress if progress or (progress is None and sys.stderr.isatty()) else _silence
    try:
        laid = actions.lay_beside(setting_id, content, _silence if confirm else say)
    except Unreadable as reason:
        raise click.ClickException(str(reason)) from reason
    if laid.wrong:
        raise click.ClickException(laid.wrong)
    _say(laid)
    if confirm:
        actions.apply(setting_id, content, None, set(), say)
        session.commit()
    click.echo("Done." if confirm else "Nothing was written. Add --confirm to do it.")
    if any(row.faults for row in laid.rows):
        raise SystemExit(1)


def _progress(stage: str, done: int, total: int) -> None:
    """How far it is, where it disturbs no pipe."""
    click.echo(f"{stage}: {done:,} of {total:,}" if total else stage, err=True)


def _silence(stage: str, done: int, total: int) -> None:
    """Nobody is looking."""


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
    for header in laid.private:
        click.echo(f"column {header!r} is not read: ask the person")
    for header in laid.ignored:
        click.echo(f"column {header!r} is not used")
    for name, count in laid.counts.items():
        click.echo(f"{name}: {count}")
