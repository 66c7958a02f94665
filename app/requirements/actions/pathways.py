"""Requirements as their files say."""

from typing import Any

from sqlalchemy import delete

from app.core.database import session
from app.requirements.models import Requirement


def sync(pathways: list[dict[str, Any]]) -> None:
    """Make the requirements say what the pathway files say."""
    session.execute(delete(Requirement))
    position = 0
    for pathway in pathways:
        for payload in pathway["requirements"]:
            position += 1
            session.add(
                Requirement(code=payload["code"], pathway=pathway["pathway"], position=position, payload=payload)
            )
    session.flush()
