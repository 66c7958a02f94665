"""flask privacy: forget what is old, erase a person."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts.queries import by_username
from app.audit.actions import record
from app.config import Config
from app.core.database import session
from app.core.errors import DomainError
from app.privacy import actions

group = AppGroup("privacy", help="Retention and erasure.")


@group.command("retain")
@click.option("--confirm", is_flag=True, help="Do it. Without this, nothing is deleted.")
def retain(confirm: bool) -> None:
    """Say what is older than its time, and with --confirm delete it."""
    counts = actions.forget_what_is_old()
    if confirm:
        record("retention applied", None, counts=counts)
        session.commit()
        _note_erasures()
    else:
        session.rollback()
    for name, count in counts.items():
        click.echo(f"{name}: {count}")
    click.echo("Deleted." if confirm else "Nothing was deleted. Add --confirm to do it.")


@group.command("erase")
@click.argument("username")
@click.option("--by", required=True, help="Who answers for it.")
@click.option("--reason", required=True, help="Why; kept in the audit log.")
def erase(username: str, by: str, reason: str) -> None:
    """Erase a person everywhere, but for the fact that training happened, which is kept under a number."""
    person = by_username(username)
    if person is None:
        raise click.ClickException(f"Nobody has the username {username!r}.")
    try:
        actions.erase(person.id, by, reason)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    _note_erasures()
    click.echo("Erased.")


def _note_erasures() -> None:
    """What was erased is erased; that it was has to outlive this database."""
    config: Config = current_app.config["CSPR"]
    try:
        actions.note_erasures(config.erasures)
    except OSError as fault:
        words = f"It was done, but {config.erasures} cannot be written ({fault.strerror}): the next backup tries again."
        raise click.ClickException(words) from fault


@group.command("merge")
@click.argument("keep")
@click.argument("other")
@click.option("--by", required=True, help="Who answers for it.")
@click.option("--reason", required=True, help="Why; kept with the merge.")
def merge(keep: str, other: str, by: str, reason: str) -> None:
    """Make two records of one person one, named by their usernames; it can be undone for thirty days."""
    found = [by_username(name) for name in (keep, other)]
    kept, merged = found
    if kept is None or merged is None:
        raise click.ClickException("Nobody has one of these usernames.")
    try:
        number = actions.merge(kept.id, merged.id, by, reason)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    click.echo(f"Merged. To undo it within thirty days: flask privacy undo-merge {number}")


@group.command("undo-merge")
@click.argument("number", type=int)
def undo_merge(number: int) -> None:
    """Move everything back that a merge moved."""
    try:
        actions.undo_merge(number)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    click.echo("Undone.")
