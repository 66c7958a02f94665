"""flask content: check, publish, preview, export and compare what lies under courses/ and quizzes/."""

from dataclasses import replace
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Config
from app.content.checks import check, check_module
from app.content.documents import Shelf
from app.content.faults import Fault
from app.content.pictures import Refused, drawn_anew, file_of, gather_pictures
from app.content.settling import DESK, FILES, unified
from app.content.texts import gather
from app.content.writer import foundation_files, module_files
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import SettingKind
from app.library.actions import publish_modules, publish_shelf
from app.library.preview import file_name, whole, write
from app.library.queries import exported, exported_pictures, foundations, modules, newest

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
@click.option("--take", type=click.Choice([FILES, DESK]), help="Whose text wins where files and desk both changed.")
def publish_files(take: str | None) -> None:
    """Publish every module that changed; nothing if anything is wrong.

    What only the trainers' desk changed stays as it is. What both changed is shown with both texts and refused, until
    --take says whose text wins.
    """
    try:
        changed = publish_shelf(sound_shelf(_config().courses, _config().quizzes), take or "")
    except DomainError as refusal:
        session.rollback()
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    click.echo("Published: " + ", ".join(changed) if changed else "Everything was already published.")


@group.command("import")
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--module", required=True, help="Its code, such as working-together-better/01-voice-of-the-child.")
@click.option("--take", type=click.Choice([FILES, DESK]), help="Whose text wins where files and desk both changed.")
def import_files(folder: Path, module: str, take: str | None) -> None:
    """Publish one module from below FOLDER, which holds courses/ and quizzes/ as `export` writes them.

    It stands on the register and series that are published, goes through the same checks, and overrides nothing unseen.
    """
    files, faults = gather(folder / "courses", folder / "quizzes")
    pictures, refused = gather_pictures(folder / "courses")
    texts = {name: text for name, text in files.items() if name.startswith(_of_module(module))}
    beside = {name: one for name, one in pictures.items() if name.startswith(_of_module(module))}
    faults += refused
    try:
        shelf = replace(foundations(), pictures=beside)
        found, wrong = check_module(module, {**texts, **dict.fromkeys(beside)}, shelf)
        for fault in (*faults, *wrong):
            click.echo(str(fault), err=True)
        if found is None or faults or wrong:
            raise click.ClickException(f"{mistakes([*faults, *wrong])} found; nothing is published.")
        changed = publish_modules((found,), shelf, take or "")
    except DomainError as refusal:
        session.rollback()
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    click.echo("Published: " + ", ".join(changed) if changed else "Everything was already published.")


def _of_module(module: str) -> tuple[str, ...]:
    """How the names of a module's files begin."""
    return f"courses/{module}.", f"courses/{module}/", f"quizzes/{module}/"


@group.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--module", default="", help="One module alone, such as working-together-better/01-voice-of-the-child.")
@click.option("--format", "form", type=click.Choice(["files", "html"]), default="files", help="What is written.")
def export_files(folder: Path, module: str, form: str) -> None:
    """Write what is published below FOLDER.

    As the files that it would be read from, or as HTML: a file for each module and kind of setting that stands alone.
    """
    if form == "html":
        _export_html(folder, module)
        return
    files = {name: text.encode() for name, text in _exported(module).items()} | exported_pictures(module)
    for name, content in files.items():
        _write(folder / name, content)
    click.echo(f"{len(files)} files in {folder}")


def _export_html(folder: Path, module: str) -> None:
    try:
        versions = [newest(module)] if module else modules()
    except DomainError as missing:
        raise click.ClickException(str(missing)) from missing
    made = [(version, kind) for version in versions for kind in SettingKind if kind in version.kinds]
    for version, kind in made:
        _write(folder / file_name(version, kind), whole(version, kind).encode())
    click.echo(f"{len(made)} files in {folder}")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@group.command("picture")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--module", required=True, help="Whose picture it is, such as working-together-better/01-….")
def bring_picture(file: Path, module: str) -> None:
    """Draw a picture anew, lay it beside its module, and say what to write in the module's text."""
    try:
        picture = drawn_anew(file.read_bytes())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    _write(_config().courses / file_of(module, picture.name).removeprefix("courses/"), picture.content)
    click.echo(f"::: picture {picture.name}\nWhat it shows, for whoever cannot see it.\n:::")


@group.command("diff")
@click.option("--module", default="", help="One module alone.")
def diff_files(module: str) -> None:
    """Say how the files differ from what is published; exit 1 where they do."""
    published = _exported(module)
    files, _ = gather(_config().courses, _config().quizzes)
    of_module = _of_module(module)
    mine = {
        name: text or "" for name, text in files.items() if name in published or (module and name.startswith(of_module))
    }
    found = unified(published, mine, "published", "files")
    click.echo(found or "The files say what is published.")
    if found:
        raise SystemExit(1)


def _exported(module: str) -> dict[str, str]:
    try:
        return exported(module)
    except DomainError as missing:
        raise click.ClickException(str(missing)) from missing


@group.command("tidy")
def tidy_files() -> None:
    """Write every module and the register in the one form that publication and export use; their sense stays."""
    shelf = sound_shelf(_config().courses, _config().quizzes)
    files = foundation_files(shelf)
    for module in shelf.modules:
        files |= module_files(module)
    changed = [name for name, text in files.items() if _tidied(name, text)]
    click.echo("\n".join(changed) or "Everything was tidy.")


def _tidied(name: str, text: str) -> bool:
    top, _, rest = name.partition("/")
    path = (_config().courses if top == "courses" else _config().quizzes) / rest
    if path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True


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
