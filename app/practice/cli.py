"""flask practice: chase overdue actions, and ask what became of things. The worker does both by itself."""

import click
from flask.cli import AppGroup

from app.core.database import session
from app.practice import actions

group = AppGroup("practice", help="Practice actions.")


@group.command("chase")
def chase() -> None:
    """Queue a letter to everybody whose actions are overdue; a second run within a week queues none."""
    count = actions.chase()
    session.commit()
    click.echo(f"Letters queued: {count}")


@group.command("ask")
def ask() -> None:
    """Ask everybody whose weeks have passed whether anything changed; a second run asks nobody twice."""
    count = actions.ask()
    session.commit()
    click.echo(f"People asked: {count}")
