"""flask audit: is the log whole?"""

import click
from flask.cli import AppGroup

from app.audit import actions
from app.core.database import session

group = AppGroup("audit", help="The audit log.")


@group.command("verify")
def verify() -> None:
    """Follow the chain from the first row that is kept; exit 1 and name the row where it breaks. It is noted."""
    broken = actions.verify(by=None)
    session.commit()
    if broken is not None:
        raise click.ClickException(f"The audit log is not whole: row {broken.row} {broken.why}.")
    click.echo("The audit log is whole.")
