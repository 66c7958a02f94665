"""flask content: check, publish and preview what lies under courses/ and quizzes/."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Config
from app.content.checks import check
from app.content.documents import Shelf
from app.content.faults import Fault
from app.core.database import session
from app.library.actions import publish_shelf
from app.library.preview import write

group = AppGroup("content", help="Modules, questions and the register of reviews.")


def _config() -> Config:
    config: Config = current_app.config["CSPR"]
    return config


def mistakes(faults: list[Fault]) -> str:
    """1 mistake, 2 mistakes."""
    return "1 mistake" if len(faults) == 1 else f"{len(faults)} mistakes"


def sound_shelf(courses: Path, quizzes: Path) -> Shelf:
    """The shelf, when nothing is wrong with it; otherwise every fault is printed and the command ends."""
    shelf, faults, _ = check(courses, quizzes)
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults or shelf is None:
        raise click.ClickException(f"{mistakes(faults)} found; nothing is published.")
    return shelf


@group.command("check")
def check_files() -> None:
    """Name every mistake (file, line, key, what, how to mend) and every place to be confirmed; exit 1 on mistakes."""
    shelf, faults, confirmations = check(_config().courses, _config().quizzes)
    for confirmation in confirmations:
        click.echo(str(confirmation))
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults or shelf is None:
        raise click.ClickException(f"{mistakes(faults)} found.")
    click.echo(f"No mistakes. {len(confirmations)} places to be confirmed by your partnership.")


@group.command("publish")
def publish_files() -> None:
    """Publish every module that changed; nothing if anything is wrong."""
    changed = publish_shelf(sound_shelf(_config().courses, _config().quizzes))
    session.commit()
    click.echo("Published: " + ", ".join(changed) if changed else "Everything was already published.")


@group.command("preview")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("build/preview"))
def preview_files(folder: Path) -> None:
    """Write a browsable preview of every module for every kind of setting."""
    shelf, faults, confirmations = check(_config().courses, _config().quizzes)
    if shelf is None or faults:
        for fault in faults:
            click.echo(str(fault), err=True)
        raise click.ClickException("Mend these first.")
    count = write(folder, shelf, confirmations)
    click.echo(f"{count} pages. Open {folder / 'index.html'}")
