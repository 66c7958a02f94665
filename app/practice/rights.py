"""What practice holds of a person: that she wrote an action. Its words belong to the setting."""

from typing import Any

from sqlalchemy import select

from app.core.database import plain, session
from app.practice.models import PracticeAction
from app.workforce import rights as workforce


def about(person_id: int) -> dict[str, Any]:
    """Every practice action that one person wrote."""
    posts = [post["id"] for post in workforce.about(person_id)["posts"]]
    rows = session.scalars(select(PracticeAction).where(PracticeAction.author_post_id.in_(posts)))
    return {"practice_actions": [plain(row) for row in rows]}
