"""flask draft: a module's files in and out of a draft, as they are."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.accounts.queries import by_username
from app.authoring import actions, queries
from app.authoring.rules.starts import belongs
from app.content.pictures import file_of, gather_pictures
from app.core.database import session
from app.core.errors import DomainError
from app.workforce.queries import partnership_id

group = AppGroup("draft", help="Drafts of the trainer's desk.")


@group.command("import")
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--module", required=True, help="Its code, such as working-together-better/01-voice-of-the-child.")
@click.option("--partnership", required=True, help="The code of the partnership whose trainers may read it.")
@click.option("--by", required=True, help="The username of whoever begins it.")
def import_files(folder: Path, module: str, partnership: str, by: str) -> None:
    """Begin a draft from the files of a module below FOLDER, which holds courses/ and quizzes/."""
    place, person = partnership_id(partnership), by_username(by)
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.*"))]
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in names if belongs(module, name)}
    if place is None or person is None or not texts:
        raise click.ClickException("There is no such partnership, person or module.")
    pictures, refused = gather_pictures(folder / "courses")
    if refused:
        raise click.ClickException("\n".join(map(str, refused)))
    try:
        number = actions.begin(module, module.rpartition("/")[2], queries.Desk(place), person.id, texts)
        for name, picture in pictures.items():
            if name == file_of(module, picture.name):
                actions.keep_picture(number, picture, person.id)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    session.commit()
    click.echo(f"Draft {number}, {len(texts)} files.")


@group.command("export")
@click.argument("number", type=int)
@click.argument("folder", type=click.Path(path_type=Path))
def export_files(number: int, folder: Path) -> None:
    """Write the files of draft NUMBER below FOLDER, exactly as they were typed."""
    try:
        draft = queries.whole(number)
    except DomainError as missing:
        raise click.ClickException(str(missing)) from missing
    files = {name: text.encode() for name, text in draft.texts.items()}
    files |= {name: picture.content for name, picture in queries.shown_pictures(draft).items()}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    click.echo(f"{len(files)} files in {folder}")
