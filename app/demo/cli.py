"""flask demo: the imaginary town. flask setup: database, content and town in one go."""

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from app.accounts.queries import demo_people
from app.config import Config
from app.content.checks import check
from app.core import clock
from app.core.database import session
from app.core.errors import DomainError
from app.demo.actions import IN_POST, seed
from app.library import queries as library
from app.library.actions import publish_shelf

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
        click.echo(f"  {one.name:<24} {one.demo_label}")


@click.command("setup")
@click.option("--people", is_flag=True, help="Print the people one can be.")
@click.pass_context
def setup(context: click.Context, people: bool) -> None:
    """Migrate the database, publish all content, seed the town; what is there already stays as it is."""
    config: Config = current_app.config["CSPR"]
    upgrade()
    shelf, faults, _ = check(config.courses, config.quizzes)
    for fault in faults:
        click.echo(str(fault), err=True)
    if shelf is None or faults:
        raise click.ClickException("Nothing was published: mend the content first (flask content check).")
    # A town that is new has a past: what its people learned was there to be learned, on whatever day one looks back to.
    with clock.at(clock.now() if config.is_production or library.modules() else clock.now() - IN_POST):
        for module in publish_shelf(shelf):
            click.echo(f"Published {module}.")
    session.commit()
    context.invoke(seed_town)
    if people:
        context.invoke(list_people)
