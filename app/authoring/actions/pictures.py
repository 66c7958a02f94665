"""Pictures brought into a draft, and taken out of it."""

from sqlalchemy import delete, select

from app.audit.actions import record
from app.authoring.models import DraftPicture
from app.authoring.records import DraftRecord
from app.content.pictures import Picture, drawn_anew
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError
from app.library import actions as library
from app.library import queries as shelves

MOST = 60


def bring_picture(draft: DraftRecord, sent: bytes, by: int) -> str:
    """Keep a picture that somebody sent, drawn anew; returns its name.

    Raises:
        DomainError: it is not taken (see `content.pictures`), or the draft has as many as one may have.
    """
    if len(draft.pictures) >= MOST:
        raise DomainError(f"A draft may have {MOST} pictures. Take out those that you do not show.")
    picture = drawn_anew(sent)
    keep_picture(draft.id, picture, by)
    return picture.name


def keep_picture(draft_id: int, picture: Picture, by: int) -> None:
    """Keep a picture that was drawn anew with a draft, unless it is there already."""
    library.keep_picture(picture)
    if session.get(DraftPicture, (draft_id, picture.name)) is None:
        session.add(DraftPicture(draft_id=draft_id, name=picture.name, made_by=by, made_at=now()))
        session.flush()
        record("picture brought into draft", by, draft=draft_id, picture=picture.name)


def take_out_picture(draft: DraftRecord, name: str, by: int) -> None:
    """Take a picture out of a draft; where neither another draft nor a version has it, it is gone for good."""
    session.execute(delete(DraftPicture).where(DraftPicture.draft_id == draft.id, DraftPicture.name == name))
    elsewhere = session.scalar(select(DraftPicture.draft_id).where(DraftPicture.name == name).limit(1))
    if elsewhere is None and not shelves.is_published_picture(name):
        library.forget_picture(name)
    record("picture taken out of draft", by, draft=draft.id, picture=name)
