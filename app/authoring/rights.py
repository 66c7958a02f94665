"""What the trainer's desk holds of a person: the drafts, remarks and approvals that bear her name.

They are the work of a partnership, not facts about a person's learning, so they stay when she is erased; she appears in
them under the name that is left of her.
"""

from typing import Any

from sqlalchemy import select

from app.authoring.models import Draft, DraftComment, DraftPicture, DraftPublication, DraftReview, DraftStep
from app.core.database import plain, session


def about(person_id: int) -> dict[str, Any]:
    """Every draft one person began, what she saved, said, asked for and decided."""
    asked: dict[str, Any] = {
        "drafts": select(Draft).where(Draft.made_by == person_id),
        "draft_saves": select(DraftStep).where(DraftStep.made_by == person_id),
        "draft_pictures": select(DraftPicture).where(DraftPicture.made_by == person_id),
        "draft_remarks": select(DraftComment).where(DraftComment.made_by == person_id),
        "draft_reviews": select(DraftReview).where(
            (DraftReview.asked_by == person_id) | (DraftReview.decided_by == person_id)
        ),
        "draft_publications": select(DraftPublication).where(DraftPublication.asked_by == person_id),
    }
    return {name: [plain(row) for row in session.scalars(query)] for name, query in asked.items()}
