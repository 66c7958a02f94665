"""Which roles a lead may give, and the kinds of contract."""

from app.core.vocabulary import LEADS, Role

# A trainer works for the partnership, so no setting's lead makes one.
GRANTED_BY_LEADS = (Role.STAFF, Role.DEPUTY_DSL, Role.DSL)
# Nor does a list or a form of hers end, change or print a card for one; a lead’s own post is ended by hand.
NOT_HERS_TO_CHANGE = frozenset({Role.TRAINER})
NEVER_ENDED_BY_A_LIST = LEADS | NOT_HERS_TO_CHANGE
CONTRACTS = {
    "employed": "Employed here",
    "agency": "Agency or supply",
    "volunteer": "Volunteer",
    "governor": "Governor or trustee",
    "student": "Student or trainee",
}
CARDS_A_PAGE = 10
