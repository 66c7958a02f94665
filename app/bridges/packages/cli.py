"""flask package export: a module as a file that another platform plays."""

from enum import StrEnum
from pathlib import Path

import click
from flask.cli import AppGroup

from app.bridges.packages import queries
from app.bridges.packages.records import Format, Mode, Order
from app.core.errors import DomainError
from app.core.vocabulary import SettingKind
from app.library import queries as library

ANY = "any"


def _one_of(names: type[StrEnum], *more: str) -> click.Choice[str]:
    return click.Choice([*(one.value for one in names), *more])


group = AppGroup("package", help="Modules as packages for other platforms.")


@group.command("export")
@click.argument("module")
@click.option("--format", "form", type=_one_of(Format), required=True, help="What the platform understands.")
@click.option("--kind", type=_one_of(SettingKind, ANY), default=ANY, help="Whom it is for; any lets readers choose.")
@click.option("--mode", type=_one_of(Mode), default="thin", help="thin opens this site; full needs no network.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
def export(module: str, form: str, kind: str, mode: str, out: Path) -> None:
    """Write MODULE, such as working-together-better/01-voice-of-the-child, as a package; says its SHA-256."""
    try:
        version = library.newest(module)
        asked = tuple(SettingKind) if kind == ANY else (SettingKind(kind),)
        made = queries.package(Order(version, queries.kinds(version, asked), Format(form), Mode(mode)))
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    out.write_bytes(made.content)
    click.echo(f"{out}: {len(made.content)} bytes, sha256 {made.digest}")
