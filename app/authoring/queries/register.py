"""What rests on a review of the register."""

from sqlalchemy import select

from app.authoring.models import Draft, DraftText
from app.core.database import session
from app.library import queries as library
from app.library.rules import names


def rests_on(ref: str) -> list[str]:
    """What names a review or one of its findings, in words: versions ever published, drafts, and files beside them."""
    versions = [f"“{one.title}”, edition {one.edition}" for one in library.versions_naming(ref)]
    texts = select(Draft.title, DraftText.text).join(DraftText, DraftText.draft_id == Draft.id)
    rows = session.execute(texts.where(DraftText.text.contains(ref, autoescape=True)).order_by(Draft.id))
    drafts = dict.fromkeys(f"The draft “{title}”" for title, text in rows if names(text, ref))
    return [*versions, *drafts, *(f"The file {name}" for name in library.shelf_naming(ref))]
