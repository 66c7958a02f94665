"""Which roles a lead may give, what an office is of, and the kinds of contract."""

from app.core.vocabulary import LEADS, Office, Role

# What is of a trust, a partnership or the site is given there, and no setting's lead makes anybody that.
GRANTED_BY_LEADS = (Role.STAFF, Role.FACILITATOR, Role.DEPUTY_DSL, Role.DSL, Role.HEAD)
# A list never ends a lead's own post; that is done by hand.
NEVER_ENDED_BY_A_LIST = LEADS
CONTRACTS = {
    "employed": "Employed here",
    "agency": "Agency or supply",
    "volunteer": "Volunteer",
    "governor": "Governor or trustee",
    "student": "Student or trainee",
}
CARDS_A_PAGE = 10


def scope_of(office: Office) -> str:
    """What an office is of: "trust", "partnership", or empty for the site as a whole."""
    if office is Office.TRUST_LEAD:
        return "trust"
    return "" if office is Office.ADMINISTRATOR else "partnership"
