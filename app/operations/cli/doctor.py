"""flask doctor: is everything as it should be?"""

import click
from flask.cli import with_appcontext

from app.operations.queries.examination import examination
from app.operations.records import Grade


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Examine the installation, one line for each thing with its remedy; exit 1 when something is wrong."""
    found = examination()
    for finding in found:
        click.echo(str(finding))
    if any(finding.grade is Grade.ILL for finding in found):
        raise click.exceptions.Exit(1)
