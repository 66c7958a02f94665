"""Which roles a lead may give, and the kinds of contract."""

from app.core.vocabulary import Role

# A trainer works for the partnership, so no setting's lead makes one.
GRANTED_BY_LEADS = (Role.STAFF, Role.DEPUTY_DSL, Role.DSL)
CONTRACTS = {
    "employed": "Employed here",
    "agency": "Agency or supply",
    "volunteer": "Volunteer",
    "governor": "Governor or trustee",
    "student": "Student or trainee",
}
CARDS_A_PAGE = 10
