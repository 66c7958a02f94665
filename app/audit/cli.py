"""flask audit: is the log whole?"""

import click
from flask.cli import AppGroup

from app.audit import queries

group = AppGroup("audit", help="The audit log.")


@group.command("verify")
def verify() -> None:
    """Follow the chain from the first row that is kept; exit 1 and name the row where it breaks."""
    broken = queries.first_break()
    if broken is not None:
        raise click.ClickException(f"The audit log is not whole: row {broken.row} {broken.why}.")
    click.echo("The audit log is whole.")
