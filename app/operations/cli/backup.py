"""flask backup: make a copy that can be trusted, say what it holds, bring it back."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Config
from app.core.database import session
from app.core.errors import DomainError
from app.operations.actions import bringing_back, making, reading
from app.operations.records import Held
from app.operations.transports import key_in
from app.privacy.actions import note_erasures

group = AppGroup("backup", help="Copies of everything, sealed where CSPR_BACKUP_KEY names a key.")
file_to_make = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
file_made = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def _config() -> Config:
    config: Config = current_app.config["CSPR"]
    return config


def _key() -> bytes | None:
    return key_in(_config().backup_key)


def _say_held(held: Held) -> None:
    click.echo(f"Made {held.made_at} on {held.engine} at migration {held.migration}.")
    for table, count in held.counts.items():
        click.echo(f"{count:>10,} {table}")
    click.echo(f"{sum(held.counts.values()):>10,} rows in all")


@group.command("create")
@file_to_make
def create(file: Path) -> None:
    """Write a backup of this moment, while everybody goes on working."""
    try:
        note_erasures(_config().erasures)
        session.remove()
        key = _key()
        held = making.create(file, key)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    _say_held(held)
    sealed = "sealed" if key else "not sealed: whoever has it can read it"
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB, {sealed}.")


@group.command("check")
@file_made
def check(file: Path) -> None:
    """Read a backup whole and say what that proves; exit 1 when it does not hold."""
    try:
        proof = reading.check(file, _key())
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    _say_held(proof.held)
    click.echo("Sealed: nothing was changed since." if proof.is_sealed else "Not sealed: it was not damaged by chance.")
    click.echo(f"Audit log: {proof.audit_break or 'whole'}.")
    click.echo(f"Certificates: {proof.certificates}, {proof.without_completion} without their completion.")
    if not proof.is_sound:
        raise click.ClickException("This backup does not hold.")


@group.command("restore")
@file_made
def restore(file: Path) -> None:
    """Bring a backup back into an empty database, and erase again whoever was erased since."""
    try:
        came = bringing_back.restore(file, _key(), _config().erasures)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    _say_held(came.held)
    click.echo(f"Erased again: {came.erased_again}. The list was {_config().erasures}.")
    if not came.has_same_secret:
        click.echo("It was made under another SECRET_KEY: second steps by an app have to be set up again.", err=True)
    click.echo("Next: flask privacy retain --confirm, flask audit verify, flask doctor.")
