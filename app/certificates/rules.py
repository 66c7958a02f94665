"""What a certificate's state is called on a day."""

from datetime import date, datetime

VALID, RENEW, WITHDRAWN = "valid", "renew", "withdrawn"
WORDS = {
    VALID: "Valid",
    RENEW: "Valid record of learning; renewal is due",
    WITHDRAWN: "Withdrawn",
}


def state(withdrawn_at: datetime | None, renew_by: date | None, today: date) -> str:
    """Withdrawn, due for renewal, or valid. What was learned stays true after its renewal date."""
    if withdrawn_at is not None:
        return WITHDRAWN
    return RENEW if renew_by is not None and today > renew_by else VALID
