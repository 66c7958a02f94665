"""What a certificate's state is called on a day."""

from datetime import date, datetime

VALID, TOP_UP, RENEW, WITHDRAWN = "valid", "top-up", "renew", "withdrawn"
WORDS = {
    VALID: "Valid",
    TOP_UP: "Valid; top-up due",
    RENEW: "Valid record of learning; renewal is due",
    WITHDRAWN: "Withdrawn",
}


def state(withdrawn_at: datetime | None, renew_by: date | None, today: date, is_top_up_due: bool = False) -> str:
    """Withdrawn, or valid, with a renewal or top-up due or not. What was learned stays true after its renewal date."""
    if withdrawn_at is not None:
        return WITHDRAWN
    if renew_by is not None and today > renew_by:
        return RENEW
    return TOP_UP if is_top_up_due else VALID
