"""Pictures as they are kept, and what shows them."""

from collections.abc import Iterable

from sqlalchemy import exists, select

from app.access.identity import Reach
from app.content.pictures import Picture, file_of
from app.core.database import session
from app.core.errors import NotFound
from app.library.models import KeptPicture, ModuleVersion, VersionPicture
from app.library.queries.versions import modules, newest, owned_by


def picture(name: str) -> Picture:
    """A picture by its name, published or not. Raises NotFound."""
    row = session.get(KeptPicture, name)
    if row is None:
        raise NotFound("There is no such picture.")
    return Picture(row.name, row.content)


def picture_for(name: str, reach: Reach) -> Picture:
    """A picture that some version shows that is for somebody. Raises NotFound for any other, as for none."""
    shown = select(VersionPicture.version_id).join(ModuleVersion, ModuleVersion.id == VersionPicture.version_id)
    if session.scalar(shown.where(VersionPicture.name == name, owned_by(reach)).limit(1)) is None:
        raise NotFound("There is no such picture.")
    return picture(name)


def picture_in(version_id: int, name: str) -> Picture:
    """A picture that one version shows. Raises NotFound for any other, as for none."""
    if session.get(VersionPicture, (version_id, name)) is None:
        raise NotFound("There is no such picture.")
    return picture(name)


def is_published_picture(name: str) -> bool:
    """Whether any version shows a picture."""
    return bool(session.scalar(select(exists().where(VersionPicture.name == name))))


def published_among(names: Iterable[str]) -> set[str]:
    """Those of some names under which a published version shows a picture."""
    wanted = set(names)
    return set(session.scalars(select(VersionPicture.name).where(VersionPicture.name.in_(wanted)))) if wanted else set()


def pictures_of(version_ids: Iterable[int]) -> dict[str, Picture]:
    """Every picture that some versions show, by name."""
    shown = select(VersionPicture.name).where(VersionPicture.version_id.in_(set(version_ids)))
    rows = session.scalars(select(KeptPicture).where(KeptPicture.name.in_(shown)))
    return {row.name: Picture(row.name, row.content) for row in rows}


def exported_pictures(module: str = "") -> dict[str, bytes]:
    """The pictures of the newest version of each module, or of one, as files beside it."""
    found = [newest(module)] if module else modules()
    return {
        file_of(one.module, name): picture.content for one in found for name, picture in pictures_of([one.id]).items()
    }
