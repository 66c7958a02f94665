"""flask recall ask: ask whoever is due now. The worker does it by itself."""

import click
from flask.cli import AppGroup

from app.core.database import session
from app.recall import actions
from app.workforce.queries import setting_ids

group = AppGroup("recall", help="One question weeks after a module.")


@group.command("ask")
def ask() -> None:
    """Ask whoever is due today; a second run asks nobody twice."""
    count = 0
    for setting_id in setting_ids():
        count += actions.ask(setting_id)
        session.commit()
    click.echo(f"People asked: {count}")
