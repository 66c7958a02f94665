"""Writing a practice action."""

from datetime import date

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core.clock import now
from app.core.database import session
from app.practice.models import PracticeAction


def open_action(
    post: PostHeld, words: str, owner: str, review_on: date, module: str | None = None, statement: str | None = None
) -> int:
    """Open a practice action of the author's setting, in words of its own; returns its id."""
    action = PracticeAction(
        setting_id=post.setting_id,
        author_post_id=post.id,
        words=words.strip(),
        owner=owner.strip(),
        review_on=review_on,
        module=module,
        statement=statement,
        created_at=now(),
    )
    session.add(action)
    session.flush()
    record("practice action opened", post.person_id, action=action.id)
    return action.id
