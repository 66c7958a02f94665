"""flask site administrator: whoever looks after the site first."""

import click
from flask.cli import AppGroup

from app.accounts import queries as people
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Office
from app.site import actions
from app.workforce import queries as places

group = AppGroup("site", help="Who looks after the site.")


@group.command("administrator")
@click.argument("email")
@click.option("--name", default="", help="The name of somebody who is new here; she is invited by a letter.")
def administrator(email: str, name: str) -> None:
    """Make somebody a site administrator. Doing it twice is doing it once."""
    is_new = not people.answering_to(email)
    try:
        number = actions.appoint(email, name, Office.ADMINISTRATOR, by=None)
    except actions.NobodyThere as refusal:
        raise click.ClickException(
            f"Nobody here has the address {email}. To invite somebody new, give an email address and her --name."
        ) from refusal
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    who = places.office_held(number).person_name
    click.echo(f"{who} is a site administrator{' and is sent an invitation' if is_new else ''}.")
