"""flask demo: the imaginary town."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts.queries import demo_people
from app.core.database import session
from app.core.errors import DomainError
from app.demo.actions import seed

group = AppGroup("demo", help="An imaginary town to look at; refuses production.")


@group.command("seed")
def seed_town() -> None:
    """Build the town; what is there already stays as it is."""
    try:
        added = seed(current_app.config["CSPR"].is_production)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    click.echo(f"{added} people moved to Brackwater." if added else "Brackwater is there already.")


@group.command("people")
def list_people() -> None:
    """Name the people one can be in the demo."""
    for one in demo_people():
        click.echo(f"  {one.username:<28} {one.demo_label}")
